"""The values of Ansible's variables: plain ones of Python that know where they were written.

Text is ``Text``, numbers are ``Number`` and ``Real``: they behave as ``str``, ``int`` and ``float`` do, and what is
computed from them is a plain one again. A part of a text that nobody knows is a GAP in it; a value that nobody knows is
``Unknown``; a variable that surely nobody sets is ``Undefined``.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import GAP, Woven, gap, made
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.guest.yamls import Node

MOST_TEXT = 1_000_000
MOST_DEPTH = 24
NOT_KNOWN = "it is not known"


class Text(str):
    """A text and the places of its parts."""

    woven: Woven

    def __new__(cls, woven: Woven) -> Text:
        """Make a text of WOVEN."""
        made_ = super().__new__(cls, woven.text)
        made_.woven = woven
        return made_

    def __reduce__(self) -> tuple[Any, ...]:
        return Text, (self.woven,)


class Number(int):
    """A whole number and its place."""

    span: Span | None

    def __new__(cls, value: int, span: Span | None) -> Number:
        """Make a number that stands at SPAN."""
        made_ = super().__new__(cls, value)
        made_.span = span
        return made_


class Real(float):
    """A number with a fraction, and its place."""

    span: Span | None

    def __new__(cls, value: float, span: Span | None) -> Real:
        """Make a number that stands at SPAN."""
        made_ = super().__new__(cls, value)
        made_.span = span
        return made_


class Undefined:
    """A variable that nobody sets, as far as all that is read says."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def unknown(self) -> Unknown:
        """Return what is left of it where a value is needed."""
        return Unknown(f"{self.name} is not set in any file that is read")


OMIT = Text(made("__omit__", None))
"""Stands for an argument that is not given (``default(omit)``)."""


def text(value: str, span: Span | None) -> Text:
    """Return VALUE as a text made from what stands at SPAN."""
    return Text(made(value, span))


def of_node(node: Node | None) -> Any:
    """Return what a node of YAML holds, with its places."""
    return _of_node(node, {}, 0)


def _of_node(node: Node | None, seen: dict[int, Any], depth: int) -> Any:
    if node is None:
        return None
    value = node.value
    if isinstance(value, str):
        return Text(node.woven())
    if isinstance(value, (list, dict)):
        if depth > MOST_DEPTH:
            return Unknown("it is nested deeper than vmlint follows")
        # What an alias names is one value, wherever it is named.
        if id(node) in seen:
            return seen[id(node)]
        found: Any
        if isinstance(value, list):
            found = [_of_node(each, seen, depth + 1) for each in value]
        else:
            found = {name: _of_node(each, seen, depth + 1) for name, each in value.items()}
        seen[id(node)] = found
        return found
    return placed(value, node.span)


def of_plain(value: Any, span: Span | None, depth: int = 0) -> Any:
    """Return a value without places, as one that stands at SPAN."""
    if depth > MOST_DEPTH:
        return Unknown("it is nested deeper than vmlint follows")
    if isinstance(value, Spanned):
        return of_plain(value.value, value.span or span, depth)
    if isinstance(value, (list, tuple)):
        return [of_plain(each, span, depth + 1) for each in value]
    if isinstance(value, dict):
        return {_key(name): of_plain(each, span, depth + 1) for name, each in value.items()}
    return placed(value, span)


def _key(name: Any) -> Any:
    return str(name) if isinstance(name, str) else name if isinstance(name, (int, float, bool)) else repr(name)


def placed(value: Any, span: Span | None) -> Any:
    """Return a scalar with SPAN as its place, unless it has one."""
    if isinstance(value, (Text, Number, Real)):
        return value
    if isinstance(value, str):
        return Text(made(str(value), span))
    if type(value) is int:
        return Number(value, span)
    if type(value) is float:
        return Real(value, span)
    return value


