"""Words and blanks of sh and bash, as commands are read from them; what stands in ``[[ … ]]``."""

from __future__ import annotations

import re

from vmlint.basics.patterns import later
from vmlint.languages.shell.posix.redirections import RedirectionReader
from vmlint.languages.shell.posix.words import blank
from vmlint.languages.shell.tree import Opaque, Problem, Text, Word

_CONDITION = later(r"&&|\|\||[()<>]")
_EXPRESSION = later(
    r"(?:\\.|'[^']*'|\"(?:[^\"\\]|\\.)*\"|\[(?:[^\]\s]|\[:\w+:\])*\]|\((?:[^()\s]|\([^()\s]*\))*\)|[^\s\\'\"\[(])+",
    re.S,
)
_PEEK = later(r"(?:if|then|elif|else|fi|for|select|while|until|do|done|case|esac|function|time|coproc|in|[{}!])"
                   r"(?=[\s;&|()<>]|\Z)")  # fmt: skip


class Scanner(RedirectionReader):
    """Goes from word to word."""

    def _problem(self, message: str, start: int, end: int) -> None:
        self.problems.append(Problem(message, start, end))

    def _skip(self, *, lines: bool) -> None:
        """Go on to the next word or operator; over LINES too where a command may begin."""
        text = self.text
        while True:
            self.at = blank(text, self.at, self.end)
            char = text[self.at] if self.at < self.end else ""
            if char == "#":
                end = text.find("\n", self.at)
                self.at = min(self.end if end < 0 else end, self.end)
            elif (lines and char == "\r") or (char == "\r" and text.startswith("\r\n", self.at)):
                self.at += 1
            elif lines and char == "\n":
                self._newline()
            else:
                return

    def _newline(self) -> None:
        self.at += 1
        if self.heredocs:
            self.heredoc_texts()

    def _peek(self) -> str:
        """Return the plain word that starts here, without reading it."""
        match = _PEEK.match(self.text, self.at, self.end)
        return "" if match is None else match[0]

    def _take(self, word: str) -> bool:
        """Go past the reserved WORD if it comes next, lines skipped."""
        self._skip(lines=True)
        if word in ("(", ")"):
            if self.text.startswith(word, self.at):
                self.at += 1
                return True
            return False
        if self._peek() == word:
            self.at += len(word)
            return True
        return False

    def _expect(self, word: str, opener: tuple[str, int]) -> None:
        if not self._take(word):
            name, start = opener
            self._problem(f"this `{name}` has no `{word}`", start, start + len(name))

    def _word(self) -> Word:
        word, after = self.words.read(self.at)
        if after == self.at:
            start, piped = self.at, self.piped()
            if piped is None:
                self.at += 1
                piped = Opaque("a pipe to another program", start, self.at)
            return Word((piped,), False, start, self.at)
        self.at = after
        return word

    def _condition(self, words: list[Word]) -> None:
        """Read what stands in ``[[ … ]]``: operators and brackets are words of it, lines may end in it."""
        text = self.text
        while True:
            self._skip(lines=True)
            if self.at >= self.end:
                return
            match = _CONDITION.match(text, self.at, self.end)
            if words[-1].bare == "=~":
                match = _EXPRESSION.match(text, self.at, self.end)
                end = self.at if match is None else match.end()
                words.append(self.words.expression(self.at, end))
                self.at = max(end, self.at + 1)
            elif match is not None:
                words.append(Word((Text(match[0], False, self.at, match.end()),), False, self.at, match.end()))
                self.at = match.end()
            elif text[self.at] in ";&|":
                return
            else:
                words.append(self._word())
                if words[-1].bare == "]]":
                    return
