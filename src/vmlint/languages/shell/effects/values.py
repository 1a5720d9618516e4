"""What a followed script holds: text with places and what it rests on; and how a command ended."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.text import Span
from vmlint.basics.woven import GAP, Woven, gap, joined, made, of_span, real
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from typing import TypeAlias

    from vmlint.basics.text import Source
    from vmlint.model.value import Assumption

    Held: TypeAlias = "Value | tuple[Value, ...] | dict[str, Value]"

LONGEST = 1_000_000
"""Characters of one value; a longer one is unknown."""


class Value(Record):
    """A text with its places, unknown where it has a GAP; and what it rests on."""

    __slots__ = ("woven", "assumptions")
    woven: Woven
    assumptions: tuple[Assumption, ...]

    def __init__(self, woven: Woven, assumptions: tuple[Assumption, ...] = ()) -> None:
        self.woven = woven  # type: ignore[misc]
        self.assumptions = assumptions  # type: ignore[misc]

    @property
    def text(self) -> str | None:
        """The text, None where a part of it is unknown."""
        text = self.woven.text
        return None if GAP in text else text


EMPTY = Value(Woven())


def unknown(reason: str, span: Span | None = None) -> Value:
    """Return a value that cannot be known."""
    return Value(gap(reason, real(span)))


def plain(text: str, span: Span | None = None) -> Value:
    """Return a value that the shell itself makes."""
    return Value(made(text, span))


def concatenated(values: list[Value], between: str = "") -> Value:
    """Return the texts of VALUES as one."""
    if len(values) == 1:
        return values[0]
    woven = joined([value.woven for value in values], between)
    if len(woven.text) > LONGEST:
        woven = gap("it is longer than vmlint follows", None)
    return Value(woven, together(value.assumptions for value in values))


def together(assumptions: object) -> tuple[Assumption, ...]:
    """Return all assumptions of several tuples, each once."""
    return tuple(dict.fromkeys(each for some in assumptions for each in some))  # type: ignore[attr-defined]


def spelled(source: Source, text: str, start: int, end: int) -> Woven:
    """Return TEXT, which stands at START to END of SOURCE, perhaps in quotes or with escapes."""
    written = source.text
    if not text:
        return Woven()
    if len(text) == end - start and written.startswith(text, start):
        return of_span(Span(source, start, end))
    if len(text) + 2 == end - start and written.startswith(text, start + 1):
        return of_span(Span(source, start + 1, end - 1))
    return made(text, real(Span(source, start, end)))


def handed(value: Value, span: Span | None) -> Spanned:
    """Return a value as others take it: SPAN is where the word stands that has it."""
    text: str | Unknown = value.woven.text
    if GAP in value.woven.text:
        known = value.woven.text if value.woven.text.strip(GAP) else ""
        text = Unknown(value.woven.reason or "it is not known", known)
    place = real(span)
    origins: dict[Span, None] = {}
    for piece in value.woven.pieces[:16]:
        at = real(piece.span)
        if at is not None and (
            place is None or at.source is not place.source or at.start < place.start or at.end > place.end
        ):
            origins[at] = None
    return Spanned(text, place, value.assumptions, tuple(origins))


def taken_in(value: Spanned) -> Value:
    """Return a value that comes from elsewhere."""
    if not isinstance(value.value, str):
        reason, known = "it is not known", GAP
        if isinstance(value.value, Unknown):
            reason, known = value.value.reason, value.value.partial or GAP
        hidden = gap(reason, value.span)
        parts = [made(part, value.span) for part in known.split(GAP)]
        woven = parts[0]
        for part in parts[1:]:
            woven = joined((woven, hidden, part))
        return Value(woven, value.assumptions)
    place = value.span
    if len(value.origins) == 1 and value.origins[0].text == value.value:
        return Value(of_span(value.origins[0]), value.assumptions)
    if place is not None and value.value and not value.origins:
        if place.text == value.value:
            return Value(of_span(place), value.assumptions)
        if place.text[1:-1] == value.value:
            return Value(of_span(Span(place.source, place.start + 1, place.end - 1)), value.assumptions)
    return Value(made(value.value, value.origins[0] if value.origins else place), value.assumptions)


class Status(Record):
    """How a command ended. ``holds``: None where that is unknown. ``taken``: success is only taken for granted.

    ``tested``: its failure was asked for (``!``, before ``&&``), so that ``set -e`` does not mind. ``code``: as number.
    """

    __slots__ = ("holds", "taken", "assumptions", "tested", "code")
    holds: bool | None
    taken: bool
    assumptions: tuple[Assumption, ...]
    tested: bool
    code: int | None

    def __init__(
        self,
        holds: bool | None = True,
        *,
        taken: bool = False,
        assumptions: tuple[Assumption, ...] = (),
        tested: bool = False,
        code: int | None = None,
    ) -> None:
        super().__init__(holds, taken, assumptions, tested, code)

    @property
    def sure(self) -> bool | None:
        """Whether it succeeded, None also where that is only taken for granted."""
        return None if self.taken else self.holds


SUCCESS = Status()
FAILURE = Status(False, code=1)
MISSING = Status(False, code=127)
"""What comes of a command that a shell does not have."""
OPEN = Status(None)


def one_of(statuses: list[Status]) -> Status:
    """Return a status that is one of STATUSES, nobody knows which."""
    first = statuses[0]
    if all(each.holds is first.holds and each.taken is first.taken for each in statuses):
        code = first.code if all(each.code == first.code for each in statuses) else None
        tested = all(each.tested for each in statuses)
        return Status(
            first.holds,
            taken=first.taken,
            assumptions=together(each.assumptions for each in statuses),
            tested=tested,
            code=code,
        )
    if all(each.holds for each in statuses):
        return Status(True, taken=True, assumptions=together(each.assumptions for each in statuses))
    return OPEN


class Gone(Exception):  # noqa: N818 - nothing went wrong
    """A statement leaves: ``exit``, ``return``, ``break``, ``continue``; ``endless``: it never ends.

    ``nowhere``: only ways that are waiting elsewhere go on. ``level``: how many loops ``break`` leaves.
    """

    def __init__(self, how: str, status: Status = SUCCESS, level: int = 1) -> None:
        self.how = how
        self.status = status
        self.level = level

    @property
    def fails(self) -> bool:
        """Whether it looks like error handling."""
        return self.how == "exit" and self.status.holds is False
