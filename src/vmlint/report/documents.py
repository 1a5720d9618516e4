"""What all JSON documents of vmlint share: the number of the schema and which characters there are."""

from __future__ import annotations

import json

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

SCHEMA = 1


def dumps(value: Any, *, pretty: bool = False) -> str:
    """Return VALUE as JSON text in printable ASCII, which every consumer can read whatever the file held."""
    return json.dumps(value, indent=2 if pretty else None).replace("\x7f", "\\u007f")
