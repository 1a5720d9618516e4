"""Following a script: which commands it would run, in which order, with which words."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.languages.shell.builtin_names import BUILTINS
from vmlint.languages.shell.flow import Flow
from vmlint.languages.shell.outcome import Command, Leave, Script, TooMuchError
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
from vmlint.languages.shell.values import MOST_WORDS
from vmlint.model.value import Origin, Spanned, Step, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.languages.shell.scopes import Value
    from vmlint.languages.shell.tree import Parsed, Statement, Substitution

_DEEPEST = 25


class Evaluation(Flow):
    """Follows the statements of one script."""

    def follow(self, start: int, end: int) -> None:
        """Follow the statements between START and END of the text."""
        parsed = self.parse(start, end)
        self.problems += parsed.problems
        try:
            if self.dialect == "batch":
                from vmlint.languages.shell.batch.labels import follow_lines, routines

                self.functions.update(routines(parsed.body))
                follow_lines(self, parsed.body.statements)
            else:
                self._block(parsed.body)
        except Leave:
            pass
        except TooMuchError:
            reason = f"vmlint makes {MOST_WORDS:,} words of a script, not more: nothing from here on is followed"
            self.note(reason, Span(self.source, start, start), hides=True)

    def parse(self, start: int, end: int) -> Parsed:
        """Return the statements between START and END of the text."""
        if self.dialect == "batch":
            from vmlint.languages.shell.batch import parse
        elif self.dialect == "powershell":
            from vmlint.languages.shell.powershell import parse
        else:
            from vmlint.languages.shell.posix import parse
        return parse(self.text, start, end)

    def script(self) -> Script:
        """Return what was followed so far."""
        return Script(self.source, tuple(self.commands), tuple(self.notes), tuple(self.problems))

    # Statements

    def statement(self, statement: Statement) -> None:
        """Follow one statement."""
        kind = type(statement)
        if kind is Simple:
            self._simple(statement)  # type: ignore[arg-type]
        else:
            handler = _HANDLERS.get(kind)
            if handler is not None:
                getattr(self, handler)(statement)

    def _not(self, statement: Not) -> None:
        self.statement(statement.condition)

    def _inside(self, statement: Redirected | Background) -> None:
        self.statement(statement.body)

    def _declare(self, statement: Declare) -> None:
        for assign in statement.assigned:
            self._assign(assign)

    def _opaque(self, statement: Opaque) -> None:
        self.note(statement.reason, Span(self.source, statement.start, statement.end), hides=True)

    def _assign(self, statement: Assign) -> None:
        span = Span(self.source, statement.start, statement.end)
        value: Value
        if statement.operator == "arithmetic":
            expression = statement.words[0].pieces[0]
            value = self.expander.number(getattr(expression, "reason", ""), span)
        elif statement.is_list:
            value = tuple(self.expander.words(statement.words))
        else:
            value = self.expander.single(statement.words[0])
        if statement.operator == "+=":
            value = self._appended(self.scopes.look_up(statement.name), value)
        self.scopes.assign(statement.name, value, local=statement.local)

    @staticmethod
    def _appended(before: Value, value: Value) -> Value:
        if isinstance(before, tuple):
            return before + (value if isinstance(value, tuple) else () if value is None else (value,))
        if before is None or isinstance(value, tuple) or value is None:
            return value
        if not isinstance(before.value, str) or not isinstance(value.value, str):
            return Spanned(before.value if not before.known else value.value, None, ())
        text: str | Unknown = before.value + value.value
        if len(before.value) + len(value.value) > 16_384:
            text = Unknown("it is longer than vmlint follows")
        return Spanned(text, value.span, before.assumptions + value.assumptions, value.origins)

    def _function(self, statement: Function) -> None:
        self.functions[self.scopes.key(statement.name)] = statement

    # Commands

    def _simple(self, simple: Simple) -> None:
        words = self.expander.words(simple.words)
        if not words:
            return
        head = words[0].value
        span = Span(self.source, simple.start, simple.end)
        if isinstance(head, str):
            name = self.scopes.key(head)
            function = self.functions.get(name)
            if function is not None:
                self.call(function, words[1:], span)
                return
            if name in self.aliases:
                words = [*self.aliases[name], *words[1:]]
            elif name in BUILTINS:
                from vmlint.languages.shell.builtins import run_builtin

                words = run_builtin(self, words, span)
                if not words:
                    return
        origin = Origin(span, self.possible == 0, self.assumptions, self.steps)
        self.commands.append(Command(tuple(words), origin))

    def call(self, function: Function, arguments: list[Spanned], span: Span) -> None:
        """Follow a function that is called with ARGUMENTS."""
        self.rounds += 1
        if self.depth >= _DEEPEST or self.rounds > self.most_rounds:
            self.note(f"`{function.name}` calls itself, or is called more often than vmlint follows", span, hides=True)
            return
        self.depth += 1
        self.scopes.enter(tuple(arguments))
        before, doubts = self.steps, self.doubts
        self.steps = (*self.steps, Step(function.name, span, ()))
        self._bind(function, arguments)
        try:
            self._block(function.body)
        except Leave as leaving:
            if leaving.how != "return":
                raise
        finally:
            self.steps = before
            self.possible -= self.doubts - doubts
            self.doubts = doubts
            self.scopes.leave()
            self.depth -= 1

    def _bind(self, function: Function, arguments: list[Spanned]) -> None:
        """Give the parameters of a PowerShell function their values, named ones first."""
        if not function.parameters:
            return
        names = {name.lower(): name for name, _ in function.parameters}
        given: dict[str, Spanned] = {}
        rest: list[Spanned] = []
        waiting = iter(arguments)
        for argument in waiting:
            name = str(argument.value)[1:].rstrip(":").lower() if str(argument.value).startswith("-") else ""
            if name in names and argument.known:
                given[name] = next(waiting, Spanned("", None, ()))
            else:
                rest.append(argument)
        for name, default in function.parameters:
            value: Value = given.get(name.lower())
            if value is None and rest:
                value = rest.pop(0)
            elif value is None:
                value = Spanned("", None, ()) if default is None else self.expander.single(default)
            self.scopes.assign(name, value, local=True)

    def printed(self, piece: Substitution) -> Iterable[Spanned]:
        """Return what a substitution prints."""
        from vmlint.languages.shell.substitution import printed

        return printed(piece, self)


_HANDLERS = {
    Not: "_not", Opaque: "_opaque", Assign: "_assign", Function: "_function", Chain: "_chain", If: "_if",
    Case: "_case", For: "_for", Count: "_count", While: "_while", Block: "_block", Calculation: "_opaque",
    Subshell: "_block", Redirected: "_inside", Background: "_inside", Declare: "_declare",
}  # fmt: skip
