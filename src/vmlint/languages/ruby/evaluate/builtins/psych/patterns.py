"""The scanner's regular expressions; those for line ends beyond Latin-1 compile slowly, so few texts get them."""

from __future__ import annotations

import re

from vmlint.languages.ruby.evaluate.builtins.psych.tokens import BREAKS

_COMMON_BREAKS = "\r\n\x85"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"


class Patterns:
    """What to look for in a text whose lines end at the characters BREAKS."""

    __slots__ = ("comment", "document_mark", "double", "plain_block", "plain_flow", "rest_of_line", "single")

    def __init__(self, breaks: str) -> None:
        end = f" \t\0{breaks}"
        self.comment = re.compile(f"#[^\0{breaks}]*")
        self.document_mark = re.compile(f"(?:---|\\.\\.\\.)(?=[{end}])")
        self.plain_block = re.compile(f"(?:[^:{end}]|:(?![{end}]))+")
        self.plain_flow = re.compile(f"(?:[^:,\\[\\]{{}}{end}]|:(?![,?\\[\\]{{}}{end}]))+")
        self.single = re.compile(f"(?:[^'{end}]|'')+")
        self.double = re.compile(f'[^"\\\\{end}]+')
        self.rest_of_line = re.compile(f"[^\0{breaks}]*")


_made: dict[str, Patterns] = {}
_forbidden: dict[bool, re.Pattern[str]] = {}


def patterns_for(text: str) -> Patterns:
    """Return the expressions for TEXT."""
    breaks = BREAKS if "\u2028" in text or "\u2029" in text else _COMMON_BREAKS
    found = _made.get(breaks)
    if found is None:
        found = _made[breaks] = Patterns(breaks)
    return found


def forbidden(text: str, start: int) -> str | None:
    """Return the first character of TEXT from START on that YAML does not allow, or None."""
    plain = text.isascii()
    pattern = _forbidden.get(plain)
    if pattern is None:
        others = "" if plain else "\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
        pattern = _forbidden[plain] = re.compile(f"[{_CONTROL}{others}]")
    found = pattern.search(text, start)
    return found.group() if found else None
