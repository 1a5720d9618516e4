"""The LALR automaton: drives the tables that Lark made at build time; Lark itself is not needed to run it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import _tables
from vmlint.languages.ruby.lexer import Token

if TYPE_CHECKING:
    from typing import Any

    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.builder import Builder

# Of each state: token kind -> the state to shift to, or ~ of the production to reduce by.
# One text meets a third of the states: each row is made when it is first needed.
_ACTIONS: list[dict[str, int] | None] = [None] * len(_tables.STATES)
_GOTOS: list[dict[int, int] | None] = [None] * len(_tables.GOTOS)
END = "$END"


class UnexpectedTokenError(Exception):
    """A token that cannot stand where it stands."""

    def __init__(self, token: Token, states: list[int]) -> None:
        super().__init__(token)
        self.token = token
        self.states = states


def _actions(state: int) -> dict[str, int]:
    """Make what each kind of token does in STATE."""
    kinds, steps = _tables.ROWS[_tables.STATES[state]]
    row = _ACTIONS[state] = dict(zip(kinds, steps))
    return row


def _goto(nonterminal: int) -> dict[int, int]:
    """Make where to go from each state after NONTERMINAL."""
    states, targets = _tables.GOTOS[nonterminal]
    goto = _GOTOS[nonterminal] = dict(zip(states, targets))
    return goto


def run(tokens: list[Token], builder: Builder) -> tree.Program:
    """Drive the automaton over TOKENS, which end with END; UnexpectedTokenError is raised at one that does not fit."""
    actions, gotos, productions = _ACTIONS, _GOTOS, _tables.PRODUCTIONS
    states = [_tables.START]
    values: list[Any] = []
    row = actions[_tables.START] or _actions(_tables.START)
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
                row = actions[step] or _actions(step)
                break
            nonterminal, length, name = productions[~step]
            if not name:
                states.pop()
            elif length:
                children = values[-length:]
                del values[-length:]
                del states[-length:]
                values.append(getattr(builder, name)(*children))
            else:
                values.append(getattr(builder, name)())
            state = (gotos[nonterminal] or _goto(nonterminal))[states[-1]]
            states.append(state)
            row = actions[state] or _actions(state)
    raise AssertionError("the tokens end with END")


def build_program(tokens: list[Token], builder: Builder, size: int) -> tuple[tree.Program, list[tuple[str, int, int]]]:
    """Return the tree of TOKENS, and what Ruby refuses in it though the grammar does not."""
    program = run([*tokens, Token(END, "", size, size)], builder)
    problems = builder.problems
    problems += [("stands-for-nothing", node.start, node.end) for node in builder.loose.values()]
    # That a method assigns a constant is refused, so both must be there.
    walks = builder.needs_walk or (builder.assigns_constants and builder.defines_methods)
    if not problems and (walks or builder.uses_numbered):
        from vmlint.languages.ruby.contexts import ContextWalk, NumberedParameters

        if walks:
            problems += ContextWalk().walk(program)
        if builder.uses_numbered and not problems:
            problems += NumberedParameters().check(program)
    return program, problems
