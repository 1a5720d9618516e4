"""Edits and texts: no two edits may touch, and they are applied from the end backwards."""

from __future__ import annotations

import os
from itertools import pairwise

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vmlint.basics.text import Span


class OverlapError(ValueError):
    """Two edits want the same text: applying one would move or destroy what the other is about."""


def real_path(span: Span) -> str:
    """Return the file that a place is in, links resolved."""
    return os.path.realpath(span.path)


def touch(one: Edit, other: Edit) -> bool:
    """Return whether two edits meet: they share text, or something is put in at the edge or inside of the other."""
    if one.span.start == one.span.end or other.span.start == other.span.end:
        meet = one.span.start <= other.span.end and other.span.start <= one.span.end
    else:
        meet = one.span.start < other.span.end and other.span.start < one.span.end
    return meet and (one.span.source is other.span.source or real_path(one.span) == real_path(other.span))


def applied(edits: Iterable[Edit]) -> dict[str, str]:
    """Return the new text of each file that EDITS change, by its real path."""
    by_file: dict[str, list[Edit]] = {}
    for edit in dict.fromkeys(edits):
        by_file.setdefault(real_path(edit.span), []).append(edit)
    return {path: _edited(each) for path, each in by_file.items()}


def _edited(edits: Sequence[Edit]) -> str:
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    text = ordered[0].span.source.text
    if any(edit.span.source.text != text for edit in ordered):
        raise OverlapError(f"{ordered[0].span.path}: the edits are for different versions of the file")
    for before, after in pairwise(ordered):
        if touch(before, after):
            raise OverlapError(f"{before.span.path}: two edits touch at character {after.span.start}")
    for edit in reversed(ordered):
        text = text[: edit.span.start] + edit.content + text[edit.span.end :]
    return text


def combined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return EDITS in order; what is put in at one place, one behind the other, as one edit."""
    by_span: dict[Span, list[str]] = {}
    for edit in edits:
        by_span.setdefault(edit.span, []).append(edit.content)
    found = [
        Edit(span, content)
        for span, contents in by_span.items()
        for content in (["".join(contents)] if span.start == span.end else contents)
    ]
    return tuple(sorted(found, key=lambda edit: (*edit.span.order(), edit.content)))


def line_end_of(text: str) -> str:
    """Return how the lines of TEXT end: as the first one does."""
    at = text.find("\n")
    return "\r\n" if at > 0 and text[at - 1] == "\r" else "\n"
