"""From the text of a comment to what it asks for; every word keeps its place."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.spelling import closest
from vmlint.basics.text import Span
from vmlint.suppressions.words import DIRECTIVES, IGNORE_FILE, Comment, Name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.basics.text import Source

# At the start of a comment, or of a second comment in it: `# why so # vmlint: ignore[x]`.
_DIRECTIVE = re.compile(
    r"(?P<marker>\#+|<!--|::|rem\b)(?P<blank>[ \t]*)vmlint:[ \t]*(?P<word>[A-Za-z_-]+)[ \t]*"
    r"(?:(?P<open>\[)(?P<names>[^\]\[\n]*)(?P<close>\])?)?(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)


def directives(source: Source, comments: Iterable[tuple[int, int]]) -> tuple[Comment, ...]:
    """Return what the COMMENTS of SOURCE, given as start and end, ask for."""
    found = []
    for start, end in comments:
        comment = _comment(source, start, end)
        if comment is not None:
            found.append(comment)
    return _stacked(found)


def _comment(source: Source, start: int, end: int) -> Comment | None:
    found = _DIRECTIVE.search(source.text, start, end)
    if found is None:
        return None
    directive = Name(found["word"], Span(source, *found.span("word")))
    if directive.text not in DIRECTIVES and found["open"] is None and closest(directive.text, DIRECTIVES) is None:
        # A sentence about vmlint, not to it.
        return None
    closed = found["close"] is not None
    names = _names(source, *found.span("names")) if closed else None
    reason = found["reason"].removesuffix("-->").strip() if closed else ""
    first, last = source.position(start)[0], source.position(end - 1)[0]
    alone = _is_alone(source, start, end)
    line = None if directive.text == IGNORE_FILE else last + 1 if alone else first
    return Comment(Span(source, found.start(), end), directive, names, reason, alone, line)


def _names(source: Source, start: int, end: int) -> tuple[Name, ...]:
    found = re.finditer(r"[^\s,](?:[^,]*[^\s,])?", source.text[start:end])
    return tuple(Name(each.group(), Span(source, start + each.start(), start + each.end())) for each in found)


def _is_alone(source: Source, start: int, end: int) -> bool:
    text = source.text
    line_end = text.find("\n", end)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not before.strip(" \t\ufeff@") and not text[end : len(text) if line_end < 0 else line_end].strip()


def _stacked(comments: list[Comment]) -> tuple[Comment, ...]:
    """Let each of several comments on lines of their own speak of the line below all of them."""
    below: dict[int, int] = {}
    out: list[Comment] = []
    for comment in reversed(comments):
        first = comment.span.line
        if comment.alone and comment.line is not None:
            line = below.get(comment.line, comment.line)
            comment = _of_line(comment, line)
        if comment.alone:
            below[first] = comment.line or below.get(last_line(comment) + 1, last_line(comment) + 1)
        out.append(comment)
    return tuple(reversed(out))


def _of_line(comment: Comment, line: int) -> Comment:
    return Comment(comment.span, comment.directive, comment.names, comment.reason, comment.alone, line)


def last_line(comment: Comment) -> int:
    """Return the line on which COMMENT ends."""
    return comment.span.source.position(comment.span.end - 1)[0]
