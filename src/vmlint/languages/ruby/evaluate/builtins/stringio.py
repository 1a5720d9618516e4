"""StringIO: a text that acts as a file."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.file import CONTENT, POSITION
from vmlint.languages.ruby.evaluate.builtins.objects import constructor, not_known, object_of, part_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, text, to_s
from vmlint.languages.ruby.evaluate.values import NIL, Array, Integer, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()
constructor(CLASS_METHODS)


@METHODS("initialize")
def initialize(
    interpreter: Interpreter, receiver: Value, content: Value | None = None, _mode: Value | None = None
) -> Value:
    """StringIO.new."""
    made = object_of(interpreter, receiver)
    made.variables[CONTENT] = String("") if content is None else content
    made.variables[POSITION] = Integer(0)
    text(interpreter, made.variables[CONTENT])
    return NIL


@METHODS("string")
def string(interpreter: Interpreter, receiver: Value) -> Value:
    """StringIO#string."""
    return part_of(interpreter, receiver, CONTENT)


def _append(interpreter: Interpreter, receiver: Value, added: str) -> None:
    made = object_of(interpreter, receiver)
    before = part_of(interpreter, receiver, CONTENT)
    interpreter.touch(made)
    whole = text(interpreter, before) + added
    made.variables[CONTENT] = String(whole, before.provenance)
    made.variables[POSITION] = Integer(len(whole))


@METHODS("<<")
def append(interpreter: Interpreter, receiver: Value, value: Value) -> Value:
    """StringIO#<<."""
    _append(interpreter, receiver, to_s(interpreter, value))
    return receiver


@METHODS("write", "print")
def write(interpreter: Interpreter, receiver: Value, *values: Value) -> Value:
    """StringIO#write."""
    added = "".join(to_s(interpreter, value) for value in values)
    _append(interpreter, receiver, added)
    return Integer(len(added.encode("utf-8", "surrogateescape")))


@METHODS("puts")
def puts(interpreter: Interpreter, receiver: Value, *values: Value) -> Value:
    """StringIO#puts."""
    lines: list[Value] = []
    for value in values:
        lines += value.items if isinstance(value, Array) else [value]
    shown = [to_s(interpreter, line) for line in lines] or [""]
    _append(interpreter, receiver, "".join(line if line.endswith("\n") else line + "\n" for line in shown))
    return NIL


not_known(
    METHODS, "this method of StringIO is not modelled", "printf", "putc", "truncate", "string=", "seek", "pos", "ungetc"
)
