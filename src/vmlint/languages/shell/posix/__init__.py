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
