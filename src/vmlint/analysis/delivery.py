"""What a client gets from a place that its packets have reached: an answer, a refusal, or nothing."""

from __future__ import annotations

from vmlint.analysis.forwarding import through_forward
from vmlint.analysis.outcome import Outcome, unknown
from vmlint.analysis.routes import LOCAL, way
from vmlint.analysis.servers import describe, pick, why_nobody
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.trace import Disposition, Symptom

if TYPE_CHECKING:
    from vmlint.analysis.outcome import Event
    from vmlint.analysis.world import Node, Socket, World
    from vmlint.basics.text import Span
    from vmlint.model.ip import Address


def deliver(
    world: World, node: Node, protocol: str, address: Address, port: int, source: Address, *, behind: Node | None = None
) -> Outcome:
    """Return what becomes of a connection from SOURCE to ADDRESS, an address of NODE; its answer finds the way back.

    BEHIND: the machine for which a NAT engine of the host connects, if the client is one.
    """
    if node.unsure:
        return unknown(node.unsure, at=node.name)
    outcome = _delivered(world, node, protocol, address, port, source, behind=behind)
    for socket in node.at(protocol, port):
        if socket.server is not None and socket.server.assumptions:
            outcome.assumptions += tuple(each for each in socket.server.assumptions if each not in outcome.assumptions)
    return outcome


def _delivered(
    world: World, node: Node, protocol: str, address: Address, port: int, source: Address, *, behind: Node | None
) -> Outcome:
    if node.filtered and not node.has(source):
        return unknown(node.filtered, at=node.name)
    picked = pick(node, protocol, address, port)
    if picked.doubt:
        return unknown(picked.doubt, at=node.name, span=None if picked.socket is None else picked.socket.span)
    socket = picked.socket
    if socket is None:
        return _refused(world, node, protocol, address, port)
    if protocol == "udp" and socket.wildcard and _answers_from(node, source) != address:
        return _answered_from_elsewhere(world, node, socket, address, source)
    if socket.forward is not None and socket.forward.network is not None:
        from vmlint.analysis.nat_network import through_network

        return through_network(world, socket.forward, address)
    if socket.forward is not None:
        return through_forward(world, socket.forward, source, address, behind=behind)
    event: Event = (node.name, "listener", socket.span, "%s", (describe(socket),))
    return Outcome(Disposition.ACCEPTED, Symptom.SERVED, (event,), server=socket.server)


def _answers_from(node: Node, source: Address) -> Address:
    """Return the address from which a UDP server that is bound to none answers SOURCE."""
    back = way(node, source)
    return source if back.kind == LOCAL else back.source


def _answered_from_elsewhere(world: World, node: Node, socket: Socket, address: Address, source: Address) -> Outcome:
    actual = _answers_from(node, source)
    words = "a UDP server that is bound to no address answers from %s, and the client waits for %s"
    event: Event = (node.name, "answer", socket.span, words, (world.shown(actual), world.shown(address)))
    return Outcome(Disposition.ANSWER_LEAVES_ELSEWHERE, Symptom.TIMEOUT, (event,))


def _refused(world: World, node: Node, protocol: str, address: Address, port: int) -> Outcome:
    cause, words, span = why_nobody(node, protocol, address, port, world.shown_at(address, port))
    if node is world.host and cause in (Disposition.NO_LISTENER, Disposition.NOT_FORWARDED):
        return _nothing_on_host(world, protocol, port, words, span)
    event: Event = (node.name, "listener", span, "%s", (words,))
    return Outcome(cause, Symptom.REFUSED, (event,))


def _nothing_on_host(world: World, protocol: str, port: int, words: str, span: Span | None) -> Outcome:
    """Say why a port of the host is closed: a forward that was not made, or none that leads anywhere from there."""
    for forward in world.forwards:
        if forward.host_port != port or forward.protocol != protocol:
            continue
        machine = world.machines[forward.machine]
        if machine.refusal:
            event: Event = (
                "host", "forward", machine.refusal_span or forward.span,
                "the forward to %s is not there: %s", (forward.machine, machine.refusal),
            )  # fmt: skip
            cause, rests = Disposition.MACHINE_DOES_NOT_START, machine.assumptions
            return Outcome(cause, Symptom.REFUSED, (event,), assumptions=rests)
        if forward.state == "moved":
            return unknown(forward.reason, at="host", span=forward.span)
        if forward.state == "absent" and forward.reason:
            event = ("host", "forward", forward.span, "%s", (forward.reason,))
            return Outcome(Disposition.NOT_FORWARDED, Symptom.REFUSED, (event,))
    if world.refusal:
        event = ("host", "machine", world.refusal_span, "nothing is forwarded: %s", (world.refusal,))
        return Outcome(Disposition.MACHINE_DOES_NOT_START, Symptom.REFUSED, (event,))
    for first, last, name in world.moving:
        if first <= port <= last and protocol == "tcp":
            return unknown(f"Vagrant may have moved a forward of {name} to this port", at="host")
    event = ("host", "forward", span, "%s", (words,))
    return Outcome(Disposition.NOT_FORWARDED, Symptom.REFUSED, (event,))
