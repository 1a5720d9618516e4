"""What vmlint reports: findings with their places, how sure they are, and the way to sort them."""

from __future__ import annotations

from enum import Enum

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.trace import Trace
    from vmlint.model.value import Assumption, Step


class WrongUseError(Exception):
    """What the user asked for cannot be done; the text says why. No mistake of vmlint's, so never a traceback.

    ``hint``: what to do, on a line of its own.
    """

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


OFF = "off"
"""The level of a rule that somebody turned off."""


class Severity(Enum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for an information."""
        return _RANKS[self.value]


_RANKS = {"error": 3, "warning": 2, "info": 1}
FAIL_RANKS = {**_RANKS, "never": 9}
"""The least rank of a finding that makes ``check`` fail, by the value of ``--fail-on``."""


class Confidence(Enum):
    """How sure a finding is: literal or declared; inferred or on an assumption; a guess."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Applicability(Enum):
    """Whether a fix may be applied without a look at it."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Label(Record):
    """A place beside the finding's own, with what it has to do with it."""

    __slots__ = ("span", "text")
    span: Span
    text: str


WRITTEN = "written here"
"""The text of the label at a place, in another file, where a value of the finding is written."""


class Edit(Record):
    """Text that takes the place of a span."""

    __slots__ = ("span", "content")
    span: Span
    content: str


class Fix(Record):
    """A change that mends the cause: what it does, whether it is safe, and the plan for it.

    A rule plans as cheaply as it can: steps are data (``findings.plans``), an Edit being the plainest. ``vmlint.fixes``
    makes edits of them when somebody asks, and may then find that a fix is unsafe, or none at all.
    """

    __slots__ = ("title", "applicability", "plan")
    title: str
    applicability: Applicability
    plan: tuple[object, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, where all of the plan is edits already; else none."""
        found = tuple(step for step in self.plan if isinstance(step, Edit))
        return found if len(found) == len(self.plan) else ()


class Diagnostic(Record):
    """One finding.

    ``certain`` is False where it rests on a possible fact. ``steps``: the loops and calls that led there, made into
    labels when the iterations of a loop are merged. ``trace``: the connection of a wanted place that does not get to
    ``app``.
    """

    __slots__ = (
        "rule", "severity", "confidence", "message", "span", "related", "machines", "app", "assumptions", "certain",
        "steps", "fix", "trace",
    )  # fmt: skip
    rule: str
    severity: Severity
    confidence: Confidence
    message: str
    span: Span
    related: tuple[Label, ...]
    machines: tuple[str, ...]
    app: str | None
    assumptions: tuple[Assumption, ...]
    certain: bool
    steps: tuple[Step, ...]
    fix: Fix | None
    trace: Trace | None

    def order(self) -> tuple[str, int, int, str, tuple[str, ...], str]:
        """Return the key that findings are sorted by: path, position, rule, machines, message."""
        path, start, end = self.span.order()
        return path, start, end, self.rule, self.machines, self.message


class Note(Record):
    """Something that could not be known, and where: spoken once, never reported as wrong."""

    __slots__ = ("span", "reason")
    span: Span
    reason: str
