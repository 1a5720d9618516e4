"""Arithmetic of Integer and Float as Ruby defines it: floor division, sign of the modulo, rounding, coercion."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.budgets import MOST_BITS, MOST_DIGITS
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable, described, known, responds, shown
from vmlint.languages.ruby.evaluate.values import Array, Float, Integer, RubyObject, Value

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter

    Number = Integer | Float

# Long numbers take time: each so many bits count as a step.
LONG = 128
FLOAT_DIGITS = 17
EXACT_DIGITS = 14


def wrap(number: int | float) -> Value:
    """Return NUMBER as a Ruby value."""
    return Integer(number) if isinstance(number, int) else Float(number)


def binary(interpreter: Interpreter, operator: str, left: Number, right: Value) -> Value:
    """Return ``left operator right`` for an arithmetic operator."""
    if isinstance(right, (Integer, Float)):
        return wrap(calculate(interpreter, operator, left.number, right.number))
    return coerced(interpreter, operator, left, right)


def coerced(interpreter: Interpreter, operator: str, left: Number, right: Value) -> Value:
    """Let RIGHT, which is no Integer or Float, coerce LEFT and itself, or raise Ruby's TypeError."""
    known(right)
    if isinstance(right, RubyObject):
        if responds(right, "coerce"):
            pair = known(interpreter.call_method(right, "coerce", [left]))
            if type(pair) is Array and len(pair.items) == 2:
                return interpreter.call_method(pair.items[0], operator, [pair.items[1]])
            raise interpreter.error("TypeError", "coerce must return [x, y]")
    elif right.class_name in ("Rational", "Complex", "BigDecimal"):
        raise Unknowable(interpreter.unknown(f"arithmetic with {right.class_name} is not followed"))
    raise interpreter.error("TypeError", f"{shown(interpreter, right)} can't be coerced into {left.class_name}")


