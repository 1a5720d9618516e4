"""Statements with their effects: lists, pipes, conditions, loops."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, real
from vmlint.languages.shell.effects.commands import Commands
from vmlint.languages.shell.effects.streams import NOBODY, Sink, Stream
from vmlint.languages.shell.effects.values import MISSING, OPEN, SUCCESS, Gone, Status, Value, together
from vmlint.languages.shell.outcome import TooMuchError
from vmlint.languages.shell.tree import (
    Assign,
    Background,
    Block,
    Calculation,
    Case,
    Chain,
    Count,
    Declare,
    For,
    Function,
    If,
    Not,
    Opaque,
    Redirected,
    Simple,
    Subshell,
    While,
)
from vmlint.model.value import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span
    from vmlint.languages.shell.tree import Statement, Word
    from vmlint.model.value import Assumption

MOST_STATEMENTS = 20_000
"""Statements of one script that are followed, each as often as it runs."""
_MOST_ROUNDS = 2_000
_UNDECIDED_ROUNDS = 6
"""Rounds after each of which a loop may have ended."""
_LEAVING = frozenset(("exit", "return", "exec", "eval", ".", "source"))
_LOOP = "how often the loop runs cannot be decided"
_BRANCH = "which branch is taken cannot be decided"


class Statements(Commands):
    """Follows statements of every kind."""

    def block(self, statements: tuple[Statement, ...]) -> Status:
        """Follow statements one after the other; ``set -e`` ends them where one fails."""
        status = SUCCESS
        for statement in statements:
            status = self.ended(self.statement(statement))
            self._heed(status)
        return status

    def _heed(self, status: Status) -> None:
        if status.holds is not False or status.tested or self.condition or "e" not in self.state.options:
            return
        if status.taken:
            return
        if status.assumptions:
            # It fails on an assumption: the rest is possible.
            self.guarded(Status(assumptions=status.assumptions), self._wait_as_failed)
            return
        raise Gone("exit", Status(False, code=status.code))

    def _wait_as_failed(self) -> Status:
        # No error handling of the script's own: the way that ends here counts.
        raise Gone("exit", OPEN)

    def statement(self, statement: Statement) -> Status:
        """Follow one statement."""
        self.calls += 1
        if self.calls > MOST_STATEMENTS:
            raise TooMuchError
        if isinstance(statement, Simple):
            return self.simple(statement)
        handler = _HANDLERS.get(type(statement))
        return SUCCESS if handler is None else getattr(self, handler)(statement)

    def _block(self, statement: Block) -> Status:
        return self.block(statement.statements)

    def _assign(self, statement: Assign) -> Status:
        if statement.operator == "arithmetic":
            if not self.bash:
                return MISSING
            text = self.source.text[statement.start : statement.end]
            return self._calculate(text[2:-2], self.span(statement.start, statement.end))
        return self.assign(statement)

    def _declare(self, statement: Declare) -> Status:
        from vmlint.languages.shell.effects.declaring import declare

        return declare(self, statement)

    def _calculation(self, statement: Calculation) -> Status:
        span = self.span(statement.start, statement.end)
        return self._calculate(statement.expression, span) if self.bash else MISSING

    def _calculate(self, expression: str, span: Span) -> Status:
        value = self.calculated(expression, span)
        if value.text is None:
            return Status(None, assumptions=value.assumptions)
        return Status(value.text != "0", assumptions=value.assumptions, code=int(value.text == "0"))

    def _not_followed(self, statement: Opaque) -> Status:
        self.unfollowed(statement.reason, self.span(statement.start, statement.end))
        return OPEN

    def _function(self, statement: Function) -> Status:
        if not self.bash and self.source.text.startswith("function", statement.start):
            # What a plain shell does not understand ends it.
            raise Gone("exit", Status(False, code=2))
        self.state.functions[statement.name] = (statement, self.source, self.path)
        return SUCCESS

    def _subshell(self, statement: Subshell) -> Status:
        status = self.inside(lambda: self.block(statement.statements))
        return Status(status.holds, taken=status.taken, assumptions=status.assumptions, code=status.code)

    def _redirected(self, statement: Redirected) -> Status:
        special = not self.bash and isinstance(statement.body, Declare)
        return self.redirected(statement.redirections, lambda: self.statement(statement.body), special=special)

    def _in_background(self, statement: Background) -> Status:
        return self.in_background(lambda: self.statement(statement.body))

    # Lists

    def _not(self, statement: Not) -> Status:
        found = self.asked_for(statement.condition)
        holds = None if found.holds is None else not found.holds
        return Status(holds, taken=found.taken, assumptions=found.assumptions, tested=True)

    def asked_for(self, condition: Statement) -> Status:
        """Follow a condition: ``set -e`` does not hold in it."""
        self.condition += 1
        try:
            return self.ended(self.statement(condition))
        finally:
            self.condition -= 1

    def _chain(self, chain: Chain) -> Status:
        pipelines: list[tuple[str, list[Statement], list[str]]] = []
        for operator, link in chain.links:
            if operator in ("|", "|&") and pipelines:
                pipelines[-1][1].append(link)
                pipelines[-1][2].append(operator)
            else:
                pipelines.append((operator, [link], []))
        status = SUCCESS
        for number, (operator, links, pipes) in enumerate(pipelines):
            status = self._link(operator, links, pipes, status, last=number + 1 == len(pipelines))
        return status

    def _link(self, operator: str, links: list[Statement], pipes: list[str], before: Status, *, last: bool) -> Status:
        """Follow one part of a list, after a part that ended as BEFORE."""

        def follow() -> Status:
            self.condition += not last
            try:
                status = self.ended(self._pipeline(links, pipes))
            finally:
                self.condition -= not last
            return status if last else _as_tested(status)

        wanted = operator != "||"
        if operator == ";":
            return follow()
        if before.holds is None:
            return self.alternatives([follow], "what was not decided comes before it", idle=_as_tested(before))
        if before.holds is not wanted:
            if not before.taken:
                return before
            return self.alternatives([follow], "what comes before it may fail", idle=before)
        if before.taken and any(self.may_leave(link) for link in links):
            return self.guarded(before, follow, instead=_as_tested(before), always=True)
        return self.guarded(before, follow, instead=_as_tested(before))

    def may_leave(self, statement: Statement) -> bool:
        """Return whether a statement may leave the script: it says so, or calls a function."""
        if type(statement) is Simple:
            head = statement.words[0].bare if statement.words else None
            return head in _LEAVING or head in self.state.functions
        parts: list[Statement] = []
        if isinstance(statement, (Block, Redirected)):
            parts = list(statement.statements) if isinstance(statement, Block) else [statement.body]
        elif isinstance(statement, Chain):
            parts = [link for _, link in statement.links]
        elif isinstance(statement, If):
            parts = [body for _, body in statement.branches]
        elif isinstance(statement, (For, While, Case)):
            return True
        return any(self.may_leave(part) for part in parts)

    def _pipeline(self, links: list[Statement], operators: list[str]) -> Status:
        if len(links) == 1:
            return self.statement(links[0])
        statuses: list[Status] = []
        fds, stdin, number = self.fds, self.stdin, len(self.open)
        endless: Gone | None = None
        try:
            for position, link in enumerate(links):
                sink = Sink(kept=True)
                last = position + 1 == len(links)
                del self.open[number:]
                if not last:
                    errors = sink if operators[position] == "|&" else fds.get(2, NOBODY)
                    self.fds = {**fds, 1: sink, 2: errors}
                    self.open.append(sink)
                else:
                    self.fds = fds
                try:
                    statuses.append(self.inside(lambda link=link: self.statement(link)))  # type: ignore[misc]
                except Gone as gone:
                    if gone.how != "endless":
                        raise
                    endless = gone
                    statuses.append(OPEN)
                self.stdin = Stream(sink.text())
        finally:
            self.fds, self.stdin = fds, stdin
            del self.open[number:]
        if endless is not None:
            raise endless
        if "pipefail" in self.state.options:
            failed = next((each for each in reversed(statuses) if each.holds is False), None)
            open_one = next((each for each in statuses if each.holds is None), None)
            return failed or open_one or statuses[-1]
        return statuses[-1]

    # Conditions

    def _if(self, statement: If) -> Status:
        return self._branch(statement.branches, 0)

    def _branch(self, branches: tuple[tuple[Statement | None, Block], ...], number: int) -> Status:
        if number == len(branches):
            return SUCCESS
        condition, body = branches[number]
        if condition is None:
            return self.block(body.statements)

        def then() -> Status:
            return self.block(body.statements)

        def otherwise() -> Status:
            return self._branch(branches, number + 1)

        held = self.asked_for(condition)
        if held.sure is not None:
            return self.guarded(held, then if held.holds else otherwise)
        if held.holds is None:
            return self.alternatives([then, otherwise], _BRANCH)
        return self.alternatives([then, otherwise], _BRANCH, likely=0 if held.holds else 1)

    def _case(self, statement: Case) -> Status:
        return self._cases(statement, self.single(statement.subject), 0)

    def _cases(self, statement: Case, subject: Value, first: int) -> Status:
        """Follow the branches from number FIRST on that SUBJECT fits."""
        ways: list[Callable[[], Status]] = []
        assumptions = subject.assumptions
        certain = False
        for number in range(first, len(statement.branches)):
            held, more = self._fits(subject, statement.branches[number][0])
            assumptions += more
            if held is not False:
                ways.append(self._branch_of(statement, subject, number))
            if held:
                certain = True
                break
        if certain and len(ways) == 1:
            return self.guarded(Status(assumptions=together((assumptions,))), ways[0])
        return self.alternatives(ways, _BRANCH, idle=None if certain else SUCCESS) if ways else SUCCESS

    def _branch_of(self, statement: Case, subject: Value, number: int) -> Callable[[], Status]:
        def follow() -> Status:
            at = number
            status = self.block(statement.branches[at][1].statements)
            while statement.ends[at] == ";&" and at + 1 < len(statement.branches):
                at += 1
                status = self.block(statement.branches[at][1].statements)
            return self._cases(statement, subject, at + 1) if statement.ends[at] == ";;&" else status

        return follow

    def _fits(self, subject: Value, patterns: tuple[Word, ...]) -> tuple[bool | None, tuple[Assumption, ...]]:
        result: bool | None = False
        assumptions: tuple[Assumption, ...] = ()
        for word in patterns:
            pattern, more = self.pattern(word)
            assumptions += more
            if word.literal == "*" and word.pattern:
                return True, assumptions
            held = None if pattern is None or subject.text is None else pattern.matches(subject.text)
            if held:
                return True, assumptions
            result = None if held is None else result
        return result, assumptions

    # Loops

    def _for(self, loop: For) -> Status:
        header = self.span(loop.start, loop.end)
        fields = self.fields(loop.words)

        def rounds() -> Status:
            status = SUCCESS
            for field in fields:
                value = field.value
                if GAP in value.woven.text:
                    status = self._any_rounds(header, loop.name, value, loop.body)
                else:
                    status = self._round(header, loop.name, value, loop.body)
            return status

        return self.together(rounds, ("break",), _LOOP)

    def _round(self, header: Span, name: str, value: Value | None, body: Block) -> Status:
        """Follow one round of a loop, over NAME if it has one."""
        before = self.steps
        text, values = "while", ()  # type: tuple[str, tuple[tuple[str, str], ...]]
        if name and value is not None:
            self.state.assign(name, value)
            shown = (value.text or "?")[:80]
            text, values = f"for {name}, {name} = {shown}", ((name, shown),)
        place = real(header)
        if place is not None:
            self.steps = (*before, Step(text, place, values))
        try:
            return self.together(lambda: self.block(body.statements), ("continue",), _LOOP)
        finally:
            self.steps = before

    def _any_rounds(self, header: Span, name: str, value: Value | None, body: Block) -> Status:
        """Follow a round that may be none, one, or many."""
        return self.alternatives([lambda: self._round(header, name, value, body)], _LOOP, idle=SUCCESS, blur=True)

    def _count(self, loop: Count) -> Status:
        return self._counting(self.source.text[loop.start : loop.end], loop.body, self.span(loop.start, loop.end))

    def _while(self, loop: While) -> Status:
        header = self.span(loop.start, loop.end)
        if isinstance(loop.condition, Calculation):
            return self._counting(loop.condition.expression, loop.body, header)
        return self.together(
            lambda: self._rounds(lambda: self.asked_for(loop.condition), loop.body, header), ("break",), _LOOP
        )

    def _counting(self, expression: str, body: Block, header: Span) -> Status:
        """Follow ``for ((first; condition; next))``."""
        inside = expression[expression.find("((") + 2 : expression.rfind("))")]
        parts = inside.split(";")
        if len(parts) != 3 or not self.bash:
            return self._any_rounds(header, "", None, body)
        first, condition, after = parts
        self.calculated(first, header)

        def holds() -> Status:
            return self._calculate(condition, header) if condition.strip() else SUCCESS

        def rounds() -> Status:
            return self._rounds(holds, body, header, after=lambda: self.calculated(after, header))

        return self.together(rounds, ("break",), _LOOP)

    def _rounds(
        self, condition: Callable[[], Status], body: Block, header: Span, after: Callable[[], Value] | None = None
    ) -> Status:
        """Follow rounds as long as CONDITION holds."""
        status = SUCCESS
        undecided = 0
        for _ in range(_MOST_ROUNDS):
            before, asked, read = self.state.copy(), self.asked, self.stdin and self.stdin.at
            held = condition()
            if held.sure is False:
                return status
            if held.sure is None:
                return self._any_rounds(header, "", None, body)
            asks = self.asked > asked
            waiting = len(self.waiting)
            status = self.guarded(held, lambda: self._round(header, "", None, body), instead=OPEN)
            if after is not None:
                after()
            undecided += len(self.waiting) > waiting
            if undecided >= _UNDECIDED_ROUNDS:
                # It ends after one of these, or after one that is like them.
                raise Gone("nowhere")
            if not self.state.same(before) or read != (self.stdin and self.stdin.at):
                continue
            if len(self.waiting) > waiting:
                raise Gone("nowhere")
            if asks or held.assumptions:
                # It waits for something that others do.
                return OPEN
            if not self.background:
                self.outside.hangs(self.origin(header))
            raise Gone("endless")
        self.unfollowed(f"vmlint follows {_MOST_ROUNDS:,} rounds of a loop, not more", header)
        return self._any_rounds(header, "", None, body)


def _as_tested(status: Status) -> Status:
    return Status(status.holds, taken=status.taken, assumptions=status.assumptions, tested=True, code=status.code)


_HANDLERS = {
    Not: "_not", Opaque: "_not_followed", Assign: "_assign", Function: "_function", Chain: "_chain", If: "_if",
    Case: "_case", For: "_for", Count: "_count", While: "_while", Block: "_block", Calculation: "_calculation",
    Subshell: "_subshell", Redirected: "_redirected", Background: "_in_background", Declare: "_declare",
}  # fmt: skip
