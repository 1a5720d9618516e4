"""Commands, lists and compound commands of sh and bash."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.languages.shell.posix.scanning import Scanner
from vmlint.languages.shell.posix.words import closing
from vmlint.languages.shell.tree import (
    Assign,
    Background,
    Block,
    Calculation,
    Case,
    Chain,
    Count,
    Declare,
    For,
    Function,
    If,
    Not,
    Opaque,
    Parsed,
    Redirected,
    Simple,
    Subshell,
    Variable,
    While,
    Word,
)

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Redirection, Statement

_ASSIGNMENT = later(r"([A-Za-z_]\w*(?:\[[^\]\n]{1,80}\])?)(\+?)=", re.ASCII)
_FUNCTION = later(r"([A-Za-z_][\w.:-]*)[ \t]*\([ \t]*\)", re.ASCII)
_COUNT = later(
    r"\s*(\w+)\s*=\s*([^;]*?)\s*;\s*\1\s*(<=?|>=?)\s*([^;]*?)\s*;\s*(?:\1(\+\+|--)|(\+\+|--)\1|\1\s*([+-])=\s*(\d+))\s*\Z"
)
_CLOSERS = frozenset(("then", "elif", "else", "fi", "do", "done", "esac", "}"))
_DECLARING = frozenset(("export", "local", "declare", "readonly", "typeset"))
_DEEPEST = 60
_LONGEST_HEADER = 300


class Parser(Scanner):
    """A recursive descent over the text; an offset is all its state."""

    def __init__(self, text: str, at: int = 0, end: int | None = None) -> None:
        super().__init__(text, at, end)
        self.depth = 0

    def parse(self) -> Parsed:
        """Return the whole script."""
        statements: list[Statement] = []
        ends: list[int] = []
        while True:
            statements += self._statements(ends)
            if self.at >= self.end:
                break
            # Something that closes what was never opened.
            end = self.words.read(self.at)[1] if self.text[self.at] not in ");" else self.at + 1
            end = max(end, self.at + 1)
            self._problem(f"`{self.text[self.at : end]}` closes nothing here", self.at, end)
            self.at = end
        for problem in self.problems:
            self.refuse(problem.start)
        return Parsed(Block(tuple(statements)), tuple(self.problems), tuple(ends), self.refused)

    # Lists

    def _statements(self, ends: list[int] | None = None) -> list[Statement]:
        """Return the statements up to a word that closes something, or the end; add to ENDS where each one ends."""
        found: list[Statement] = []
        last, parted = self.at, True
        while True:
            self._skip(lines=True)
            parted = parted or "\n" in self.text[last : self.at]
            if self.at >= self.end:
                return found
            char = self.text[self.at]
            if char == ")" or (char == ";" and self.text.startswith((";;", ";&"), self.at)):
                return found
            if char in ";&":
                if parted:
                    self.refuse(self.at)
                self.at += 1
                parted = True
                continue
            word = self._peek()
            if word in _CLOSERS:
                return found
            before = self.at
            if not parted:
                self.refuse(before)
            found.append(self._in_background(self._chain(), before))
            if self.at <= before:
                self._problem(f"`{char}` is not expected here", before, before + 1)
                self.at = before + 1
            last, parted = self.at, type(found[-1]) is Background
            if ends is not None:
                ends.append(last)

    def _in_background(self, statement: Statement, start: int) -> Statement:
        self._skip(lines=False)
        if not self.text.startswith("&", self.at, self.end) or self.text.startswith("&&", self.at):
            return statement
        self.at += 1
        return Background(statement, start, self.at)

    def _block(self) -> Block:
        found = self._statements()
        if not found:
            self.refuse(self.at)
        return Block(tuple(found))

    def _chain(self) -> Statement:
        links = self._pipeline(";")
        while True:
            operator = self._operator(("&&", "||"))
            if not operator:
                break
            links += self._pipeline(operator)
        return links[0][1] if len(links) == 1 else Chain(tuple(links))

    def _operator(self, operators: tuple[str, ...]) -> str:
        """Go past one of OPERATORS and the lines after it; return which one it is."""
        self._skip(lines=False)
        found = next((each for each in operators if self.text.startswith(each, self.at)), "")
        if found:
            self.at += len(found)
            self._skip(lines=True)
            if self.at >= self.end:
                self.refuse(self.at)
                return ""
        return found

    def _pipeline(self, operator: str) -> list[tuple[str, Statement]]:
        """Return the commands of a pipeline, the first with the OPERATOR before it; a ``!`` is about all of them."""
        if self._peek() == "!" and self.depth < _DEEPEST:
            self.at += 1
            self._skip(lines=False)
            self.depth += 1
            inner = self._pipeline(";")
            self.depth -= 1
            return [(operator, Not(inner[0][1] if len(inner) == 1 else Chain(tuple(inner))))]
        links = [(operator, self._command())]
        while not self.text.startswith("||", self.at):
            pipe = self._operator(("|&", "|"))
            if not pipe:
                break
            links.append((pipe, self._command()))
            self._skip(lines=False)
        return links

    # Commands

    def _command(self) -> Statement:
        self.depth += 1
        if self.depth > _DEEPEST:
            self._problem("this is nested deeper than vmlint follows", self.at, min(self.at + 1, self.end))
            self.at = self.end
        found = self._any_command() if self.at < self.end else Block(())
        self.depth -= 1
        return found

    def _any_command(self) -> Statement:
        word = self._peek()
        if word == "!":
            self.at += 1
            self._skip(lines=False)
            return Not(self._command())
        if word in ("time", "coproc"):
            self.at += len(word)
            self._skip(lines=False)
            return self._command()
        compound = {
            "if": self._if,
            "for": self._for,
            "select": self._for,
            "while": self._while,
            "until": self._while,
            "case": self._case,
            "{": self._braces,
            "function": self._function,
        }.get(word)
        if compound is None and self.text.startswith("(", self.at):
            compound = self._arithmetic if self.text.startswith("((", self.at) else self._subshell
            word = "("
        if compound is not None:
            start = self.at
            found = compound(word, start)
            if isinstance(found, Function):
                return found
            end = self.at
            redirections = self._redirections()
            return Redirected(found, redirections, start, end) if redirections else found
        match = _FUNCTION.match(self.text, self.at, self.end)
        if match is not None:
            return self._function_body(match[1], self.at, match.end())
        return self._simple()

    def _redirections(self) -> tuple[Redirection, ...]:
        """Return the redirections that stand here."""
        found: list[Redirection] = []
        while True:
            self._skip(lines=False)
            each = self.redirection()
            if each is None:
                return tuple(found)
            found.append(each)

    def _simple(self) -> Statement:
        start = self.at
        assigned: list[Assign] = []
        words: list[Word] = []
        redirections: list[Redirection] = []
        end = start
        while self.at < self.end:
            redirection = self.redirection()
            if redirection is not None:
                redirections.append(redirection)
                self._skip(lines=False)
                continue
            match = _ASSIGNMENT.match(self.text, self.at, self.end)
            if match is not None and (not words or (words[0].bare in _DECLARING)):
                assigned.append(self._assignment(match, local=bool(words) and words[0].bare != "export"))
            else:
                if self.text[self.at] in "\r\n;&|()":
                    break
                words.append(self._word())
            end = self.at
            if len(words) == 1 and words[0].bare == "[[" and not assigned:
                self._condition(words)
                end = self.at
            self._skip(lines=False)
        if words and words[0].bare in _DECLARING:
            declared = Declare(tuple(words), tuple(assigned), start, end)
            return Redirected(declared, tuple(redirections), start, end) if redirections else declared
        if not words and not redirections:
            if not assigned:
                self.refuse(start)
            return assigned[0] if len(assigned) == 1 else Block(tuple(assigned))
        if not words and assigned:
            only = assigned[0] if len(assigned) == 1 else Block(tuple(assigned))
            return Redirected(only, tuple(redirections), start, end)
        return Simple(tuple(words), start, end, tuple(assigned), tuple(redirections))

    def _assignment(self, match: re.Match[str], *, local: bool) -> Assign:
        start, self.at = self.at, match.end()
        if self.text.startswith("(", self.at):
            words = self._array()
            return Assign(match[1], tuple(words), True, match[2] + "=", local, start, self.at)
        word, self.at = self.words.read(self.at)
        return Assign(match[1], (word,), False, match[2] + "=", local, start, self.at)

    def _array(self) -> list[Word]:
        opener = self.at
        self.at += 1
        words: list[Word] = []
        while True:
            self._skip(lines=True)
            if self.at >= self.end:
                self._problem("this ( is never closed", opener, opener + 1)
                return words
            if self.text[self.at] == ")":
                self.at += 1
                return words
            word, after = self.words.read(self.at)
            if after > self.at:
                words.append(word)
            self.at = max(after, self.at + 1)

    # Compound commands

    def _if(self, word: str, start: int) -> Statement:
        branches: list[tuple[Statement | None, Block]] = []
        self.at += len(word)
        while True:
            condition = self._block()
            self._expect("then", (word, start))
            branches.append((condition, self._block()))
            if not self._take("elif"):
                break
        if self._take("else"):
            branches.append((None, self._block()))
        self._expect("fi", (word, start))
        return If(tuple(branches))

    def _for(self, word: str, start: int) -> Statement:
        self.at += len(word)
        self._skip(lines=False)
        if self.text.startswith("((", self.at):
            return self._counting(start)
        name, self.at = self.words.read(self.at)
        words: list[Word] = []
        if self._take("in"):
            while self.at < self.end:
                self._skip(lines=False)
                if self.at >= self.end or self.text[self.at] in "\n;&|()":
                    break
                each, after = self.words.read(self.at)
                if after == self.at:
                    break
                words.append(each)
                self.at = after
        else:
            words.append(Word((Variable("@", None, "", True, start, name.end),), False, start, name.end))
        end = words[-1].end if words else name.end
        body = self._body(word, start)
        if word == "select":
            words = [Word((Opaque("what somebody chooses", start, end),), False, start, end)]
        return For(name.literal or "", tuple(words), body, start, end)

    def _counting(self, start: int) -> Statement:
        close = closing(self.text, self.at, self.end)
        if close is None:
            self._problem("this (( is never closed", self.at, self.at + 2)
            self.at = self.end
            return Block(())
        match = _COUNT.match(self.text[self.at + 2 : close - 2]) if close - self.at < _LONGEST_HEADER else None
        opened, self.at = self.at, close
        body = self._body("for", start)
        if match is None:
            expression = self.text[opened:close]
            return While(Calculation("the condition of the loop", start, close, expression), body, start, close)
        name, first, compare, last = match[1], match[2], match[3], match[4]
        down = "--" in (match[5], match[6]) or match[7] == "-"
        step = ("-" if down else "") + (match[8] or "1")
        if compare in ("<", ">"):
            last = f"({last}){'-' if compare == '<' else '+'}1"
        return Count(name, first, last, step, body, start, close)

    def _body(self, word: str, start: int) -> Block:
        self._skip(lines=False)
        if self.text.startswith(";", self.at):
            self.at += 1
        if self._take("{"):
            body = self._block()
            self._expect("}", (word, start))
            return body
        self._expect("do", (word, start))
        body = self._block()
        self._expect("done", (word, start))
        return body

    def _while(self, word: str, start: int) -> Statement:
        self.at += len(word)
        condition = self._block()
        end = self.at
        return While(condition if word == "while" else Not(condition), self._body(word, start), start, end)

    def _case(self, word: str, start: int) -> Statement:
        self.at += len(word)
        self._skip(lines=False)
        subject, self.at = self.words.read(self.at)
        self._expect("in", (word, start))
        branches: list[tuple[tuple[Word, ...], Block]] = []
        ends: list[str] = []
        while True:
            self._skip(lines=True)
            if self.at >= self.end or self._peek() == "esac":
                break
            self._take("(")
            patterns = []
            while self.at < self.end:
                self._skip(lines=False)
                each, after = self.words.read(self.at)
                if after == self.at:
                    break
                patterns.append(each)
                self.at = after
                self._skip(lines=False)
                if not self.text.startswith("|", self.at):
                    break
                self.at += 1
            if not self._take(")"):
                break
            branches.append((tuple(patterns), Block(tuple(self._statements()))))
            self._skip(lines=True)
            end = next((each for each in (";;&", ";;", ";&") if self.text.startswith(each, self.at)), "")
            ends.append(end)
            if not end:
                break
            self.at += len(end)
        self._expect("esac", (word, start))
        return Case(subject, tuple(branches), tuple(ends))

    def _braces(self, word: str, start: int) -> Statement:
        self.at += 1
        block = self._block()
        self._expect("}", (word, start))
        return block

    def _subshell(self, word: str, start: int) -> Statement:
        self.at += 1
        block = self._block()
        self._expect(")", (word, start))
        return Subshell(block.statements, start, self.at)

    def _arithmetic(self, word: str, start: int) -> Statement:
        close = closing(self.text, start, self.end)
        if close is None or not self.text.startswith("))", close - 2):
            return self._subshell(word, start)
        inside = self.text[start + 2 : close - 2]
        self.at = close
        match = re.fullmatch(r"\s*(\w+)\s*(\+\+|--|[+-]?=)\s*([^=].*)?", inside, re.DOTALL)
        if match is None or ((match[3] is None) != (match[2] in ("++", "--"))):
            return Calculation("a condition of arithmetic", start, close, inside)
        operator, value = match[2], match[3] or "1"
        expression = value if operator == "=" else f"{match[1]} {operator[0]} ({value})"
        word_of = Word((Opaque(expression, start, close),), False, start, close)
        return Assign(match[1], (word_of,), False, "arithmetic", False, start, close)

    def _function(self, word: str, start: int) -> Statement:
        self.at += len(word)
        self._skip(lines=False)
        name, self.at = self.words.read(self.at)
        match = re.compile(r"[ \t]*\([ \t]*\)").match(self.text, self.at, self.end)
        return self._function_body(name.literal or "", start, self.at if match is None else match.end())

    def _function_body(self, name: str, start: int, end: int) -> Statement:
        self.at = end
        self._skip(lines=True)
        body = self._command()
        return Function(name, (), body if isinstance(body, Block) else Block((body,)), start, end)
