"""Whether what somebody starts by hand is what runs in the machine already: the same program of the same folder."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.guest.state import Opened, Start

_FILE = later(r"[\w./+@-]*\.(?:c?js|mjs|tsx?|py|rb|ru|php|jar|war|pl|go)")


def runs_already(opened: Opened, running: Iterable[Opened]) -> bool:
    """Return whether OPENED, by hand, is one of those that are RUNNING, and only its own default has another port."""
    mine = opened.listening
    if isinstance(mine.port, int) and _names(opened.start, mine.port):
        return False
    return any(
        each.listening.service == mine.service
        and each.listening.protocol == mine.protocol
        and each.certain
        and each.start.by != "container"
        and _program(each.start) == _program(opened.start)
        for each in running
    )


def _names(start: Start, port: int) -> bool:
    """Return whether a command line names a port."""
    return any(re.search(rf"(?<!\d){port}(?!\d)", text) is not None for text in _texts(start))


def _program(start: Start) -> tuple[str, ...]:
    """Return the files that a command line runs, by their absolute paths; the folder where it names none."""
    cwd = str(getattr(start.cwd, "value", start.cwd) or "/")
    files = [text for text in _texts(start)[1:] if _FILE.fullmatch(text) is not None]
    if files:
        return tuple(posixpath.normpath(posixpath.join(cwd, each)) for each in files)
    return ("", posixpath.normpath(cwd))


def _texts(start: Start) -> list[str]:
    values = (getattr(word, "value", word) for word in start.words)
    return [each for each in values if isinstance(each, str)]
