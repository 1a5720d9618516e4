"""Pattern matching (``case … in``): values, arrays, hashes, names; objects with ``deconstruct`` are not followed."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.assignment import assign_local
from vmlint.languages.ruby.evaluate.branching import undecided
from vmlint.languages.ruby.evaluate.flow import equal_case
from vmlint.languages.ruby.evaluate.values import NIL, Array, Entry, Hash, RubyObject, Unknown, boolean, truth

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def case_in(it: Interpreter, node: tree.CaseIn) -> Value:
    """``case subject in …``."""
    subject = it.certain(it.evaluate(node.subject)) if node.subject is not None else NIL
    return _from(it, node, subject, 0)


def _from(it: Interpreter, node: tree.CaseIn, subject: Value, start: int) -> Value:
    for at in range(start, len(node.branches)):
        branch = node.branches[at]
        answer = match_all(it, branch.patterns, subject)
        if answer is True and branch.guard is not None:
            value = it.evaluate(branch.guard)
            holds = truth(value)
            if holds is None:
                answer = value
            else:
                answer = holds is (branch.guard_kind != "unless")
        if answer is True:
            return it.evaluate(branch.body)
        if answer is not False:
            return undecided(
                it,
                answer,
                it.span_of(branch),
                lambda: it.evaluate(branch.body),  # noqa: B023 - called before the loop goes on
                lambda: _from(it, node, subject, at + 1),  # noqa: B023
            )
    if node.alternative is not None:
        return it.evaluate(node.alternative)
    raise it.error("NoMatchingPatternError", it.display(subject))


def pattern_match(it: Interpreter, node: tree.PatternMatch) -> Value:
    """``value => pattern`` and ``value in pattern``."""
    subject = it.certain(it.evaluate(node.value))
    answer = match_all(it, node.patterns, subject)
    if not isinstance(answer, bool):
        return NIL if node.required else Unknown(answer.reason, answer.span)
    if node.required:
        if not answer:
            raise it.error("NoMatchingPatternError", it.display(subject))
        return NIL
    return boolean(answer)


def match_all(it: Interpreter, patterns: list[tree.Node], subject: Value) -> Any:
    """Match what stands after ``in``: one pattern, or the elements of an array pattern."""
    if len(patterns) == 1 and type(patterns[0]) is not tree.Splat:
        return match(it, patterns[0], subject)
    return _elements(it, patterns, subject)


def match(it: Interpreter, pattern: Any, subject: Value) -> Any:
    """Return True, False, or the Unknown that leaves it undecided; names are bound on the way."""
    kind = type(pattern)
    if kind is tree.Identifier:
        assign_local(it, pattern, subject)
        return True
    if kind is tree.Capture:
        answer = match(it, pattern.pattern, subject)
        if answer is not False:
            assign_local(it, pattern.name, subject)
        return answer
    if kind is tree.ArrayLiteral:
        return _elements(it, pattern.elements, subject)
    if kind is tree.HashLiteral:
        return _pairs(it, pattern, subject)
    if kind is tree.Binary and pattern.operator == "|":
        first = match(it, pattern.left, subject)
        return first if first is True else _either(first, match(it, pattern.right, subject))
    if kind is tree.Parenthesized and len(pattern.body.statements) == 1:
        return match(it, pattern.body.statements[0], subject)
    if kind is tree.Index:
        return _constant(it, pattern, subject)
    value = it.evaluate(pattern.operand if kind is tree.Unary and pattern.operator == "^" else pattern)
    return _decided(equal_case(it, pattern, value, subject))


def _either(first: Any, second: Any) -> Any:
    if second is True:
        return True if first is False else first
    return second if first is False else first


def _decided(answer: Value) -> Any:
    holds = truth(answer)
    return answer if holds is None else holds


def _elements(it: Interpreter, patterns: list[tree.Node], subject: Value) -> Any:
    if type(subject) is Unknown or type(subject) is RubyObject:
        cause = subject if type(subject) is Unknown else it.unknown("`deconstruct` is not followed")
        return _bind_unknown(it, patterns, cause)
    if type(subject) is not Array:
        return False
    if subject.uncertain is not None:
        return _bind_unknown(it, patterns, subject.uncertain)
    stars = [at for at, each in enumerate(patterns) if type(each) is tree.Splat]
    items = subject.items
    if len(stars) > 1:
        return _find(it, patterns, items)
    least = len(patterns) - len(stars)
    if len(items) < least or (not stars and len(items) != least):
        return False
    answer: Any = True
    at = 0
    for pattern in patterns:
        if type(pattern) is tree.Splat:
            count = len(items) - least
            if type(pattern.value) is tree.Identifier:
                assign_local(it, pattern.value, Array(list(items[at : at + count])))
            at += count
            continue
        found = match(it, pattern, items[at])
        if found is False:
            return False
        answer = found if answer is True else answer
        at += 1
    return answer


def _find(it: Interpreter, patterns: list[Any], items: list[Value]) -> Any:
    """Match ``[*, a, b, *]``: the first place where the middle fits."""
    middle = patterns[1:-1]
    for start in range(len(items) - len(middle) + 1):
        answers = [match(it, pattern, items[start + at]) for at, pattern in enumerate(middle)]
        doubt = next((answer for answer in answers if not isinstance(answer, bool)), None)
        if doubt is not None:
            return doubt
        if all(answers):
            for star, found in ((patterns[0], items[:start]), (patterns[-1], items[start + len(middle) :])):
                if type(star.value) is tree.Identifier:
                    assign_local(it, star.value, Array(list(found)))
            return True
    return False


def _bind_unknown(it: Interpreter, patterns: list[Any], cause: Unknown) -> Unknown:
    for pattern in patterns:
        inner = pattern.value if type(pattern) in (tree.Splat, tree.Pair) else pattern
        if inner is None and type(pattern) is tree.Pair:
            inner = tree.Identifier(pattern.start, pattern.end, pattern.key.name)  # type: ignore[attr-defined]
        if type(inner) is tree.Identifier:
            assign_local(it, inner, Unknown(cause.reason, cause.span))
    return cause


def _pairs(it: Interpreter, pattern: tree.HashLiteral, subject: Value) -> Any:
    if type(subject) is Unknown or type(subject) is RubyObject:
        cause = subject if type(subject) is Unknown else it.unknown("`deconstruct_keys` is not followed")
        return _bind_unknown(it, pattern.pairs, cause)
    if type(subject) is not Hash:
        return False
    if subject.uncertain is not None:
        return _bind_unknown(it, pattern.pairs, subject.uncertain)
    rest: dict[Any, Entry] = dict(subject.entries)
    answer: Any = True
    for pair in pattern.pairs:
        if type(pair) is tree.DoubleSplat:
            if type(pair.value) is tree.Identifier:
                assign_local(it, pair.value, Hash(rest))
            elif pair.value is not None and rest:
                return False
            continue
        name = pair.key.name  # type: ignore[attr-defined]
        entry = rest.pop(("symbol", name), None)
        if entry is None:
            return False
        inner = pair.value  # type: ignore[attr-defined]
        if inner is None:
            assign_local(it, tree.Identifier(pair.start, pair.end, name), entry.value)
            continue
        found = match(it, inner, entry.value)
        if found is False:
            return False
        answer = found if answer is True else answer
    return False if not pattern.pairs and subject.entries else answer


def _constant(it: Interpreter, pattern: tree.Index, subject: Value) -> Any:
    answer = match(it, pattern.receiver, subject)
    if answer is False:
        return False
    if pattern.keywords is not None:
        inner = _pairs(it, pattern.keywords, subject)
    else:
        inner = _elements(it, pattern.arguments, subject)
    return inner if answer is True else answer
