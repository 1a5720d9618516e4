"""Commands: functions, built-ins, programs; where their streams go; what is printed in ``$(…)``."""

from __future__ import annotations

from bisect import bisect_right

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import Woven, WovenSource, gap, joined, made, of_span, real
from vmlint.languages.shell.effects.redirecting import Redirecting
from vmlint.languages.shell.effects.streams import NOBODY, Sink
from vmlint.languages.shell.effects.values import (
    OPEN,
    SUCCESS,
    Gone,
    Status,
    Value,
    handed,
    plain,
    together,
)
from vmlint.languages.shell.outside import Call
from vmlint.languages.shell.posix import parse_once as parse
from vmlint.languages.shell.tree import Simple
from vmlint.model.value import Spanned, Step

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.shell.effects.expansion import Field
    from vmlint.languages.shell.tree import Assign, Parsed, Statement, Substitution

DEEPEST = 25
_PROTECTED = later(r"\\[`$\\]")
SPECIAL = frozenset(
    (":", ".", "break", "continue", "eval", "exec", "exit", "export", "readonly", "return", "set", "shift", "times",
     "trap", "unset")
)  # fmt: skip
"""Built-ins that keep what stands in front of them, and whose failure ends a plain shell."""
_DEEPEST_SUBSTITUTION = 12
_AGAIN = 3
_READING = frozenset(
    ("cat", "tee", "ssh", "sh", "bash", "dash", "xargs", "sort", "grep", "sed", "awk", "wc", "head", "tr")
)
"""Programs that read all that is left of what they may read."""


