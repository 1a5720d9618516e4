"""Enumerable: what Array, Hash, Range, Set, Struct and Enumerator share; the most used methods."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.elements import (
    add_pair,
    chosen,
    contains,
    distinct,
    sorted_by,
    sorted_by_key,
)
from vmlint.languages.ruby.evaluate.builtins.iteration import call, holds, iterate, packed, rounds
from vmlint.languages.ruby.evaluate.builtins.support import (
    Methods,
    Unknowable,
    equal,
    integer,
    items,
    known,
    name,
    nil_or,
    true,
    undecided,
    yields,
)
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Array,
    Boolean,
    Float,
    Hash,
    Integer,
    Nil,
    Unknown,
    boolean,
    truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()


def made(interpreter: Interpreter, values: Iterable[Value]) -> Array:
    """Return VALUES as a Ruby Array, counted against the budget."""
    found = list(values)
    interpreter.check_size(len(found))
    return Array(found)


@METHODS("to_a", "entries")
def _to_a(interpreter: Interpreter, value: Value, *_: Value) -> Value:
    return made(interpreter, iterate(interpreter, value))


@METHODS("map", "collect", enumerates=True)
def _map(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    assert block is not None
    return made(interpreter, [interpreter.call_block(block, values) for values in rounds(interpreter, value)])


@METHODS("flat_map", "collect_concat", enumerates=True)
def _flat_map(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    found: list[Value] = []
    assert block is not None
    for values in rounds(interpreter, value):
        result = interpreter.call_block(block, values)
        if type(result) is Unknown:
            raise Unknowable(result)
        if type(result) is Array:
            found += items(interpreter, result)
        else:
            found.append(result)
    return made(interpreter, found)


@METHODS("each_with_index", enumerates=True)
def _each_with_index(interpreter: Interpreter, value: Value, *_: Value, block: Block) -> Value:
    assert block is not None
    for at, item in enumerate(iterate(interpreter, value)):
        interpreter.call_block(block, [item, Integer(at)])
    return value


@METHODS("each_with_object", enumerates=True, tolerant=True)
def _each_with_object(interpreter: Interpreter, value: Value, memo: Value, *, block: Block) -> Value:
    assert block is not None
    for item in iterate(interpreter, value):
        interpreter.call_block(block, [item, memo])
    return memo


@METHODS("reverse_each", enumerates=True)
def _reverse_each(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    for item in reversed(list(iterate(interpreter, value))):
        call(interpreter, block, item)
    return value


@METHODS("select", "filter", "find_all", enumerates=True)
def _select(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    return made(interpreter, chosen(interpreter, iterate(interpreter, value), block, wanted=True))


@METHODS("reject", enumerates=True)
def _reject(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    return made(interpreter, chosen(interpreter, iterate(interpreter, value), block, wanted=False))


@METHODS("filter_map", enumerates=True)
def _filter_map(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    assert block is not None
    results = [interpreter.call_block(block, values) for values in rounds(interpreter, value)]
    return made(interpreter, [result for result in results if true(result)])


@METHODS("partition", enumerates=True)
def _partition(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    sides: tuple[list[Value], list[Value]] = ([], [])
    for item in iterate(interpreter, value):
        sides[0 if holds(interpreter, block, item) else 1].append(item)
    return Array([Array(sides[0]), Array(sides[1])])


@METHODS("find", "detect", enumerates=True)
def _find(interpreter: Interpreter, value: Value, absent: Value | None = None, *, block: Block) -> Value:
    for item in iterate(interpreter, value):
        if holds(interpreter, block, item):
            return item
    if absent is not None and type(absent) is not Nil:
        return interpreter.call_method(absent, "call")
    return NIL


@METHODS("find_index")
def _find_index(interpreter: Interpreter, value: Value, *wanted: Value, arguments: Arguments) -> Value:
    block = arguments.block
    if not wanted and block is None:
        from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

        return Enumerator(value, "find_index", [])
    for at, values in enumerate(rounds(interpreter, value)):
        if equal(interpreter, packed(values), wanted[0]) if wanted else true(yields(interpreter, block, *values)):
            return Integer(at)
    return NIL


@METHODS("first")
def _first(interpreter: Interpreter, value: Value, number: Value | None = None) -> Value:
    if number is None:
        return next(iter(iterate(interpreter, value, 1)), NIL)
    return _taken(interpreter, value, integer(interpreter, number), "attempt to take negative size")


@METHODS("take")
def _take(interpreter: Interpreter, value: Value, number: Value) -> Value:
    return _taken(interpreter, value, integer(interpreter, number), "attempt to take negative size")


def _taken(interpreter: Interpreter, value: Value, number: int, message: str) -> Value:
    if number < 0:
        raise interpreter.error("ArgumentError", message)
    found: list[Value] = []
    if number:
        for item in iterate(interpreter, value, number):
            found.append(item)
            if len(found) >= number:
                break
    return made(interpreter, found)


@METHODS("drop")
def _drop(interpreter: Interpreter, value: Value, number: Value) -> Value:
    count = integer(interpreter, number)
    if count < 0:
        raise interpreter.error("ArgumentError", "attempt to drop negative size")
    return made(interpreter, list(iterate(interpreter, value))[count:])


@METHODS("include?", "member?", tolerant=True)
def _include(interpreter: Interpreter, value: Value, wanted: Value) -> Value:
    return contains(interpreter, list(iterate(interpreter, value)), wanted)


def _matcher(
    interpreter: Interpreter, pattern: tuple[Value, ...], block: Block
) -> Callable[[list[Value]], bool | None]:
    if pattern:
        return lambda values: truth(interpreter.call_method(pattern[0], "===", [packed(values)]))
    if block is not None:
        return lambda values: truth(interpreter.call_block(block, values))
    return lambda values: truth(packed(values))


def _quantifier(name_: str, stops_at: bool | None, result: Boolean) -> None:
    """Enter all? or any?: it stops at an element whose test gives STOPS_AT, with RESULT."""

    @METHODS(name_)
    def quantify(interpreter: Interpreter, value: Value, *pattern: Value, block: Block) -> Value:
        test = _matcher(interpreter, pattern, block)
        doubt: Unknown | None = None
        for values in rounds(interpreter, value):
            answer = test(values)
            if answer is None:
                doubt = doubt or undecided(interpreter, *values)
            elif answer is stops_at:
                return result
        if doubt is not None:
            raise Unknowable(doubt)
        return FALSE if result is TRUE else TRUE


_quantifier("all?", False, FALSE)
_quantifier("any?", True, TRUE)
_quantifier("none?", True, FALSE)


@METHODS("one?")
def _one(interpreter: Interpreter, value: Value, *pattern: Value, block: Block) -> Value:
    test = _matcher(interpreter, pattern, block)
    answers = [test(values) for values in rounds(interpreter, value)]
    if answers.count(True) > 1:
        return FALSE
    if None in answers:
        raise Unknowable(interpreter.unknown("whether an element fits cannot be known"))
    return boolean(answers.count(True) == 1)


@METHODS("count")
def _count(interpreter: Interpreter, value: Value, *wanted: Value, block: Block) -> Value:
    number = 0
    for values in rounds(interpreter, value):
        if wanted:
            number += equal(interpreter, packed(values), wanted[0])
        else:
            number += block is None or true(interpreter.call_block(block, values))
    return Integer(number)


@METHODS("inject", "reduce")
def _inject(interpreter: Interpreter, value: Value, *given: Value, block: Block) -> Value:
    operator: str | None = None
    memo: Value | None = None
    if len(given) == 2 or (given and block is None):
        operator = name(interpreter, given[-1])
        memo = given[0] if len(given) == 2 else None
    elif given:
        memo = given[0]
    for item in iterate(interpreter, value):
        if memo is None:
            memo = item
        elif operator is not None:
            memo = interpreter.call_method(memo, operator, [item])
        else:
            if block is None:
                raise interpreter.error("LocalJumpError", "no block given")
            memo = interpreter.call_block(block, [memo, item])
    return nil_or(memo)


@METHODS("sum")
def _sum(interpreter: Interpreter, value: Value, start: Value | None = None, *, block: Block) -> Value:
    total = start or Integer(0)
    for item in iterate(interpreter, value):
        number = item if block is None else call(interpreter, block, item)
        if type(number) is Float:
            # Ruby adds Floats with a compensation for what rounding takes away.
            raise Unknowable(interpreter.unknown("a sum of Floats is not followed"))
        total = interpreter.call_method(total, "+", [number])
    return total


@METHODS("sort")
def _sort(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    values = list(iterate(interpreter, value))
    return made(interpreter, sorted_by(interpreter, values, block))


@METHODS("sort_by", enumerates=True)
def _sort_by(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    return made(interpreter, sorted_by_key(interpreter, list(iterate(interpreter, value)), block))


@METHODS("group_by", enumerates=True)
def _group_by(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    groups = Hash()
    for item in iterate(interpreter, value):
        key = known(call(interpreter, block, item))
        group = groups.get(key)
        if group is None:
            group = Array([])
            groups.store(key, group)
        assert type(group) is Array
        group.items.append(item)
    return groups


@METHODS("to_h")
def _to_h(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    pairs = Hash()
    for at, values in enumerate(rounds(interpreter, value)):
        item = packed(values)
        pair = item if block is None else interpreter.call_block(block, values)
        add_pair(interpreter, pairs, pair, at if type(value) is Array else None)
    return pairs


@METHODS("uniq")
def _uniq(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    return made(interpreter, distinct(interpreter, list(iterate(interpreter, value)), block))
