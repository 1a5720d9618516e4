"""What a person might change where a parse stopped: edits, the likeliest first."""

from __future__ import annotations

import re
from itertools import islice

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import quotes
from vmlint.languages.ruby.attempt import BARS
from vmlint.languages.ruby.lexer.levels import EMBEDDED, KEYWORD
from vmlint.languages.ruby.mending import propose_edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.languages.ruby.attempt import Attempt
    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.mending import Edit, LevelSpan, MendingScanner

_HALF_BARS = re.compile(
    r"\bdo[ \t]*\|[ \t]*[\w, \t]+(?P<end>)[ \t\r]*$|\bdo[ \t]+(?P<start>)[\w, \t]+\|[ \t\r]*$", re.M
)
_KEY = re.compile(r":?\w+")
_MIDDLE = frozenset(("ELSE", "ELSIF", "WHEN", "IN", "RESCUE", "ENSURE", "THEN"))
_MOST_STRINGS = 30
_MOST_ENDS = 4
_COMPLETE = frozenset(
    ("STRING", "STRING_END", "SYMBOL", "NUMBER", "IDENTIFIER", "CONSTANT", "METHOD", "RPAREN", "RBRACK", "RBRACE",
     "VARIABLE", "PSEUDO_VARIABLE", "WORDS", "REGEX")
)  # fmt: skip
# What the grammar lets through may be wrong because a token was lost.
_LOST_TOKEN = frozenset(("lone-colon", "command-as-operand", "stands-for-nothing", "lone-question"))
_CLOSERS = frozenset(("END", "RPAREN", "RBRACK", "RBRACE"))


def propose(text: str, attempt: Attempt) -> Iterator[Edit]:
    """Yield edits that might mend the first error of ATTEMPT."""
    seen = set()
    for edit in _all(text, attempt):
        key = (edit.kind, edit.position, edit.end, edit.text)
        if key not in seen:
            seen.add(key)
            yield edit


def _all(text: str, attempt: Attempt) -> Iterator[Edit]:
    scanner = attempt.scanner
    place = attempt.error_place()
    if attempt.program is not None and attempt.key not in _LOST_TOKEN:
        return
    yield from _blocks_without_do(text, attempt)
    odd = quotes.quotes_are_odd(text, attempt, place)
    if odd:
        yield from islice(quotes.string_edits(text, attempt, place), _MOST_STRINGS)
        yield from islice(quotes.opening_quotes(text, attempt, place), _MOST_STRINGS)
    yield from _adjacent(text, attempt)
    if attempt.program is not None:
        return
    yield from _layout(text, attempt)
    yield from _tokens(text, attempt, place)
    yield from _brackets(text, attempt)
    if not odd:
        yield from islice(quotes.string_edits(text, attempt, place), _MOST_STRINGS)
        yield from islice(quotes.opening_quotes(text, attempt, place), _MOST_STRINGS)
    yield from _ends(scanner)


def ends_before(attempt: Attempt, place: int) -> Iterator[Edit]:
    """Drop one of the last few `end`s before PLACE."""
    ends = [token for token in attempt.tokens if token.kind == "END" and token.end <= place and token.end > token.start]
    for token in reversed(ends[-_MOST_ENDS:]):
        span = (token.start, token.end)
        yield propose_edit("delete", token.start, "stray-end", span, end=token.end, quoted="end", damages=False)


def _adjacent(text: str, attempt: Attempt) -> Iterator[Edit]:
    """Put a comma between two operands that stand side by side on one line."""
    at = attempt.start
    if attempt.key not in ("unexpected", "lone-colon", "positional-after-pair") or not 0 < at < len(text):
        return
    before = _token_before(attempt.tokens, at)
    if before is None or before.kind not in _COMPLETE or "\n" in text[before.end : at]:
        return
    if attempt.key == "lone-colon" or (text[at] == ":" and not text.startswith("::", at)):
        # `:key`, or the colon of a label.
        start = before.start if before.end == at else at
    else:
        start = at
    word = _KEY.match(text, start)
    yield propose_edit("insert", start, "comma", (start, max(attempt.end, word.end() if word else start + 1)), text=",")


