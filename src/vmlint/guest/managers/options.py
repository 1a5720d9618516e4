"""Options of programs that start others: ``-p 80``, ``-p80``, ``--port 80``, ``--port=80``; and the rest."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.text import Span
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from collections.abc import Collection


class Options(Record):
    """``given``: each option with its value or None; ``operands``: the other words; ``rest``: those behind ``--``.

    ``clear``: no word is unknown that might be an option.
    """

    __slots__ = ("given", "operands", "rest", "clear")
    given: tuple[tuple[str, Spanned | None], ...]
    operands: tuple[Spanned, ...]
    rest: tuple[Spanned, ...]
    clear: bool

    def has(self, *names: str) -> bool:
        """Whether one of NAMES is given."""
        return any(name in names for name, _ in self.given)

    def value(self, *names: str) -> Spanned | None:
        """Return the last value of NAMES."""
        return next((value for name, value in reversed(self.given) if name in names and value is not None), None)

    def values(self, *names: str) -> list[Spanned]:
        """Return all values of NAMES."""
        return [value for name, value in self.given if name in names and value is not None]

    def text(self, *names: str) -> str | None:
        """Return the last value of NAMES where it is known."""
        found = self.value(*names)
        return None if found is None else found.text


def tail(word: Spanned, start: int) -> Spanned:
    """Return what stands in WORD from START on, with its own place where that can be told."""
    text, span = word.text or "", word.span
    if span is not None and span.text.strip("'\"") == text:
        at = span.text.find(text)
        span = Span(span.source, span.start + at + start, span.start + at + len(text))
    return Spanned(text[start:], span, word.assumptions, word.origins)


def options(words: tuple[Spanned, ...], valued: Collection[str], *, first: bool = False) -> Options:
    """Take WORDS apart; VALUED: options with a value (``-p``). FIRST: all that follows an operand are operands."""
    given: list[tuple[str, Spanned | None]] = []
    operands: list[Spanned] = []
    clear = True
    number = 0
    while number < len(words):
        word = words[number]
        text = word.text
        number += 1
        if text == "--":
            return Options(tuple(given), tuple(operands), words[number:], clear)
        if text is None or not text.startswith("-") or text == "-":
            clear = clear and (text is not None or first)
            operands.append(word)
            if first:
                operands += words[number:]
                break
            continue
        name, equals, _ = text.partition("=")
        if name.startswith("--") or name in valued:
            if equals:
                given.append((name, tail(word, len(name) + 1)))
            elif name in valued and number < len(words):
                given.append((name, words[number]))
                number += 1
            else:
                given.append((name, None))
            continue
        number = _letters(word, text, valued, given, words, number)
    return Options(tuple(given), tuple(operands), (), clear)


def _letters(
    word: Spanned,
    text: str,
    valued: Collection[str],
    given: list[tuple[str, Spanned | None]],
    words: tuple[Spanned, ...],
    number: int,
) -> int:
    """Take ``-dp80`` apart; return the number of the next word."""
    for at in range(1, len(text)):
        name = "-" + text[at]
        if name not in valued:
            given.append((name, None))
        elif at + 1 < len(text):
            given.append((name, tail(word, at + (2 if text[at + 1] == "=" else 1))))
            break
        else:
            given.append((name, words[number] if number < len(words) else None))
            number += 1
    return number
