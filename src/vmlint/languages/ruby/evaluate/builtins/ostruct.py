"""OpenStruct: an object whose attributes are what it was given."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import constructor, object_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, equal, inspect, known, mapping, name
from vmlint.languages.ruby.evaluate.methods import NativeMethod
from vmlint.languages.ruby.evaluate.values import FALSE, NIL, Hash, Nil, RubyObject, String, Symbol, boolean, hash_key

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()
CLASS_METHODS = Methods()
constructor(CLASS_METHODS, tolerant=True)

TABLE = "@table"


def table_of(interpreter: Interpreter, value: Value) -> Hash:
    """Return the attributes of the OpenStruct VALUE by Symbol; they must be known."""
    found = object_of(interpreter, value).variables.get(TABLE)
    if not isinstance(found, Hash):
        raise Unknowable(interpreter.unknown("what this OpenStruct holds is not known"))
    known(found)
    return found


def _define(interpreter: Interpreter, found: RubyObject, attribute: str) -> None:
    """Give FOUND the reader and the writer of ATTRIBUTE, as Ruby's OpenStruct does, in front of all other methods."""

    def read(interpreter: Interpreter, receiver: Value, _arguments: Arguments) -> Value:
        return table_of(interpreter, receiver).symbol(attribute) or NIL

    def write(interpreter: Interpreter, receiver: Value, arguments: Arguments) -> Value:
        return _store(interpreter, receiver, attribute, arguments.positional[0])

    found.singleton_methods[attribute] = NativeMethod(attribute, read)
    found.singleton_methods[f"{attribute}="] = NativeMethod(f"{attribute}=", write)
    interpreter.defined_names.update((attribute, f"{attribute}="))


def _store(interpreter: Interpreter, receiver: Value, attribute: str, value: Value) -> Value:
    found = object_of(interpreter, receiver)
    table = table_of(interpreter, receiver)
    if found.frozen:
        raise interpreter.error("FrozenError", f"can't modify frozen OpenStruct: {_text(interpreter, receiver)}")
    interpreter.touch(table)
    table.store(Symbol(attribute), value)
    if attribute not in found.singleton_methods:
        interpreter.touch(found)
        _define(interpreter, found, attribute)
    return value


@METHODS("initialize", tolerant=True)
def initialize(interpreter: Interpreter, receiver: Value, source: Value = NIL, *, keywords: Hash | None) -> Value:
    """OpenStruct.new."""
    found = object_of(interpreter, receiver)
    found.variables[TABLE] = Hash()
    class_ = interpreter.class_named("OpenStruct")
    if "method_missing" not in class_.methods:
        class_.methods["method_missing"] = NativeMethod("method_missing", _method_missing)
        interpreter.defined_names.add("method_missing")
    given = keywords if type(source) is Nil else mapping(interpreter, source)
    for entry in given.entries.values() if given is not None else ():
        attribute = name(interpreter, entry.key)
        table_of(interpreter, receiver).store(Symbol(attribute), entry.value, entry.key_span, entry.value_span)
        _define(interpreter, found, attribute)
    return NIL


def _method_missing(interpreter: Interpreter, receiver: Value, arguments: Arguments) -> Value:
    """An attribute that was never set is nil; or one is set for the first time."""
    wanted, given = name(interpreter, arguments.positional[0]), arguments.positional[1:]
    if wanted.endswith("=") and len(given) == 1:
        return _store(interpreter, receiver, wanted[:-1], given[0])
    if given:
        raise interpreter.error("NoMethodError", f"undefined method `{wanted}' for {_text(interpreter, receiver)}")
    return NIL


@METHODS("[]")
def at(interpreter: Interpreter, receiver: Value, key: Value) -> Value:
    """OpenStruct#[]."""
    return table_of(interpreter, receiver).symbol(name(interpreter, key)) or NIL


@METHODS("[]=", tolerant=True)
def set_(interpreter: Interpreter, receiver: Value, key: Value, value: Value) -> Value:
    """OpenStruct#[]=."""
    return _store(interpreter, receiver, name(interpreter, key), value)


@METHODS("dig")
def dig(interpreter: Interpreter, receiver: Value, key: Value, *rest: Value) -> Value:
    """OpenStruct#dig."""
    found = at(interpreter, receiver, key)
    return found if not rest or type(found) is Nil else interpreter.call_method(found, "dig", list(rest))


@METHODS("to_h")
def to_h(interpreter: Interpreter, receiver: Value, *, block: Block) -> Value:
    """OpenStruct#to_h."""
    copy = Hash(dict(table_of(interpreter, receiver).entries))
    return copy if block is None else interpreter.call_method(copy, "to_h", [], None, block)


@METHODS("each_pair", enumerates=True)
def each_pair(interpreter: Interpreter, receiver: Value, *, block: Block) -> Value:
    """OpenStruct#each_pair."""
    for entry in list(table_of(interpreter, receiver).entries.values()):
        interpreter.call_block(block, [entry.key, entry.value])  # type: ignore[arg-type]
    return receiver


@METHODS("respond_to?")
def respond_to(interpreter: Interpreter, receiver: Value, method: Value, _private: Value = FALSE) -> Value:
    """OpenStruct#respond_to?."""
    wanted = name(interpreter, method)
    found = object_of(interpreter, receiver)
    return boolean(wanted in found.singleton_methods or wanted in METHODS)


@METHODS("delete_field")
def delete_field(interpreter: Interpreter, receiver: Value, attribute: Value) -> Value:
    """OpenStruct#delete_field."""
    wanted = name(interpreter, attribute)
    table = table_of(interpreter, receiver)
    interpreter.touch(table)
    interpreter.touch(receiver)
    object_of(interpreter, receiver).singleton_methods.pop(wanted, None)
    gone = table.entries.pop(hash_key(Symbol(wanted)), None)
    if gone is None:
        raise interpreter.error("NameError", f"no field `{wanted}' in {_text(interpreter, receiver)}")
    return gone.value


@METHODS("==")
def same(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """OpenStruct#==."""
    if not isinstance(other, RubyObject) or TABLE not in other.variables:
        return FALSE
    return boolean(equal(interpreter, table_of(interpreter, receiver), table_of(interpreter, other)))


def _text(interpreter: Interpreter, receiver: Value) -> str:
    table = table_of(interpreter, receiver)
    shown = [f"{name(interpreter, at.key)}={inspect(interpreter, at.value)}" for at in table.entries.values()]
    return "#<OpenStruct" + (f" {', '.join(shown)}" if shown else "") + ">"


@METHODS("to_s", "inspect")
def to_s(interpreter: Interpreter, receiver: Value) -> Value:
    """OpenStruct#inspect."""
    return String(_text(interpreter, receiver))
