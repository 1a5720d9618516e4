"""Sums as Ruby makes them: Floats with Kahan-Babuska compensation, anything else with ``+``."""

from __future__ import annotations

import math

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.values import Float, Integer

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def total(interpreter: Interpreter, start: Value, values: list[Value]) -> Value:
    """Return START plus all of VALUES."""
    memo = start
    for at, value in enumerate(values):
        if isinstance(memo, Float) and isinstance(value, (Integer, Float)):
            return _compensated(interpreter, memo.number, values[at:])
        if isinstance(memo, Integer) and isinstance(value, Float):
            return _compensated(interpreter, float(memo.number), values[at:])
        memo = interpreter.call_method(memo, "+", [value])
    return memo


def _compensated(interpreter: Interpreter, sum_: float, values: list[Value]) -> Value:
    correction = 0.0
    for at, value in enumerate(values):
        if not isinstance(value, (Integer, Float)):
            memo: Value = Float(sum_ + correction)
            for rest in values[at:]:
                memo = interpreter.call_method(memo, "+", [rest])
            return memo
        number = float(value.number)
        if math.isnan(number) or math.isinf(number):
            sum_ += number
            continue
        if math.isinf(sum_):
            continue
        added = sum_ + number
        if abs(sum_) >= abs(number):
            correction += (sum_ - added) + number
        else:
            correction += (number - added) + sum_
        sum_ = added
    return Float(sum_ + correction)
