"""The parser: text to tree, by LALR tables that Lark made at build time; Lark itself is not needed to run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmlint.languages.ruby import _tables, tree
from vmlint.languages.ruby.builder import Builder
from vmlint.languages.ruby.lexer.scanner import LexicalError, Scanner
from vmlint.languages.ruby.validity import ContextWalk, NumberedParameters
from vmlint.record import Record

if TYPE_CHECKING:
    from typing import Any

    from vmlint.languages.ruby.lexer.tokens import Token

_ROWS = [dict(zip(kinds, steps)) for kinds, steps in _tables.ROWS]
ACTIONS = [_ROWS[row] for row in _tables.STATES]
GOTOS = [dict(zip(states, targets)) for states, targets in _tables.GOTOS]


class SyntaxProblem(Record):
    """What Ruby refuses, and where a person would point to."""

    __slots__ = ("start", "end", "message")
    start: int
    end: int
    message: str


class ParseResult(Record):
    """A parsed text. No ``problems``: Ruby accepts it. ``damaged``: the spans of statements that were mended."""

    __slots__ = ("program", "problems", "damaged")
    program: tree.Program
    problems: list[SyntaxProblem]
    damaged: list[tuple[int, int]]

    @property
    def errors(self) -> list[SyntaxProblem]:
        """The problems."""
        return self.problems


class Unexpected(Exception):
    """A token that cannot stand where it stands."""

    def __init__(self, token: Token, states: list[int]) -> None:
        super().__init__(token)
        self.token = token
        self.states = states


def productions(builder: Builder) -> list[tuple[int, dict[int, int], Any]]:
    """Return, for each production, its length, where to go after it, and what builds it."""
    return [
        (length, GOTOS[nonterminal] if nonterminal >= 0 else {}, getattr(builder, name) if name else None)
        for nonterminal, length, name in _tables.PRODUCTIONS
    ]


def run(tokens: list[Token], builder: Builder) -> tree.Program:
    """Drive the LALR automaton over TOKENS; raise Unexpected at the first that does not fit."""
    actions = ACTIONS
    rules = productions(builder)
    states = [_tables.START]
    values: list[Any] = []
    row = actions[_tables.START]
    for token in tokens:
        kind = token.kind
        while True:
            step = row.get(kind)
            if step is None:
                if kind == "$END" and states[-1] == _tables.ACCEPT:
                    return values[0]  # type: ignore[no-any-return]
                raise Unexpected(token, states)
            if step >= 0:
                states.append(step)
                values.append(token)
                row = actions[step]
                break
            length, goto, build = rules[~step]
            if build is None:
                states.pop()
            elif length:
                children = values[-length:]
                del values[-length:]
                del states[-length:]
                values.append(build(*children))
            else:
                values.append(build())
            state = goto[states[-1]]
            states.append(state)
            row = actions[state]
    raise AssertionError("the tokens end with $END")


def parse(text: str) -> ParseResult:
    """Parse TEXT; whatever it is, the result holds what could be made of it."""
    from vmlint.languages.ruby.lexer.tokens import Token

    scanner = Scanner(text)
    builder = Builder(text)
    try:
        tokens = scanner.run()
        tokens.append(Token("$END", "", scanner.size, scanner.size))
        program = run(tokens, builder)
    except LexicalError as error:
        key, start, end = error.args
        return _refused(text, key, start, end)
    except Unexpected as error:
        return _refused(text, "unexpected", error.token.start, error.token.end)
    program.data = (scanner.data, len(text)) if scanner.data is not None else None  # type: ignore[misc]
    problems = [SyntaxProblem(start, end, key) for key, start, end in builder.problems]
    problems += [SyntaxProblem(one.start, one.end, "stands-for-nothing") for one in builder.loose.values()]
    if builder.needs_walk and not problems:
        problems += [SyntaxProblem(start, end, key) for key, start, end in ContextWalk().walk(program)]
    if builder.uses_numbered and not problems:
        problems += [SyntaxProblem(start, end, key) for key, start, end in NumberedParameters().check(program)]
    return ParseResult(program, problems, [])


def _refused(text: str, key: str, start: int, end: int) -> ParseResult:
    body = tree.Statements(0, len(text), [tree.Missing(0, len(text))])
    return ParseResult(tree.Program(0, len(text), body, None), [SyntaxProblem(start, end, key)], [(0, len(text))])
