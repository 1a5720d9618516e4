"""Equality and order of Ruby's own values, three-valued where parts of them are unknown."""

from __future__ import annotations

from functools import cmp_to_key

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.builtins.support import known, shown
from vmlint.languages.ruby.evaluate.values import (
    Array,
    Boolean,
    Class,
    Float,
    Hash,
    Integer,
    Nil,
    Range,
    Regexp,
    RubyObject,
    String,
    Symbol,
    Unknown,
    truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def same(interpreter: Interpreter, first: Value, second: Value) -> bool | None:
    """Return Ruby's ``first == second`` for objects of Ruby's own classes; None if it cannot be known."""
    if type(first) is Unknown or type(second) is Unknown:
        return None
    if isinstance(first, (Integer, Float)):
        if type(second) is RubyObject:
            return truth(interpreter.call_method(second, "==", [first]))
        return isinstance(second, (Integer, Float)) and first.number == second.number
    if first is second:
        return None if getattr(first, "uncertain", None) is not None else True
    if type(first) is not type(second):
        return False
    test = _TESTS.get(type(first))
    return False if test is None else test(interpreter, first, second)


def _strings(_interpreter: Interpreter, first: String, second: String) -> bool | None:
    if first.uncertain is not None or second.uncertain is not None:
        return None
    return first.text == second.text


def _arrays(interpreter: Interpreter, first: Array, second: Array) -> bool | None:
    if first.uncertain is not None or second.uncertain is not None:
        return None
    if len(first.items) != len(second.items):
        return False
    return _all(interpreter, zip(first.items, second.items, strict=False))


def _hashes(interpreter: Interpreter, first: Hash, second: Hash) -> bool | None:
    if first.uncertain is not None or second.uncertain is not None:
        return None
    if len(first.entries) != len(second.entries):
        return False
    if any(type(entry.key) is Unknown for each in (first, second) for entry in each.entries.values()):
        return None
    if any(key not in second.entries for key in first.entries):
        return False
    return _all(interpreter, ((entry.value, second.entries[key].value) for key, entry in first.entries.items()))


def _ranges(interpreter: Interpreter, first: Range, second: Range) -> bool | None:
    if first.exclusive != second.exclusive:
        return False
    return _all(interpreter, ((first.first, second.first), (first.last, second.last)))


def _all(interpreter: Interpreter, pairs: Iterable[tuple[Value, Value]]) -> bool | None:
    result: bool | None = True
    for one, other in pairs:
        interpreter.tick()
        answer = interpreter.equal(one, other)
        if answer is False:
            return False
        if answer is None:
            result = None
    return result


_TESTS: dict[type[Value], Callable[..., bool | None]] = {
    Nil: lambda *_: True,
    Boolean: lambda _, first, second: first.value == second.value,
    Symbol: lambda _, first, second: first.name == second.name,
    String: _strings,
    Array: _arrays,
    Hash: _hashes,
    Range: _ranges,
    Regexp: lambda _, first, second: first.source == second.source and set(first.flags) == set(second.flags),
    Class: lambda _, first, second: bool(first.name) and first.name == second.name and not first.methods,
}


def order(interpreter: Interpreter, first: Value, second: Value) -> int | None:
    """Return Ruby's ``first <=> second`` as -1, 0, 1 or None; Unknown operands leave by Unknowable."""
    known(first)
    known(second)
    if isinstance(first, (Integer, Float)) and isinstance(second, (Integer, Float)):
        one, other = first.number, second.number
        return None if one != one or other != other else (one > other) - (one < other)
    if type(first) is type(second):
        if type(first) is String:
            left, right = _bytes(first.text), _bytes(second.text)  # type: ignore[attr-defined]
            return (left > right) - (left < right)
        if type(first) is Symbol:
            one_name, other_name = _bytes(first.name), _bytes(second.name)  # type: ignore[attr-defined]
            return (one_name > other_name) - (one_name < other_name)
        if type(first) is Array:
            return _order_arrays(interpreter, first, second)  # type: ignore[arg-type]
        if isinstance(first, (Nil, Boolean)):
            return 0 if same(interpreter, first, second) else None
    if isinstance(first, (Nil, Boolean, Symbol, String, Array, Integer, Float)):
        return None
    if type(first) is RubyObject or not isinstance(first, (Hash, Range, Regexp, Class)):
        answer = known(interpreter.call_method(first, "<=>", [second]))
        if type(answer) is Integer:
            return (answer.number > 0) - (answer.number < 0)
        return None
    return 0 if interpreter.equal(first, second) else None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _order_arrays(interpreter: Interpreter, first: Array, second: Array) -> int | None:
    for one, other in zip(first.items, second.items, strict=False):
        interpreter.tick()
        answer = order(interpreter, one, other)
        if answer != 0:
            return answer
    one_size, other_size = len(first.items), len(second.items)
    return (one_size > other_size) - (one_size < other_size)


def must_order(interpreter: Interpreter, first: Value, second: Value) -> int:
    """Return the order of FIRST and SECOND, or raise Ruby's ArgumentError where they have none."""
    answer = order(interpreter, first, second)
    if answer is None:
        raise comparison_failed(interpreter, first, second)
    return answer


def comparison_failed(interpreter: Interpreter, first: Value, second: Value) -> RubyError:
    """Return Ruby's error for two values without an order."""
    message = f"comparison of {first.class_name} with {shown(interpreter, second)} failed"
    return interpreter.error("ArgumentError", message)


def block_order(interpreter: Interpreter, answer: Value, first: Value, second: Value) -> int:
    """Return ANSWER of a comparing block as an order; nil and other things raise Ruby's errors."""
    known(answer)
    if isinstance(answer, (Integer, Float)):
        return (answer.number > 0) - (answer.number < 0)
    if type(answer) is Nil:
        raise comparison_failed(interpreter, first, second)
    message = f"comparison of {answer.class_name} with 0 failed"
    raise interpreter.error("ArgumentError", message)


def sort(
    interpreter: Interpreter, values: list[Value], compare: Callable[[Value, Value], int] | None = None
) -> list[Value]:
    """Return VALUES sorted by ``<=>``, or by COMPARE."""
    for value in values:
        known(value)
    if compare is None:
        if all(type(value) is Integer for value in values):
            return sorted(values, key=lambda value: value.number)  # type: ignore[attr-defined]

        def compare(one: Value, other: Value) -> int:
            interpreter.tick()
            return must_order(interpreter, one, other)

    return sorted(values, key=sorting_key(compare))


def sorting_key(compare: Callable[[Any, Any], int]) -> Callable[[Any], Any]:
    """Return a key for ``sorted`` that asks COMPARE for the earlier and the later of two values, as Ruby does."""
    asked = compare
    return cmp_to_key(lambda later, earlier: -asked(earlier, later))
