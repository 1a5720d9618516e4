"""Comments that speak to vmlint: ``# vmlint: ignore[rule, rule] reason``, ``# vmlint: ignore-file[rule] reason``.

A text without ``vmlint:`` in it costs one search and nothing more; what a comment is, each language says
(``vmlint.suppressions.languages``).

Nothing here runs a rule, and no file is read: it takes findings away that a comment asks to ignore.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.suppressions.words import MARK

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.suppressions.words import Comment


def comments_of(source: Source, default: str) -> tuple[Comment, ...]:
    """Return what the comments of SOURCE say to vmlint; DEFAULT is its language where its name does not tell."""
    if MARK not in source.text:
        return ()
    from vmlint.suppressions.directives import directives
    from vmlint.suppressions.languages import comments, language_of

    return directives(source, comments(source.text, language_of(source, default)))
