"""Math: functions of floating-point numbers."""

from __future__ import annotations

import math

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.arithmetic import float_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods
from vmlint.languages.ruby.evaluate.values import Float

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = METHODS


def _function(name: str, function: Callable[..., float]) -> None:
    @METHODS(name)
    def compute(interpreter: Interpreter, _math: Value, *numbers: Value) -> Value:
        given = [float_of(interpreter, number) for number in numbers]
        wanted = 2 if name in ("atan2", "hypot") else 1
        if len(given) != wanted and not (name == "log" and len(given) == 2):
            message = f"wrong number of arguments (given {len(given)}, expected {wanted})"
            raise interpreter.error("ArgumentError", message)
        if name.startswith("log") and 0.0 in given[:1]:
            return Float(-math.inf)
        try:
            return Float(function(*given))
        except (ValueError, ZeroDivisionError):
            raise interpreter.error("Math::DomainError", f"Numerical argument is out of domain - {name}") from None
        except OverflowError:
            return Float(math.inf)


for _name in [
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
    "acosh",
    "atanh",
    "exp",
    "sqrt",
    "log",
    "log2",
    "log10",
    "hypot",
    "erf",
    "erfc",
]:
    _function(_name, getattr(math, _name))
_function("cbrt", lambda number: math.copysign(abs(number) ** (1 / 3), number))
