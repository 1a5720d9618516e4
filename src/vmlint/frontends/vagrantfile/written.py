"""Where the characters of a text stand in the Ruby that makes it: a script in a here-document, in quotes, in pieces."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.basics.woven import GAP, Piece, Woven, gap, joined, made
from vmlint.frontends.vagrantfile.facts import UnknownFact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.frontends.vagrantfile.facts import Setting

_FAR = 8
"""Characters between two lines of a text in quotes: an escape, a quote, a continuation."""


def woven(setting: Setting) -> Woven | None:
    """Return the text of a setting with the places of its lines; None where nothing is known of it, or it is none."""
    value = setting.value
    if isinstance(value, UnknownFact):
        parts: tuple[str | UnknownFact, ...] = value.pieces or ()
        if not any(isinstance(part, str) for part in parts):
            return None
    elif isinstance(value, str):
        parts = (value,)
    else:
        return None
    key = parts, setting.span, setting.call, setting.origins
    if key in _kept:
        return _kept[key]
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    _kept[key] = found = _woven(setting, parts)
    return found


_MOST_KEPT = 200
_kept: dict[tuple[object, ...], Woven] = {}
"""Texts that are the same for several machines."""


def _woven(setting: Setting, parts: tuple[str | UnknownFact, ...]) -> Woven:
    text = "".join(part if isinstance(part, str) else GAP for part in parts)
    reasons = [part.reason for part in parts if isinstance(part, UnknownFact)]
    whole = setting.span or setting.call
    best: Woven | None = None
    for span in (setting.span, *setting.origins):
        if span is not None:
            aligned = _Alignment(span, reasons).of(text)
            if best is None or _exact(aligned) > _exact(best):
                best = aligned
    if best is not None and _exact(best):
        return best
    reason = iter(reasons)
    return joined(made(part, whole) if isinstance(part, str) else gap(next(reason), whole) for part in parts)


def _exact(text: Woven) -> int:
    return sum(piece.length for piece in text.pieces if piece.exact)


class _Alignment:
    """Goes along a text and the Ruby at SPAN side by side."""

    def __init__(self, span: Span, reasons: list[str]) -> None:
        self.source = span.source
        self.text = span.source.text
        self.span = span
        self.reasons = iter(reasons)
        self.heredoc = span.text.startswith("<<")
        self.at, self.end = span.start, span.end
        self.filled: Span | None = None
        if self.heredoc:
            self.at = self.text.find("\n", span.end) + 1 or len(self.text)
            self.end = len(self.text)
        elif span.text[:1] in ('"', "'"):
            self.at += 1

    def of(self, text: str) -> Woven:
        """Return TEXT with its places."""
        pieces: list[Piece] = []
        for line in text.splitlines(keepends=True):
            pieces += self._in_heredoc(line) if self.heredoc else self._in_quotes(line)
        return Woven(text, tuple(pieces))

    def _line_end(self) -> int:
        found = self.text.find("\n", self.at, self.end)
        return self.end if found < 0 else found

    def _in_heredoc(self, line: str) -> Iterator[Piece]:
        body = line.rstrip("\r\n")
        bare = body.strip()
        if GAP not in bare and bare:
            # A value of several lines may have moved this one.
            stop = self.at
            for _ in range(4):
                following = self.text.find("\n", stop, self.end)
                stop = self.end if following < 0 else following
                if self.text[self.at : stop].endswith(bare):
                    break
                stop += 1
            else:
                stop = self._line_end()
                if self.filled is not None and "#{" not in self.text[self.at : stop]:
                    # Still what was filled in on the line before.
                    yield Piece(len(line), self.filled)
                    return
            self.at = max(self.at, self.text.rfind("\n", self.at, stop) + 1)
        stop = self._line_end()
        self.filled = Span(self.source, self.at, stop) if "#{" in self.text[self.at : stop] else None
        yield from self._chunks(body, self.at, stop)
        if len(line) > len(body):
            yield Piece(len(line) - len(body), Span(self.source, stop, min(stop + 1, self.end)))
        self.at = min(stop + 1, self.end)

    def _in_quotes(self, line: str) -> Iterator[Piece]:
        body = line.rstrip("\r\n")
        bare = body.strip(" \t" + GAP)
        found = self.text.find(bare, self.at, self.end) if bare else -1
        if found < 0 or (GAP not in body and found > self.at + _FAR + len(body)):
            stop = self.end
            yield from self._chunks(body, self.at, stop)
        else:
            yield from self._chunks(body, found - (len(body) - len(body.lstrip(" \t"))), self.end)
            self.at = found + len(bare)
        if len(line) > len(body):
            yield Piece(len(line) - len(body), Span(self.source, self.at, min(self.at + 2, self.end)))

    def _chunks(self, body: str, start: int, stop: int) -> Iterator[Piece]:
        """Yield the pieces of one line that was written between START and STOP."""
        at = max(self.span.start, start)
        around = Span(self.source, at, stop)
        for number, chunk in enumerate(body.split(GAP)):
            if number:
                yield Piece(1, around, reason=next(self.reasons, "") or "it is not known")
            bare = chunk.lstrip(" \t")
            lead = len(chunk) - len(bare)
            found = self.text.find(bare, at, stop) if bare else -1
            if found < 0:
                yield from self._beginning(chunk, at, stop, around)
                continue
            exact = min(lead, found - at)
            while exact and self.text[found - exact : found] != chunk[lead - exact : lead]:
                exact -= 1
            if lead > exact:
                yield Piece(lead - exact, Span(self.source, found, found))
            yield Piece(len(bare) + exact, Span(self.source, found - exact, found + len(bare)), exact=True)
            at = found + len(bare)

    def _beginning(self, chunk: str, at: int, stop: int, around: Span) -> Iterator[Piece]:
        """Yield the pieces of what is not all written there: its first characters may be."""
        bare = chunk.lstrip(" \t")
        if bare:
            while at < stop and self.text[at] in " \t":
                at += 1
        lead, same = len(chunk) - len(bare), 0
        while same < len(bare) and at + same < stop and self.text[at + same] == bare[same]:
            same += 1
        if lead:
            yield Piece(lead, around)
        if same:
            yield Piece(same, Span(self.source, at, at + same), exact=True)
        if len(bare) > same:
            yield Piece(len(bare) - same, around)
