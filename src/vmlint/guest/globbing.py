"""Patterns of file names in a machine: ``/etc/nginx/sites-enabled/*``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.languages.shell.operators import matcher

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner

MOST_NAMES = 2_000
_SPECIAL = later(r"[*?\[]")


def matching(runner: Runner, pattern: str) -> tuple[str, ...] | None:
    """Return the paths that PATTERN (absolute) matches, None where that cannot be known."""
    found = [""]
    parts = pattern.split("/")[1:]
    for number, part in enumerate(parts):
        last = number + 1 == len(parts)
        following: list[str] = []
        for folder in found:
            names = _names(runner, folder, part, last=last)
            if names is None:
                return None
            following += [f"{folder}/{name}" for name in names]
        if len(following) > MOST_NAMES:
            return None
        found = following
    return tuple(found)


def _names(runner: Runner, folder: str, part: str, *, last: bool) -> list[str] | None:
    if not _SPECIAL.search(part):
        if last and part and not _is_there(runner, f"{folder}/{part}"):
            return []
        return [part]
    names = runner.listing(folder or "/")
    wanted = matcher(part)
    if names is None or wanted is None:
        return None
    return [name for name in names if wanted.fullmatch(name) and (part.startswith(".") or not name.startswith("."))]


def _is_there(runner: Runner, path: str) -> bool:
    return runner.file(path) is not None or runner.listing(path) not in ([], None)
