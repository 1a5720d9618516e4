"""Numbers read from text: leniently, as String#to_i and to_f do, or strictly, as Integer() and Float() do."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.budgets import whole
from vmlint.languages.ruby.evaluate.builtins.rendering import quoted
from vmlint.languages.ruby.evaluate.builtins.support import SPACES

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter

_PREFIXES = {"0x": 16, "0b": 2, "0o": 8, "0d": 10}
_LOOSE_FLOAT = (
    r"(?a)[+-]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+(?:_\d+)*)?|[+-]?\.\d+(?:_\d+)*(?:[eE][+-]?\d+)?"
)
_STRICT_FLOAT = r"(?a)[+-]?(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?\Z"
_HEX_FLOAT = r"([+-]?)0[xX]([0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)(?:\.([0-9a-fA-F]+))?(?:[pP]([+-]?\d+))?\Z"


def leading_integer(text: str, base: int = 10) -> tuple[int, str] | None:
    """Return the number that TEXT starts with, read in BASE (0: by its prefix), and the rest; None if there is none."""
    rest = text.lstrip(SPACES)
    negative = rest[:1] == "-"
    if rest[:1] in ("+", "-"):
        rest = rest[1:]
    if base == 10 and rest.isdigit() and rest.isascii():
        return (-1 if negative else 1) * whole(rest), ""
    radix, rest, zero = _after_prefix(rest, base)
    digits = re.match(_digits(radix), rest, re.IGNORECASE)
    if digits is None:
        if zero:
            return 0, rest
        return None
    number = whole(digits[0].replace("_", ""), radix)
    return -number if negative else number, rest[digits.end() :]


def _after_prefix(rest: str, base: int) -> tuple[int, str, bool]:
    """Return the base to read in, REST behind its prefix, and whether a zero was part of the prefix."""
    wanted = _PREFIXES.get(rest[:2].lower())
    if wanted is not None and base in (0, wanted):
        follows = rest[2:3]
        if re.match(_digits(wanted), follows, re.IGNORECASE):
            return wanted, rest[2:], False
        return wanted, rest[1:], True
    if base == 0:
        if rest[:1] == "0" and len(rest) > 1:
            return 8, rest[2:] if rest[1] == "_" else rest[1:], True
        return 10, rest, False
    return base, rest, False


def _digits(radix: int) -> str:
    last = "0123456789abcdefghijklmnopqrstuvwxyz"[radix - 1]
    digit = f"[0-{last}]" if radix <= 10 else f"[0-9a-{last}]"
    return f"{digit}+(?:_{digit}+)*"


def parse_integer(interpreter: Interpreter, text: str, base: int) -> int:
    """Return TEXT as the number that Integer(text, base) gives, or raise its ArgumentError."""
    found = leading_integer(text, base)
    if "\0" in text:
        raise interpreter.error("ArgumentError", "string contains null byte")
    if found is None or found[1].strip(SPACES) or text.lstrip(SPACES)[:1] == "_":
        raise interpreter.error("ArgumentError", f"invalid value for Integer(): {quoted(text)}")
    return found[0]


def leading_float(text: str) -> float:
    """Return the number that TEXT starts with, as String#to_f does: 0.0 if there is none."""
    match = re.match(_LOOSE_FLOAT, text.lstrip(SPACES))
    return float(match[0].replace("_", "")) if match else 0.0


def parse_float(interpreter: Interpreter, text: str) -> float:
    """Return TEXT as the number that Float(text) gives, or raise its ArgumentError."""
    stripped = text.strip(SPACES)
    if re.match(_STRICT_FLOAT, stripped):
        return float(stripped.replace("_", ""))
    match = re.match(_HEX_FLOAT, stripped)
    if match:
        sign, whole, fraction, exponent = match.groups()
        return float.fromhex(f"{sign}0x{whole.replace('_', '')}.{fraction or '0'}p{exponent or 0}")
    raise interpreter.error("ArgumentError", f"invalid value for Float(): {quoted(text)}")
