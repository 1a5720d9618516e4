"""Control flow: sequences, choices, loops, jumps, ``begin`` with its clauses."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.branching import assumed, undecided
from vmlint.languages.ruby.evaluate.control import (
    BreakSignal,
    BudgetExceeded,
    NextSignal,
    ProgramEnd,
    RetrySignal,
    ReturnSignal,
    Target,
)
from vmlint.languages.ruby.evaluate.dispatch import send, with_assumptions
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Arguments,
    Proc,
    Unknown,
    truth,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Assumption, Value


def statements(it: Interpreter, node: tree.Statements) -> Value:
    """One statement after another."""
    value: Value = NIL
    evaluate = it.evaluate
    for statement in node.statements:
        value = evaluate(statement)
    return value


def body(it: Interpreter, node: tree.Body) -> Value:
    """Statements, perhaps with ``rescue``, ``else`` and ``ensure``."""
    if node.ensure is None and not node.rescues:
        return statements(it, node.statements)
    from vmlint.languages.ruby.evaluate.handling import guarded

    return guarded(it, node)


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
        it.declare_skipped(node.consequence)
        it.declare_skipped(node.alternative)
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
        it.declare_skipped(other)
        return NIL if taken is None else it.evaluate(taken)
    premises = provenance.assumptions
    value = assumed(it, premises, it.span_of(asked), lambda: _arm(it, taken, other), lambda: _arm(it, other, taken))
    from vmlint.languages.ruby.evaluate.resting import rest_on

    rest_on(it, premises, first, second)
    return with_assumptions(value, premises)


def _arm(it: Interpreter, taken: tree.Node | None, skipped: tree.Node | None) -> Value:
    it.declare_skipped(skipped)
    return NIL if taken is None else it.evaluate(taken)


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
                value = assumed(
                    it,
                    premises,
                    it.span_of(pattern),
                    lambda: it.evaluate(when.body),  # noqa: B023
                    lambda: _case_from(it, node, subject, at + 1),  # noqa: B023
                )
                _rest_on_case(it, premises, node)
                return with_assumptions(value, premises)
            if holds:
                for skipped in node.branches:
                    if skipped is not when:
                        it.declare_skipped(skipped.body)
                return it.evaluate(when.body)
            if premises:
                it.use(premises)
    return _otherwise(it, node, subject)


def _otherwise(it: Interpreter, node: tree.Case, subject: Value | None) -> Value:
    for skipped in node.branches:
        it.declare_skipped(skipped.body)
    premises = subject.provenance.assumptions if subject is not None and subject.provenance is not None else ()
    if premises and node.alternative is not None:
        alternative = node.alternative
        span = it.span_of(node.subject or node)
        value = assumed(
            it, premises, span, lambda: it.evaluate(alternative), lambda: it.unknown("which branch a `case` takes")
        )
        _rest_on_case(it, premises, node)
        return with_assumptions(value, premises)
    return _optional(it, node.alternative)


def _rest_on_case(it: Interpreter, premises: tuple[Assumption, ...], node: tree.Case) -> None:
    from vmlint.languages.ruby.evaluate.resting import rest_on

    rest_on(it, premises, *(when.body for when in node.branches), node.alternative)


def _matches(it: Interpreter, subject: Value | None, pattern: tree.Node) -> Value:
    if type(pattern) is tree.Splat and pattern.value is not None:
        from vmlint.languages.ruby.evaluate.splats import splat

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
    for guard in it.guards:
        if guard.assumptions:
            value = with_assumptions(value, guard.assumptions)  # that the jump is taken rests on them
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
        raise BudgetExceeded("`redo` is not followed", it.span_of(node))
    raise RetrySignal(scope.round or Target(0), value)


def program_hook(it: Interpreter, node: tree.ProgramHook) -> Value:
    """``BEGIN`` (run before all else, see loading) and ``END`` (run when the program ends, long after loading)."""
    del it, node
    return NIL


def lambda_(it: Interpreter, node: tree.Lambda) -> Value:
    """``->(x) { }``."""
    return Proc(node.parameters, node.body, it.scope, it.span_of(node), is_lambda=True)
