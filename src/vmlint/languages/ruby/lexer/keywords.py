"""The part of the lexer that reads reserved words, and the heads of definitions."""

from __future__ import annotations

import re

from vmlint.languages.ruby.lexer import Token, levels, tables
from vmlint.languages.ruby.lexer.levels import GROUP, KEYWORD, PARAMETERS, Level
from vmlint.languages.ruby.lexer.pieces import word_end
from vmlint.languages.ruby.lexer.strings import StringScanner

# What makes a call without parentheses even where nothing stands between it and the name.
_TIGHT_ARGUMENT = frozenset(('"', "'", "@", "$"))


class KeywordScanner(StringScanner):
    """Reads reserved words; each method takes the word's place and returns where the lexer goes on."""

    # Inside a pattern of `case … in`: names are variables that it sets.
    in_pattern: bool
    names: set[str]
    scopes: list[Level]

    def add(self, kind: str, value: str, start: int, end: int, operand: bool) -> int:
        """Add a token; OPERAND tells whether an operand may follow it."""
        self.tokens.append(Token(kind, value, start, end))
        self.operand = operand
        return end

    def close_commands(self, at: int) -> None:
        """Close the calls without parentheses that are open on this level."""
        level = self.level
        for _ in range(level.commands):
            self.tokens.append(Token("COMMAND_CLOSE", "", at, at))
        level.commands = 0
        level.jumps = False

    def open_command(self, at: int) -> None:
        """Open a call without parentheses: its arguments start at AT."""
        self.tokens.append(Token("COMMAND_OPEN", "", at, at))
        self.level.commands += 1
        self.operand = True

    def command(self, end: int, *, local: bool) -> None:
        """Open a call without parentheses if what follows the name that ends at END makes it one."""
        following = self.text[end : end + 1]
        if following in (" ", "\t", "\\"):
            opens = self.takes_argument(end, local=local)
        elif following == ":":
            opens = not local and tables.TIGHT_SYMBOL.match(self.text, end) is not None
        else:
            # `exist?name`, `a.%w`: a name ends with its `?`, an operator with itself.
            opens = following in _TIGHT_ARGUMENT or following.isalnum() or following > "\x7f"
        if opens:
            self.open_command(end)

    def takes_argument(self, end: int, *, local: bool) -> bool:
        """Tell whether blanks follow the name that ends at END, and behind them what makes it a call.

        A LOCAL variable takes no arguments: there it is only what could not go on an expression.
        """
        text = self.text
        start = end + 1
        if text[end:start] != " " or text[start : start + 1] in (" ", "\t", "\\"):
            gap = tables.GAP.match(text, end)
            if gap is None:
                return False
            start = gap.end()
        character = text[start : start + 1]
        if character in (tables.LOCAL_ARGUMENT_STARTS if local else tables.ARGUMENT_STARTS):
            return True
        if character in tables.ARGUMENT_SIGNS:
            return not local and self._is_sign_of_argument(start, character)
        end = word_end(text, start)
        if end < 0:
            return False
        if text[start:end] not in tables.STOP_WORDS or text.startswith(("?", "!"), end):
            return True
        return text.startswith(":", end) and not text.startswith("::", end)

    def _is_sign_of_argument(self, start: int, sign: str) -> bool:
        text = self.text
        if text.startswith(" ", start + 1):
            return sign == "!"
        if sign == ":" and tables.TIGHT_SYMBOL.match(text, start):
            return True
        return tables.ARGUMENT_SIGN.match(text, start) is not None

    def after_gap(self, position: int) -> int:
        """Return where the blanks, the comments and the ends of lines behind POSITION end."""
        raise NotImplementedError

    def pop(self, closer: str, start: int) -> None:
        """Leave the innermost level, which CLOSER closes."""
        raise NotImplementedError

    def block_parameters(self, position: int) -> int:
        """Take the bar that opens a block's parameters, if there is one."""
        raise NotImplementedError

    def open_scope(self, level: Level, *, fresh: bool) -> None:
        """Make LEVEL a scope for local variables; a FRESH one sees none of those outside."""
        level.names = []
        if fresh:
            level.outer = self.names
            self.names = set()
        self.scopes.append(level)

    def open_lambda_scope(self, outside: Level) -> None:
        """Make the innermost level, the body of the lambda whose ``->`` stands in OUTSIDE, a scope."""
        self.open_scope(self.level, fresh=False)
        if outside.parameters:
            self.level.names = outside.parameters.pop()

    def word_end(self, start: int, end: int, value: str) -> int:
        """``end``."""
        self.close_commands(start)
        self.pop(value, start)
        return self.add("END", value, start, end, operand=False)

    def word_do(self, start: int, end: int, value: str) -> int:
        """``do``: of a loop's head, of a lambda, or of a block for the outermost open call."""
        level = self.level
        if level.awaits_do:
            self.close_commands(start)
            level.awaits_do = False
            level.head = ""
            return self.add("DO_LOOP", value, start, end, operand=True)
        if level.lambdas:
            level.lambdas -= 1
            self.add("DO_LAMBDA", value, start, end, operand=True)
            self.push(Level(KEYWORD, value, start))
            self.open_lambda_scope(level)
            return end
        if level.jumps:
            # `return a.each do … end.b`: the block is that of what is returned, or of a call without parentheses in it.
            for _ in range(level.commands - 1):
                self.tokens.append(Token("COMMAND_CLOSE", "", start, start))
            level.commands = 1
        else:
            self.close_commands(start)
        self.add("DO", value, start, end, operand=True)
        self.push(Level(KEYWORD, value, start))
        self.open_scope(self.level, fresh=False)
        return self.block_parameters(end)

    def word_condition(self, start: int, end: int, value: str) -> int:
        """``if``, ``unless``, ``while``, ``until``: a statement where an operand may start, else a modifier."""
        if not self.operand or (self.tokens[-1:] and self.tokens[-1].value == "defined?"):
            self.close_commands(start)
            self.in_pattern = False
            return self.add("MODIFIER", value, start, end, operand=True)
        self.add(tables.MODIFIERS[value], value, start, end, operand=True)
        self.push(Level(KEYWORD, value, start))
        self.level.awaits_do = value in ("while", "until")
        self.level.head = "condition"
        return end

    def word_pseudo_variable(self, start: int, end: int, value: str) -> int:
        """``nil``, ``self`` and their like."""
        return self.add("PSEUDO_VARIABLE", value, start, end, operand=False)

    def word_middle(self, start: int, end: int, value: str) -> int:
        """``else``, ``when``, ``then`` and their like."""
        self.close_commands(start)
        self.level.ternaries = None
        self.level.head = "condition" if value in ("elsif", "when") else ""
        self.in_pattern = False
        return self.add(tables.MIDDLE_WORDS[value], value, start, end, operand=True)

    def word_level(self, start: int, end: int, value: str) -> int:
        """``begin``, ``class``, ``module``, ``case``."""
        self.add(tables.KEYWORD_LEVELS[value], value, start, end, operand=True)
        self.push(Level(KEYWORD, value, start))
        if value in ("class", "module"):
            self.open_scope(self.level, fresh=True)
            self.level.head = value
            singleton = tables.SINGLETON_CLASS.match(self.text, end)
            if singleton is not None and value == "class":
                self.level.head = ""
                return self.add("SINGLETON", "<<", singleton.end() - 2, singleton.end(), operand=True)
        elif value == "case":
            self.operand = tables.CASE_WITHOUT_SUBJECT.match(self.text, end) is None
            self.level.head = "condition"
        return end

    def word_def(self, start: int, end: int, value: str) -> int:
        """``def``, its method's name, and the parenthesis of its parameters."""
        self.add("DEF", value, start, end, operand=False)
        opening = self.after_gap(end)
        if self.text.startswith("(", opening):
            self.add("LPAREN", "(", opening, opening + 1, operand=True)
            self.push(Level(GROUP, "(", opening))
            self.level.head = "singleton"
            return opening + 1
        self.push(Level(KEYWORD, value, start))
        self.open_scope(self.level, fresh=True)
        matched = tables.DEFINITION_NAME.match(self.text, end)
        if matched is None:
            self.problem("no-method-name", start, end)
            return end
        singleton = (matched.group(1), matched.start(1), matched.end(1)) if matched.group(1) else None
        token = Token("DEFINITION_NAME", tables.method_named(matched.group(2)), matched.start(2), matched.end(2))
        token.body = singleton  # type: ignore[assignment]
        self.tokens.append(token)
        return self._definition_parameters(matched.end())

    def singleton_end(self, opening: int, end: int) -> int:
        """Take the method's name behind ``def (value)``, whose parenthesis is that at OPENING and ends at END."""
        place = next(n for n in reversed(range(len(self.tokens))) if self.tokens[n].start == opening)
        word = self.tokens[place - 1]
        self.push(Level(KEYWORD, "def", word.start))
        self.open_scope(self.level, fresh=True)
        matched = tables.SINGLETON_NAME.match(self.text, end)
        if matched is None:
            self.problem("no-method-name", word.start, word.end)
            return end
        self.add("DOT", matched.group(1), matched.start(1), matched.end(1), operand=False)
        name = tables.method_named(matched.group(2))
        self.add("DEFINITION_NAME", name, matched.start(2), matched.end(2), operand=False)
        return self._definition_parameters(matched.end())

    def _definition_parameters(self, end: int) -> int:
        """Take the parenthesis that opens the parameters of the method whose name ends at END, if there is one."""
        blanks = tables.SPACES.match(self.text, end)
        after = blanks.end() if blanks is not None else end
        if self.text.startswith("(", after):
            self.level.head = "def()"
            self.add("LPAREN_CALL", "(", after, after + 1, operand=True)
            self.push(Level(PARAMETERS, "(", after))
            return after + 1
        self.level.head = "def"
        if tables.PARAMETER_START.match(self.text, end):
            self.operand = True
        return end

    def word_jump(self, start: int, end: int, value: str) -> int:
        """``return``, ``break``, ``next``."""
        self.add("JUMP", value, start, end, operand=False)
        if tables.JUMP_ARGUMENT.match(self.text, end):
            self.level.jumps = not self.level.commands
            self.open_command(end)
        return end

    def word_call(self, start: int, end: int, value: str) -> int:
        """``yield``, ``super``."""
        self.add("IDENTIFIER", value, start, end, operand=False)
        self.command(end, local=False)
        return end

    def word_logical(self, start: int, end: int, value: str) -> int:
        """``and``, ``or``."""
        self.close_commands(start)
        self.in_pattern = False
        return self.add("AND_OR", value, start, end, operand=True)

    def word_not(self, start: int, end: int, value: str) -> int:
        """``not``: with a parenthesis right behind it, it binds like ``!``."""
        return self.add("NOT_CALL" if self.text.startswith("(", end) else "NOT", value, start, end, operand=True)

    def word_defined(self, start: int, end: int, value: str) -> int:
        """``defined?``."""
        tight = self.text.startswith("(", end)
        return self.add("DEFINED" if tight else "PREFIX", value, start, end, operand=not tight)

    def word_for(self, start: int, end: int, value: str) -> int:
        """``for``: its variables are locals."""
        self.add("FOR", value, start, end, operand=True)
        self.push(Level(KEYWORD, value, start))
        self.level.awaits_do = True
        self.level.head = "for"
        return end

    def word_in(self, start: int, end: int, value: str) -> int:
        """``in``: of a ``for``, of a branch of ``case``, or the operator that tests a pattern."""
        level = self.level
        if level.head == "for":
            level.head = "condition"
            self.close_commands(start)
            return self.add("IN", value, start, end, operand=True)
        self.in_pattern = True
        if self.operand:
            return self.add("IN", value, start, end, operand=True)
        self.close_commands(start)
        return self.add("MATCH_IN", value, start, end, operand=True)

    def word_rescue(self, start: int, end: int, value: str) -> int:
        """``rescue``: a clause, or a modifier."""
        level = self.level
        if self.operand:
            self.add("RESCUE", value, start, end, operand=True)
            self.operand = tables.RESCUE_WITHOUT_CLASS.match(self.text, end) is None
            return end
        bound = level.commands or level.ternaries or level.head == "condition"
        if level.kind in levels.LIST_KINDS or (bound and self._assigns()):
            return self.add("OPERATOR", value, start, end, operand=True)
        self.close_commands(start)
        return self.add("RESCUE_MODIFIER", value, start, end, operand=True)

    def _assigns(self) -> bool:
        """Tell whether the operand being read is an assignment: then `rescue` belongs to its value."""
        depth = 0
        for token in reversed(self.tokens):
            kind = token.kind
            if kind in tables.CLOSERS:
                depth += 1
            elif kind in tables.OPENERS:
                depth -= 1
                if depth < 0:
                    return False
            elif depth:
                # An endless method has no `end`.
                depth += kind == "ENDLESS"
            elif kind == "OPERATOR" and token.value in tables.ASSIGNMENTS:
                return True
            elif kind in tables.BEFORE_OPERAND:
                return False
        return False

    def word_hook(self, start: int, end: int, value: str) -> int:
        """``BEGIN``, ``END``."""
        return self.add("PROGRAM_HOOK", value, start, end, operand=False)

    def word_alias(self, start: int, end: int, value: str) -> int:
        """``alias new old``: read whole, since any word may be a name here."""
        matched = re.compile(tables.GAP_OF_LINES + tables.ALIAS_WORD + tables.GAP_OF_LINES + tables.ALIAS_WORD).match(
            self.text, end
        )
        if matched is None:
            self.problem("bad-alias", start, end)
            return self.add("PSEUDO_VARIABLE", "nil", start, end, operand=False)
        new, old = _aliased(matched, 2), _aliased(matched, 7)
        self.tokens.append(Token("ALIAS", (new, old), start, matched.end()))
        self.operand = False
        return matched.end()

    def word_undef(self, start: int, end: int, value: str) -> int:
        """``undef a, b``."""
        one = re.compile(tables.GAP_OF_LINES + tables.ALIAS_WORD)
        more = re.compile(tables.BLANKS + "," + tables.GAP_OF_LINES + tables.ALIAS_WORD)
        names = []
        matched = one.match(self.text, end)
        while matched is not None:
            names.append(_aliased(matched, 2))
            end = matched.end()
            matched = more.match(self.text, end)
        if not names:
            self.problem("bad-undef", start, end)
        self.tokens.append(Token("UNDEF", names, start, end))
        self.operand = False
        return end


