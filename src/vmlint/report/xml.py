"""Text in XML: escaped, and without the characters that XML cannot hold in any way."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def attributes(**values: object) -> str:
    """Return attributes with a blank before each."""
    return "".join(f' {name}="{escaped(str(value))}"' for name, value in values.items())


def escaped(text: str) -> str:
    """Return TEXT for an attribute or an element; a forbidden character becomes its number, as Python writes it."""
    return "".join(_ESCAPES.get(char, char) for char in _FORBIDDEN.sub(_visible, text))


def _visible(found: re.Match[str]) -> str:
    number = ord(found.group())
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"
