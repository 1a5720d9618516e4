"""Words of batch files: quotes, carets, variables."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.languages.shell.quotes import read_quoted
from vmlint.languages.shell.tree import Opaque, Problem, Text, Variable, Word

if TYPE_CHECKING:
    import re

    from vmlint.languages.shell.tree import Piece

_PLAIN = later(r"[^\s\"%!^&|<>()=,;\\]+")
_IN_QUOTES = later(r"[^\"%!\r\n\\]+")
_LOOP = later(r"%%(~[a-zA-Z$]*)?([A-Za-z#])")
_ARGUMENT = later(r"%(~[a-zA-Z$]*)?([0-9*])")
_PERCENT = later(r"%([A-Za-z_][^%\s:!\"]*)(:[^%\r\n]*)?%")
_DELAYED = later(r"!([A-Za-z_][^!\s:%\"]*)(:[^!\r\n]*)?!")
_CONTINUED = later(r"\^\r?\n")


class WordReader:
    """Reads words one by one; DELAYED: ``!NAME!`` is a variable."""

    def __init__(self, text: str, problems: list[Problem], *, delayed: bool) -> None:
        self.text = text
        self.problems = problems
        self.delayed = delayed

    def read(self, at: int, stops: str, *, whole: bool = False) -> tuple[Word, int]:
        """Return the word that starts at AT and the offset after it; characters of STOPS end it too.

        WHOLE: blanks do not, as in the value of ``set``.
        """
        text, start = self.text, at
        pieces: list[Piece] = []
        pattern = False
        while at < len(text):
            match = _PLAIN.match(text, at)
            if match is not None:
                pattern = pattern or "*" in match[0] or "?" in match[0]
                pieces.append(Text(match[0], False, at, match.end()))
                at = match.end()
                continue
            char = text[at]
            if char in "&|<>\r\n" or char in stops or (char in " \t" and not whole):
                break
            if char == '"':
                at = self._quoted(at, pieces, whole=whole)
            elif char == "^":
                at = self._caret(at, pieces)
            elif char in "%!":
                at = self._variable(at, pieces, quoted=False)
            elif char == "\\":
                at = self._backslashes(at, pieces, quoted=False)
            else:
                pieces.append(Text(char, False, at, at + 1))
                at += 1
        return Word(tuple(pieces), pattern, start, at), at

    def _quoted(self, at: int, pieces: list[Piece], *, whole: bool) -> int:
        text, start = self.text, at
        if whole:
            pieces.append(Text('"', True, start, at + 1))
        before = len(pieces)
        at = read_quoted(text, at + 1, len(text), pieces, _IN_QUOTES, self._in_quotes)
        if not text.startswith('"', at):
            self.problems.append(Problem('this " is never closed', start, start + 1))
            return at
        if whole:
            pieces.append(Text('"', True, at, at + 1))
        elif len(pieces) == before:
            pieces.append(Text("", True, start, at + 1))
        return at + 1

    def _in_quotes(self, at: int, pieces: list[Piece]) -> int | None:
        char = self.text[at]
        if char in '"\r\n':
            return None
        return self._backslashes(at, pieces, quoted=True) if char == "\\" else self._variable(at, pieces, quoted=True)

    def _backslashes(self, at: int, pieces: list[Piece], *, quoted: bool) -> int:
        if self.text.startswith('\\"', at):
            # Only where another quote follows on the line: "C:\dir\" ends a path.
            line_end = self.text.find("\n", at)
            rest = self.text[at + 2 : at + 400 if line_end < 0 else min(line_end, at + 400)]
            if '"' in rest:
                pieces.append(Text('"', True, at, at + 2))
                return at + 2
        pieces.append(Text("\\", quoted, at, at + 1))
        return at + 1

    def _caret(self, at: int, pieces: list[Piece]) -> int:
        match = _CONTINUED.match(self.text, at)
        if match is not None:
            return match.end()
        if at + 1 < len(self.text) and self.text[at + 1] not in "\r\n":
            pieces.append(Text(self.text[at + 1], True, at, at + 2))
            return at + 2
        return at + 1

    def _variable(self, at: int, pieces: list[Piece], *, quoted: bool) -> int:
        text = self.text
        if text[at] == "!":
            match = _DELAYED.match(text, at) if self.delayed else None
            return self._named(match, at, pieces, quoted=quoted)
        match = _LOOP.match(text, at)
        if match is not None:
            return self._special(match, "%" + match[2], pieces, quoted=quoted)
        match = _ARGUMENT.match(text, at)
        if match is not None:
            return self._special(match, match[2].replace("*", "@"), pieces, quoted=quoted)
        if text.startswith("%%", at):
            pieces.append(Text("%", quoted, at, at + 2))
            return at + 2
        return self._named(_PERCENT.match(text, at), at, pieces, quoted=quoted)

    def _special(self, match: re.Match[str], name: str, pieces: list[Piece], *, quoted: bool) -> int:
        start, end = match.span()
        if match[1] in (None, "~"):
            pieces.append(Variable(name, None, "", quoted, start, end))
        else:
            pieces.append(Opaque(f"`{match[0]}` is a part of a path", start, end))
        return end

    def _named(self, match: re.Match[str] | None, at: int, pieces: list[Piece], *, quoted: bool) -> int:
        if match is None:
            pieces.append(Text(self.text[at], quoted, at, at + 1))
            return at + 1
        operator = match[2] or ""
        if operator:
            old, equals, new = operator[1:].partition("=")
            operator = f"//{old}/{new}" if equals and old and not old.startswith("~") else operator
        pieces.append(Variable(match[1], None, operator, quoted, at, match.end()))
        return match.end()
