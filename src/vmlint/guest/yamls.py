"""YAML that followed files hold, as PyYAML reads it (YAML 1.1: ``yes`` is true, ``0644`` is octal), with all places.

Nothing is built from tags: what ``!vault``, ``!unsafe`` or any other tag makes is unknown. Aliases are shared, never
copied, so that a bomb costs what its text costs. ruamel.yaml is imported when the first text is read.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.text import Span
from vmlint.basics.woven import GAP, Piece, Woven, gap, made
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Source

MOST_CHARACTERS = 1_000_000
MOST_NODES = 60_000
MOST_LEVELS = 64
MOST_DOCUMENTS = 50
MOST_KEPT = 400
_read: dict[int, tuple[Source, Loaded]] = {}
_MERGE = "<<"
_CORE = "tag:yaml.org,2002:"

_BOOLEANS = {"yes": True, "no": False, "on": True, "off": False, "true": True, "false": False}
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_NUMBER = later(
    r"(?P<binary>[-+]?0b[01_]+)|(?P<octal>[-+]?0[0-7_]+)|(?P<decimal>[-+]?(?:0|[1-9][0-9_]*))|(?P<hexadecimal>[-+]?0x[0-9a-fA-F_]+)"
    r"|(?P<sixty>[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)"
    r"|(?P<float>[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?))"
    r"|(?P<special>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_BASES = {"binary": 2, "octal": 8, "decimal": 10, "hexadecimal": 16}


class Node:
    """A value of a YAML text. ``value``: text, number, truth value, None, a list of nodes, a dict of nodes, or Unknown.

    ``span``: where it stands, quotes included; ``keys``: of a dict, where each of its keys stands.
    """

    __slots__ = ("keys", "span", "style", "value")

    def __init__(self, value: Any, span: Span, style: str = "", keys: dict[Any, Span] | None = None) -> None:
        self.value = value
        self.span = span
        self.style = style
        self.keys = keys or {}

    def __repr__(self) -> str:
        return f"Node({self.value!r})"

    def get(self, name: Any) -> Node | None:
        """Return what a key holds; None where it is not there, or this is no dict."""
        found = self.value.get(name) if isinstance(self.value, dict) else None
        return found if isinstance(found, Node) else None

    def items(self) -> list[tuple[Any, Node]]:
        """Return the pairs of a dict."""
        return list(self.value.items()) if isinstance(self.value, dict) else []

    def elements(self) -> list[Node]:
        """Return the elements of a list."""
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str | None:
        """The text, if it is one."""
        return self.value if isinstance(self.value, str) else None

    def woven(self) -> Woven:
        """Return a scalar as text, each part with its place."""
        value = self.value
        if isinstance(value, str):
            return _woven(value, self.span, self.style)
        if isinstance(value, Unknown):
            return gap(value.reason, self.span)
        if isinstance(value, (list, dict)):
            return gap("it is no text", self.span)
        if value is None:
            return Woven()
        return made("true" if value is True else "false" if value is False else self.span.text, self.span)


class Loaded(Record):
    """The documents of a text, as far as it can be read; ``problem``: why it ends there, else empty."""

    __slots__ = ("documents", "problem")
    documents: tuple[Node, ...]
    problem: str

    @property
    def first(self) -> Node | None:
        """The first document."""
        return self.documents[0] if self.documents else None


def load(source: Source) -> Loaded:
    """Return what a YAML text holds; after a mistake nothing of it counts, as for all who read YAML.

    A file that several machines read is read once.
    """
    known = _read.get(id(source))
    if known is not None and known[0] is source:
        return known[1]
    found = _load(source)
    if len(_read) > MOST_KEPT:
        _read.clear()
    _read[id(source)] = (source, found)
    return found


def _load(source: Source) -> Loaded:
    if len(source.text) > MOST_CHARACTERS:
        return Loaded((), "it is longer than vmlint follows")
    import warnings

    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    # GAP is no character that YAML allows; any other letter stands for it meanwhile.
    text = source.text.replace(GAP, "\ue0f0")
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Loaded(tuple(_Builder(source).documents(reader.parse(text))), "")
    except _TooMuchError as error:
        return Loaded((), str(error))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark is not None else ""
        return Loaded((), f"YAML cannot read it{where}")
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, AssertionError, RecursionError):
        # The library's own accidents with odd texts: still the text is what is wrong.
        return Loaded((), "YAML cannot read it")


class _TooMuchError(Exception):
    """The text nests or holds more than is followed."""


class _Builder:
    """Makes nodes from the events of a parser."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.anchors: dict[str, Node] = {}
        self.count = 0

    def documents(self, events: Iterator[Any]) -> Iterator[Node]:
        number = 0
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                number += 1
                if number > MOST_DOCUMENTS:
                    raise _TooMuchError("it has more documents than vmlint follows")
                self.anchors = {}
                yield self.node(next(events), events, 0)

    def node(self, event: Any, events: Iterator[Any], level: int) -> Node:
        self.count += 1
        if level > MOST_LEVELS:
            raise _TooMuchError("it is nested deeper than vmlint follows")
        if self.count > MOST_NODES:
            raise _TooMuchError("it holds more than vmlint follows")
        kind = type(event).__name__
        span = Span(self.source, event.start_mark.index, event.end_mark.index)
        anchor = event.anchor
        if kind == "AliasEvent":
            return self.anchors.get(anchor) or Node(Unknown(f"nothing is named &{anchor}"), span)
        if anchor is not None:
            self.anchors[anchor] = Node(Unknown(f"&{anchor} holds itself"), span)
        if kind == "ScalarEvent":
            found = self.scalar(event, span)
        elif kind == "SequenceStartEvent":
            found = self.sequence(events, span, level)
        else:
            found = self.mapping(events, span, level)
        tag = str(event.tag) if event.tag is not None else ""
        if tag and tag != "!" and tag.removeprefix(_CORE) not in ("str", "int", "float", "bool", "null", "seq", "map"):
            found.value = Unknown(f"what the tag {tag[:40]} makes is not known")
        if anchor is not None:
            self.anchors[anchor] = found
        return found

    def scalar(self, event: Any, span: Span) -> Node:
        text = event.value.replace("\ue0f0", GAP)
        style = event.style or ""
        tag = str(event.tag) if event.tag is not None else ""
        if style:
            is_text = not tag.startswith(_CORE) or tag == _CORE + "str"
            return Node(text if is_text else plain(text.strip()), span, style)
        if tag in ("!", "tag:yaml.org,2002:str"):
            return Node(text, span, "tagged")
        return Node(plain(text), span, "tagged" if tag else "")

    def sequence(self, events: Iterator[Any], span: Span, level: int) -> Node:
        found: list[Node] = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                return Node(found, Span(self.source, span.start, max(span.end, event.end_mark.index)))
            found.append(self.node(event, events, level + 1))
        return Node(found, span)

    def mapping(self, events: Iterator[Any], span: Span, level: int) -> Node:
        found: dict[Any, Node] = {}
        keys: dict[Any, Span] = {}
        merged: list[Node] = []
        end = span.end
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                end = max(end, event.end_mark.index)
                break
            key = self.node(event, events, level + 1)
            value = self.node(next(events), events, level + 1)
            if key.value == _MERGE and not key.style:
                merged += value.elements() or [value]
                continue
            name = key.value if not isinstance(key.value, (list, dict, Unknown)) else f"\0{key.span.text[:200]}"
            # Of two of one name the last counts.
            found.pop(name, None)
            found[name], keys[name] = value, key.span
        for each in merged:
            for name, value in each.items():
                if name not in found:
                    found[name], keys[name] = value, each.keys[name]
        return Node(found, Span(self.source, span.start, end), "", keys)


