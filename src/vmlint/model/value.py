"""Values of the model: each with its place, or unknown and why; and what a fact rests on."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span


class Unknown(Record):
    """A value that only running the configuration would tell.

    ``partial``: of a text, what is known of it, a GAP (``basics.woven``) for each unknown part; else empty.
    """

    __slots__ = ("reason", "partial")
    reason: str
    partial: str

    def __init__(self, reason: str, partial: str = "") -> None:
        super().__init__(reason, partial)


class Assumption(Record):
    """What was taken for granted, the option that changes it (None: there is none), and the place that asked."""

    __slots__ = ("what", "change", "span")
    what: str
    change: str | None
    span: Span


class Step(Record):
    """One step of the way to a declaration: ``(1..3).each, i = 2``, and the place of that call without its block.

    ``values``: names and shown values of what differs from round to round, ``(("i", "2"),)``; empty for no loop.
    """

    __slots__ = ("text", "span", "values")
    text: str
    span: Span
    values: tuple[tuple[str, str], ...]


class Origin(Record):
    """What a thing of the model rests on: its place, whether it certainly exists, assumptions, the way to it.

    ``span`` is None for what nobody wrote (Vagrant's own forwards, the provider's default adapter).
    """

    __slots__ = ("span", "certain", "assumptions", "steps")
    span: Span | None
    certain: bool
    assumptions: tuple[Assumption, ...]
    steps: tuple[Step, ...]


class Spanned(Record):
    """A value and the place that says it; ``span`` is None where nobody does.

    ``value`` is text, a number, a truth value, None (absent) or Unknown. ``origins``: where its parts were written,
    if not just there (a variable, a data file).
    """

    __slots__ = ("value", "span", "assumptions", "origins")
    value: Any
    span: Span | None
    assumptions: tuple[Assumption, ...]
    origins: tuple[Span, ...]

    def __init__(
        self, value: Any, span: Span | None, assumptions: tuple[Assumption, ...], origins: tuple[Span, ...] = ()
    ) -> None:
        # Frozen for everybody else: only the constructor assigns.
        self.value = value  # type: ignore[misc]
        self.span = span  # type: ignore[misc]
        self.assumptions = assumptions  # type: ignore[misc]
        self.origins = origins  # type: ignore[misc]

    @property
    def known(self) -> bool:
        """Whether the value is known (absence is)."""
        return type(self.value) is not Unknown

    @property
    def text(self) -> str | None:
        """The value, if it is known text."""
        return str(self.value) if isinstance(self.value, str) else None

    @property
    def number(self) -> int | None:
        """The value, if it is a known whole number."""
        return self.value if type(self.value) is int else None


ABSENT = Spanned(None, None, ())
EVERYWHERE = Origin(None, True, (), ())
