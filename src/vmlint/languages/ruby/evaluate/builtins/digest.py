"""Digest: check sums of known texts and of the project's files."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import not_known, part_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, text
from vmlint.languages.ruby.evaluate.values import Class, RubyObject, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()

_TEXT = "text"


def _sum(_interpreter: Interpreter, class_: Value, content: str) -> str:
    import hashlib

    name = class_.name if isinstance(class_, Class) else class_.class_name
    algorithm = name.rpartition("::")[2].lower()
    digest = hashlib.new(algorithm, content.encode("utf-8", "surrogateescape"), usedforsecurity=False)
    return digest.hexdigest()


@CLASS_METHODS("hexdigest")
def class_hexdigest(interpreter: Interpreter, receiver: Value, content: Value) -> Value:
    """Digest::MD5.hexdigest and the like."""
    return String(_sum(interpreter, receiver, text(interpreter, content)))


@CLASS_METHODS("base64digest")
def class_base64digest(interpreter: Interpreter, receiver: Value, content: Value) -> Value:
    """Digest::MD5.base64digest and the like."""
    from binascii import b2a_base64

    raw = bytes.fromhex(_sum(interpreter, receiver, text(interpreter, content)))
    return String(b2a_base64(raw, newline=False).decode("ascii"))


@CLASS_METHODS("new")
def new(_interpreter: Interpreter, receiver: Value) -> Value:
    """Digest::MD5.new."""
    assert isinstance(receiver, Class)
    made = RubyObject(receiver)
    made.variables[_TEXT] = String("")
    return made


@CLASS_METHODS("file")
def file(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
    """Digest::SHA256.file."""
    from vmlint.languages.ruby.evaluate.builtins.paths import path_text, source_of

    made = new(interpreter, receiver)
    assert isinstance(made, RubyObject)
    made.variables[_TEXT] = String(source_of(interpreter, path_text(interpreter, path)).text)
    return made


@METHODS("update", "<<")
def update(interpreter: Interpreter, receiver: Value, content: Value) -> Value:
    """Digest#update."""
    assert isinstance(receiver, RubyObject)
    interpreter.touch(receiver)
    before = text(interpreter, part_of(interpreter, receiver, _TEXT))
    receiver.variables[_TEXT] = String(before + text(interpreter, content))
    return receiver


@METHODS("hexdigest", "to_s")
def hexdigest(interpreter: Interpreter, receiver: Value) -> Value:
    """Digest#hexdigest."""
    assert isinstance(receiver, RubyObject)
    return String(_sum(interpreter, receiver, text(interpreter, part_of(interpreter, receiver, _TEXT))))


not_known(METHODS, "binary data are not modelled", "digest")
not_known(CLASS_METHODS, "binary data are not modelled", "digest")
