"""Commands: functions, built-ins, programs; where their streams go; what is printed in ``$(…)``."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, Woven, WovenSource, gap, joined, made, of_span, real
from vmlint.languages.shell.effects.core import Core
from vmlint.languages.shell.effects.numbers import NoNumberError, Numbers
from vmlint.languages.shell.effects.state import first_of
from vmlint.languages.shell.effects.streams import NOBODY, Sink, Stream
from vmlint.languages.shell.effects.values import (
    FAILURE,
    OPEN,
    SUCCESS,
    Gone,
    Status,
    Value,
    concatenated,
    handed,
    plain,
    together,
    unknown,
)
from vmlint.languages.shell.outside import Call
from vmlint.languages.shell.posix import parse
from vmlint.languages.shell.posix.words import WordReader
from vmlint.languages.shell.quotes import read_quoted
from vmlint.languages.shell.tree import Piped, Redirection, Simple, Word
from vmlint.model.value import Spanned, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span
    from vmlint.languages.shell.effects.expansion import Field
    from vmlint.languages.shell.effects.values import Held
    from vmlint.languages.shell.tree import Assign, Piece, Statement, Substitution

DEEPEST = 25
_PROTECTED = re.compile(r"\\[`$\\]")
SPECIAL = frozenset(
    (":", ".", "break", "continue", "eval", "exec", "exit", "export", "readonly", "return", "set", "shift", "times",
     "trap", "unset")
)  # fmt: skip
"""Built-ins that keep what stands in front of them, and whose failure ends a plain shell."""
_NO_DOLLAR = re.compile(r"[^\\$`]+")
_DEEPEST_SUBSTITUTION = 12
_READING = frozenset(
    ("cat", "tee", "ssh", "sh", "bash", "dash", "xargs", "sort", "grep", "sed", "awk", "wc", "head", "tr")
)
"""Programs that read all that is left of what they may read."""


class Commands(Core):
    """Runs simple commands. ``background``: nothing waits for what is followed."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.background = False
        self.lasting: list[Sink] = []
        self.calls = 0
        self.returnable = 0

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
            return self._redirect_for_good(simple.redirections)
        if not simple.redirections:
            return self._with(simple.assigned, fields, span)
        return self.redirected(simple.redirections, lambda: self._with(simple.assigned, fields, span))

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
        return Status(answer.status, taken=answer.taken, assumptions=answer.assumptions)

    def environment(self) -> dict[str, Spanned]:
        """Return what a program sees of the variables."""
        found: dict[str, Spanned] = {}
        for name in sorted(self.state.exported):
            held = self.state.variables.get(name)
            if isinstance(held, Value):
                found[name] = handed(held, None)
        return found

    # Functions

    def _call(self, name: str, fields: list[Field], span: Span) -> Status:
        function, source = self.state.functions[name]
        self.calls += 1
        if self.depth >= DEEPEST:
            self.unfollowed(f"`{name}` calls itself more often than vmlint follows", span)
            return OPEN
        saved, arguments, steps = self.source, self.state.arguments, self.steps
        self.depth += 1
        self.returnable += 1
        self.source = source
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
            self.state.leave()
            self.state.arguments = arguments
            self.steps = steps
            self.source = saved
            self.depth -= 1

    # Texts that are run

    def sourced(self, text: Woven, path: str, arguments: list[Field], span: Span) -> Status:
        """Follow a text in this shell: ``source``, ``eval``."""
        if self.depth >= DEEPEST:
            self.unfollowed("texts that run texts are followed so deep, not deeper", span)
            return OPEN
        source = text.source(path)
        parsed = parse(source.text)
        saved, given = self.source, self.state.arguments
        self.depth += 1
        self.source = source
        if arguments:
            self.state.arguments = tuple(field.value for field in arguments)
        try:
            return self.block(parsed.body.statements)
        finally:
            if arguments:
                self.state.arguments = given
            self.source = saved
            self.depth -= 1

    # Streams

    def redirected(self, redirections: tuple[Redirection, ...], action: Callable[[], Status]) -> Status:
        """Do ACTION with its streams elsewhere; what was printed is then written."""
        if not self.bash and any(each.operator.startswith("&>") for each in redirections):
            return self._split_off(redirections, action)
        fds, stdin, number = self.fds, self.stdin, len(self.open)
        self.fds = dict(fds)
        files: list[Sink] = []
        try:
            for each in redirections:
                if not self._redirect(each, files):
                    return Status(False, code=1 if self.bash else 2)
            status = action()
        except Gone:
            self._shut(files, number, fds, stdin)
            raise
        finally:
            self.fds, self.stdin = fds, stdin
            del self.open[number:]
        return FAILURE if self._shut(files, number, fds, stdin) is False else status

    def _split_off(self, redirections: tuple[Redirection, ...], action: Callable[[], Status]) -> Status:
        """``cmd &> file`` in a plain shell: a command in the background, then a file that gets empty."""
        self.in_background(lambda: self.redirected(tuple(_no_ampersand(redirections)), action))
        files = [each for each in redirections if each.operator.startswith("&>")]
        empty = [Redirection(1, each.operator[1:], each.word, each.start, each.end) for each in files]
        return self.redirected(tuple(empty), lambda: SUCCESS)

    def in_background(self, action: Callable[[], Status]) -> Status:
        """Do ACTION, for which nothing waits."""
        before = self.background
        self.background = True
        try:
            self.inside(action)
        except Gone:
            # What never ends in the background ends nothing here.
            pass
        finally:
            self.background = before
        return SUCCESS

    def _shut(self, files: list[Sink], number: int, fds: dict[int, Sink], stdin: Stream | None) -> bool:
        del self.open[number:]
        self.fds, self.stdin = fds, stdin
        written = [self._write(sink) for sink in files]
        return all(written)

    def _write(self, sink: Sink) -> bool:
        if sink.path is None or sink.span is None:
            return True
        self.asked += 1
        path = handed(sink.path, sink.span)
        origin = self.origin(sink.span, path.assumptions)
        return self.outside.write(path, sink.text(), origin, append=sink.append) is not False

    def _redirect(self, each: Redirection, files: list[Sink]) -> bool:
        """Let one stream go elsewhere; return whether that succeeds."""
        operator = each.operator
        span = self.span(each.start, each.end)
        if operator == "<<":
            self.stdin = Stream((self.single(each.word) if each.word is not None else plain("")).woven)
            return True
        assert each.word is not None
        if operator == "<<<":
            self.stdin = Stream(joined((self.single(each.word).woven, made("\n", real(span)))))
            return True
        only = each.word.pieces[0] if each.word.pieces else None
        if isinstance(only, Piped):
            return self._pipe(each, only, operator)
        target = self.single(each.word)
        if (operator in (">&", "<&") and (target.text or "").rstrip("-").isdigit()) or target.text == "-":
            return self._duplicate(each.fd, target.text or "")
        if operator in ("<", "<>"):
            return self._read_from(target, span) if each.fd == 0 else True
        sink = self._sink(target, append=operator in (">>", "&>>"), span=self.span(each.word.start, each.word.end))
        if sink.path is not None:
            files.append(sink)
            self.open.append(sink)
        self.fds[each.fd] = sink
        if operator in ("&>", "&>>", ">&"):
            self.fds[1] = self.fds[2] = sink
        return True

    def _duplicate(self, fd: int, target: str) -> bool:
        if target.rstrip("-").isdigit():
            other = int(target.rstrip("-")[:4])
            if fd != 0 and other != 0:
                self.fds[fd] = self.fds.get(other, NOBODY)
        elif fd == 0:
            self.stdin = None
        else:
            self.fds[fd] = NOBODY
        return True

    def _sink(self, target: Value, *, append: bool, span: Span) -> Sink:
        text = target.text
        if text in ("/dev/null", "/dev/tty", "/dev/stderr", "/dev/stdout", "/dev/fd/1", "/dev/fd/2"):
            number = 1 if text in ("/dev/stdout", "/dev/fd/1") else 2 if text in ("/dev/stderr", "/dev/fd/2") else 0
            return self.fds.get(number, NOBODY) if number else NOBODY
        return Sink(kept=True, path=self.absolute(target), append=append, span=span)

    def _read_from(self, target: Value, span: Span) -> bool:
        if target.text in ("/dev/null", "/dev/tty", "/dev/stdin"):
            if target.text == "/dev/null":
                self.stdin = Stream(made("", None))
            return True
        path = self.absolute(target)
        if path.text is None:
            self.stdin = Stream(gap(path.woven.reason, real(span)))
            return True
        self.asked += 1
        text = self.outside.read(handed(path, span), real(span) or span)
        if text is None:
            return False
        self.stdin = Stream(text)
        return True

    def _pipe(self, each: Redirection, piped: Piped, operator: str) -> bool:
        """``< <(commands)`` reads what they print; ``> >(commands)`` is not followed further."""
        if operator == "<":
            self.stdin = Stream(self.captured(piped.commands, piped.inside, real(self.span(each.start, each.end))))
        else:
            self.fds[each.fd] = NOBODY
            if operator.startswith("&"):
                self.fds[1] = self.fds[2] = NOBODY
        return True

    def _redirect_for_good(self, redirections: tuple[Redirection, ...]) -> Status:
        files: list[Sink] = []
        for each in redirections:
            if not self._redirect(each, files):
                raise Gone("exit", FAILURE)
        self.lasting += files
        return SUCCESS

    def finish(self) -> None:
        """Write what ``exec > file`` gathered."""
        files, self.lasting = self.lasting, []
        for sink in files:
            self._write(sink)

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
                self.substituted_status = self.inside(lambda: self._without_e(statements))
        finally:
            self.depth -= 1
            self.fds, self.condition = fds, condition
            self.source = saved
            del self.open[number:]
            self.state.options = options
        return sink.text()

    def _without_e(self, statements: tuple[Statement, ...]) -> Status:
        if self.bash:
            self.state.options -= {"e"}
        return self.block(statements)

    def _poured(self) -> Status:
        if self.stdin is not None:
            self.fds[1].add(self.stdin.rest())
        return SUCCESS

    # Arithmetic

    def calculated(self, expression: str, span: Span) -> Value:
        """Return the value of an expression of arithmetic, unknown where it has none."""
        assumptions: list[tuple[object, ...]] = []
        reason = ""
        if "$" in expression or "`" in expression:
            spread = self.expanded(made(expression, real(span)))
            assumptions.append(spread.assumptions)
            if spread.text is None:
                return unknown(spread.woven.reason, span)
            expression = spread.text

        def look_up(name: str) -> int:
            nonlocal reason
            value = self._number_of(name, span)
            assumptions.append(value.assumptions)
            if value.text is None:
                reason = reason or value.woven.reason
                raise NoNumberError
            return 0 if not value.text.strip() else Numbers(value.text, _refuse, _refuse_to_set).value()

        def assign(name: str, number: int) -> None:
            if "[" not in name:
                self.state.assign(name, Value(made(str(number), real(span)), together(assumptions)))

        try:
            number = Numbers(expression, look_up, assign).value()
        except NoNumberError:
            return unknown(reason or f"the value of `{expression.strip()[:60]}`".replace(GAP, "…"), span)
        return Value(made(str(number), real(span)), together(assumptions))

    def _number_of(self, name: str, span: Span) -> Value:
        name, bracket, index = name.partition("[")
        held = self.look_up(name)
        if bracket and isinstance(held, tuple):
            at = self.calculated(index.rstrip("]"), span).text
            return (
                unknown("an item of a list", span)
                if at is None
                else (held[int(at)] if -len(held) <= int(at) < len(held) else plain("0"))
            )
        return self.absent(name, span) if held is None else first_of(held)

    def expanded(self, text: Woven) -> Value:
        """Return TEXT with its variables and substitutions replaced, as in double quotes."""
        saved = self.source
        self.source = WovenSource(saved.path, text)
        pieces: list[Piece] = []
        reader = WordReader(text.text, [])
        read_quoted(text.text, 0, len(text.text), pieces, _NO_DOLLAR, reader.in_here_document)
        try:
            return self.single(Word(tuple(pieces), False, 0, len(text.text)))
        finally:
            self.source = saved

    def _listed(self, each: Assign, held: Held | None) -> Held:
        """Return the list, or the table, that stands in brackets."""
        if not isinstance(held, dict):
            return tuple(field.value for field in self.fields(each.words))
        table: dict[str, Value] = {}
        for word in each.words:
            value = self.single(word)
            text = value.woven.text
            close = text.find("]=")
            if text.startswith("[") and close > 0 and GAP not in text[:close]:
                table[text[1:close]] = Value(value.woven.cut(close + 2, len(text)), value.assumptions)
        return table

    def _put(self, held: Held | None, index: str, value: Value, span: Span) -> Held:
        """Return a list or table with one value replaced."""
        if isinstance(held, dict):
            name = self.expanded(made(_key(index), real(span))).text
            return unknown("a table with names that are not known", span) if name is None else {**held, name: value}
        items = held if isinstance(held, tuple) else () if held is None else (held,)
        at = self.calculated(index, span).text
        if at is None or not 0 <= int(at) <= len(items):
            return unknown("a list of which not every value is known", span)
        return (*items[: int(at)], value, *items[int(at) + 1 :])

    def _forget(self) -> None:
        self.substituted_status = None

    def assign(self, each: Assign, *, local: bool = False) -> Status:
        """Follow ``name=value``; its status is that of the last substitution in it."""
        self._forget()
        value: Held
        name, bracket, index = each.name.partition("[")
        held = self.state.variables.get(name)
        if each.is_list and self.bash:
            value = self._listed(each, held)
        else:
            value = self.single(each.words[0]) if each.words else plain("")
        if bracket and isinstance(value, Value):
            value = self._put(held, index.rstrip("]"), value, self.span(each.start, each.end))
        elif each.operator == "+=":
            before = self.look_up(name)
            if isinstance(before, dict) and isinstance(value, dict):
                value = {**before, **value}
            elif isinstance(before, tuple) and not isinstance(value, dict):
                value = before + (value if isinstance(value, tuple) else (value,))
            elif isinstance(before, Value) and isinstance(value, Value):
                value = concatenated([before, value])
        self.state.assign(name, value, local=local)
        status = self.substituted_status
        return SUCCESS if status is None else status


def _key(text: str) -> str:
    return text.strip("\"'")


def _without_backslashes(text: Woven) -> Woven:
    """Return what stands in backquotes, where a backslash protects backquotes, dollars and itself."""
    parts, at = [], 0
    for match in _PROTECTED.finditer(text.text):
        parts.append(text.cut(at, match.start()))
        at = match.start() + 1
    parts.append(text.cut(at, len(text.text)))
    return joined(parts)


def _no_ampersand(redirections: tuple[Redirection, ...]) -> list[Redirection]:
    return [each for each in redirections if not each.operator.startswith("&>")]


def _refuse(_name: str) -> int:
    raise NoNumberError


def _refuse_to_set(_name: str, _value: int) -> None:
    raise NoNumberError
