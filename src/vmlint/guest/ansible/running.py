"""One run of ``ansible-playbook`` for one machine: what it was given, and what it has learned so far."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.guest.ansible import scope as scopes
from vmlint.guest.ansible import shelves
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span
    from vmlint.guest.ansible.inventory import Inventory
    from vmlint.guest.ansible.shelves import Shelf
    from vmlint.guest.runner import Runner
    from vmlint.model.value import Assumption, Origin

MOST_TASKS = 4_000
MOST_NESTED = 25


class Given(Record):
    """What a run was started with. ``local``: it runs inside the machine, which is its localhost.

    ``extra``: layers of ``--extra-vars``, the strongest first; ``become``: all is done as root; ``roles``: folders.
    """

    __slots__ = (
        "shelf", "cwd", "playbooks", "inventory", "host", "limit", "extra", "tags", "skipped", "become", "user",
        "roles", "local", "base", "hostname",
    )  # fmt: skip
    shelf: Shelf
    cwd: str
    playbooks: tuple[str, ...]
    inventory: Inventory
    host: str
    limit: str | None
    extra: tuple[Any, ...]
    tags: frozenset[str]
    skipped: frozenset[str]
    become: bool
    user: str
    roles: tuple[str, ...]
    local: bool
    base: Origin
    hostname: Any


class StopError(Exception):
    """The run ends for this machine: a task failed (``failed``), ends the play, or never ends."""

    def __init__(self, *, failed: bool, endless: bool = False) -> None:
        super().__init__()
        self.failed = failed
        self.endless = endless


class Run:
    """The state of a run. ``facts``: of ``set_fact`` and ``register``; ``included``: layers of ``include_vars``.

    ``doubts``: how many undecided conditions stand around; ``perhaps``: a task may have failed before. ``resting``:
    what was taken for granted for a variable of ``register``; ``assumed``: for what is done just now.
    """

    def __init__(self, runner: Runner, given: Given) -> None:
        self.runner = runner
        self.given = given
        self.facts: dict[str, Any] = {}
        self.included: tuple[Any, ...] = ()
        self.known_facts = scopes.facts(runner.guest.release, given.hostname)
        self.doubts = 0
        self.perhaps = False
        self.tasks = 0
        self.resting: dict[str, tuple[Assumption, ...]] = {}
        self.assumed: list[Assumption] = []
        self.told: set[tuple[str, Any]] = set()

    @property
    def shelf(self) -> Shelf:
        """Where its files are."""
        return self.given.shelf

    @property
    def certain(self) -> bool:
        """Whether what is done now surely happens."""
        return self.doubts == 0 and not self.perhaps

    def unfollowed(self, reason: str, span: Span | None) -> None:
        """Note once that something may do anything."""
        span = span or self.given.base.span
        if span is not None and (reason, span) not in self.told:
            self.told.add((reason, span))
            self.runner.unfollowed(reason, span)

    def possibly(self, why: Unknown, act: Callable[[], object]) -> None:
        """Do ACT in a world of its own, beside the one in which it does not happen."""
        before, facts, included = self.runner.fork(), dict(self.facts), self.included
        self.doubts += 1
        stopped = False
        try:
            act()
        except StopError as stop:
            # That this may end the run makes no more than possible what follows anyway.
            stopped = not stop.endless
        finally:
            self.doubts -= 1
        after = self.runner.fork()
        self.runner.join([before, after], why.reason)
        for name in {*facts, *self.facts}:
            if name not in facts or name not in self.facts or facts[name] is not self.facts[name]:
                self.facts[name] = Unknown(why.reason)
        if included is not self.included or stopped:
            new = self.included[: len(self.included) - len(included)]
            self.included = tuple(_doubtful(layer, why) for layer in new) + included


def _doubtful(layer: Any, why: Unknown) -> Any:
    return dict.fromkeys(layer, Unknown(why.reason)) if isinstance(layer, dict) else layer


_PARTS = {"tasks", "meta", "defaults", "vars", "handlers", "templates", "files"}


def role_folder(run: Run, name: str, playbook: str, beside: str | None = None) -> str | None:
    """Return the folder of a role; None where the project does not have it."""
    here = posixpath.dirname(playbook)
    parents = [posixpath.join(here, "roles"), *([beside] if beside else []), *run.given.roles, here]
    if name.startswith("/"):
        parents = ["/"]
    for parent in parents:
        folder = posixpath.normpath(posixpath.join(parent, name))
        if _PARTS & set(run.shelf.names(folder) or ()):
            return folder
    return None


def part_of(run: Run, folder: str, part: str, name: str = "main") -> Any:
    """Return what a file of a role holds, Unknown, or None where it is not there."""
    name = posixpath.splitext(name)[0] if name.endswith((".yml", ".yaml")) else name
    path = shelves.one_of(run.shelf, posixpath.join(folder, part, name), (".yml", ".yaml", ".json", ""))
    return None if path is None else run.shelf.yaml(path)
