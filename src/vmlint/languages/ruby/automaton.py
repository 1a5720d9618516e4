"""The LALR automaton: drives the tables that Lark made at build time; Lark itself is not needed to run it."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.languages.ruby import _tables
from vmlint.languages.ruby.lexer.tokens import Token
from vmlint.languages.ruby.validity import ContextWalk, NumberedParameters

if TYPE_CHECKING:
    from typing import Any

    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.builder import Builder

_ROWS = [dict(zip(kinds, steps)) for kinds, steps in _tables.ROWS]
# Of each state: token kind -> the state to shift to, or ~ of the production to reduce by.
ACTIONS = [_ROWS[row] for row in _tables.STATES]
_GOTOS = [dict(zip(states, targets)) for states, targets in _tables.GOTOS]
END = "$END"


class UnexpectedTokenError(Exception):
    """A token that cannot stand where it stands."""

    def __init__(self, token: Token, states: list[int]) -> None:
        super().__init__(token)
        self.token = token
        self.states = states


def _rules(builder: Builder) -> list[tuple[int, dict[int, int], Any]]:
    """Return, for each production, its length, where to go after it, and what builds it."""
    return [
        (length, _GOTOS[nonterminal], getattr(builder, name) if name else None)
        for nonterminal, length, name in _tables.PRODUCTIONS
    ]


def run(tokens: list[Token], builder: Builder) -> tree.Program:
    """Drive the automaton over TOKENS, which end with END; UnexpectedTokenError is raised at one that does not fit."""
    actions = ACTIONS
    rules = _rules(builder)
    states = [_tables.START]
    values: list[Any] = []
    row = actions[_tables.START]
    for token in tokens:
        kind = token.kind
        while True:
            step = row.get(kind)
            if step is None:
                if kind == END and states[-1] == _tables.ACCEPT:
                    return values[0]  # type: ignore[no-any-return]
                raise UnexpectedTokenError(token, states)
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
    raise AssertionError("the tokens end with END")


def build_program(tokens: list[Token], builder: Builder, size: int) -> tuple[tree.Program, list[tuple[str, int, int]]]:
    """Return the tree of TOKENS, and what Ruby refuses in it though the grammar does not."""
    program = run([*tokens, Token(END, "", size, size)], builder)
    problems = builder.problems
    problems += [("stands-for-nothing", node.start, node.end) for node in builder.loose.values()]
    if builder.needs_walk and not problems:
        problems += ContextWalk().walk(program)
    if builder.uses_numbered and not problems:
        problems += NumberedParameters().check(program)
    return program, problems
