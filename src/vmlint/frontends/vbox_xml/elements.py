"""XML elements with the places of their attributes; what could harm is refused."""

from __future__ import annotations

import re
from xml.parsers import expat

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.model.fragment import Problem
from vmlint.model.value import ABSENT, Spanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Source

MOST_DEPTH = 40
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")


class RefusedError(Exception):
    """The file has something that VirtualBox never writes and that is not read."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Element:
    """One element: its name without the namespace, its attributes, its children, its tag's place in the text."""

    __slots__ = ("attributes", "children", "end", "name", "source", "start")

    def __init__(self, name: str, attributes: dict[str, str], source: Source, start: int, end: int) -> None:
        self.name = name
        self.attributes = attributes
        self.source = source
        self.start = start
        self.end = end
        self.children: list[Element] = []

    @property
    def span(self) -> Span:
        """The place of the start tag."""
        return Span(self.source, self.start, self.end)

    def get(self, name: str) -> Spanned:
        """Return an attribute with the place of its value, quotes included; ABSENT where there is none."""
        value = self.attributes.get(name)
        if value is None:
            return ABSENT
        for match in _ATTRIBUTE.finditer(self.source.text, self.start, self.end):
            if match[1] == name:
                return Spanned(value, Span(self.source, match.start(2), match.end(2)), ())
        return Spanned(value, self.span, ())

    def all(self, name: str) -> Iterator[Element]:
        """Yield the children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, *path: str) -> Element | None:
        """Return the element at the end of a PATH of names, None where there is none."""
        found: Element | None = self
        for name in path:
            found = None if found is None else next(found.all(name), None)
        return found


def parse(source: Source) -> tuple[Element | None, tuple[Problem, ...]]:
    """Return the root element as far as the text can be read, and what is wrong with it."""
    reader = _Reader(source)
    try:
        reader.parse()
    except RefusedError as error:
        return None, (_problem(source, str(error), error.at),)
    except expat.ExpatError as error:
        words = expat.errors.messages.get(error.code, "not well-formed")
        text = f"this is no well-formed XML ({words})"
        if error.code in _ENDS_EARLY:
            text = "the file ends before its last element does: it is cut off"
        return reader.root, (_problem(source, text, reader.offset()),)
    return reader.root, ()


_ENDS_EARLY = (3, 5)
"""expat's codes for a file without an element, and for a token that is cut off; 3 is also that of a missing end tag."""


def _problem(source: Source, message: str, at: int) -> Problem:
    at = min(at, len(source.text))
    return Problem("SyntaxError", message, Span(source, at, min(at + 1, len(source.text))))


class _Reader:
    """Builds elements; expat counts bytes of UTF-8, the text is counted in characters."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Element | None = None
        self.open: list[Element] = []
        self.data = source.text.encode("utf-8", "surrogatepass")
        self._plain = len(self.data) == len(source.text)
        self._byte = self._character = 0
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_type
        self.parser.EntityDeclHandler = self._refuse_entity
        self.parser.ExternalEntityRefHandler = self._refuse_entity
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def parse(self) -> None:
        """Read it all."""
        self.parser.Parse(self.data, True)

    def offset(self) -> int:
        """Return the offset in the text of what expat is at."""
        at = max(self.parser.CurrentByteIndex, 0)
        if self._plain:
            return at
        if at < self._byte:
            self._byte = self._character = 0
        self._character += len(self.data[self._byte : at].decode("utf-8", "surrogatepass"))
        self._byte = at
        return self._character

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self.offset()
        if len(self.open) > MOST_DEPTH:
            raise RefusedError(f"elements are nested deeper than {MOST_DEPTH}, which VirtualBox never writes", start)
        element = Element(name.rpartition(":")[2], attributes, self.source, start, _tag_end(self.source.text, start))
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, name: str) -> None:
        self.open.pop()

    def _refuse_type(self, *_: object) -> None:
        at = self.source.text.rfind("<!DOCTYPE", 0, self.offset() + 1)
        raise RefusedError("a document type (<!DOCTYPE) is not read: VirtualBox writes none", max(at, 0))

    def _refuse_entity(self, *_: object) -> int:
        raise RefusedError("entities are not read: VirtualBox writes none", self.offset())


_TAG = re.compile(r"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")


def _tag_end(text: str, start: int) -> int:
    match = _TAG.match(text, start)
    return start + 1 if match is None else match.end()
