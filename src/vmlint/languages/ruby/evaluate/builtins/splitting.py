"""Text cut at separators, as String#split, chomp and strip understand blanks and line ends."""

from __future__ import annotations

import re

from vmlint.languages.ruby.evaluate.builtins.support import BLANK

_BLANKS = f"[{BLANK}]+"


def split_text(value: str, separator: str, limit: int) -> list[str]:
    """Return VALUE split at SEPARATOR into at most LIMIT parts (0 or less: all)."""
    if not value:
        return []
    if limit == 1:
        return [value]
    if separator == " ":
        return split_blank(value, limit)
    if separator == "":
        characters = list(value) if limit <= 0 or limit > len(value) else [*value[: limit - 1], value[limit - 1 :]]
        return [*characters, ""] if limit < 0 or limit > len(value) else characters
    return value.split(separator, limit - 1 if limit > 0 else -1)


def split_blank(value: str, limit: int) -> list[str]:
    """Return VALUE split at runs of blanks into at most LIMIT parts (0 or less: all)."""
    if limit == 1 or not value:
        return [value] if value else []
    rest = value.lstrip(BLANK)
    return re.split(_BLANKS, rest, maxsplit=max(limit - 1, 0)) if rest or limit else []


def without_ending(value: str, end: str) -> str:
    """Return VALUE without END ("\\n": any one line end, "": all line ends), as String#chomp does."""
    if end == "":
        while value.endswith("\n"):
            value = value[: -2 if value.endswith("\r\n") else -1]
        return value
    if end == "\n":
        return value[:-2] if value.endswith("\r\n") else value[:-1] if value.endswith(("\n", "\r")) else value
    return value.removesuffix(end)
