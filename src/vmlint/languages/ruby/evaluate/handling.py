"""``begin``, ``rescue``, ``else``, ``ensure``, ``retry``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.branching import leave, resolve, run_arm
from vmlint.languages.ruby.evaluate.budgets import MOST_ROUNDS, ROUNDS
from vmlint.languages.ruby.evaluate.control import (
    BudgetExceeded,
    Guard,
    Handler,
    RetrySignal,
    RubyError,
    Signal,
)
from vmlint.languages.ruby.evaluate.errors import may_rescue, run_clause
from vmlint.languages.ruby.evaluate.values import (
    NIL,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def begin(it: Interpreter, node: tree.Begin) -> Value:
    """``begin … end``."""
    return it.evaluate(node.body)


def guarded(it: Interpreter, node: tree.Body) -> Value:
    """Statements with ``rescue`` and ``else``, or ``ensure``."""
    if node.ensure is None:
        return _rescued(it, node)
    try:
        value = _rescued(it, node) if node.rescues else it.evaluate(node.statements)
    except (Signal, RubyError):
        it.evaluate(node.ensure)
        raise
    it.evaluate(node.ensure)
    return value


def _rescued(it: Interpreter, node: tree.Body) -> Value:
    """Statements with ``rescue``: again after ``retry``, and where a clause ends the program on an assumption.

    That is the guard of a file that refuses to load: what it did is undone, and it is taken to have passed.
    """
    for _ in range(MOST_ROUNDS):
        it.tick()
        layer = it.journal.open()
        guard = Guard(it.span_of(node), "", undecided=False)
        value, signal = run_arm(it, lambda: _attempt(it, node), guard)
        it.journal.take(layer)
        if isinstance(signal, RubyError) and signal.assumptions and it.handler_for(signal) is None:
            guard.dead = True
            it.journal.install(layer, {})
            it.journal.release(layer)
            it.pass_guard(signal.assumptions, signal)
            continue
        it.journal.release(layer)
        if signal is None:
            return value
        if not isinstance(signal, RetrySignal):
            raise signal
    raise BudgetExceeded(ROUNDS, it.span_of(node))


def _attempt(it: Interpreter, node: tree.Body) -> Value:
    handler = Handler(it.next_order(), node.rescues, it.scope)
    before = it.position()
    it.handlers.append(handler)
    error: RubyError | None = None
    try:
        value = it.evaluate(node.statements)
    except RubyError as caught:
        error, value = caught, NIL
    except Signal as signal:
        _drop(it, handler)
        return leave(it, handler, signal)
    finally:
        _drop(it, handler)
    if error is None:
        for clause in node.rescues:
            it.declare_skipped(clause.body)
        if node.otherwise is not None:
            value = it.evaluate(node.otherwise)
        return resolve(it, handler, value, None)
    it.return_to(before)
    if may_rescue(it, handler, error):
        return _run_rescue(it, handler, error)
    return leave(it, handler, error)


def _run_rescue(it: Interpreter, handler: Handler, error: RubyError) -> Value:
    try:
        value = run_clause(it, handler, error)
    except (Signal, RubyError) as signal:
        return leave(it, handler, signal)
    return resolve(it, handler, value, None)


def _drop(it: Interpreter, handler: Handler) -> None:
    if handler in it.handlers:
        del it.handlers[it.handlers.index(handler) :]


def rescue_modifier(it: Interpreter, node: tree.RescueModifier) -> Value:
    """``a rescue b``."""
    found = it.literals.get(id(node))
    if found is None:
        clause = tree.Rescue(
            node.fallback.start,
            node.fallback.end,
            [],
            None,
            tree.Statements(node.fallback.start, node.fallback.end, [node.fallback]),
        )
        inside = tree.Statements(node.body.start, node.body.end, [node.body])
        found = it.literals[id(node)] = tree.Body(node.start, node.end, inside, [clause], None, None)
    return _rescued(it, found)
