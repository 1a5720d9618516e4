"""Source frames: the line a place is in, with the place underlined."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.report.terminal import Style

WIDTH = 120
_TAB = 4
_ELLIPSIS = "..."


def place(span: Span) -> str:
    """Return ``path:line:column``."""
    line, column = span.source.position(span.start)
    return f"{span.path}:{line}:{column}"


def frames(places: list[tuple[Span, str]], style: Style) -> list[str]:
    """Return the lines of the frames for PLACES: the first is the finding's own, the others have each a text."""
    numbers = [span.source.position(span.start)[0] for span, _ in places if span.source.text]
    gutter = len(str(max(numbers, default=1)))
    lines: list[str] = []
    for index, (span, text) in enumerate(places):
        arrow = "-->" if index == 0 else ":::"
        lines.append(f"{' ' * gutter}{style.paint(arrow, 'frame')} {style.safe(place(span))}")
        if span.source.text:
            lines += _frame(span, text, style, gutter, "^" if index == 0 else "-")
        elif text:
            lines.append(f"{' ' * gutter} {style.paint('|', 'frame')} {style.safe(text)}")
    return lines


def _frame(span: Span, text: str, style: Style, gutter: int, mark: str) -> list[str]:
    number, column = span.source.position(span.start)
    line = span.source.line(number)
    offset = 1 if number == 1 and span.source.text.startswith("\ufeff") else 0
    line = line[offset:]
    first = column - 1
    length = max(1, min(span.end - span.start, len(line) - first))
    before, marked, after = (
        style.exact(_widened(part)) for part in (line[:first], line[first : first + length], line[first + length :])
    )
    before, marked, after = _cropped(before, marked, after)
    bar = style.paint("|", "frame")
    underline = " " * _cells(before) + style.paint(mark * max(1, _cells(marked)), "error" if mark == "^" else "frame")
    label = f" {style.paint(style.safe(text), 'frame')}" if text else ""
    return [
        f"{' ' * gutter} {bar}",
        f"{style.paint(str(number).rjust(gutter), 'frame')} {bar} {(before + marked + after).rstrip()}",
        f"{' ' * gutter} {bar} {underline}{label}",
    ]


def _widened(text: str) -> str:
    return text.replace("\t", " " * _TAB).replace("\r", "")


def _cropped(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """Cut a long line down to what is around the mark."""
    if len(before) + len(marked) + len(after) <= WIDTH:
        return before, marked, after
    if len(marked) > WIDTH:
        marked = marked[: WIDTH - len(_ELLIPSIS)] + _ELLIPSIS
    room = max(20, (WIDTH - len(marked)) // 2)
    if len(before) > room:
        before = _ELLIPSIS + before[-room:]
    if len(after) > room:
        after = after[:room] + _ELLIPSIS
    return before, marked, after


def _cells(text: str) -> int:
    """Return how many columns of a terminal TEXT takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
