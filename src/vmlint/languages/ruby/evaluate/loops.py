"""``while``, ``until`` and ``for``, also where the number of rounds cannot be known."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Span
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.assignment import assign_many, assign_to
from vmlint.languages.ruby.evaluate.branching import leave, possibly, resolve
from vmlint.languages.ruby.evaluate.budgets import MOST_ROUNDS, ROUNDS
from vmlint.languages.ruby.evaluate.control import (
    BudgetExceeded,
    RubyError,
    Signal,
    Target,
)
from vmlint.languages.ruby.evaluate.dispatch import send
from vmlint.languages.ruby.evaluate.frames import Frame, Site
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Arguments,
    Array,
    Integer,
    Proc,
    Range,
    Unknown,
    truth,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def while_(it: Interpreter, node: tree.While) -> Value:
    """``while`` and ``until``."""
    scope = it.scope
    loop = Target(it.next_order())
    saved = scope.round, scope.home
    value: Value = NIL
    if node.kind.startswith("modifier"):
        it.declare_skipped(node.body)
    scope.home = loop
    try:
        _while_rounds(it, node, loop)
    except (Signal, RubyError) as signal:
        value = leave(it, loop, signal)
    else:
        value = resolve(it, loop, value, None)
    finally:
        scope.round, scope.home = saved
        loop.done = True
    return value


def _while_rounds(it: Interpreter, node: tree.While, loop: Target) -> None:
    wanted = node.kind in ("while", "modifier_while")
    body_first = node.body_first
    for _ in range(MOST_ROUNDS):
        if not body_first:
            condition = it.evaluate(node.condition)
            holds = truth(condition)
            if holds is None:
                _undecided_round(it, node, condition)  # type: ignore[arg-type]
                return
            if condition.provenance is not None and condition.provenance.assumptions:
                it.use(condition.provenance.assumptions)
            if holds is not wanted:
                it.declare_skipped(node.body)
                return
        body_first = False
        _round(it, node.body)
        if loop.pendings:
            guard = loop.pendings[-1].guard
            _undecided_round(it, node, Unknown(guard.reason, guard.span))
            return
    raise BudgetExceeded(ROUNDS, it.span_of(node))


def _round(it: Interpreter, body: tree.Node) -> None:
    """One round of a loop, which ``next`` may end."""
    target = Target(it.next_order())
    it.scope.round = target
    saved = it.site
    try:
        it.evaluate(body)
    except (Signal, RubyError) as signal:
        leave(it, target, signal)
        it.site = saved
    else:
        resolve(it, target, NIL, None)
    finally:
        target.done = True


def _undecided_round(it: Interpreter, node: tree.While, condition: Unknown) -> None:
    """The rest of a loop whose condition cannot be known: it runs never, once or several times."""
    span = it.span_of(node.condition)

    def action() -> Value:
        _round(it, node.body)
        it.evaluate(node.condition)
        return NIL

    possibly(it, condition, span, action)


def for_(it: Interpreter, node: tree.For) -> Value:
    """``for a in b``: each round sets the variables of the scope around."""
    iterable = it.evaluate(node.iterable)
    scope = it.scope
    loop = Target(it.next_order())
    saved = scope.round, scope.home
    frame_before, site_before = it.frame, it.site
    scope.home = loop
    value: Value = iterable
    try:
        _for_rounds(it, node, iterable)
    except (Signal, RubyError) as signal:
        value = leave(it, loop, signal)
    else:
        value = resolve(it, loop, value, None)
    finally:
        scope.round, scope.home = saved
        it.frame, it.site = frame_before, site_before
        loop.done = True
    return value


def _for_rounds(it: Interpreter, node: tree.For, iterable: Value) -> None:
    header = Span(it.source, node.start, node.iterable.end)
    site = Site(node, it.source, header, header)
    outer = it.frame

    def one(value: Value) -> None:
        it.tick()
        if len(node.targets) == 1 and type(node.targets[0]) is not tree.Splat:
            assign_to(it, node.targets[0], value)
        else:
            assign_many(it, node.targets, value)
        frame = Frame(it.next_order(), outer, site, None)
        targets: list[Any] = node.targets
        frame.names = tuple(at.name for at in targets if type(at) is tree.Identifier)
        frame.values = [it.scope.find(name, 1 << 60).variables[name] for name in frame.names]  # type: ignore[union-attr]
        it.frame = frame
        _round(it, node.body)
        it.frame = outer

    if type(iterable) is Array and iterable.uncertain is None:
        for item in _items(iterable):
            one(item)
    elif type(iterable) is Range and type(iterable.first) is Integer and type(iterable.last) is Integer:
        last = iterable.last.number - (1 if iterable.exclusive else 0)
        for number in range(iterable.first.number, last + 1):
            one(Integer(number, iterable.provenance))
    else:
        _for_each(it, iterable, one, header)


def _items(array: Array) -> Any:
    at = 0
    while at < len(array.items):
        yield array.items[at]
        at += 1


def _for_each(it: Interpreter, iterable: Value, one: Any, header: Span) -> None:
    """The rounds over anything else: by its own ``each``."""

    around = it.scope

    def run(_: Interpreter, arguments: Arguments) -> Value:
        values = arguments.positional
        inside, it.scope = it.scope, around
        one(values[0] if len(values) == 1 else Array(list(values)))
        it.scope = inside
        return NIL

    doubt = it.certain(iterable)
    if type(doubt) is Unknown:
        possibly(it, doubt, header, lambda: run(it, Arguments(header, header, [Unknown(doubt.reason, doubt.span)], [])))
        return
    block = Proc(None, None, None, header, native=run)
    send(it, iterable, "each", Arguments(header, header, [], [], None, block))
