"""How a place in a text looks to other programs."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vmlint.basics.text import Span


def place(span: Span | None) -> dict[str, Any]:
    """Return path and range, both null for what nobody wrote; lines and columns count from 1, the end is exclusive."""
    if span is None:
        return {"path": None, "range": None}
    points = [span.source.position(offset) for offset in (span.start, span.end)]
    start, end = ({"line": line, "column": column} for line, column in points)
    return {"path": span.path, "range": {"start": start, "end": end}}
