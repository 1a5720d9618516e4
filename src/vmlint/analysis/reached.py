"""A row of the table of who reaches what, and the table."""

from __future__ import annotations

from vmlint.analysis.providers import VIRTUALBOX
from vmlint.analysis.routes import way
from vmlint.analysis.servers import pick
from vmlint.analysis.telling import as_trace
from vmlint.analysis.tracing import decide
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.trace import Flow, Hop, Step, Symptom, Trace, Verdict

if TYPE_CHECKING:
    from vmlint.analysis.found import FoundListener
    from vmlint.analysis.outcome import Outcome
    from vmlint.analysis.world import Forward, World
    from vmlint.model.ip import Address
    from vmlint.model.topology import Listener


class Reached:
    """One app seen from one place; ``app`` is empty where nobody said what listens.

    ``endpoint``: what to open there, None where there is no address at all.

    ``trace()`` is made when somebody asks: a table needs none. ``machine``: where the app runs, or the address is;
    ``confidence``: that of a listener that was found.
    """

    __slots__ = (
        "_trace", "address", "app", "confidence", "endpoint", "machine", "outcome", "place", "port", "protocol",
        "reason", "symptom", "twin", "verdict", "wanted", "world",
    )  # fmt: skip

    def __init__(self, world: World, app: str, place: str, protocol: str, *, wanted: bool) -> None:
        self.world = world
        self.app = app
        self.place = place
        self.protocol = protocol
        self.wanted = wanted
        self.machine: str | None = None
        self.confidence = "high"
        self.verdict = Verdict.BLOCKED
        self.symptom: Symptom | None = None
        self.endpoint: str | None = None
        self.reason = ""
        self.address: Address | None = None
        self.port = 0
        self.outcome: Outcome | None = None
        self.twin: Reached | None = None
        self._trace: Trace | None = None

    @property
    def exposed(self) -> bool:
        """Whether the app is reachable from a place that nobody wants it from."""
        return self.verdict is Verdict.REACHABLE and not self.wanted

    def trace(self) -> Trace | None:
        """Return the way to the endpoint, None where there is none."""
        if self._trace is None and self.outcome is not None and self.address is not None:
            flow = Flow(self.place, self.address, self.port, self.protocol)
            base = None if self.twin is None else self.twin.trace()
            if base is None:
                self._trace = as_trace(self.world, flow, self.outcome)
            elif base.hops[0].steps[0].kind not in ("route", "nat"):
                own = decide(self.world, self.place, self.address, self.port, self.protocol)
                self._trace = as_trace(self.world, flow, self.outcome.by_way_of(own.events))
            else:
                self._trace = self._own(flow, base)
        return self._trace

    def _own(self, flow: Flow, base: Trace) -> Trace:
        """Return the trace of a neighbour that is connected alike, starting here, by this place's own line."""
        interface = way(self.world.nodes[self.place], flow.address).interface
        span = None if interface is None else interface.span
        steps = tuple(Step(each.kind, each.text, span) for each in base.hops[0].steps)
        return Trace(
            flow,
            base.shown,
            base.disposition,
            base.symptom,
            (Hop(self.place, steps), *base.hops[1:]),
            reason=base.reason,
            owner=base.owner,
            fix=base.fix,
            assumptions=base.assumptions,
        )

    def like(self, other: Reached) -> None:
        """Take over what was found for a place that is connected just as this one."""
        self.verdict, self.symptom, self.endpoint = other.verdict, other.symptom, other.endpoint
        self.reason, self.address, self.port, self.outcome = other.reason, other.address, other.port, other.outcome
        self.twin = other


class Reachability:
    """The whole table, and the forwards beside it; ``declared``: whether anybody said what listens.

    ``found``: what was found to listen, where nobody did.
    """

    __slots__ = ("declared", "found", "listeners", "results", "world")

    def __init__(
        self,
        world: World,
        listeners: tuple[Listener, ...],
        results: list[Reached],
        *,
        declared: bool,
        found: tuple[FoundListener, ...] = (),
    ) -> None:
        self.found = found
        self.world = world
        self.listeners = listeners
        self.results = results
        self.declared = declared


def reason_of(outcome: Outcome) -> str:
    """Return why a connection ends as it does."""
    if outcome.reason or not outcome.events or outcome.symptom is Symptom.SERVED:
        return outcome.reason
    _, _, _, pattern, values = outcome.events[-1]
    return pattern % values


def app_at(world: World, forward: Forward) -> str | None:
    """Return the app that a forward leads to, declared or found."""
    node = world.machines[forward.machine]
    nat = node.nats.get(forward.slot)
    target = forward.guest_ip or (None if nat is None else nat.guest)
    if target is None and world.provider == VIRTUALBOX:
        return None
    # Another provider gives its machine an address that nobody here knows.
    socket = None if target is None else pick(node, forward.protocol, target, forward.guest_port).socket
    if socket is None:
        here = node.at(forward.protocol, forward.guest_port)
        socket = here[0] if here else None
    if socket is None or socket.server is None or socket.server.span is None:
        return None
    return socket.server.name
