"""Methods that every object has, for objects of Ruby's own classes; what needs the interpreter is in its core."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.compare import order, same
from vmlint.languages.ruby.evaluate.builtins.rendering import shown, written
from vmlint.languages.ruby.evaluate.builtins.support import Methods, described, inspect, true, undecided
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Array,
    Boolean,
    Entry,
    Float,
    Hash,
    Integer,
    Method,
    Nil,
    Proc,
    Range,
    Regexp,
    RubyObject,
    String,
    Symbol,
    boolean,
    hash_key,
    truth,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
IMMUTABLE = (Nil, Boolean, Integer, Float, Symbol, Range, Regexp)


def _answer(interpreter: Interpreter, answer: bool | None, one: Value, other: Value) -> Value:
    return boolean(answer, lambda: undecided(interpreter, one, other))


@METHODS("==", tolerant=True)
def _equal(interpreter: Interpreter, value: Value, other: Value) -> Value:
    return _answer(interpreter, same(interpreter, value, other), value, other)


@METHODS("===", tolerant=True)
def _case_equal(interpreter: Interpreter, value: Value, other: Value) -> Value:
    return _answer(interpreter, interpreter.equal(value, other), value, other)


@METHODS("!=", tolerant=True)
def _different(interpreter: Interpreter, value: Value, other: Value) -> Value:
    answer = interpreter.equal(value, other)
    return _answer(interpreter, None if answer is None else not answer, value, other)


@METHODS("!")
def _not(_interpreter: Interpreter, value: Value) -> Value:
    return FALSE if true(value) else TRUE


@METHODS("eql?")
def _eql(_interpreter: Interpreter, value: Value, other: Value) -> Value:
    return boolean(hash_key(value) == hash_key(other))


@METHODS("equal?")
def _identical(interpreter: Interpreter, value: Value, other: Value) -> Value:
    if isinstance(value, IMMUTABLE) and type(value) is not Range:
        return _answer(interpreter, same(interpreter, value, other) and type(value) is type(other), value, other)
    if type(value) is String and type(other) is String and value is not other and value.frozen and other.frozen:
        return interpreter.unknown("whether two frozen strings are one object is not followed")
    return boolean(value is other)


@METHODS("<=>")
def _order(interpreter: Interpreter, value: Value, other: Value) -> Value:
    answer = interpreter.equal(value, other) if type(value) is RubyObject else order(interpreter, value, other) == 0
    return _zero_or_nil(interpreter, answer, value, other)


def _zero_or_nil(interpreter: Interpreter, answer: bool | None, value: Value, other: Value) -> Value:
    if answer is None:
        return undecided(interpreter, value, other)
    return Integer(0) if answer else NIL


@METHODS("=~")
def _match(interpreter: Interpreter, value: Value, _other: Value) -> Value:
    _removed_since(interpreter, value, "=~", (3, 2))
    return NIL


def _removed_since(interpreter: Interpreter, value: Value, name: str, version: tuple[int, int]) -> None:
    """Raise Ruby's NoMethodError where the Ruby of this world, VERSION or later, has the method NAME no more."""
    if interpreter.world.ruby_version < version:
        return
    text = described(value)
    if text == value.class_name:
        text = inspect(interpreter, value)
    raise interpreter.error("NoMethodError", f"undefined method `{name}' for {text}:{value.class_name}")


@METHODS("!~")
def _no_match(interpreter: Interpreter, value: Value, other: Value) -> Value:
    found = interpreter.call_method(value, "=~", [other])
    return boolean(None if truth(found) is None else not truth(found), lambda: undecided(interpreter, found))


@METHODS("nil?")
def _is_nil(_interpreter: Interpreter, value: Value) -> Value:
    return TRUE if type(value) is Nil else FALSE


@METHODS("inspect")
def _inspect(interpreter: Interpreter, value: Value) -> Value:
    return String(shown(interpreter, value))


@METHODS("to_s")
def _to_s(interpreter: Interpreter, value: Value) -> Value:
    return String(written(interpreter, value))


@METHODS("itself")
def _itself(_interpreter: Interpreter, value: Value) -> Value:
    return value


@METHODS("frozen?")
def _is_frozen(_interpreter: Interpreter, value: Value) -> Value:
    return boolean(isinstance(value, IMMUTABLE) or bool(getattr(value, "frozen", False)))


@METHODS("freeze")
def _freeze(interpreter: Interpreter, value: Value) -> Value:
    if isinstance(value, (String, Array, Hash, RubyObject)):
        interpreter.touch(value)
        value.frozen = True
    return value


def _tainting(names: str, answer: Value | None) -> None:
    for each in names.split():
        _taint_method(each, answer)


def _taint_method(method: str, answer: Value | None) -> None:
    @METHODS(method)
    def taint(interpreter: Interpreter, value: Value) -> Value:
        _removed_since(interpreter, value, method, (3, 2))
        return value if answer is None else answer


_tainting("taint untaint trust untrust", None)
_tainting("tainted? untrusted?", FALSE)


@METHODS("dup")
def _dup(interpreter: Interpreter, value: Value) -> Value:
    return copy(interpreter, value)


@METHODS("clone")
def _clone(interpreter: Interpreter, value: Value, *, keywords: Hash | None) -> Value:
    made = copy(interpreter, value)
    freeze = None if keywords is None else keywords.symbol("freeze")
    keeps = freeze is None or type(freeze) is Nil
    if made is not value and isinstance(made, (String, Array, Hash)):
        made.frozen = bool(getattr(value, "frozen", False)) if keeps else true(freeze or NIL)
    return made


def copy(interpreter: Interpreter, value: Value) -> Value:
    """Return the shallow copy that ``dup`` makes of VALUE."""
    if isinstance(value, (*IMMUTABLE, Method, Proc)):
        return value
    if type(value) is String:
        return String(value.text, value.provenance)
    if type(value) is Array:
        return Array(list(value.items), value.provenance)
    if type(value) is Hash:
        entries = {
            key: Entry(entry.key, entry.value, entry.key_span, entry.value_span) for key, entry in value.entries.items()
        }
        made = Hash(entries, value.provenance)
        made.default, made.default_block = value.default, value.default_block
        return made
    return interpreter.unknown(f"copies of {value.class_name} are not followed")


@METHODS("hash", "object_id", "__id__")
def _identity(interpreter: Interpreter, _value: Value) -> Value:
    return interpreter.unknown("addresses and hash values differ from run to run")
