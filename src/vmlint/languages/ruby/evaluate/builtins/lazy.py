"""Enumerator::Lazy: steps that are done for as many elements as somebody asks for."""

from __future__ import annotations

from itertools import islice

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.iteration import call, holds, iterate
from vmlint.languages.ruby.evaluate.builtins.support import Methods, integer, items, optional
from vmlint.languages.ruby.evaluate.values import NIL, Array, Integer, Nil, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter

    Step = Callable[[Interpreter, Iterator[Value]], Iterator[Value]]

METHODS = Methods()


class Lazy(Value):
    """The elements of SOURCE, after STEP."""

    __slots__ = ("source", "step")
    class_name = "Enumerator::Lazy"

    def __init__(self, source: Value, step: Step | None = None) -> None:
        self.source = source
        self.step = step
        self.provenance = source.provenance

    def stream(self, interpreter: Interpreter, _most: int | None = None) -> Iterator[Value]:
        """Return the elements."""
        values = iterate(interpreter, self.source)
        return values if self.step is None else self.step(interpreter, values)


def _stepping(names: str, step: Callable[[Interpreter, Iterator[Value], Block], Iterator[Value]]) -> None:
    @METHODS(*names.split())
    def add(interpreter: Interpreter, lazy: Lazy, *, block: Block) -> Value:
        if block is None:
            raise interpreter.error("ArgumentError", f"tried to call lazy {names.split()[0]} without a block")
        return Lazy(lazy, lambda interpreter, values: step(interpreter, values, block))


def _map(interpreter: Interpreter, values: Iterator[Value], block: Block) -> Iterator[Value]:
    for value in values:
        yield call(interpreter, block, value)


def _select(interpreter: Interpreter, values: Iterator[Value], block: Block) -> Iterator[Value]:
    for value in values:
        if holds(interpreter, block, value):
            yield value


def _reject(interpreter: Interpreter, values: Iterator[Value], block: Block) -> Iterator[Value]:
    for value in values:
        if not holds(interpreter, block, value):
            yield value


def _take_while(interpreter: Interpreter, values: Iterator[Value], block: Block) -> Iterator[Value]:
    for value in values:
        if not holds(interpreter, block, value):
            return
        yield value


def _drop_while(interpreter: Interpreter, values: Iterator[Value], block: Block) -> Iterator[Value]:
    dropping = True
    for value in values:
        dropping = dropping and holds(interpreter, block, value)
        if not dropping:
            yield value


def _flat_map(interpreter: Interpreter, values: Iterator[Value], block: Block) -> Iterator[Value]:
    for value in values:
        result = call(interpreter, block, value)
        if type(result) is Array:
            yield from items(interpreter, result)
        else:
            yield result


def _filter_map(interpreter: Interpreter, values: Iterator[Value], block: Block) -> Iterator[Value]:
    from vmlint.languages.ruby.evaluate.builtins.support import true

    for value in values:
        result = call(interpreter, block, value)
        if true(result):
            yield result


_stepping("map collect", _map)
_stepping("select filter find_all", _select)
_stepping("reject", _reject)
_stepping("take_while", _take_while)
_stepping("drop_while", _drop_while)
_stepping("flat_map collect_concat", _flat_map)
_stepping("filter_map", _filter_map)


@METHODS("take")
def _take(interpreter: Interpreter, lazy: Lazy, number: Value) -> Value:
    count = integer(interpreter, number)
    return Lazy(lazy, lambda _, values: islice(values, count))


@METHODS("drop")
def _drop(interpreter: Interpreter, lazy: Lazy, number: Value) -> Value:
    count = integer(interpreter, number)
    return Lazy(lazy, lambda _, values: islice(values, count, None))


@METHODS("with_index", "each_with_index")
def _with_index(interpreter: Interpreter, lazy: Lazy, start: Value | None = None, *, block: Block) -> Value:
    first = 0 if optional(start) is None else integer(interpreter, start or NIL)

    def step(interpreter: Interpreter, values: Iterator[Value]) -> Iterator[Value]:
        for at, value in enumerate(values, first):
            if block is None:
                yield Array([value, Integer(at)])
            else:
                interpreter.call_block(block, [value, Integer(at)])
                yield value

    return Lazy(lazy, step)


@METHODS("compact")
def _compact(_interpreter: Interpreter, lazy: Lazy) -> Value:
    return Lazy(lazy, lambda _, values: (value for value in values if type(value) is not Nil))


@METHODS("to_a", "force")
def _force(interpreter: Interpreter, lazy: Lazy) -> Value:
    return Array(list(iterate(interpreter, lazy)))


@METHODS("each")
def _each(interpreter: Interpreter, lazy: Lazy, *, block: Block) -> Value:
    if block is not None:
        for value in iterate(interpreter, lazy):
            call(interpreter, block, value)
    return lazy


@METHODS("lazy")
def _lazy(_interpreter: Interpreter, lazy: Lazy) -> Value:
    return lazy


@METHODS("eager")
def _eager(interpreter: Interpreter, lazy: Lazy) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

    return Enumerator(Array(list(iterate(interpreter, lazy))), "each", [])


@METHODS(
    "next", "peek", "rewind", "size", "with_object", "each_with_object", "zip", "uniq", "chunk_while", "inspect", "to_s"
)
def _not_modelled(interpreter: Interpreter, _lazy: Lazy, *_: Value) -> Value:
    return interpreter.unknown("this method of Enumerator::Lazy is not modelled")
