"""What came out of evaluating a file: whether it loads, why not, on which assumptions, what could not be followed."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.ruby.evaluate.control import Guard
    from vmlint.languages.ruby.evaluate.values import Assumption, Value


class LoadError(Record):
    """What Ruby would raise: KIND is the class of the exception; THROUGH: the calls that loaded the file of SPAN."""

    __slots__ = ("kind", "message", "span", "through")
    kind: str
    message: str
    span: Span
    through: tuple[Span, ...]


class NotFollowed(Record):
    """Something that could not be followed; AFFECTS_HOSTS where it could have called an object of the front end."""

    __slots__ = ("span", "reason", "affects_hosts")
    span: Span
    reason: str
    affects_hosts: bool


class Removed(Record):
    """A use of NAME, which Ruby SINCE and later do not have, under the conditions GUARDS."""

    __slots__ = ("name", "since", "guards", "assumptions")
    name: str
    since: tuple[int, int]
    guards: tuple[Guard, ...]
    assumptions: tuple[Assumption, ...]


class Outcome:
    """The result of an evaluation; it grows while blocks are called later.

    ``loads``: True, False (then ``error`` says why) or None (undecided, ``doubts`` say why). ``stopped`` is
    set where a budget ended the evaluation. ``assumptions`` are those that decided something, in order;
    ``unknowns`` lists what was not followed, ``removed`` the calls of what a later Ruby does not have.
    """

    __slots__ = ("assumptions", "doubts", "error", "loads", "removed", "stopped", "unknowns", "value")

    def __init__(self) -> None:
        self.value: Value | None = None
        self.loads: bool | None = True
        self.error: LoadError | None = None
        self.doubts: list[NotFollowed] = []
        self.stopped: NotFollowed | None = None
        self.assumptions: dict[Assumption, None] = {}
        self.unknowns: dict[NotFollowed, None] = {}
        self.removed: dict[Span, Removed] = {}

    def doubt(self, span: Span, reason: str) -> None:
        """Note that it cannot be known whether the file loads."""
        if self.loads:
            self.loads = None
        doubt = NotFollowed(span, reason, False)
        if doubt not in self.doubts:
            self.doubts.append(doubt)

    def refuse(self, error: LoadError) -> None:
        """Note that Ruby would raise ERROR here and nobody rescues it; the first one counts."""
        if self.error is None:
            self.error = error
            self.loads = False

    def note(self, span: Span, reason: str, *, affects_hosts: bool) -> None:
        """Note something that could not be followed."""
        self.unknowns[NotFollowed(span, reason, affects_hosts)] = None
