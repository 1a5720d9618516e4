"""What words are worth: variables, substitutions, splitting, patterns of file names."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP, Woven, joined, real
from vmlint.languages.shell.effects.base import Base, home_of, plain_path
from vmlint.languages.shell.effects.braces import Braces
from vmlint.languages.shell.effects.patterns import Pattern
from vmlint.languages.shell.effects.values import (
    EMPTY,
    Value,
    concatenated,
    plain,
    spelled,
    together,
    unknown,
)
from vmlint.languages.shell.outcome import TooMuchError
from vmlint.languages.shell.posix.words import WordReader
from vmlint.languages.shell.tree import Arithmetic, Choice, Text, Variable, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.basics.text import Span
    from vmlint.languages.shell.tree import Piece
    from vmlint.model.value import Assumption

MOST_WORDS = 200_000


class Field(Record):
    """A word that a command gets, and where it stands."""

    __slots__ = ("woven", "assumptions", "span")
    woven: Woven
    assumptions: tuple[Assumption, ...]
    span: Span

    @property
    def text(self) -> str | None:
        """The text, None where a part of it is unknown."""
        text = self.woven.text
        return None if GAP in text else text

    @property
    def value(self) -> Value:
        """The text without the word's place."""
        return Value(self.woven, self.assumptions)


class _Draft:
    """A field that is being put together: its parts, and what of them a pattern of file names may stand in."""

    __slots__ = ("assumptions", "parts", "there")

    def __init__(self) -> None:
        self.parts: list[tuple[Woven, bool]] = []
        self.assumptions: list[tuple[Assumption, ...]] = []
        self.there = False

    def add(self, woven: Woven, *, quoted: bool, assumptions: tuple[Assumption, ...] = ()) -> None:
        if woven.text or quoted:
            self.parts.append((woven, quoted))
            self.there = True
        if assumptions:
            self.assumptions.append(assumptions)


