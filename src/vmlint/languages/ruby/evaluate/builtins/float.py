"""Float: arithmetic, comparison, rounding and conversion."""

from __future__ import annotations

import math

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.arithmetic import (
    round_float,
    round_whole,
    to_whole,
)
from vmlint.languages.ruby.evaluate.builtins.integer import alike, calculation, rounding_mode, simple
from vmlint.languages.ruby.evaluate.builtins.rendering import number as written
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer
from vmlint.languages.ruby.evaluate.values import FALSE, NIL, TRUE, Float, Integer, String, boolean

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Hash, Value

METHODS = Methods()


alike(METHODS)
calculation(METHODS, "/", "quo", "fdiv")
calculation(METHODS, "**", "pow")
simple(METHODS, "-@", lambda number: Float(-number))
simple(METHODS, "+@ to_f", Float)
simple(METHODS, "abs magnitude", lambda number: Float(abs(number)))
simple(METHODS, "nan?", lambda number: boolean(math.isnan(number)))
simple(METHODS, "infinite?", lambda number: Integer(1 if number > 0 else -1) if math.isinf(number) else NIL)
simple(METHODS, "finite?", lambda number: boolean(math.isfinite(number)))
simple(METHODS, "integer?", lambda _: FALSE)
simple(METHODS, "real?", lambda _: TRUE)
simple(METHODS, "zero?", lambda number: boolean(number == 0))
simple(METHODS, "positive?", lambda number: boolean(number > 0))
simple(METHODS, "negative?", lambda number: boolean(number < 0))
simple(METHODS, "nonzero?", lambda number: Float(number) if number else NIL)
simple(METHODS, "to_s inspect", lambda number: String(written(number)))


# Shares of a host's memory and processors are computed with these: `(total / 1024 * 0.5).floor`.
@METHODS("to_i", "to_int")
def _to_i(interpreter: Interpreter, number: Float) -> Value:
    return Integer(to_whole(interpreter, math.trunc, number.number))


def _whole(name: str, function: Callable[[float], int]) -> None:
    @METHODS(name)
    def method(interpreter: Interpreter, number: Float, digits: Value | None = None) -> Value:
        if digits is not None:
            raise Unknowable(interpreter.unknown(f"`Float#{name}` to some digits is not followed"))
        return Integer(to_whole(interpreter, function, number.number))


_whole("floor", math.floor)
_whole("ceil", math.ceil)
_whole("truncate", math.trunc)


@METHODS("round")
def _round(interpreter: Interpreter, number: Float, digits: Value | None = None, *, keywords: Hash | None) -> Value:
    places = 0 if digits is None else integer(interpreter, digits)
    mode = rounding_mode(interpreter, keywords)
    if places > 0:
        finite = math.isfinite(number.number)
        return Float(round_float(number.number, places, mode) if finite else number.number)
    if places == 0:
        return Integer(to_whole(interpreter, lambda value: _half(value, mode), number.number))
    return Integer(round_whole(to_whole(interpreter, math.trunc, number.number), places, mode))


def _half(number: float, mode: str) -> int:
    low = math.floor(number)
    rest = number - low
    if rest != 0.5:
        return low + (rest > 0.5)
    if mode == "even":
        return low + low % 2
    return low + ((number > 0) == (mode == "up"))
