"""What the libraries add to Ruby's own classes: to_json, to_yaml, to_set, open, shellescape and its kin."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Hash, Value

METHODS = Methods()


@METHODS("to_json")
def to_json(interpreter: Interpreter, receiver: Value, *_options: Value, keywords: Hash | None) -> Value:
    """Object#to_json."""
    from vmlint.languages.ruby.evaluate.builtins import json

    if keywords is not None and keywords.entries:
        raise Unknowable(interpreter.unknown("to_json with options is not followed"))
    return json.to_json(interpreter, receiver)


def _shell(name: str, class_name: str, function: str) -> None:
    @METHODS(name)
    def forward(interpreter: Interpreter, receiver: Value) -> Value:
        if receiver.class_name != class_name:
            shown = interpreter.display(receiver)
            raise interpreter.error("NoMethodError", f"undefined method `{name}' for {shown}:{receiver.class_name}")
        return interpreter.call_method(interpreter.class_named("Shellwords"), function, [receiver])


_shell("shellescape", "String", "escape")
_shell("shellsplit", "String", "split")
_shell("shelljoin", "Array", "join")
