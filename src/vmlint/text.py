"""Source text and places in it: half-open character offsets inside, lines and columns only at the edge."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING, Any
from vmlint.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_DIGITS = 18
"""No number that a file can mean has more; Python itself refuses to read some thousands of them."""


def whole_number(text: str) -> int | None:
    """Return the number that TEXT is in digits of ASCII; None for any other text, ``²`` and ``٣`` too, or a longer one.

    What ``str.isdigit`` takes for digits is more than ``int`` reads.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def signed_number(text: str) -> int | None:
    """Return the number that TEXT is, one minus sign allowed."""
    number = whole_number(text[1:] if text[:1] == "-" else text)
    return None if number is None else -number if text[0] == "-" else number


class Source:
    """The text of one file, as read: never normalised, so that offsets are those of the file.

    ``path`` is how the user would name it (relative to the current folder, with ``/``).
    """

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of OFFSET, both counted from 1, columns in Unicode code points.

        A byte order mark at the start of the file belongs to no column.
        """
        from bisect import bisect_right

        starts = self._line_starts()
        line = bisect_right(starts, offset)
        column = offset - starts[line - 1] + 1
        if line == 1 and self.text.startswith("\ufeff"):
            column = max(1, column - 1)
        return line, column

    def line(self, number: int) -> str:
        """Return line NUMBER (from 1) without its end."""
        starts = self._line_starts()
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts, at = [0], self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts


class Span(Record):
    """A half-open range of characters of one source."""

    __slots__ = ("source", "start", "end")
    source: Source
    start: int
    end: int

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source  # type: ignore[misc]
        self.start = start  # type: ignore[misc]
        self.end = end  # type: ignore[misc]

    @property
    def path(self) -> str:
        """The path of the source."""
        return self.source.path

    @property
    def text(self) -> str:
        """The characters in the range."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The line, from 1, on which the range starts."""
        return self.source.position(self.start)[0]

    def order(self) -> tuple[str, int, int]:
        """Return a key that sorts by path, then position."""
        return self.source.path, self.start, self.end


class Places:
    """Things by the places that they are about, so that those at another place are found without a look at all."""

    __slots__ = ("_ends", "_of_path", "_starts")

    def __init__(self, things: Iterable[tuple[Span, Any]]) -> None:
        self._of_path: dict[str, list[tuple[int, int, Any]]] = {}
        for span, thing in things:
            self._of_path.setdefault(span.source.path, []).append((span.start, span.end, thing))
        self._starts: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        for path, found in self._of_path.items():
            from itertools import accumulate

            found.sort(key=lambda each: each[:2])
            self._starts[path] = [start for start, _, _ in found]
            # The last end of all that begin up to here: before it, nothing can reach further.
            self._ends[path] = list(accumulate((end for _, end, _ in found), max))

    def overlapping(self, span: Span) -> Iterator[Any]:
        """Yield what is about characters of SPAN, or about the same empty place."""
        for start, end, thing in self._near(span, span.end, span.start):
            if (start < span.end and span.start < end) or (start, end) == (span.start, span.end):
                yield thing

    def around(self, span: Span) -> Iterator[Any]:
        """Yield what is about all of SPAN."""
        for start, end, thing in self._near(span, span.start, span.end):
            if start <= span.start and span.end <= end:
                yield thing

    def _near(self, span: Span, last: int, least: int) -> Iterator[tuple[int, int, Any]]:
        """Yield what begins up to LAST, the last of it first, until nothing more reaches LEAST."""
        from bisect import bisect_right

        path = span.source.path
        found = self._of_path.get(path)
        if found is None:
            return
        ends = self._ends[path]
        at = bisect_right(self._starts[path], last) - 1
        while at >= 0 and ends[at] >= least:
            yield found[at]
            at -= 1
