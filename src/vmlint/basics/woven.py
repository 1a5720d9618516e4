"""Text that is put together from several places, and still knows where each part of it was written.

What a script writes into a file of a machine comes from a here-document, a template, a variable, another file. A part
that nobody can know stands in the text as ``GAP``, one character that no file has, with the reason beside it.
"""

from __future__ import annotations

from bisect import bisect_right

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GAP = "\U0010fffe"
"""Stands for text that cannot be known: any text at all, none and several lines too."""


class Piece:
    """A run of characters from one place. ``exact``: character by character those of ``span``; else made from it.

    ``reason``: why the text is unknown (then it is one GAP), else empty.
    """

    __slots__ = ("exact", "length", "reason", "span")

    def __init__(self, length: int, span: Span | None, *, exact: bool = False, reason: str = "") -> None:
        self.length = length
        self.span = span
        self.exact = exact
        self.reason = reason

    def cut(self, start: int, end: int) -> Piece:
        """Return the part from START to END."""
        if not self.exact or self.span is None:
            return Piece(end - start, self.span, reason=self.reason)
        return Piece(end - start, Span(self.span.source, self.span.start + start, self.span.start + end), exact=True)


class Woven:
    """A text and the places of its parts; never changed once it is made."""

    __slots__ = ("_starts", "pieces", "text")

    def __init__(self, text: str = "", pieces: tuple[Piece, ...] = ()) -> None:
        self.text = text
        self.pieces = pieces
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Woven({self.text[:60]!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Woven) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def known(self) -> bool:
        """Whether nothing in it is unknown."""
        return GAP not in self.text

    @property
    def reason(self) -> str:
        """Why a part of it is unknown; empty where none is."""
        return next((piece.reason for piece in self.pieces if piece.reason), "")

    def starts(self) -> list[int]:
        """Return where each piece begins."""
        if self._starts is None:
            at, found = 0, []
            for piece in self.pieces:
                found.append(at)
                at += piece.length
            self._starts = found
        return self._starts

    def __add__(self, other: Woven) -> Woven:
        return Woven(self.text + other.text, self.pieces + other.pieces)

    def cut(self, start: int, end: int) -> Woven:
        """Return the part from START to END."""
        start, end = max(0, start), min(end, len(self.text))
        if start >= end:
            return Woven()
        pieces = []
        starts = self.starts()
        for number in range(max(0, bisect_right(starts, start) - 1), len(starts)):
            at, piece = starts[number], self.pieces[number]
            if at >= end:
                break
            low, high = max(start, at), min(end, at + piece.length)
            if low < high:
                pieces.append(piece if high - low == piece.length else piece.cut(low - at, high - at))
        return Woven(self.text[start:end], tuple(pieces))

    def lines(self) -> Iterator[Woven]:
        """Yield its lines, each with its end."""
        at = 0
        while at < len(self.text):
            end = self.text.find("\n", at) + 1 or len(self.text)
            yield self.cut(at, end)
            at = end

    def place(self, start: int, end: int) -> Span | None:
        """Return where the characters from START to END were written: exactly, or at least the piece around START."""
        if not self.pieces:
            return None
        starts = self.starts()
        number = max(0, bisect_right(starts, start) - 1)
        piece = self.pieces[number]
        if piece.span is None or not piece.exact:
            return piece.span
        at = starts[number]
        stop = min(max(end, start), at + piece.length)
        return Span(piece.span.source, piece.span.start + start - at, piece.span.start + stop - at)

    def source(self, path: str) -> Source:
        """Return it as a source, for those who read one; ``PATH`` names it where no file is all of it."""
        if len(self.pieces) == 1:
            piece = self.pieces[0]
            whole = piece.span
            if piece.exact and whole is not None and whole.start == 0 and whole.end == len(whole.source.text):
                return whole.source
        return WovenSource(path, self)


class WovenSource(Source):
    """A source that is put together: its places are to be told by ``real``."""

    __slots__ = ("woven",)

    def __init__(self, path: str, woven: Woven) -> None:
        super().__init__(path, woven.text)
        self.woven = woven


def real(span: Span | None) -> Span | None:
    """Return the place in a file of the project that SPAN stands for; None where there is none."""
    while span is not None and isinstance(span.source, WovenSource):
        span = span.source.woven.place(span.start, span.end)
    return span


def of_source(source: Source) -> Woven:
    """Return all of a source."""
    return of_span(Span(source, 0, len(source.text)))


def of_span(span: Span) -> Woven:
    """Return what stands at SPAN."""
    text = span.text
    if isinstance(span.source, WovenSource):
        return span.source.woven.cut(span.start, span.end)
    return Woven(text, (Piece(len(text), span, exact=True),) if text else ())


def made(text: str, span: Span | None) -> Woven:
    """Return TEXT, made from what stands at SPAN."""
    return Woven(text, (Piece(len(text), span),) if text else ())


def gap(reason: str, span: Span | None) -> Woven:
    """Return text that cannot be known, for REASON."""
    return Woven(GAP, (Piece(1, span, reason=reason or "it is not known"),))


def joined(parts: Iterable[Woven], between: str = "") -> Woven:
    """Return PARTS as one, with BETWEEN between them."""
    text: list[str] = []
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        if number and between:
            text.append(between)
            pieces.append(Piece(len(between), None))
        text.append(part.text)
        pieces.extend(part.pieces)
    return Woven("".join(text), tuple(pieces))
