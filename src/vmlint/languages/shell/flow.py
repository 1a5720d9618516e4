"""Control flow: conditions that can be decided or not, loops, and what a variable is worth after them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.languages.shell.conditions import QUESTIONS, Decision, decide
from vmlint.languages.shell.outcome import Leave, Note
from vmlint.languages.shell.scopes import Scopes
from vmlint.languages.shell.tree import Assign, Compare, Declare, Not, Opaque, Redirected, Simple
from vmlint.languages.shell.values import Expander
from vmlint.model.value import Spanned, Step, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.basics.text import Source
    from vmlint.languages.shell.outcome import Command
    from vmlint.languages.shell.scopes import Value
    from vmlint.languages.shell.tree import (
        Block,
        Case,
        Chain,
        Count,
        For,
        Function,
        If,
        Parsed,
        Problem,
        Statement,
        Subshell,
        Substitution,
        While,
    )
    from vmlint.model.value import Assumption

MOST_ROUNDS = 20_000
"""Rounds of loops and calls of functions that are followed in one script; more in one that is itself that long."""
_CHARACTERS_A_ROUND = 40

TAKEN_TO_SUCCEED = Decision(True, ())
"""What is taken of a command that is no question; it may fail all the same, so that ``||`` is possible."""


class Flow:
    """The state of following a script, and the statements that decide what is followed.

    ``possible``: how many undecided conditions stand around; ``doubts``: those that hold up to the end of a round.
    ``rounds``: of loops and calls so far. ``jumps``: labels that an undecided branch jumped to.
    """

    def __init__(self, source: Source, dialect: str, environment: dict[str, str], text: str) -> None:
        self.source = source
        self.text = text
        self.dialect = dialect
        self.scopes = Scopes(source, dialect, environment)
        self.expander = Expander(self.scopes, self.printed)
        self.functions: dict[str, Function] = {}
        self.aliases: dict[str, tuple[Spanned, ...]] = {}
        self.commands: list[Command] = []
        self.problems: list[Problem] = []
        self.notes: dict[Note, None] = {}
        self.steps: tuple[Step, ...] = ()
        self.assumptions: tuple[Assumption, ...] = ()
        self.possible = 0
        self.rounds = 0
        self.most_rounds = max(MOST_ROUNDS, len(text) // _CHARACTERS_A_ROUND)
        self.depth = 0
        self.jumps: list[str] = []
        self.printing: set[tuple[int, int, tuple[Step, ...]]] = set()
        self.doubts = 0

    def statement(self, statement: Statement) -> None:
        """Follow one statement."""
        raise NotImplementedError

    def printed(self, piece: Substitution) -> Iterable[Spanned]:
        """Return what a substitution prints."""
        raise NotImplementedError

    def parse(self, start: int, end: int) -> Parsed:
        """Return the statements between START and END of the text."""
        raise NotImplementedError

    def call(self, function: Function, arguments: list[Spanned], span: Span) -> None:
        """Follow a function that is called with ARGUMENTS."""
        raise NotImplementedError

    def _block(self, block: Block | Subshell) -> None:
        for statement in block.statements:
            self.statement(statement)

    def note(self, reason: str, span: Span, *, hides: bool) -> None:
        """Say what is not followed."""
        self.notes[Note(reason, span, hides)] = None

    # Conditions

    def _chain(self, chain: Chain) -> None:
        known: Decision | None = None
        for number, (operator, link) in enumerate(chain.links):
            if operator in ("&&", "||"):
                holds = None if known is None else known.holds
                if known is TAKEN_TO_SUCCEED and operator == "||":
                    holds = None
                elif known is not None and holds is not None and (holds is (operator == "||")):
                    # The left side decides: the right one is not run.
                    continue
                if holds is None:
                    self.scopes.blur(self._perhaps(link), "what was not decided comes before it", exhaustive=False)
                    continue
                before, self.assumptions = self.assumptions, self.assumptions + (known.assumptions if known else ())
                try:
                    self._guarded(link, known)
                finally:
                    self.assumptions = before
                known = self._answer(link)
                continue
            if number + 1 < len(chain.links) and chain.links[number + 1][0] in ("&&", "||"):
                known = self._answer(link)
            self.statement(link)

    def _guarded(self, link: Statement, known: Decision | None) -> None:
        """Follow what certainly runs; where it leaves the script on an assumption alone, it is taken not to."""
        try:
            self.statement(link)
        except Leave:
            if known is None or not known.assumptions:
                raise

    def _answer(self, link: Statement) -> Decision:
        """Return whether a command succeeds: what is no question is taken to."""
        found = decide(link, self.expander)
        if found.holds is not None:
            return found
        inner = link
        if isinstance(link, Redirected):
            return self._answer(link.body)
        while isinstance(inner, Not):
            inner = inner.condition
        if isinstance(link, (Assign, Declare)):
            return TAKEN_TO_SUCCEED
        if isinstance(inner, Simple) and inner is link and inner.words:
            words = [word.literal for word in inner.words[:2]]
            head = (words[0] or "").rpartition("/")[2].lower()
            if head not in QUESTIONS and not _is_a_question(words):
                return TAKEN_TO_SUCCEED
        return found

    def _leaves(self, statement: Statement) -> bool:
        """Follow a branch that may not be taken; return whether it leaves."""
        try:
            self.statement(statement)
        except Leave as leaving:
            if leaving.how in ("break", "continue"):
                self._doubt()
            elif leaving.how.startswith("goto:"):
                self.jumps.append(leaving.how[5:])
            return True
        return False

    def _perhaps(self, statement: Statement) -> list[dict[str, Value]]:
        """Follow a branch that may not be taken; return what it leaves behind, nothing where it leaves the script."""
        self.possible += 1
        self.scopes.open()
        left = self._leaves(statement)
        changed = self.scopes.undo()
        self.possible -= 1
        return [] if left else [changed]

    def _doubt(self) -> None:
        """Take all that follows in this round of the loop as possible."""
        self.possible += 1
        self.doubts += 1

    def _if(self, statement: If) -> None:
        branches: list[dict[str, Value]] = []
        exhaustive = False
        passed: tuple[Assumption, ...] = ()
        for condition, body in statement.branches:
            if condition is None:
                decision = Decision(True, passed)
            else:
                self._run_condition(condition)
                found = decide(condition, self.expander)
                decision = Decision(found.holds, passed + found.assumptions)
            if decision.holds is False:
                passed = decision.assumptions
                continue
            if decision.holds and not branches:
                before, self.assumptions = self.assumptions, self.assumptions + decision.assumptions
                try:
                    self._guarded(body, decision)
                finally:
                    self.assumptions = before
                return
            branches += self._perhaps(body)
            if decision.holds:
                exhaustive = True
                break
        if branches:
            self.scopes.blur(branches, "which branch is taken cannot be decided", exhaustive=exhaustive)

    def _run_condition(self, condition: Statement) -> None:
        """Follow the commands of a condition: a question changes nothing, but a command may."""
        while isinstance(condition, Not):
            condition = condition.condition
        if not isinstance(condition, (Compare, Opaque)):
            self.statement(condition)

    def _case(self, statement: Case) -> None:
        subject = self.expander.single(statement.subject)
        from vmlint.languages.shell.operators import matcher

        chosen: list[Block] = []
        certain = False
        for patterns, body in statement.branches:
            held = []
            for word in patterns:
                value = self.expander.single(word)
                pattern = matcher(value.value) if isinstance(value.value, str) else None
                if pattern is None or not isinstance(subject.value, str):
                    held.append(None if value.value != "*" else True)
                else:
                    held.append(pattern.fullmatch(subject.value) is not None)
            if any(held):
                certain = True
                chosen.append(body)
                break
            if None in held:
                chosen.append(body)
        if certain and len(chosen) == 1:
            self._block(chosen[0])
            return
        self._any_of(chosen, exhaustive=certain)

    def _any_of(self, bodies: Iterable[Block], *, exhaustive: bool) -> None:
        """Follow bodies of which one is run, or perhaps none."""
        branches = [changed for body in bodies for changed in self._perhaps(body)]
        if branches:
            self.scopes.blur(branches, "which branch is taken cannot be decided", exhaustive=exhaustive)

    # Loops

    def _round(self, header: Span, name: str, value: Spanned, body: Block) -> bool:
        """Follow one round of a loop (over NAME, if it has one); return whether there may be another."""
        self.rounds += 1
        if self.rounds > self.most_rounds:
            self.note(f"vmlint follows {self.most_rounds:,} rounds of loops here, not more", header, hides=True)
            return False
        before, doubts = self.steps, self.doubts
        text = "while"
        values: tuple[tuple[str, str], ...] = ()
        if name:
            self.scopes.assign(name, value)
            shown = value.value[:80] if isinstance(value.value, str) else "?"
            text, values = f"for {name}, {name} = {shown}", ((name, shown),)
        self.steps = (*self.steps, Step(text, header, values))
        try:
            self._block(body)
        except Leave as leaving:
            if leaving.how == "break":
                return False
            if leaving.how != "continue":
                raise
        finally:
            self.steps = before
            self.possible -= self.doubts - doubts
            self.doubts = doubts
        return True

    def _for(self, loop: For) -> None:
        header = Span(self.source, loop.start, loop.end)
        values = []
        for word in loop.words:
            for value in self.expander.words((word,)):
                if word.pattern and value.known:
                    value = Spanned(Unknown("a pattern of file names"), value.span, ())
                values.append(value)
        for value in values:
            if not value.known:
                self._any_round(header, loop.name, value, loop.body)
            elif not self._round(header, loop.name, value, loop.body):
                break

    def _any_round(self, header: Span, name: str, value: Spanned, body: Block) -> None:
        """Follow a round that may be none, one, or many."""
        self.possible += 1
        self.scopes.open()
        try:
            self._round(header, name, value, body)
        finally:
            changed = self.scopes.undo()
            self.possible -= 1
        self.scopes.blur([changed], "how often the loop runs cannot be decided", exhaustive=False)

    def _count(self, loop: Count) -> None:
        header = Span(self.source, loop.start, loop.end)
        numbers = [self.expander.number(each, header) for each in (loop.first, loop.last, loop.step)]
        texts = [each.value for each in numbers if isinstance(each.value, str)]
        if len(texts) < 3 or texts[2] == "0":
            unknown = next((each for each in numbers if not each.known), numbers[2])
            self._any_round(header, loop.name, Spanned(Unknown(_reason(unknown)), header, ()), loop.body)
            return
        first, last, step = (int(text) for text in texts)
        assumptions = numbers[0].assumptions + numbers[1].assumptions
        origins = numbers[0].origins + numbers[1].origins
        for number in range(first, last + (1 if step > 0 else -1), step):
            if not self._round(header, loop.name, Spanned(str(number), None, assumptions, origins), loop.body):
                break

    def _while(self, loop: While) -> None:
        self._run_condition(loop.condition)
        decision = decide(loop.condition, self.expander)
        if decision.holds is False:
            return
        header = Span(self.source, loop.start, loop.end)
        self._any_round(header, "", Spanned(Unknown("how often it runs"), header, ()), loop.body)


def _reason(value: Spanned) -> str:
    return value.value.reason if isinstance(value.value, Unknown) else "it never ends"


def _is_a_question(words: list[str | None]) -> bool:
    """Return whether a VBoxManage command only asks."""
    return any(word in ("list", "showvminfo", "guestproperty", "getextradata") for word in words)
