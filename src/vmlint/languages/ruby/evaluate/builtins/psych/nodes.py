"""The tree of one YAML document, each node with the half-open span of its text."""

from __future__ import annotations


class Node:
    """What all nodes have: a span, an anchor or None, a tag (resolved) or None."""

    __slots__ = ("anchor", "end", "start", "tag")

    def __init__(self, start: int, end: int, anchor: str | None = None, tag: str | None = None) -> None:
        self.start = start
        self.end = end
        self.anchor = anchor
        self.tag = tag


class Scalar(Node):
    """A scalar; ``quoted`` is Psych's word for one that is a String whatever it says (never with a tag)."""

    __slots__ = ("quoted", "value")

    def __init__(
        self, value: str, quoted: bool, start: int, end: int, anchor: str | None = None, tag: str | None = None
    ) -> None:
        super().__init__(start, end, anchor, tag)
        self.value = value
        self.quoted = quoted


class Alias(Node):
    """``*name``; the name is the anchor."""

    __slots__ = ()


class Sequence(Node):
    """``- a`` or ``[a]``."""

    __slots__ = ("children",)

    def __init__(self, start: int, end: int, anchor: str | None = None, tag: str | None = None) -> None:
        super().__init__(start, end, anchor, tag)
        self.children: list[Node] = []


class Mapping(Node):
    """``a: b`` or ``{a: b}``: keys and values in turn."""

    __slots__ = ("children",)

    def __init__(self, start: int, end: int, anchor: str | None = None, tag: str | None = None) -> None:
        super().__init__(start, end, anchor, tag)
        self.children: list[Node] = []