def _aliased(matched: re.Match[str], group: int) -> str:
    """Return the name whose forms (a name, a global variable, a symbol in quotes) begin with GROUP of MATCHED."""
    name = matched.group(group)
    if name:
        return tables.method_named(name)
    return matched.group(group + 1) or matched.group(group + 2) or matched.group(group + 3) or ""


WORDS = {
    "end": KeywordScanner.word_end, "do": KeywordScanner.word_do, "def": KeywordScanner.word_def,
    "return": KeywordScanner.word_jump, "break": KeywordScanner.word_jump, "next": KeywordScanner.word_jump,
    "yield": KeywordScanner.word_call, "super": KeywordScanner.word_call, "and": KeywordScanner.word_logical,
    "or": KeywordScanner.word_logical, "not": KeywordScanner.word_not, "defined?": KeywordScanner.word_defined,
    "for": KeywordScanner.word_for, "in": KeywordScanner.word_in, "rescue": KeywordScanner.word_rescue,
    "BEGIN": KeywordScanner.word_hook, "END": KeywordScanner.word_hook, "alias": KeywordScanner.word_alias,
    "undef": KeywordScanner.word_undef,
    **dict.fromkeys(tables.MODIFIERS, KeywordScanner.word_condition),
    **dict.fromkeys(tables.PSEUDO_VARIABLES, KeywordScanner.word_pseudo_variable),
    **dict.fromkeys(tables.MIDDLE_WORDS, KeywordScanner.word_middle),
    **dict.fromkeys(tables.KEYWORD_LEVELS, KeywordScanner.word_level),
}  # fmt: skip
