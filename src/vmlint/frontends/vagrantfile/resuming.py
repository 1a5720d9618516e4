"""Running a block later, where and under the conditions under which it was given."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.branching import undecided
from vmlint.languages.ruby.evaluate.values import NIL, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.position import Position
    from vmlint.languages.ruby.evaluate.values import Value


def resume(
    interpreter: Interpreter, context: Position, given: tuple[object, ...], action: Callable[[], object]
) -> None:
    """Do ACTION where evaluation stood at CONTEXT without the guards GIVEN; under others errors are only possible."""
    with interpreter.resumed(context):
        if not interpreter.guards:
            action()
            return
        interpreter.guards = guards = tuple(guard for guard in interpreter.guards if guard not in given)
        undecided_ones = [guard for guard in guards if guard.undecided and not guard.passed]
        if not undecided_ones:
            action()
            return
        cause = Unknown(undecided_ones[-1].reason, undecided_ones[-1].span)
        undecided(interpreter, cause, cause.span, lambda: _nothing(action), lambda: NIL)


def _nothing(action: Callable[[], object]) -> Value:
    action()
    return NIL
