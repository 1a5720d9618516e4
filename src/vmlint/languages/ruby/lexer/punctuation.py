"""The part of the lexer that reads operators and brackets: which of its roles a sign plays."""

from __future__ import annotations

from vmlint.languages.ruby.lexer import Token, tables
from vmlint.languages.ruby.lexer.keywords import KeywordScanner
from vmlint.languages.ruby.lexer.levels import (
    ARRAY,
    BLOCK,
    CALL,
    EMBEDDED,
    GROUP,
    HASH,
    KEYWORD,
    PARAMETERS,
    TOP,
    Level,
)

_OPENING_KINDS = frozenset((TOP, KEYWORD, BLOCK, GROUP, EMBEDDED))
_CLOSE_KINDS = {")": "RPAREN", "]": "RBRACK", "}": "RBRACE"}
_PREFIX_KINDS = {"*": "STAR", "**": "DOUBLE_STAR", "&": "AMPERSAND", "^": "PIN"}
# Behind these a parenthesis among formal parameters takes one apart; elsewhere it is part of a default value.
_BEFORE_PARTS = frozenset(("LPAREN_CALL", "LPAREN", "PIPE_OPEN", "COMMA", "DEFINITION_NAME", "LAMBDA"))
_TARGET_KINDS = frozenset(("IDENTIFIER", "COMMA", "STAR", "ANONYMOUS", "LPAREN", "RPAREN"))


