"""``nil``: its empty conversions."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, true
from vmlint.languages.ruby.evaluate.values import FALSE, NIL, TRUE, Array, Float, Hash, Integer, Nil, String

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()


def _constant(name: str, make: Callable[[], Value]) -> None:
    @METHODS(name)
    def convert(_interpreter: Interpreter, _nil: Nil) -> Value:
        return make()


_constant("to_a", lambda: Array([]))
_constant("to_h", Hash)
_constant("to_s", lambda: String(""))
_constant("to_i", lambda: Integer(0))
_constant("to_f", lambda: Float(0.0))
_constant("inspect", lambda: String("nil"))
_constant("nil?", lambda: TRUE)


@METHODS("|", "^")
def _or(_interpreter: Interpreter, _nil: Nil, other: Value) -> Value:
    return TRUE if true(other) else FALSE


@METHODS("=~")
def _match(_interpreter: Interpreter, _nil: Nil, _other: Value) -> Value:
    return NIL
