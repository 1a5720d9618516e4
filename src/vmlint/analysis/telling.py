"""A connection in full: its steps grouped by place, and the edit that would mend it where it is blocked."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.ip import ANY, ANY_V6, LOCALHOST
from vmlint.model.trace import Disposition, Hop, Step, Symptom, Trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.analysis.outcome import Outcome
    from vmlint.analysis.world import Forward, Node, Server, World
    from vmlint.model.trace import Flow


def as_trace(world: World, flow: Flow, outcome: Outcome, shown: str = "", attempts: tuple[Trace, ...] = ()) -> Trace:
    """Return OUTCOME in full, its steps grouped by place."""
    hops: list[Hop] = []
    at = flow.origin
    steps: list[Step] = []
    for place, kind, span, pattern, values in outcome.events:
        if place != at:
            if not steps:
                steps.append(_sends(world, flow))
            hops.append(Hop(at, tuple(steps)))
            at, steps = place, []
        steps.append(Step(kind, pattern % values, span))
    if not steps:
        steps.append(_sends(world, flow))
    hops.append(Hop(at, tuple(steps)))
    return Trace(
        flow,
        shown or world.shown(flow.address),
        outcome.disposition,
        outcome.symptom,
        tuple(hops),
        reason=outcome.reason or None,
        owner=None if outcome.server is None or outcome.symptom is not Symptom.SERVED else outcome.server.name,
        fix=advice(world, flow, outcome),
        assumptions=tuple(dict.fromkeys(outcome.assumptions)),
        attempts=attempts,
    )


def _sends(world: World, flow: Flow) -> Step:
    return Step("send", f"opens {world.shown_at(flow.address, flow.port)}", None)


def advice(world: World, flow: Flow, outcome: Outcome) -> str | None:
    """Return what to change so that FLOW gets through, None where nothing is wrong or nothing can be said."""
    mend = _ADVICE.get(outcome.disposition)
    return mend if mend is None or isinstance(mend, str) else mend(world, flow, outcome)


def _where(world: World, flow: Flow, outcome: Outcome) -> Node:
    """Return the place at which the connection ended."""
    return world.nodes[outcome.events[-1][0] if outcome.events else flow.origin]


def _guest_port(flow: Flow, outcome: Outcome) -> int:
    return outcome.forwards[-1].guest_port if outcome.forwards else flow.port


def _server_at(node: Node, port: int) -> Server | None:
    """Return an app that listens on a port of NODE, at whatever address and for whichever protocol."""
    for protocol in ("tcp", "udp"):
        for socket in node.at(protocol, port):
            if socket.server is not None:
                return socket.server
    return None


def _bind(world: World, flow: Flow, outcome: Outcome) -> str | None:
    node = _where(world, flow, outcome)
    server = _server_at(node, _guest_port(flow, outcome))
    if server is None:
        return None
    everywhere = "::" if not outcome.forwards and flow.address >= ANY_V6 else "0.0.0.0"
    rather = f"bind {server.name} to {everywhere} instead of {' and '.join(server.binds)}"
    if "hostname" in [bind.lower() for bind in server.binds] and not node.named_address:
        return f"{rather}, or give its private_network `hostname: true`"
    return rather


def _listen(world: World, flow: Flow, outcome: Outcome) -> str | None:
    node, port = _where(world, flow, outcome), _guest_port(flow, outcome)
    declared = sorted(
        {socket.port for sockets in node.sockets.values() for socket in sockets if socket.span is not None}
    )
    if outcome.forwards and declared:
        return f"write `guest: {declared[0]}` in the forward, where something listens, instead of {port}"
    return f"start an app on port {port} of {node.name}" + (
        f"; apps are on {', '.join(map(str, declared))}" if declared else ""
    )


def _forward(world: World, flow: Flow, _: Outcome) -> str | None:
    for forward in world.forwards:
        if forward.host_port == flow.port and forward.protocol == flow.protocol and forward.state != "made":
            return f"give the forward of {forward.machine} a host port and a host_ip of its own"
    for forward in world.forwards:
        if forward.host_port == flow.port and forward.protocol == flow.protocol and forward.host_ip != ANY:
            if flow.origin == "host":
                return f"open {world.shown_at(forward.host_ip, flow.port)}, where that forward listens"
            return "leave out its host_ip, or give the machine a bridged network"
    return f'add a forward: `config.vm.network "forwarded_port", guest: …, host: {flow.port}`'


def _transport(world: World, flow: Flow, outcome: Outcome) -> str | None:
    forward = outcome.forwards[-1] if outcome.forwards else _forward_at(world, flow)
    if forward is None:
        return f"use {_other(flow.protocol).upper()}, which that app speaks"
    return f'write `protocol: "{_other(forward.protocol)}"` in the forward to {forward.machine}'


def _forward_at(world: World, flow: Flow) -> Forward | None:
    return next((forward for forward in world.forwards if forward.host_port == flow.port), None)


def _other(protocol: str) -> str:
    return "udp" if protocol == "tcp" else "tcp"


def _ipv4(world: World, flow: Flow, _: Outcome) -> str | None:
    return (
        f"open {world.shown_at(LOCALHOST if flow.address.is_loopback else flow.address, flow.port)}: forwards are IPv4"
    )


def _elsewhere(world: World, flow: Flow, outcome: Outcome) -> str | None:
    node = _where(world, flow, outcome)
    if outcome.forwards:
        own = [interface.address for interface in node.interfaces if interface.address is not None]
        if own:
            return f"open {world.shown_at(own[0], _guest_port(flow, outcome))}, the machine's own address, directly"
    elif flow.protocol == "udp":
        return f"bind the server to {world.shown(flow.address)} as well"
    return None


_ADVICE: dict[Disposition, str | Callable[[World, Flow, Outcome], str | None]] = {
    Disposition.WRONG_BIND_ADDRESS: _bind,
    Disposition.NO_LISTENER: _listen,
    Disposition.NOT_FORWARDED: _forward,
    Disposition.WRONG_TRANSPORT: _transport,
    Disposition.FORWARD_IS_IPV4_ONLY: _ipv4,
    Disposition.GUEST_IP_DEAD: "leave out guest_ip: VirtualBox then takes the guest's own NAT address",
    Disposition.ANSWER_LEAVES_ELSEWHERE: _elsewhere,
    Disposition.NO_ROUTE: "put both into one private_network, or forward a port and open it at an address of the host",
    Disposition.HOST_LOOPBACK_DENIED: (
        'let it: `vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on"]`, or open an address of the host'
    ),
    Disposition.MACHINE_DOES_NOT_START: "mend what keeps the machine from starting",
}
