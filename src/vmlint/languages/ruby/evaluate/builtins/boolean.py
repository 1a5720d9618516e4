"""``true`` and ``false``: logic without short cuts."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, true
from vmlint.languages.ruby.evaluate.values import FALSE, TRUE, Boolean, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()


@METHODS("&", tolerant=True)
def _and(_interpreter: Interpreter, value: Boolean, other: Value) -> Value:
    return TRUE if value.value and true(other) else FALSE


@METHODS("|", tolerant=True)
def _or(_interpreter: Interpreter, value: Boolean, other: Value) -> Value:
    return TRUE if value.value or true(other) else FALSE


@METHODS("!")
def _not(_interpreter: Interpreter, value: Boolean) -> Value:
    return FALSE if value.value else TRUE


@METHODS("to_s", "inspect")
def _to_s(_interpreter: Interpreter, value: Boolean) -> Value:
    return String("true" if value.value else "false")
