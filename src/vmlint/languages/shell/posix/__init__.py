"""Scripts of sh and bash.

The reader takes what bash takes (arrays, ``[[``, ``((``, ``function``, braces); where sh differs, scripts that people
run with it do not show it. It is tolerant: what breaks the grammar is noted with its place and passed over.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Parsed


def parse(text: str, start: int = 0, end: int | None = None) -> Parsed:
    """Return the statements of a script, or of the part of its text from START to END."""
    from vmlint.languages.shell.posix.parser import Parser

    return Parser(text, start, end).parse()


_MOST_KEPT = 100
_kept: dict[tuple[str, int, int | None], Parsed] = {}


def parse_once(text: str, start: int = 0, end: int | None = None) -> Parsed:
    """Return the same; a text that several machines run, or a loop, is read once."""
    key = text, start, end
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        found = _kept[key] = parse(text, start, end)
    return found
