"""Set: elements kept as the keys of a Hash, in the order in which they came."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import constructor, object_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, inspect, known, true
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    IDENTIFIERS,
    NIL,
    TRUE,
    Array,
    Hash,
    Integer,
    Nil,
    RubyObject,
    String,
    Value,
    boolean,
    hash_key,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter

METHODS = Methods()
CLASS_METHODS = Methods()
constructor(CLASS_METHODS)

HASH = "@hash"


def _identity(value: RubyObject) -> Hashable:
    table = value.variables.get(HASH)
    return ("Set", frozenset(table.entries)) if isinstance(table, Hash) else None


IDENTIFIERS.append(_identity)


def table_of(interpreter: Interpreter, value: Value) -> Hash:
    """Return the Hash that holds the elements of the Set VALUE; it must be known."""
    found = object_of(interpreter, value).variables.get(HASH)
    if not isinstance(found, Hash):
        raise Unknowable(interpreter.unknown("what this Set holds is not known"))
    known(found)
    return found


def elements(interpreter: Interpreter, value: Value) -> list[Value]:
    """Return the elements of VALUE, a Set or anything that can be listed."""
    if isinstance(value, RubyObject) and HASH in value.variables:
        return [entry.key for entry in table_of(interpreter, value).entries.values()]
    known(value)
    if isinstance(value, Array):
        return list(value.items)
    if type(value) is Nil:
        return []
    if isinstance(value, (String, Integer)):
        raise interpreter.error("ArgumentError", "value must be enumerable")
    listed = known(interpreter.call_method(value, "to_a"))
    assert isinstance(listed, Array)
    return list(listed.items)


def _own(interpreter: Interpreter, receiver: Value) -> list[Value]:
    """Return the elements of the Set RECEIVER."""
    return [entry.key for entry in table_of(interpreter, receiver).entries.values()]


def made(interpreter: Interpreter, items: Iterable[Value], like: Value | None = None) -> RubyObject:
    """Return a new Set of ITEMS, of the class of LIKE."""
    found = RubyObject(like.class_ if isinstance(like, RubyObject) else interpreter.class_named("Set"))
    table = Hash()
    for item in items:
        if hash_key(item) not in table.entries:
            table.store(known(item), TRUE)
    found.variables[HASH] = table
    return found


@METHODS("initialize")
def initialize(interpreter: Interpreter, receiver: Value, source: Value = NIL, *, block: Block) -> Value:
    """Set.new."""
    items = elements(interpreter, source)
    if block is not None:
        items = [interpreter.call_block(block, [item]) for item in items]
    object_of(interpreter, receiver).variables.update(made(interpreter, items).variables)
    return NIL


@CLASS_METHODS("[]")
def at(interpreter: Interpreter, _receiver: Value, *items: Value) -> Value:
    """Set[]."""
    return made(interpreter, items)


@METHODS("each", enumerates=True)
def each(interpreter: Interpreter, receiver: Value, *, block: Block) -> Value:
    """Set#each."""
    for item in _own(interpreter, receiver):
        interpreter.tick()
        interpreter.call_block(block, [item])  # type: ignore[arg-type]
    return receiver


@METHODS("to_a")
def to_a(interpreter: Interpreter, receiver: Value) -> Value:
    """Set#to_a."""
    return Array(_own(interpreter, receiver))


@METHODS("to_set")
def to_set(_interpreter: Interpreter, receiver: Value) -> Value:
    """Set#to_set."""
    return receiver


@METHODS("size", "length", "count")
def size(interpreter: Interpreter, receiver: Value, *given: Value, block: Block) -> Value:
    """Set#size."""
    if given or block is not None:
        listed = Array(_own(interpreter, receiver))
        return interpreter.call_method(listed, "count", list(given), None, block)
    return Integer(len(table_of(interpreter, receiver).entries))


@METHODS("empty?")
def empty(interpreter: Interpreter, receiver: Value) -> Value:
    """Set#empty?."""
    return boolean(not table_of(interpreter, receiver).entries)


@METHODS("include?", "member?", "===")
def include(interpreter: Interpreter, receiver: Value, item: Value) -> Value:
    """Set#include?."""
    return boolean(hash_key(item) in table_of(interpreter, receiver).entries)


def _change(interpreter: Interpreter, receiver: Value) -> Hash:
    table = table_of(interpreter, receiver)
    if object_of(interpreter, receiver).frozen:
        raise interpreter.error("FrozenError", f"can't modify frozen Hash: {inspect(interpreter, table)}")
    interpreter.touch(table)
    return table


@METHODS("add", "<<")
def add(interpreter: Interpreter, receiver: Value, item: Value) -> Value:
    """Set#add."""
    table = _change(interpreter, receiver)
    if hash_key(item) not in table.entries:
        table.store(item, TRUE)
    return receiver


@METHODS("add?")
def add_new(interpreter: Interpreter, receiver: Value, item: Value) -> Value:
    """Set#add?."""
    if hash_key(item) in table_of(interpreter, receiver).entries:
        return NIL
    return add(interpreter, receiver, item)


