"""Where what is printed goes, and what is read."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, Woven, gap, joined

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.shell.effects.values import Value

MOST_TEXT = 4_000_000
"""Characters that one stream takes; what comes after them is unknown."""


class Sink:
    """Takes what is printed. ``kept``: somebody wants it; else it goes to the terminal, or to nobody.

    ``path``: of the file that it goes to, with ``append`` and the place that says so.
    """

    __slots__ = ("append", "kept", "parts", "path", "size", "span")

    def __init__(
        self, *, kept: bool, path: Value | None = None, append: bool = False, span: Span | None = None
    ) -> None:
        self.kept = kept
        self.parts: list[Woven] = []
        self.path = path
        self.append = append
        self.span = span
        self.size = 0

    def add(self, text: Woven) -> None:
        """Print a text."""
        if not self.kept or not text.text:
            return
        self.size += len(text.text)
        if self.size <= MOST_TEXT:
            self.parts.append(text)
        elif self.parts and self.parts[-1].text != GAP:
            self.parts.append(gap("it is longer than vmlint follows", None))

    def text(self) -> Woven:
        """Return what was printed so far."""
        return joined(self.parts)


class Stream:
    """What is read, up to where it was read."""

    __slots__ = ("at", "text")

    def __init__(self, text: Woven) -> None:
        self.text = text
        self.at = 0

    def rest(self) -> Woven:
        """Return what was not read yet."""
        return self.text.cut(self.at, len(self.text.text))

    def line(self, end: str = "\n") -> Woven | None:
        """Read a line, with its end; None where nothing is left. One with something unknown is all the rest."""
        text = self.text.text
        if self.at >= len(text):
            return None
        stop = text.find(end, self.at) + 1 or len(text)
        if GAP in text[self.at : stop]:
            stop = len(text)
        found = self.text.cut(self.at, stop)
        self.at = stop
        return found


NOBODY = Sink(kept=False)
