"""Control flow: sequences, choices, loops, jumps, ``begin`` with its clauses."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.assignment import assign_many, assign_to
from vmlint.languages.ruby.evaluate.branching import assumed, possibly, resolve, undecided
from vmlint.languages.ruby.evaluate.budgets import MOST_ROUNDS, ROUNDS
from vmlint.languages.ruby.evaluate.control import (
    BreakSignal,
    BudgetExceeded,
    Handler,
    NextSignal,
    ProgramEnd,
    RetrySignal,
    ReturnSignal,
    RubyError,
    Signal,
    Target,
)
from vmlint.languages.ruby.evaluate.dispatch import send, with_assumptions
from vmlint.languages.ruby.evaluate.errors import may_rescue, run_clause
from vmlint.languages.ruby.evaluate.expressions import splat
from vmlint.languages.ruby.evaluate.frames import Frame, Site
from vmlint.languages.ruby.evaluate.names import assigned, declare_skipped
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
from vmlint.text import Span

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def statements(it: Interpreter, node: tree.Statements) -> Value:
    """One statement after another."""
    value: Value = NIL
    evaluate = it.evaluate
    for statement in node.statements:
        value = evaluate(statement)
    return value


def parenthesized(it: Interpreter, node: tree.Parenthesized) -> Value:
    """``(…)``."""
    return statements(it, node.body)


def missing(it: Interpreter, node: tree.Missing) -> Value:
    """What could not be parsed."""
    span = it.span_of(node)
    it.outcome.note(span, "syntax error", affects_hosts=True)
    return Unknown("syntax error", span)


def _optional(it: Interpreter, node: tree.Node | None) -> Value:
    return NIL if node is None else it.evaluate(node)


def if_(it: Interpreter, node: tree.If) -> Value:
    """``if``, ``unless``, ``?:`` and the modifiers."""
    if node.kind.startswith("modifier"):
        declare_skipped(it, node.consequence)
        declare_skipped(it, node.alternative)
    condition = it.evaluate(node.condition)
    return branch(it, node.condition, condition, node.consequence, node.alternative)


def branch(
    it: Interpreter, asked: tree.Node, condition: Value, first: tree.Node | None, second: tree.Node | None
) -> Value:
    """Evaluate FIRST where CONDITION, the value of ASKED, is true, else SECOND; both where it cannot be known."""
    holds = truth(condition)
    if holds is None:
        cause: Unknown = condition  # type: ignore[assignment]
        span = it.span_of(asked)
        return undecided(it, cause, span, lambda: _arm(it, first, second), lambda: _arm(it, second, first))
    taken, other = (first, second) if holds else (second, first)
    provenance = condition.provenance
    if provenance is None or not provenance.assumptions:
        declare_skipped(it, other)
        return NIL if taken is None else it.evaluate(taken)
    premises = provenance.assumptions
    value = assumed(it, premises, it.span_of(asked), lambda: _arm(it, taken, other), lambda: _arm(it, other, taken))
    names = {name for arm in (first, second) if arm is not None for name, _ in assigned(it, arm)}
    for name in names:
        holder = it.scope.find(name, 1 << 60)
        if holder is not None:
            it.touch(holder)
            holder.variables[name] = with_assumptions(it, holder.variables[name], premises)
    return with_assumptions(it, value, premises)


def _arm(it: Interpreter, taken: tree.Node | None, skipped: tree.Node | None) -> Value:
    declare_skipped(it, skipped)
    return NIL if taken is None else it.evaluate(taken)


def while_(it: Interpreter, node: tree.While) -> Value:
    """``while`` and ``until``."""
    wanted = node.kind in ("while", "modifier_while")
    scope = it.scope
    loop = Target(it.next_order())
    saved = scope.round, scope.home
    body_first = node.body_first
    value: Value = NIL
    if node.kind.startswith("modifier"):
        declare_skipped(it, node.body)
    try:
        scope.home = loop
        for _ in range(MOST_ROUNDS):
            if not body_first:
                condition = it.evaluate(node.condition)
                holds = truth(condition)
                if holds is None:
                    _undecided_round(it, node, condition)  # type: ignore[arg-type]
                    break
                if condition.provenance is not None and condition.provenance.assumptions:
                    it.use(condition.provenance.assumptions)
                if holds is not wanted:
                    declare_skipped(it, node.body)
                    break
            body_first = False
            _round(it, node.body)
            if loop.pendings:
                guard = loop.pendings[-1].guard
                _undecided_round(it, node, Unknown(guard.reason, guard.span))
                break
        else:
            raise BudgetExceeded(ROUNDS, it.span_of(node))
    except BreakSignal as signal:
        value = _leave_loop(it, loop, signal)
    except (Signal, RubyError) as signal:
        if loop.pendings is None:
            raise
        value = resolve(it, loop, NIL, signal)
    else:
        if loop.pendings is not None:
            value = resolve(it, loop, value, None)
    finally:
        scope.round, scope.home = saved
        loop.done = True
    return value


def _leave_loop(it: Interpreter, loop: Target, signal: BreakSignal) -> Value:
    if signal.target is loop:
        return signal.value if loop.pendings is None else resolve(it, loop, signal.value, None)
    if loop.pendings is None:
        raise signal
    return resolve(it, loop, NIL, signal)


def _round(it: Interpreter, body: tree.Node) -> None:
    """One round of a loop, which ``next`` may end."""
    target = Target(it.next_order())
    it.scope.round = target
    saved = it.site
    try:
        it.evaluate(body)
    except (Signal, RubyError) as signal:
        if isinstance(signal, NextSignal) and signal.target is target:
            it.site = saved
            if target.pendings is not None:
                resolve(it, target, NIL, None)
        elif target.pendings is None:
            raise
        else:
            resolve(it, target, NIL, signal)
    else:
        if target.pendings is not None:
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
    except BreakSignal as signal:
        value = _leave_loop(it, loop, signal)
    except (Signal, RubyError) as signal:
        if loop.pendings is None:
            raise
        value = resolve(it, loop, NIL, signal)
    else:
        if loop.pendings is not None:
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


def case(it: Interpreter, node: tree.Case) -> Value:
    """``case … when``."""
    subject = None if node.subject is None else it.evaluate(node.subject)
    return _case_from(it, node, subject, 0)


def _case_from(it: Interpreter, node: tree.Case, subject: Value | None, start: int) -> Value:
    for at in range(start, len(node.branches)):
        when = node.branches[at]
        for pattern in when.patterns:
            answer = _matches(it, subject, pattern)
            holds = truth(answer)
            if holds is None:
                cause: Unknown = answer  # type: ignore[assignment]
                return undecided(
                    it,
                    cause,
                    it.span_of(pattern),
                    lambda: it.evaluate(when.body),  # noqa: B023 - called before the loop goes on
                    lambda: _case_from(it, node, subject, at + 1),  # noqa: B023
                )
            premises = answer.provenance.assumptions if answer.provenance is not None else ()
            if holds and premises:
                return with_assumptions(
                    it,
                    assumed(
                        it,
                        premises,
                        it.span_of(pattern),
                        lambda: it.evaluate(when.body),  # noqa: B023
                        lambda: _case_from(it, node, subject, at + 1),  # noqa: B023
                    ),
                    premises,
                )
            if holds:
                for skipped in node.branches:
                    if skipped is not when:
                        declare_skipped(it, skipped.body)
                return it.evaluate(when.body)
            if premises:
                it.use(premises)
    return _otherwise(it, node, subject)


def _otherwise(it: Interpreter, node: tree.Case, subject: Value | None) -> Value:
    for skipped in node.branches:
        declare_skipped(it, skipped.body)
    premises = subject.provenance.assumptions if subject is not None and subject.provenance is not None else ()
    if premises and node.alternative is not None:
        alternative = node.alternative
        span = it.span_of(node.subject or node)
        value = assumed(
            it, premises, span, lambda: it.evaluate(alternative), lambda: it.unknown("which branch a `case` takes")
        )
        return with_assumptions(it, value, premises)
    return _optional(it, node.alternative)


def _matches(it: Interpreter, subject: Value | None, pattern: tree.Node) -> Value:
    if type(pattern) is tree.Splat and pattern.value is not None:
        values = splat(it, it.evaluate(pattern.value))
        if type(values) is Unknown:
            return values
        answer: Value = NIL
        for value in values:  # type: ignore[union-attr]
            answer = value if subject is None else equal_case(it, pattern, value, subject)
            if truth(answer) is not False:
                return answer
        return answer
    value = it.evaluate(pattern)
    return value if subject is None else equal_case(it, pattern, value, subject)


def equal_case(it: Interpreter, node: tree.Node, pattern: Value, subject: Value) -> Value:
    """Return ``pattern === subject``."""
    if type(pattern) is Unknown:
        return pattern
    if type(subject) is Unknown:
        return subject
    span = it.span_of(node)
    return send(it, pattern, "===", Arguments(span, span, [subject], [span]), own=True)


def jump(it: Interpreter, node: tree.Jump) -> Value:
    """``return``, ``break``, ``next``, ``redo``, ``retry``."""
    kind = node.kind
    value = NIL if node.value is None else it.evaluate(node.value)
    scope = it.scope
    if kind == "next":
        if scope.round is None:
            raise BudgetExceeded("`next` outside of a block", it.span_of(node))
        raise NextSignal(scope.round, value)
    if kind == "break":
        if scope.home is None or scope.home.done:
            raise it.error("LocalJumpError", "break from proc-closure")
        raise BreakSignal(scope.home, value)
    if kind == "return":
        if scope.ends is None or scope.ends.done or (type(scope.ends) is ProgramEnd and scope.parent is not None):
            raise it.error("LocalJumpError", "unexpected return")
        raise ReturnSignal(scope.ends, value)
    if kind == "redo":
        raise BudgetExceeded("`redo` is not modelled", it.span_of(node))
    raise RetrySignal(scope.round or Target(0), value)


def begin(it: Interpreter, node: tree.Begin) -> Value:
    """``begin … end``."""
    return body(it, node.body)


def body(it: Interpreter, node: tree.Body) -> Value:
    """Statements with ``rescue``, ``else`` and ``ensure``."""
    if node.ensure is None:
        if not node.rescues:
            return statements(it, node.statements)
        return _rescued(it, node)
    try:
        value = _rescued(it, node) if node.rescues else statements(it, node.statements)
    except (Signal, RubyError):
        it.evaluate(node.ensure)
        raise
    it.evaluate(node.ensure)
    return value


def _rescued(it: Interpreter, node: tree.Body) -> Value:
    for _ in range(MOST_ROUNDS):
        it.tick()
        try:
            return _attempt(it, node)
        except RetrySignal:
            continue
    raise BudgetExceeded(ROUNDS, it.span_of(node))


def _attempt(it: Interpreter, node: tree.Body) -> Value:
    handler = Handler(it.next_order(), node.rescues, it.scope)
    before = it.position()
    it.handlers.append(handler)
    error: RubyError | None = None
    try:
        value = statements(it, node.statements)
    except RubyError as caught:
        error, value = caught, NIL
    except Signal as signal:
        _drop(it, handler)
        if handler.pendings is None:
            raise
        return resolve(it, handler, NIL, signal)
    finally:
        _drop(it, handler)
    if error is None:
        for clause in node.rescues:
            declare_skipped(it, clause.body)
        if node.otherwise is not None:
            value = it.evaluate(node.otherwise)
        return value if handler.pendings is None else resolve(it, handler, value, None)
    it.return_to(before)
    if may_rescue(it, handler, error):
        return _run_rescue(it, handler, error)
    if handler.pendings is None:
        raise error
    return resolve(it, handler, NIL, error)


def _run_rescue(it: Interpreter, handler: Handler, error: RubyError) -> Value:
    if handler.pendings is None:
        return run_clause(it, handler, error)
    try:
        value = run_clause(it, handler, error)
    except (Signal, RubyError) as signal:
        return resolve(it, handler, NIL, signal)
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


def program_hook(it: Interpreter, node: tree.ProgramHook) -> Value:
    """``BEGIN`` (run before all else, see loading) and ``END`` (run when the program ends, long after loading)."""
    del it, node
    return NIL


def lambda_(it: Interpreter, node: tree.Lambda) -> Value:
    """``->(x) { }``."""
    return Proc(node.parameters, node.body, it.scope, it.span_of(node), is_lambda=True)
