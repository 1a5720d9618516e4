"""Batch files of Windows (.bat, .cmd).

**Formats.** ``%NAME%``, ``!NAME!`` (where the file turns delayed expansion on), ``%1``, ``%~1``, ``%%i`` of a loop.
Outside double quotes ``^`` takes the meaning from the next character and, at the end of a line, continues it. A
program cuts its command line itself: at blanks outside double quotes, ``\\"`` being a quote. ``rem`` and ``::`` begin
comments.

**Order.** Labels divide nothing: a routine ends at ``exit /b`` or ``goto :eof``. ``goto`` is followed forwards;
backwards it makes a loop of unknown length, where the file is not followed further.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.languages.shell.tree import Parsed


def parse(text: str, start: int = 0, end: int | None = None) -> Parsed:
    """Return the statements of a batch file, or of the part of its text from START to END."""
    from vmlint.languages.shell.batch.parser import Parser

    return Parser(text, start, end).parse()
