"""JSON whose texts know where they stand: package.json, angular.json, pm2's and nodemon's files.

Comments and commas before a bracket are passed over: the tools that read these files do so, too.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.woven import Woven, made
from vmlint.guest.managers.words import replaced

if TYPE_CHECKING:
    from vmlint.basics.text import Span

_BLANK = later(r"(?:[ \t\r\n\ufeff]+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_PLAIN = later(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")
_STRING = later(r'"((?:[^"\\\n]|\\.)*)"')
_ESCAPE = later(r"\\(u[0-9a-fA-F]{4}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS = {"true": True, "false": False, "null": None}
_DEEPEST = 40
MOST_NODES = 50_000


class Node(Record):
    """A value: text as Woven, a number, a truth value, None, a dict of Nodes by key, a list of Nodes."""

    __slots__ = ("value", "text", "start", "end")
    value: Any
    text: Woven
    start: int
    end: int

    def get(self, *keys: str) -> Node | None:
        """Return what lies under KEYS, one in the other."""
        found: Node | None = self
        for key in keys:
            found = found.value.get(key) if found is not None and isinstance(found.value, dict) else None
        return found

    def string(self, *keys: str) -> Woven | None:
        """Return the text under KEYS."""
        found = self.get(*keys)
        return found.value if found is not None and isinstance(found.value, Woven) else None

    def items(self, *keys: str) -> list[Node]:
        """Return the elements of the list under KEYS; one that is no list is its only element."""
        found = self.get(*keys)
        if found is None:
            return []
        return found.value if isinstance(found.value, list) else [found]

    @property
    def span(self) -> Span | None:
        """Where it stands."""
        return self.text.place(self.start, self.end)


def parse(text: Woven) -> Node | None:
    """Return what TEXT says; None where it is no JSON."""
    reader = _Reader(text)
    try:
        return reader.value(0)
    except (_BadError, RecursionError):
        return None


class _BadError(Exception):
    pass


class _Reader:
    def __init__(self, text: Woven) -> None:
        self.text = text
        self.at = 0
        self.nodes = 0

    def skip(self) -> str:
        match = _BLANK.match(self.text.text, self.at)
        self.at = match.end() if match is not None else self.at
        return self.text.text[self.at : self.at + 1]

    def value(self, depth: int) -> Node:
        self.nodes += 1
        if depth > _DEEPEST or self.nodes > MOST_NODES:
            raise _BadError
        char = self.skip()
        start = self.at
        found: Any
        if char == "{":
            found = self.object(depth)
        elif char == "[":
            found = self.array(depth)
        elif char == '"':
            found = self.string()
        else:
            match = _PLAIN.match(self.text.text, self.at)
            if match is None:
                raise _BadError
            self.at = match.end()
            word = match[0]
            found = _WORDS[word] if word in _WORDS else float(word) if re.search(r"[.eE]", word) else int(word[:18])
        return Node(found, self.text, start, self.at)

    def string(self) -> Woven:
        match = _STRING.match(self.text.text, self.at)
        if match is None:
            raise _BadError
        self.at = match.end()
        inside = self.text.cut(*match.span(1))
        if "\\" not in inside.text:
            return inside
        return replaced(inside, _ESCAPE, lambda escape: made(_char(escape[1]), inside.place(*escape.span())))

    def object(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        self.at += 1
        while True:
            char = self.skip()
            if char == "}":
                self.at += 1
                return found
            if char == ",":
                self.at += 1
                continue
            if char != '"':
                raise _BadError
            key = self.string().text
            if self.skip() != ":":
                raise _BadError
            self.at += 1
            found[key] = self.value(depth + 1)

    def array(self, depth: int) -> list[Node]:
        found: list[Node] = []
        self.at += 1
        while True:
            char = self.skip()
            if char == "]":
                self.at += 1
                return found
            if char == ",":
                self.at += 1
                continue
            found.append(self.value(depth + 1))


def _char(escape: str) -> str:
    if escape[0] == "u" and len(escape) == 5:
        return chr(int(escape[1:], 16))
    return _ESCAPES.get(escape, escape)
