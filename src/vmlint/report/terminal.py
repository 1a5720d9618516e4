"""What the terminal can show: colours, and characters beyond ASCII."""

from __future__ import annotations

import os

from vmlint.basics.escaping import terminal
from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_CODES = {"error": "1;31", "warning": "1;33", "info": "1;36", "bold": "1", "frame": "1;34", "dim": "2"}
# What vmlint's own sentences have beyond ASCII.
_IN_ASCII = (("\u2026", "..."), ("\u2192", "->"), ("\u00b7", "-"))


class Style:
    """Colours text, or leaves it as it is."""

    __slots__ = ("coloured", "encoding")

    def __init__(self, *, coloured: bool, encoding: str = "utf-8") -> None:
        self.coloured = coloured
        self.encoding = encoding

    def paint(self, text: str, kind: str) -> str:
        """Return TEXT in the colour of KIND."""
        return f"\x1b[{_CODES[kind]}m{text}\x1b[0m" if self.coloured and text else text

    def safe(self, text: str) -> str:
        """Return TEXT, a sentence of vmlint's, without control characters, and in what the terminal can show."""
        return plain(terminal(text), self.encoding)

    def exact(self, text: str) -> str:
        """Return TEXT, a user's, likewise, but every character that cannot be shown by its number."""
        return _encodable(terminal(text), self.encoding)


def plain(text: str, encoding: str) -> str:
    """Return TEXT with dots, dashes and arrows of ASCII where ENCODING lacks others; the rest by its number."""
    if text.isascii():
        return text
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        for char, words in _IN_ASCII:
            text = text.replace(char, words)
    return _encodable(text, encoding)


def _encodable(text: str, encoding: str) -> str:
    return text if text.isascii() else text.encode(encoding, "backslashreplace").decode(encoding, "replace")


def style_for(stream: TextIO, choice: str) -> Style:
    """Return the style for STREAM: ``always``, ``never``, or ``auto`` (on a terminal, NO_COLOR heeded)."""
    coloured = choice == "always" or (
        choice == "auto" and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()
    )
    return Style(coloured=coloured, encoding=getattr(stream, "encoding", None) or "utf-8")
