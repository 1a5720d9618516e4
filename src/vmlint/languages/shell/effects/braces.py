"""``{a,b}`` and ``{1..3}`` with anything in them: braces in braces, quotes, variables."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.shell.tree import Choice, Text

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Piece

_MOST = 4096
_DEEPEST = 10


class Braces:
    """The pieces of a word, of which bare braces and commas are marks."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces: list[Piece] = []
        for piece in pieces:
            if type(piece) is Text and not piece.quoted and any(mark in piece.text for mark in "{},"):
                self.pieces += [
                    Text(part, False, piece.start + at, piece.start + at + len(part)) for at, part in _parts(piece.text)
                ]
            else:
                self.pieces.append(piece)
        self.at = 0

    def lists(self) -> list[list[Piece]] | None:
        """Return the pieces of each word; None where there would be too many."""
        found = self._words(0)
        return None if found is None or len(found) > _MOST else found

    def _mark(self) -> str:
        piece = self.pieces[self.at]
        return piece.text if type(piece) is Text and not piece.quoted and piece.text in ("{", "}", ",") else ""

    def _words(self, depth: int) -> list[list[Piece]] | None:
        """Read up to a comma or brace that ends what is read at DEPTH."""
        lists: list[list[Piece]] = [[]]
        while self.at < len(self.pieces):
            mark = self._mark()
            if depth and mark in ("}", ","):
                return lists
            piece = self.pieces[self.at]
            self.at += 1
            more: list[list[Piece]] | None = [[piece]]
            if type(piece) is Choice:
                more = [[Text(text, False, piece.start, piece.end)] for text in piece.texts]
            elif mark == "{" and depth < _DEEPEST:
                more = self._choice(piece, depth)
            if more is None or len(lists) * len(more) > _MOST:
                return None
            lists = [each + other for each in lists for other in more]
        return lists

    def _choice(self, opening: Piece, depth: int) -> list[list[Piece]] | None:
        """Read what stands in braces; those that hold no comma, or are never closed, are text."""
        start = self.at
        found: list[list[Piece]] = []
        commas = 0
        while self.at < len(self.pieces):
            words = self._words(depth + 1)
            if words is None:
                return None
            found += words
            if self.at >= len(self.pieces):
                break
            mark = self._mark()
            self.at += 1
            if mark == "}":
                if commas:
                    return found
                break
            commas += 1
        self.at = start
        return [[opening]]


def _parts(text: str) -> list[tuple[int, str]]:
    """Return the marks in a text and what stands between them, with their offsets."""
    found: list[tuple[int, str]] = []
    start = 0
    for at, char in enumerate(text):
        if char in "{},":
            if at > start:
                found.append((start, text[start:at]))
            found.append((at, char))
            start = at + 1
    if start < len(text):
        found.append((start, text[start:]))
    return found
