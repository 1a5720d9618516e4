"""Where a value is written, and how the text there changes so that the value does."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Edit
from vmlint.fixes.style import Raw, ruby_literal
from vmlint.languages.ruby import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.model.value import Spanned

_DATA = (".yml", ".yaml", ".json")


def rewrites(bench: Bench, old: Spanned, value: Any, *, at_call: bool = False) -> Iterator[tuple[Edit, ...]]:
    """Yield ways to make OLD be VALUE, the best first: where it comes from.

    AT_CALL: else the expression at the call, which then says no more what it was put together from.
    """
    places = [span for span in (*old.origins, old.span) if span is not None]
    for span in dict.fromkeys(places):
        content = literal_at(bench, span, old.value, value)
        if content is not None:
            yield (Edit(span, content),)
    if at_call and old.span is not None and old.origins and not is_data(old.span):
        yield (Edit(old.span, ruby_literal(value)),)


def is_data(span: Span) -> bool:
    """Return whether SPAN is in a file of data, not of Ruby."""
    return span.path.lower().endswith(_DATA)


def literal_at(bench: Bench, span: Span, old: Any, value: Any) -> str | None:
    """Return what to write for VALUE at SPAN if the literal for OLD stands there, in its own style; else None."""
    if is_data(span):
        return _data_literal(span, old, value)
    node = bench.ruby(span.source).at(span)
    if isinstance(node, tree.IntegerLiteral) and str(node.value) == str(old):
        return ruby_literal(value)
    if isinstance(node, tree.StringLiteral) and node.value == str(old):
        return _string_literal(span, node, value)
    if isinstance(node, tree.SymbolLiteral) and node.name == str(old):
        return f":{value}" if str(value).isidentifier() else ruby_literal(value)
    if isinstance(node, (tree.BooleanLiteral, tree.NilLiteral)):
        return ruby_literal(value)
    return None


def _string_literal(span: Span, node: tree.StringLiteral, value: Any) -> str | None:
    text = span.text
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool):
        return ruby_literal(value)
    if text[:1] in ('"', "'") and text[-1:] == text[:1]:
        return ruby_literal(value, text[0])
    if node.body == (span.start, span.end) and all(char.isalnum() or char in ".:_-" for char in str(value)):
        # A word of %w[…].
        return str(value)
    return None


def _data_literal(span: Span, old: Any, value: Any) -> str | None:
    text = span.text
    quote = text[:1] if text[:1] in ('"', "'") and len(text) > 1 and text[-1] == text[0] else ""
    bare = text[1:-1] if quote else text
    if bare != str(old) or not all(char.isalnum() or char in ".:_-" for char in str(value)):
        return None
    return f"{quote}{value}{quote}"


def replaced_text(old: Spanned, before: str, after: str) -> Iterator[tuple[Edit, ...]]:
    """Yield edits that put AFTER for BEFORE in the text that OLD's value is made of: one place at a time."""
    for span in dict.fromkeys(span for span in (old.span, *old.origins) if span is not None):
        at = span.text.find(before)
        if at >= 0 and span.text.count(before) == 1 and not _goes_on(span.text, at, at + len(before)):
            yield (Edit(Span(span.source, span.start + at, span.start + at + len(before)), after),)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Return whether the digits at START or END belong to a longer number."""
    return (start > 0 and text[start - 1].isdigit()) or (
        end < len(text) and text[end].isdigit() and text[end - 1].isdigit()
    )
