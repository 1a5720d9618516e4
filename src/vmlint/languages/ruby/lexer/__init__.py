"""Tokens of Ruby."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


class Token:
    """One token: ``kind`` is the grammar's terminal, ``start`` and ``end`` its place in the text.

    ``value`` is what the tree needs: the text of a name, the decoded text of a string, the words of ``%w``.
    ``body`` is the place of a string's text between its delimiters. Virtual tokens are empty.
    """

    __slots__ = ("body", "end", "kind", "start", "value")

    def __init__(self, kind: str, value: Any, start: int, end: int, body: tuple[int, int] | None = None) -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.body = body

    def __repr__(self) -> str:
        return f"{self.kind}({self.value!r})@{self.start}"
