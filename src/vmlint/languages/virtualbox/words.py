"""Words of a command line with their places, and the places of what stands inside of them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from typing import Any

_SWITCHES = {"on": True, "off": False}
_MARKS = "\"'\\`^"
"""What shells, Ruby and XML put between the characters of a value without being a part of it."""


def piece(word: Spanned, start: int, end: int) -> Span | None:
    """Return the place of the characters START to END of a word's value; all of it where it is not written as it is.

    What is all of the value has the quotes around it in its place. Quotes and escapes may stand between its
    characters; what a variable brings in cannot be counted.
    """
    span, value = word.span, word.value
    if span is None or not isinstance(value, str) or start == end or (start == 0 and end == len(value)):
        return span
    written = span.text
    if written == value:
        return Span(span.source, span.start + start, span.start + end)
    first = last = None
    at = 0
    for index, letter in enumerate(value[:end]):
        while at < len(written) and written[at] != letter and written[at] in _MARKS:
            at += 1
        if at >= len(written) or written[at] != letter:
            return span
        if index == start:
            first = at
        last = at = at + 1
    if first is None or last is None or written[at:].strip(_MARKS) != value[end:].strip(_MARKS):
        return span
    return Span(span.source, span.start + first, span.start + last)


def cut(word: Spanned, start: int, value: Any = None) -> Spanned:
    """Return the value of a word from START on as a word of its own (``VALUE`` of ``--option=VALUE``)."""
    text = str(word.value)
    return Spanned(
        text[start:] if value is None else value, piece(word, start, len(text)), word.assumptions, word.origins
    )


def valued(word: Spanned, value: Any) -> Spanned:
    """Return what a word means: another value at the same place."""
    return Spanned(value, word.span, word.assumptions, word.origins)


def switched(word: Spanned) -> Spanned:
    """Return what ``on`` and ``off`` mean; any other word as it is."""
    state = _SWITCHES.get(str(word.value).lower()) if word.known else None
    return word if state is None else valued(word, state)
