"""Integer: digits, divisors, single bits, characters, and Integer.sqrt."""

from __future__ import annotations

import math

from vmlint.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, integer, known
from vmlint.languages.ruby.evaluate.values import Array, Integer, String, boolean

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()
LAST_CODE_POINT = 0x10FFFF


@METHODS("digits")
def _digits(interpreter: Interpreter, number: Integer, base: Value | None = None) -> Value:
    radix = 10 if base is None else integer(interpreter, base)
    if radix < 0:
        raise interpreter.error("ArgumentError", "negative radix")
    if radix < 2:
        raise interpreter.error("ArgumentError", f"invalid radix {radix}")
    if number.number < 0:
        raise interpreter.error("Math::DomainError", "out of domain")
    digits, rest = [], number.number
    while rest:
        interpreter.tick()
        rest, digit = divmod(rest, radix)
        digits.append(Integer(digit, number.provenance))
    return Array([*digits] or [Integer(0, number.provenance)])


@METHODS("chr")
def _chr(interpreter: Interpreter, number: Integer, encoding: Value | None = None) -> Value:
    limit = 0xFF if encoding is None else LAST_CODE_POINT
    if not 0 <= number.number <= limit:
        raise interpreter.error("RangeError", f"{number.number} out of char range")
    if encoding is None and number.number > 0x7F:
        return String(bytes([number.number]).decode("ascii", "surrogateescape"))
    return String(chr(number.number))


def _with_integer(name: str, function: Callable[[int, int], Value]) -> None:
    @METHODS(name)
    def method(interpreter: Interpreter, number: Integer, other: Value) -> Value:
        if type(other) is not Integer:
            known(other)
            raise interpreter.error("TypeError", "not an integer")
        return function(number.number, other.number)


_with_integer("gcd", lambda one, other: Integer(math.gcd(one, other)))
_with_integer("lcm", lambda one, other: Integer(math.lcm(one, other)))
_with_integer("gcdlcm", lambda one, other: Array([Integer(math.gcd(one, other)), Integer(math.lcm(one, other))]))


def _mask(name: str, function: Callable[[int, int], bool]) -> None:
    @METHODS(name)
    def method(interpreter: Interpreter, number: Integer, mask: Value) -> Value:
        return boolean(function(number.number, integer(interpreter, mask)))


_mask("allbits?", lambda number, mask: number & mask == mask)
_mask("anybits?", lambda number, mask: number & mask != 0)
_mask("nobits?", lambda number, mask: number & mask == 0)
