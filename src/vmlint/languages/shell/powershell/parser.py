"""Statements and commands of PowerShell."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.languages.shell.powershell.expressions import Expressions
from vmlint.languages.shell.powershell.words import WordReader
from vmlint.languages.shell.tree import (
    Assign,
    Block,
    Chain,
    Count,
    For,
    Function,
    If,
    Opaque,
    Parameters,
    Parsed,
    Problem,
    Simple,
    Text,
    Variable,
    While,
    Word,
)

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Piece, Statement

_ASSIGNMENT = later(
    r"(?:\[[\w.]+(?:\[[\w.,]*(?:\[[\w.,]*\][\w.,]*)*\])*\]\s*)*"
    r"\$(?:(env|script|global|local|private):)?(?:(\w+)|\{([^{}\n]{1,500})\})[ \t]*"
    r"([-+*/]?=|\+\+|--)(?!=)",
    re.IGNORECASE,
)
_WORD = later(r"[A-Za-z][\w-]*")
_HEADER = later(r"\s*\$(\w+)\s+in\b", re.IGNORECASE)
_COUNT = later(
    r"\s*\$(\w+)\s*=\s*([^;]*?)\s*;\s*\$\1\s*-(le|lt|ge|gt)\s*([^;]*?)\s*;\s*\$\1\s*(?:(\+\+|--)|([+-])=\s*(\d+))\s*\Z",
    re.IGNORECASE,
)
_PARAMETER = later(r"\s*(?:\[[^\]\n]*\](?:\([^)]*\))?\s*)*\$(\w+)\s*(=)?\s*")
_RANGE = later(r"\s*([\w$()+* -]+?)\s*\.\.\s*([\w$()+* -]+?)\s*\Z")
_REDIRECTION = later(r"[*\d]?>>?(?:&\d)?|<")
_EACH = ("foreach-object", "foreach", "%")
_DEEPEST = 50


class Parser:
    """A recursive descent over the text; an offset is all its state."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.at = start
        self.end = len(text) if end is None else end
        self.problems: list[Problem] = []
        self.words = WordReader(text, self.problems, self.end)
        self.expressions = Expressions(self.words)
        self.depth = 0

    def parse(self) -> Parsed:
        """Return the whole script."""
        if self.text.startswith("\ufeff", self.at):
            self.at += 1
        statements: list[Statement] = []
        while self.at < self.end:
            statements += self._statements()
            if self.at < self.end:
                self._problem(f"`{self.text[self.at]}` closes nothing here", self.at, self.at + 1)
                self.at += 1
        return Parsed(Block(tuple(statements)), tuple(self.problems))

    def _problem(self, message: str, start: int, end: int) -> None:
        self.problems.append(Problem(message, start, end))

    def _skip(self, *, lines: bool = True) -> None:
        self.at = self.expressions.skip(self.at, lines=lines)

    def _statements(self) -> list[Statement]:
        found: list[Statement] = []
        while True:
            self._skip()
            if self.at >= self.end or self.text[self.at] in ")}":
                return found
            if self.text[self.at] in ";,|]":
                self.at += 1
                continue
            before = self.at
            found += self._statement()
            if self.at <= before:
                self.at = before + 1

    def _statement(self) -> list[Statement]:
        self.depth += 1
        if self.depth > _DEEPEST:
            self._problem("this is nested deeper than vmlint follows", self.at, min(self.at + 1, self.end))
            self.at = self.end
        found = self._any_statement() if self.at < self.end else []
        self.depth -= 1
        return found

    def _any_statement(self) -> list[Statement]:
        text, start = self.text, self.at
        match = _ASSIGNMENT.match(text, start, self.end)
        if match is not None:
            return self._assignment(match, start)
        match = _WORD.match(text, start, self.end)
        word = "" if match is None else match[0].lower()
        handler = {
            "if": self._if,
            "foreach": self._foreach,
            "for": self._for,
            "while": self._while,
            "do": self._do,
            "switch": self._switch,
            "function": self._function,
            "filter": self._function,
            "param": self._parameters,
            "try": self._try,
        }.get(word)
        if handler is not None and not (word == "foreach" and self._char(start + 7) not in "("):
            self.at = start + len(word)
            return handler(start)
        return [self._pipeline()]

    def _char(self, at: int) -> str:
        at = self.words.blank(at)
        return self.text[at] if at < self.end else "\n"

    def _block(self) -> Block:
        """Return what stands in braces, which come next."""
        self._skip()
        if self.at >= self.end or self.text[self.at] != "{":
            return Block(tuple(self._statement()) if self.at < self.end else ())
        opener = self.at
        self.at += 1
        block = Block(tuple(self._statements()))
        if self.at < self.end and self.text[self.at] == "}":
            self.at += 1
        else:
            self._problem("this { is never closed", opener, opener + 1)
        return block

    def _brackets(self) -> tuple[int, int]:
        """Pass over brackets; return where their inside starts and ends."""
        self._skip()
        if self.at >= self.end or self.text[self.at] != "(":
            return self.at, self.at
        start = self.at + 1
        self.at = self.words.closing(self.at)
        return start, max(start, self.at - 1)

    # Assignments

    def _assignment(self, match: re.Match[str], start: int) -> list[Statement]:
        scope = (match[1] or "").lower()
        name = ("env:" if scope == "env" else "") + (match[2] or match[3]).lower()
        operator = match[4]
        self.at = match.end()
        if operator in ("++", "--"):
            word = Word((Opaque(f"{name} {operator[0]} 1", start, self.at),), False, start, self.at)
            return [Assign(name, (word,), False, "arithmetic", False, start, self.at)]
        self._skip()
        if self._runs_something():
            first = self.at
            ran = self._statement()
            shown = " ".join(self.text[first : self.at].split())[:60]
            output = Word((Opaque(f"the output of `{shown}`", first, self.at),), False, first, self.at)
            return [*ran, Assign(name, (output,), False, "=", False, start, self.at)]
        words, listed, self.at = self.expressions.read(self.at)
        if operator in ("-=", "*=", "/="):
            word = Word((Opaque("what is computed here", start, self.at),), False, start, self.at)
            return [Assign(name, (word,), False, "=", False, start, self.at)]
        ranged = len(words) == 1 and any(
            not hasattr(piece, "quoted") and hasattr(piece, "texts") for piece in words[0].pieces
        )
        found = [Assign(name, words, listed or ranged or len(words) != 1, operator, False, start, self.at)]
        self._skip(lines=False)
        if self.at < self.end and self.text[self.at] == "|":
            word = Word((Opaque("what a pipeline gives", start, self.at),), False, start, self.at)
            self._pipeline()
            return [Assign(name, (word,), False, "=", False, start, self.at)]
        return list(found)

    def _runs_something(self) -> bool:
        """Return whether a command comes next, not an expression."""
        if self.at >= self.end:
            return False
        if self.text[self.at] in "&.":
            return True
        match = _WORD.match(self.text, self.at, self.end)
        return match is not None

    # Compound statements

    def _if(self, _: int) -> list[Statement]:
        branches: list[tuple[Statement | None, Block]] = []
        while True:
            first, last = self._brackets()
            condition = self.expressions.condition(first, last)
            branches.append((condition, self._block()))
            before = self.at
            self._skip()
            match = _WORD.match(self.text, self.at, self.end)
            word = "" if match is None else match[0].lower()
            if word == "elseif":
                self.at += len(word)
                continue
            if word == "else":
                self.at += len(word)
                branches.append((None, self._block()))
            else:
                self.at = before
            return [If(tuple(branches))]

    def _foreach(self, start: int) -> list[Statement]:
        first, last = self._brackets()
        match = _HEADER.match(self.text, first, last)
        end = self.at
        if match is None:
            return [Opaque("a loop that cannot be read", start, end), self._block()]
        ranged = _RANGE.match(self.text[match.end() : last]) if last - match.end() < 200 else None
        words, _, after = self.expressions.read(self.expressions.skip(match.end(), lines=True))
        body = self._block()
        name = match[1].lower()
        if ranged is not None and not any(char in ranged[0] for char in ",\"'"):
            return [Count(name, ranged[1], ranged[2], "1", body, start, end)]
        if self.expressions.skip(after, lines=True) < last or _names_a_command(words):
            words = (Word((Opaque("what the loop goes over", first, last),), False, first, last),)
        return [For(name, words, body, start, end)]

    def _for(self, start: int) -> list[Statement]:
        first, last = self._brackets()
        end = self.at
        match = _COUNT.match(self.text[first:last]) if last - first < 300 else None
        body = self._block()
        if match is None:
            return [While(Opaque("the condition of the loop", first, last), body, start, end)]
        compare, limit = match[3].lower(), match[4]
        step = ("-" if "--" in (match[5] or "") or match[6] == "-" else "") + (match[7] or "1")
        if compare in ("lt", "gt"):
            limit = f"({limit}){'-' if compare == 'lt' else '+'}1"
        return [Count(match[1].lower(), match[2], limit, step, body, start, end)]

    def _while(self, start: int) -> list[Statement]:
        first, last = self._brackets()
        end = self.at
        return [While(self.expressions.condition(first, last), self._block(), start, end)]

    def _do(self, _: int) -> list[Statement]:
        body = self._block()
        self._skip()
        match = _WORD.match(self.text, self.at, self.end)
        if match is not None and match[0].lower() in ("while", "until"):
            self.at = match.end()
            self._brackets()
        # It runs at least once, and more often says the same.
        return [body]

    def _switch(self, start: int) -> list[Statement]:
        self._brackets()
        self._skip()
        if self.at < self.end and self.text[self.at] == "{":
            self.at = self.words.closing(self.at)
        return [Opaque("`switch` is not followed", start, self.at)]

    def _function(self, start: int) -> list[Statement]:
        self._skip(lines=False)
        match = re.compile(r"[\w:-]+").match(self.text, self.at, self.end)
        name = "" if match is None else match[0].lower()
        self.at = self.at if match is None else match.end()
        parameters: list[tuple[str, Word | None]] = []
        if self._char(self.at) == "(":
            first, last = self._brackets()
            parameters = self._parameter_list(first, last)
        end = self.at
        body = self._block()
        inner = [each for each in body.statements if isinstance(each, Parameters)]
        if inner:
            parameters = list(inner[0].parameters)
        return [Function(name, tuple(parameters), body, start, end)]

    def _parameters(self, _: int) -> list[Statement]:
        first, last = self._brackets()
        parameters = self._parameter_list(first, last)
        found: list[Statement] = [Parameters(tuple(parameters), first, last)]
        if self.depth == 1:
            # Those of the script itself: it is started without arguments.
            for name, default in parameters:
                piece: Piece = Opaque("an argument of the script", first, last)
                if default is not None:
                    piece = Variable("0", default, "-", True, default.start, default.end)
                word = Word((piece,), False, first if default is None else default.start, last)
                found.append(Assign(name, (word,), False, "=", False, first, last))
        return found

    def _parameter_list(self, first: int, last: int) -> list[tuple[str, Word | None]]:
        found: list[tuple[str, Word | None]] = []
        at = first
        while at < last:
            at = self.expressions.skip(at, lines=True)
            match = _PARAMETER.match(self.text, at, last)
            if match is None:
                at += 1
                continue
            at, default = match.end(), None
            if match[2]:
                words, listed, at = self.expressions._operand(at)
                default = words[0] if len(words) == 1 and not listed else None
            found.append((match[1].lower(), default))
            comma = self.text.find(",", at, last)
            at = last if comma < 0 else comma + 1
        return found

    def _try(self, start: int) -> list[Statement]:
        found: list[Statement] = [self._block()]
        while True:
            before = self.at
            self._skip()
            match = _WORD.match(self.text, self.at, self.end)
            word = "" if match is None else match[0].lower()
            if word == "catch":
                self.at += len(word)
                self._skip()
                while self.at < self.end and self.text[self.at] == "[":
                    self.at = self.words.closing(self.at)
                    self._skip()
                found.append(If(((Opaque("whether something fails", start, start + 3), self._block()),)))
            elif word == "finally":
                self.at += len(word)
                found.append(self._block())
            else:
                self.at = before
                return found

    # Commands

    def _pipeline(self) -> Statement:
        links: list[tuple[str, Statement]] = []
        operator = ";"
        while self.at < self.end:
            links.append((operator, self._element(links)))
            self._skip(lines=False)
            match = re.compile(r"&&|\|\||\|").match(self.text, self.at, self.end)
            if match is None:
                break
            operator, self.at = match[0], match.end()
            self._skip()
        return links[0][1] if len(links) == 1 else Chain(tuple(links))

    def _element(self, before: list[tuple[str, Statement]]) -> Statement:
        text, start = self.text, self.at
        if text[start] in "&." and not text.startswith("..", start):
            self.at += 1
            self._skip(lines=False)
            if self.at < self.end and text[self.at] == "{":
                return self._block()
            dot = (Word((Text(".", False, start, start + 1),), False, start, start + 1),) if text[start] == "." else ()
            return self._command(start, dot)
        if text[start] in "\"'$@([{0123456789-!":
            return self._expression(start)
        if before and _EACH.count(self._bare_word()):
            return self._each(start, before)
        return self._command(start, ())

    def _bare_word(self) -> str:
        match = re.compile(r"[\w-]+|%").match(self.text, self.at, self.end)
        return "" if match is None else match[0].lower()

    def _expression(self, start: int) -> Statement:
        """Return what is there for its value: a list that is piped on, a call of a method."""
        words, _, after = self.expressions.read(start)
        self.at = max(after, start + 1)
        value = Word((Opaque("", start, self.at),), False, start, self.at)
        # A value that is piped into ForEach-Object is found again there.
        return For("_", words or (value,), Block(()), start, self.at)

    def _each(self, start: int, before: list[tuple[str, Statement]]) -> Statement:
        """Return the loop of ``1..3 | ForEach-Object { … }``."""
        self.at += len(self._bare_word())
        self._skip(lines=False)
        body = self._block() if self.at < self.end and self.text[self.at] == "{" else Block(())
        last = before[-1][1]
        if isinstance(last, For) and last.name == "_" and not last.body.statements:
            before.pop()
            return For("_", last.words, body, last.start, last.end)
        given = Word((Opaque("what comes through the pipe", start, self.at),), False, start, self.at)
        return For("_", (given,), body, start, start + 1)

    def _command(self, start: int, words: tuple[Word, ...]) -> Statement:
        text = self.text
        found: list[Word] = list(words)
        end = self.at
        while self.at < self.end:
            self._skip(lines=False)
            if self.at >= self.end or text[self.at] in "\r\n;|})" or text.startswith("&&", self.at):
                break
            char = text[self.at]
            redirection = _REDIRECTION.match(text, self.at, self.end)
            if redirection is not None and (char in "<>*" or char.isdigit()):
                self.at = self.words.blank(redirection.end())
                _, self.at = self.words.bare(self.at)
                continue
            if char == "#":
                break
            if text.startswith("--%", self.at):
                found += self._as_it_is()
                end = self.at
                break
            before = self.at
            found += self._arguments()
            end = self.at
            if self.at <= before:
                self.at = before + 1
        return Simple(tuple(found), start, end)

    def _arguments(self) -> list[Word]:
        """Return one argument, or the items of a list."""
        text, at = self.text, self.at
        char = text[at]
        if char in "(" or text.startswith("@(", at):
            words, _, self.at = self.expressions.read(at)
            return list(words)
        if char == "{" or text.startswith("@{", at):
            self.at = self.words.closing(at + (char == "@"))
            return [Word((Opaque("a script block", at, self.at),), False, at, self.at)]
        if char == "@":
            match = re.compile(r"@(\w+)").match(text, at, self.end)
            if match is not None:
                self.at = match.end()
                return [Word((Variable(match[1].lower(), None, "[@]", False, at, self.at),), False, at, self.at)]
        found = []
        while True:
            word, after = self.words.bare(self.at)
            if after > self.at:
                found.append(word)
            self.at = after
            if self.at >= self.end or text[self.at] != ",":
                return found
            if text.startswith(",,", self.at):
                self._problem("a text with two commas in a row has to be quoted", self.at, self.at + 2)
            while self.at < self.end and text[self.at] == ",":
                self.at += 1
            self._skip(lines=False)

    def _as_it_is(self) -> list[Word]:
        """Return the words behind ``--%``, which PowerShell leaves alone."""
        match = re.compile(r"--%([^\r\n|]*)").match(self.text, self.at, self.end)
        assert match is not None
        self.at = match.end()
        return [
            Word((Text(each[0].replace('"', ""), True, each.start(), each.end()),), False, each.start(), each.end())
            for each in re.compile(r'(?:[^\s"]|"[^"]*"?)+').finditer(self.text, match.start(1), match.end())
        ]


def _names_a_command(words: tuple[Word, ...]) -> bool:
    first = words[0].pieces[0] if words and words[0].pieces else None
    return type(first) is Text and not first.quoted and not first.text.lstrip("-").isdigit()
