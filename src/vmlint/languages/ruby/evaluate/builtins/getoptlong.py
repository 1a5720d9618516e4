"""GetoptLong: ``vagrant up`` is given no options, so there are none to get."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import answering
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, items, text
from vmlint.languages.ruby.evaluate.values import NIL, Array, Class, RubyObject

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()


@CLASS_METHODS("new")
def new(_interpreter: Interpreter, receiver: Value, *_options: Value) -> Value:
    """GetoptLong.new."""
    assert isinstance(receiver, Class)
    return RubyObject(receiver)


def _check_arguments(interpreter: Interpreter) -> None:
    """Raise Unknowable if there is an option among the arguments after all."""
    from vmlint.languages.ruby.evaluate.builtins.library import constant

    arguments = constant(interpreter, "ARGV")
    words = items(interpreter, arguments) if isinstance(arguments, Array) else []
    if any(text(interpreter, word).startswith("-") for word in words):
        raise Unknowable(interpreter.unknown("options for GetoptLong are not modelled"))


@METHODS("each", "each_option")
def each(interpreter: Interpreter, _receiver: Value) -> Value:
    """GetoptLong#each: nothing, and not even its block."""
    _check_arguments(interpreter)
    return NIL


@METHODS("get", "get_option")
def get(interpreter: Interpreter, _receiver: Value) -> Value:
    """GetoptLong#get: nothing."""
    _check_arguments(interpreter)
    return NIL


answering(METHODS, NIL, "ordering=", "quiet=", "terminate", "set_options")
