"""What is left where two arms of an undecided branch meet: equal things stay, different ones become unknown."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.journal import SAVERS
from vmlint.languages.ruby.evaluate.scope import Scope
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Boolean,
    Class,
    Entry,
    Float,
    Hash,
    HostObject,
    Integer,
    Nil,
    Proc,
    Provenance,
    Range,
    RubyObject,
    String,
    Symbol,
    Unknown,
    combine,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.journal import Layer, Snapshot
    from vmlint.languages.ruby.evaluate.values import Value

MUTABLE = frozenset((String, Array, Hash, RubyObject))


def join_values(it: Interpreter, one: Value, two: Value, reason: Unknown) -> Value:
    """Return what is known of a value that is ONE or TWO."""
    if one is two:
        return one
    kind = type(one)
    if kind is type(two):
        joiner = JOINERS.get(kind)
        joined = None if joiner is None else joiner(it, one, two, reason)
        if joined is not None:
            return joined
    return _either(one, two, reason)


def _either(one: Value, two: Value, reason: Unknown) -> Unknown:
    choices: dict[int, Value] = {}
    for value in (one, two):
        for choice in value.choices if isinstance(value, Unknown) else (value,):
            if type(choice) in MUTABLE or isinstance(choice, (HostObject, Proc, Class)):
                choices[id(choice)] = choice
    found = Unknown(reason.reason, reason.span, provenance=_assumptions(one, two))
    if type(one) is Unknown and one.reason == reason.reason:
        found.span = one.span
    found.choices = tuple(choices.values())
    return found


def _assumptions(one: Value, two: Value) -> Provenance | None:
    return combine((one.provenance, two.provenance))


def _both(one: Value, two: Value) -> Provenance | None:
    return one.provenance if one.provenance is two.provenance else combine((one.provenance, two.provenance))


def _join_nil(_it: Interpreter, one: Nil, two: Nil, _reason: Unknown) -> Value:
    return Nil(_both(one, two))


def _join_boolean(_it: Interpreter, one: Boolean, two: Boolean, _reason: Unknown) -> Value | None:
    return Boolean(one.value, _both(one, two)) if one.value == two.value else None


def _join_integer(_it: Interpreter, one: Integer, two: Integer, _reason: Unknown) -> Value | None:
    return Integer(one.number, _both(one, two)) if one.number == two.number else None


def _join_float(_it: Interpreter, one: Float, two: Float, _reason: Unknown) -> Value | None:
    return Float(one.number, _both(one, two)) if one.number == two.number else None


def _join_symbol(_it: Interpreter, one: Symbol, two: Symbol, _reason: Unknown) -> Value | None:
    return Symbol(one.name, _both(one, two)) if one.name == two.name else None


def _join_string(_it: Interpreter, one: String, two: String, _reason: Unknown) -> Value | None:
    if one.uncertain is None and two.uncertain is None and one.text == two.text:
        return String(one.text, _both(one, two))
    return None


def _join_array(it: Interpreter, one: Array, two: Array, reason: Unknown) -> Value | None:
    if one.uncertain or two.uncertain or len(one.items) != len(two.items):
        return None
    if not (it.journal.is_fresh(one) and it.journal.is_fresh(two)):
        return None
    items = [join_values(it, left, right, reason) for left, right in zip(one.items, two.items, strict=True)]
    return Array(items, _both(one, two))


def _join_hash(it: Interpreter, one: Hash, two: Hash, reason: Unknown) -> Value | None:
    if one.uncertain or two.uncertain or list(one.entries) != list(two.entries):
        return None
    if not (it.journal.is_fresh(one) and it.journal.is_fresh(two)) or one.default_block or two.default_block:
        return None
    return Hash(_joined_entries(it, one.entries, two.entries, reason), _both(one, two))


def _joined_entries(it: Interpreter, one: dict[Any, Entry], two: dict[Any, Entry], reason: Unknown) -> dict[Any, Entry]:
    return {
        key: Entry(at.key, join_values(it, at.value, two[key].value, reason), at.key_span, at.value_span)
        for key, at in one.items()
    }


def _join_range(it: Interpreter, one: Range, two: Range, reason: Unknown) -> Value | None:
    if one.exclusive != two.exclusive:
        return None
    first, last = join_values(it, one.first, two.first, reason), join_values(it, one.last, two.last, reason)
    if type(first) is Unknown or type(last) is Unknown:
        return None
    return Range(first, last, one.exclusive, _both(one, two))


def _join_unknown(_it: Interpreter, one: Unknown, two: Unknown, _reason: Unknown) -> Value | None:
    same = one.reason == two.reason and one.span == two.span and one.pieces == two.pieces
    return one if same and one.choices == two.choices else None


JOINERS: dict[type, Callable[[Interpreter, Any, Any, Unknown], Value | None]] = {
    Nil: _join_nil,
    Boolean: _join_boolean,
    Integer: _join_integer,
    Float: _join_float,
    Symbol: _join_symbol,
    String: _join_string,
    Array: _join_array,
    Hash: _join_hash,
    Range: _join_range,
    Unknown: _join_unknown,
}


def join_worlds(it: Interpreter, layer: Layer, one: Snapshot, two: Snapshot, reason: Unknown) -> None:
    """Set every object that was changed since LAYER to what the worlds ONE and TWO have in common."""
    for key, (value, _) in list(layer.saved.items()):
        left, right = layer.world(one, key), layer.world(two, key)
        WORLD_JOINERS[type(value)](it, value, left, right, reason)


def _join_table(
    it: Interpreter, one: dict[str, Value], two: dict[str, Value], reason: Unknown, missing: Value
) -> dict[str, Value]:
    table = {}
    for name in {**one, **two}:
        table[name] = join_values(it, one.get(name, missing), two.get(name, missing), reason)
    return table


def _world_scope(it: Interpreter, scope: Scope, one: Any, two: Any, reason: Unknown) -> None:
    scope.variables = _join_table(it, one[0], two[0], reason, NIL)
    scope.since = {**one[1], **two[1]}
    for name in scope.since:
        if name in one[1] and name in two[1]:
            scope.since[name] = min(one[1][name], two[1][name])


def _world_string(_it: Interpreter, string: String, one: Any, two: Any, reason: Unknown) -> None:
    string.text, string.frozen, string.uncertain, string.provenance = one
    if one[0] != two[0] or one[2] or two[2]:
        string.uncertain = one[2] or two[2] or reason


def _world_array(it: Interpreter, array: Array, one: Any, two: Any, reason: Unknown) -> None:
    array.items, array.frozen, array.uncertain = list(one[0]), one[1] or two[1], one[2] or two[2]
    if len(one[0]) == len(two[0]):
        array.items = [join_values(it, left, right, reason) for left, right in zip(one[0], two[0], strict=True)]
    elif array.uncertain is None:
        array.uncertain = reason


def _world_hash(it: Interpreter, mapping: Hash, one: Any, two: Any, reason: Unknown) -> None:
    mapping.entries = dict(one[0])
    _, mapping.default, mapping.default_block, mapping.frozen, mapping.uncertain = one
    mapping.uncertain = one[4] or two[4]
    if one[1] is not two[1] or one[2] is not two[2]:
        mapping.uncertain = mapping.uncertain or reason
    if list(one[0]) == list(two[0]):
        mapping.entries = _joined_entries(it, one[0], two[0], reason)
    elif mapping.uncertain is None:
        mapping.uncertain = reason


def _world_object(it: Interpreter, found: RubyObject, one: Any, two: Any, reason: Unknown) -> None:
    found.variables = _join_table(it, one[0], two[0], reason, NIL)
    found.uncertain = one[4] or two[4]
    if one[1] != two[1] or one[2] != two[2]:
        found.uncertain = found.uncertain or reason


def _world_class(it: Interpreter, found: Class, one: Any, two: Any, reason: Unknown) -> None:
    tables = [_join_table(it, left, right, reason, reason) for left, right in zip(one[:4], two[:4], strict=True)]
    found.methods, found.singleton_methods, found.constants, found.variables = tables
    found.opaque = one[7] or two[7]
    if one[4:7] != two[4:7]:
        found.opaque = found.opaque or reason


WORLD_JOINERS: dict[type, Callable[[Interpreter, Any, Any, Any, Unknown], None]] = {
    Scope: _world_scope,
    String: _world_string,
    Array: _world_array,
    Hash: _world_hash,
    RubyObject: _world_object,
    Class: _world_class,
}


def spoil_world(it: Interpreter, layer: Layer, reason: Unknown) -> bool:
    """Make unknown whatever was changed since LAYER, by code that runs an unknown number of times.

    Return whether anything of it was known before.
    """
    changed = False
    for value, original in list(layer.saved.values()):
        kind = type(value)
        if kind is Scope or kind is RubyObject:
            changed |= _spoil_variables(value.variables, original[0], reason)
        elif kind is Class:
            WORLD_JOINERS[Class](it, value, original, SAVERS[Class](value), reason)
        elif value.uncertain is None:
            value.uncertain = reason
            changed = True
        else:
            changed |= original[2 if kind is not Hash else 4] is None
    return changed


def _spoil_variables(table: dict[str, Value], before: dict[str, Value], reason: Unknown) -> bool:
    changed = False
    for name, now in list(table.items()):
        then = before.get(name, NIL)
        if then is not now:
            known = then.choices if type(then) is Unknown else None
            made = table[name] = _either(then, now, reason)
            changed |= known is None or len(made.choices) > len(known)
    return changed
