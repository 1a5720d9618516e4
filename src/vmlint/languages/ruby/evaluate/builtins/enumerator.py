"""Enumerator: an iteration that has not been given its block yet."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.iteration import collect, iterate, native, packed
from vmlint.languages.ruby.evaluate.builtins.support import Methods, integer, optional
from vmlint.languages.ruby.evaluate.values import Array, Float, Hash, Integer, Range, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments

METHODS = Methods()
CLASS_METHODS = Methods()
_WITHOUT_CHANGE = """each each_entry each_pair map collect flat_map collect_concat select filter find_all reject
filter_map partition find detect find_index index sort_by min_by max_by group_by take_while drop_while sum uniq"""
_WITH_CHANGE = "map! collect! select! reject! delete_if keep_if"
ELEMENTWISE = frozenset((_WITHOUT_CHANGE + " " + _WITH_CHANGE).split())


class Enumerator(Value):
    """``receiver.method(*positional)`` without its block."""

    __slots__ = ("keywords", "method", "position", "positional", "receiver")

    def __init__(
        self,
        receiver: Value,
        method: str,
        positional: list[Value],
        *,
        keywords: Hash | None = None,
    ) -> None:
        self.receiver = receiver
        self.method = method
        self.positional = positional
        self.keywords = keywords
        self.position = 0
        self.provenance = receiver.provenance

    class_name = "Enumerator"

    def stream(self, interpreter: Interpreter, most: int | None = None) -> Iterator[Value]:
        """Return the elements; those of Ruby's own collections one by one, as far as they are asked for."""
        return iterate(interpreter, self.receiver) if self.pulls else iter(collect(interpreter, self, most))

    @property
    def pulls(self) -> bool:
        """Whether the elements are those of one of Ruby's own collections: one at a time."""
        own = type(self.receiver) in (Array, Hash, Range)
        return own and self.method in ELEMENTWISE


@METHODS("each")
def _each(interpreter: Interpreter, enumerator: Enumerator, *, block: Block) -> Value:
    return enumerator if block is None else run(interpreter, enumerator, block)


def run(interpreter: Interpreter, enumerator: Enumerator, block: Block) -> Value:
    """Run the iteration with BLOCK and return what it gives."""
    assert block is not None
    return interpreter.call_method(
        enumerator.receiver, enumerator.method, enumerator.positional, enumerator.keywords, block
    )


def _wrapped(
    interpreter: Interpreter, enumerator: Enumerator, function: Callable[[Interpreter, Value], Value]
) -> Value:
    def each(interpreter: Interpreter, arguments: Arguments) -> Value:
        return function(interpreter, packed(arguments.positional))

    return run(interpreter, enumerator, native(interpreter, each))


@METHODS("with_index", enumerates=True)
def _with_index(interpreter: Interpreter, enumerator: Enumerator, start: Value | None = None, *, block: Block) -> Value:
    first = optional(start)
    return _counted(interpreter, enumerator, 0 if first is None else integer(interpreter, first), block)


@METHODS("each_with_index", enumerates=True)
def _each_with_index(interpreter: Interpreter, enumerator: Enumerator, *, block: Block) -> Value:
    return _counted(interpreter, enumerator, 0, block)


def _counted(interpreter: Interpreter, enumerator: Enumerator, start: int, block: Block) -> Value:
    at = start - 1

    def each(interpreter: Interpreter, value: Value) -> Value:
        nonlocal at
        at += 1
        assert block is not None
        return interpreter.call_block(block, [value, Integer(at)])

    return _wrapped(interpreter, enumerator, each)


@METHODS("with_object", "each_with_object", enumerates=True, tolerant=True)
def _with_object(interpreter: Interpreter, enumerator: Enumerator, memo: Value, *, block: Block) -> Value:
    assert block is not None
    _wrapped(interpreter, enumerator, lambda interpreter, value: interpreter.call_block(block, [value, memo]))
    return memo


def _at(interpreter: Interpreter, enumerator: Enumerator) -> Value:
    for at, value in enumerate(iterate(interpreter, enumerator, enumerator.position + 1)):
        if at == enumerator.position:
            return value
    raise interpreter.error("StopIteration", "iteration reached an end")


@METHODS("next")
def _next(interpreter: Interpreter, enumerator: Enumerator) -> Value:
    if interpreter.guards:
        return interpreter.unknown("Enumerator#next under an undecided condition is not followed")
    value = _at(interpreter, enumerator)
    enumerator.position += 1
    return value


@METHODS("peek")
def _peek(interpreter: Interpreter, enumerator: Enumerator) -> Value:
    return _at(interpreter, enumerator)


@METHODS("rewind")
def _rewind(_interpreter: Interpreter, enumerator: Enumerator) -> Value:
    enumerator.position = 0
    return enumerator


@METHODS("size")
def _size(interpreter: Interpreter, enumerator: Enumerator) -> Value:
    receiver = enumerator.receiver
    if enumerator.method == "loop":
        return Float(float("inf"))
    counts = enumerator.method in ELEMENTWISE or enumerator.method in ("each_with_index", "each_slice", "each_cons")
    if counts and type(receiver) in (Array, Hash, Range, Integer):
        return Integer(sum(1 for _ in iterate(interpreter, enumerator)))
    return interpreter.unknown("the size of this Enumerator is not followed")