def plain(text: str) -> Any:
    """Return what a scalar without quotes means."""
    if text in _NULLS:
        return None
    if len(text) <= 5 and (
        text in _BOOLEANS or (text.lower() in _BOOLEANS and text in (text.upper(), text.capitalize()))
    ):
        return _BOOLEANS[text.lower()]
    if text[0] in "+-.0123456789" and len(text) <= 60:
        found = _NUMBER.fullmatch(text)
        if found is not None:
            return _number(text, found.lastgroup or "")
    return text


def _number(text: str, kind: str) -> Any:
    digits = text.replace("_", "")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    try:
        if kind in _BASES:
            return sign * int(digits[2:] if kind in ("binary", "hexadecimal") else digits, _BASES[kind])
        if kind == "sixty":
            total = 0
            for part in digits.split(":"):
                total = total * 60 + int(part)
            return sign * total
        if kind == "special":
            return sign * float(digits[1:].lower())
        return sign * float(digits)
    except ValueError:
        return text


def _woven(value: str, span: Span, style: str) -> Woven:
    """Return a scalar's text with the places of its parts."""
    if not value:
        return Woven()
    written = span.text
    if GAP in value:
        return _with_gaps(value, span)
    if style in ("'", '"') and written[1:-1] == value:
        return Woven(value, (Piece(len(value), Span(span.source, span.start + 1, span.end - 1), exact=True),))
    if written == value:
        return Woven(value, (Piece(len(value), span, exact=True),))
    if style == '"' and "\\" in written:
        return _escaped(value, span)
    return _aligned(value, span)


def _with_gaps(value: str, span: Span) -> Woven:
    found = Woven()
    for number, part in enumerate(value.split(GAP)):
        found = found + (gap("a part of it is not known", span) if number else Woven()) + made(part, span)
    return found


def _aligned(value: str, span: Span) -> Woven:
    """Find the lines of VALUE, or their words, one after another in what is written."""
    source, pieces = span.source, []
    at = span.start
    for line in re.findall(r"[^\n]+|\n", value):
        for part in (line,) if _find(source.text, line, at, span.end) >= 0 else re.findall(r"\S+|\s+", line):
            start = -1 if part.isspace() else _find(source.text, part, at, span.end)
            if start < 0:
                pieces.append(Piece(len(part), Span(source, at, min(at + 1, span.end)) if part.isspace() else span))
                continue
            at = start + len(part)
            pieces.append(Piece(len(part), Span(source, start, at), exact=True))
    return Woven(value, tuple(pieces))


def _find(text: str, part: str, at: int, end: int) -> int:
    return -1 if part == "\n" else text.find(part, at, end)


_ESCAPE = later(r"\\(?:x..|u.{4}|U.{8}|\r?\n[ \t]*|.)", re.DOTALL)
_SIMPLE = {
    "n": "\n", "t": "\t", "\t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def _escaped(value: str, span: Span) -> Woven:
    """Follow the escapes of a text in double quotes; where that does not come to VALUE, only the whole is its place."""
    source, pieces, text = span.source, [], ""
    at, end = span.start + 1, span.end - 1
    while at < end:
        found = _ESCAPE.search(source.text, at, end)
        stop = found.start() if found is not None else end
        if stop > at:
            run = source.text[at:stop]
            pieces.append(Piece(len(run), Span(source, at, stop), exact=True))
            text += run
        if found is None:
            break
        code = found.group()[1:]
        letter = "" if code[0] in "\r\n" else chr(int(code[1:], 16)) if code[0] in "xuU" else _SIMPLE.get(code, code)
        if letter:
            pieces.append(Piece(1, Span(source, found.start(), found.end())))
            text += letter
        at = found.end()
    return Woven(value, tuple(pieces)) if text == value else _aligned(value, span)
