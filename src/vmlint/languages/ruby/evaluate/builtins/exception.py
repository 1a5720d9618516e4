"""Exception: its message in several forms; where it was raised is not followed."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, equal, text_of
from vmlint.languages.ruby.evaluate.values import TRUE, Array, RubyObject, String, boolean

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()
CLASS_METHODS = Methods()


@CLASS_METHODS("exception")
def _exception(interpreter: Interpreter, class_: Value, *positional: Value) -> Value:
    return interpreter.call_method(class_, "new", list(positional))


@METHODS("exception")
def _with_message(interpreter: Interpreter, value: RubyObject, *message: Value) -> Value:
    if not message or message[0] is value:
        return value
    made = RubyObject(value.class_)
    made.variables = {**value.variables, "message": message[0]}
    del interpreter
    return made


@METHODS("message", "detailed_message")
def _message(interpreter: Interpreter, value: RubyObject, *, arguments: Arguments) -> Value:
    del arguments
    return interpreter.to_s(value)


@METHODS("full_message")
def _full_message(interpreter: Interpreter, value: RubyObject, *, arguments: Arguments) -> Value:
    del arguments
    message = text_of(interpreter, interpreter.to_s(value))
    return interpreter.unknown("where an error was raised is part of it", pieces=(message,))


@METHODS("backtrace", "backtrace_locations")
def _backtrace(interpreter: Interpreter, value: RubyObject) -> Value:
    kept = value.variables.get("backtrace")
    if kept is not None:
        return kept
    return interpreter.unknown("the backtrace of an error is not followed")


@METHODS("set_backtrace", tolerant=True)
def _set_backtrace(interpreter: Interpreter, value: RubyObject, backtrace: Value) -> Value:
    interpreter.touch(value)
    value.variables["backtrace"] = Array([backtrace]) if type(backtrace) is String else backtrace
    return value.variables["backtrace"]


@METHODS("==")
def _equal(interpreter: Interpreter, value: RubyObject, other: Value) -> Value:
    if value is other:
        return TRUE
    if type(other) is not RubyObject or other.class_ is not value.class_:
        return boolean(False)
    return boolean(equal(interpreter, interpreter.to_s(value), interpreter.to_s(other)))


@METHODS("status")
def _status(interpreter: Interpreter, value: RubyObject) -> Value:
    return value.variables.get("status") or interpreter.unknown("the exit status is not followed")


@METHODS("key", "receiver", "name", "args", "errno", "result", "signo", "success?", "tag", "value", "reason")
def _details(interpreter: Interpreter, _value: RubyObject) -> Value:
    return interpreter.unknown("what an error holds apart from its message is not followed")
