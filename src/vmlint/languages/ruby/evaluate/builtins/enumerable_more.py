"""Enumerable: slices and chunks, minima and maxima, cycles, and the rest."""

from __future__ import annotations

from itertools import pairwise

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.compare import block_order, must_order, sorting_key
from vmlint.languages.ruby.evaluate.builtins.elements import sorted_by
from vmlint.languages.ruby.evaluate.builtins.enumerable import made
from vmlint.languages.ruby.evaluate.builtins.iteration import call, holds, iterate
from vmlint.languages.ruby.evaluate.builtins.support import (
    Methods,
    Unknowable,
    integer,
    items,
    known,
    true,
)
from vmlint.languages.ruby.evaluate.values import NIL, Array, Integer, Nil, String

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()


def groups(interpreter: Interpreter, value: Value, size: int, *, overlap: bool) -> list[Value]:
    """Return the elements of VALUE in Arrays of SIZE: one after another, or each SIZE neighbours (OVERLAP)."""
    found = list(iterate(interpreter, value))
    if overlap:
        interpreter.check_size(len(found) * min(size, len(found)))
        return [Array(found[at : at + size]) for at in range(len(found) - size + 1)]
    return [Array(found[at : at + size]) for at in range(0, len(found), size)]


@METHODS("each_slice")
def _each_slice(interpreter: Interpreter, value: Value, size: Value, *, block: Block) -> Value:
    number = integer(interpreter, size)
    if number <= 0:
        raise interpreter.error("ArgumentError", "invalid slice size")
    if block is None:
        return _without_block(value, "each_slice", size)
    for group in groups(interpreter, value, number, overlap=False):
        call(interpreter, block, group)
    return value


def _without_block(value: Value, name: str, size: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

    return Enumerator(value, name, [size])


@METHODS("each_cons")
def _each_cons(interpreter: Interpreter, value: Value, size: Value, *, block: Block) -> Value:
    number = integer(interpreter, size)
    if number <= 0:
        raise interpreter.error("ArgumentError", "invalid size")
    if block is None:
        return _without_block(value, "each_cons", size)
    for group in groups(interpreter, value, number, overlap=True):
        call(interpreter, block, group)
    return value


@METHODS("take_while", enumerates=True)
def _take_while(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    found = []
    for item in iterate(interpreter, value):
        if not holds(interpreter, block, item):
            break
        found.append(item)
    return made(interpreter, found)


@METHODS("drop_while", enumerates=True)
def _drop_while(interpreter: Interpreter, value: Value, *, block: Block) -> Value:
    found: list[Value] = []
    for item in iterate(interpreter, value):
        if found or not holds(interpreter, block, item):
            found.append(item)
    return made(interpreter, found)


@METHODS("grep")
def _grep(interpreter: Interpreter, value: Value, pattern: Value, *, block: Block) -> Value:
    return _matching(interpreter, value, pattern, block, wanted=True)


def _matching(interpreter: Interpreter, value: Value, pattern: Value, block: Block, *, wanted: bool) -> Value:
    fits = (
        item for item in iterate(interpreter, value) if true(interpreter.call_method(pattern, "===", [item])) is wanted
    )
    return made(interpreter, [item if block is None else call(interpreter, block, item) for item in fits])


def _extreme(interpreter: Interpreter, values: list[Value], block: Block, sign: int) -> Value:
    best: Value | None = None
    for value in values:
        known(value)
        if best is None:
            best = value
        elif block is None:
            if _improves(interpreter, value, best, sign):
                best = value
        elif block_order(interpreter, interpreter.call_block(block, [value, best]), value, best) * sign > 0:
            best = value
    return NIL if best is None else best


def _improves(interpreter: Interpreter, value: Value, best: Value, sign: int) -> bool:
    """Return whether VALUE is better than BEST; which of the two is asked shows in the message of an error."""
    if type(best) is String:
        return must_order(interpreter, value, best) * sign > 0
    return must_order(interpreter, best, value) * sign < 0


def _without_ties(interpreter: Interpreter, ordered: list[Value], compare: Callable[[Value, Value], Value]) -> None:
    """Leave where two neighbours in ORDERED are as good as each other: which one Ruby takes is not defined."""
    for one, other in pairwise(ordered):
        if block_order(interpreter, compare(one, other), one, other) == 0:
            raise Unknowable(interpreter.unknown("which of two equally good elements comes first is not defined"))


def _count(interpreter: Interpreter, number: Value) -> int:
    count = integer(interpreter, number)
    if count < 0:
        raise interpreter.error("ArgumentError", f"negative size ({count})")
    return count


def _extremes(name: str, sign: int) -> None:
    @METHODS(name)
    def extreme(interpreter: Interpreter, value: Value, number: Value | None = None, *, block: Block) -> Value:
        values = list(iterate(interpreter, value))
        if number is None or type(number) is Nil:
            return _extreme(interpreter, values, block, sign)
        count = _count(interpreter, number)
        ordered = sorted_by(interpreter, values, block) if count else []
        if block is not None:
            asked = block
            _without_ties(interpreter, ordered, lambda one, other: interpreter.call_block(asked, [one, other]))
        return made(interpreter, (ordered if sign < 0 else ordered[::-1])[:count])

    @METHODS(name + "_by", enumerates=True)
    def extreme_by(interpreter: Interpreter, value: Value, number: Value | None = None, *, block: Block) -> Value:
        pairs = [(known(call(interpreter, block, item)), item) for item in iterate(interpreter, value)]
        if number is None or type(number) is Nil:
            best: tuple[Value, Value] | None = None
            for pair in pairs:
                if best is None or must_order(interpreter, pair[0], best[0]) * sign > 0:
                    best = pair
            return NIL if best is None else best[1]
        count = _count(interpreter, number)
        key = sorting_key(lambda one, other: must_order(interpreter, one[0], other[0]))
        ordered = sorted(pairs, key=key) if count else []
        keys = [first for first, _ in ordered]
        _without_ties(interpreter, keys, lambda one, other: Integer(must_order(interpreter, one, other)))
        return made(interpreter, [item for _, item in (ordered if sign < 0 else ordered[::-1])[:count]])


_extremes("min", -1)
_extremes("max", 1)


@METHODS("compact")
def _compact(interpreter: Interpreter, value: Value) -> Value:
    return made(interpreter, [item for item in iterate(interpreter, value) if type(known(item)) is not Nil])


@METHODS("chain")
def _chain(interpreter: Interpreter, value: Value, *others: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

    found = [item for each in (value, *others) for item in iterate(interpreter, each)]
    return Enumerator(made(interpreter, found), "each", [])


@METHODS("zip")
def _zip(interpreter: Interpreter, value: Value, *others: Value, block: Block) -> Value:
    columns = [
        list(iterate(interpreter, other)) if type(other) is not Array else items(interpreter, other) for other in others
    ]
    rows: list[Value] = []
    for at, item in enumerate(iterate(interpreter, value)):
        rows.append(Array([item, *(column[at] if at < len(column) else NIL for column in columns)]))
    if block is None:
        return made(interpreter, rows)
    for row in rows:
        call(interpreter, block, row)
    return NIL