class PunctuationScanner(KeywordScanner):
    """Reads operators and brackets; each method takes the sign's place and returns where the lexer goes on."""

    # How many tokens there were when a parenthesis closed that is a call's first argument.
    argument_end: int

    def leave(self, level: Level) -> None:
        """Forget what belongs to LEVEL, which is no longer on the stack."""
        raise NotImplementedError

    def declare(self, name: str) -> None:
        """Make NAME a local variable of the innermost scope."""
        raise NotImplementedError

    def in_parameters(self) -> bool:
        """Tell whether formal parameters are being read."""
        raise NotImplementedError

    # Operators

    def comma(self, start: int, end: int, value: str) -> int:
        """Take ``,``."""
        return self.add("COMMA", value, start, end, operand=True)

    def assign(self, start: int, end: int, value: str) -> int:
        """Take ``=``: what is left of it become local variables."""
        level = self.level
        if level.head in ("def", "def()") and self.tokens[-1].kind in ("DEFINITION_NAME", "RPAREN"):
            # An endless method: no `end` will come.
            self.add("ENDLESS", value, start, end, operand=True)
            level.head = ""
            self.leave(self.levels.pop())
            return end
        if self.operand and self.tokens and self.tokens[-1].kind == "COMMA":
            self._declare_targets(len(self.tokens) - 2)
            return self.add("ASSIGN_AFTER_COMMA", value, start, end, operand=True)
        self._declare_targets(len(self.tokens) - 1)
        return self.add("OPERATOR", value, start, end, operand=True)

    def _declare_targets(self, place: int) -> None:
        tokens = self.tokens
        several = self.level.kind in _OPENING_KINDS and not self.level.commands
        while place >= 0 and tokens[place].kind in _TARGET_KINDS:
            if tokens[place].kind == "IDENTIFIER":
                self.declare(tokens[place].value)
            if not several:
                return
            place -= 1

    def operator_assign(self, start: int, end: int, value: str) -> int:
        """Take ``+=`` and its like."""
        if self.tokens and self.tokens[-1].kind == "IDENTIFIER":
            self.declare(self.tokens[-1].value)
        return self.add("OPERATOR", value, start, end, operand=True)

    def operator(self, start: int, end: int, value: str) -> int:
        """Take a binary operator."""
        level = self.level
        if level.head == "class" and value == "<":
            level.head = ""
            return self.add("INHERITS", value, start, end, operand=True)
        return self.add("OPERATOR", value, start, end, operand=True)

    def rocket(self, start: int, end: int, value: str) -> int:
        """Take ``=>``."""
        level = self.level
        if level.kind in _OPENING_KINDS and not level.commands:
            # `rescue Error => e` or `value => pattern`: names behind it are variables that it sets.
            self.in_pattern = True
        return self.add("ROCKET", value, start, end, operand=True)

    def range(self, start: int, end: int, value: str) -> int:
        """Take ``..``, with or without something behind it."""
        following = self.text[end : end + 1]
        certain = following.isdecimal() or following.isupper()
        if not certain and tables.RANGE_WITHOUT_END.match(self.text, end):
            return self.add("RANGE_END", value, start, end, operand=False)
        return self.add("OPERATOR", value, start, end, operand=True)

    def question(self, start: int, end: int, value: str) -> int:
        """Take the ``?`` of a ternary."""
        level = self.level
        if level.ternaries is None:
            level.ternaries = []
        level.ternaries.append(level.commands)
        return self.add("OPERATOR", value, start, end, operand=True)

    def colon(self, start: int, end: int, value: str) -> int:
        """Take the ``:`` of a ternary, which closes the calls opened behind its ``?``."""
        level = self.level
        if level.ternaries:
            commands = level.ternaries.pop()
            while level.commands > commands:
                self.tokens.append(Token("COMMAND_CLOSE", "", start, start))
                level.commands -= 1
        return self.add("OPERATOR", value, start, end, operand=True)

    def prefix(self, start: int, end: int, value: str) -> int:
        """Take an operator before its operand."""
        if value == "..." and self.text[end : end + 8].lstrip(" \t").startswith(")"):
            return self.add("FORWARD", value, start, end, operand=False)
        alone = tables.SPLAT_WITHOUT_NAME.match(self.text, end) if value in ("*", "**", "&") else None
        if alone is not None:
            self.add("ANONYMOUS_DOUBLE" if value == "**" else "ANONYMOUS", value, start, end, operand=False)
            return alone.start(1)
        if value in ("*", "**", "&") and self.level.lambdas and tables.LAMBDA_BODY.match(self.text, end):
            # `-> * { … }`
            return self.add("ANONYMOUS_DOUBLE" if value == "**" else "ANONYMOUS", value, start, end, operand=False)
        return self.add(_PREFIX_KINDS.get(value, "PREFIX"), value, start, end, operand=True)

    def arrow(self, start: int, end: int, value: str) -> int:
        """Take ``->``."""
        self.level.lambdas += 1
        self.level.parameters.append([])
        return self.add("LAMBDA", value, start, end, operand=True)

    def bar(self, start: int, end: int, value: str) -> int:
        """Take ``|``: an operator, or the end of a block's parameters."""
        level = self.level
        if level.bars:
            level.bars = False
            return self.add("PIPE_CLOSE", value, start, end, operand=True)
        return self.add("OPERATOR", value, start, end, operand=True)

    def block_parameters(self, position: int) -> int:
        """Take the bar that opens a block's parameters, if there is one."""
        start = position + 1 if self.text.startswith(" |", position) else self.after_gap(position)
        if not self.text.startswith("|", start):
            return position
        end = self.add("PIPE_OPEN", "|", start, start + 1, operand=True)
        if self.text.startswith("|", end):
            return self.add("PIPE_CLOSE", "|", end, end + 1, operand=True)
        self.level.bars = True
        return end

    # Brackets

    def open_parenthesis(self, start: int, end: int, value: str) -> int:
        """Take ``(``: a group, or arguments, or parameters."""
        before = self.tokens[-1].kind if self.tokens else ""
        if before == "LAMBDA":
            self.add("LPAREN_CALL", value, start, end, operand=True)
            self.push(Level(PARAMETERS, value, start))
        elif not self.operand:
            self.add("LPAREN_CALL", value, start, end, operand=True)
            self.push(Level(CALL, value, start))
        else:
            inside = before in _BEFORE_PARTS and self.in_parameters()
            self.add("LPAREN", value, start, end, operand=True)
            self.push(Level(PARAMETERS if inside else GROUP, value, start))
            self.level.is_argument = before == "COMMAND_OPEN"
        return end

    def open_bracket(self, start: int, end: int, value: str) -> int:
        """Take ``[``: an array, or an index."""
        self.add("LBRACK" if self.operand else "LBRACK_INDEX", value, start, end, operand=True)
        self.push(Level(ARRAY, value, start))
        return end

    def open_brace(self, start: int, end: int, value: str) -> int:
        """Take ``{``: a hash, a block, or a lambda's body."""
        level = self.level
        if level.lambdas and (not self.operand or self.tokens[-1].kind == "LAMBDA"):
            level.lambdas -= 1
            self.add("LBRACE_LAMBDA", value, start, end, operand=True)
            self.push(Level(BLOCK, value, start))
            self.open_lambda_scope(level)
            return end
        if self.operand:
            self.add("LBRACE_HASH", value, start, end, operand=True)
            self.push(Level(HASH, value, start))
            return end
        if self.argument_end == len(self.tokens) and level.commands:
            # `foo (a) { … }`: the block is foo's.
            self.tokens.append(Token("COMMAND_CLOSE", "", start, start))
            level.commands -= 1
        self.add("LBRACE_BLOCK", value, start, end, operand=True)
        self.push(Level(BLOCK, value, start))
        self.open_scope(self.level, fresh=False)
        return self.block_parameters(end)

    def close(self, start: int, end: int, value: str) -> int:
        """Take a closing bracket."""
        level = self.level
        self.close_commands(start)
        if value == "}" and level.kind == EMBEDDED and level.string is not None:
            self.pop(value, start)
            return self.embedded_end(level.string, end)
        self.pop(value, start)
        self.add(_CLOSE_KINDS[value], value, start, end, operand=False)
        if level.is_argument:
            self.argument_end = len(self.tokens)
        if level.head == "singleton" and value == ")":
            return self.singleton_end(level.start, end)
        if level.kind == PARAMETERS and self.level.head == "def()":
            # The body may start right here: `def f(a) -a end`.
            self.operand = True
        return end
