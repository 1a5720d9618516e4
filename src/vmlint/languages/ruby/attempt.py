"""One parse of a text with some edits, and what tells a good one from a bad one."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import belonging
from vmlint.languages.ruby.automaton import UnexpectedTokenError, build_program
from vmlint.languages.ruby.builder import Builder
from vmlint.languages.ruby.lexer.scanner import LexicalError
from vmlint.languages.ruby.mending import MendingScanner

if TYPE_CHECKING:
    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.mending import Edit

NO_ERROR = 1 << 60
BARS = re.compile(r"\|[ \t]*[\w(*&][^|\n]*\|[ \t\r]*(?:#[^\n]*)?$", re.M)
# Edits that mend almost anything: how many crooked lines they must set right to be believed.
_COSTS = {"block-do": 3, "line": 3}
# How many crooked lines one name that is used outside of its block weighs.
_ASTRAY = 2
# The same for the bars of a block at the end of a line without `do`: Ruby may take them for operators.
_ORPHAN = 30


def is_orphan(text: str, token: Token) -> bool:
    """Whether TOKEN is the first bar of what looks like a block's parameters at the end of a line without `do`."""
    return (
        token.kind == "OPERATOR"
        and token.end - token.start == 1
        and text[token.start] == "|"
        and BARS.match(text, token.start) is not None
    )


def is_doubtful(text: str, edit: Edit) -> bool:
    """Tell whether EDIT adds or takes a quote on a line whose quotes are in pairs as they are."""
    if edit.kind not in ("stop", "open") or edit.key == "heredoc-never-ends":
        return False
    at = edit.position
    while at < len(text) and text[at] not in "\"'\n":
        at += 1
    return at < len(text) and text[at] != "\n" and not is_odd(text, at)


def is_odd(text: str, at: int) -> bool:
    """Tell whether the quote at AT stands on a line with an odd number of its kind."""
    quote = text[at : at + 1]
    if not quote:
        return False
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return (line.count(quote) - line.count("\\" + quote)) % 2 == 1


class Attempt:
    """A parse of the text with some edits: its tree, or the first error."""

    def __init__(self, text: str, edits: list[Edit]) -> None:
        self.edits = edits
        self.scanner = MendingScanner(text, edits)
        self.tokens: list[Token] = self.scanner.tokens
        self.program: tree.Program | None = None
        self.key = ""
        self.start = self.end = NO_ERROR
        # The automaton's states where a token did not fit.
        self.states: list[int] = []
        self.problems: list[tuple[str, int, int]] = []
        builder = Builder(text)
        try:
            self.tokens = self.scanner.run()
            self.program, self.problems = build_program(self.tokens, builder, self.scanner.size)
        except LexicalError as error:
            self.key, self.start, self.end = error.args
        except UnexpectedTokenError as error:
            self.key, self.start, self.end = "unexpected", error.token.start, error.token.end
            self.states = error.states
        self.scanner.look_at_statements()
        if self.problems:
            self.key, self.start, self.end = min(self.problems, key=lambda problem: problem[1])
        # Only a whole program shows which names are used outside of their blocks.
        self.astray, self.first_astray = (0, -1) if self.program is None else belonging.astray(self.program)
        self.orphans = sum(is_orphan(text, token) for token in self.tokens)
        # Other repairs that are as good: what they disagree about is not known.
        self.rivals: list[Attempt] = []

    def rank(self) -> tuple[int, int]:
        """Return what tells a better attempt from a worse: how far it went, and how crooked the layout is."""
        # A text that parses, though Ruby would refuse something in it, is better than one that does not.
        far = self.start if self.program is None or self.start == NO_ERROR else NO_ERROR - 1
        costs = sum(_COSTS.get(edit.key, 0) + 3 * is_doubtful(self.scanner.text, edit) for edit in self.edits)
        return far, -self.crookedness() - costs - _ASTRAY * self.astray - _ORPHAN * self.orphans

    def crookedness(self) -> int:
        """Return how many things are indented in another way than the syntax says."""
        return len(self.scanner.crooked) + len(self.scanner.uneven) + self.scanner.sprawling

    def is_beyond_doubt(self) -> bool:
        """Whether the text parses, and nothing in it says that something else was meant."""
        if self.start != NO_ERROR or self.astray or self.orphans:
            return False
        return self.rank()[1] == 0 or self.edits[-1].key == "do"

    def error_place(self) -> int:
        """Return the number of the token at which the parse stopped."""
        for place, token in enumerate(self.tokens):
            if token.start == self.start and token.end == self.end and token.end > token.start:
                return place
        return len(self.tokens) - 1
