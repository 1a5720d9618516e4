"""Integer: arithmetic, comparison, conversion, and counting loops."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.budgets import decimal
from vmlint.languages.ruby.evaluate.builtins.arithmetic import (
    binary,
    coerced,
    round_whole,
    shifted,
    whole_quotient,
    wrap,
)
from vmlint.languages.ruby.evaluate.builtins.support import Methods, integer, known, shown, yields
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Float,
    Integer,
    Nil,
    String,
    boolean,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.builtins.support import Block, Function
    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Hash, Value

METHODS = Methods()
CLASS_METHODS = Methods()
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def calculation(methods: Methods, operator: str, *names: str) -> None:
    """Enter the arithmetic OPERATOR of Integer or Float into METHODS, under other NAMES too."""

    @methods(operator, *names)
    def calculate(interpreter: Interpreter, number: Integer | Float, other: Value) -> Value:
        return binary(interpreter, operator, number, other)


def compare_error(interpreter: Interpreter, number: Value, other: Value) -> RubyError:
    """Return Ruby's error for a number that is compared with something else."""
    return interpreter.error(
        "ArgumentError", f"comparison of {number.class_name} with {shown(interpreter, other)} failed"
    )


def _comparison(methods: Methods, operator: str, test: Callable[[float, float], bool]) -> None:
    """Enter the comparing OPERATOR of Integer or Float into METHODS."""

    @methods(operator)
    def compare(interpreter: Interpreter, number: Integer | Float, other: Value) -> Value:
        if isinstance(other, (Integer, Float)):
            return TRUE if test(number.number, other.number) else FALSE
        known(other)
        if hasattr(other, "class_"):
            return coerced(interpreter, operator, number, other)
        raise compare_error(interpreter, number, other)


ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def alike(methods: Methods) -> None:
    """Enter into METHODS what Integer and Float do alike: arithmetic, comparison, order."""
    for operator in ("+", "-", "*", "/", "**"):
        calculation(methods, operator)
    calculation(methods, "%", "modulo")
    for operator, test in ORDERS.items():
        _comparison(methods, operator, test)

    @methods("<=>")
    def order(_interpreter: Interpreter, number: Integer | Float, other: Value) -> Value:
        if not isinstance(other, (Integer, Float)) or other.number != other.number or number.number != number.number:
            return NIL
        return Integer((number.number > other.number) - (number.number < other.number))


def simple(methods: Methods, names: str, function: Callable[[Any], Value]) -> None:
    """Enter NAMES into METHODS for FUNCTION, which is given the number alone."""

    @methods(*names.split())
    def method(_interpreter: Interpreter, number: Integer | Float) -> Value:
        return function(number.number)


