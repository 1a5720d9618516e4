"""Where in a Ruby file something stands: the calls, literals and blocks around a place."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.parser import parse_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Source, Span


class RubyFile:
    """The tree of one file, to be asked by place."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.program = parse_once(source.text).program
        self._nodes: list[tree.Node] | None = None
        self._calls: list[tree.Call] | None = None
        self._networks: list[tree.Call] | None = None

    @property
    def nodes(self) -> list[tree.Node]:
        """All nodes, as `walk` yields them."""
        if self._nodes is None:
            self._nodes = list(walk(self.program))
        return self._nodes

    @property
    def calls(self) -> list[tree.Call]:
        """All calls among them."""
        if self._calls is None:
            self._calls = [node for node in self.nodes if isinstance(node, tree.Call)]
        return self._calls

    @property
    def networks(self) -> list[tree.Call]:
        """The calls that make networks."""
        if self._networks is None:
            self._networks = [call for call in self.calls if call.name == "network" and call.arguments]
        return self._networks

    def path_to(self, start: int, end: int) -> list[tree.Node]:
        """Return the nodes around ``start:end``, outermost first; the last may be just that."""
        found: list[tree.Node] = []
        node: tree.Node | None = self.program
        while node is not None:
            found.append(node)
            node = next((each for each in children(node) if each.start <= start and end <= each.end), None)
        return found

    def at(self, span: Span) -> tree.Node | None:
        """Return the outermost expression whose text is just SPAN's."""
        nodes = [
            node for node in self.path_to(span.start, span.end) if (node.start, node.end) == (span.start, span.end)
        ]
        return nodes[0] if nodes else None

    def call(self, span: Span) -> tree.Call | None:
        """Return the call whose text, its block apart, is SPAN's."""
        for node in self.path_to(span.start, span.end):
            if isinstance(node, tree.Call) and node.start == span.start and span.end == self.header_end(node):
                return node
        return None

    def header_end(self, call: tree.Call) -> int:
        """Return where a call ends, a block not counted."""
        if not isinstance(call.block, tree.Block):
            return call.end
        return len(self.source.text[: call.block.start].rstrip())

    def text(self, node: tree.Node) -> str:
        """Return the text of NODE."""
        return self.source.text[node.start : node.end]

    def line_start(self, offset: int) -> int:
        """Return where the line of OFFSET starts."""
        return self.source.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return where the line of OFFSET ends, its line end not included."""
        text = self.source.text
        at = text.find("\n", offset)
        at = len(text) if at < 0 else at
        return at - 1 if at > offset and text[at - 1] == "\r" else at

    def indent(self, offset: int) -> str:
        """Return the white space that the line of OFFSET starts with."""
        start = self.line_start(offset)
        line = self.source.text[start : self.line_end(offset)]
        line = line.removeprefix("\ufeff")
        return line[: len(line) - len(line.lstrip(" \t"))]


def children(node: tree.Node) -> Iterator[tree.Node]:
    """Yield the nodes directly inside NODE, in the order of their fields."""
    for name in node._fields:
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            yield value
        elif isinstance(value, list):
            yield from (each for each in value if isinstance(each, tree.Node))


def walk(node: tree.Node) -> Iterator[tree.Node]:
    """Yield NODE and everything inside."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node))


def pairs_of(call: tree.Call) -> list[tree.Pair]:
    """Return the options that a call names itself."""
    return [] if call.keywords is None else [pair for pair in call.keywords.pairs if isinstance(pair, tree.Pair)]


def key_of(pair: tree.Pair) -> str | None:
    """Return the name of an option written as a symbol or a label."""
    return pair.key.name if isinstance(pair.key, tree.SymbolLiteral) else None
