"""Struct: classes made of members, and their instances."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import constructed, object_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, described, equal, inspect, name, true
from vmlint.languages.ruby.evaluate.lookup import linearized
from vmlint.languages.ruby.evaluate.methods import NativeMethod
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    IDENTIFIERS,
    NIL,
    TRUE,
    Array,
    Class,
    Hash,
    Integer,
    Nil,
    RubyObject,
    String,
    Symbol,
    Value,
    boolean,
    hash_key,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.methods import Function
    from vmlint.languages.ruby.evaluate.values import Arguments

METHODS = Methods()
CLASS_METHODS = Methods()

_MEMBERS = "members"
_BY_KEYWORD = "keyword_init"


@CLASS_METHODS("new", "[]", tolerant=True)
def new(interpreter: Interpreter, receiver: Value, *given: Value, arguments: Arguments) -> Value:
    """Struct.new makes a class, and ``new`` of such a class an instance."""
    assert isinstance(receiver, Class)
    if receiver.name != "Struct":
        return constructed(interpreter, receiver, *given, arguments=arguments)
    return _class(interpreter, receiver, list(given), arguments)


def _class(interpreter: Interpreter, receiver: Class, given: list[Value], arguments: Arguments) -> Value:
    class_name = ""
    if given and type(given[0]) is String:
        class_name = f"Struct::{given.pop(0).text}"  # type: ignore[attr-defined]
    members = [name(interpreter, each) for each in given]
    if len(set(members)) != len(members):
        twice = next(each for at, each in enumerate(members) if each in members[:at])
        raise interpreter.error("ArgumentError", f"duplicate member: {twice}")
    made = Class(class_name, receiver)
    if interpreter.journal.layers:
        interpreter.journal.born(made)
    by_keyword = arguments.keywords.symbol("keyword_init") if arguments.keywords is not None else None
    made.variables[_MEMBERS] = Array([Symbol(each) for each in members])
    made.variables[_BY_KEYWORD] = NIL if by_keyword is None else by_keyword
    for each in members:
        made.methods[each] = NativeMethod(each, _reader(each))
        made.methods[f"{each}="] = NativeMethod(f"{each}=", _writer(each))
        interpreter.defined_names.update((each, f"{each}="))
    if class_name:
        receiver.constants[class_name.partition("::")[2]] = made
    if arguments.block is not None:
        interpreter.call_block_as(arguments.block, made, [made], made)
    return made


def _identity(value: RubyObject) -> Hashable:
    found = _of_class(value.class_, _MEMBERS)
    if not isinstance(found, Array):
        return None
    names = [each.name for each in found.items if isinstance(each, Symbol)]
    return "Struct", id(value.class_), tuple(hash_key(value.variables.get(each, NIL)) for each in names)


IDENTIFIERS.append(_identity)


def _reader(member: str) -> Function:
    def read(interpreter: Interpreter, receiver: Value, _arguments: Arguments) -> Value:
        return object_of(interpreter, receiver).variables.get(member, NIL)

    return read


def _writer(member: str) -> Function:
    def write(interpreter: Interpreter, receiver: Value, arguments: Arguments) -> Value:
        return _set(interpreter, receiver, member, arguments.positional[0])

    return write


def _set(interpreter: Interpreter, receiver: Value, member: str, value: Value) -> Value:
    found = object_of(interpreter, receiver)
    if found.frozen:
        raise interpreter.error("FrozenError", f"can't modify frozen {found.class_name}: {_text(interpreter, found)}")
    interpreter.touch(found)
    found.variables[member] = value
    return value


def _of_class(class_: Class, key: str) -> Value:
    for ancestor in linearized(class_):
        if key in ancestor.variables:
            return ancestor.variables[key]
    return NIL


def members_of(interpreter: Interpreter, class_: Class) -> list[str]:
    """Return the names of the members of the Struct class CLASS_."""
    found = _of_class(class_, _MEMBERS)
    if not isinstance(found, Array):
        raise Unknowable(interpreter.unknown("the members of this Struct are not known"))
    return [each.name for each in found.items if isinstance(each, Symbol)]


def _values(interpreter: Interpreter, receiver: Value) -> list[tuple[str, Value]]:
    found = object_of(interpreter, receiver)
    return [(each, found.variables.get(each, NIL)) for each in members_of(interpreter, found.class_)]


@METHODS("initialize", tolerant=True)
def initialize(interpreter: Interpreter, receiver: Value, *given: Value, keywords: Hash | None) -> Value:
    """The members in order, or by keyword."""
    found = object_of(interpreter, receiver)
    members = members_of(interpreter, found.class_)
    mode = _of_class(found.class_, _BY_KEYWORD)
    if (
        keywords is not None
        and keywords.entries
        and not given
        and (type(mode) is Nil)
        and interpreter.world.ruby_version >= (3, 2)
    ):
        mode = TRUE
    if type(mode) is not Nil and true(mode):
        _by_keyword(interpreter, found, members, given, keywords)
        return NIL
    values = [*given, keywords] if keywords is not None and keywords.entries else list(given)
    if len(values) > len(members):
        raise interpreter.error("ArgumentError", "struct size differs")
    for at, member in enumerate(members):
        found.variables[member] = values[at] if at < len(values) else NIL
    return NIL


def _by_keyword(
    interpreter: Interpreter, found: RubyObject, members: list[str], given: tuple[Value, ...], keywords: Hash | None
) -> None:
    if given:
        raise interpreter.error("ArgumentError", f"wrong number of arguments (given {len(given)}, expected 0)")
    values = {name(interpreter, at.key): at.value for at in keywords.entries.values()} if keywords is not None else {}
    unknown = [each for each in values if each not in members]
    if unknown:
        raise interpreter.error("ArgumentError", f"unknown keywords: {', '.join(unknown)}")
    for member in members:
        found.variables[member] = values.get(member, NIL)


@CLASS_METHODS("members")
def class_members(interpreter: Interpreter, receiver: Value) -> Value:
    """Members of the class."""
    assert isinstance(receiver, Class)
    return Array([Symbol(each) for each in members_of(interpreter, receiver)])


@CLASS_METHODS("keyword_init?")
def keyword_init(_interpreter: Interpreter, receiver: Value) -> Value:
    """Whether instances are made by keyword."""
    assert isinstance(receiver, Class)
    return _of_class(receiver, _BY_KEYWORD)


@METHODS("members")
def members(interpreter: Interpreter, receiver: Value) -> Value:
    """Struct#members."""
    return Array([Symbol(each) for each, _ in _values(interpreter, receiver)])


