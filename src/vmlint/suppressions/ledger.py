"""Takes away what comments ask to ignore, and keeps the books: which of their words were needed."""

from __future__ import annotations

from vmlint.diagnostics import WRITTEN
from vmlint.hints import TYPE_CHECKING
from vmlint.record import Record
from vmlint.suppressions import IGNORE, IGNORE_FILE, comments_of
from vmlint.suppressions.languages import language_of
from vmlint.suppressions.places import Statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.suppressions import Comment, Name
    from vmlint.text import Source, Span

Place = tuple[str, int]
"""Path and offset of a rule's name in a comment: the same in every process that reads the file."""


class Suppressed(Record):
    """A finding that a comment asks to ignore, and why it says it does."""

    __slots__ = ("diagnostic", "comment")
    diagnostic: Diagnostic
    comment: Comment


class Ledger:
    """The comments of a project's files, and what they are needed for.

    ``suppressed``: the findings that they take away. ``used`` holds the place of every rule's name that took one.
    """

    def __init__(self, sources: Iterable[tuple[Source, str]]) -> None:
        self.suppressed: list[Suppressed] = []
        self.used: set[Place] = set()
        self._comments: dict[str, tuple[Comment, ...]] = {}
        self._statements: dict[str, Statements] = {}
        # By path and rule, then by the line that a comment is about, 0 for the whole file: each with its rank.
        self._about: dict[tuple[str, str], dict[int, list[tuple[int, Comment, Name]]]] = {}
        for source, language in sources:
            found = comments_of(source, language)
            if found and source.path not in self._comments:
                self._comments[source.path] = found
                self._statements[source.path] = Statements(source, language_of(source, language))
                self._enter(source.path, found)

    def _enter(self, path: str, comments: tuple[Comment, ...]) -> None:
        for rank, comment in enumerate(comments):
            line = 0 if comment.directive.text == IGNORE_FILE else comment.line
            if line is None or (line and comment.directive.text != IGNORE):
                continue
            for name in {name.text: name for name in reversed(comment.names or ())}.values():
                lines = self._about.setdefault((path, name.text), {})
                lines.setdefault(line, []).append((rank, comment, name))

    def __bool__(self) -> bool:
        return bool(self._comments)

    def comments(self) -> Iterator[Comment]:
        """Yield all comments."""
        for found in self._comments.values():
            yield from found

    def needs(self, name: Name) -> bool:
        """Return whether NAME, a word of one of the comments, took a finding away."""
        return place(name) in self.used

    def sort_out(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return what is left of FOUND; what comments take away is added to ``suppressed``."""
        kept = []
        for diagnostic in found:
            comment = self._comment_for(diagnostic)
            if comment is None:
                kept.append(diagnostic)
            else:
                self.suppressed.append(Suppressed(diagnostic, comment))
        return kept

    def _comment_for(self, diagnostic: Diagnostic) -> Comment | None:
        """Return the comment that takes DIAGNOSTIC away.

        It stands at its own place; or, of a value that comes from a data file, wherever that is written: then at every
        such place, for what a loop reads from ten lines is one finding.
        """
        found = self._at(diagnostic.span, diagnostic.rule)
        if not found:
            written = [label.span for label in diagnostic.related if label.text == WRITTEN]
            each = [self._at(span, diagnostic.rule) for span in written]
            found = [pair for pairs in each for pair in pairs]
            # The others are missing; those that are there are not for nothing.
            self.used.update(place(name) for _, name in found)
            if not all(each):
                return None
        self.used.update(place(name) for _, name in found)
        return found[0][0] if found else None

    def _at(self, span: Span, rule: str) -> list[tuple[Comment, Name]]:
        """Return the comments that name RULE and are about SPAN, each with its word for it."""
        about = self._about.get((span.path, rule))
        if about is None:
            return []
        lines = {0} if about.keys() == {0} else {0, *self._statements[span.path].lines(span)}
        found = [each for line in lines & about.keys() for each in about[line]]
        return [(comment, name) for _, comment, name in sorted(found, key=lambda each: each[0])]


def place(name: Name) -> Place:
    """Return where NAME stands."""
    return name.span.path, name.span.start
