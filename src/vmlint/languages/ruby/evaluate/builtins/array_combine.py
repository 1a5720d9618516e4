"""Array: set operations, combinations, flattening, packing."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.elements import contains, distinct, known_deeply
from vmlint.languages.ruby.evaluate.builtins.enumerable import made
from vmlint.languages.ruby.evaluate.builtins.iteration import call
from vmlint.languages.ruby.evaluate.builtins.support import Methods, integer, items, known
from vmlint.languages.ruby.evaluate.values import NIL, Array, Nil, String, hash_key

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


@METHODS("shuffle", "sample")
def _random(interpreter: Interpreter, array: Array, *_: Value, arguments: Arguments) -> Value:
    del arguments
    if not array.items:
        return NIL
    return interpreter.unknown("random choices cannot be known")


@METHODS("include?", "member?", tolerant=True)
def _include(interpreter: Interpreter, array: Array, wanted: Value) -> Value:
    return contains(interpreter, array.items, wanted)
