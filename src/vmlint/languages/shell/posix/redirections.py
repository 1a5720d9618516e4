"""Where the streams of a command go: ``> file``, ``2>&1``, here-documents, ``<(commands)``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.languages.shell.posix.words import WordReader, blank, closing
from vmlint.languages.shell.quotes import read_quoted
from vmlint.languages.shell.tree import Opaque, Piped, Redirection, Text, Word

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Piece, Problem

REDIRECTION = later(r"(\d*)(&>>?|<<<|<<-?|<>|>>|>\||[<>]&|<(?!\()|>(?!\())")
_PLAIN = later(r"[^\\$`]+")


class RedirectionReader:
    """Reads redirections at ``at``; the texts of here-documents follow on the next lines."""

    def __init__(self, text: str, at: int, end: int | None) -> None:
        self.text = text
        self.at = at
        self.end = len(text) if end is None else end
        self.problems: list[Problem] = []
        self.words = WordReader(text, self.problems, self.end)
        self.refused: int | None = None
        self.heredocs: list[tuple[str, bool, bool, Redirection]] = []

    def refuse(self, at: int) -> None:
        """Note that a shell refuses what stands at AT, and with it all that follows."""
        self.refused = at if self.refused is None else min(self.refused, at)

    def redirection(self) -> Redirection | None:
        """Return the redirection that starts here, None where none does."""
        start = self.at
        match = REDIRECTION.match(self.text, start, self.end)
        if match is None:
            return None
        operator = match[2]
        self.at = blank(self.text, match.end(), self.end)
        target = self.piped()
        if target is None:
            word, self.at = self.words.read(self.at)
            if not word.pieces and word.end == word.start:
                self.refuse(start)
        else:
            word = Word((target,), False, target.start, target.end)
        fd = int(match[1][:3]) if match[1] else 0 if operator[0] == "<" else 1
        if operator not in ("<<", "<<-"):
            return Redirection(fd, operator, word, start, self.at)
        found = Redirection(fd, "<<", None, start, self.at)
        delimiter = "".join(self._spelled(piece) for piece in word.pieces)
        quoted = any(getattr(piece, "quoted", False) and type(piece) is Text for piece in word.pieces)
        self.heredocs.append((delimiter, operator == "<<-", quoted, found))
        return found

    def _spelled(self, piece: Piece) -> str:
        """Return a piece of a delimiter: nothing in it is expanded."""
        return piece.text if type(piece) is Text else self.text[piece.start : piece.end]

    def piped(self) -> Opaque | None:
        """Return the process substitution that starts here, None where none does."""
        text, at = self.text, self.at
        if at + 1 >= self.end or text[at] not in "<>" or text[at + 1] != "(":
            return None
        close = closing(text, at + 1, self.end)
        if close is None:
            self.at = at + 1
            return Opaque("a pipe to another program", at, self.at)
        self.at = close
        return Piped("a pipe to another program", at, close, text[at + 2 : close - 1], at + 2)

    def heredoc_texts(self) -> None:
        """Read the texts of the here-documents of the line that ends here."""
        waiting, self.heredocs = self.heredocs, []
        for delimiter, indented, quoted, redirection in waiting:
            start, end = self._heredoc(delimiter, indented=indented)
            redirection.word = self._content(start, end, indented=indented, quoted=quoted)  # type: ignore[misc]

    def _heredoc(self, delimiter: str, *, indented: bool) -> tuple[int, int]:
        """Go past a here-document; return where its text starts and ends."""
        text, start = self.text, self.at
        while self.at < self.end:
            line_start = self.at
            end = text.find("\n", self.at, self.end)
            end = self.end if end < 0 else end
            line = text[line_start:end].rstrip("\r")
            self.at = min(end + 1, self.end)
            if (line.lstrip("\t") if indented else line) == delimiter:
                return start, line_start
        return start, self.at

    def _content(self, start: int, end: int, *, indented: bool, quoted: bool) -> Word:
        pieces: list[Piece] = []
        if quoted:
            pieces.append(Text(self.text[start:end], True, start, end))
        else:
            reader = WordReader(self.text, self.problems, end)
            read_quoted(self.text, start, end, pieces, _PLAIN, reader.in_here_document)
        if indented or "\r" in self.text[start:end]:
            pieces = [part for piece in pieces for part in self._lines(piece, start, indented=indented)]
        return Word(tuple(pieces), False, start, end)

    def _lines(self, piece: Piece, start: int, *, indented: bool) -> list[Piece]:
        """Return the lines of a text without the tabs before them, and without the CR of Windows."""
        if type(piece) is not Text or piece.text != self.text[piece.start : piece.end]:
            return [piece]
        found: list[Piece] = []
        at = piece.start
        while at < piece.end:
            end = self.text.find("\n", at, piece.end) + 1 or piece.end
            first = at
            if indented and (at == start or self.text[at - 1] == "\n"):
                while first < end and self.text[first] == "\t":
                    first += 1
            if self.text.endswith("\r\n", first, end):
                found.append(Text(self.text[first : end - 2], True, first, end - 2))
                first = end - 1
            found.append(Text(self.text[first:end], True, first, end))
            at = end
        return found
