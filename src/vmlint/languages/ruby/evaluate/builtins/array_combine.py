"""Array: set operations, combinations, flattening, packing."""

from __future__ import annotations

import itertools
import math

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.elements import contains, distinct, known_deeply
from vmlint.languages.ruby.evaluate.builtins.enumerable import made
from vmlint.languages.ruby.evaluate.builtins.iteration import call, holds
from vmlint.languages.ruby.evaluate.builtins.support import Methods, equal, integer, items, known, text
from vmlint.languages.ruby.evaluate.values import NIL, Array, Integer, Nil, String, boolean, hash_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()
MOST_ROWS = 10**8


@METHODS("+")
def _plus(interpreter: Interpreter, array: Array, other: Value) -> Value:
    return made(interpreter, array.items + items(interpreter, other))


@METHODS("*")
def _times(interpreter: Interpreter, array: Array, times: Value) -> Value:
    if type(times) is String:
        return interpreter.call_method(array, "join", [times])
    number = integer(interpreter, times)
    if number < 0:
        raise interpreter.error("ArgumentError", "negative argument")
    interpreter.check_size(number * len(array.items))
    return Array(array.items * number)


def _without(interpreter: Interpreter, values: list[Value], others: list[Value]) -> list[Value]:
    unwanted = {hash_key(known_deeply(item)) for item in others}
    found = []
    for item in values:
        interpreter.tick()
        if hash_key(known_deeply(item)) not in unwanted:
            found.append(item)
    return found


@METHODS("-", "difference")
def _minus(interpreter: Interpreter, array: Array, *others: Value) -> Value:
    found = list(array.items)
    for other in others:
        found = _without(interpreter, found, items(interpreter, other))
    return Array(found)


@METHODS("&", "intersection")
def _and(interpreter: Interpreter, array: Array, *others: Value) -> Value:
    found = distinct(interpreter, array.items, None)
    for other in others:
        wanted = {hash_key(known_deeply(item)) for item in items(interpreter, other)}
        found = [item for item in found if hash_key(item) in wanted]
    return Array(found)


@METHODS("|", "union")
def _or(interpreter: Interpreter, array: Array, *others: Value) -> Value:
    found = list(array.items)
    for other in others:
        found += items(interpreter, other)
    return made(interpreter, distinct(interpreter, found, None))


@METHODS("intersect?")
def _intersect(interpreter: Interpreter, array: Array, other: Value) -> Value:
    wanted = {hash_key(known_deeply(item)) for item in items(interpreter, other)}
    return boolean(any(hash_key(known_deeply(item)) in wanted for item in array.items))


@METHODS("compact")
def _compact(_interpreter: Interpreter, array: Array) -> Value:
    return Array([item for item in array.items if type(known(item)) is not Nil])


@METHODS("flatten")
def _flatten(interpreter: Interpreter, array: Array, depth: Value | None = None) -> Value:
    levels = -1 if depth is None or type(depth) is Nil else integer(interpreter, depth)
    return made(interpreter, flattened(interpreter, array, levels))


def flattened(interpreter: Interpreter, array: Array, levels: int, inside: tuple[Array, ...] = ()) -> list[Value]:
    """Return the elements of ARRAY with those of the Arrays in it, LEVELS deep (negative: all)."""
    if array in inside:
        raise interpreter.error("ArgumentError", "tried to flatten recursive array")
    found: list[Value] = []
    for item in array.items:
        interpreter.tick()
        known(item)
        if type(item) is Array and levels != 0:
            found += flattened(interpreter, item, levels - 1, (*inside, array))
        else:
            found.append(item)
    return found


@METHODS("rotate")
def _rotate(interpreter: Interpreter, array: Array, by: Value | None = None) -> Value:
    turn = 1 if by is None else integer(interpreter, by)
    if not array.items:
        return Array([])
    turn %= len(array.items)
    return Array(array.items[turn:] + array.items[:turn])


@METHODS("transpose")
def _transpose(interpreter: Interpreter, array: Array) -> Value:
    rows = [items(interpreter, row) for row in array.items]
    for row in rows:
        if len(row) != len(rows[0]):
            message = f"element size differs ({len(row)} should be {len(rows[0])})"
            raise interpreter.error("IndexError", message)
    return Array([Array(list(column)) for column in zip(*rows, strict=True)])


@METHODS("assoc")
def _assoc(interpreter: Interpreter, array: Array, key: Value) -> Value:
    return _pair_with(interpreter, array, key, 0)


@METHODS("rassoc")
def _rassoc(interpreter: Interpreter, array: Array, value: Value) -> Value:
    return _pair_with(interpreter, array, value, 1)


def _pair_with(interpreter: Interpreter, array: Array, wanted: Value, place: int) -> Value:
    for item in array.items:
        known(item)
        if type(item) is Array and len(item.items) > place and equal(interpreter, item.items[place], wanted):
            return item
    return NIL