def _blocks_without_do(text: str, attempt: Attempt) -> Iterator[Edit]:
    """Put `do` before the bars at the end of a line, or a bar that is missing behind `do`."""
    line_end = text.find("\n", min(attempt.start, len(text)))
    region_end = len(text) if line_end < 0 else line_end
    # The text of a heredoc has bars too, but no tokens.
    starts = {token.start for token in attempt.tokens if token.kind == "OPERATOR"}
    found = 0
    for match in reversed(list(BARS.finditer(text, 0, region_end))):
        head = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if match.start() in starts and head.strip() and not re.search(r"(?:\bdo|\{|#.*)[ \t]*$", head) and found < 4:
            span = (match.start(), match.end())
            found += 1
            yield propose_edit("insert", match.start(), "do", span, text="do", damages=False)
    for match in list(_HALF_BARS.finditer(text, 0, region_end))[-4:]:
        position = match.start("end") if match.group("end") is not None else match.start("start")
        yield propose_edit("insert", position, "bar", (match.start(), match.end()), text="|", damages=False)


def _layout(text: str, attempt: Attempt) -> Iterator[Edit]:
    """Close or drop what stands at an indentation of its own."""
    scanner = attempt.scanner
    for span in [*scanner.crooked[:4], *scanner.crooked[4:][-4:]]:
        closer = span.closed
        if not scanner.is_first(closer):
            yield from _close_before(attempt, span, closer)
            continue
        column = scanner.column(closer)
        if column < span.indentation or span.closer != scanner.closer_of(span.level):
            yield from _close_by_layout(attempt, span)
        word = text[closer : closer + (3 if span.closer == "end" else 1)]
        if word in ("end", ")", "]", "}"):
            key = "stray-end" if word == "end" else "stray-closer"
            place = (closer, closer + len(word))
            yield propose_edit("delete", closer, key, place, end=place[1], quoted=word, damages=False)
        yield from _do_at_line_end(attempt, column, closer)
    for span in reversed(scanner.spans):
        if span.closed < 0 and span.level.kind != EMBEDDED:
            yield from _close_by_layout(attempt, span)
    for number in scanner.uneven[:3]:
        before = attempt.tokens[max(0, number - 2) : number]
        for token in before:
            if token.kind == "END":
                place = (token.start, token.end)
                yield propose_edit(
                    "delete", token.start, "stray-end", place, end=token.end, quoted="end", damages=False
                )
        start = attempt.tokens[number].start
        yield from _do_before(attempt, start)
        around = [s for s in scanner.spans if s.level.start < start and (s.closed < 0 or s.closed > start)]
        if around and around[-1].indentation >= scanner.column(start):
            yield from _close_by_layout(attempt, around[-1])
    yield from _ends_too_many(text, attempt)


def _do_before(attempt: Attempt, start: int) -> Iterator[Edit]:
    """Put `do` at the end of the line above a statement that is indented more than it."""
    lines = _line_starts(attempt)
    scanner = attempt.scanner
    for number, (place, line) in enumerate(lines):
        if line == start and number:
            above = lines[number - 1][1]
            newline = attempt.tokens[place - 1]
            if scanner.column(above) < scanner.column(line) and newline.kind == "NEWLINE":
                yield propose_edit(
                    "insert", newline.start, "block-do", (above, newline.start), text="do", damages=False
                )


def _ends_too_many(text: str, attempt: Attempt) -> Iterator[Edit]:
    """Where an `end` is left over: drop it, unless a line above lost its `do`."""
    place = attempt.error_place()
    if place < 0 or place >= len(attempt.tokens):
        return
    token = attempt.tokens[place]
    if token.kind not in _CLOSERS or attempt.start != token.start:
        return
    word = text[token.start : token.end]
    yield from _do_at_line_end(attempt, attempt.scanner.column(token.start), token.start)
    key = "stray-end" if word == "end" else "stray-closer"
    yield propose_edit(
        "delete", token.start, key, (token.start, token.end), end=token.end, quoted=word, damages=word != "end"
    )


