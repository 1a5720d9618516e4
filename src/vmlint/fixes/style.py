"""The hand in which a file is written: what is put in must look as if its author had written it."""

from __future__ import annotations

from vmlint.fixes.texts import line_end_of
from vmlint.fixes.trees import RubyFile, key_of, pairs_of, walk
from vmlint.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import quoting, tree
from vmlint.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable


class Style(Record):
    """How a file, or one call of it, is written.

    ``unit``: one step of indentation. ``quote``: ``"`` or ``'``. ``rockets``: ``:guest => 80``, not ``guest: 80``.
    ``kind``: how the kind of a network is written: as text (``"``, ``'``) or as a symbol (``:``). ``parentheses``
    stand around arguments. ``stacked``: one option a line.
    """

    __slots__ = ("unit", "quote", "rockets", "kind", "parentheses", "stacked", "line_end")
    unit: str
    quote: str
    rockets: bool
    kind: str
    parentheses: bool
    stacked: bool
    line_end: str

    def literal(self, value: Any) -> str:
        """Return VALUE in Ruby, as this file writes it."""
        return ruby_literal(value, self.quote)

    def option(self, name: str, value: Any) -> str:
        """Return an option with its value."""
        return f":{name} => {self.literal(value)}" if self.rockets else f"{name}: {self.literal(value)}"

    def kind_of(self, name: str) -> str:
        """Return the kind of a network."""
        return f":{name}" if self.kind == ":" else ruby_literal(name, self.kind)


class Raw(str):
    """Ruby code, to be written as it is."""

    __slots__ = ()


def ruby_literal(value: Any, quote: str = '"') -> str:
    """Return VALUE as Ruby reads it back: text with everything escaped that would end it or run something."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if quote == "'" and "\\" not in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return quoting.string(text)


def style_of(file: RubyFile, near: int | None = None) -> Style:
    """Return the style of FILE, of the network call nearest to the offset NEAR where there are several."""
    calls, networks = file.calls, file.networks
    nearest = min(networks, key=lambda call: abs(call.start - (near or 0)), default=None)
    with_pairs = (call for call in networks if pairs_of(call))
    model = min(with_pairs, key=lambda call: abs(call.start - (near or 0)), default=nearest)
    strings = (node for node in (walk(model) if model else file.nodes) if isinstance(node, tree.StringLiteral))
    return Style(
        _unit(file, calls),
        _quote(file, strings) or _quote(file, (n for n in file.nodes if isinstance(n, tree.StringLiteral))) or '"',
        _rockets(file, [model] if model and pairs_of(model) else calls),
        ":" if model and isinstance(model.arguments[0], tree.SymbolLiteral) else _first_quote(file, model) or '"',
        nearest is not None and nearest.parenthesized,
        model is not None and is_stacked(file, model),
        line_end_of(file.source.text),
    )


def is_stacked(file: RubyFile, call: tree.Call) -> bool:
    """Return whether each option of CALL has a line of its own."""
    starts = [file.line_start(pair.start) for pair in pairs_of(call)]
    return len(starts) > 1 and len(set(starts)) == len(starts)


def _unit(file: RubyFile, calls: Iterable[tree.Call]) -> str:
    for call in sorted(calls, key=lambda call: call.start):
        if isinstance(call.block, tree.Block) and call.block.body.statements.statements:
            inside, outside = file.indent(call.block.body.statements.statements[0].start), file.indent(call.start)
            if inside.startswith(outside) and len(inside) > len(outside):
                return inside[len(outside) :]
    return "  "


def _quote(file: RubyFile, strings: Iterable[tree.StringLiteral]) -> str:
    marks = [file.source.text[node.start] for node in strings]
    counted = {mark: marks.count(mark) for mark in ('"', "'") if mark in marks}
    return max(counted, key=lambda mark: counted[mark]) if counted else ""


def _first_quote(file: RubyFile, call: tree.Call | None) -> str:
    first = call.arguments[0] if call is not None else None
    mark = file.source.text[first.start] if isinstance(first, tree.StringLiteral) else ""
    return mark if mark in ('"', "'") else ""


def _rockets(file: RubyFile, calls: Iterable[tree.Call]) -> bool:
    pairs = [pair for call in calls for pair in pairs_of(call) if key_of(pair) is not None]
    rockets = sum(file.source.text[pair.key.start] == ":" for pair in pairs)
    return rockets * 2 > len(pairs)
