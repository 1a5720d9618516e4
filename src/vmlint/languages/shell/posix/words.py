"""Words of sh and bash: quotes, escapes, variables, substitutions and braces."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.languages.shell.quotes import read_quoted
from vmlint.languages.shell.tree import Arithmetic, Choice, Opaque, Substitution, Text, Variable, Word

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Piece, Problem

_PLAIN = later(r"[^\s'\"\\$`&|;()<>{*?]+")
_IN_QUOTES = later(r"[^\"\\$`]+")
_SINGLE = later(r"'([^']*)'?")
_DOLLAR_SINGLE = later(r"\$'((?:[^'\\]|\\.)*)'?", re.DOTALL)
_NAME = later(r"[A-Za-z_]\w*|[0-9@*#?$!-]", re.ASCII)
_BRACES = later(
    r"\{([\w.+/:-]*(?:,[\w.+/:-]*)+|-?[0-9]{1,9}\.\.-?[0-9]{1,9}(?:\.\.-?[0-9]{1,4})?|[a-z]\.\.[a-z]|[A-Z]\.\.[A-Z])\}"
)
_BLANK = later(r"(?:[ \t]|\\\r?\n)*")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "e": "\x1b"}
_MOST_CHOICES = 4096
_DEEPEST = 8
ENDS = " \t\r\n;&|()<>"


def blank(text: str, at: int, end: int) -> int:
    """Return the offset after blanks and continued lines, at most END."""
    match = _BLANK.match(text, at, end)
    return at if match is None else match.end()


class WordReader:
    """Reads words one by one; ``problems`` is where a quote that is never closed is noted."""

    def __init__(self, text: str, problems: list[Problem], end: int | None = None, depth: int = 0) -> None:
        self.text = text
        self.problems = problems
        self.end = len(text) if end is None else end
        self.depth = depth

    def read(self, at: int) -> tuple[Word, int]:
        """Return the word that starts at AT and the offset after it."""
        text, start = self.text, at
        pieces: list[Piece] = []
        pattern = False
        while at < self.end:
            match = _PLAIN.match(text, at, self.end)
            if match is not None:
                pieces.append(Text(match[0], False, at, match.end()))
                at = match.end()
                continue
            char = text[at]
            if char in ENDS:
                break
            if char in "*?":
                pattern = True
                pieces.append(Text(char, False, at, at + 1))
                at += 1
            elif char == "{":
                at = self._braces(at, pieces)
            elif char == "\\":
                at = self._escape(at, pieces)
            elif char == "'":
                at = self._single(at, pieces)
            elif char == '"':
                at = self._double(at, pieces)
            elif char == "$":
                at = self.dollar(at, pieces, quoted=False)
            elif char == "`":
                at = self._backquote(at, pieces, quoted=False)
            else:
                # White space of other scripts ends no word in a shell.
                pieces.append(Text(char, False, at, at + 1))
                at += 1
        return Word(tuple(pieces), pattern, start, at), at

    def _escape(self, at: int, pieces: list[Piece]) -> int:
        text = self.text
        if text.startswith("\\\n", at):
            return at + 2
        if text.startswith("\\\r\n", at):
            return at + 3
        if at + 1 < self.end:
            pieces.append(Text(text[at + 1], True, at, at + 2))
        return min(at + 2, self.end)

    def _single(self, at: int, pieces: list[Piece]) -> int:
        match = _SINGLE.match(self.text, at, self.end)
        assert match is not None
        self._closed(at, match.end(), "'")
        pieces.append(Text(match[1], True, at, match.end()))
        return match.end()

    def _closed(self, at: int, end: int, quote: str) -> None:
        if end - at < 2 or self.text[end - 1] != quote:
            self._problem(f"this {quote} is never closed", at)

    def _unclosed(self, opening: str, at: int, pieces: list[Piece]) -> int:
        """Give up what OPENING begins at AT, and all behind it."""
        self._problem(f"this {opening} is never closed", at)
        what = "what it means" if opening == "${" else "what it would run"
        pieces.append(Opaque(f"{what} cannot be read", at, self.end))
        return self.end

    def _problem(self, message: str, at: int) -> None:
        from vmlint.languages.shell.tree import Problem

        self.problems.append(Problem(message, at, min(at + 1, len(self.text))))

    def _double(self, at: int, pieces: list[Piece]) -> int:
        start, before = at, len(pieces)
        at = read_quoted(self.text, at + 1, self.end, pieces, _IN_QUOTES, self._in_quotes)
        if at < self.end:
            at += 1
        else:
            self._problem('this " is never closed', start)
        if len(pieces) == before:
            pieces.append(Text("", True, start, at))
        return at

    def _in_quotes(self, at: int, pieces: list[Piece]) -> int | None:
        char = self.text[at]
        if char == '"':
            return None
        if char == "\\":
            return self._escape_in_quotes(at, pieces)
        return self.dollar(at, pieces, quoted=True) if char == "$" else self._backquote(at, pieces, quoted=True)

    def _escape_in_quotes(self, at: int, pieces: list[Piece]) -> int:
        text = self.text
        if text.startswith("\\\n", at):
            return at + 2
        if text.startswith("\\\r\n", at):
            return at + 3
        following = text[at + 1 : min(at + 2, self.end)]
        pieces.append(Text(following if following in '$`"\\' else "\\" + following, True, at, at + 1 + len(following)))
        return min(at + 2, self.end)

    def dollar(self, at: int, pieces: list[Piece], *, quoted: bool) -> int:
        """Read what starts with ``$`` at AT."""
        text = self.text
        following = text[at + 1 : at + 2]
        if following == "(":
            return self._parenthesis(at, pieces, quoted=quoted)
        if following == "{":
            return self._parameter(at, pieces, quoted=quoted)
        if following == "[":
            end = text.find("]", at, self.end)
            if end > 0 and "\n" not in text[at:end]:
                pieces.append(Arithmetic(text[at + 2 : end], at, end + 1))
                return end + 1
        if following == "'" and not quoted:
            return self._dollar_single(at, pieces)
        if following == '"' and not quoted:
            return self._double(at + 1, pieces)
        match = _NAME.match(text, at + 1, self.end)
        if match is None:
            pieces.append(Text("$", quoted, at, at + 1))
            return at + 1
        pieces.append(Variable(match[0], None, "", quoted, at, match.end()))
        return match.end()

    def _dollar_single(self, at: int, pieces: list[Piece]) -> int:
        match = _DOLLAR_SINGLE.match(self.text, at, self.end)
        assert match is not None
        self._closed(at + 1, match.end(), "'")
        inside = re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), match[1], flags=re.DOTALL)
        pieces.append(Text(inside, True, at, match.end()))
        return match.end()

    def in_here_document(self, at: int, pieces: list[Piece]) -> int:
        """Read what expands in a here-document: what starts with a dollar, a backslash or a backquote at AT."""
        char = self.text[at]
        if char == "$":
            return self.dollar(at, pieces, quoted=True)
        if char == "`":
            return self._backquote(at, pieces, quoted=True)
        following = self.text[at + 1 : min(at + 2, self.end)]
        if following == '"':
            pieces.append(Text("\\", True, at, at + 1))
            return at + 1
        return self._escape_in_quotes(at, pieces)

    def expression(self, at: int, end: int) -> Word:
        """Return the regular expression between AT and END, in which brackets and bars are plain."""
        start, pieces = at, []  # type: tuple[int, list[Piece]]
        while at < end:
            word, after = WordReader(self.text, self.problems, end, self.depth).read(at)
            pieces += word.pieces
            if after == at:
                pieces.append(Text(self.text[at], False, at, at + 1))
                after += 1
            at = after
        return Word(tuple(pieces), False, start, end)

    def _parenthesis(self, at: int, pieces: list[Piece], *, quoted: bool) -> int:
        text = self.text
        end = closing(text, at + 1, self.end)
        if end is None:
            return self._unclosed("$(", at, pieces)
        if text.startswith("$((", at) and text.endswith("))", at, end):
            pieces.append(Arithmetic(text[at + 3 : end - 2], at, end))
        else:
            pieces.append(Substitution(text[at + 2 : end - 1], at + 2, quoted, at, end))
        return end

    def _backquote(self, at: int, pieces: list[Piece], *, quoted: bool) -> int:
        text, end = self.text, at + 1
        while end < self.end and text[end] != "`":
            end += 2 if text[end] == "\\" else 1
        if end >= self.end:
            return self._unclosed("`", at, pieces)
        pieces.append(Substitution(text[at + 1 : end], at + 1, quoted, at, end + 1))
        return end + 1

    def _parameter(self, at: int, pieces: list[Piece], *, quoted: bool) -> int:
        """Read ``${…}``."""
        text = self.text
        end = closing(text, at + 1, self.end)
        if end is None:
            return self._unclosed("${", at, pieces)
        match = _NAME.match(text, at + 2)
        rest = "" if match is None else text[match.end() : end - 1]
        if match is None or (match[0] in "#!" and rest):
            pieces.append(Opaque(f"the value of `{text[at:end]}`"[:80], at, end))
        elif not rest:
            pieces.append(Variable(match[0], None, "", quoted, at, end))
        elif rest[0] in ":-=" and rest.lstrip(":")[:1] in ("-", "=") and self.depth < _DEEPEST:
            inner = WordReader(text, self.problems, end - 1, self.depth + 1)
            operator = rest[: 2 if rest[0] == ":" else 1]
            fallback = inner.read_all(match.end() + len(operator))
            pieces.append(Variable(match[0], fallback, operator, quoted, at, end))
        else:
            pieces.append(Variable(match[0], None, rest, quoted, at, end))
        return end

    def read_all(self, at: int) -> Word:
        """Return all that is left from AT on as one word, blanks included."""
        start = at
        pieces: list[Piece] = []
        while at < self.end:
            word, end = self.read(at)
            pieces += word.pieces
            if end == at:
                pieces.append(Text(self.text[at], False, at, at + 1))
                end += 1
            at = end
        return Word(tuple(pieces), False, start, at)

    def _braces(self, at: int, pieces: list[Piece]) -> int:
        match = _BRACES.match(self.text, at)
        if match is None:
            pieces.append(Text("{", False, at, at + 1))
            return at + 1
        texts = _choices(match[1])
        if len(texts) > _MOST_CHOICES:
            pieces.append(Opaque(f"`{match[0]}` is more words than vmlint follows", at, match.end()))
        else:
            pieces.append(Choice(texts, at, match.end()))
        return match.end()


def _choices(inside: str) -> tuple[str, ...]:
    """Return the words of ``a,b`` or ``1..3``, one more than are followed if there are too many."""
    first, dots, last = inside.partition("..")
    if not dots or "," in inside:
        return tuple(inside.split(","))
    if not first.lstrip("-").isdigit():
        low, high = ord(first), ord(last)
        step = 1 if low <= high else -1
        return tuple(chr(code) for code in range(low, high + step, step))
    last, _, given = last.partition("..")
    start, stop = int(first), int(last)
    step = (abs(int(given or "1")) or 1) * (1 if start <= stop else -1)
    # A leading zero asks for numbers of one width.
    padded = any(len(each.lstrip("-")) > 1 and each.lstrip("-").startswith("0") for each in (first, last))
    width = max(len(first), len(last)) if padded else 0
    return tuple(
        str(number).zfill(width) for number in range(start, stop + (1 if step > 0 else -1), step)[: _MOST_CHOICES + 1]
    )


_OPENERS = later(r"[^'\"\\(){}`#<c]+")
_HEREDOC = later(r"<<(-?)[ \t]*(?:'([^'\n]*)'|\"([^\"\n]*)\"|\\?([^\s;&|()<>'\"]+))")
_CASE = later(r"case[ \t]+[^\n;]+[ \t]in(?=[\s#])")
_LONGEST_CASE = 20_000
_ESAC = later(r"(?<![\w$-])esac(?![\w-])")
_COMMAND_BEFORE = later(r"(?:[\n;&|(){}]|(?:^|\s)(?:then|do|else|in))[ \t]*\Z")


class _Brackets:
    """Looks for the bracket that closes one: quotes, comments, here-documents and ``case`` are heeded."""

    def __init__(self, text: str, limit: int) -> None:
        self.text = text
        self.limit = limit
        self.stack: list[str] = []
        self.in_quotes: list[int] = []
        self.heredocs: list[tuple[bool, str]] = []

    def closing(self, at: int) -> int | None:
        """Return the offset after the bracket that closes the one at AT."""
        text, limit = self.text, self.limit
        self.stack.append(")" if text[at] == "(" else "}")
        at += 1
        while at < limit:
            match = _OPENERS.match(text, at, limit)
            if match is not None:
                if self.heredocs:
                    line = text.find("\n", at, match.end())
                    if line >= 0:
                        at = self._behind_heredocs(line + 1)
                        continue
                at = match.end()
                continue
            after = self._special(at)
            if after is None:
                return None
            if not self.stack:
                return after
            at = after
        return None

    def _special(self, at: int) -> int | None:
        """Go past the character at AT, which may mean something; None where the text is over."""
        text, char = self.text, self.text[at]
        quoted = bool(self.in_quotes) and self.in_quotes[-1] == len(self.stack)
        if char == "\\":
            return at + 2
        if char == '"':
            if quoted:
                self.in_quotes.pop()
            else:
                self.in_quotes.append(len(self.stack))
        elif quoted and not (char in "({" and text[at - 1] == "$"):
            pass
        elif char == "'" and not quoted:
            end = text.find("'", at + 1, self.limit)
            return None if end < 0 else end + 1
        elif char in "({":
            self.stack.append(")" if char == "(" else "}")
        elif char == self.stack[-1]:
            self.stack.pop()
        elif self.stack[-1] == ")" and char in "#<c":
            return self._word(at, char)
        return at + 1

    def _word(self, at: int, char: str) -> int:
        """Go past a comment, a ``case``, or note a here-document."""
        text = self.text
        if char == "#" and text[at - 1] in " \t\n;&|(":
            end = text.find("\n", at, self.limit)
            return self.limit if end < 0 else end
        if char == "<" and text.startswith("<<", at) and text[at + 2 : at + 3] != "<" and text[at - 1] != "<":
            match = _HEREDOC.match(text, at, self.limit)
            if match is not None and not self._in_arithmetic():
                self.heredocs.append((bool(match[1]), match[2] or match[3] or match[4] or ""))
                return match.end()
        if char == "c" and text.startswith("case", at) and _COMMAND_BEFORE.search(text, max(0, at - 20), at):
            match = _CASE.match(text, at, self.limit)
            esac = (
                None if match is None else _ESAC.search(text, match.end(), min(self.limit, match.end() + _LONGEST_CASE))
            )
            if esac is not None:
                return esac.end()
        return at + 1

    def _in_arithmetic(self) -> bool:
        return self.stack[-2:] == [")", ")"]

    def _behind_heredocs(self, at: int) -> int:
        """Return the offset behind the texts of here-documents, which begin at AT."""
        for indented, delimiter in self.heredocs:
            while at < self.limit:
                end = self.text.find("\n", at, self.limit)
                end = self.limit if end < 0 else end
                line = self.text[at:end].rstrip("\r")
                at = min(end + 1, self.limit)
                if (line.lstrip("\t") if indented else line) == delimiter:
                    at -= at > end
                    break
        self.heredocs.clear()
        return at


def closing(text: str, at: int, limit: int) -> int | None:
    """Return the offset after the bracket that closes the one at AT, quotes heeded; None where LIMIT comes first."""
    return _Brackets(text, limit).closing(at)
