"""What all managers do to a runner: they start a command on behalf of a unit, and the caller does not wait for it."""

from __future__ import annotations

from contextlib import contextmanager

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.state import Unit
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Origin, Spanned, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Guest
    from vmlint.model.value import Assumption

MOST_NESTED = 6
"""Managers that start each other: a unit that runs supervisor that runs npm."""
ROOT = Spanned("/", None, ())


@contextmanager
def on_behalf(runner: Runner, kind: str, unit: str) -> Iterator[bool]:
    """Let what is started meanwhile be started by UNIT of a manager of KIND; yield whether that may still be done.

    Nobody waits for it: what it keeps in the foreground is no hang of the script.
    """
    before, hang = runner.by, runner.guest.hang
    runner.by = (*before, (kind, unit))
    try:
        yield len(runner.by) <= MOST_NESTED and (kind, unit) not in before
    finally:
        runner.by = before
        runner.guest.hang = hang


def run(
    runner: Runner,
    words: tuple[Spanned, ...],
    origin: Origin,
    environment: dict[str, Spanned],
    cwd: Spanned = ROOT,
    user: str | None = "root",
) -> Answer:
    """Run one command line."""
    if not words:
        return Answer(False)
    return runner.run(Call(words, origin, None, environment, cwd, user, background=False, captured=False))


def within(
    origin: Origin, span: Span | None, text: str, *, certain: bool = True, more: tuple[Assumption, ...] = ()
) -> Origin:
    """Return the origin of what stands at SPAN and happens because of ORIGIN (called TEXT)."""
    steps = origin.steps if origin.span is None else (*origin.steps, Step(text, origin.span, ()))
    added = tuple(each for each in more if each not in origin.assumptions)
    return Origin(span or origin.span, origin.certain and certain, origin.assumptions + added, steps)


def unit_of(guest: Guest, name: str) -> Unit:
    """Return what is known of a unit."""
    return guest.units.get(name) or Unit(name, None, None, None, certain=True)


def put_unit(
    guest: Guest,
    name: str,
    origin: Origin,
    *,
    enabled: bool | str | None = "",
    running: bool | str | None = "",
) -> None:
    """Replace what is said; a possible change makes it unknown."""
    old = unit_of(guest, name)
    sure = origin.certain
    now = old.enabled if enabled == "" else enabled if sure or enabled == old.enabled else None
    runs = old.running if running == "" else running if sure or running == old.running else None
    span = origin.span if enabled else old.enabled_span
    guest.units[name] = Unit(name, now, span, runs, old.certain and sure)  # type: ignore[arg-type]


def listening(guest: Guest) -> dict[Any, Any]:
    """Return what listens now, for ``killed``."""
    return dict(guest.listening)


def killed(guest: Guest, before: dict[Any, Any]) -> None:
    """Let what has been started since BEFORE listen no longer; containers are no processes of a unit."""
    for key, value in list(guest.listening.items()):
        if before.get(key) is value or _by(value) == "container":
            continue
        if key in before:
            guest.listening[key] = before[key]
        else:
            del guest.listening[key]


def _by(value: Any) -> str:
    start = getattr(value, "start", None)
    return str(getattr(start, "by", ""))
