"""The tokens of YAML, places in its text, and the error that Psych would report."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

# What libyaml takes for the end of a line: also NEL, LS and PS.
BREAKS = "\r\n\x85\u2028\u2029"
_LINE_END = re.compile("\r\n|[\r\n\x85]|\u2028|\u2029")


class YamlError(Exception):
    """The text is no YAML: libyaml's words, and the line and column that Psych names (those of the context)."""

    def __init__(self, problem: str, context: str | None, line: int, column: int) -> None:
        self.problem = problem
        self.context = context
        self.line = line
        self.column = column
        super().__init__(self.describe("<unknown>"))

    def describe(self, filename: str) -> str:
        """Return the message of Ruby's Psych::SyntaxError for a text called FILENAME."""
        said = self.problem if self.context is None else f"{self.problem} {self.context}"
        return f"({filename}): {said} at line {self.line} column {self.column}"


class TooDeepError(Exception):
    """The text nests deeper than vmlint follows."""


class Token:
    """One token: its kind, its half-open span, and what kind-specific value it carries.

    ``value`` is the text of a scalar, the name of an anchor or alias, (handle, suffix) of a tag,
    (major, minor) or (handle, prefix) of a directive. ``plain`` tells plain scalars from quoted ones.
    """

    __slots__ = ("end", "kind", "plain", "start", "value")

    def __init__(self, kind: str, start: int, end: int, value: Any = None, plain: bool = False) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.plain = plain


def place(text: str, start: int, at: int) -> tuple[int, int]:
    """Return line and column of AT, both from 1, as libyaml counts from START; beyond the text lies one more line."""
    line = 1
    for end in _LINE_END.finditer(text, start, min(at, len(text))):
        line, start = line + 1, end.end()
    if at > len(text):
        return line + 1, 1
    return line, max(at - start, 0) + 1