@METHODS("to_a", "values", "deconstruct")
def to_a(interpreter: Interpreter, receiver: Value) -> Value:
    """Struct#to_a."""
    return Array([value for _, value in _values(interpreter, receiver)])


@METHODS("to_h")
def to_h(interpreter: Interpreter, receiver: Value, *, block: Block) -> Value:
    """Struct#to_h."""
    result = Hash()
    for member, value in _values(interpreter, receiver):
        result.store(Symbol(member), value)
    if block is not None:
        return interpreter.call_method(result, "to_h", [], None, block)
    return result


@METHODS("deconstruct_keys")
def deconstruct_keys(interpreter: Interpreter, receiver: Value, _wanted: Value) -> Value:
    """Struct#deconstruct_keys."""
    return to_h(interpreter, receiver, block=None)


def _member(interpreter: Interpreter, receiver: Value, key: Value) -> str:
    found = object_of(interpreter, receiver)
    names = members_of(interpreter, found.class_)
    if isinstance(key, (String, Symbol)):
        wanted = name(interpreter, key)
        if wanted not in names:
            raise interpreter.error("NameError", f"no member '{wanted}' in struct")
        return wanted
    if not isinstance(key, Integer):
        raise interpreter.error("TypeError", f"no implicit conversion of {described(key)} into Integer")
    at = key.number
    if not -len(names) <= at < len(names):
        side = "large" if at >= 0 else "small"
        raise interpreter.error("IndexError", f"offset {at} too {side} for struct(size:{len(names)})")
    return names[at]


@METHODS("[]")
def at(interpreter: Interpreter, receiver: Value, key: Value) -> Value:
    """Struct#[]."""
    return object_of(interpreter, receiver).variables.get(_member(interpreter, receiver, key), NIL)


@METHODS("[]=", tolerant=True)
def set_member(interpreter: Interpreter, receiver: Value, key: Value, value: Value) -> Value:
    """Struct#[]=."""
    return _set(interpreter, receiver, _member(interpreter, receiver, key), value)


@METHODS("dig")
def dig(interpreter: Interpreter, receiver: Value, key: Value, *rest: Value) -> Value:
    """Struct#dig."""
    found = at(interpreter, receiver, key)
    return found if not rest or type(found) is Nil else interpreter.call_method(found, "dig", list(rest))


@METHODS("each", enumerates=True)
def each(interpreter: Interpreter, receiver: Value, *, block: Block) -> Value:
    """Struct#each."""
    for _, value in _values(interpreter, receiver):
        interpreter.call_block(block, [value])  # type: ignore[arg-type]
    return receiver


@METHODS("each_pair", enumerates=True)
def each_pair(interpreter: Interpreter, receiver: Value, *, block: Block) -> Value:
    """Struct#each_pair."""
    for member, value in _values(interpreter, receiver):
        interpreter.call_block(block, [Symbol(member), value])  # type: ignore[arg-type]
    return receiver


@METHODS("size", "length")
def size(interpreter: Interpreter, receiver: Value) -> Value:
    """Struct#size."""
    return Integer(len(_values(interpreter, receiver)))


@METHODS("values_at")
def values_at(interpreter: Interpreter, receiver: Value, *keys: Value) -> Value:
    """Struct#values_at."""
    return interpreter.call_method(to_a(interpreter, receiver), "values_at", list(keys))


@METHODS("==", "eql?")
def same(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Struct#==."""
    found = object_of(interpreter, receiver)
    if not isinstance(other, RubyObject) or other.class_ is not found.class_:
        return FALSE
    pairs = zip(_values(interpreter, receiver), _values(interpreter, other), strict=True)
    return boolean(all(equal(interpreter, one[1], two[1]) for one, two in pairs))


def _text(interpreter: Interpreter, found: RubyObject) -> str:
    shown = [f"{each}={inspect(interpreter, value)}" for each, value in _values(interpreter, found)]
    title = f"struct {found.class_name}" if found.class_name else "struct"
    return f"#<{title} {', '.join(shown)}>"


@METHODS("to_s", "inspect")
def to_s(interpreter: Interpreter, receiver: Value) -> Value:
    """Struct#inspect."""
    return String(_text(interpreter, object_of(interpreter, receiver)))
