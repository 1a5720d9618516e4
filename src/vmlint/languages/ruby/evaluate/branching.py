"""Conditions that cannot be decided: both arms are evaluated, one after the other, and their worlds joined."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.control import (
    ABRUPT,
    BudgetExceeded,
    Guard,
    Handler,
    Pending,
    RedoSignal,
    RetrySignal,
    RubyError,
    Signal,
)
from vmlint.languages.ruby.evaluate.values import NIL, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span
    from vmlint.languages.ruby.evaluate.control import Target
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.journal import Layer, Snapshot
    from vmlint.languages.ruby.evaluate.values import Assumption, Value

    Arm = Callable[[], Value]

MOST_PASSES = 12


class End:
    """How one arm ended: with a value or with a jump, and the world it left behind."""

    __slots__ = ("guard", "signal", "snapshot", "value")

    def __init__(self, value: Value, signal: Signal | RubyError | None, snapshot: Snapshot, guard: Guard) -> None:
        self.value = value
        self.signal = signal
        self.snapshot = snapshot
        self.guard = guard


def undecided(it: Interpreter, cause: Unknown, span: Span, first: Arm, second: Arm) -> Value:
    """Evaluate FIRST and SECOND, of which running the file would take one, and join what they leave."""
    layer = it.journal.open()
    ends = []
    for position, arm in enumerate((first, second)):
        if position:
            it.journal.install(layer, {})
        guard = Guard(span, cause.reason, undecided=True)
        value, signal = run_arm(it, arm, guard)
        ends.append(End(value, signal, it.journal.take(layer), guard))
    reason = joined_reason(cause, span)
    return meet(it, layer, ends[0], ends[1], reason)


def possibly(it: Interpreter, cause: Unknown, span: Span, action: Arm) -> None:
    """Evaluate ACTION, which would run never, once or several times: what it changes is unknown afterwards.

    It is evaluated again with what it changed unknown, as later rounds see it, until it changes nothing more.
    """
    for _ in range(MOST_PASSES):
        layer = it.journal.open()
        guard = Guard(span, cause.reason, undecided=True)
        value, signal = run_arm(it, action, guard)
        end = End(value, signal, it.journal.take(layer), guard)
        reason = joined_reason(cause, span)
        if signal is not None:
            it.journal.install(layer, {})
            idle = End(NIL, None, it.journal.take(layer), Guard(span, cause.reason, undecided=True))
            meet(it, layer, end, idle, reason)
            return
        from vmlint.languages.ruby.evaluate.joining import spoil_world

        changed = spoil_world(it, layer, reason)
        it.journal.release(layer)
        if not changed:
            return
    raise BudgetExceeded("a loop of unknown length that changes something else each time", span)


def assumed(it: Interpreter, assumptions: tuple[Assumption, ...], span: Span, taken: Arm, other: Arm) -> Value:
    """Evaluate TAKEN, the arm that holds on ASSUMPTIONS; where it ends in an error that nobody rescues, OTHER.

    This is the guard of a file that refuses to load (``raise unless has_plugin?``): it is taken to have passed.
    """
    it.use(assumptions)
    layer = it.journal.open()
    guard = Guard(span, assumptions[0].what if assumptions else "", undecided=False, assumptions=assumptions)
    value, signal = run_arm(it, taken, guard)
    it.journal.take(layer)
    if not isinstance(signal, RubyError) or it.handler_for(signal) is not None:
        it.journal.release(layer)
        if isinstance(signal, RubyError):
            signal.rest_on(assumptions)
        if signal is not None:
            raise signal
        return value
    guard.dead = True
    it.journal.install(layer, {})
    it.journal.release(layer)
    it.pass_guard(assumptions, signal)
    return other()


def run_arm(it: Interpreter, arm: Arm, guard: Guard) -> tuple[Value, Signal | RubyError | None]:
    """Evaluate ARM under GUARD; return its value and the jump that it ended with."""
    state = it.position()
    it.guards = (*state.guards, guard)
    value: Value = NIL
    signal: Signal | RubyError | None = None
    try:
        value = arm()
    except ABRUPT as caught:
        signal = caught
    it.return_to(state)
    return value, signal


def meet(it: Interpreter, layer: Layer, one: End, two: End, reason: Unknown) -> Value:
    """Go on after two arms that both start from LAYER: join their worlds, or leave one of them pending."""
    kills = [_kills(it, one.signal), _kills(it, two.signal)]
    if one.signal is None and two.signal is None:
        from vmlint.languages.ruby.evaluate.joining import join_values, join_worlds

        join_worlds(it, layer, one.snapshot, two.snapshot, reason)
        value = join_values(it, one.value, two.value, reason)
        it.journal.release(layer)
        return value
    if any(kills):
        dead, alive = (one, two) if kills[0] else (two, one)
        it.doubt_error(dead.signal, alive_too=not all(kills))
        if not all(kills):
            dead.guard.dead = alive.guard.passed = True
        elif isinstance(dead.signal, RubyError) and isinstance(alive.signal, RubyError):
            alive.signal.rest_on(dead.signal.assumptions)
        it.journal.install(layer, alive.snapshot)
        it.journal.release(layer)
        if alive.signal is not None:
            raise alive.signal
        return alive.value
    return _meet_locally(it, layer, one, two, reason)


def _meet_locally(it: Interpreter, layer: Layer, one: End, two: End, reason: Unknown) -> Value:
    if one.signal is not None and two.signal is not None:
        if _same_jump(one.signal, two.signal):
            from vmlint.languages.ruby.evaluate.joining import join_values, join_worlds

            join_worlds(it, layer, one.snapshot, two.snapshot, reason)
            it.journal.release(layer)
            raise type(one.signal)(one.signal.target, join_values(it, one.signal.value, two.signal.value, reason))  # type: ignore[union-attr,call-arg,arg-type]
        far, near = (one, two) if _target(it, one.signal).order < _target(it, two.signal).order else (two, one)
    else:
        far, near = (one, two) if one.signal is not None else (two, one)
    _leave_pending(it, layer, far, near.guard)
    it.journal.install(layer, near.snapshot)
    it.guards = (*it.guards, near.guard)
    if near.signal is not None:
        raise near.signal
    return near.value


def _leave_pending(it: Interpreter, layer: Layer, end: End, rest: Guard) -> None:
    signal = end.signal
    if signal is None or isinstance(signal, (RedoSignal, RetrySignal)):
        raise BudgetExceeded("`redo` or `retry` under a condition that cannot be decided", it.current_span)
    target = _target(it, signal)
    pending = Pending(signal, end.snapshot, layer, end.guard, rest)
    it.journal.pendings.append(pending)
    if target.pendings is None:
        target.pendings = []
    target.pendings.append(pending)


def leave(it: Interpreter, target: Target, signal: Signal | RubyError) -> Value:
    """Answer SIGNAL where it reaches TARGET: its value where it was to end here, else it goes on.

    Every construct that a jump can end at comes here with each jump that reaches it, and to `resolve` with its value
    where one is pending: what is pending at TARGET joins it.
    """
    here = isinstance(signal, Signal) and signal.target is target and not isinstance(signal, (RedoSignal, RetrySignal))
    return resolve(it, target, signal.value, None) if here else resolve(it, target, NIL, signal)


def resolve(it: Interpreter, target: Target, value: Value, signal: Signal | RubyError | None) -> Value:
    """Join the jumps that are pending at TARGET with its other end: VALUE, or SIGNAL which leaves it."""
    while target.pendings:
        pending = target.pendings.pop()
        it.journal.pendings.remove(pending)
        layer = pending.layer
        here = End(value, signal, it.journal.take(layer), pending.rest)
        there = _arrive(it, target, pending)
        cause = Unknown(pending.guard.reason, pending.guard.span)
        it.guards = tuple(arm for arm in it.guards if arm is not pending.rest)
        signal = None
        try:
            value = meet(it, layer, there, here, joined_reason(cause, pending.guard.span))
        except ABRUPT as caught:
            signal = caught
    if signal is not None:
        raise signal
    return value


def _arrive(it: Interpreter, target: Target, pending: Pending) -> End:
    """Make the world of PENDING the present one and let its jump end at TARGET."""
    it.journal.install(pending.layer, pending.snapshot)
    signal = pending.signal
    if isinstance(target, Handler) and isinstance(signal, RubyError):
        value, then = run_arm(it, lambda: it.rescue(target, signal), pending.guard)
    else:
        value, then = signal.value, None
    return End(value, then, it.journal.take(pending.layer), pending.guard)


def joined_reason(cause: Unknown, span: Span) -> Unknown:
    """Return the Unknown that stands for what depends on a condition at SPAN that CAUSE leaves undecided."""
    text = " ".join(span.text.split())
    if len(text) > 60:
        text = text[:59] + "…"
    return Unknown(f"depends on `{text}` at line {span.line}: {cause.reason}", span)


def _kills(it: Interpreter, signal: Signal | RubyError | None) -> bool:
    return isinstance(signal, RubyError) and it.handler_for(signal) is None


def _target(it: Interpreter, signal: Signal | RubyError) -> Target:
    if isinstance(signal, Signal):
        return signal.target
    handler = it.handler_for(signal)
    if handler is None:
        raise ValueError("internal error: an error that nobody rescues has no target")
    return handler


def _same_jump(one: Signal | RubyError, two: Signal | RubyError) -> bool:
    return (
        type(one) is type(two)
        and isinstance(one, Signal)
        and isinstance(two, Signal)
        and one.target is two.target
        and not isinstance(one, (RedoSignal, RetrySignal))
    )
