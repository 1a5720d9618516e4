"""Files of directives and blocks, as nginx and BIND have them: ``name word word;`` and ``name word { … }``."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP
from vmlint.guest.services.reading import Item

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven

MOST_DEPTH = 40
MOST_STATEMENTS = 20_000
_TOKEN = later(
    r"(?P<space>\s+)|(?P<comment>#[^\n]*)|(?P<mark>[;{}])|\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'"
    r"|(?P<word>(?:\$\{[^}]*\}|\\.|[^\s;{}])+)|(?P<other>.)",
    re.DOTALL,
)
_SLASHED = later(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


class Directive(Record):
    """One directive: its words, the first the name; ``inside``: of a block, else None. A GAP as name: anything."""

    __slots__ = ("name", "words", "inside")
    name: str
    words: tuple[Item, ...]
    inside: tuple[Directive, ...] | None


def parsed(woven: Woven, path: str, *, slashes: bool = False) -> tuple[Directive, ...]:
    """Return the directives of a file; after a mistake those before it."""
    text = woven.text
    if slashes:
        text = _SLASHED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    stack: list[tuple[tuple[Item, ...], list[Directive]]] = [((), [])]
    words: list[Item] = []
    count = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind in ("space", "comment"):
            continue
        if kind != "mark":
            assert kind is not None
            name = words[0].text if words else "directive"
            words.append(Item("", name, match[kind], woven, match.start(kind), match.end(kind), path))
            if not words[1:] and GAP in words[0].text:
                # Nobody knows what stands here, nor where it ends.
                stack[-1][1].append(Directive(GAP, (words.pop(),), None))
            continue
        count += 1
        if count > MOST_STATEMENTS:
            break
        mark = match["mark"]
        if mark == ";" and words:
            stack[-1][1].append(Directive(words[0].text.lower(), tuple(words), None))
        elif mark == "{" and len(stack) < MOST_DEPTH:
            stack.append((tuple(words), []))
        elif mark == "}" and len(stack) > 1:
            _close(stack)
        words = []
    while len(stack) > 1:
        _close(stack)
    return tuple(stack[0][1])


def _close(stack: list[tuple[tuple[Item, ...], list[Directive]]]) -> None:
    head, inside = stack.pop()
    stack[-1][1].append(Directive(head[0].text.lower() if head else "", head, tuple(inside)))
