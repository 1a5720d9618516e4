"""What all JSON documents of vmlint share: the number of the schema and which characters there are."""

from __future__ import annotations

import json

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

SCHEMA = 1
_quoted = json.encoder.encode_basestring_ascii


def dumps(value: Any, *, pretty: bool = False) -> str:
    """Return VALUE as JSON text in printable ASCII, which every consumer can read whatever the file held."""
    return (_indented(value, "\n") if pretty else json.dumps(value)).replace("\x7f", "\\u007f")


def _indented(value: Any, line: str) -> str:
    """Return what ``json.dumps(value, indent=2)`` does, which takes five times as long; LINE: what begins a line."""
    if type(value) is str:
        return _quoted(value)
    if type(value) is dict:
        below = line + "  "
        items = [f"{_quoted(name)}: {_indented(each, below)}" for name, each in value.items()]
        return f"{{{below}{f',{below}'.join(items)}{line}}}" if items else "{}"
    if type(value) is list or type(value) is tuple:
        below = line + "  "
        items = [_indented(each, below) for each in value]
        return f"[{below}{f',{below}'.join(items)}{line}]" if items else "[]"
    return json.dumps(value)
