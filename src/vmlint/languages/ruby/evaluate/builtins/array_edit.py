"""Array: the methods that change it in place."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.elements import chosen, distinct, sorted_by
from vmlint.languages.ruby.evaluate.builtins.iteration import call
from vmlint.languages.ruby.evaluate.builtins.support import Methods, equal, integer, items
from vmlint.languages.ruby.evaluate.values import NIL, Array, Nil

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

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


@METHODS("sort!", mutates=True)
def _sort(interpreter: Interpreter, array: Array, *, block: Block) -> Value:
    array.items = sorted_by(interpreter, array.items, block)
    return array
