"""Command lines of systemd's units and of supervisor's programs: words, quotes, variables, each with its place."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, Woven, gap, joined, made
from vmlint.guest.managers.entries import spanned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vmlint.model.value import Spanned

MOST_WORDS = 2_000
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "s": " ", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_VARIABLE = later(r"\$(?:\$|\{([A-Za-z_]\w*)\})", re.ASCII)
_WHOLE = later(r"\$([A-Za-z_]\w*)\Z", re.ASCII)
_SPECIFIER = later(r"%(.)", re.DOTALL)


def split(value: Woven, *, escapes: bool = True) -> list[Woven]:
    """Return the words of a command line, without their quotes."""
    text = value.text
    found: list[Woven] = []
    word: Woven | None = None
    quote, run = "", 0
    at = 0

    def flush(end: int) -> Woven:
        piece = value.cut(run, end)
        return piece if word is None else word + piece

    while at < len(text) and len(found) < MOST_WORDS:
        char = text[at]
        if char == "\\" and quote != "'" and at + 1 < len(text):
            word = flush(at) + (
                made(_ESCAPES.get(text[at + 1], text[at + 1]), None) if escapes else value.cut(at + 1, at + 2)
            )
            at += 2
            run = at
            continue
        if quote:
            if char == quote:
                word, quote, run = flush(at), "", at + 1
        elif char in "'\"":
            word, quote, run = flush(at), char, at + 1
        elif char.isspace():
            if word is not None or at > run:
                found.append(flush(at))
            word, run = None, at + 1
        at += 1
    if word is not None or at > run:
        found.append(flush(at))
    return found[:MOST_WORDS]


def replaced(value: Woven, pattern: re.Pattern[str], put: Callable[[re.Match[str]], Woven]) -> Woven:
    """Return VALUE with PUT's answer in the place of each match of PATTERN."""
    parts, last = [], 0
    for match in pattern.finditer(value.text):
        parts += [value.cut(last, match.start()), put(match)]
        last = match.end()
    return joined([*parts, value.cut(last, len(value.text))]) if parts else value


def specified(value: Woven, specifiers: Mapping[str, str]) -> Woven:
    """Return VALUE with ``%i`` and the like in it replaced; one that nobody knows is a gap."""

    def put(match: re.Match[str]) -> Woven:
        known = specifiers.get(match[1])
        span = value.place(match.start(), match.end())
        return made(known, span) if known is not None else gap(f"%{match[1]} of a unit", span)

    return replaced(value, _SPECIFIER, put)


def expanded(words: list[Woven], variables: Mapping[str, Woven], doubt: str) -> list[Spanned]:
    """Return the words with the variables of systemd in place: ``${X}`` in a word, ``$X`` as words of its own.

    The first word is a path and keeps what it is. ``doubt``: why a variable that nobody sets may be set, else empty.
    """
    found: list[Spanned] = []
    for number, word in enumerate(words):
        if number == 0 or "$" not in word.text:
            found.append(spanned(word))
            continue
        whole = _WHOLE.match(word.text)
        if whole is not None:
            value = variables.get(whole[1])
            if value is None and doubt:
                found.append(spanned(gap(doubt, word.place(0, len(word.text)))))
            elif value is not None:
                found += [spanned(each) for each in split(value)]
            continue
        found.append(spanned(_inserted(word, variables, doubt)))
    return found


def _inserted(word: Woven, variables: Mapping[str, Woven], doubt: str) -> Woven:
    def put(match: re.Match[str]) -> Woven:
        if match[1] is None:
            return made("$", word.place(match.start(), match.end()))
        value = variables.get(match[1])
        if value is None:
            return gap(doubt, word.place(match.start(), match.end())) if doubt else Woven()
        return value

    return replaced(word, _VARIABLE, put)


def assignments(value: Woven) -> list[tuple[str, Woven]]:
    """Return the variables of ``Environment=``: words ``NAME=VALUE``."""
    found = []
    for word in split(value):
        name, equals, _ = word.text.partition("=")
        if equals and GAP not in name:
            found.append((name, word.cut(len(name) + 1, len(word.text))))
    return found


def environment_file(text: Woven) -> list[tuple[str, Woven]]:
    """Return the variables of an ``EnvironmentFile=`` (or ``.env``): a line each, quotes around the value taken off."""
    found = []
    for line in text.lines():
        bare = line.text.strip()
        if not bare or bare[0] in "#;" or "=" not in bare:
            continue
        at = line.text.index("=")
        name = line.text[:at].strip().removeprefix("export ").strip()
        value = line.cut(at + 1, len(line.text))
        words = split(value, escapes=False) if value.text.strip()[:1] in ("'", '"') else []
        if len(words) == 1:
            value = words[0]
        else:
            inside = value.text
            value = value.cut(len(inside) - len(inside.lstrip()), len(inside.rstrip()))
        if name and GAP not in name:
            found.append((name, value))
    return found
