"""Enumerator::Yielder: what the block of Enumerator.new hands its values to."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.iteration import native
from vmlint.languages.ruby.evaluate.builtins.support import Methods

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.enumerator import Yielder
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()


@METHODS("<<", tolerant=True)
def _append(interpreter: Interpreter, yielder: Yielder, value: Value) -> Value:
    interpreter.call_block(yielder.block, [value])
    return yielder


@METHODS("yield", "call", tolerant=True)
def _yield(interpreter: Interpreter, yielder: Yielder, *values: Value) -> Value:
    return interpreter.call_block(yielder.block, list(values))


@METHODS("to_proc")
def _to_proc(interpreter: Interpreter, yielder: Yielder) -> Value:
    return native(
        interpreter, lambda interpreter, arguments: interpreter.call_block(yielder.block, arguments.positional)
    )
