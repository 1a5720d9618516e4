"""``test``, ``[ … ]`` and ``[[ … ]]``."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import signed_number
from vmlint.basics.woven import GAP, made, real
from vmlint.languages.shell.effects.values import OPEN, Status, Value, handed, together
from vmlint.languages.shell.tree import Text

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.shell.effects.commands import Commands
    from vmlint.languages.shell.effects.expansion import Field
    from vmlint.languages.shell.tree import Word

_FILES = frozenset("abcdefghkprstuwxLOGNS")
_NUMERIC = {"-eq": "==", "-ne": "!=", "-lt": "<", "-le": "<=", "-gt": ">", "-ge": ">="}
_BINARY = frozenset((*_NUMERIC, "=", "==", "!=", "<", ">", "-nt", "-ot", "-ef", "=~"))
_RISKY = later(r"\([^()]*[*+{][^()]*\)[*+{]")


def _decided(holds: bool | None, *assumptions: tuple[object, ...]) -> Status:
    return Status(holds, assumptions=together(assumptions), code=None if holds is None else int(not holds))


class Asking:
    """One question that ``test`` or ``[`` is asked: its fields, and how far they were read."""

    def __init__(self, shell: Commands, fields: list[Field], span: Span) -> None:
        self.shell = shell
        self.fields = fields
        self.span = span
        self.at = 0

    def answer(self) -> Status:
        """Return whether it holds."""
        if not self.fields:
            return _decided(False)
        if len(self.fields) == 1:
            return self._text(self.fields[0].value)
        found = self._either()
        return Status(False, code=2) if self.at < len(self.fields) else found

    def _word(self, ahead: int = 0) -> str | None:
        at = self.at + ahead
        return self.fields[at].text if at < len(self.fields) else None

    def _binary(self, at: int) -> bool:
        return at + 2 < len(self.fields) and self.fields[at + 1].text in _BINARY

    def _either(self) -> Status:
        found = self._both()
        while self._word() == "-o" and self.at + 1 < len(self.fields):
            self.at += 1
            found = either(found, self._both())
        return found

    def _both(self) -> Status:
        found = self._one()
        while self._word() == "-a" and self.at + 1 < len(self.fields):
            self.at += 1
            found = both(found, self._one())
        return found

    def _one(self) -> Status:
        if self.at >= len(self.fields):
            return _decided(False)
        word = self._word()
        left = len(self.fields) - self.at
        if self._binary(self.at):
            one, operator, other = self.fields[self.at : self.at + 3]
            self.at += 3
            return compare(self.shell, one.value, operator.text or "", other.value)
        if word == "!" and left > 1:
            self.at += 1
            return opposite(self._one())
        if word == "(" and left > 2:
            self.at += 1
            found = self._either()
            self.at += 1
            return found
        if word is not None and len(word) == 2 and word[0] == "-" and left > 1:
            self.at += 2
            return unary(self.shell, word[1], self.fields[self.at - 1].value, self.span)
        self.at += 1
        return self._text(self.fields[self.at - 1].value)

    def _text(self, value: Value) -> Status:
        return has_text(value)


def has_text(value: Value) -> Status:
    """Return whether a value is not empty."""
    text = value.woven.text
    if set(text) == {GAP}:
        return Status(None, assumptions=value.assumptions)
    return _decided(bool(text), value.assumptions)


def opposite(found: Status) -> Status:
    """Return the opposite of an answer."""
    return found if found.holds is None else _decided(not found.holds, found.assumptions)


def both(one: Status, other: Status) -> Status:
    """Return whether both hold."""
    for each in (one, other):
        if each.holds is False:
            return each
    if one.holds is None or other.holds is None:
        return OPEN
    return _decided(True, one.assumptions, other.assumptions)


def either(one: Status, other: Status) -> Status:
    """Return whether one of them holds."""
    return opposite(both(opposite(one), opposite(other)))


def unary(shell: Commands, operator: str, value: Value, span: Span) -> Status:
    """Return whether ``-OPERATOR value`` holds."""
    if operator in "nz":
        found = has_text(value)
        return found if operator == "n" else opposite(found)
    if operator == "v":
        held = None if value.text is None else shell.is_set(value.text.partition("[")[0])
        assumptions = () if held is not False else shell.absence(value.text or "", span)
        return _decided(held, value.assumptions, assumptions)
    if operator not in _FILES or (operator in "aN" and not shell.bash):
        return OPEN
    if value.text == "":
        return _decided(False, value.assumptions)
    path = shell.absolute(value)
    if operator in "tNOGkpSugbc" or path.text is None:
        if path.text in ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom") and operator in "c":
            return _decided(True)
        return OPEN
    shell.asked += 1
    operator = {"a": "e"}.get(operator, operator)
    decision = shell.outside.test(operator, handed(path, span), real(span) or span)
    return _decided(decision.holds, path.assumptions, decision.assumptions)


def compare(shell: Commands, one: Value, operator: str, other: Value) -> Status:
    """Return whether ``one OPERATOR other`` holds, both texts."""
    assumptions = together((one.assumptions, other.assumptions))
    if operator == "==" and not shell.bash:
        # The test of a plain shell knows no such operator.
        return Status(False, assumptions=assumptions, code=2)
    left, right = one.text, other.text
    if left is None or right is None:
        if operator in ("=", "==", "!=") and not _may_be_equal(one.woven.text, other.woven.text):
            return _decided(operator == "!=", assumptions)
        return Status(None, assumptions=assumptions)
    if operator in ("=", "=="):
        return _decided(left == right, assumptions)
    if operator == "!=":
        return _decided(left != right, assumptions)
    if operator in ("<", ">"):
        return _decided(left < right if operator == "<" else left > right, assumptions)
    if operator not in _NUMERIC:
        shell.asked += 1
        return Status(None, assumptions=assumptions)
    low, high = signed_number(left.strip().removeprefix("+")), signed_number(right.strip().removeprefix("+"))
    if low is None or high is None:
        return Status(False, assumptions=assumptions, code=2)
    held = {
        "==": low == high, "!=": low != high, "<": low < high, "<=": low <= high, ">": low > high, ">=": low >= high,
    }[_NUMERIC[operator]]  # fmt: skip
    return _decided(held, assumptions)


def _may_be_equal(one: str, other: str) -> bool:
    """Return whether two texts, of which parts are unknown, may be the same."""
    first, second = one.partition(GAP), other.partition(GAP)
    start = min(len(first[0]), len(second[0])) if first[1] and second[1] else len(first[0] if first[1] else second[0])
    if one[:start] != other[:start]:
        return False
    last, final = one.rpartition(GAP), other.rpartition(GAP)
    end = min(len(last[2]), len(final[2])) if last[1] and final[1] else len(last[2] if last[1] else final[2])
    return not end or one[-end:] == other[-end:]


class Condition:
    """What stands in ``[[ … ]]``: words that nothing splits."""

    def __init__(self, shell: Commands, words: tuple[Word, ...], span: Span) -> None:
        self.shell = shell
        self.words = words
        self.span = span
        self.at = 0

    def answer(self) -> Status:
        """Return whether it holds."""
        found = self._either(0)
        return Status(False, code=2) if self.at < len(self.words) else found

    def _bare(self, ahead: int = 0) -> str | None:
        at = self.at + ahead
        return self.words[at].bare if at < len(self.words) else None

    def _either(self, depth: int) -> Status:
        found = self._both(depth)
        while self._bare() == "||":
            self.at += 1
            found = either(found, self._both(depth))
        return found

    def _both(self, depth: int) -> Status:
        found = self._one(depth)
        while self._bare() == "&&":
            self.at += 1
            found = both(found, self._one(depth))
        return found

    def _one(self, depth: int) -> Status:
        if self.at >= len(self.words) or depth > 40:
            self.at += 1
            return _decided(False)
        word = self._bare()
        if word == "!":
            self.at += 1
            return opposite(self._one(depth + 1))
        if word == "(":
            self.at += 1
            found = self._either(depth + 1)
            self.at += 1
            return found
        operator = self._bare(1)
        if operator in _BINARY and self.at + 2 < len(self.words):
            self.at += 3
            return self._compare(self.words[self.at - 3], operator or "", self.words[self.at - 1])
        if word is not None and len(word) == 2 and word[0] == "-" and self.at + 1 < len(self.words):
            self.at += 2
            return unary(self.shell, word[1], self.shell.single(self.words[self.at - 1]), self.span)
        self.at += 1
        return has_text(self.shell.single(self.words[self.at - 1]))

    def _compare(self, one: Word, operator: str, other: Word) -> Status:
        left = self.shell.single(one)
        if operator in ("=", "==", "!="):
            pattern, assumptions = self.shell.pattern(other)
            if pattern is None or left.text is None or any(mark in pattern.text for mark in ("@(", "+(", "!(")):
                return Status(None, assumptions=left.assumptions + assumptions)
            held = pattern.matches(left.text)
            found = _decided(held, left.assumptions, assumptions)
            return opposite(found) if operator == "!=" else found
        if operator == "=~":
            return self._expression(left, other)
        if operator in _NUMERIC:
            return self._numbers(left, operator, self.shell.single(other))
        return compare(self.shell, left, operator, self.shell.single(other))

    def _numbers(self, left: Value, operator: str, right: Value) -> Status:
        """Compare as arithmetic does, in which a name is its value."""
        one, other = (
            value if value.text is None else self.shell.calculated(value.text, self.span) for value in (left, right)
        )
        return compare(
            self.shell,
            Value(one.woven, left.assumptions + one.assumptions),
            operator,
            Value(other.woven, right.assumptions + other.assumptions),
        )

    def _expression(self, left: Value, word: Word) -> Status:
        made_of: list[str] = []
        assumptions = left.assumptions
        for piece in word.pieces:
            if type(piece) is Text:
                made_of.append(re.escape(piece.text) if piece.quoted else piece.text)
                continue
            for value in self.shell.values_of(piece):
                assumptions += value.assumptions
                if value.text is None:
                    return Status(None, assumptions=assumptions)
                made_of.append(re.escape(value.text) if getattr(piece, "quoted", False) else value.text)
        text = left.text
        if text is None or len(text) > 1000:
            return Status(None, assumptions=assumptions)
        compiled = regular("".join(made_of))
        if compiled is None:
            return Status(None, assumptions=assumptions)
        match = compiled.search(text)
        groups = () if match is None else (match[0], *(group or "" for group in match.groups()))
        self.shell.state.assign(
            "BASH_REMATCH", tuple(Value(made(group, real(self.span)), assumptions) for group in groups)
        )
        return _decided(match is not None, assumptions)


def regular(expression: str) -> re.Pattern[str] | None:
    """Return an extended regular expression of POSIX; None for one that is not followed, or may take long."""
    if len(expression) > 200 or _RISKY.search(expression) or expression.count("*") + expression.count("+") > 6:
        return None
    for name, characters in (
        ("alnum", "a-zA-Z0-9"), ("alpha", "a-zA-Z"), ("digit", "0-9"), ("space", r"\s"), ("upper", "A-Z"),
        ("lower", "a-z"), ("blank", " \\t"), ("xdigit", "0-9A-Fa-f"),
    ):  # fmt: skip
        expression = expression.replace(f"[:{name}:]", characters)
    if "[:" in expression or "(?" in expression or re.search(r"\\[a-zA-Z0-9<>]", expression.replace(r"\s", "")):
        return None
    try:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(expression)
    except (re.error, OverflowError, RecursionError):
        return None
