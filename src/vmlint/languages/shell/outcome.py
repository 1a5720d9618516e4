"""What comes of following a script: its commands, what was not followed, and how a statement leaves."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Source, Span
    from vmlint.languages.shell.tree import Problem
    from vmlint.model.value import Origin, Spanned


class Command(Record):
    """A command that would run: its words, its place, whether it certainly runs, the rounds of loops around it."""

    __slots__ = ("words", "origin")
    words: tuple[Spanned, ...]
    origin: Origin


class Note(Record):
    """Something that was not followed; ``hides``: it may run commands that are not among those of the script."""

    __slots__ = ("reason", "span", "hides")
    reason: str
    span: Span
    hides: bool


class Script(Record):
    """What a script runs, what it was not possible to follow, and what breaks its language's rules."""

    __slots__ = ("source", "commands", "notes", "problems")
    source: Source
    commands: tuple[Command, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


class Leave(Exception):  # noqa: N818 - nothing went wrong
    """A command ends a loop, a function or the script: break, continue, return, exit; or jumps: ``goto:label``."""

    def __init__(self, how: str, span: Span | None = None) -> None:
        self.how = how
        self.span = span


class TooMuchError(Exception):
    """A script makes more words than are followed."""
