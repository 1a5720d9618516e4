"""The lines of a networks.conf, as VirtualBox and as Vagrant read them."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span, whole_number
from vmlint.languages.virtualbox.document import Document
from vmlint.model.fragment import Range, Unclear
from vmlint.model.ip import parse_address, parse_subnet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Source
    from vmlint.languages.virtualbox.state import State

_TOKEN = re.compile(r"[^ \t\r]+")


def document_of(source: Source, name: str) -> Document:
    """Return the networks that the file allows, and what is said against its lines."""
    ranges: list[Range] = []
    notes: list[Unclear] = []
    for start, line in _lines(source.text):
        _read(source, start, line, ranges, notes)
    return Document(source, name, _nothing, unknowns=tuple(notes), ranges=tuple(ranges))


def _nothing(state: State) -> None:
    """No machine and no network comes of it."""


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, text[at:end]
        at = end + 1


def _read(source: Source, start: int, line: str, ranges: list[Range], notes: list[Unclear]) -> None:
    stripped = line.strip()
    tokens = [(match[0], start + match.start()) for match in _TOKEN.finditer(line)]
    if not stripped or stripped.startswith("#"):
        return
    if not stripped.startswith("*"):
        if any(_is_network(text) for text, _ in tokens):
            _note(source, tokens, "VirtualBox and Vagrant pass over this line: it has to begin with `* `", notes)
        return
    heeded = tokens[0][0] == "*"
    if not heeded:
        _note(
            source, tokens, "VirtualBox passes over this line, Vagrant does not: a blank has to follow the `*`", notes
        )
    for text, at in tokens:
        entry = text[1:] if text.startswith("*") else text
        place = Span(source, at + len(text) - len(entry), at + len(text))
        if not entry:
            continue
        if _is_network(entry):
            ranges.append(Range(entry, place, heeded, True))
        elif parse_address(entry) is not None:
            notes.append(
                Unclear("VirtualBox takes no address without a prefix here: write it with `/32` or its own", place)
            )
            ranges.append(Range(entry, place, False, True))
        else:
            reason = "this is no network, so that VirtualBox passes over it and `vagrant up` stops with an error"
            if entry.rstrip(",") != entry:
                reason = "networks are divided by blanks, not commas: " + reason
            notes.append(Unclear(reason, place))


def _is_network(text: str) -> bool:
    head, slash, length = text.partition("/")
    return (
        bool(slash)
        and whole_number(length) is not None
        and parse_address(head) is not None
        and parse_subnet(text) is not None
    )


def _note(source: Source, tokens: list[tuple[str, int]], reason: str, notes: list[Unclear]) -> None:
    last, at = tokens[-1]
    notes.append(Unclear(reason, Span(source, tokens[0][1], at + len(last))))
