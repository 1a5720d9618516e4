"""Marshal.load(Marshal.dump(x)): the usual way to copy deeply."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, known
from vmlint.languages.ruby.evaluate.values import (
    Array,
    Entry,
    Hash,
    HostObject,
    Proc,
    RubyObject,
    String,
    Unknown,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()
METHODS = CLASS_METHODS


_BYTES = "the bytes that Marshal.dump writes are not modelled"


def copied(interpreter: Interpreter, value: Value) -> Value:
    """Return a deep copy of VALUE; parts that are not known stay so."""
    interpreter.tick()
    if isinstance(value, Unknown):
        return value
    known(value)
    if isinstance(value, String):
        return String(value.text, value.provenance)
    if isinstance(value, Array):
        return Array([copied(interpreter, item) for item in value.items], value.provenance)
    if isinstance(value, Hash):
        if value.default_block is not None:
            raise interpreter.error("TypeError", "can't dump hash with default proc")
        made = Hash({}, value.provenance)
        made.default = value.default
        for key, at in value.entries.items():
            made.entries[key] = Entry(at.key, copied(interpreter, at.value), at.key_span, at.value_span)
        return made
    if isinstance(value, RubyObject):
        made_object = RubyObject(value.class_, value.provenance)
        made_object.variables = {name: copied(interpreter, at) for name, at in value.variables.items()}
        made_object.singleton_methods = dict(value.singleton_methods)
        return made_object
    if isinstance(value, Proc):
        raise interpreter.error("TypeError", "no _dump_data is defined for class Proc")
    if isinstance(value, HostObject):
        raise Unknowable(interpreter.unknown("a copy of this object is not modelled"))
    return value


@CLASS_METHODS("dump")
def dump(interpreter: Interpreter, _receiver: Value, value: Value) -> Value:
    """Marshal.dump: bytes of which only the value that they hold is known."""
    dumped = interpreter.unknown(_BYTES)
    dumped.choices = (copied(interpreter, value),)
    dumped.provenance = value.provenance
    return dumped


@CLASS_METHODS("load", "restore", tolerant=True)
def load(interpreter: Interpreter, _receiver: Value, value: Value) -> Value:
    """Marshal.load."""
    if isinstance(value, Unknown):
        return copied(interpreter, value.choices[0]) if value.reason == _BYTES and value.choices else value
    raise Unknowable(interpreter.unknown("Marshal.load is modelled for what Marshal.dump gave only"))
