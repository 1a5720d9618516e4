"""Comparable: what an order gives."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.compare import must_order, order
from vmlint.languages.ruby.evaluate.builtins.support import Methods
from vmlint.languages.ruby.evaluate.values import FALSE, TRUE, Nil, Range, boolean

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()


def _comparison(operator: str, test: Callable[[int], bool]) -> None:
    @METHODS(operator)
    def compare(interpreter: Interpreter, value: Value, other: Value) -> Value:
        return boolean(test(must_order(interpreter, value, other)))


_comparison("<", lambda answer: answer < 0)
_comparison("<=", lambda answer: answer <= 0)
_comparison(">", lambda answer: answer > 0)
_comparison(">=", lambda answer: answer >= 0)


@METHODS("==")
def _equal(interpreter: Interpreter, value: Value, other: Value) -> Value:
    if value is other:
        return TRUE
    from vmlint.languages.ruby.evaluate.builtins.compare import same
    from vmlint.languages.ruby.evaluate.values import RubyObject

    if type(value) is not RubyObject:
        return boolean(
            same(interpreter, value, other), lambda: interpreter.unknown("whether two values are equal is not known")
        )
    return boolean(order(interpreter, value, other) == 0)


@METHODS("between?")
def _between(interpreter: Interpreter, value: Value, low: Value, high: Value) -> Value:
    if must_order(interpreter, value, low) < 0:
        return FALSE
    return boolean(must_order(interpreter, value, high) <= 0)


@METHODS("clamp")
def _clamp(interpreter: Interpreter, value: Value, low: Value, high: Value | None = None) -> Value:
    if high is None:
        if type(low) is not Range:
            message = f"wrong argument type {low.class_name} (expected Range)"
            raise interpreter.error("TypeError", message)
        if low.exclusive and type(low.last) is not Nil:
            raise interpreter.error("ArgumentError", "cannot clamp with an exclusive range")
        return _clamped(interpreter, value, low.first, low.last)
    return _clamped(interpreter, value, low, high)


def _clamped(interpreter: Interpreter, value: Value, low: Value, high: Value) -> Value:
    bounded = type(low) is not Nil and type(high) is not Nil
    if bounded and must_order(interpreter, low, high) > 0:
        raise interpreter.error("ArgumentError", "min argument must be smaller than max argument")
    if type(low) is not Nil and must_order(interpreter, value, low) < 0:
        return low
    if type(high) is not Nil and must_order(interpreter, value, high) > 0:
        return high
    return value