class Commands(Redirecting):
    """Runs simple commands. ``serving``: something in the background never ends."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.calls = 0
        self.told: dict[str, tuple[Value, Spanned]] = {}
        self.returnable = 0
        self.serving = False
        self.calling: list[str] = []

    def block(self, statements: tuple[Statement, ...]) -> Status:
        """Follow statements one after the other."""
        raise NotImplementedError

    def builtin(self, name: str, fields: list[Field], span: Span) -> Status | None:
        """Do what a command of the shell does; None where it is none."""
        raise NotImplementedError

    # Simple commands

    def simple(self, simple: Simple) -> Status:
        """Follow a command."""
        span = self.span(simple.start, simple.end)
        fields = self.fields(simple.words)
        if fields and fields[0].text == "exec" and len(fields) == 1:
            return self.redirect_for_good(simple.redirections)
        if not simple.redirections:
            return self._with(simple.assigned, fields, span)
        special = not self.bash and bool(fields) and fields[0].text in SPECIAL
        return self.redirected(simple.redirections, lambda: self._with(simple.assigned, fields, span), special=special)

    def _with(self, assigned: tuple[Assign, ...], fields: list[Field], span: Span) -> Status:
        """Run a command with what stands in front of it."""
        if not fields:
            return SUCCESS
        if not assigned:
            return self.command(fields, span)
        before = {each.name: self.state.variables.get(each.name) for each in assigned}
        if not self.bash and fields[0].text in SPECIAL:
            for each in assigned:
                self.assign(each)
            return self.command(fields, span)
        exported = self.state.exported
        for each in assigned:
            self.state.assign(each.name, self.single(each.words[0]) if each.words and not each.is_list else plain(""))
        self.state.exported |= frozenset(before)
        try:
            return self.command(fields, span)
        finally:
            self.state.exported = exported
            for name, value in before.items():
                if value is None:
                    self.state.variables.pop(name, None)
                else:
                    self.state.variables[name] = value

    def command(self, fields: list[Field], span: Span, *, functions: bool = True) -> Status:
        """Run the command FIELDS: a function, a built-in, or a program."""
        name = fields[0].text
        if name is not None:
            function = self.state.functions.get(name) if functions else None
            if function is not None:
                return self._call(name, fields[1:], span)
            done = self.builtin(name, fields, span)
            if done is not None:
                return done
        return self.program(fields, span)

    def program(self, fields: list[Field], span: Span) -> Status:
        """Let a program run outside."""
        self.asked += 1
        words = tuple(handed(field.value, field.span) for field in fields)
        out = self.fds.get(1, NOBODY)
        stdin = None
        if self.stdin is not None:
            stdin = self.stdin.rest()
            if str(words[0].value).rpartition("/")[2] in _READING:
                self.stdin.at = len(self.stdin.text.text)
        call = Call(
            words,
            self.origin(span, together(word.assumptions for word in words)),
            stdin,
            self.environment(),
            handed(self.state.cwd, None),
            self.user,
            self.background,
            out.kept,
        )
        answer = self.outside.run(call)
        out.add(answer.printed)
        if answer.endless and not self.background:
            raise Gone("endless")
        self.serving = self.serving or (answer.endless and self.certain)
        return Status(answer.status, taken=answer.taken, assumptions=answer.assumptions)

    def environment(self) -> dict[str, Spanned]:
        """Return what a program sees of the variables."""
        found: dict[str, Spanned] = {}
        for name in sorted(self.state.exported):
            held = self.state.variables.get(name)
            if not isinstance(held, Value):
                continue
            told = self.told.get(name)
            if told is None or told[0] is not held:
                told = self.told[name] = held, handed(held, None)
            found[name] = told[1]
        return found

    # Functions

    def _call(self, name: str, fields: list[Field], span: Span) -> Status:
        function, source, path = self.state.functions[name]
        self.calls += 1
        if not self.certain and self.calling.count(name) >= _AGAIN:
            # It may do the same any number of times: asking until an answer is right, say.
            return OPEN
        if self.depth >= DEEPEST:
            self.unfollowed(f"`{name}` calls itself more often than vmlint follows", span)
            return OPEN
        saved, arguments, steps = (self.source, self.path), self.state.arguments, self.steps
        self.depth += 1
        self.returnable += 1
        self.calling.append(name)
        self.source, self.path = source, path
        self.state.arguments = tuple(field.value for field in fields)
        self.state.enter()
        place = real(span)
        if place is not None:
            self.steps = (*steps, Step(name, place, ()))
        try:
            done = self.together(lambda: self.block(function.body.statements), ("return",), "a function ends early")
            return Status(done.holds, taken=done.taken, assumptions=done.assumptions, code=done.code)
        finally:
            self.returnable -= 1
            self.calling.pop()
            self.state.leave()
            self.state.arguments = arguments
            self.steps = steps
            self.source, self.path = saved
            self.depth -= 1

    # Texts that are run

    def text(self, parsed: Parsed) -> Status:
        """Follow a whole text: a shell reads it line by line, up to one that it refuses."""
        if parsed.refused is None:
            return self.block(parsed.body.statements)
        line = self.source.text.rfind("\n", 0, parsed.refused) + 1
        self.block(parsed.body.statements[: bisect_right(parsed.ends, line)])
        return Status(False, code=2)

    def sourced(self, text: Woven, path: str, arguments: list[Field], span: Span) -> Status:
        """Follow a text in this shell: ``source``, ``eval``."""
        if self.depth >= DEEPEST:
            self.unfollowed("texts that run texts are followed so deep, not deeper", span)
            return OPEN
        source = text.source(path)
        parsed = parse(source.text)
        saved, given = (self.source, self.path), self.state.arguments
        self.depth += 1
        self.source, self.path = source, path
        if arguments:
            self.state.arguments = tuple(field.value for field in arguments)
        try:
            return self.text(parsed)
        finally:
            if arguments:
                self.state.arguments = given
            self.source, self.path = saved
            self.depth -= 1

    # Substitutions

    def substituted(self, piece: Substitution) -> Value:
        """Return what ``$(…)`` prints, without the ends of its last lines."""
        place = real(self.span(piece.start, piece.end))
        text = self.captured(piece.commands, piece.inside, place)
        end = len(text.text)
        while end and text.text[end - 1] == "\n":
            end -= 1
        status = self.substituted_status
        return Value(text.cut(0, end), () if status is None else status.assumptions)

    def captured(self, commands: str, inside: int, place: Span | None) -> Woven:
        """Return what COMMANDS print, which stand at INSIDE."""
        shown = " ".join(commands[:200].split())
        shown = shown if len(shown) < 60 else shown[:59] + "…"
        if self.depth >= _DEEPEST_SUBSTITUTION:
            return gap(f"the output of `{shown}`", place)
        saved = self.source
        if "\\" in commands and self.source.text[inside - 1 : inside] == "`":
            self.source = WovenSource(
                saved.path, _without_backslashes(of_span(self.span(inside, inside + len(commands))))
            )
            parsed = parse(self.source.text)
        elif self.source.text.startswith(commands, inside):
            parsed = parse(self.source.text, inside, inside + len(commands))
        else:
            self.source = WovenSource(saved.path, made(commands, place))
            parsed = parse(commands)
        sink = Sink(kept=True)
        fds, options, condition, number = self.fds, self.state.options, self.condition, len(self.open)
        self.fds = {**fds, 1: sink}
        self.open.append(sink)
        self.depth += 1
        statements = parsed.body.statements
        only = statements[0] if len(statements) == 1 else None
        try:
            if type(only) is Simple and not only.words and [each.operator for each in only.redirections] == ["<"]:
                self.substituted_status = self.redirected(only.redirections, self._poured)
            else:
                self.substituted_status = self.inside(lambda: self._without_e(parsed))
        finally:
            self.depth -= 1
            self.fds, self.condition = fds, condition
            self.source = saved
            del self.open[number:]
            self.state.options = options
        return sink.text()

    def _without_e(self, parsed: Parsed) -> Status:
        if self.bash:
            self.state.options -= {"e"}
        return self.text(parsed)

    def _poured(self) -> Status:
        if self.stdin is not None:
            self.fds[1].add(self.stdin.rest())
        return SUCCESS


def _without_backslashes(text: Woven) -> Woven:
    """Return what stands in backquotes, where a backslash protects backquotes, dollars and itself."""
    parts, at = [], 0
    for match in _PROTECTED.finditer(text.text):
        parts.append(text.cut(at, match.start()))
        at = match.start() + 1
    parts.append(text.cut(at, len(text.text)))
    return joined(parts)
