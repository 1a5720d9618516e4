"""Who reaches which app: for every app and every place the verdict, and the address to open."""

from __future__ import annotations

from vmlint.analysis.endpoints import alike, endpoints
from vmlint.analysis.outcome import Outcome, unknown
from vmlint.analysis.reached import Reachability, Reached, reason_of
from vmlint.analysis.tracing import decide
from vmlint.analysis.world import ABSENT, HOST, MOVED
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.address import LOOPBACK, SPECIFIC
from vmlint.model.ip import Address, parse_address
from vmlint.model.trace import Disposition, Verdict

if TYPE_CHECKING:
    from vmlint.analysis.endpoints import Endpoint
    from vmlint.analysis.found import FoundListener
    from vmlint.analysis.outcome import Event
    from vmlint.analysis.world import Forward, Node, World
    from vmlint.model.topology import Listener, Topology


def reach(world: World, topology: Topology, found: tuple[FoundListener, ...] = ()) -> Reachability:
    """Return for every app and every place whether it is reached, and how; FOUND: what nobody declared."""
    if topology.listeners is None:
        from vmlint.analysis.undeclared import undeclared

        return Reachability(world, (), undeclared(world, found), declared=False, found=found)
    results: list[Reached] = []
    by_port, kinds = _forwards_by_port(world), alike(world)
    for listener in topology.listeners:
        results += _app(world, listener, by_port, kinds)
    return Reachability(world, topology.listeners, results, declared=True)


def reach_of(world: World, listener: Listener) -> list[Reached]:
    """Return whether one listener is reached from each place, as a declared app is asked for."""
    return _app(world, listener, _forwards_by_port(world), alike(world))


def owner_of(world: World, listener: Listener) -> Node | None:
    """Return the place that an app runs at."""
    return world.host if listener.on_host else world.machines.get(listener.machine or "")


def _forwards_by_port(world: World) -> dict[tuple[str, int], list[Forward]]:
    found: dict[tuple[str, int], list[Forward]] = {}
    for forward in world.forwards:
        found.setdefault((forward.machine, forward.guest_port), []).append(forward)
    for service in world.services.values():
        for forward in service.forwards:
            for member in service.link.members:
                key = (member.name.partition(":")[2], forward.guest_port)
                found.setdefault(key, []).append(forward)
    return found


def _app(
    world: World,
    listener: Listener,
    by_port: dict[tuple[str, int], list[Forward]],
    kinds: dict[str, object],
) -> list[Reached]:
    owner = owner_of(world, listener)
    wanted = wanted_places(world, listener)
    results = []
    twins: dict[object, Reached] = {}
    for place in world.nodes.values():
        result = Reached(world, listener.app, place.name, listener.protocol, wanted=place.name in wanted)
        port = listener.port.number
        result.machine = HOST if listener.on_host else listener.machine
        if owner is None and world.refusal and not listener.in_container:
            result.reason = world.refusal
        elif owner is None or port is None:
            result.verdict, result.reason = Verdict.UNKNOWN, "in which machine it runs, or at which port, is not known"
        elif listener.in_container:
            result.verdict, result.reason = Verdict.UNKNOWN, "it runs in a container: those are not modelled yet"
        else:
            twin = twins.setdefault(kinds.get(place.name, place.name) if place is not owner else "itself", result)
            if twin is not result and not _speaks_of(twin):
                result.like(twin)
            else:
                _ask(world, listener, owner, port, place, by_port.get((listener.machine or "", port), []), result)
        results.append(result)
    if listener.protocol == "udp":
        _one_client_each(world, results)
    results += _from_containers(world, listener, wanted)
    return results


def _from_containers(world: World, listener: Listener, wanted: set[str]) -> list[Reached]:
    """Return a row for each container from which an app is wanted: nothing is known of these yet."""
    results = []
    for name in sorted(each for each in wanted if each.startswith("container:") and each not in world.nodes):
        result = Reached(world, listener.app, name, listener.protocol, wanted=True)
        result.verdict, result.reason = (
            Verdict.UNKNOWN,
            "containers are not modelled yet, so what one reaches is not known",
        )
        results.append(result)
    return results


def _speaks_of(result: Reached) -> bool:
    """Return whether the reason of a row names the place that it is about, so that it is no other place's."""
    return bool(result.reason) and result.place.partition(":")[2] in result.reason


