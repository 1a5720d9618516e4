"""Which part of a sequence an index, an index with a length, or a Range means."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import inspect, integer, known
from vmlint.languages.ruby.evaluate.values import Nil

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Range


def range_bounds(interpreter: Interpreter, range_: Range, size: int) -> tuple[int, int] | None:
    """Return start and length of what RANGE_ means in a sequence of SIZE, the length not cut; None if out of range."""
    known(range_.first)
    known(range_.last)
    first = 0 if type(range_.first) is Nil else integer(interpreter, range_.first)
    last = -1 if type(range_.last) is Nil else integer(interpreter, range_.last)
    if first < 0:
        first += size
        if first < 0:
            return None
    if last < 0:
        last += size
    if type(range_.last) is Nil or not range_.exclusive:
        last += 1
    return first, max(last - first, 0)


def read_bounds(interpreter: Interpreter, range_: Range, size: int) -> tuple[int, int] | None:
    """Return start and end (exclusive) of what RANGE_ reads from a sequence of SIZE; None if out of range."""
    bounds = range_bounds(interpreter, range_, size)
    if bounds is None or bounds[0] > size:
        return None
    return bounds[0], min(bounds[0] + bounds[1], size)


def write_bounds(interpreter: Interpreter, range_: Range, size: int) -> tuple[int, int]:
    """Return start and length of what RANGE_ assigns to, or raise Ruby's RangeError."""
    bounds = range_bounds(interpreter, range_, size)
    if bounds is None:
        raise interpreter.error("RangeError", f"{inspect(interpreter, range_)} out of range")
    return bounds


def piece(start: int, length: int, size: int) -> tuple[int, int] | None:
    """Return start and end (exclusive) of LENGTH elements from START in a sequence of SIZE; None if out of range."""
    if start < 0:
        start += size
    if length < 0 or start < 0 or start > size:
        return None
    return start, min(start + length, size)
