"""What all JSON documents of vmlint share: the number of the schema, how a place looks, which characters there are."""

from __future__ import annotations

import json

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vmlint.basics.text import Span

SCHEMA = 1


def dumps(value: Any, *, pretty: bool = False) -> str:
    """Return VALUE as JSON text in printable ASCII, which every consumer can read whatever the file held."""
    return json.dumps(value, indent=2 if pretty else None).replace("\x7f", "\\u007f")


def place(span: Span) -> dict[str, Any]:
    """Return path and range; lines and columns count from 1, the end is exclusive."""
    points = [span.source.position(offset) for offset in (span.start, span.end)]
    start, end = ({"line": line, "column": column} for line, column in points)
    return {"path": span.path, "range": {"start": start, "end": end}}
