"""PowerShell scripts (.ps1).

**Formats.** ``$name`` is a variable, whatever the case of its letters; ``"…"`` expands variables and ``$(…)``, ``'…'``
does not; a backtick takes the meaning from the next character and, at the end of a line, continues it. ``&`` runs the
program that a text or a variable names. A comma makes a list, also in the arguments of a program, which gets each item
as an argument of its own: a NAT rule has to be quoted. ``--%`` passes the rest of the line as it is.

Expressions are followed where they are texts, numbers, lists, ranges, ``+`` and ``-f``; what methods and other programs
give is unknown. Parameters of the script have their defaults, on the assumption that it is started without arguments.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Parsed


def parse(text: str, start: int = 0, end: int | None = None) -> Parsed:
    """Return the statements of a script, or of the part of its text from START to END."""
    from vmlint.languages.shell.powershell.parser import Parser

    return Parser(text, start, end).parse()
