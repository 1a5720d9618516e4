"""How control leaves its normal path: Ruby's jumps and errors as Python exceptions, and the places that they end at."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.evaluate.journal import Layer, Snapshot
    from vmlint.languages.ruby.evaluate.scope import Scope
    from vmlint.languages.ruby.evaluate.values import Assumption, RubyObject, Unknown, Value


class Guard:
    """One arm of a branch that is being evaluated, or was when a fact was recorded.

    ``undecided``: the condition cannot be known, so that what happens here is only possible; otherwise the arm
    was taken for ``assumptions`` alone. ``dead`` is set later where the arm turned out to end in an error
    that nobody rescues; ``passed`` where the other arm did: what happened in this one is then certain.
    """

    __slots__ = ("assumptions", "dead", "passed", "reason", "span", "undecided")

    def __init__(self, span: Span, reason: str, *, undecided: bool, assumptions: tuple[Assumption, ...] = ()) -> None:
        self.span = span
        self.reason = reason
        self.undecided = undecided
        self.assumptions = assumptions
        self.dead = False
        self.passed = False


def certainty(arms: tuple[Guard, ...]) -> bool | None:
    """Return whether what was recorded under ARMS is certain; None where it did not happen after all."""
    certain = True
    for arm in arms:
        if arm.dead:
            return None
        if arm.undecided and not arm.passed:
            certain = False
    return certain


class Target:
    """A construct that a jump can end at: the call of a block or method, a loop, a ``begin`` with ``rescue``.

    ``pendings`` are jumps to it that happen only on one side of an undecided condition; ``order`` tells
    which of two active targets is the inner one (the greater).
    """

    __slots__ = ("done", "order", "pendings")

    def __init__(self, order: int) -> None:
        self.order = order
        self.done = False
        self.pendings: list[Pending] | None = None


class ProgramEnd(Target):
    """A file that is being evaluated: what ``return`` outside of methods ends."""

    __slots__ = ()


class Handler(Target):
    """A ``begin`` with ``rescue`` clauses that is being evaluated."""

    __slots__ = ("clauses", "scope")

    def __init__(self, order: int, clauses: list[tree.Rescue] | None, scope: Scope) -> None:
        super().__init__(order)
        self.clauses = clauses
        self.scope = scope


class Catch(Target):
    """A running ``catch(tag)``."""

    __slots__ = ("tag",)

    def __init__(self, order: int, tag: Value) -> None:
        super().__init__(order)
        self.tag = tag


class Pending:
    """A jump that one side of an undecided condition took: where to, and the state of everything then.

    ``guard`` is that side's, ``rest`` the other's, which holds until the target of the jump is reached.
    """

    __slots__ = ("guard", "layer", "rest", "signal", "snapshot")

    def __init__(self, signal: Signal | RubyError, snapshot: Snapshot, layer: Layer, guard: Guard, rest: Guard) -> None:
        self.signal = signal
        self.snapshot = snapshot
        self.layer = layer
        self.guard = guard
        self.rest = rest


class Signal(Exception):  # noqa: N818 - a jump, not an error
    """A jump to TARGET that takes VALUE along."""

    def __init__(self, target: Target, value: Value) -> None:
        super().__init__()
        self.target = target
        self.value = value


class NextSignal(Signal):
    """``next``: ends this round of a block or loop."""


class BreakSignal(Signal):
    """``break``: ends the loop, or the call that the block was given to."""


class ReturnSignal(Signal):
    """``return``."""


class ThrowSignal(Signal):
    """``throw``."""


class RedoSignal(Signal):
    """``redo``: the round of the block or loop once more."""


class RetrySignal(Signal):
    """``retry``: the ``begin`` once more."""


class Unknowable(Exception):  # noqa: N818 - a way out, not an error
    """Raised inside a built-in method whose result cannot be known; the method then gives UNKNOWN."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__()
        self.unknown = unknown


class RubyError(Exception):
    """An exception of the evaluated program: its object, class name, message and place.

    ``assumptions``: those without which it would not have been raised. ``replaced``: no error, but ``exec``.
    ``through``: the calls that loaded the file in which it was raised, the innermost first.
    """

    def __init__(self, value: RubyObject, class_name: str, message: str, span: Span) -> None:
        super().__init__(f"{class_name}: {message}")
        self.value = value
        self.class_name = class_name
        self.message = message
        self.span = span
        self.assumptions: tuple[Assumption, ...] = ()
        self.through: list[Span] = []
        self.replaced = False

    def rest_on(self, assumptions: tuple[Assumption, ...]) -> None:
        """Note that this would not have been raised without ASSUMPTIONS."""
        self.assumptions = tuple(dict.fromkeys(self.assumptions + assumptions))


class BudgetExceeded(Exception):  # noqa: N818 - the name of the contract
    """Evaluation stops here for good: REASON says which budget is used up, or what cannot be followed."""

    def __init__(self, reason: str, span: Span | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span


# What may leave a piece of evaluated code other than by its end; BudgetExceeded goes through everything.
ABRUPT = (Signal, RubyError)
