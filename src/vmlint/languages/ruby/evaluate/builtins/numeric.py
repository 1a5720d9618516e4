"""Numeric: what Integer and Float share."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.integer import compare_error
from vmlint.languages.ruby.evaluate.builtins.support import Methods, known, yields
from vmlint.languages.ruby.evaluate.values import NIL, Float, Integer, Nil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()


@METHODS("step")
def _step(
    interpreter: Interpreter,
    number: Integer | Float,
    limit: Value | None = None,
    step: Value | None = None,
    *,
    arguments: Arguments,
    block: Block,
) -> Value:
    if arguments.keywords is not None:
        limit = arguments.keywords.symbol("to") or limit
        step = arguments.keywords.symbol("by") or step
    known(limit or NIL)
    known(step or NIL)
    if block is None:
        from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

        return Enumerator(
            number, "step", [limit or NIL, step or Integer(1)], keywords=arguments.keywords, arithmetic=True
        )
    for value in stepped(interpreter, number, limit or NIL, step or Integer(1)):
        interpreter.tick()
        yields(interpreter, block, value)
    return number


def stepped(
    interpreter: Interpreter, first: Value, limit: Value, step: Value, *, exclusive: bool = False
) -> Iterator[Value]:
    """Yield the numbers from FIRST to LIMIT (nil: for ever) in steps of STEP, as Numeric#step and Range#step do."""
    assert isinstance(first, (Integer, Float))
    if not isinstance(step, (Integer, Float)):
        raise compare_error(interpreter, Integer(0), step)
    if step.number == 0:
        raise interpreter.error("ArgumentError", "step can't be 0")
    if not isinstance(limit, (Integer, Float, Nil)):
        raise compare_error(interpreter, first, limit)
    if isinstance(first, Float) or isinstance(limit, Float) or isinstance(step, Float):
        yield from _floats(interpreter, first, limit, step, exclusive=exclusive)
        return
    at, by = first.number, step.number
    end = None if isinstance(limit, Nil) else limit.number
    while end is None or (at < end if by > 0 else at > end) or (at == end and not exclusive):
        interpreter.tick()
        yield Integer(int(at), first.provenance)
        at += by


def _floats(
    interpreter: Interpreter,
    first: Integer | Float,
    limit: Integer | Float | Nil,
    step: Integer | Float,
    *,
    exclusive: bool,
) -> Iterator[Value]:
    start, by = float(first.number), float(step.number)
    if isinstance(limit, Nil) or limit.number in (float("inf"), float("-inf")):
        if not isinstance(limit, Nil) and (limit.number > start) != (by > 0):
            return
        at = 0
        while True:
            interpreter.tick()
            yield Float(start + at * by, first.provenance)
            at += 1
    end = float(limit.number)
    if by != by or start != start or end != end:
        return
    rounds = (end - start) / by
    slack = min((abs(start) + abs(end) + abs(end - start)) / abs(by) * 2.220446049250313e-16, 0.5)
    if rounds < 0:
        return
    if exclusive:
        number = int(rounds - slack) if rounds > 0 else 0
        if rounds > 0 and number * by + start < end if by > 0 else number * by + start > end:
            number += 1
    else:
        number = int(rounds + slack) + 1
    for at in range(number):
        interpreter.tick()
        value = start + at * by
        if not exclusive and (end < value if by >= 0 else end > value):
            value = end
        yield Float(value, first.provenance)
