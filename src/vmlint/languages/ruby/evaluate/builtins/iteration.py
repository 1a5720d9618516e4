"""Going through the elements of whatever has ``each``, and blocks that are functions of vmlint's."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import known, true
from vmlint.languages.ruby.evaluate.values import NIL, Array, Hash, Integer, Nil, Proc, Range, String

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value


class Enough(Exception):  # noqa: N818 - a way out, not an error
    """Raised by a native block that needs no more elements, through the method that yields them."""


def native(interpreter: Interpreter, function: Callable[[Interpreter, Arguments], Value]) -> Proc:
    """Return a block that runs FUNCTION."""
    return Proc(None, None, None, interpreter.current_span, native=function)


def packed(values: list[Value]) -> Value:
    """Return what one block parameter gets where VALUES are yielded."""
    return values[0] if len(values) == 1 else NIL if not values else Array(list(values))


def iterate(interpreter: Interpreter, value: Value, most: int | None = None) -> Iterator[Value]:
    """Yield the elements of VALUE; several values yielded at once come as one Array.

    What runs code of the file to find its elements is run first, and stopped after MOST elements if given.
    """
    kind = type(value)
    if kind is Array:
        return _array(interpreter, value)  # type: ignore[arg-type]
    if kind is Hash:
        return _hash(interpreter, value)  # type: ignore[arg-type]
    if kind is Range:
        return range_values(interpreter, value)  # type: ignore[arg-type]
    lazy = getattr(value, "stream", None)
    if lazy is not None:
        return lazy(interpreter, most)  # type: ignore[no-any-return]
    return iter(collect(interpreter, value, most))


def _array(interpreter: Interpreter, array: Array) -> Iterator[Value]:
    at = 0
    while at < len(known(array).items):  # type: ignore[attr-defined]
        interpreter.tick()
        yield array.items[at]
        at += 1


def _hash(interpreter: Interpreter, mapping: Hash) -> Iterator[Value]:
    known(mapping)
    for entry in list(mapping.entries.values()):
        interpreter.tick()
        yield Array([entry.key, entry.value], entry.value.provenance)


def rounds(interpreter: Interpreter, value: Value) -> Iterator[list[Value]]:
    """Yield what a block is given for each element of VALUE: several values where several are yielded at once."""
    if type(value) in (Array, Hash, Range) or getattr(value, "pulls", False):
        return ([item] for item in iterate(interpreter, value))
    return iter(collect_rounds(interpreter, value))


def collect(interpreter: Interpreter, value: Value, most: int | None = None) -> list[Value]:
    """Return what the ``each`` of VALUE yields, at most MOST elements."""
    return [packed(values) for values in collect_rounds(interpreter, value, most)]


def collect_rounds(interpreter: Interpreter, value: Value, most: int | None = None) -> list[list[Value]]:
    """Return the values of each time that the ``each`` of VALUE yields, at most MOST times."""
    found: list[list[Value]] = []

    def take(interpreter: Interpreter, arguments: Arguments) -> Value:
        interpreter.tick()
        found.append(list(arguments.positional))
        if most is not None and len(found) >= most:
            raise Enough
        return NIL

    if most == 0:
        return found
    try:
        known(interpreter.call_method(value, "each", (), None, native(interpreter, take)))
    except Enough:
        return found
    return found


def range_values(interpreter: Interpreter, range_: Range) -> Iterator[Value]:
    """Yield the elements of RANGE_, which must be able to count them."""
    first, last = known(range_.first), known(range_.last)
    if type(first) is Integer:
        yield from _whole_numbers(interpreter, range_, first.number, last)
    elif type(first) is String:
        from vmlint.languages.ruby.evaluate.builtins.string_more import successor, text_range

        if type(last) is String:
            for part in text_range(interpreter, first.text, last.text, range_.exclusive):
                yield String(part, first.provenance)
            return
        if type(last) is not Nil:
            return
        part = first.text
        while True:
            interpreter.tick()
            yield String(part, first.provenance)
            part = successor(part)
    else:
        yield from _successors(interpreter, range_, first, last)


def _whole_numbers(interpreter: Interpreter, range_: Range, at: int, last: Value) -> Iterator[Value]:
    provenance = range_.provenance if range_.provenance is not None else range_.first.provenance
    if type(last) is Nil:
        while True:
            interpreter.tick()
            yield Integer(at, provenance)
            at += 1
    end = getattr(last, "number", None)
    if end is None:
        return
    while at < end or (at == end and not range_.exclusive):
        interpreter.tick()
        yield Integer(at, provenance)
        at += 1


def _successors(interpreter: Interpreter, range_: Range, first: Value, last: Value) -> Iterator[Value]:
    from vmlint.languages.ruby.evaluate.builtins import exists
    from vmlint.languages.ruby.evaluate.builtins.compare import order
    from vmlint.languages.ruby.evaluate.builtins.support import responds

    if not responds(first, "succ") and not exists(first.class_name, "succ"):
        raise interpreter.error("TypeError", f"can't iterate from {first.class_name}")
    at = first
    while True:
        interpreter.tick()
        if type(last) is not Nil:
            where = order(interpreter, at, last)
            if where is None or where > 0 or (where == 0 and range_.exclusive):
                return
        yield at
        at = known(interpreter.call_method(at, "succ"))


def call(interpreter: Interpreter, block: Block, value: Value) -> Value:
    """Call BLOCK, which was given, with one VALUE."""
    assert block is not None
    return interpreter.call_block(block, [value])


def holds(interpreter: Interpreter, block: Block, value: Value) -> bool:
    """Return whether BLOCK's answer for VALUE counts as true; it must be known."""
    return true(call(interpreter, block, value))