class Expansion(Base):
    """Gives words their values."""

    def values_of(self, piece: Piece) -> list[Value]:
        """Return the values of ``$name``, ``${…}``: several for a list."""
        raise NotImplementedError

    # Several words

    def fields(self, words: Iterable[Word]) -> list[Field]:
        """Return what a command gets for WORDS; one may be several fields, or none."""
        found: list[Field] = []
        for word in words:
            pieces = word.pieces
            only = pieces[0] if len(pieces) == 1 and not word.pattern else None
            if type(only) is Text and (only.quoted or not only.text.startswith("~")):
                woven = spelled(self.source, only.text, only.start, only.end)
                if only.quoted or "[" not in only.text:
                    found.append(Field(woven, (), self.span(word.start, word.end)))
                    continue
            for each in self._chosen(word):
                found += self._fields(each)
        self.made += len(found)
        if self.made > MOST_WORDS:
            raise TooMuchError
        return found

    def _chosen(self, word: Word) -> list[Word]:
        """Return the words that braces make of one."""
        braced = any(type(piece) is Choice or (type(piece) is Text and piece.text == "{") for piece in word.pieces)
        if not braced:
            return [word]
        if not self.bash:
            return [Word(self._unbraced(word), word.pattern, word.start, word.end)]
        lists = Braces(word.pieces).lists()
        if lists is None:
            return [Word(self._unbraced(word), word.pattern, word.start, word.end)]
        return [Word(tuple(pieces), word.pattern, word.start, word.end) for pieces in lists]

    def _unbraced(self, word: Word) -> tuple[Piece, ...]:
        """Return the pieces of a word in which braces are text."""
        return tuple(
            Text(self.source.text[piece.start : piece.end], False, piece.start, piece.end)
            if type(piece) is Choice
            else piece
            for piece in word.pieces
        )

    def _fields(self, word: Word) -> list[Field]:
        drafts = [_Draft()]
        for number, piece in enumerate(word.pieces):
            if type(piece) is Text:
                woven = self._literal(piece, first=number == 0)
                drafts[-1].add(woven, quoted=piece.quoted)
                continue
            quoted = getattr(piece, "quoted", False) or type(piece) is Arithmetic
            other = self._worded(piece) if type(piece) is Variable and not quoted else None
            if other is not None and isinstance(piece, Variable):
                first, absent = len(drafts) - 1, self.absence(piece.name, self.span(piece.start, piece.end))
                self._spread_words(drafts, other)
                for draft in drafts[first:]:
                    draft.assumptions.append(absent)
                continue
            values = self.values_of(piece)
            for position, value in enumerate(values):
                if position:
                    drafts.append(_Draft())
                if quoted:
                    drafts[-1].add(value.woven, quoted=True, assumptions=value.assumptions)
                else:
                    self._split(drafts, value)
        span = self.span(word.start, word.end)
        return [field for draft in drafts if draft.there for field in self._named(draft, span)]

    def _worded(self, piece: Variable) -> Word | None:
        """Return the word of ``${name:-word}`` or ``${name:+word}`` where it is taken, with its own quotes."""
        operator = piece.operator[:2] if piece.operator[:1] == ":" else piece.operator[:1]
        if operator[-1:] not in ("-", "+") or (piece.fallback is None and operator[-1:] == "-"):
            return None
        held = self.is_set(piece.name)
        if held and operator[0] == ":":
            value = self.text_of(piece.name)
            held = None if value is None or value.text is None else bool(value.woven.text)
        if held is not (operator[-1] == "+"):
            return None
        return self.rest(piece, piece.operator, len(operator)) if piece.fallback is None else piece.fallback

    def rest(self, piece: Variable, operator: str, skipped: int) -> Word:
        """Return what stands behind an operator in the braces, as a word."""
        end = piece.end - 1
        return WordReader(self.source.text, [], end, 1).read_all(end - len(operator) + skipped)

    def _spread_words(self, drafts: list[_Draft], word: Word) -> None:
        """Append the words of ``${name:-word}``, in which blanks stand without quotes."""
        for piece in word.pieces:
            if type(piece) is Text and not piece.quoted and piece.text.isspace():
                drafts.append(_Draft())
            elif type(piece) is Text:
                drafts[-1].add(self._literal(piece, first=False), quoted=piece.quoted)
            else:
                for value in self.values_of(piece):
                    if getattr(piece, "quoted", False):
                        drafts[-1].add(value.woven, quoted=True, assumptions=value.assumptions)
                    else:
                        self._split(drafts, value)

    def _split(self, drafts: list[_Draft], value: Value) -> None:
        """Append a value that stands without quotes: IFS splits it."""
        separators = self.text_of("IFS")
        marks = " \t\n" if separators is None or separators.text is None else separators.text
        text, woven = value.woven.text, value.woven
        if not text or not any(char in text for char in marks):
            drafts[-1].add(woven, quoted=False, assumptions=value.assumptions)
            return
        start = 0
        soft = True
        for at in range(len(text) + 1):
            if at < len(text) and text[at] not in marks:
                continue
            if at > start:
                drafts[-1].add(woven.cut(start, at), quoted=False, assumptions=value.assumptions)
                soft = False
            elif at < len(text) and not text[at].isspace() and soft and not drafts[-1].there:
                # Two marks that are no blanks have an empty field between them.
                drafts[-1].there = True
            if at < len(text):
                hard = not text[at].isspace()
                if drafts[-1].there:
                    drafts.append(_Draft())
                soft = hard
            start = at + 1

    def _literal(self, piece: Text, *, first: bool) -> Woven:
        text = piece.text
        if first and not piece.quoted and text.startswith("~"):
            name, slash, rest = text[1:].partition("/")
            home = self._home(name)
            if home is not None:
                at = piece.start + 1 + len(name)
                tail = spelled(self.source, slash + rest, at, piece.end) if slash else Woven()
                return joined([home.woven, tail])
        return spelled(self.source, text, piece.start, piece.end)

    def _home(self, name: str) -> Value | None:
        if name == "":
            return self.text_of("HOME")
        if name == "+":
            return self.state.cwd
        return plain(home_of(name)) if name.replace("-", "").replace("_", "").isalnum() else None

    def _named(self, draft: _Draft, span: Span) -> list[Field]:
        """Return a field, or the names of files that it stands for as a pattern."""
        assumptions = together(draft.assumptions)
        parts = [woven for woven, _ in draft.parts]
        woven = parts[0] if len(parts) == 1 else joined(parts)
        active = any(not quoted and any(char in part.text for char in "*?[") for part, quoted in draft.parts)
        if not active or "f" in self.state.options or woven.text in ("[", "[["):
            return [Field(woven, assumptions, span)]
        pattern = Pattern()
        for part, quoted in draft.parts:
            pattern.add(part.text, quoted=quoted)
        if pattern.plain:
            return [Field(woven, assumptions, span)]
        written = woven.text
        first = min(at for at in (written.find(mark) for mark in "*?[") if at >= 0)
        static = written.rfind("/", 0, first) + 1
        folder = self.absolute(Value(woven.cut(0, static), assumptions)).text
        plain_folder = None if folder is None else plain_path(folder).rstrip("/") + "/"
        names = None if plain_folder is None else self.outside.names(plain_folder + written[static:])
        if names is None or plain_folder is None:
            hidden = unknown(f"the files that `{written[:60]}` stands for".replace(GAP, "…"), span)
            return [Field(joined((woven.cut(0, static), hidden.woven)), assumptions, span)]
        if not names:
            return [] if "nullglob" in self.state.options else [Field(woven, assumptions, span)]
        found = (written[:static] + name[len(plain_folder) :] for name in names)
        return [Field(plain(name, real(span)).woven, assumptions, span) for name in found]

    # One word

    def single(self, word: Word) -> Value:
        """Return the value of a word that nothing splits, as on the right of ``=``."""
        values: list[Value] = []
        for number, piece in enumerate(word.pieces):
            if type(piece) is Text:
                values.append(Value(self._literal(piece, first=number == 0)))
            elif type(piece) is Choice:
                values.append(
                    Value(spelled(self.source, self.source.text[piece.start : piece.end], piece.start, piece.end))
                )
            else:
                found = self.values_of(piece)
                values.append(found[0] if len(found) == 1 else concatenated(found, " ") if found else EMPTY)
        return concatenated(values) if values else EMPTY

    def pattern(self, word: Word) -> tuple[Pattern | None, tuple[Assumption, ...]]:
        """Return a word as a pattern; None where a part of it is unknown."""
        made = Pattern()
        assumptions: tuple[Assumption, ...] = ()
        for piece in word.pieces:
            if type(piece) is Text:
                made.add(piece.text, quoted=piece.quoted)
                continue
            if type(piece) is Choice:
                made.add(self.source.text[piece.start : piece.end], quoted=False)
                continue
            for value in self.values_of(piece):
                assumptions += value.assumptions
                if value.text is None:
                    return None, assumptions
                made.add(value.text, quoted=getattr(piece, "quoted", False))
        return made, assumptions

    def is_list(self, piece: Piece) -> bool:
        """Return whether a piece in quotes stays several fields: ``"$@"``, ``"${a[@]}"``."""
        return type(piece) is Variable and (piece.name == "@" or piece.operator.startswith("[@]"))
