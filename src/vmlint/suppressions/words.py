"""The words that a comment says to vmlint, and a comment that says them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span

MARK = "vmlint:"
IGNORE, IGNORE_FILE = "ignore", "ignore-file"
DIRECTIVES = (IGNORE, IGNORE_FILE)


class Name(Record):
    """A word of a comment, and where it stands."""

    __slots__ = ("text", "span")
    text: str
    span: Span


class Comment(Record):
    """One comment that speaks to vmlint.

    ``span``: all that is taken away with it, marker and end included. ``directive``: what it asks for. ``names``: the
    rules in its brackets, None where there are no brackets or they are never closed. ``reason``: what stands behind
    them. ``alone``: nothing else stands on its lines. ``line``: the line whose findings it is about (its own, or the
    one below where it stands alone); None for the whole file.
    """

    __slots__ = ("span", "directive", "names", "reason", "alone", "line")
    span: Span
    directive: Name
    names: tuple[Name, ...] | None
    reason: str
    alone: bool
    line: int | None
