"""Texts, variables and bare words of PowerShell."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.languages.shell.quotes import read_quoted
from vmlint.languages.shell.tree import Opaque, Problem, Substitution, Text, Variable, Word

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Piece

_BLANK = later(r"(?:[ \t\f]|`\r?\n|<#.*?(?:#>|\Z))*", re.DOTALL)
_IN_QUOTES = later(r"[^\"“”`$]+")
_SINGLE = later(r"'((?:[^']|'')*)'?")
_HERE = later(r"@([\"'])[ \t]*\r?\n(.*?)\r?\n?^\1@", re.DOTALL | re.MULTILINE)
_NAME = later(
    r"\$(?:((?:env|script|global|local|private):)?([A-Za-z_]\w*)|\{([^{}\n]{1,500})\}|([_$?^]))", re.IGNORECASE
)
_PLAIN = later(r"[^\s\"'`$(){};,|&<>@]+")
_MEMBER = later(r"\.[A-Za-z_]\w*|\[|::")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
BRACKETS = {"(": ")", "{": "}", "[": "]"}
_DEEPEST = 20
_BETWEEN = later(r"[^\"'`(){}\[\]#<@]+")


class WordReader:
    """Reads words one by one, up to ``end``."""

    def __init__(self, text: str, problems: list[Problem], end: int) -> None:
        self.text = text
        self.problems = problems
        self.end = end
        self.depth = 0

    def blank(self, at: int) -> int:
        """Return the offset after blanks, continued lines and block comments."""
        match = _BLANK.match(self.text, at, self.end)
        return at if match is None else match.end()

    def string(self, at: int, pieces: list[Piece]) -> int:
        """Read the text in quotes that starts at AT."""
        if self.text[at] == "'":
            match = _SINGLE.match(self.text, at, self.end)
            assert match is not None
            if match.end() - at < 2 or self.text[match.end() - 1] != "'":
                self._unclosed(at)
            pieces.append(Text(match[1].replace("''", "'"), True, at, match.end()))
            return match.end()
        return self._double(at, pieces)

    def here(self, at: int, pieces: list[Piece]) -> int | None:
        """Read a here-string; None where none starts at AT."""
        match = _HERE.match(self.text, at, self.end)
        if match is None:
            return None
        if match[1] == "'" or "$" not in match[2]:
            pieces.append(Text(match[2], True, at, match.end()))
        else:
            pieces.append(Opaque("a here-string with variables", at, match.end()))
        return match.end()

    def _unclosed(self, at: int) -> None:
        self.problems.append(Problem(f"this {self.text[at]} is never closed", at, at + 1))

    def _double(self, at: int, pieces: list[Piece]) -> int:
        start, before = at, len(pieces)
        at = read_quoted(self.text, at + 1, self.end, pieces, _IN_QUOTES, self._in_quotes)
        if at < self.end:
            at += 1
        else:
            self._unclosed(start)
        if len(pieces) == before:
            pieces.append(Text("", True, start, at))
        return at

    def _in_quotes(self, at: int, pieces: list[Piece]) -> int | None:
        char = self.text[at]
        if char in '"“”':
            if not self.text.startswith(char * 2, at) or at + 1 >= self.end:
                return None
            pieces.append(Text('"', True, at, at + 2))
            return at + 2
        return self.escape(at, pieces) if char == "`" else self.dollar(at, pieces, quoted=True)

    def escape(self, at: int, pieces: list[Piece]) -> int:
        """Read what a backtick takes the meaning from."""
        following = self.text[at + 1 : at + 2]
        pieces.append(Text(_ESCAPES.get(following, following), True, at, at + 2))
        return min(at + 2, self.end)

    def dollar(self, at: int, pieces: list[Piece], *, quoted: bool) -> int:
        """Read what starts with ``$`` at AT; members of an object only outside QUOTED text."""
        text = self.text
        if text.startswith("$(", at):
            end = self.closing(at + 1)
            pieces.append(self.inside(at, at + 2, end - 1, quoted=quoted))
            return end
        match = _NAME.match(text, at, self.end)
        if match is None:
            pieces.append(Text("$", quoted, at, at + 1))
            return at + 1
        scope = (match[1] or "").lower()
        name = match[2] or match[3] or match[4]
        end = match.end()
        if not quoted and _MEMBER.match(text, end, self.end):
            return self._member(at, end, pieces)
        name = scope + name if scope == "env:" else name
        pieces.append(Variable(name.lower(), None, "", quoted, at, end))
        return end

    def _member(self, start: int, at: int, pieces: list[Piece]) -> int:
        """Pass over ``.Property``, ``[0]`` and ``.Method(…)``."""
        while at < self.end:
            match = _MEMBER.match(self.text, at, self.end)
            if match is None and self.text[at] != "(":
                break
            at = self.closing(at) if self.text[at] in "[(" else at + len(match[0]) if match is not None else at + 1
        pieces.append(Opaque(f"the value of `{self.text[start:at][:60]}`", start, at))
        return at

    def inside(self, start: int, first: int, last: int, *, quoted: bool) -> Piece:
        """Return the piece for ``$(…)``: a variable or a sum, else what a command prints."""
        from vmlint.languages.shell.tree import Arithmetic

        text = self.text[first:last]
        match = _NAME.fullmatch(text.strip())
        if match is not None:
            scope = (match[1] or "").lower()
            name = match[2] or match[3] or match[4]
            return Variable((scope if scope == "env:" else "") + name.lower(), None, "", quoted, start, last + 1)
        if re.fullmatch(r"[\s\d$\w+*/%()-]+", text) and re.search(r"[\d$]", text) and not re.search(r"[A-Za-z]-", text):
            return Arithmetic(text, start, last + 1)
        return Substitution(text, first, quoted, start, last + 1)

    def bare(self, at: int) -> tuple[Word, int]:
        """Return a bare word, in which quotes and variables may stand, and the offset after it."""
        text, start = self.text, at
        pieces: list[Piece] = []
        while at < self.end:
            match = _PLAIN.match(text, at, self.end)
            if match is not None:
                pieces.append(Text(match[0], False, at, match.end()))
                at = match.end()
                continue
            char = text[at]
            if char in "\"'":
                at = self.string(at, pieces)
            elif char == "`":
                if text[at + 1 : at + 2] in "\r\n":
                    break
                at = self.escape(at, pieces)
            elif char == "$":
                at = self.dollar(at, pieces, quoted=False)
            elif char == "@" and pieces:
                pieces.append(Text("@", False, at, at + 1))
                at += 1
            else:
                break
        return Word(tuple(pieces), False, start, at), at

    def closing(self, at: int) -> int:
        """Return the offset after the bracket that closes the one at AT; the end where there is none."""
        self.depth += 1
        end = self.end if self.depth > _DEEPEST else self._closing(at)
        self.depth -= 1
        return end

    def _closing(self, at: int) -> int:
        text = self.text
        stack = [BRACKETS[text[at]]]
        start = at
        at += 1
        while at < self.end:
            match = _BETWEEN.match(text, at, self.end)
            if match is not None:
                at = match.end()
                continue
            char = text[at]
            if char == "`":
                at += 2
                continue
            if char in "\"'":
                at = self.string(at, [])
                continue
            if char == "@":
                after = self.here(at, [])
                at = at + 1 if after is None else after
                continue
            if char == "<" and text.startswith("<#", at):
                end = text.find("#>", at, self.end)
                at = self.end if end < 0 else end + 2
                continue
            if char == "#":
                end = text.find("\n", at, self.end)
                at = self.end if end < 0 else end
                continue
            if char in BRACKETS:
                stack.append(BRACKETS[char])
            elif char == stack[-1]:
                stack.pop()
                if not stack:
                    return at + 1
            at += 1
        self.problems.append(Problem(f"this {text[start]} is never closed", start, start + 1))
        return self.end
