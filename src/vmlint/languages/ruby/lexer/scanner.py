"""The lexer: a state machine that decides all that hangs on white space, and says it in the token's kind.

There are two states, "an operand may start" and "an operand is complete", and a stack of levels. A call without
parentheses gets virtual ones (COMMAND_OPEN, COMMAND_CLOSE), so that the grammar need not guess where its arguments end.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.lexer import Token, tables
from vmlint.languages.ruby.lexer.keywords import WORDS
from vmlint.languages.ruby.lexer.levels import LIST_KINDS, PARAMETERS, TOP, Level
from vmlint.languages.ruby.lexer.pieces import name_end, next_piece
from vmlint.languages.ruby.lexer.punctuation import PunctuationScanner

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

DEPTH_LIMIT = 250
_ENDS_LABEL = frozenset(" \t\r\f\v#\n,)}|]")
_BEFORE_DOT = frozenset(".&#\r")
_BEFORE_BLANK_LINES = frozenset(" \t\r#\n")
_CLASS_HEADS = frozenset(("class", "module"))
# The parameters of a block that names none.
_IMPLICIT_NAMES = frozenset(f"_{number}" for number in range(1, 10))


class LexicalError(Exception):
    """Text that is no token; ``args``: the key of the message, start, end."""


class Scanner(PunctuationScanner):
    """Turns one text into tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.size = len(text)
        self.tokens: list[Token] = []
        self.level = Level(TOP, "", 0)
        self.levels = [self.level]
        self.scopes: list[Level] = []
        self.names = set(_IMPLICIT_NAMES)
        self.operand = True
        self.in_pattern = False
        self.jumps: dict[int, int] = {}
        # How many tokens there were when a parenthesis closed that is a call's first argument.
        self.argument_end = -1
        # Where the text after `__END__` starts.
        self.data: int | None = None

    def problem(self, key: str, start: int, end: int) -> None:
        """Give up: the strict lexer stops at the first thing that is wrong."""
        raise LexicalError(key, start, end)

    def run(self) -> list[Token]:
        """Return the tokens of the text."""
        text = self.text
        position = self._special_lines(1 if text.startswith("\ufeff") else 0)
        while self.data is None:
            group, start, end = next_piece(text, position, self.operand)
            if not group:
                if self.at_end(position):
                    break
                position = self.unreadable(position)
                continue
            if self.jumps and self.continued(position, start):
                position = self.jumps[text.find("\n", position)]
                continue
            handler: Callable[[int, int, str], int] = getattr(self, group)
            position = handler(start, end, text[start:end])
        self._finish()
        return self.tokens

    def at_end(self, position: int) -> bool:
        """Tell whether nothing but blanks follows POSITION."""
        return position == len(self.text) or tables.ONLY_BLANKS.match(self.text, position) is not None

    def continued(self, position: int, start: int) -> bool:
        """Tell whether between POSITION and START a line with heredocs opened on it goes on after a backslash."""
        return "\n" in self.text[position:start] and self.text.find("\n", position) in self.jumps

    def after_gap(self, position: int) -> int:
        """Return where the blanks, the comments and the ends of lines behind POSITION end.

        The body of a heredoc that was opened on a line is behind its end.
        """
        while True:
            end = tables.LINES.match(self.text, position).end()  # type: ignore[union-attr]
            line_end = min((at for at in self.jumps if position <= at < end), default=-1)
            if line_end < 0:
                return end
            position = self.jumps[line_end]

    def unreadable(self, position: int) -> int:
        """Meet a character that starts no token."""
        blanks = tables.SPACES.match(self.text, position)
        at = blanks.end() if blanks is not None else position
        self.problem("unreadable", at, at + 1)
        return at + 1

    def _finish(self) -> None:
        for level in reversed(self.levels):
            for _ in range(level.commands):
                self.tokens.append(Token("COMMAND_CLOSE", "", self.size, self.size))

    # Levels and names

    def push(self, level: Level) -> None:
        """Enter LEVEL."""
        if len(self.levels) > DEPTH_LIMIT:
            raise LexicalError("too-deep", level.start, level.start + len(level.opener))
        self.levels.append(level)
        self.level = level

    def pop(self, closer: str, start: int) -> None:
        """Leave the innermost level, which CLOSER closes, and forget its local variables."""
        if len(self.levels) == 1:
            return
        self.leave(self.levels.pop())

    def leave(self, level: Level) -> None:
        """Forget what belongs to LEVEL, which is no longer on the stack."""
        self.level = self.levels[-1]
        if level.names is not None:
            self.scopes.pop()
            self.names.difference_update(level.names)
            if level.outer is not None:
                self.names = level.outer

    def declare(self, name: str) -> None:
        """Make NAME a local variable of the innermost scope."""
        if name not in self.names:
            self.names.add(name)
            parameters = self._lambda_parameters()
            if parameters is not None:
                parameters.append(name)
            elif self.scopes:
                self.scopes[-1].names.append(name)  # type: ignore[union-attr]

    def _lambda_parameters(self) -> list[str] | None:
        """Return where a parameter of a ``->`` belongs: its scope opens later, with the body. None elsewhere."""
        for level in reversed(self.levels):
            if level.parameters:
                return level.parameters[-1]
            if level.kind != PARAMETERS:
                break
        return None

    def in_parameters(self) -> bool:
        """Tell whether formal parameters are being read."""
        level = self.level
        return (
            level.bars or level.kind == PARAMETERS or level.head == "def" or (level.lambdas > 0 and not level.commands)
        )

    # Lines

    def _special_lines(self, position: int) -> int:
        """Skip ``=begin`` … ``=end`` at the start of a line; stop at ``__END__``."""
        text = self.text
        while text.startswith("=begin", position) and text[position + 6 : position + 7] in ("", " ", "\t", "\r", "\n"):
            end = tables.COMMENT_BLOCK_END.search(text, position)
            if end is None:
                self.problem("comment-never-ends", position, position + 6)
                return self.size
            position = end.end()
            blanks = tables.BLANK_LINES.match(text, position)
            if blanks is not None:
                position = blanks.end()
        if text.startswith("__END__", position) and text[position + 7 : position + 9].lstrip("\r")[:1] in ("", "\n"):
            line_end = text.find("\n", position)
            self.data = self.size if line_end < 0 else line_end + 1
            self.size = position
            return position
        return position

    def newline(self, start: int, end: int, value: str) -> int:
        """End a line, and the statement on it unless something is still open."""
        if self.jumps:
            end = self.jumps.get(start, end)
        level = self.level
        if not self.operand and not level.bars:
            leading_dot = self._leading_dot(end)
            if leading_dot is not None:
                return leading_dot.end()
            after = self._goes_on(level, end)
            if after >= 0:
                return after
            self._end_statement(start, value)
        elif level.head == "def()":
            level.head = ""
        if self.text[end : end + 1] in _BEFORE_BLANK_LINES:
            blanks = tables.BLANK_LINES.match(self.text, end)
            if blanks is not None:
                end = blanks.end()
        if self.text.startswith(("=begin", "__END__"), end) and self.text.startswith("\n", end - 1):
            return self._special_lines(end)
        return end

    def _leading_dot(self, position: int) -> re.Match[str] | None:
        """Return the blanks and comments before a ``.`` that goes on the call above; most lines start otherwise."""
        blanks = tables.SPACES.match(self.text, position)
        start = position if blanks is None else blanks.end()
        return tables.LEADING_DOT.match(self.text, position) if self.text[start : start + 1] in _BEFORE_DOT else None

    def _goes_on(self, level: Level, position: int) -> int:
        """Return where the text goes on if the next line closes a list or holds the ``:`` of a ternary, else -1."""
        if level.kind in LIST_KINDS:
            if self.text.startswith("=begin", position):
                position = self._special_lines(position)
            if tables.LIST_END.match(self.text, position):
                return position
        return position if level.ternaries and tables.TERNARY_ELSE.match(self.text, position) else -1

    def _end_statement(self, start: int, value: str) -> None:
        level = self.level
        self.close_commands(start)
        level.awaits_do = False
        level.head = ""
        level.ternaries = None
        level.lambdas = 0
        level.parameters.clear()
        self.in_pattern = False
        self.add("NEWLINE", value, start, start + len(value), operand=True)

    def semicolon(self, start: int, end: int, value: str) -> int:
        """End a statement, or a block's parameters: block-local variables follow."""
        if self.level.bars or self.level.kind == PARAMETERS:
            return self.add("BLOCK_LOCALS", value, start, end, operand=True)
        if self.operand and (not self.tokens or self.tokens[-1].kind in tables.NO_STATEMENT_BEFORE):
            return end
        self._end_statement(start, value)
        return end

    def comment(self, start: int, end: int, value: str) -> int:
        """Skip a comment."""
        line_end = self.text.find("\n", end)
        return line_end if line_end >= 0 else len(self.text)

    # Names

    def name(self, start: int, end: int, value: str) -> int:
        """Take a reserved word, a constant, or a name; what follows tells whether it is a call without parentheses."""
        if value in tables.KEYWORDS:
            return WORDS[value](self, start, end, value)
        constant = value[0].isupper() and value[-1] not in "?!"
        self.tokens.append(Token("CONSTANT" if constant else "IDENTIFIER", value, start, end))
        self.operand = False
        if self.in_pattern or (self.in_parameters() and self._is_parameter()):
            self.declare(value)
        elif constant and self.level.head in _CLASS_HEADS:
            self._name_of_class(end)
        else:
            self.command(end, local=value in self.names)
        return end

    def _is_parameter(self) -> bool:
        """Tell whether the name just read is a parameter, and not part of a default value."""
        return len(self.tokens) > 1 and self.tokens[-2].kind in tables.PARAMETER_MAY_FOLLOW

    def _name_of_class(self, end: int) -> None:
        """Look whether the body starts right behind the name that ends at END: ``module A def b …``."""
        if self.takes_argument(end, local=False):
            self.level.head = ""
            self.operand = True

    def word(self, start: int, end: int, value: str) -> int:
        """Take a name, or a label: a name right before a colon."""
        if self.text.startswith(":", end) and not self.text.startswith("::", end):
            return self.label(start, end + 1, value + ":")
        return self.name(start, end, value)

    def label(self, start: int, end: int, value: str) -> int:
        """Take ``name:``, or the name alone where no label can stand."""
        if not self.label_possible():
            return self.name(start, end - 1, value[:-1])
        self.tokens.append(Token("LABEL", value[:-1], start, end))
        self.operand = True
        if self.in_parameters() or self.in_pattern:
            self.declare(value[:-1])
        self.label_end(end)
        return end

    def label_end(self, end: int) -> None:
        """Look whether the label that ends at END has a value: ``f(a:, b:)`` has none."""
        text = self.text
        obvious = text.startswith(" ", end) and text[end + 1 : end + 2] not in _ENDS_LABEL
        alone = None if obvious else tables.LABEL_WITHOUT_VALUE.match(text, end)
        if alone is None and (self.in_parameters() or self.in_pattern):
            alone = tables.LABEL_AT_LINE_END.match(text, end)
        if alone is not None:
            self.operand = False

    def method_name(self, position: int) -> tuple[int, int]:
        """Return where the method's name lies that the ``.`` or ``::`` before POSITION calls; (-1, -1) for none."""
        end = name_end(self.text, position)
        if end >= 0:
            return position, end
        matched = tables.METHOD_NAME.match(self.text, self.after_gap(position))
        return (-1, -1) if matched is None else matched.span()

    def dot(self, start: int, end: int, value: str) -> int:
        """Take ``.`` and the method's name."""
        text = self.text
        self.tokens.append(Token("DOT", value, start, end))
        self.operand = False
        name, name_end = self.method_name(end)
        if name < 0:
            gap = self.after_gap(end)
            return gap if text.startswith("(", gap) else end
        self.tokens.append(Token("METHOD", tables.method_named(text[name:name_end]), name, name_end))
        self.command(name_end, local=False)
        return name_end

    def scope(self, start: int, end: int, value: str) -> int:
        """Take ``::`` and the name behind it."""
        text = self.text
        name, name_end = self.method_name(end)
        self.tokens.append(Token("SCOPE" if name >= 0 else "DOT", value, start, end))
        self.operand = False
        if name < 0:
            return end
        self.tokens.append(Token("METHOD", tables.method_named(text[name:name_end]), name, name_end))
        if self.level.head in _CLASS_HEADS:
            self._name_of_class(name_end)
            return name_end
        self.command(name_end, local=False)
        return name_end

    def top_scope(self, start: int, end: int, value: str) -> int:
        """Take the ``::`` of ``::Name``."""
        return self.add("TOP_SCOPE", value, start, end, operand=True)

    def variable(self, start: int, end: int, value: str) -> int:
        """Take ``@name``, ``@@name``, ``$name``."""
        return self.add("VARIABLE", value, start, end, operand=False)

    def symbol(self, start: int, end: int, value: str) -> int:
        """Take ``:name``."""
        return self.add("SYMBOL", value[1:], start, end, operand=False)

    def sign_symbol(self, start: int, end: int, value: str) -> int:
        """Take ``:+``, ``:@name``, ``:$name``."""
        return self.add("SYMBOL", tables.method_named(value[1:]), start, end, operand=False)

    def number(self, start: int, end: int, value: str) -> int:
        """Take a number."""
        return self.add("NUMBER", value, start, end, operand=False)
