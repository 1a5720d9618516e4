"""Comparable: what an order gives."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.compare import must_order, order
from vmlint.languages.ruby.evaluate.builtins.support import Methods
from vmlint.languages.ruby.evaluate.values import FALSE, TRUE, boolean

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
