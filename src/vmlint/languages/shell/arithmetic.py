"""Arithmetic of whole numbers, as in ``$((…))``, ``set /a`` and PowerShell."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = later(r"\s*(?:(0[xX][0-9a-fA-F]+|\d+)|\$?\{?([A-Za-z_]\w*|\d)\}?|(<<|>>|[-+*/%()&|^~]))", re.ASCII)
_LEVELS = (("|",), ("^",), ("&",), ("<<", ">>"), ("+", "-"), ("*", "/", "%"))
_LONGEST = 200
_LARGEST = 1 << 63


class NoNumberError(Exception):
    """The expression has no value that is known."""


def calculate(expression: str, variable: Callable[[str], int]) -> int:
    """Return the value of EXPRESSION; VARIABLE gives that of a name, or raises NoNumberError."""
    if len(expression) > _LONGEST:
        raise NoNumberError
    reader = _Reader(_tokens(expression), variable)
    value = reader.level(0)
    if reader.tokens:
        raise NoNumberError
    return value


def _tokens(expression: str) -> list[tuple[str, str, str]]:
    found, at = [], 0
    expression = expression.strip()
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None:
            raise NoNumberError
        found.append((match[1] or "", match[2] or "", match[3] or ""))
        at = match.end()
    return found[::-1]


class _Reader:
    """Operators by their levels; ``tokens`` are those that are left, the next one last."""

    def __init__(self, tokens: list[tuple[str, str, str]], variable: Callable[[str], int]) -> None:
        self.tokens = tokens
        self.variable = variable

    def level(self, number: int) -> int:
        """Return the value of operators of level NUMBER and of those that bind closer."""
        if number == len(_LEVELS):
            return self.unary()
        value = self.level(number + 1)
        while self.tokens and self.tokens[-1][2] in _LEVELS[number]:
            operator = self.tokens.pop()[2]
            value = _apply(operator, value, self.level(number + 1))
        return value

    def unary(self) -> int:
        """Return the value of a number, a name, brackets, or one of these with a sign."""
        if not self.tokens:
            raise NoNumberError
        number, name, operator = self.tokens.pop()
        if number:
            octal = len(number) > 1 and number.isdigit() and number.startswith("0")
            try:
                return int(number, 8) if octal else int(number, 0)
            except ValueError:
                raise NoNumberError from None
        if name:
            return self.variable(name)
        if operator in ("+", "-", "~"):
            value = self.unary()
            return {"+": value, "-": -value, "~": ~value}[operator]
        if operator == "(":
            value = self.level(0)
            if self.tokens and self.tokens.pop()[2] == ")":
                return value
        raise NoNumberError


def _apply(operator: str, left: int, right: int) -> int:
    if operator in ("/", "%"):
        if right == 0:
            raise NoNumberError
        quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
        return quotient if operator == "/" else left - quotient * right
    if operator in ("<<", ">>"):
        if not 0 <= right < 63:
            raise NoNumberError
        value = left << right if operator == "<<" else left >> right
    else:
        value = {
            "+": left + right, "-": left - right, "*": left * right, "&": left & right, "|": left | right,
            "^": left ^ right,
        }[operator]  # fmt: skip
    if abs(value) >= _LARGEST:
        raise NoNumberError
    return value
