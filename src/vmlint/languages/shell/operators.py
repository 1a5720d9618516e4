"""What ``${name^^}``, ``${name%.*}`` and the like make of a value that is known."""

from __future__ import annotations

import re

_LONGEST_PATTERN = 100
_LONGEST_TEXT = 1000


def changed(text: str, operator: str) -> str | None:
    """Return what OPERATOR (all that follows the name in the braces) makes of TEXT; None where it is not followed."""
    if operator in ("^^", ",,", "^", ","):
        how = str.upper if operator[0] == "^" else str.lower
        return how(text) if len(operator) == 2 else how(text[:1]) + text[1:]
    if len(text) > _LONGEST_TEXT or any(char in operator for char in "$`\\\"'") or len(operator) > _LONGEST_PATTERN:
        return None
    if operator[0] in "#%":
        return _trimmed(text, operator)
    if operator[0] == "/":
        return _replaced(text, operator[1:])
    match = re.fullmatch(r":([0-9]{1,9})(?::([0-9]{1,9}))?", operator)
    if match is not None:
        return text[int(match[1]) :][: None if match[2] is None else int(match[2])]
    return None


def matcher(pattern: str) -> re.Pattern[str] | None:
    """Return a shell's pattern as a regular expression, None for one with brackets or too many stars."""
    if "[" in pattern or pattern.count("*") > 3:
        return None
    first, *parts = ["".join("." if char == "?" else re.escape(char) for char in part) for part in pattern.split("*")]
    if not parts:
        return re.compile(first, re.S)
    *between, last = parts
    # The first place where a part fits is as good as any later one: a star never has to try again.
    groups = "".join(f"(?=(?P<p{number}>.*?{part}))(?P=p{number})" for number, part in enumerate(between))
    return re.compile(f"{first}{groups}.*{last}", re.S)


def _trimmed(text: str, operator: str) -> str | None:
    """Cut the shortest (``#``, ``%``) or longest (``##``, ``%%``) match off the start or the end."""
    longest = operator[:2] in ("##", "%%")
    pattern = matcher(operator[2 if longest else 1 :])
    if pattern is None:
        return None
    sizes = range(len(text), -1, -1) if longest else range(len(text) + 1)
    for size in sizes:
        if operator[0] == "#" and pattern.fullmatch(text, 0, size):
            return text[size:]
        if operator[0] == "%" and pattern.fullmatch(text, len(text) - size):
            return text[: len(text) - size]
    return text


def _replaced(text: str, operator: str) -> str | None:
    every = operator.startswith("/")
    old, _, new = operator[every:].partition("/")
    if not old or any(char in old for char in "*?[#%"):
        return None
    return text.replace(old, new) if every else text.replace(old, new, 1)