def _do_at_line_end(attempt: Attempt, column: int, before: int) -> Iterator[Edit]:
    """Put `do` at the end of the last line that is indented like the `end` at BEFORE and followed by deeper ones."""
    scanner = attempt.scanner
    lines = _line_starts(attempt)
    below: tuple[int, int] | None = None
    for number in range(len(lines) - 1, -1, -1):
        place, start = lines[number]
        if start >= before:
            continue
        own = scanner.column(start)
        if own == column and below is not None and scanner.column(below[1]) > column:
            newline = attempt.tokens[below[0] - 1] if below[0] else None
            if newline is not None and newline.kind == "NEWLINE" and attempt.tokens[place].kind not in _CLOSERS:
                yield propose_edit(
                    "insert", newline.start, "block-do", (start, newline.start), text="do", damages=False
                )
            return
        if own < column:
            return
        below = (place, start)


def _close_by_layout(attempt: Attempt, span: LevelSpan) -> Iterator[Edit]:
    """Close a level before the first line that is not indented more than the line that opened it."""
    scanner = attempt.scanner
    level = span.level
    closer = scanner.closer_of(level)
    keyword = level.kind == KEYWORD
    opener = (level.start, level.start + len(level.opener))
    tokens = attempt.tokens
    for place, start in _line_starts(attempt):
        if start <= level.start or scanner.column(start) > span.indentation:
            continue
        token = tokens[place]
        if token.kind in _MIDDLE and scanner.column(start) == span.indentation:
            continue
        before = tokens[place - 1]
        position = before.start if before.kind == "NEWLINE" else before.end if before.end <= start else start
        yield propose_edit(
            "insert", position, "end" if keyword else "closer", opener, text=closer, quoted=level.opener,
            damages=(not keyword and level.opener != "{") or level.kind not in (KEYWORD, "block{"),
        )  # fmt: skip
        return


def _close_before(attempt: Attempt, span: LevelSpan, closer: int) -> Iterator[Edit]:
    """Close a level right before a closer of another kind."""
    scanner = attempt.scanner
    word = scanner.closer_of(span.level)
    opener = (span.level.start, span.level.start + len(span.level.opener))
    keyword = span.level.kind == KEYWORD
    yield propose_edit("insert", closer, "end" if keyword else "closer", opener, text=word, quoted=span.level.opener)


def _ends(scanner: MendingScanner) -> Iterator[Edit]:
    """Close at the end of the file all that is open."""
    still = [span for span in scanner.spans if span.closed < 0 and span.level.kind != EMBEDDED]
    if still:
        level = still[-1].level
        opener = (level.start, level.start + len(level.opener))
        key = "end" if level.kind == KEYWORD else "closer"
        yield propose_edit("close", scanner.size, key, opener, quoted=level.opener, damages=level.kind != KEYWORD)


def _tokens(text: str, attempt: Attempt, place: int) -> Iterator[Edit]:
    """Put something before the token at which the parse stopped, or drop it."""
    tokens = attempt.tokens
    at = attempt.start
    if at > len(text) or attempt.key in ("string-never-ends", "heredoc-never-ends", "too-deep"):
        return
    if attempt.key not in ("unexpected", "unreadable"):
        before = _token_before(tokens, at)
        yield from _gap_edits(text, at, attempt.end, before)
        return
    at_end = at >= len(text.rstrip())
    token = tokens[place] if 0 <= place < len(tokens) and tokens[place].start == at else None
    before = _token_before(tokens, at)
    if at_end and before is not None:
        yield propose_edit("insert", before.end, "cut-off", (before.start, before.end), text="")
        yield propose_edit("delete", before.start, "cut-off", (before.start, before.end), end=before.end)
        return
    if token is not None and token.kind == "NEWLINE":
        yield propose_edit("insert", at, "value", (before.start, before.end) if before else (at, at + 1), text="")
        if before is not None and before.end > before.start:
            quoted = text[before.start : before.end]
            yield propose_edit(
                "delete", before.start, "stray-token", (before.start, before.end), end=before.end, quoted=quoted
            )
        # A list that goes on in the next line without a comma.
        following = next((t for t in tokens[place + 1 :] if t.end > t.start), None)
        if following is not None:
            yield propose_edit("insert", at, "comma", (following.start, following.end), text=",")
        return
    end = max(attempt.end, at + 1)
    yield from _gap_edits(text, at, end, before)


