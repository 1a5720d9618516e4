"""What the lexer is inside of: one level for each open bracket, block, keyword construct or interpolation."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.languages.ruby.lexer import Token

TOP = "top"
GROUP = "("  # a parenthesis round statements
CALL = "call("  # a parenthesis round arguments
PARAMETERS = "parameters("  # a parenthesis round formal parameters, or inside them
ARRAY = "["  # also an index
HASH = "{"
BLOCK = "block{"  # the braces of a block or a lambda
KEYWORD = "keyword"  # whatever `end` closes
EMBEDDED = "#{"

# Between these brackets a new line ends nothing.
LIST_KINDS = frozenset((CALL, PARAMETERS, ARRAY, HASH))

_CHUNKS: dict[tuple[str, str, bool, bool], re.Pattern[str]] = {}


class OpenString:
    """A string that is being read.

    ``kind``: string, command, symbol, regex, words or symbols. ``limit`` is where its text ends for sure (a heredoc's
    end), ``resume`` where the code goes on after a heredoc. ``pieces`` are the content tokens of a heredoc.
    """

    __slots__ = (
        "begin", "chunk", "depth", "heredoc", "in_word", "interpolates", "is_label_possible", "kind", "limit", "opener",
        "pieces", "raw", "resume", "squiggly", "start", "terminator", "text_start",
    )  # fmt: skip

    def __init__(
        self, kind: str, start: int, text_start: int, terminator: str, opener: str = "", interpolates: bool = True
    ) -> None:
        self.kind = kind
        self.start = start
        self.text_start = text_start
        self.terminator = terminator
        self.opener = opener
        self.interpolates = interpolates
        self.raw = False
        self.heredoc = False
        self.squiggly = False
        self.is_label_possible = False
        self.limit = -1
        self.resume = -1
        self.depth = 0
        self.in_word = False
        self.begin: Token | None = None
        self.pieces: list[Token | None] = []
        self.chunk = _chunk(terminator, opener, interpolates, kind in ("words", "symbols") and interpolates)


def _chunk(terminator: str, opener: str, interpolates: bool, words: bool) -> re.Pattern[str]:
    """Return the pattern of a stretch of text in which nothing needs a look."""
    key = (terminator, opener, interpolates, words)
    pattern = _CHUNKS.get(key)
    if pattern is None:
        stops = (
            re.escape(terminator)
            + re.escape(opener)
            + r"\\"
            + ("#" if interpolates else "")
            + (r" \t\r\f\v" if words else "")
        )
        pattern = _CHUNKS[key] = re.compile(f"[^{stops}\\n]*")
    return pattern


class Level:
    """One open construct.

    ``opener`` and ``start`` name it in messages. ``commands`` counts the calls without parentheses whose arguments
    are still open. ``ternaries`` holds, for each ``?`` that waits for its ``:``, the commands that were open there.
    ``jumps``: the outermost of these calls is a ``return``, ``break`` or ``next``, to which no ``do`` belongs.
    ``awaits_do``: the head of a ``while``, ``until`` or ``for``, whose ``do`` opens no block. ``lambdas`` counts the
    ``->`` that wait for their body, ``parameters`` the names that each of these has declared. ``bars``: between the
    bars of a block's parameters. ``head``: "class", "module", "for", "def", "def()", "singleton" (the parenthesis of
    ``def (value).name``) or "condition" while the lexer is in that head. ``names``
    are the locals that end with this level; None where the level is no scope. ``outer`` holds the locals to go back to,
    for a scope that sees nothing of what is around it.
    """

    __slots__ = (
        "awaits_do", "bars", "commands", "head", "is_argument", "jumps", "kind", "lambdas", "names", "opener", "outer",
        "parameters", "start", "string", "ternaries",
    )  # fmt: skip

    def __init__(self, kind: str, opener: str, start: int) -> None:
        self.kind = kind
        self.opener = opener
        self.start = start
        self.commands = 0
        self.jumps = False
        self.ternaries: list[int] | None = None
        self.awaits_do = False
        self.lambdas = 0
        self.parameters: list[list[str]] = []
        self.bars = False
        self.head = ""
        self.is_argument = False
        self.names: list[str] | None = None
        self.outer: set[str] | None = None
        self.string: OpenString | None = None