def calculate(interpreter: Interpreter, operator: str, left: int | float, right: int | float) -> int | float:
    """Return the result of an arithmetic operator on two numbers."""
    if isinstance(left, int) and left.bit_length() > LONG:
        interpreter.tick(left.bit_length() // LONG)
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        if isinstance(left, int) and isinstance(right, int):
            _check_bits(interpreter, left.bit_length() + right.bit_length())
        return left * right
    if operator == "**":
        return power(interpreter, left, right)
    if isinstance(left, int) and isinstance(right, int):
        if right == 0:
            raise divided_by_zero(interpreter)
        return left // right if operator == "/" else left % right
    if operator == "%" and right == 0:
        raise divided_by_zero(interpreter)
    return _float_division(operator, float(left), float(right))


def _float_division(operator: str, left: float, right: float) -> float:
    import math

    if operator == "%":
        if math.isinf(left) or math.isnan(left):
            return math.nan
        if math.isinf(right):
            return left if left == 0 or (left > 0) == (right > 0) else right
        rest = math.fmod(left, right)
        return rest + right if right * rest < 0 else rest
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def divided_by_zero(interpreter: Interpreter) -> RubyError:
    """Return Ruby's ZeroDivisionError."""
    return interpreter.error("ZeroDivisionError", "divided by 0")


def _check_bits(interpreter: Interpreter, bits: int) -> None:
    if bits > MOST_BITS:
        interpreter.check_size(bits)
        raise Unknowable(interpreter.unknown("a number this large is not computed"))


def power(interpreter: Interpreter, left: int | float, right: int | float) -> int | float:
    """Return ``left ** right``; what Ruby gives as Rational or Complex cannot be known."""
    import math

    if isinstance(left, int) and isinstance(right, int):
        if right < 0:
            if left in (1, -1):
                return 1 if left == 1 or right % 2 == 0 else -1
            if left == 0:
                raise divided_by_zero(interpreter)
            raise Unknowable(interpreter.unknown("rational numbers are not followed"))
        _check_bits(interpreter, left.bit_length() * right if left not in (0, 1, -1) else 1)
        return int(left**right)
    try:
        result: int | float | complex = float(left) ** float(right)
    except OverflowError:
        return math.inf
    except ZeroDivisionError:
        return math.inf
    if isinstance(result, complex):
        raise Unknowable(interpreter.unknown("complex numbers are not followed"))
    return result


def shifted(interpreter: Interpreter, number: int, bits: int) -> int:
    """Return NUMBER shifted left by BITS (right if negative)."""
    if bits < 0:
        return number >> -bits
    _check_bits(interpreter, number.bit_length() + bits)
    return number << bits


def whole_quotient(interpreter: Interpreter, left: int | float, right: int | float) -> int:
    """Return ``left.div(right)``: the floor of the quotient."""
    import math

    if right == 0:
        raise divided_by_zero(interpreter)
    if isinstance(left, int) and isinstance(right, int):
        return left // right
    if math.isinf(right) and math.isfinite(left):
        return -1 if left and (left > 0) != (right > 0) else 0
    return to_whole(interpreter, math.floor, float(left) / float(right))


def to_whole(interpreter: Interpreter, rounding: object, number: float) -> int:
    """Return NUMBER made whole by ROUNDING, or raise Ruby's FloatDomainError."""
    import math

    if math.isnan(number) or math.isinf(number):
        from vmlint.languages.ruby.evaluate.builtins.rendering import number as written

        raise interpreter.error("FloatDomainError", written(number))
    return int(rounding(number))  # type: ignore[operator]


def away_from_zero(number: float) -> float:
    """Return NUMBER rounded to a whole one, halves away from zero, as C does."""
    import math

    whole = float(math.floor(abs(number)))
    if abs(number) - whole >= 0.5:
        whole += 1
    return math.copysign(whole, number)


def round_whole(number: int, digits: int, mode: str) -> int:
    """Return NUMBER rounded to tens, hundreds, … (DIGITS below 0) in MODE: up, even, down, floor, ceil, truncate."""
    unit = int(10 ** min(-digits, MOST_DIGITS + 1))
    rest = number % unit
    low = number - rest
    if rest == 0:
        return number
    if mode == "floor":
        return low
    if mode == "ceil":
        return low + unit
    if mode == "truncate":
        return low if number > 0 else low + unit
    if rest * 2 != unit:
        return low + unit if rest * 2 > unit else low
    if mode == "even":
        return low if low // unit % 2 == 0 else low + unit
    up = number > 0
    if mode == "down":
        up = not up
    return low + unit if up else low


def digits_suffice(number: float, digits: int) -> bool:
    """Return whether NUMBER has no more than DIGITS digits after its point that matter."""
    import math

    exponent = math.frexp(number)[1]
    return digits >= FLOAT_DIGITS - (exponent // 4 if exponent > 0 else -(-exponent // 3) - 1)


def digits_vanish(number: float, digits: int) -> bool:
    """Return whether NUMBER is nothing at DIGITS digits after its point."""
    import math

    exponent = math.frexp(number)[1]
    return digits < -(exponent // 3 + 1 if exponent > 0 else -(-exponent // 4))


def round_float(number: float, digits: int, mode: str) -> float:
    """Return NUMBER rounded to DIGITS digits after its point, halves by MODE."""
    import math

    if number == 0 or digits_suffice(number, digits):
        return number
    if digits_vanish(number, digits):
        return 0.0
    if digits > EXACT_DIGITS:
        return _round_exactly(number, digits, mode)
    scale = 10.0**digits
    scaled = number * scale
    result = away_from_zero(scaled)
    if mode == "even":
        if abs(scaled - math.trunc(scaled)) == 0.5:
            result = 2.0 * away_from_zero(scaled / 2.0)
    elif mode == "down":
        if abs(scaled - math.trunc(scaled)) == 0.5:
            result = float(math.trunc(scaled))
    elif number > 0 and (result + 0.5) / scale <= number:
        result += 1
    elif number < 0 and (result - 0.5) / scale >= number:
        result -= 1
    return result / scale


def _round_exactly(number: float, digits: int, mode: str) -> float:
    from fractions import Fraction

    scaled = Fraction(number) * 10 ** (digits + 1)
    sign = -1 if scaled < 0 else 1
    whole = abs(scaled).__floor__()
    if abs(scaled) != whole and whole % 10 == 5:
        whole += 1
    return float(Fraction(round_whole(sign * whole, -1, mode), 10 ** (digits + 1)))


def float_of(interpreter: Interpreter, value: Value) -> float:
    """Return VALUE as the float that a method asks for, or raise Ruby's TypeError."""
    import math

    if isinstance(value, (Integer, Float)):
        try:
            return float(value.number)
        except OverflowError:
            return math.copysign(math.inf, value.number)
    known(value)
    if responds(value, "to_f") and responds(value, "coerce"):
        return float_of(interpreter, interpreter.call_method(value, "to_f"))
    raise interpreter.error("TypeError", f"can't convert {described(value)} into Float")