def _gap_edits(text: str, at: int, end: int, before: Token | None) -> Iterator[Edit]:
    quoted = text[at:end].split("\n")[0][:30]
    yield propose_edit("insert", at, "comma", (at, end), text=",")
    # Where a line ends too early, a person points to its end.
    early = before is not None and "\n" in text[before.end : at]
    place = (before.start, before.end) if before is not None and early else (at, end)
    yield propose_edit("insert", before.end if before is not None and early else at, "value", place, text="")
    if text[at:end] not in ("end", "}"):
        yield propose_edit("delete", at, "stray-token", (at, end), end=end, quoted=quoted)
    if before is not None and before.end > before.start:
        word = text[before.start : before.end].split("\n")[0][:30]
        yield propose_edit("insert", before.start, "comma", (before.start, before.end), text=",")
        yield propose_edit(
            "delete", before.start, "stray-token", (before.start, before.end), end=before.end, quoted=word
        )
    yield propose_edit("insert", at, "separator", (at, end), text="\n")


def _token_before(tokens: list[Token], at: int) -> Token | None:
    best = None
    for token in tokens:
        if token.end <= at and token.end > token.start and token.kind not in ("NEWLINE", "STRING_CONTENT"):
            best = token if best is None or token.end >= best.end else best
    return best


def _brackets(text: str, attempt: Attempt) -> Iterator[Edit]:
    """Close a bracket that is open at the error: on its own line, before the error, or by layout."""
    scanner = attempt.scanner
    at = min(attempt.start, len(text))
    still = [
        s for s in scanner.spans if s.level.start < at and (s.closed < 0 or s.closed >= at) and s.level.kind != EMBEDDED
    ]
    for span in reversed(still[-4:]):
        level = span.level
        if level.kind == KEYWORD:
            continue
        closer = scanner.closer_of(level)
        opener = (level.start, level.start + 1)
        line_end = text.find("\n", level.start)
        line_end = len(text) if line_end < 0 else line_end
        own_end = _code_end(attempt, level.start, line_end)
        spots = [at, *_gaps(attempt, level.start, min(at, own_end)), own_end]
        previous = _token_before(attempt.tokens, at)
        if previous is not None:
            spots.append(previous.end)
        for spot in spots:
            yield propose_edit("insert", spot, "closer", opener, text=closer, quoted=level.opener)
        yield from _close_by_layout(attempt, span)


def _code_end(attempt: Attempt, start: int, line_end: int) -> int:
    """Return where the code of a line ends, before a comment."""
    ends = [token.end for token in attempt.tokens if start <= token.start < line_end and token.kind != "NEWLINE"]
    return min(max(ends, default=line_end), line_end)


def _gaps(attempt: Attempt, start: int, end: int) -> list[int]:
    """Return the ends of the first few operands after START on its line: a bracket may close there."""
    kinds = (
        "STRING",
        "STRING_END",
        "SYMBOL",
        "NUMBER",
        "IDENTIFIER",
        "CONSTANT",
        "METHOD",
        "RPAREN",
        "RBRACK",
        "RBRACE",
        "VARIABLE",
    )
    return [t.end for t in attempt.tokens if start < t.start and t.end <= end and t.kind in kinds][:5]


def _line_starts(attempt: Attempt) -> list[tuple[int, int]]:
    """Return (number, start) of each token that is the first on its line, none of those inside a string."""
    scanner = attempt.scanner
    found = []
    inside = 0
    last = -1
    for number, token in enumerate(attempt.tokens):
        if token.kind in ("STRING_BEGIN", "WORDS_BEGIN"):
            inside += 1
        elif token.kind in ("STRING_END", "STRING_END_LABEL", "WORDS_END"):
            inside -= 1
        if (
            inside > (token.kind in ("STRING_BEGIN", "WORDS_BEGIN"))
            or token.end <= token.start
            or token.kind == "NEWLINE"
        ):
            continue
        if token.start > last and scanner.is_first(token.start):
            found.append((number, token.start))
            last = token.start
    return found


def last_resorts(text: str, line_start: int, attempt: Attempt) -> Iterator[list[Edit]]:
    """Yield ever coarser ways to leave out what is not understood."""
    at = min(attempt.start, len(text))
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    quoted = text[at : attempt.end].split("\n")[0][:30].strip() or "this"
    span = (at, max(min(attempt.end, len(text)), at))
    close = propose_edit("close", len(text), "rest", span, quoted=quoted)
    yield [propose_edit("skip", line_start, "line", span, end=line_end)]
    yield [propose_edit("skip", line_start, "rest", span, end=len(text), quoted=quoted), close]
