"""What the libraries add to Ruby's own classes: to_json, to_yaml, to_set, open, shellescape and its kin."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Hash, Value

METHODS = Methods()


@METHODS("to_json")
def to_json(interpreter: Interpreter, receiver: Value, *_options: Value, keywords: Hash | None) -> Value:
    """Object#to_json."""
    from vmlint.languages.ruby.evaluate.builtins import json

    if keywords is not None and keywords.entries:
        raise Unknowable(interpreter.unknown("to_json with options is not modelled"))
    return json.to_json(interpreter, receiver)


@METHODS("to_yaml")
def to_yaml(interpreter: Interpreter, receiver: Value, *options: Value, keywords: Hash | None) -> Value:
    """Object#to_yaml."""
    from vmlint.languages.ruby.evaluate.builtins import yaml

    if options or (keywords is not None and keywords.entries):
        raise Unknowable(interpreter.unknown("to_yaml with options is not modelled"))
    return yaml.dumped(interpreter, receiver)


@METHODS("open")
def open_(
    interpreter: Interpreter, _self: Value, path: Value, *rest: Value, keywords: Hash | None, block: Block
) -> Value:
    """Kernel#open: a file, or the output of a program behind ``|``; addresses only before Ruby 3."""
    from vmlint.languages.ruby.evaluate.builtins.paths import path_text

    name = path_text(interpreter, path)
    if name.startswith("|") or ("://" in name and interpreter.world.ruby_version < (3, 0)):
        raise Unknowable(interpreter.unknown("what other programs and computers say cannot be known"))
    return interpreter.call_method(interpreter.class_named("File"), "open", [path, *rest], keywords, block)


@METHODS("to_set")
def to_set(interpreter: Interpreter, receiver: Value) -> Value:
    """Enumerable#to_set."""
    from vmlint.languages.ruby.evaluate.builtins import set as sets

    return sets.made(interpreter, sets.elements(interpreter, receiver))


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
