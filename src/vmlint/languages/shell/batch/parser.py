"""Commands, blocks, conditions and loops of batch files."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.languages.shell.batch.words import WordReader
from vmlint.languages.shell.tree import (
    Assign,
    Block,
    Chain,
    Compare,
    Count,
    For,
    If,
    Label,
    Not,
    Opaque,
    Parsed,
    Problem,
    Simple,
    Text,
    Variable,
    Word,
)

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Piece, Statement

_BLANK = later(r"(?:[ \t,;=@]|\^\r?\n)*")
_HEAD = later(r"[A-Za-z]+(?=[\s/(&|,;=.:\"]|\Z)")
_COMMENT = later(r"(?:rem(?=[\s&]|\Z)|::)[^\n]*", re.IGNORECASE)
_LABEL = later(r":[ \t]*([^\s:&|+,;=]+)[^\n]*")
_SET = later(r"[ \t]*(/[apAP])?[ \t]*(\")?([^=\"\r\n&|<>]*?)([-+*/%]?=)")
_ARITHMETIC = later(r"[ \t]*/[aA][ \t]+((?:\"[^\"\r\n]*\"?|[^\"\r\n&|)])*)")
_REDIRECTION = later(r"\d?(?:>>|>&|<&|>|<)[ \t]*")
_LOOP_VARIABLE = later(r"%%?(?=[A-Za-z#])")
_OPTION = later(r"/([a-zA-Z])(?=[\s\"%])")
_COMPARISON = later(r"[ \t]*(==|(?:equ|neq|lss|leq|gtr|geq)(?=\s))[ \t]*", re.IGNORECASE)
_DEEPEST = 60


class Parser:
    """A recursive descent over the text; an offset is all its state. ``inside``: how many brackets are open."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        # Nothing behind the end is looked at: blocks of documentation are short, files are whole.
        self.text = text if end is None or end >= len(text) else text[:end]
        self.at = start
        self.problems: list[Problem] = []
        self.delayed = "enabledelayedexpansion" in text.lower()
        self.words = WordReader(self.text, self.problems, delayed=self.delayed)
        self.inside = 0
        self.depth = 0

    def parse(self) -> Parsed:
        """Return the whole file."""
        if self.text.startswith("\ufeff", self.at):
            self.at += 1
        statements: list[Statement] = []
        while self.at < len(self.text):
            statements += self._statements()
            if self.text.startswith(")", self.at):
                # cmd.exe takes a lone bracket as a comment up to the end of the line.
                self._to_line_end()
        return Parsed(Block(tuple(statements)), tuple(self.problems))

    def _problem(self, message: str, start: int, end: int) -> None:
        self.problems.append(Problem(message, start, end))

    def _skip(self) -> None:
        match = _BLANK.match(self.text, self.at)
        if match is not None:
            self.at = match.end()

    def _to_line_end(self) -> None:
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end + 1

    def _statements(self) -> list[Statement]:
        """Return the statements up to a bracket that closes, or the end."""
        found: list[Statement] = []
        text = self.text
        while True:
            self._skip()
            if self.at >= len(text):
                return found
            char = text[self.at]
            if char in "\r\n&":
                self.at += 1
                continue
            if char == ")":
                return found
            before = self.at
            found += self._line()
            if self.at == before:
                self.at += 1

    def _line(self) -> list[Statement]:
        text = self.text
        match = _COMMENT.match(text, self.at)
        if match is not None:
            self.at = match.end()
            return []
        if text[self.at] == ":" and not self.inside:
            match = _LABEL.match(text, self.at)
            start, self.at = self.at, match.end() if match is not None else self.at + 1
            return [] if match is None else [Label(match[1].lower(), start, start + len(match[0].rstrip()))]
        return [self._chain()]

    def _chain(self) -> Statement:
        first = self._command()
        links: list[tuple[str, Statement]] = [(";", first)]
        while True:
            self._skip()
            operator = next((each for each in ("&&", "||", "|") if self.text.startswith(each, self.at)), "")
            if not operator:
                break
            self.at += len(operator)
            self._skip()
            if self.at >= len(self.text) or self.text[self.at] in "\r\n":
                break
            links.append((operator, self._command()))
        return first if len(links) == 1 else Chain(tuple(links))

    def _command(self) -> Statement:
        self.depth += 1
        if self.depth > _DEEPEST:
            self._problem("this is nested deeper than vmlint follows", self.at, min(self.at + 1, len(self.text)))
            self.at = len(self.text)
        found = self._any_command() if self.at < len(self.text) else Block(())
        self.depth -= 1
        return found

    def _any_command(self) -> Statement:
        self._skip()
        text, start = self.text, self.at
        if text.startswith("(", start):
            return self._brackets()
        match = _HEAD.match(text, start)
        head = "" if match is None else match[0].lower()
        if head in ("if", "for", "set", "rem"):
            self.at += len(head)
            if head == "rem":
                self._to_line_end()
                return Block(())
            return {"if": self._if, "for": self._for, "set": self._set}[head](start)
        return self._simple(start)

    def _brackets(self) -> Block:
        start = self.at
        self.at += 1
        self.inside += 1
        block = Block(tuple(self._statements()))
        self.inside -= 1
        if self.text.startswith(")", self.at):
            self.at += 1
        else:
            self._problem("this ( is never closed", start, start + 1)
        self._redirections()
        return block

    def _redirections(self) -> None:
        while True:
            match = _BLANK_HERE.match(self.text, self.at)
            at = self.at if match is None else match.end()
            found = _REDIRECTION.match(self.text, at)
            if found is None:
                return
            _, self.at = self.words.read(found.end(), self._stops())

    def _stops(self) -> str:
        return ")" if self.inside else ""

    def _simple(self, start: int) -> Statement:
        words: list[Word] = []
        end = start
        text = self.text
        while self.at < len(text):
            self._redirections()
            match = _BLANK_HERE.match(text, self.at)
            self.at = self.at if match is None else match.end()
            if self.at >= len(text) or text[self.at] in "\r\n&|" or text[self.at] in self._stops():
                break
            word, after = self.words.read(self.at, self._stops())
            if after == self.at:
                break
            words.append(word)
            self.at = end = after
        return Simple(tuple(words), start, end)

    def _set(self, start: int) -> Statement:
        text = self.text
        arithmetic = _ARITHMETIC.match(text, self.at)
        if arithmetic is not None:
            self.at = arithmetic.end()
            return self._calculated(arithmetic[1].replace('"', ""), start)
        match = _SET.match(text, self.at)
        if match is None:
            self._simple(start)
            return Block(())
        self.at = match.end()
        stops = self._stops()
        if match[2]:
            # set "NAME=value": up to the last quote of the line.
            line_end = text.find("\n", self.at)
            close = text.rfind('"', self.at, len(text) if line_end < 0 else line_end)
            close = close if close >= 0 else len(text) if line_end < 0 else line_end
            word = self._value(self.at, close)
            self.at = min(close + 1, len(text))
        else:
            word, self.at = self.words.read(self.at, stops, whole=True)
        if match[1]:
            word = Word((Opaque("what somebody types", start, self.at),), False, word.start, word.end)
        return Assign(match[3].strip(), (word,), False, "=", False, start, self.at)

    def _value(self, start: int, end: int) -> Word:
        """Return what stands between the quotes of ``set``."""
        inner = WordReader(self.text[start:end], [], delayed=self.words.delayed)
        word, _ = inner.read(0, "", whole=True)
        if any(type(piece) not in (Text, Variable) for piece in word.pieces):
            return Word((Opaque("what is set here", start, end),), False, start, end)
        moved = []
        for piece in word.pieces:
            if type(piece) is Text:
                moved.append(Text(piece.text, True, start + piece.start, start + piece.end))
            elif type(piece) is Variable:
                moved.append(Variable(piece.name, None, piece.operator, True, start + piece.start, start + piece.end))  # type: ignore[arg-type]
        return Word(tuple(moved), False, start, end)

    def _calculated(self, expression: str, start: int) -> Statement:
        """Return the assignments of ``set /a A=1, B=A+1``."""
        found: list[Statement] = []
        for part in expression.split(","):
            match = re.match(r"\s*(\w+)\s*([-+*/]?)=\s*(.*)\Z", part, re.DOTALL)
            if match is None:
                continue
            value = re.sub(r"[%!](\w+)[%!]", r"\1", match[3]).replace("%%", "%")
            value = f"{match[1]} {match[2]} ({value})" if match[2] else value
            word = Word((Opaque(value, start, self.at),), False, start, self.at)
            found.append(Assign(match[1], (word,), False, "arithmetic", False, start, self.at))
        return found[0] if len(found) == 1 else Block(tuple(found))

    def _if(self, start: int) -> Statement:
        ignoring_case = negated = False
        while True:
            self._skip_blank()
            rest = self.text[self.at : self.at + 4].lower()
            if rest[:2] == "/i":
                ignoring_case, self.at = True, self.at + 2
            elif rest[:3] == "not" and rest[3:].isspace():
                negated, self.at = True, self.at + 3
            else:
                break
        condition = self._condition(start, ignoring_case=ignoring_case)
        self._skip_blank()
        body = self._branch()
        branches: list[tuple[Statement | None, Block]] = [(Not(condition) if negated else condition, body)]
        before = self.at
        self._skip_blank()
        if self.text[self.at : self.at + 4].lower() == "else":
            self.at += 4
            self._skip_blank()
            branches.append((None, self._branch()))
        else:
            self.at = before
        return If(tuple(branches))

    def _branch(self) -> Block:
        if self.at >= len(self.text) or self.text[self.at] in "\r\n":
            return Block(())
        if self.text.startswith("(", self.at):
            return self._brackets()
        chain = self._chain()
        return Block((chain,))

    def _skip_blank(self) -> None:
        match = _BLANK_HERE.match(self.text, self.at)
        if match is not None:
            self.at = match.end()

    def _condition(self, start: int, *, ignoring_case: bool) -> Statement:
        left, self.at = self._compared()
        word = (left.literal or "").lower()
        if word in ("exist", "errorlevel", "cmdextversion"):
            self._skip_blank()
            _, self.at = self.words.read(self.at, self._stops())
            return Opaque("a condition of the host", start, self.at)
        if word == "defined":
            self._skip_blank()
            name, self.at = self.words.read(self.at, self._stops())
            variable = Variable(name.literal or "?", None, "", True, name.start, name.end)
            return Compare(Word((variable,), False, name.start, name.end), "-n", None, False, start, self.at)
        match = _COMPARISON.match(self.text, self.at)
        if match is None:
            return Opaque("a condition that cannot be read", start, self.at)
        self.at = match.end()
        right, self.at = self._compared()
        return Compare(left, match[1].lower(), right, ignoring_case, start, self.at)

    def _compared(self) -> tuple[Word, int]:
        """Return a side of a comparison, which ends at blanks and at ``==``."""
        start = self.at
        pieces: list[Piece] = []
        while True:
            word, end = self.words.read(self.at, self._stops() + "=")
            pieces += word.pieces
            self.at = end
            if end >= len(self.text) or self.text[end] != "=" or self.text.startswith("==", end):
                break
            self.at += 1
        return Word(tuple(pieces), False, start, self.at), self.at

    def _for(self, start: int) -> Statement:
        text = self.text
        option = ""
        while True:
            self._skip_blank()
            match = _OPTION.match(text, self.at)
            if match is None:
                break
            option += match[1].lower()
            self.at = match.end()
        self._skip_blank()
        if text.startswith('"', self.at):
            # The options of `for /f "tokens=…"`.
            _, self.at = self.words.read(self.at, "")
            self._skip_blank()
        match = _LOOP_VARIABLE.match(text, self.at)
        if match is None:
            return self._simple(start)
        name = "%" + text[match.end()]
        self.at = match.end() + 1
        self._skip_blank()
        if text[self.at : self.at + 2].lower() == "in":
            self.at += 2
        self._skip_blank()
        words = self._list()
        end = self.at
        self._skip_blank()
        if text[self.at : self.at + 2].lower() == "do":
            self.at += 2
        self._skip_blank()
        body = self._branch()
        if option == "l" and len(words) == 3:
            first, step, last = (self._number(word) for word in words)
            return Count(name, first, last, step, body, start, end)
        if option:
            opaque = Word((Opaque("what `for` reads while the script runs", start, end),), False, start, end)
            return For(name, (opaque,), body, start, end)
        return For(name, tuple(words), body, start, end)

    def _number(self, word: Word) -> str:
        """Return a word of a counting loop as an expression."""
        return "".join(
            piece.text if type(piece) is Text else piece.name if type(piece) is Variable else "?"
            for piece in word.pieces
        )

    def _list(self) -> list[Word]:
        text = self.text
        words: list[Word] = []
        if not text.startswith("(", self.at):
            return words
        opener = self.at
        self.at += 1
        while self.at < len(text):
            if text[self.at] in " \t\r\n,;=":
                self.at += 1
            elif text[self.at] == ")":
                self.at += 1
                return words
            else:
                word, after = self.words.read(self.at, "),;=")
                if after == self.at:
                    self.at += 1
                else:
                    words.append(word)
                    self.at = after
        self._problem("this ( is never closed", opener, opener + 1)
        return words


_BLANK_HERE = later(r"(?:[ \t]|\^\r?\n)*")
