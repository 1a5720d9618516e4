"""Comments of shell scripts: a ``#`` that starts a word, outside quotes, expansions and heredocs."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = re.compile(
    r"""
      \\(?:.|\n)                                                          # an escaped character, a joined line
    | \$'(?:\\.|[^'\\])*'? | '[^']*'?                                     # text that is taken as it is
    | "(?:\\.|[^"\\])*"?                                                  # text with expansions
    | \$\{(?:\\.|[^}\\])*\}? | \$\#                                       # ${x#y}, $#
    | <<<                                                                 # no heredoc
    | <<(?P<tabs>-)?[ \t]*(?P<quote>['"\\]?)(?P<end>[A-Za-z_][\w.!-]*)['"]?   # a heredoc begins on the next line
    | (?P<comment>(?<![^\s;&|()`])\#[^\n]*)
    | (?P<newline>\n)
    | [^\\$'"<\#\n]+ | .                                                  # anything else
    """,
    re.VERBOSE | re.DOTALL,
)


def shell_comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each comment."""
    at, pending = 0, list[tuple[str, bool]]()
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None:
            return
        at = found.end()
        if found["comment"] is not None:
            yield found.span("comment")
        elif found["end"] is not None:
            pending.append((found["end"], found["tabs"] is not None))
        elif found["newline"] is not None:
            for word, tabs in pending:
                at = _after_heredoc(text, at, word, tabs=tabs)
            pending.clear()


def _after_heredoc(text: str, at: int, word: str, *, tabs: bool) -> int:
    """Return where the heredoc that begins at AT is over; AT itself where WORD never comes: a shift (``1<<n``)."""
    start = at
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].rstrip("\r")
        if (line.lstrip("\t") if tabs else line) == word:
            return end
        start = end + 1
    return at