@METHODS("delete")
def delete(interpreter: Interpreter, receiver: Value, item: Value) -> Value:
    """Set#delete."""
    _change(interpreter, receiver).entries.pop(hash_key(item), None)
    return receiver


@METHODS("merge")
def merge(interpreter: Interpreter, receiver: Value, *others: Value) -> Value:
    """Set#merge."""
    for other in others:
        for item in elements(interpreter, other):
            add(interpreter, receiver, item)
    return receiver


@METHODS("subtract")
def subtract(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Set#subtract."""
    for item in elements(interpreter, other):
        delete(interpreter, receiver, item)
    return receiver


@METHODS("clear")
def clear(interpreter: Interpreter, receiver: Value) -> Value:
    """Set#clear."""
    _change(interpreter, receiver).entries.clear()
    return receiver


@METHODS("|", "+", "union")
def union(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Set#|."""
    return made(interpreter, _own(interpreter, receiver) + elements(interpreter, other), receiver)


@METHODS("&", "intersection")
def intersection(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Set#&."""
    own = table_of(interpreter, receiver).entries
    return made(interpreter, [item for item in elements(interpreter, other) if hash_key(item) in own], receiver)


@METHODS("-", "difference")
def difference(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Set#-."""
    gone = {hash_key(item) for item in elements(interpreter, other)}
    return made(interpreter, [at for at in _own(interpreter, receiver) if hash_key(at) not in gone], receiver)


@METHODS("^")
def exclusive(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Set#^."""
    own, others = _own(interpreter, receiver), elements(interpreter, other)
    own_keys, other_keys = {hash_key(item) for item in own}, {hash_key(item) for item in others}
    left = [at for at in others if hash_key(at) not in own_keys] + [at for at in own if hash_key(at) not in other_keys]
    return made(interpreter, left, receiver)


def _compare(names: tuple[str, ...], test: str) -> None:
    @METHODS(*names)
    def compare(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
        if not (isinstance(other, RubyObject) and HASH in other.variables):
            if test == "==":
                return FALSE
            raise interpreter.error("ArgumentError", "value must be a set")
        own, theirs = set(table_of(interpreter, receiver).entries), set(table_of(interpreter, other).entries)
        answers = {
            "==": own == theirs,
            "<=": own <= theirs,
            "<": own < theirs,
            ">=": own >= theirs,
            ">": own > theirs,
            "disjoint": not own & theirs,
            "meet": bool(own & theirs),
        }
        return boolean(answers[test])


_compare(("==",), "==")
_compare(("subset?", "<="), "<=")
_compare(("proper_subset?", "<"), "<")
_compare(("superset?", ">="), ">=")
_compare(("proper_superset?", ">"), ">")
_compare(("disjoint?",), "disjoint")
_compare(("intersect?",), "meet")


def _filter(names: tuple[str, ...], *, keep: bool) -> None:
    """Enter methods that drop elements in place; those with ``!`` give nil where none was dropped."""

    @METHODS(*names, enumerates=True)
    def choose(interpreter: Interpreter, receiver: Value, *, block: Block) -> Value:
        items = _own(interpreter, receiver)
        chosen = [at for at in items if true(interpreter.call_block(block, [at])) is keep]  # type: ignore[arg-type]
        table = _change(interpreter, receiver)
        table.entries = table_of(interpreter, made(interpreter, chosen)).entries
        return NIL if names[0].endswith("!") and len(chosen) == len(items) else receiver


_filter(("select!", "filter!"), keep=True)
_filter(("reject!",), keep=False)
_filter(("keep_if",), keep=True)
_filter(("delete_if",), keep=False)


@METHODS("flatten")
def flatten(interpreter: Interpreter, receiver: Value) -> Value:
    """Set#flatten: Sets in the Set, not Arrays."""
    found: list[Value] = []
    for item in _own(interpreter, receiver):
        nested = isinstance(item, RubyObject) and HASH in item.variables
        found += elements(interpreter, flatten(interpreter, item)) if nested else [item]
    return made(interpreter, found, receiver)


@METHODS("dup", "clone")
def dup(interpreter: Interpreter, receiver: Value, *_given: Value) -> Value:
    """Set#dup."""
    return made(interpreter, _own(interpreter, receiver), receiver)


def _text(interpreter: Interpreter, receiver: Value) -> str:
    parts = [inspect(interpreter, item) for item in _own(interpreter, receiver)]
    return f"#<{object_of(interpreter, receiver).class_name}: {{{', '.join(parts)}}}>"


@METHODS("inspect", "to_s")
def to_s(interpreter: Interpreter, receiver: Value) -> Value:
    """Set#inspect."""
    return String(_text(interpreter, receiver))


@METHODS("join")
def join(interpreter: Interpreter, receiver: Value, separator: Value = NIL) -> Value:
    """Set#join."""
    return interpreter.call_method(Array(_own(interpreter, receiver)), "join", [separator])
