"""What a person might change where a quote is missing: where the string ends, or where it starts."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.attempt import is_odd
from vmlint.languages.ruby.mending import propose_edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.languages.ruby.attempt import Attempt
    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.mending import Edit

# Where a string may have been meant to end: behind a word.
_STOP = re.compile(r"(?<=[^\s,(\[{])(?=[\s,)\]}]|$|;|\.\w)", re.M)
_STRING_KINDS = frozenset(("STRING", "STRING_BEGIN", "STRING_CONTENT", "STRING_END", "LABEL"))


def quotes_are_odd(text: str, attempt: Attempt, place: int) -> bool:
    """Tell whether the parse stopped at or behind a string that looks as if it had lost a quote."""
    if attempt.key in ("string-never-ends", "heredoc-never-ends"):
        return True
    tokens = attempt.tokens
    strings = _quoted_strings(text, tokens, place)
    if any("\n" in text[start:end] and is_odd(text, start) for start, end in strings):
        return True
    for token in tokens[max(0, place - 4) : place + 1]:
        quote = text[token.start : token.start + 1]
        if token.kind in _STRING_KINDS and quote in ("'", '"') and is_odd(text, token.start):
            return True
    return False


def string_edits(text: str, attempt: Attempt, place: int) -> Iterator[Edit]:
    """End a string earlier: the one that never ends, or one just before the error."""
    if attempt.key == "heredoc-never-ends":
        yield from _heredoc_stops(text, attempt)
    if attempt.key == "string-never-ends" and text[attempt.start : attempt.start + 1] in ('"', "'"):
        yield from _stops(text, attempt.start, len(text))
    strings = _quoted_strings(text, attempt.tokens, place)
    # A string over several lines that was not meant to be one: the quotes behind it are all taken the wrong way round,
    # and the line of the first of them is the one with an odd number of quotes.
    odd = _odd_strings(text, attempt, place)
    for at in [min(attempt.start, len(text) - 1), *(start for start, _ in odd)]:
        yield from _unpaired(text, at)
    long = [string for string in strings if "\n" in text[string[0] : string[1]]]
    for start, end in [*strings[-1:], *odd, *reversed(strings[-3:]), *reversed(long[-2:]), *long[:2]]:
        yield from _stops(text, start, end)


def _unpaired(text: str, at: int) -> Iterator[Edit]:
    """Look at the quotes of a line, which seem to open and which to close, and pair the one that has no partner."""
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    quotes = [match.start() for match in re.finditer(r"(?<!\\)[\"']", text[line_start:line_end])]
    opener = -1
    closed = line_start
    for quote in (line_start + place for place in quotes):
        before, after = text[quote - 1 : quote], text[quote + 1 : quote + 2]
        opens = quote == line_start or before in " \t([{,=:|+<!?"
        closes = after in " \t\r\n,)]};.:|+" or not after
        if opener < 0 and closes and not opens:
            words = [match.start() for match in re.finditer(r"(?<![^\s,(\[{:=])[^\s,(\[{:=\"']", text[closed:quote])]
            for word in reversed(words[-4:]):
                yield propose_edit("open", closed + word, "quote", (closed + word, quote + 1))
        elif opener >= 0 and opens and not closes:
            yield from _stops(text, opener, quote)
            opener = quote
        elif opener < 0:
            opener = quote
        elif text[quote] == text[opener]:
            opener, closed = -1, quote + 1
    if opener >= 0:
        yield from _stops(text, opener, line_end)


def _odd_strings(text: str, attempt: Attempt, place: int) -> list[tuple[int, int]]:
    """Return the strings over several lines that start on a line with an odd number of quotes: the last and first."""
    strings = _quoted_strings(text, attempt.tokens, place)
    if attempt.key == "string-never-ends" and text[attempt.start : attempt.start + 1] in ('"', "'"):
        strings.append((attempt.start, len(text)))
    odd = [(start, end) for start, end in strings if "\n" in text[start:end] and is_odd(text, start)]
    return [*reversed(odd[-4:]), *odd[:3]]


def _heredoc_stops(text: str, attempt: Attempt) -> Iterator[Edit]:
    """Propose ends for a heredoc without one: where the layout goes back, or the end of the file."""
    opener = (attempt.start, attempt.end)
    column = attempt.scanner.column(attempt.start)
    line = text.find("\n", attempt.end) + 1
    while 0 < line < len(text):
        end = text.find("\n", line)
        end = len(text) if end < 0 else end
        if text[line:end].strip() and attempt.scanner.column(line) <= column:
            yield propose_edit("stop", attempt.start, "heredoc-never-ends", opener, end=line)
            break
        line = end + 1
    yield propose_edit("stop", attempt.start, "heredoc-never-ends", opener, end=len(text))


def _quoted_strings(text: str, tokens: list[Token], place: int) -> list[tuple[int, int]]:
    """Return the places of the strings in quotes before the token PLACE."""
    found: list[tuple[int, int]] = []
    open_at: list[int] = []
    for token in tokens[: place + 1]:
        if token.kind == "STRING_BEGIN":
            open_at.append(token.start)
        elif token.kind in ("STRING_END", "STRING_END_LABEL"):
            start = open_at.pop()
            if text[start] in "\"'":
                found.append((start, token.end))
        elif token.kind in ("STRING", "LABEL") and text[token.start] in "\"'":
            found.append((token.start, token.end))
    return found + [(start, len(text)) for start in open_at if text[start] in "\"'"]


def _stops(text: str, start: int, end: int) -> Iterator[Edit]:
    """Propose ends for the string at START: its line's end, but first where a word ends."""
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    last = len(text[start:line_end].rstrip()) + start
    stops = [match.start() for match in _STOP.finditer(text, start + 1, min(line_end, end))]
    for stop in [*stops[:6], last]:
        if stop > start + 1 or stop == len(text):
            yield propose_edit("stop", start, "string-never-ends", (start, start + 1), end=stop)


def opening_quotes(text: str, attempt: Attempt, place: int) -> Iterator[Edit]:
    """Put a quote before the word in which the parse stopped, or the one before it."""
    at = min(attempt.start, len(text))
    yield from _quotes_on_line(text, at)
    for start, _ in _odd_strings(text, attempt, place):
        yield from _quotes_on_line(text, start)


def _quotes_on_line(text: str, at: int) -> Iterator[Edit]:
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    words = [match.start() for match in re.finditer(r"(?<![\w\"'./:#{-])[\w./$#{-]", text[line_start:line_end])]
    before = [line_start + word for word in words if line_start + word <= at]
    for start in reversed(before[-4:]):
        if re.search(r"[\"']", text[start:line_end]):
            yield propose_edit("open", start, "quote", (start, start + 1))