def place(value: Any) -> Span | None:
    """Return where a value was written, if that is one place."""
    if isinstance(value, Text):
        woven = value.woven
        if not woven.pieces:
            return None
        spans = {id(piece.span): piece.span for piece in woven.pieces if piece.span is not None}
        if len(woven.pieces) == 1 or len(spans) == 1:
            return next(iter(spans.values()), None)
        return woven.place(0, len(woven.text))
    if isinstance(value, (Number, Real)):
        return value.span
    if isinstance(value, (list, tuple)):
        return next((found for found in map(place, value[:3]) if found is not None), None)
    return None


def known(value: Any, depth: int = 0) -> bool:
    """Return whether nothing in a value is unknown."""
    if isinstance(value, str):
        return GAP not in value
    if isinstance(value, (list, tuple)):
        return depth < MOST_DEPTH and all(known(each, depth + 1) for each in value)
    if isinstance(value, dict):
        return depth < MOST_DEPTH and all(known(each, depth + 1) for each in value.values())
    return not isinstance(value, (Unknown, Undefined))


def reason(value: Any, depth: int = 0) -> str:
    """Return why a value, or a part of it, is unknown."""
    if isinstance(value, Unknown):
        return value.reason
    if isinstance(value, Undefined):
        return value.unknown().reason
    if isinstance(value, Text):
        return value.woven.reason or NOT_KNOWN
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)) and depth < MOST_DEPTH:
        return next((reason(each, depth + 1) for each in value if not known(each, depth + 1)), NOT_KNOWN)
    return NOT_KNOWN


def cause(value: Any) -> str:
    """Return why a value is unknown, where that is said of something that needs it: of several causes the first."""
    return reason(value).rpartition("cannot be known: ")[2]


def unknown(value: Any) -> Unknown:
    """Return VALUE as one that nobody knows."""
    return value if isinstance(value, Unknown) else Unknown(reason(value))


def plain(value: Any, depth: int = 0) -> Any:
    """Return a known value without its places."""
    if isinstance(value, str):
        return str.__str__(value) if type(value) is str else "".join((value,))
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if depth > MOST_DEPTH:
        return None
    if isinstance(value, (list, tuple)):
        found = [plain(each, depth + 1) for each in value]
        return tuple(found) if isinstance(value, tuple) else found
    if isinstance(value, dict):
        return {plain(name): plain(each, depth + 1) for name, each in value.items()}
    return value


def woven(value: Any, span: Span | None) -> Woven:
    """Return VALUE as Jinja writes it into a text; SPAN: where that text is asked for."""
    if isinstance(value, Text):
        nowhere = span is not None and value.woven.known and all(piece.span is None for piece in value.woven.pieces)
        return made(value.woven.text, span) if nowhere else value.woven
    if isinstance(value, (Unknown, Undefined)):
        return gap(reason(value), span)
    if value is None:
        return Woven()
    if not known(value):
        return gap(reason(value), span)
    if isinstance(value, (list, dict, tuple)) and _size(value) > MOST_TEXT // 100:
        return gap("it is longer than vmlint follows", span)
    return made(str(plain(value)), place(value) or span)


def shown(value: Any, span: Span | None) -> Woven:
    """Return VALUE as Python makes a text of it."""
    return made("None", span) if value is None else woven(value, span)


def _size(value: Any, limit: int = MOST_TEXT) -> int:
    """Return about how much a nested value holds, each shared part as often as it is written."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, (list, tuple)):
        return len(value) // 100 + 1 if isinstance(value, str) else 1
    total = 1
    for each in value:
        total += _size(each, limit - total)
        if total > limit:
            break
    return total


def spanned(value: Any, span: Span | None) -> Spanned:
    """Return VALUE as a word of a command line."""
    if isinstance(value, (Unknown, Undefined)):
        return Spanned(unknown(value), span, ())
    found = woven(value, span)
    if not found.known:
        return Spanned(Unknown(found.reason or NOT_KNOWN), span, ())
    where = place(value) or span
    others = tuple({id(piece.span): piece.span for piece in found.pieces if piece.span is not None}.values())
    return Spanned(found.text, where, (), others if len(others) > 1 else ())
