"""Text in double quotes, which all dialects read alike; what is special in it, and where it ends, each says itself."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.shell.tree import Text

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from vmlint.languages.shell.tree import Piece

    Special = Callable[[int, list[Piece]], "int | None"]


def read_quoted(text: str, at: int, end: int, pieces: list[Piece], plain: re.Pattern[str], special: Special) -> int:
    """Read what stands in quotes from AT on; return where the quote is that closes it, or END.

    PLAIN matches what stands for itself; at all else SPECIAL reads a piece, or gives None where the text is over.
    """
    while at < end:
        match = plain.match(text, at, end)
        if match is not None:
            pieces.append(Text(match[0], True, at, match.end()))
            at = match.end()
            continue
        after = special(at, pieces)
        if after is None:
            return at
        at = after
    return at
