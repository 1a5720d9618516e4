"""Patterns of a shell (``*``, ``?``, ``[a-z]``), as ``case``, ``[[ == ]]``, ``${x%…}`` and file names have them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

    Token: TypeAlias = "str | tuple[bool, str] | None"

STAR = None
"""Any characters. A token of text is one character; ``(negated, characters)`` is a set: ``(True, "")`` is ``?``."""
ANY = (True, "")
_MOST_STEPS = 2_000_000
_CLASSES = {
    "alpha": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "digit": "0123456789",
    "lower": "abcdefghijklmnopqrstuvwxyz",
    "upper": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "space": " \t\n\r\v\f",
    "blank": " \t",
    "punct": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "xdigit": "0123456789abcdefABCDEF",
}
_CLASSES["alnum"] = _CLASSES["alpha"] + _CLASSES["digit"]


class Pattern:
    """What a text is held against."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.plain = True

    def add(self, text: str, *, quoted: bool) -> None:
        """Append TEXT; what is QUOTED stands for itself."""
        if quoted or not any(char in text for char in "*?[\\"):
            self.tokens += text
            return
        at = 0
        while at < len(text):
            char = text[at]
            at += 1
            if char == "\\" and at < len(text):
                self.tokens.append(text[at])
                at += 1
            elif char == "*":
                self.plain = False
                if not self.tokens or self.tokens[-1] is not STAR:
                    self.tokens.append(STAR)
            elif char == "?":
                self.plain = False
                self.tokens.append(ANY)
            elif char == "[":
                at = self._set(text, at)
            else:
                self.tokens.append(char)

    def _set(self, text: str, at: int) -> int:
        """Read what stands in brackets from AT on; return the offset after it."""
        start = at
        negated = text[at : at + 1] in ("!", "^") and at < len(text)
        at += negated
        found: list[str] = []
        first = True
        while at < len(text) and (text[at] != "]" or first):
            first = False
            close = text.find(":]", at) if text.startswith("[:", at) else -1
            if close > 0:
                found.append(_CLASSES.get(text[at + 2 : close], ""))
                at = close + 2
            elif text[at + 1 : at + 2] == "-" and text[at + 2 : at + 3] not in ("", "]"):
                found.append("".join(map(chr, range(ord(text[at]), min(ord(text[at + 2]), ord(text[at]) + 256) + 1))))
                at += 3
            else:
                at += text[at] == "\\" and at + 1 < len(text)
                found.append(text[at])
                at += 1
        if at >= len(text):
            self.tokens.append("[")
            return start
        self.plain = False
        self.tokens.append((negated, "".join(found)))
        return at + 1

    @property
    def text(self) -> str:
        """The text that a pattern without stars is."""
        return "".join(token for token in self.tokens if isinstance(token, str))

    def matches(self, text: str) -> bool | None:
        """Return whether all of TEXT fits; None where that takes too long."""
        if self.plain:
            return self.text == text
        tokens = self.tokens
        if len(tokens) * len(text) > _MOST_STEPS:
            return None
        at = number = 0
        star, mark = -1, 0
        while at < len(text):
            token = tokens[number] if number < len(tokens) else ""
            if token is STAR and number < len(tokens):
                star, mark = number, at
                number += 1
            elif number < len(tokens) and _fits(token, text[at]):
                at += 1
                number += 1
            elif star >= 0:
                mark += 1
                at, number = mark, star + 1
            else:
                return False
        return all(token is STAR for token in tokens[number:])


def _fits(token: Token, char: str) -> bool:
    if isinstance(token, str):
        return token == char
    return token is not None and (char in token[1]) is not token[0]


def trimmed(text: str, pattern: Pattern, operator: str) -> tuple[int, int] | None:
    """Return which part of TEXT is left when OPERATOR (``#``, ``##``, ``%``, ``%%``) cuts PATTERN off."""
    size = len(text)
    sizes = range(size, -1, -1) if len(operator) == 2 else range(size + 1)
    if pattern.plain:
        sizes = range(len(pattern.text), len(pattern.text) + 1)
    elif size * size * len(pattern.tokens) > _MOST_STEPS * 10:
        return None
    for length in sizes:
        if length > size:
            break
        part = text[:length] if operator[0] == "#" else text[size - length :]
        if pattern.matches(part):
            return (length, size) if operator[0] == "#" else (0, size - length)
    return 0, size


def found(text: str, pattern: Pattern, *, at_start: bool = False, at_end: bool = False, every: bool = False) -> (
    list[tuple[int, int]] | None
):  # fmt: skip
    """Return where PATTERN stands in TEXT, as ``${x/pattern/…}`` takes it; None where the search takes too long."""
    size = len(text)
    places: list[tuple[int, int]] = []
    if pattern.plain:
        part = pattern.text
        if not part:
            return []
        if at_start or at_end:
            held = text.startswith(part) if at_start else text.endswith(part)
            return [((0, len(part)) if at_start else (size - len(part), size))] if held else []
        at = text.find(part)
        while at >= 0:
            places.append((at, at + len(part)))
            at = text.find(part, at + len(part)) if every else -1
        return places
    if size * size * len(pattern.tokens) > _MOST_STEPS:
        return None
    at = 0
    while at <= size:
        if at_start and at:
            break
        end = next((end for end in range(size, at, -1) if pattern.matches(text[at:end])), None)
        if at_end and end != size:
            end = size if at < size and pattern.matches(text[at:]) else None
        if end is None:
            at += 1
            continue
        places.append((at, end))
        if not every:
            break
        at = end
    return places
