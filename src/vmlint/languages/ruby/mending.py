"""The lexer for a text with a syntax error: it reads the text as if it had been edited, and watches the layout."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.languages.ruby.lexer import Token
from vmlint.languages.ruby.lexer.levels import EMBEDDED, KEYWORD, TOP, Level, OpenString
from vmlint.languages.ruby.lexer.pieces import next_piece
from vmlint.languages.ruby.lexer.scanner import Scanner

if TYPE_CHECKING:
    from typing import ClassVar

_CLOSERS = {"(": ")", "[": "]", "{": "}"}


class Edit(Record):
    """A change that would mend the text at ``position``.

    ``kind``: insert (``text`` is a token's text, ``\\n``, or empty for a missing value) · delete (up to ``end``) · stop
    (the string that starts at ``position`` ends at ``end``) · open (a quote is put in here) · close (all that is open
    is closed) · skip (up to ``end``, a missing statement in its place). ``key``, ``start``, ``stop`` and ``quoted``
    make the message; ``damages`` tells whether the statement's own content is in doubt, and not only its shape.
    """

    __slots__ = ("kind", "position", "end", "text", "key", "start", "stop", "quoted", "damages")
    kind: str
    position: int
    end: int
    text: str
    key: str
    start: int
    stop: int
    quoted: str
    damages: bool


def propose_edit(
    kind: str,
    position: int,
    key: str,
    span: tuple[int, int],
    *,
    end: int = -1,
    text: str = "",
    quoted: str = "",
    damages: bool = True,
) -> Edit:
    """Make an edit at POSITION, of no length unless END is given; SPAN is what its message points to."""
    return Edit(kind, position, end if end >= 0 else position, text, key, span[0], span[1], quoted, damages)


class LevelSpan:
    """Where a level opened, how its line is indented, and where it closed (-1: nowhere)."""

    __slots__ = ("closed", "closer", "columns", "indentation", "level")

    def __init__(self, level: Level, indentation: int, columns: frozenset[int]) -> None:
        self.level = level
        self.indentation = indentation
        # Where its closer may stand: below its line, its statement, or itself.
        self.columns = columns
        self.closed = -1
        self.closer = ""


class MendingScanner(Scanner):
    """Turns a text into tokens as if EDITS had been made, without changing any offset."""

    handlers: ClassVar[dict[str, str]] = {
        ",": "comma", ")": "close", "]": "close", "}": "close", "do": "name", "end": "name", "|": "bar",
    }  # fmt: skip

    def __init__(self, text: str, edits: list[Edit]) -> None:
        super().__init__(text)
        self.stops = {edit.position: edit.end for edit in edits if edit.kind == "stop"}
        self.edits = sorted((edit for edit in edits if edit.kind != "stop"), key=lambda edit: edit.position)
        self._heredoc_stop = -1
        self.spans: list[LevelSpan] = []
        self._open: list[LevelSpan] = []
        # What was closed at another indentation than it was opened.
        self.crooked: list[LevelSpan] = []
        # The numbers of the tokens that start a statement elsewhere than the statements beside it do.
        self.uneven: list[int] = []
        # How many strings in quotes go over several lines.
        self.sprawling = 0

    # Edits

    def run(self) -> list[Token]:
        """Return the tokens of the edited text."""
        text = self.text
        position = self._special_lines(1 if text.startswith("\ufeff") else 0)
        while self.data is None:
            group, start, end = next_piece(text, position, self.operand)
            if not group:
                at_end = self.at_end(position)
                if self.edits and (at_end or self.edits[0].position <= position + 1):
                    position = self._apply(position)
                    continue
                if at_end:
                    break
                position = self.unreadable(position)
                continue
            if self.edits and self.edits[0].position <= start:
                position = self._apply(position)
                continue
            if self.continued(position, start):
                position = self.jumps[text.find("\n", position)]
                continue
            position = getattr(self, group)(start, end, text[start:end])
        self._finish()
        return self.tokens

    def _apply(self, position: int) -> int:
        """Do the next edit; return where the lexer goes on."""
        edit = self.edits.pop(0)
        at = max(edit.position, position)
        if edit.kind == "delete":
            return max(edit.end, position)
        if edit.kind == "skip":
            if not self.operand:
                self._end_statement(at, "")
            self.tokens.append(Token("MISSING", "", at, max(edit.end, at)))
            self.operand = False
            return max(edit.end, position)
        if edit.kind == "open":
            return self._open_quote(at)
        if edit.kind == "close":
            while len(self.levels) > 1:
                self._insert(self.closer_of(self.level), at)
            return position if position > at else at
        return max(self._insert(edit.text, at), position)

    def _insert(self, word: str, at: int) -> int:
        """Put in one token; return where the lexer goes on."""
        if word == "\n":
            self._end_statement(at, "")
            return at
        if word == "":
            self.tokens.append(Token("MISSING", "", at, at))
            self.operand = False
            return at
        if word == "|" and self.tokens and self.tokens[-1].kind in ("DO", "LBRACE_BLOCK"):
            self.level.bars = True
            return self.add("PIPE_OPEN", word, at, at, operand=True)
        if word in ("end", ")", "]", "}") and self.operand and self.tokens and self.tokens[-1].kind in _HALF:
            # Something must stand before a closer.
            self._insert("", at)
        if word == "end" and not self.operand:
            self._end_statement(at, "")
        after: int = getattr(self, self.handlers[word])(at, at, word)
        return after

    def closer_of(self, level: Level) -> str:
        """Return what closes LEVEL."""
        return "end" if level.kind == KEYWORD else _CLOSERS.get(level.opener[-1:], "}")

    def _open_quote(self, at: int) -> int:
        text = self.text
        end = at
        while end < self.size and text[end] not in "\"'\n":
            end += 1
        string = OpenString("string", at, at, text[end] if end < self.size and text[end] != "\n" else '"')
        return self.string(string, at)

    # Strings that an edit cuts short

    def plain_string(self, start: int, end: int, value: str) -> int:
        """Take a quoted string, or what an edit leaves of it."""
        if start in self.stops:
            return self._stopped(start)
        return super().plain_string(start, end, value)

    def quote(self, start: int, end: int, value: str) -> int:
        """Open a string, or take what an edit leaves of it."""
        if start in self.stops:
            return self._stopped(start)
        return super().quote(start, end, value)

    def heredoc(self, start: int, end: int, value: str) -> int:
        """Take a heredoc, whose end an edit may have set."""
        self._heredoc_stop = self.stops.get(start, -1)
        return super().heredoc(start, end, value)

    def heredoc_end(self, tag: str, indented: bool, body: int) -> tuple[int, int]:
        """Return where the body ends, and where the code goes on."""
        if self._heredoc_stop >= 0:
            return self._heredoc_stop, self._heredoc_stop
        return super().heredoc_end(tag, indented, body)

    def _stopped(self, start: int) -> int:
        stop = self.stops[start]
        self.tokens.append(Token("STRING", self.text[start + 1 : stop], start, stop, (start + 1, stop)))
        self.operand = False
        return stop

    # Layout

    def column(self, position: int) -> int:
        """Return how far the line of POSITION is indented."""
        start = self.text.rfind("\n", 0, position) + 1
        columns = 0
        for character in self.text[start : start + 200]:
            if character == "\t":
                columns = (columns // 8 + 1) * 8
            elif character in " \ufeff":
                columns += 1
            else:
                break
        return columns

    def is_first(self, position: int) -> bool:
        """Tell whether only blanks stand before POSITION on its line."""
        start = self.text.rfind("\n", 0, position) + 1
        return not self.text[start:position].strip(" \t\ufeff")

    def push(self, level: Level) -> None:
        """Enter LEVEL, and note its line's indentation."""
        super().push(level)
        indentation = self.column(level.start)
        columns = frozenset((indentation, self._own_column(level.start), self._statement_column(level.start)))
        span = LevelSpan(level, indentation, columns)
        self.spans.append(span)
        self._open.append(span)

    def leave(self, level: Level) -> None:
        """Leave LEVEL."""
        super().leave(level)
        if self._open and self._open[-1].level is level:
            self._open.pop()

    def pop(self, closer: str, start: int) -> None:
        """Leave the innermost level, and look whether its closer stands where its opener did."""
        span = self._open[-1] if self._open else None
        super().pop(closer, start)
        if span is None:
            return
        span.closed = start
        span.closer = closer
        level = span.level
        of_another_kind = self.closer_of(level) != closer and level.kind not in (EMBEDDED, TOP)
        below = self.is_first(start) and self.text.find("\n", level.start, start) >= 0
        if of_another_kind or (below and self.column(start) not in span.columns):
            self.crooked.append(span)

    def look_at_statements(self) -> None:
        """Find the statements that are not indented like the first one beside them."""
        columns: list[int] = [-1]
        previous = "NEWLINE"
        inside = 0
        last = -1
        for number, token in enumerate(self.tokens):
            kind = token.kind
            if kind in ("STRING", "STRING_CONTENT", "LABEL") and "\n" in token.value and self._sprawls(token, inside):
                self.sprawling += 1
            if kind in _STRINGS:
                inside += _STRINGS[kind]
                previous = kind
                continue
            if inside:
                continue
            if kind in _CLOSING and len(columns) > 1:
                columns.pop()
            elif (
                previous in _BEFORE_STATEMENT
                and kind not in _NO_STATEMENT
                and token.start > last
                and self.is_first(token.start)
            ):
                column = self.column(token.start)
                if columns[-1] < 0:
                    columns[-1] = column
                elif columns[-1] != column:
                    self.uneven.append(number)
                last = token.start
            if kind in _OPENING:
                columns.append(-1)
            elif kind in _RESTARTING:
                columns[-1] = -1
            previous = kind

    def _sprawls(self, token: Token, inside: int) -> bool:
        """Tell whether a string in quotes goes over several lines: few do, but those that lost a quote."""
        if token.kind == "STRING_CONTENT":
            return inside > 0 and self.text[token.start - 1 : token.start] in ("'", '"', "}")
        return self.text[token.start : token.start + 1] in ("'", '"')

    def _own_column(self, position: int) -> int:
        start = self.text.rfind("\n", 0, position) + 1
        return position - start

    def _statement_column(self, position: int) -> int:
        """Return the indentation of the statement around POSITION, which may start lines above."""
        for place in range(len(self.tokens) - 2, max(-1, len(self.tokens) - 300), -1):
            if self.tokens[place].kind in _BEFORE_STATEMENT:
                return self.column(self.tokens[place + 1].start)
        return -1


_STRINGS = {"STRING_BEGIN": 1, "WORDS_BEGIN": 1, "STRING_END": -1, "STRING_END_LABEL": -1, "WORDS_END": -1}
_OPENING = frozenset(
    ("DO", "DO_LAMBDA", "LBRACE_BLOCK", "LBRACE_LAMBDA", "LBRACE_HASH", "LPAREN", "LPAREN_CALL", "LBRACK",
     "LBRACK_INDEX", "IF", "UNLESS", "WHILE", "UNTIL", "FOR", "CASE", "DEF", "CLASS", "MODULE", "BEGIN")
)  # fmt: skip
_CLOSING = frozenset(("END", "RPAREN", "RBRACK", "RBRACE", "ENDLESS"))
_RESTARTING = frozenset(("ELSE", "ELSIF", "WHEN", "IN", "RESCUE", "ENSURE"))
_BEFORE_STATEMENT = frozenset(
    (
        "NEWLINE",
        "DO",
        "PIPE_CLOSE",
        "LBRACE_BLOCK",
        "LBRACE_LAMBDA",
        "THEN",
        "ELSE",
        "ENSURE",
        "BEGIN",
        "DO_LOOP",
        "DO_LAMBDA",
    )
)
_NO_STATEMENT = frozenset((*_RESTARTING, "THEN", "NEWLINE", "COMMAND_CLOSE", "MISSING"))

# After these an operand must come.
_HALF = frozenset(("OPERATOR", "COMMA", "PREFIX", "ROCKET", "NOT", "AND_OR", "MODIFIER", "LABEL"))