def wanted_places(world: World, listener: Listener) -> set[str]:
    """Return the names of the places from which an app is wanted."""
    own = HOST if listener.on_host else f"machine:{listener.machine}"
    found: set[str] = set()
    for place in listener.wanted:
        if place.name == "machines":
            found.update(node.name for node in world.machines.values() if node.name != own)
        elif place.name != "nobody":
            found.add(place.name)
    return found


def _binds(listener: Listener) -> list[Address]:
    found = [parse_address(bind.address.text) for bind in listener.binds]
    return [address for address in found if address is not None]


def _ask(
    world: World,
    listener: Listener,
    owner: Node,
    port: int,
    place: Node,
    forwards: list[Forward],
    result: Reached,
) -> None:
    """Try every endpoint and keep the one that answers for the place."""
    best: tuple[int, int, int, str] | None = None
    deaf = (
        owner is not place and owner is not world.host and all(bind.address.kind == LOOPBACK for bind in listener.binds)
    )
    for endpoint in endpoints(world, owner, port, place, forwards, _binds(listener)):
        if endpoint.address is None and owner.refusal:
            continue
        verdict, outcome = _try(world, listener, place, endpoint, deaf=deaf)
        if verdict is Verdict.UNKNOWN and outcome is not None and owner.refusal and owner is not place:
            # Whatever is not known on the way: nobody is there.
            cause, rests = Disposition.MACHINE_DOES_NOT_START, owner.assumptions
            verdict = Verdict.BLOCKED
            outcome = Outcome(cause, None, outcome.events, reason=owner.refusal, assumptions=rests)
        elif verdict is Verdict.BLOCKED and outcome is not None:
            outcome = _in_own_words(owner, forwards, endpoint, listener, outcome)
        moved = next((f for f in forwards if f.state == MOVED and f.host_port == endpoint.port), None)
        if moved is not None and outcome is not None and outcome.disposition is Disposition.PORT_TAKEN:
            verdict, outcome = Verdict.UNKNOWN, unknown(moved.reason, at=place.name, span=moved.span)
        depth = 0 if outcome is None else _depth(outcome)
        text = "" if endpoint.address is None else world.shown_at(endpoint.address, endpoint.port)
        # Of several that serve, the plainest; of several that do not, the one that comes nearest.
        nearer = 0 if verdict is Verdict.REACHABLE else -depth
        key = (_ORDER[verdict], nearer, endpoint.rank, text)
        if best is None or key < best:
            best = key
            result.verdict, result.outcome, result.address = verdict, outcome, endpoint.address
            result.port, result.endpoint = endpoint.port, text or None
            result.symptom = None if outcome is None else outcome.symptom
            result.reason = endpoint.reason if outcome is None else reason_of(outcome)
    if best is None:
        doubt = "" if owner.refusal else world.problem or owner.unsure or world.incomplete
        if doubt and not deaf:
            result.verdict = Verdict.UNKNOWN
        result.reason = owner.refusal or doubt or _nothing_leads(world, listener, owner, port)


_ORDER = {Verdict.REACHABLE: 0, Verdict.UNKNOWN: 1, Verdict.BLOCKED: 2}


def _try(
    world: World, listener: Listener, place: Node, endpoint: Endpoint, *, deaf: bool
) -> tuple[Verdict, Outcome | None]:
    if endpoint.address is None:
        return (Verdict.BLOCKED if deaf or not _might_listen(listener, endpoint) else Verdict.UNKNOWN), None
    outcome = decide(world, place.name, endpoint.address, endpoint.port, listener.protocol)
    verdict = outcome.disposition.verdict
    if verdict is Verdict.REACHABLE and (outcome.server is None or outcome.server.name != listener.app):
        return Verdict.BLOCKED, _taken(outcome)
    if verdict is Verdict.UNKNOWN and deaf:
        reason = f"{listener.app} listens on loopback alone, whatever else is not known on the way"
        return Verdict.BLOCKED, Outcome(
            Disposition.WRONG_BIND_ADDRESS, None, outcome.events, reason=reason, forwards=outcome.forwards
        )
    return verdict, outcome


