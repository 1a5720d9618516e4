"""Conditions that can be decided: ``[ "$a" = b ]``, ``[[ … ]]``, comparisons of batch and PowerShell."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.text import Span, signed_number
from vmlint.languages.shell.operators import matcher
from vmlint.languages.shell.tree import Chain, Compare, Not, Redirected, Simple, Variable
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Statement, Word
    from vmlint.languages.shell.values import Expander
    from vmlint.model.value import Assumption


class Decision(Record):
    """Whether a condition holds (None: cannot be decided), and on which assumptions."""

    __slots__ = ("holds", "assumptions")
    holds: bool | None
    assumptions: tuple[Assumption, ...]


OPEN = Decision(None, ())
_NUMERIC = {"-eq": "==", "-ne": "!=", "-lt": "<", "-le": "<=", "-gt": ">", "-ge": ">="}
_TESTS = ("[", "[[", "test")
QUESTIONS = frozenset(
    ("[", "[[", "test", "grep", "egrep", "fgrep", "which", "where", "command", "type", "hash", "ping", "nc", "curl",
     "diff", "cmp", "find", "findstr", "pgrep", "read", "test-path", "get-command", "let", "case")
)  # fmt: skip
"""Commands that are run for their answer: that they succeed is not taken for granted."""


def decide(condition: Statement, expander: Expander) -> Decision:
    """Return whether CONDITION holds."""
    while True:
        negated = False
        while isinstance(condition, Not):
            condition, negated = condition.condition, not negated
        found = _plainly(condition, expander)
        if found.holds is None or not negated:
            return found
        return Decision(not found.holds, found.assumptions)


def _plainly(condition: Statement, expander: Expander) -> Decision:
    if isinstance(condition, Redirected):
        return decide(condition.body, expander)
    statements = getattr(condition, "statements", None)
    if statements is not None:
        return decide(statements[0], expander) if len(statements) == 1 else OPEN
    if isinstance(condition, Compare):
        return _compare(condition, expander)
    if isinstance(condition, Chain):
        return _chain(condition, expander)
    if isinstance(condition, Simple):
        return _command(condition, expander)
    return OPEN


def _chain(chain: Chain, expander: Expander) -> Decision:
    result = OPEN
    for operator, link in chain.links:
        if operator in ("|", "|&"):
            return OPEN
        found = decide(link, expander)
        if operator == ";":
            result = found
        elif found.holds is None or result.holds is None:
            decided = next((each for each in (result, found) if each.holds is (operator == "||")), OPEN)
            result = decided
        else:
            both = result.holds and found.holds if operator == "&&" else result.holds or found.holds
            result = Decision(both, result.assumptions + found.assumptions)
    return result


def _command(command: Simple, expander: Expander) -> Decision:
    words = command.words
    if not words:
        return OPEN
    head = words[0].literal
    if head in ("true", ":", "false") and len(words) == 1:
        return Decision(head != "false", ())
    if head not in _TESTS:
        return OPEN
    inside = list(words[1:-1] if head != "test" else words[1:])
    negated = bool(inside) and inside[0].bare == "!"
    if negated:
        del inside[0]
    found = _test(inside, expander, command)
    return found if found.holds is None or not negated else Decision(not found.holds, found.assumptions)


def _test(words: list[Word], expander: Expander, command: Simple) -> Decision:
    joined = next((number for number, word in enumerate(words) if word.bare in ("&&", "||", "-a", "-o")), None)
    if joined is not None or len(words) > 3:
        return OPEN
    if len(words) == 3 and words[1].literal is not None:
        compare = Compare(words[0], words[1].literal, words[2], False, command.start, command.end)
        return _compare(compare, expander)
    if len(words) == 2 and words[0].bare in ("-n", "-z"):
        return _compare(Compare(words[1], words[0].bare, None, False, command.start, command.end), expander)
    if len(words) == 1:
        return _compare(Compare(words[0], "-n", None, False, command.start, command.end), expander)
    return OPEN


def _compare(compare: Compare, expander: Expander) -> Decision:
    left = _value(compare.left, expander, empty=compare.right is None or compare.right.literal == "")
    if compare.right is None:
        if not isinstance(left.value, str) or compare.operator not in ("-n", "-z"):
            return OPEN
        return Decision((left.value != "") == (compare.operator == "-n"), left.assumptions)
    right = _value(compare.right, expander, empty=compare.left.literal == "")
    if not isinstance(left.value, str) or not isinstance(right.value, str):
        return OPEN
    holds = _holds(left.value, compare.operator, right.value, compare)
    return OPEN if holds is None else Decision(holds, left.assumptions + right.assumptions)


def _value(word: Word, expander: Expander, *, empty: bool) -> Spanned:
    """Return a word's value; a variable that nobody sets is empty on an assumption. EMPTY: just that is asked."""
    value = expander.single(word)
    if not value.known and len(word.pieces) == 1 and isinstance(word.pieces[0], Variable):
        variable = word.pieces[0]
        # That a script has no argument is assumed where it asks just that, not where it asks which one.
        asks_which = variable.name.isdigit() and not empty
        if expander.scopes.look_up(variable.name) is None and variable.operator == "" and not asks_which:
            span = Span(expander.source, variable.start, variable.end)
            absent = expander.scopes.absence(variable.name, span)
            if absent is not None:
                return Spanned("0" if variable.name == "#" else "", span, (absent,))
    return value


def _holds(left: str, operator: str, right: str, compare: Compare) -> bool | None:
    if compare.ignoring_case:
        left, right = left.lower(), right.lower()
    numeric = _NUMERIC.get(operator)
    if numeric is not None and (_is_number(left) and _is_number(right)):
        return _ordered(int(left), numeric, int(right))
    if operator in ("=", "==", "-eq", "-ceq", "equ"):
        if compare.right is not None and compare.right.pattern:
            pattern = matcher(right)
            return None if pattern is None else pattern.fullmatch(left) is not None
        return left == right
    if operator in ("!=", "-ne", "-cne", "neq"):
        return None if compare.right is not None and compare.right.pattern else left != right
    if operator in ("lss", "leq", "gtr", "geq") and _is_number(left) and _is_number(right):
        return _ordered(int(left), {"lss": "<", "leq": "<=", "gtr": ">", "geq": ">="}[operator], int(right))
    return None


def _is_number(text: str) -> bool:
    return signed_number(text) is not None


def _ordered(left: int, operator: str, right: int) -> bool:
    return {
        "==": left == right, "!=": left != right, "<": left < right, "<=": left <= right, ">": left > right,
        ">=": left >= right,
    }[operator]  # fmt: skip
