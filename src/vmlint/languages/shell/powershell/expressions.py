"""Expressions of PowerShell, as words: texts, numbers, lists, ranges, sums; all others are unknown."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import signed_number
from vmlint.languages.shell.tree import (
    Arithmetic,
    Chain,
    Choice,
    Compare,
    Not,
    Opaque,
    Text,
    Variable,
    Word,
)

if TYPE_CHECKING:
    from vmlint.languages.shell.powershell.words import WordReader
    from vmlint.languages.shell.tree import Piece, Statement

_NUMBER = later(r"-?[0-9]+(?![\w.]\w)")
_CAST = later(r"\[[\w.]+(?:\[\])?\]\s*")
_OPERATOR = later(r"\.\.|\+(?!\+|=)|-(?![\w-]|=)|\*|/|%|,|-f\b|-[a-z]+\b|[<>=!|?&]", re.IGNORECASE)
_COMPARISONS = later(r"-(i|c)?(eq|ne|lt|le|gt|ge|like|notlike)\b", re.IGNORECASE)
_JOINED = later(r"-(and|or)\b", re.IGNORECASE)
_NOT = later(r"(?:!|-not\b)\s*", re.IGNORECASE)
_MOST_CHOICES = 4096
ENDS = ";\r\n)}|"


class Expressions:
    """Reads expressions with a reader of words."""

    def __init__(self, words: WordReader) -> None:
        self.words = words
        self.text = words.text
        self.depth = 0

    def skip(self, at: int, *, lines: bool = False) -> int:
        """Return the offset after blanks, and after LINES where an expression goes on behind them."""
        at = self.words.blank(at)
        while lines and at < self.words.end and self.text[at] in "\r\n#":
            if self.text[at] == "#":
                end = self.text.find("\n", at, self.words.end)
                at = self.words.end if end < 0 else end
            at = self.words.blank(at + 1)
        return at

    def read(self, at: int) -> tuple[tuple[Word, ...], bool, int]:
        """Return the words of the expression at AT, whether they are a list, and the offset after it."""
        self.depth += 1
        start = at
        found: list[Word] = []
        listed = False
        if self.depth > 40:
            self.depth -= 1
            end = self.words.end
            return (Word((Opaque("an expression that is nested too deeply", at, end),), False, at, end),), False, end
        while True:
            words, is_list, at = self._operand(at)
            found += words
            listed = listed or is_list
            after = self.skip(at)
            if self.text.startswith(",", after) and after < self.words.end:
                listed = True
                at = self.skip(after + 1, lines=True)
                continue
            break
        self.depth -= 1
        operator = _OPERATOR.match(self.text, self.skip(at), self.words.end)
        if operator is not None and operator[0] not in (",", "|", "&") and not _is_condition(operator[0]):
            end = self._to_end(at)
            shown = " ".join(self.text[start:end].split())[:60]
            return (Word((Opaque(f"the value of `{shown}`", start, end),), False, start, end),), False, end
        return tuple(found), listed, at

    def _to_end(self, at: int) -> int:
        """Return where an expression ends that is not followed."""
        while at < self.words.end and self.text[at] not in ENDS:
            char = self.text[at]
            if char in "({[":
                at = self.words.closing(at)
            elif char in "\"'":
                at = self.words.string(at, [])
            else:
                at += 2 if char == "`" else 1
        return at

    def _operand(self, at: int) -> tuple[list[Word], bool, int]:
        """Return an item of a list: operands joined by ``+``, a range, a format."""
        words, listed, end = self._primary(at)
        while True:
            after = self.skip(end)
            operator = _OPERATOR.match(self.text, after, self.words.end)
            kind = "" if operator is None else operator[0].lower()
            if kind == ".." and len(words) == 1:
                right, _, end = self._primary(self.skip(after + 2))
                return _range(words[0], right, at, end, self.text), True, end
            if kind == "-f" and len(words) == 1:
                given, _, end = self.read(self.skip(after + 2))
                return [_formatted(words[0], given, at, end)], False, end
            if kind not in ("+", "-", "*", "/", "%") or listed or len(words) != 1:
                return words, listed, end
            right, listed, end = self._primary(self.skip(after + 1, lines=True))
            if listed or len(right) != 1:
                return [Word((Opaque("a sum of lists", at, end),), False, at, end)], False, end
            words = [_sum(words[0], kind, right[0], self.text)]

    def _primary(self, at: int) -> tuple[list[Word], bool, int]:
        text, start = self.text, at
        cast = _CAST.match(text, at, self.words.end)
        while cast is not None:
            at = cast.end()
            cast = _CAST.match(text, at, self.words.end)
        if at >= self.words.end:
            return [], False, at
        pieces: list[Piece] = []
        char = text[at]
        number = _NUMBER.match(text, at, self.words.end)
        if char in "\"'“":
            end = self.words.string(at, pieces)
        elif number is not None:
            end = number.end()
            pieces.append(Text(number[0], False, at, end))
        elif char == "$":
            end = self.words.dollar(at, pieces, quoted=False)
        elif text.startswith(("@'", '@"'), at):
            here = self.words.here(at, pieces)
            end = at + 2 if here is None else here
        elif text.startswith("@(", at):
            return self._list(at)
        elif char == "(":
            return self._brackets(at)
        elif char in "{[" or text.startswith("@{", at):
            end = self.words.closing(at + (char == "@"))
            pieces.append(Opaque("the value of an object", at, end))
        else:
            word, end = self.words.bare(at)
            pieces += word.pieces
            end = max(end, at + 1)
        if end < self.words.end and text[end] in ".[" and not text.startswith("..", end):
            end = self._member(end)
            pieces = [Opaque(f"the value of `{text[start:end][:60]}`", start, end)]
        return [Word(tuple(pieces), False, at, end)], False, end

    def _member(self, at: int) -> int:
        while at < self.words.end and self.text[at] in ".[(":
            if self.text[at] == ".":
                match = re.compile(r"\.\w*").match(self.text, at, self.words.end)
                at = at + 1 if match is None else match.end()
            else:
                at = self.words.closing(at)
        return at

    def _list(self, at: int) -> tuple[list[Word], bool, int]:
        """Return ``@(a, b)``, its items on lines of their own too."""
        end = self.words.closing(at + 1)
        found: list[Word] = []
        inside = self.skip(at + 2, lines=True)
        while inside < end - 1:
            words, _, after = self.read(inside)
            found += words
            inside = self.skip(max(after, inside + 1), lines=True)
            while inside < end - 1 and self.text[inside] in ";,":
                inside = self.skip(inside + 1, lines=True)
        return found, True, end

    def _brackets(self, at: int) -> tuple[list[Word], bool, int]:
        end = self.words.closing(at)
        inside = self.skip(at + 1, lines=True)
        words, listed, after = self.read(inside)
        if self.skip(after, lines=True) < end - 1 or not words or _is_command(words[0]):
            shown = " ".join(self.text[at + 1 : end - 1].split())[:60]
            piece: Piece = self.words.inside(at, at + 1, end - 1, quoted=False)
            if type(piece) is Variable:
                piece = Opaque(f"the value of `{shown}`", at, end)
            words, listed = (Word((piece,), False, at, end),), False
        if end < self.words.end and self.text[end] in ".[":
            after = self._member(end)
            return (
                [Word((Opaque(f"the value of `{self.text[at:after][:60]}`", at, after),), False, at, after)],
                False,
                after,
            )
        return list(words), listed, end

    # Conditions

    def condition(self, at: int, end: int) -> Statement:
        """Return the condition between AT and END."""
        self.depth += 1
        try:
            return Opaque("a condition", at, end) if self.depth > 20 else self._condition(at, end)
        finally:
            self.depth -= 1

    def _condition(self, at: int, end: int) -> Statement:
        links: list[tuple[str, Statement]] = []
        operator = ";"
        while True:
            found, at = self._term(self.skip(at, lines=True), end)
            links.append((operator, found))
            at = self.skip(at, lines=True)
            match = _JOINED.match(self.text, at, end)
            if match is None:
                break
            operator = "&&" if match[1].lower() == "and" else "||"
            at = match.end()
        if at < end:
            return Opaque("a condition that is not followed", at, end)
        return links[0][1] if len(links) == 1 else Chain(tuple(links))

    def _term(self, at: int, end: int) -> tuple[Statement, int]:
        match = _NOT.match(self.text, at, end)
        if match is not None:
            found, at = self._term(match.end(), end)
            return Not(found), at
        start = at
        if self.text.startswith("(", at):
            close = self.words.closing(at)
            if _COMPARISONS.match(self.text, self.skip(close), end) is None:
                return self.condition(at + 1, close - 1), close
        left, _, at = self.read(at)
        after = self.skip(at)
        match = _COMPARISONS.match(self.text, after, end)
        if match is None:
            if len(left) != 1 or _is_command(left[0]):
                return Opaque("a condition that is not followed", start, end), end
            return Compare(left[0], "-n", None, True, start, at), at
        right, _, at = self.read(self.skip(match.end()))
        if len(left) != 1 or len(right) != 1 or match[2].lower() in ("like", "notlike"):
            return Opaque("a condition that is not followed", start, at), at
        return Compare(left[0], "-" + match[2].lower(), right[0], match[1] != "c", start, at), at


def _is_condition(operator: str) -> bool:
    return (
        operator.startswith("-")
        and len(operator) > 1
        and bool(_COMPARISONS.fullmatch(operator) or _JOINED.fullmatch(operator))
    )


def _is_command(word: Word) -> bool:
    """Return whether a bare word stands there, which is the name of a command."""
    first = word.pieces[0] if word.pieces else None
    return type(first) is Text and not first.quoted and not first.text.lstrip("-").isdigit()


def _range(first: Word, right: list[Word], start: int, end: int, text: str) -> list[Word]:
    last = right[0] if len(right) == 1 else first
    low, high = first.literal or "", last.literal or ""
    lowest, highest = signed_number(low), signed_number(high)
    if lowest is not None and highest is not None and abs(highest - lowest) < _MOST_CHOICES:
        step = 1 if lowest <= highest else -1
        texts = tuple(str(number) for number in range(lowest, highest + step, step))
        return [Word((Choice(texts, start, end),), False, start, end)]
    return [Word((Opaque(f"the range {text[start:end][:40]}", start, end),), False, start, end)]


def _sum(left: Word, operator: str, right: Word, text: str) -> Word:
    """Return ``left + right``: texts are joined, numbers added."""
    start, end = left.start, right.end
    texts = [piece for piece in left.pieces if type(piece) is Text and piece.quoted]
    if operator == "+" and texts:
        pieces = tuple(_quoted(piece) for piece in (*left.pieces, *right.pieces))
        return Word(pieces, False, start, end)
    return Word((Arithmetic(text[start:end], start, end),), False, start, end)


def _quoted(piece: Piece) -> Piece:
    if type(piece) is Text:
        return Text(piece.text, True, piece.start, piece.end)
    return piece


def _formatted(form: Word, given: tuple[Word, ...], start: int, end: int) -> Word:
    """Return ``"vm{0}" -f 1``."""
    text = form.literal
    if text is None:
        return Word((Opaque("a text that is formatted", start, end),), False, start, end)
    pieces: list[Piece] = []
    for number, part in enumerate(re.split(r"\{([0-9]{1,9})\}", text)):
        if number % 2 == 0:
            if "{" in part.replace("{{", ""):
                return Word((Opaque("a text that is formatted", start, end),), False, start, end)
            pieces.append(Text(part.replace("{{", "{").replace("}}", "}"), True, form.start, form.end))
        elif int(part) < len(given):
            pieces += given[int(part)].pieces
    return Word(tuple(pieces), False, start, end)
