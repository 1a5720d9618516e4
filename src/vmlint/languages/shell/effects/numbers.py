"""Arithmetic with all that ``$((…))``, ``((…))`` and ``let`` have: comparing, choosing, assigning."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = later(
    r"\s*(?:(0[xX][0-9a-fA-F]+|[0-9]+#[0-9A-Za-z]+|[0-9]+)|([A-Za-z_]\w*(?:\[[^\]]*\])?)"
    r"|(<<=|>>=|\*\*|\+\+|--|&&|\|\||<<|>>|<=|>=|==|!=|[-+*/%&|^]=|[-+*/%()&|^~!<>?:=,]))",
    re.ASCII,
)
_LEVELS = (
    ("||",), ("&&",), ("|",), ("^",), ("&",), ("==", "!="), ("<", "<=", ">", ">="), ("<<", ">>"), ("+", "-"),
    ("*", "/", "%"),
)  # fmt: skip
_ASSIGNING = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="))
_LONGEST = 2000
_DEEPEST = 60


class NoNumberError(Exception):
    """The expression has no value that is known."""


class Numbers:
    """Evaluates one expression; LOOK_UP gives the number of a name (or raises NoNumberError), ASSIGN sets it."""

    def __init__(self, expression: str, look_up: Callable[[str], int], assign: Callable[[str, int], None]) -> None:
        if len(expression) > _LONGEST:
            raise NoNumberError
        self.tokens = _tokens(expression)
        self.at = 0
        self.look_up = look_up
        self.assign = assign
        self.idle = 0
        self.depth = 0

    def value(self) -> int:
        """Return the value of all of it; of nothing it is 0."""
        if not self.tokens:
            return 0
        result = self._comma()
        if self.at < len(self.tokens):
            raise NoNumberError
        return result

    def _peek(self) -> str:
        return self.tokens[self.at][2] if self.at < len(self.tokens) else ""

    def _comma(self) -> int:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NoNumberError
        value = self._assignment()
        while self._peek() == ",":
            self.at += 1
            value = self._assignment()
        self.depth -= 1
        return value

    def _assignment(self) -> int:
        name = self.tokens[self.at][1] if self.at < len(self.tokens) else ""
        operator = self.tokens[self.at + 1][2] if name and self.at + 1 < len(self.tokens) else ""
        if operator not in _ASSIGNING:
            return self._choice()
        self.at += 2
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NoNumberError
        value = self._assignment()
        self.depth -= 1
        if operator != "=":
            value = self._apply(operator[:-1], self._name(name), value)
        self._set(name, value)
        return value

    def _choice(self) -> int:
        condition = self._level(0)
        if self._peek() != "?":
            return condition
        self.at += 1
        one = self._quietly(self._comma, idle=not condition)
        if self._peek() != ":":
            raise NoNumberError
        self.at += 1
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NoNumberError
        other = self._quietly(self._choice, idle=bool(condition))
        self.depth -= 1
        return one if condition else other

    def _quietly(self, part: Callable[[], int], *, idle: bool) -> int:
        self.idle += idle
        try:
            return part()
        finally:
            self.idle -= idle

    def _level(self, number: int) -> int:
        if number == len(_LEVELS):
            return self._power()
        value = self._level(number + 1)
        while self._peek() in _LEVELS[number]:
            operator = self._peek()
            self.at += 1
            if operator in ("&&", "||"):
                other = self._quietly(lambda: self._level(number + 1), idle=bool(value) is (operator == "||"))
                value = int(bool(value) and bool(other) if operator == "&&" else bool(value) or bool(other))
            else:
                value = self._apply(operator, value, self._level(number + 1))
        return value

    def _power(self) -> int:
        value = self._unary()
        if self._peek() != "**":
            return value
        self.at += 1
        other = self._unary()
        if not 0 <= other <= 64 or abs(value) > 1 << 32:
            raise NoNumberError
        return _wrapped(value**other)

    def _unary(self) -> int:
        if self.at >= len(self.tokens):
            raise NoNumberError
        number, name, operator = self.tokens[self.at]
        self.at += 1
        if number:
            return _number(number)
        if name:
            return self._behind(name)
        if operator in ("++", "--") and self.at < len(self.tokens) and self.tokens[self.at][1]:
            name = self.tokens[self.at][1]
            self.at += 1
            value = _wrapped(self._name(name) + (1 if operator == "++" else -1))
            self._set(name, value)
            return value
        if operator == "(":
            value = self._comma()
            if self._peek() == ")":
                self.at += 1
                return value
        elif operator in ("+", "-", "~", "!"):
            self.depth += 1
            if self.depth > _DEEPEST:
                raise NoNumberError
            value = self._unary()
            self.depth -= 1
            return _wrapped({"+": value, "-": -value, "~": ~value, "!": int(not value)}[operator])
        raise NoNumberError

    def _behind(self, name: str) -> int:
        value = self._name(name)
        operator = self._peek()
        if operator in ("++", "--"):
            self.at += 1
            self._set(name, _wrapped(value + (1 if operator == "++" else -1)))
        return value

    def _name(self, name: str) -> int:
        return 0 if self.idle else self.look_up(name)

    def _set(self, name: str, value: int) -> None:
        if not self.idle:
            self.assign(name, value)

    def _apply(self, operator: str, left: int, right: int) -> int:
        if operator in ("/", "%"):
            if right == 0:
                if self.idle:
                    return 0
                raise NoNumberError
            quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
            return _wrapped(quotient if operator == "/" else left - quotient * right)
        if operator in ("<<", ">>"):
            return _wrapped(left << (right & 63) if operator == "<<" else left >> (right & 63))
        return _wrapped(int({
            "+": left + right, "-": left - right, "*": left * right, "&": left & right, "|": left | right,
            "^": left ^ right, "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right,
            "==": left == right, "!=": left != right,
        }[operator]))  # fmt: skip


def _tokens(expression: str) -> list[tuple[str, str, str]]:
    found, at = [], 0
    expression = expression.strip()
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None:
            raise NoNumberError
        found.append((match[1] or "", match[2] or "", match[3] or ""))
        at = match.end()
    return found


def _number(text: str) -> int:
    try:
        if "#" in text:
            base, _, digits = text.partition("#")
            return _wrapped(int(digits[:64], int(base[:3])))
        octal = len(text) > 1 and text.isdigit() and text.startswith("0")
        return _wrapped(int(text[:40], 8) if octal else int(text[:40], 0))
    except ValueError:
        raise NoNumberError from None


def _wrapped(value: int) -> int:
    """Return a number of 64 bits."""
    value &= (1 << 64) - 1
    return value - (1 << 64) if value >> 63 else value