@METHODS("product")
def _product(interpreter: Interpreter, array: Array, *others: Value, block: Block) -> Value:
    columns = [array.items, *(items(interpreter, other) for other in others)]
    number = 1
    for column in columns:
        number *= len(column)
    interpreter.check_size(number)
    return _given(interpreter, array, itertools.product(*columns), block)


def _many(interpreter: Interpreter, number: int) -> None:
    """Count NUMBER rows against the budget before they are made."""
    interpreter.check_size(min(number, MOST_ROWS))


def _given(interpreter: Interpreter, array: Array, rows: Iterable[tuple[Value, ...]], block: Block) -> Value:
    found: list[Value] = []
    for row in rows:
        interpreter.tick()
        found.append(Array(list(row)))
    if block is None:
        return made(interpreter, found)
    for row_value in found:
        call(interpreter, block, row_value)
    return array


@METHODS("combination", enumerates=True)
def _combination(interpreter: Interpreter, array: Array, size: Value, *, block: Block) -> Value:
    number = integer(interpreter, size)
    rows = itertools.combinations(array.items, number) if number >= 0 else iter(())
    _many(interpreter, math.comb(len(array.items), max(number, 0)))
    return _given(interpreter, array, rows, block)


@METHODS("permutation", enumerates=True)
def _permutation(interpreter: Interpreter, array: Array, size: Value | None = None, *, block: Block) -> Value:
    number = len(array.items) if size is None else integer(interpreter, size)
    rows = itertools.permutations(array.items, number) if number >= 0 else iter(())
    _many(interpreter, math.perm(len(array.items), max(number, 0)))
    return _given(interpreter, array, rows, block)


@METHODS("repeated_combination", enumerates=True)
def _repeated_combination(interpreter: Interpreter, array: Array, size: Value, *, block: Block) -> Value:
    number = integer(interpreter, size)
    rows = itertools.combinations_with_replacement(array.items, number) if number >= 0 else iter(())
    return _given(interpreter, array, rows, block)


@METHODS("repeated_permutation", enumerates=True)
def _repeated_permutation(interpreter: Interpreter, array: Array, size: Value, *, block: Block) -> Value:
    number = integer(interpreter, size)
    rows = itertools.product(array.items, repeat=number) if number >= 0 else iter(())
    return _given(interpreter, array, rows, block)


@METHODS("bsearch", enumerates=True)
def _bsearch(interpreter: Interpreter, array: Array, *, block: Block) -> Value:
    low, high = 0, len(array.items)
    while low < high:
        middle = (low + high) // 2
        answer = known(call(interpreter, block, array.items[middle]))
        if type(answer) is Integer:
            if answer.number == 0:
                return array.items[middle]
            low, high = (low, middle) if answer.number < 0 else (middle + 1, high)
        elif type(answer) is not Nil and getattr(answer, "value", True):
            high = middle
        else:
            low = middle + 1
    return array.items[low] if low < len(array.items) and holds(interpreter, block, array.items[low]) else NIL


@METHODS("deconstruct")
def _deconstruct(_interpreter: Interpreter, array: Array) -> Value:
    return array


@METHODS("shuffle", "sample")
def _random(interpreter: Interpreter, array: Array, *_: Value, arguments: Arguments) -> Value:
    del arguments
    if not array.items:
        return NIL
    return interpreter.unknown("random choices cannot be known")


@METHODS("pack")
def _pack(interpreter: Interpreter, array: Array, template: Value, *, arguments: Arguments) -> Value:
    del arguments
    written = text(interpreter, template)
    numbers = [item.number for item in array.items if type(item) is Integer]
    if written == "U*" and len(numbers) == len(array.items):
        return String("".join([chr(number) for number in numbers]))
    if (
        written in ("C*", "c*")
        and len(numbers) == len(array.items)
        and all(0x20 <= number < 0x7F for number in numbers)
    ):
        return String("".join([chr(number) for number in numbers]))
    if written in ("m0", "m") and len(array.items) == 1:
        return _base64(interpreter, text(interpreter, array.items[0]), written)
    return interpreter.unknown("Array#pack is not modelled for this template")


def _base64(_interpreter: Interpreter, value: str, template: str) -> Value:
    import base64

    data = value.encode("utf-8", "surrogateescape")
    if template == "m0":
        return String(base64.b64encode(data).decode("ascii"))
    lines = [base64.b64encode(data[at : at + 45]).decode("ascii") + "\n" for at in range(0, len(data), 45)]
    return String("".join(lines))


@METHODS("include?", "member?", tolerant=True)
def _include(interpreter: Interpreter, array: Array, wanted: Value) -> Value:
    return contains(interpreter, array.items, wanted)