def _might_listen(listener: Listener, endpoint: Endpoint) -> bool:
    """Return whether the app may be bound to an address that is not known, or to all."""
    subnet = None if endpoint.interface is None else endpoint.interface.subnet
    for bind in listener.binds:
        address = parse_address(bind.address.text)
        if bind.address.kind != SPECIFIC or subnet is None or address is None or address in subnet:
            return True
    return False


def _taken(outcome: Outcome) -> Outcome:
    name = "another program" if outcome.server is None else outcome.server.name
    return Outcome(
        Disposition.PORT_TAKEN, None, outcome.events, reason=f"{name} answers there", forwards=outcome.forwards
    )


def _depth(outcome: Outcome) -> int:
    """Return how many places a connection came to."""
    at, depth = "", 0
    for event in outcome.events:
        if event[0] != at:
            at, depth = event[0], depth + 1
    return depth


def _nothing_leads(world: World, listener: Listener, owner: Node, port: int) -> str:
    """Say why there is no address at all; name the forwards that lead to other ports of the machine."""
    others = [f for f in world.forwards if f.machine == listener.machine and not f.own]
    if not others:
        return f"nothing leads to port {port} of {owner.name}: it has no forward and no network of its own"
    listed = ", ".join(f"{forward.host_port} to {forward.guest_port}" for forward in others)
    return f"no forward leads to port {port} of {owner.name} (host to guest: {listed})"


def _one_client_each(world: World, results: list[Reached]) -> None:
    """Doubt a UDP forward that wanted places would use from different addresses: it answers who came last."""
    users: dict[int, list[Reached]] = {}
    for result in results:
        if result.wanted and result.verdict is Verdict.REACHABLE and result.outcome and result.outcome.forwards:
            users.setdefault(id(result.outcome.forwards[0]), []).append(result)
    for sharing in users.values():
        if len({_client(world, result) for result in sharing}) > 1:
            for result in sharing:
                result.verdict, result.symptom, result.twin = Verdict.UNKNOWN, None, None
                result.reason = "several places use that UDP forward, which answers the client that came last"
                assert result.outcome is not None
                result.outcome = Outcome(
                    Disposition.INSUFFICIENT_INFO, None, result.outcome.events, reason=result.reason
                )


def _client(world: World, result: Reached) -> str:
    """Return as whom the forward's guest sees the client."""
    node = world.nodes[result.place]
    address = result.address
    if address is None or address.is_loopback or (node.nat is not None and address == node.nat.gateway):
        return "loopback"
    by_nat = node.nat is not None and all(i.subnet is None or address not in i.subnet for i in node.interfaces)
    return str(address) if node is world.host or by_nat else result.place


_NOT_THERE = (Disposition.MACHINE_DOES_NOT_START, Disposition.NOT_FORWARDED)


def _in_own_words(
    owner: Node, forwards: list[Forward], endpoint: Endpoint, listener: Listener, outcome: Outcome
) -> Outcome:
    """Return OUTCOME as it concerns the app: where its own forward is not made, that is why, whoever has the port."""
    own = next(
        (
            each
            for each in forwards
            if (each.machine, each.host_port, each.protocol) == (listener.machine, endpoint.port, listener.protocol)
        ),
        None,
    )
    if own is None or own.network is not None:
        return outcome
    taken = bool(outcome.forwards) and outcome.forwards[0].machine != own.machine
    absent = not outcome.forwards and outcome.disposition in _NOT_THERE
    reason = owner.refusal or (own.reason if own.state == ABSENT else "")
    if not reason or not (taken or absent):
        return outcome
    rests = owner.assumptions + own.assumptions
    if outcome.disposition is Disposition.PORT_TAKEN:
        reason = f"{outcome.reason}: {reason}"
        return Outcome(outcome.disposition, None, outcome.events, reason=reason, assumptions=rests)
    before = tuple(event for event in outcome.events if event[0] != HOST and event[1] in ("route", "nat"))
    span = owner.refusal_span if owner.refusal else own.span
    event: Event = (HOST, "forward", span or own.span, "the forward to %s is not there: %s", (own.machine, reason))
    cause = Disposition.PORT_TAKEN if taken else Disposition.NOT_FORWARDED
    cause = Disposition.MACHINE_DOES_NOT_START if owner.refusal else cause
    return Outcome(cause, outcome.symptom, (*before, event), reason=outcome.reason, assumptions=rests)
