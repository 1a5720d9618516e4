"""One connection and what becomes of it: the flow, the hops it takes, what decides, and what its client sees."""

from __future__ import annotations

from enum import Enum

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.ip import Address
    from vmlint.model.value import Assumption


class Verdict(Enum):
    """Three answers, never two."""

    REACHABLE = "reachable"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


class Symptom(Enum):
    """What a client sees that waits five seconds."""

    SERVED = "served"
    REFUSED = "refused"
    RESET = "reset"
    HANG = "hang"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"


class Disposition(Enum):
    """The cause of what a client sees."""

    ACCEPTED = "ACCEPTED"
    NO_LISTENER = "NO_LISTENER"
    NOT_FORWARDED = "NOT_FORWARDED"
    WRONG_BIND_ADDRESS = "WRONG_BIND_ADDRESS"
    WRONG_TRANSPORT = "WRONG_TRANSPORT"
    FORWARD_IS_IPV4_ONLY = "FORWARD_IS_IPV4_ONLY"
    GUEST_IP_DEAD = "GUEST_IP_DEAD"
    ANSWER_LEAVES_ELSEWHERE = "ANSWER_LEAVES_ELSEWHERE"
    NO_ROUTE = "NO_ROUTE"
    HOST_LOOPBACK_DENIED = "HOST_LOOPBACK_DENIED"
    FILTERED = "FILTERED"
    PORT_TAKEN = "PORT_TAKEN"
    MACHINE_DOES_NOT_START = "MACHINE_DOES_NOT_START"
    INSUFFICIENT_INFO = "INSUFFICIENT_INFO"

    @property
    def verdict(self) -> Verdict:
        """What the cause means for the client."""
        if self is Disposition.ACCEPTED:
            return Verdict.REACHABLE
        return Verdict.UNKNOWN if self is Disposition.INSUFFICIENT_INFO else Verdict.BLOCKED


class Flow(Record):
    """A connection that is tried: from which place (host, lan, machine:NAME), to which address, port and protocol."""

    __slots__ = ("origin", "address", "port", "protocol")
    origin: str
    address: Address
    port: int
    protocol: str


class Step(Record):
    """One thing that happens at a hop, and the place in the files that decides it (None: nobody wrote it)."""

    __slots__ = ("kind", "text", "span")
    kind: str
    text: str
    span: Span | None


class Hop(Record):
    """What happens at one place; the first hop is the client's own."""

    __slots__ = ("at", "steps")
    at: str
    steps: tuple[Step, ...]


class Trace:
    """What becomes of a flow. ``symptom`` is None where it is unknown; ``reason`` then says why.

    ``shown``: how its address is written (``HOST`` for a LAN address that nobody stated, a name).
    ``owner``: the app that is served, or None. ``fix``: the edit that would mend it, in words.
    ``attempts``: of a name with several addresses, the trace of each, in the order they are tried.
    """

    __slots__ = (
        "assumptions", "attempts", "disposition", "fix", "flow", "hops", "owner", "reason", "shown", "symptom",
    )  # fmt: skip

    def __init__(
        self,
        flow: Flow,
        shown: str,
        disposition: Disposition,
        symptom: Symptom | None,
        hops: tuple[Hop, ...],
        *,
        reason: str | None = None,
        owner: str | None = None,
        fix: str | None = None,
        assumptions: tuple[Assumption, ...] = (),
        attempts: tuple[Trace, ...] = (),
    ) -> None:
        if not hops or hops[0].at != flow.origin:
            raise ValueError("a trace starts where its flow does")
        before = None
        for hop in hops:
            if hop.at == before or not hop.steps:
                raise ValueError("each hop leaves its place, and something happens there")
            before = hop.at
        if (disposition is Disposition.ACCEPTED) != (symptom is Symptom.SERVED):
            raise ValueError("what is accepted is served, and nothing else is")
        if symptom is None and reason is None:
            raise ValueError("what is unknown has a reason")
        self.flow = flow
        self.shown = shown
        self.disposition = disposition
        self.symptom = symptom
        self.hops = hops
        self.reason = reason
        self.owner = owner
        self.fix = fix
        self.assumptions = assumptions
        self.attempts = attempts

    @property
    def verdict(self) -> Verdict:
        """Reachable, blocked or unknown."""
        return self.disposition.verdict