alike(METHODS)
simple(METHODS, "-@", lambda number: Integer(-number))
simple(METHODS, "+@ to_i to_int ord numerator", Integer)
simple(METHODS, "~", lambda number: Integer(~number))
simple(METHODS, "abs magnitude", lambda number: Integer(abs(number)))
simple(METHODS, "succ next", lambda number: Integer(number + 1))
simple(METHODS, "pred", lambda number: Integer(number - 1))
simple(METHODS, "even?", lambda number: boolean(number % 2 == 0))
simple(METHODS, "odd?", lambda number: boolean(number % 2 == 1))
simple(METHODS, "zero?", lambda number: boolean(number == 0))
simple(METHODS, "positive?", lambda number: boolean(number > 0))
simple(METHODS, "negative?", lambda number: boolean(number < 0))
simple(METHODS, "nonzero?", lambda number: Integer(number) if number else NIL)
simple(METHODS, "integer? finite? real?", lambda _: TRUE)
simple(METHODS, "infinite?", lambda _: NIL)
simple(METHODS, "bit_length", lambda number: Integer(number.bit_length() if number >= 0 else (~number).bit_length()))
simple(METHODS, "denominator", lambda _: Integer(1))
simple(METHODS, "size", lambda number: Integer(max(8, -(-number.bit_length() // 64) * 8)))


@METHODS("to_f")
def _to_f(_interpreter: Interpreter, number: Integer) -> Value:
    try:
        return Float(float(number.number))
    except OverflowError:
        return Float(float("inf") if number.number > 0 else float("-inf"))


@METHODS("to_s", "inspect")
def _to_s(interpreter: Interpreter, number: Integer, base: Value | None = None) -> Value:
    if base is None:
        return String(_decimal(interpreter, number.number))
    radix = integer(interpreter, base)
    if not 2 <= radix <= 36:
        raise interpreter.error("ArgumentError", f"invalid radix {radix}")
    return String(in_base(number.number, radix))


def _decimal(interpreter: Interpreter, number: int) -> str:
    if number.bit_length() > 1_000:
        interpreter.check_size(number.bit_length())
    return decimal(number)


def in_base(number: int, base: int) -> str:
    """Return NUMBER written in BASE, as Integer#to_s does."""
    if base == 10:
        return decimal(number)
    digits = []
    rest = abs(number)
    while rest:
        rest, digit = divmod(rest, base)
        digits.append(DIGITS[digit])
    return ("-" if number < 0 else "") + ("".join(reversed(digits)) or "0")


@METHODS("times", enumerates=True)
def _times(interpreter: Interpreter, number: Integer, *, block: Block) -> Value:
    for at in range(number.number):
        interpreter.tick()
        yields(interpreter, block, Integer(at, number.provenance))
    return number


def _counting(name: str, step: int) -> None:
    @METHODS(name, enumerates=True)
    def count(interpreter: Interpreter, number: Integer, limit: Value, *, block: Block) -> Value:
        known(limit)
        if not isinstance(limit, (Integer, Float)):
            raise compare_error(interpreter, number, limit)
        at = number.number
        while (at - limit.number) * step <= 0:
            interpreter.tick()
            yields(interpreter, block, Integer(at, number.provenance))
            at += step
        return number


_counting("upto", 1)
_counting("downto", -1)


def _rounding(name: str) -> Function:
    @METHODS(name)
    def rounded(
        interpreter: Interpreter, number: Integer, digits: Value | None = None, *, keywords: Hash | None
    ) -> Value:
        places = 0 if digits is None else integer(interpreter, digits)
        mode = rounding_mode(interpreter, keywords) if name == "round" else name
        return Integer(number.number if places >= 0 else round_whole(number.number, max(places, -400), mode))

    return METHODS[name]


def rounding_mode(interpreter: Interpreter, keywords: Hash | None) -> str:
    """Return how ``round(half: …)`` treats halves."""
    half = keywords.symbol("half") if keywords is not None else None
    if half is None or type(half) is Nil:
        return "up"
    mode = getattr(known(half), "name", getattr(half, "text", None))
    if mode not in ("up", "even", "down"):
        raise interpreter.error("ArgumentError", f"invalid rounding mode: {mode}")
    return str(mode)


for _name in ("round", "floor", "ceil", "truncate"):
    _rounding(_name)


@METHODS("div")
def _div(interpreter: Interpreter, number: Integer, other: Value) -> Value:
    if not isinstance(other, (Integer, Float)):
        return coerced(interpreter, "div", number, other)
    return Integer(whole_quotient(interpreter, number.number, other.number))


def _bitwise(operator: str, function: Callable[[int, int], int]) -> None:
    @METHODS(operator)
    def operate(interpreter: Interpreter, number: Integer, other: Value) -> Value:
        if type(other) is not Integer:
            return coerced(interpreter, operator, number, other)
        return wrap(function(number.number, other.number))


_bitwise("&", lambda one, other: one & other)
_bitwise("|", lambda one, other: one | other)
_bitwise("^", lambda one, other: one ^ other)


@METHODS("<<")
def _shift_left(interpreter: Interpreter, number: Integer, other: Value) -> Value:
    return Integer(shifted(interpreter, number.number, integer(interpreter, other)))


@METHODS(">>")
def _shift_right(interpreter: Interpreter, number: Integer, other: Value) -> Value:
    return Integer(shifted(interpreter, number.number, -integer(interpreter, other)))
