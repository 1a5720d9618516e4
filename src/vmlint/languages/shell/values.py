"""What words are worth: variables looked up, pieces joined, lists spread."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import Span
from vmlint.languages.shell.arithmetic import NoNumberError, calculate
from vmlint.languages.shell.outcome import TooMuchError
from vmlint.languages.shell.tree import Arithmetic, Choice, Opaque, Substitution, Text, Variable, Word
from vmlint.model.value import Assumption, Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.languages.shell.scopes import Scopes
    from vmlint.languages.shell.tree import Piece

LONGEST = 16_384
"""Longer values are unknown: ``A=$A$A`` in a loop would fill the memory."""
MOST_WORDS = 200_000
"""Words that are made for one script: a list that is doubled in a loop would fill the memory."""
_MOST_CHOICES = 4096
_MOST_PIECES = 400_000
_BATCH_WORD = later(r'(?:[^\s"]|"[^"]*"?)+')


class Draft:
    """A word that is being put together."""

    __slots__ = ("assumptions", "origins", "quoted", "reason", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.reason = ""
        self.assumptions: tuple[Assumption, ...] = ()
        self.origins: tuple[Span, ...] = ()
        self.quoted = False

    def add(self, value: Spanned) -> None:
        """Append a value."""
        if type(value.value) is Unknown:
            self.reason = self.reason or value.value.reason
        else:
            self.texts.append(str(value.value))
        self.assumptions += tuple(each for each in value.assumptions if each not in self.assumptions)
        places = value.origins if value.span is None else (value.span,)
        self.origins += tuple(each for each in places if each not in self.origins)

    def done(self, span: Span) -> Spanned:
        """Return the value, to be found at SPAN."""
        text: str | Unknown = Unknown(self.reason) if self.reason else "".join(self.texts)
        if isinstance(text, str) and len(text) > LONGEST:
            text = Unknown("it is longer than vmlint follows")
        return Spanned(text, span, self.assumptions, self.origins)


class Expander:
    """Gives words their values; PRINTED is what a substitution prints."""

    def __init__(self, scopes: Scopes, printed: Callable[[Substitution], Iterable[Spanned]]) -> None:
        self.scopes = scopes
        self.source = scopes.source
        self.printed = printed
        self.made = 0
        # PowerShell alone leaves what a variable holds in one piece.
        self.split = {"sh": _split, "batch": _split_batch}.get(scopes.dialect)

    def words(self, words: Iterable[Word]) -> list[Spanned]:
        """Return the values of WORDS; one word may be several, or none."""
        found: list[Spanned] = []
        for word in words:
            pieces = word.pieces
            if len(pieces) == 1 and type(pieces[0]) is Text:
                found.append(Spanned(pieces[0].text, Span(self.source, word.start, word.end), ()))
            else:
                found += self.word(word)
        self.made += len(found)
        if self.made > MOST_WORDS:
            raise TooMuchError
        return found

    def word(self, word: Word) -> list[Spanned]:
        """Return the values of one word; braces make several of it before anything else happens."""
        if not any(type(piece) is Choice for piece in word.pieces):
            return self._fields(word)
        number = 1
        for piece in word.pieces:
            number *= len(piece.texts) if type(piece) is Choice else 1
            if number > _MOST_CHOICES or number * len(word.pieces) > _MOST_PIECES:
                shown = self.source.text[word.start : word.end][:60]
                return [Spanned(Unknown(f"`{shown}` is more words than vmlint follows"), self._place(word), ())]
        lists: list[list[Piece]] = [[]]
        for piece in word.pieces:
            if type(piece) is Choice:
                texts = [Text(text, False, piece.start, piece.end) for text in piece.texts]
                lists = [[*each, text] for each in lists for text in texts]
            else:
                for each in lists:
                    each.append(piece)
        fields = (self._fields(Word(tuple(pieces), word.pattern, word.start, word.end)) for pieces in lists)
        return [value for values in fields for value in values]

    def _place(self, word: Word) -> Span:
        return Span(self.source, word.start, word.end)

    def _fields(self, word: Word) -> list[Spanned]:
        """Return the values of a word without braces."""
        draft = Draft()
        done: list[Draft] = []
        for piece in word.pieces:
            if type(piece) is Text:
                if not piece.quoted and self.split is _split and piece.text.isspace():
                    # Only in the word of ${name:-word} do blanks stand without quotes.
                    done.append(draft)
                    draft = Draft()
                    continue
                draft.texts.append(piece.text)
                draft.quoted = draft.quoted or piece.quoted
                continue
            quoted = getattr(piece, "quoted", True)
            values = self._spread(piece, quoted=quoted, alone=len(word.pieces) == 1)
            for value in values[:-1]:
                draft.add(value)
                done.append(draft)
                draft = Draft()
            if values:
                draft.add(values[-1])
                draft.quoted = draft.quoted or quoted
        span = Span(self.source, word.start, word.end)
        return [each.done(span) for each in (*done, draft) if any(each.texts) or each.reason or each.quoted]

    def _spread(self, piece: Piece, *, quoted: bool, alone: bool) -> list[Spanned]:
        """Return the values of a piece of a word, split where the dialect splits them; ALONE: it is the whole word."""
        if type(piece) is Variable and not quoted and self.split is _split and self._falls_back(piece):
            return self._fallback(piece)
        values = self.values(piece)
        if not quoted and self.split is not None:
            return [part for value in values for part in self.split(value)]
        spread = getattr(piece, "operator", "") == "[@]" or getattr(piece, "name", "") == "@"
        # Where nothing is split, a program gets each item of a list that stands alone.
        spread = spread or (self.split is None and alone and not quoted)
        return values if spread or len(values) == 1 else [self._joined(values)]

    @staticmethod
    def _joined(values: list[Spanned]) -> Spanned:
        draft = Draft()
        for number, value in enumerate(values):
            if number:
                draft.texts.append(" ")
            draft.add(value)
        text: str | Unknown = Unknown(draft.reason) if draft.reason else "".join(draft.texts)
        return Spanned(text, None, draft.assumptions, draft.origins)

    def single(self, word: Word) -> Spanned:
        """Return the value of a word that nothing splits, as on the right of ``=``."""
        draft = Draft()
        for piece in word.pieces:
            if type(piece) is Text:
                draft.texts.append(piece.text)
            elif type(piece) is Choice:
                draft.texts.append(self.source.text[piece.start : piece.end])
            else:
                values = self.values(piece)
                draft.add(values[0] if len(values) == 1 else self._joined(values))
        return draft.done(Span(self.source, word.start, word.end))

    def values(self, piece: object) -> list[Spanned]:
        """Return the values of a piece that is no text."""
        if type(piece) is Variable:
            return self._variable(piece)
        if type(piece) is Arithmetic:
            return [self.number(piece.expression, Span(self.source, piece.start, piece.end))]
        if type(piece) is Substitution:
            return list(self.printed(piece))
        assert isinstance(piece, Opaque)
        return [Spanned(Unknown(piece.reason), None, ())]

    def _variable(self, piece: Variable) -> list[Spanned]:
        span = Span(self.source, piece.start, piece.end)
        found = self.scopes.look_up(piece.name)
        if piece.fallback is not None:
            absent = self.scopes.absence(piece.name, span) if found is None else None
            if found is None and absent is None:
                return [self.scopes.unset(piece.name)]
            if found is None or (piece.operator[0] == ":" and isinstance(found, Spanned) and found.value == ""):
                fallback = self.single(piece.fallback)
                assumptions = fallback.assumptions + (() if absent is None else (absent,))
                value = Spanned(fallback.value, fallback.span, assumptions, fallback.origins)
                if piece.operator.endswith("="):
                    self.scopes.assign(piece.name, value)
                return [value]
        if found is None:
            return [self.scopes.unset(piece.name)]
        return self._selected(piece, found)

    def _falls_back(self, piece: Variable) -> bool:
        """Return whether the word of ``${name:-word}`` is taken, with its own quotes, and nothing is set by it."""
        if piece.fallback is None or piece.operator.endswith("="):
            return False
        found = self.scopes.look_up(piece.name)
        if found is None:
            return self.scopes.absence(piece.name, Span(self.source, piece.start, piece.end)) is not None
        return piece.operator[0] == ":" and isinstance(found, Spanned) and found.value == ""

    def _fallback(self, piece: Variable) -> list[Spanned]:
        """Return the words of ``${name:-word}``."""
        assert piece.fallback is not None
        absent = None
        if self.scopes.look_up(piece.name) is None:
            absent = self.scopes.absence(piece.name, Span(self.source, piece.start, piece.end))
        also = () if absent is None else (absent,)
        words = self.word(piece.fallback)
        return [Spanned(each.value, each.span, each.assumptions + also, each.origins) for each in words]

    def _selected(self, piece: Variable, found: Spanned | tuple[Spanned, ...]) -> list[Spanned]:
        """Apply what stands behind the name in the braces."""
        operator = piece.operator if piece.fallback is None else ""
        if isinstance(found, tuple):
            if operator in ("[@]", "[*]") or (operator == "" and (self.scopes.dialect != "sh" or piece.name in "@*")):
                return list(found)
            index = operator[1:-1] if operator.startswith("[") else "0" if operator == "" else ""
            if not index:
                return [Spanned(Unknown(f"the value of `{piece.name}{operator}`"), None, ())]
            number = self.number(index, Span(self.source, piece.start, piece.end))
            at = int(number.value) if isinstance(number.value, str) else None
            if at is None or not -len(found) <= at < len(found):
                return [Spanned(Unknown(f"which of the values of `{piece.name}` is meant"), None, ())]
            return [found[at]]
        if operator in ("", "[@]", "[*]", "[0]") or not isinstance(found.value, str) or operator.lstrip(":")[:1] == "?":
            return [found]
        from vmlint.languages.shell.operators import changed

        text = changed(found.value, operator)
        value = Unknown(f"the value of `{piece.name}{operator}`") if text is None else text
        return [Spanned(value, found.span, found.assumptions, found.origins)]

    def _zero(self, name: str, span: Span) -> Spanned | None:
        """Return what a variable counts as in arithmetic that nobody sets."""
        absent = None if name.isdigit() else self.scopes.absence(name, span)
        return None if absent is None else Spanned("0", None, (absent,))

    def number(self, expression: str, span: Span) -> Spanned:
        """Return the value of an expression of arithmetic, as text; SPAN is its place."""
        draft = Draft()

        def variable(name: str) -> int:
            found = self.scopes.look_up(name)
            if found is None:
                found = self._zero(name, span)
            if not isinstance(found, Spanned):
                raise NoNumberError
            draft.add(found)
            try:
                return int(str(found.value)) if isinstance(found.value, str) else _not_known()
            except ValueError:
                raise NoNumberError from None

        try:
            value: str | Unknown = str(calculate(expression, variable))
        except NoNumberError:
            value = Unknown(draft.reason or f"the value of `{expression.strip()[:60]}`")
        return Spanned(value, span, draft.assumptions, draft.origins)


def _split_batch(value: Spanned) -> list[Spanned]:
    """Split what a variable holds as a program of Windows does its command line: quotes keep blanks together."""
    if not isinstance(value.value, str) or not (" " in value.value or '"' in value.value):
        return [value]
    parts = ["".join(found).replace('"', "") for found in _BATCH_WORD.findall(value.value)]
    return [Spanned(part, value.span, value.assumptions, value.origins) for part in parts]


def _not_known() -> int:
    raise NoNumberError


def _split(value: Spanned) -> list[Spanned]:
    """Split a value that stands without quotes at its white space."""
    if not isinstance(value.value, str):
        return [value]
    parts = value.value.split()
    if len(parts) == 1 and parts[0] == value.value:
        return [value]
    return [Spanned(part, value.span, value.assumptions, value.origins) for part in parts]
