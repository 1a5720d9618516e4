"""Array: the methods that change it in place."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.array import part
from vmlint.languages.ruby.evaluate.builtins.elements import chosen, distinct, sorted_by, sorted_by_key
from vmlint.languages.ruby.evaluate.builtins.indexing import write_bounds
from vmlint.languages.ruby.evaluate.builtins.iteration import call
from vmlint.languages.ruby.evaluate.builtins.support import Methods, equal, integer, items, known
from vmlint.languages.ruby.evaluate.values import NIL, Array, Integer, Nil, Range

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()


@METHODS("pop", mutates=True)
def _pop(interpreter: Interpreter, array: Array, number: Value | None = None) -> Value:
    if number is None:
        return array.items.pop() if array.items else NIL
    count = _count(interpreter, number)
    start = max(0, len(array.items) - count)
    taken = array.items[start:]
    del array.items[start:]
    return Array(taken)


@METHODS("shift", mutates=True)
def _shift(interpreter: Interpreter, array: Array, number: Value | None = None) -> Value:
    if number is None:
        return array.items.pop(0) if array.items else NIL
    count = _count(interpreter, number)
    taken = array.items[:count]
    del array.items[:count]
    return Array(taken)


def _count(interpreter: Interpreter, number: Value) -> int:
    count = integer(interpreter, number)
    if count < 0:
        raise interpreter.error("ArgumentError", "negative array size")
    return count


@METHODS("unshift", "prepend", mutates=True)
def _unshift(_interpreter: Interpreter, array: Array, *values: Value) -> Value:
    array.items[:0] = values
    return array


@METHODS("insert", mutates=True)
def _insert(interpreter: Interpreter, array: Array, index: Value, *values: Value) -> Value:
    at, size = integer(interpreter, index), len(array.items)
    if not values:
        return array
    if at < 0:
        if at + size + 1 < 0:
            raise interpreter.error("IndexError", f"index {at} too small for array; minimum: -{size + 1}")
        at += size + 1
    if at > size:
        interpreter.check_size(at)
        array.items += [NIL] * (at - size)
    array.items[at:at] = values
    return array


@METHODS("concat", mutates=True)
def _concat(interpreter: Interpreter, array: Array, *others: Value) -> Value:
    added = [item for other in others for item in items(interpreter, other)]
    interpreter.check_size(len(array.items) + len(added))
    array.items += added
    return array


@METHODS("replace", "initialize_copy", mutates=True)
def _replace(interpreter: Interpreter, array: Array, other: Value) -> Value:
    array.items = list(items(interpreter, other))
    return array


@METHODS("clear", mutates=True)
def _clear(_interpreter: Interpreter, array: Array) -> Value:
    array.items = []
    return array


@METHODS("delete", mutates=True)
def _delete(interpreter: Interpreter, array: Array, wanted: Value, *, block: Block) -> Value:
    hits = [equal(interpreter, item, wanted) for item in array.items]
    last: Value | None = None
    kept = []
    for item, hit in zip(array.items, hits, strict=True):
        if hit:
            last = item
        else:
            kept.append(item)
    if last is None:
        return NIL if block is None else call(interpreter, block, wanted)
    array.items = kept
    return last


@METHODS("delete_at", mutates=True)
def _delete_at(interpreter: Interpreter, array: Array, index: Value) -> Value:
    at = integer(interpreter, index)
    return array.items.pop(at) if -len(array.items) <= at < len(array.items) else NIL


@METHODS("slice!", mutates=True)
def _slice(interpreter: Interpreter, array: Array, index: Value, length: Value | None = None) -> Value:
    if length is None and type(index) is not Range:
        at = integer(interpreter, index)
        return array.items.pop(at) if -len(array.items) <= at < len(array.items) else NIL
    taken = part(interpreter, array, index, length)
    if type(taken) is Array and taken.items:
        size = len(array.items)
        if type(index) is Range:
            start = write_bounds(interpreter, index, size)[0]
        else:
            start = integer(interpreter, index)
            start += size if start < 0 else 0
        del array.items[start : start + len(taken.items)]
    return taken


@METHODS("map!", "collect!", enumerates=True, mutates=True)
def _map(interpreter: Interpreter, array: Array, *, block: Block) -> Value:
    for at in range(len(array.items)):
        array.items[at] = call(interpreter, block, array.items[at])
    return array


def _filtering(names: str, *, wanted: bool, nil_if_same: bool) -> None:
    @METHODS(*names.split(), enumerates=True, mutates=True)
    def filter_in_place(interpreter: Interpreter, array: Array, *, block: Block) -> Value:
        kept = chosen(interpreter, list(array.items), block, wanted=wanted)
        same = len(kept) == len(array.items)
        array.items = kept
        return NIL if same and nil_if_same else array


_filtering("select! filter!", wanted=True, nil_if_same=True)
_filtering("keep_if", wanted=True, nil_if_same=False)
_filtering("reject!", wanted=False, nil_if_same=True)
_filtering("delete_if", wanted=False, nil_if_same=False)


def _changed(array: Array, values: list[Value]) -> Value:
    same = len(values) == len(array.items)
    array.items = values
    return NIL if same else array


@METHODS("compact!", mutates=True)
def _compact(_interpreter: Interpreter, array: Array) -> Value:
    return _changed(array, [item for item in array.items if type(known(item)) is not Nil])


@METHODS("uniq!", mutates=True)
def _uniq(interpreter: Interpreter, array: Array, *, block: Block) -> Value:
    return _changed(array, distinct(interpreter, array.items, block))


@METHODS("flatten!", mutates=True)
def _flatten(interpreter: Interpreter, array: Array, depth: Value | None = None) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.array_combine import flattened

    nested = any(type(item) is Array for item in array.items)
    levels = -1 if depth is None or type(depth) is Nil else integer(interpreter, depth)
    array.items = flattened(interpreter, array, levels)
    return array if nested and levels else NIL


@METHODS("reverse!", mutates=True)
def _reverse(_interpreter: Interpreter, array: Array) -> Value:
    array.items.reverse()
    return array


@METHODS("rotate!", mutates=True)
def _rotate(interpreter: Interpreter, array: Array, by: Value | None = None) -> Value:
    if array.items:
        turn = (1 if by is None else integer(interpreter, by)) % len(array.items)
        array.items = array.items[turn:] + array.items[:turn]
    return array


@METHODS("sort!", mutates=True)
def _sort(interpreter: Interpreter, array: Array, *, block: Block) -> Value:
    array.items = sorted_by(interpreter, array.items, block)
    return array


@METHODS("sort_by!", enumerates=True, mutates=True)
def _sort_by(interpreter: Interpreter, array: Array, *, block: Block) -> Value:
    array.items = sorted_by_key(interpreter, array.items, block)
    return array


@METHODS("shuffle!", mutates=True)
def _shuffle(interpreter: Interpreter, array: Array, *, arguments: Arguments) -> Value:
    del arguments
    if len(array.items) > 1:
        array.uncertain = interpreter.unknown("the order after Array#shuffle! is random")
    return array


@METHODS("fill", mutates=True)
def _fill(interpreter: Interpreter, array: Array, *given: Value, block: Block) -> Value:
    rest = list(given)
    if block is None and not rest:
        raise interpreter.error("ArgumentError", "wrong number of arguments (given 0, expected 1..3)")
    value = rest.pop(0) if block is None else None
    start, end = _fill_bounds(interpreter, array, rest)
    interpreter.check_size(end)
    if end > len(array.items):
        array.items += [NIL] * (end - len(array.items))
    for at in range(start, end):
        interpreter.tick()
        array.items[at] = call(interpreter, block, Integer(at)) if value is None else value
    return array


def _fill_bounds(interpreter: Interpreter, array: Array, rest: list[Value]) -> tuple[int, int]:
    size = len(array.items)
    if not rest or type(rest[0]) is Nil:
        start = 0
    elif type(rest[0]) is Range:
        first, number = write_bounds(interpreter, rest[0], size)
        return first, first + number
    else:
        start = integer(interpreter, rest[0])
        start = max(start + size, 0) if start < 0 else start
    if len(rest) < 2 or type(rest[1]) is Nil:
        return start, size
    return start, start + max(integer(interpreter, rest[1]), 0)
