"""One connection from a place to an address: who takes it, what decides, what the client sees."""

from __future__ import annotations

from vmlint.analysis.delivery import deliver
from vmlint.analysis.outcome import Outcome, unknown
from vmlint.analysis.routes import BY_NAT, BY_ROUTER, BY_SERVICE, LOCAL, ON_LINK, UNSURE, answer_comes_back, taker, way
from vmlint.analysis.telling import as_trace
from vmlint.analysis.world import LAN
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.ip import ANY, ANY_V6, LOCALHOST, LOCALHOST_V6
from vmlint.model.trace import Disposition, Flow, Symptom, Trace

if TYPE_CHECKING:
    from vmlint.analysis.outcome import Event
    from vmlint.analysis.routes import Way
    from vmlint.analysis.world import Nat, Node, World
    from vmlint.model.ip import Address


_FROM_ABSENCE = (Disposition.NOT_FORWARDED, Disposition.NO_ROUTE, Disposition.FORWARD_IS_IPV4_ONLY)
"""What holds because something is not there; a file that is not completely understood may have it."""


def trace(world: World, flow: Flow) -> Trace:
    """Return what becomes of FLOW, hop by hop."""
    return as_trace(world, flow, decide(world, flow.origin, flow.address, flow.port, flow.protocol))


def decide(world: World, origin: str, address: Address, port: int, protocol: str) -> Outcome:
    """Return what becomes of a connection from the place ORIGIN."""
    if world.problem:
        return unknown(world.problem, at=origin)
    node = world.nodes[origin]
    if node.unsure or (origin == LAN and world.split):
        return unknown(node.unsure or world.split, at=origin)
    if node.refusal:
        event: Event = (origin, "machine", node.refusal_span, "it does not start: %s", (node.refusal,))
        cause, rests = Disposition.MACHINE_DOES_NOT_START, node.assumptions
        return Outcome(cause, None, (event,), reason=node.refusal, assumptions=rests)
    meant = address
    if address.is_unspecified:
        meant = LOCALHOST if address == ANY else LOCALHOST_V6
    outcome = _send(world, node, meant, port, protocol)
    if meant != address:
        # Linux takes it so; other systems refuse.
        outcome = outcome.behind((origin, "send", None, "%s stands for %s here: open that", (address, meant)))
    if world.incomplete and outcome.disposition in _FROM_ABSENCE:
        return unknown(world.incomplete, *outcome.events)
    for name in dict.fromkeys(event[0] for event in outcome.events):
        passed = world.nodes.get(name)
        if passed is not None and passed.assumptions:
            outcome.assumptions += tuple(each for each in passed.assumptions if each not in outcome.assumptions)
    return outcome


def _send(
    world: World, node: Node, address: Address, port: int, protocol: str, *, behind: Node | None = None
) -> Outcome:
    path = way(node, address)
    if node is world.host and path.kind in (LOCAL, BY_ROUTER):
        dead = _dead_host_ip(world, address, port, protocol)
        if dead is not None:
            return dead
    if path.kind == LOCAL:
        return deliver(world, node, protocol, address, port, path.source, behind=behind)
    if path.kind == ON_LINK:
        return _on_link(world, node, path, address, port, protocol, behind=behind)
    if path.kind == BY_NAT and node.nat is not None:
        nat = next((each for each in node.nats.values() if address in each.subnet), node.nat)
        return _by_nat(world, node, nat, address, port, protocol)
    if path.kind == BY_SERVICE and node.service is not None:
        from vmlint.analysis.nat_network import by_service

        return by_service(world, node, node.service, address, port, protocol, _send)
    if path.kind == UNSURE:
        return unknown(path.reason, at=node.name)
    if path.kind == BY_ROUTER:
        words = "%s is in none of its networks: the default route leads to a router that drops it"
        event: Event = (node.name, "route", None, words, (world.shown(address),))
        return Outcome(Disposition.NO_ROUTE, Symptom.TIMEOUT, (event,))
    event = (node.name, "route", None, "it has no route to %s", (world.shown(address),))
    return Outcome(Disposition.NO_ROUTE, Symptom.UNREACHABLE, (event,))


def _dead_host_ip(world: World, address: Address, port: int, protocol: str) -> Outcome | None:
    """Return why the host finds nothing at an address that is none of its own, though a forward names it."""
    if address == LOCALHOST or (address.is_loopback and world.host_os != "macos"):
        return None
    from vmlint.analysis.host_ips import FOREIGN, standing, why_foreign

    if standing(world, address) != FOREIGN:
        return None
    words, span, cause = why_foreign(address), None, Disposition.NO_ROUTE
    for forward in world.forwards:
        if (forward.host_ip, forward.host_port, forward.protocol) == (address, port, protocol):
            refusal = world.machines[forward.machine].refusal
            words, span = refusal or words, forward.span
            cause = Disposition.MACHINE_DOES_NOT_START if refusal else Disposition.NOT_FORWARDED
            break
    if span is None and not address.is_loopback:
        return None
    symptom = None if address.is_loopback else Symptom.TIMEOUT
    reason = "what macOS answers at a loopback address that it has not is not known" if symptom is None else ""
    return Outcome(cause, symptom, (("host", "forward", span, "%s", (words,)),), reason=reason)


def _on_link(
    world: World, node: Node, path: Way, address: Address, port: int, protocol: str, *, behind: Node | None
) -> Outcome:
    interface = path.interface
    assert interface is not None
    if interface.address is None:
        source = address  # of its own subnet: all that the other side's way back depends on
        if not all(subnet_agrees(member, address, interface.subnet) for member in interface.link.members):
            return unknown(interface.reason, at=node.name, span=interface.span)
    else:
        source = path.source
    there = taker(world, interface.link, address, node, interface.address)
    if there.reason:
        return unknown(there.reason, at=node.name, span=interface.span)
    if there.node is None:
        return _nobody(world, node, path, address, protocol)
    target = there.node
    words = "%s is reached by %s"
    event: Event = (node.name, "route", interface.span, words, (world.shown(address), interface.link.text))
    lost = None
    if interface.address is not None:
        lost = answer_comes_back(world, target, node, source)
    if lost is not None and lost.reason:
        return unknown(lost.reason, event, at=target.name)
    if lost is not None:
        words = "its answer to %s does not come back: it leaves by another way"
        span = way(target, source).interface
        answer: Event = (target.name, "answer", None if span is None else span.span, words, (world.shown(source),))
        return Outcome(Disposition.ANSWER_LEAVES_ELSEWHERE, Symptom.TIMEOUT, (event, answer))
    found = deliver(world, target, protocol, address, port, source, behind=behind).behind(event)
    for each in target.interfaces:
        if each.address == address and each.assumptions:
            found.assumptions += each.assumptions
    return found


def subnet_agrees(member: Node, address: Address, subnet: object) -> bool:
    """Return whether no adapter of MEMBER has a network that holds a part of SUBNET only."""
    return all(
        interface.subnet is None or interface.subnet == subnet or address not in interface.subnet
        for interface in member.interfaces
    )


def _nobody(world: World, node: Node, path: Way, address: Address, protocol: str) -> Outcome:
    """Return what a client sees that asks for an address which nobody on the link has."""
    interface = path.interface
    assert interface is not None
    symptom = Symptom.UNREACHABLE if protocol == "tcp" else Symptom.TIMEOUT
    for machine in world.machines.values():
        if machine.refusal and address in machine.addresses:
            words = "%s is the address of %s, which does not start: %s"
            values = (world.shown(address), machine.name.partition(":")[2], machine.refusal)
            event: Event = (node.name, "machine", machine.refusal_span, words, values)
            return Outcome(Disposition.MACHINE_DOES_NOT_START, symptom, (event,), assumptions=machine.assumptions)
    words = "nobody in %s has %s"
    event = (node.name, "route", interface.span, words, (interface.link.text, world.shown(address)))
    return Outcome(Disposition.NO_ROUTE, symptom, (event,))


def _by_nat(world: World, node: Node, nat: Nat, address: Address, port: int, protocol: str) -> Outcome:
    """Return what a machine sees behind its NAT, which makes the connection the host's own."""
    if address in nat.subnet and address != nat.gateway:
        return _in_nat_network(node, nat, address, protocol)
    if nat.cut:
        return unknown(nat.cut, at=node.name)
    gateway = address == nat.gateway
    words = "%s is the host's own loopback, through its NAT" if gateway else "its NAT opens %s as the host"
    event: Event = (node.name, "nat", nat.span, words, (world.shown(address),))
    if gateway and nat.loopback is False:
        words = "localhost-reachable is off: VirtualBox drops what is for %s"
        denied: Event = (node.name, "nat", nat.loopback_span or nat.span, words, (address,))
        reason = "which sign VirtualBox gives of a denied connection is not known"
        return Outcome(Disposition.HOST_LOOPBACK_DENIED, None, (denied,), reason=reason)
    inner = _send(world, world.host, LOCALHOST if gateway else address, port, protocol, behind=node)
    seen = inner.seen_as(through_nat(inner.symptom, protocol, gateway=gateway), (event,))
    if not gateway or nat.loopback or inner.disposition is Disposition.INSUFFICIENT_INFO:
        return seen
    reason = "whether a machine reaches the host's loopback by 10.0.2.2 depends on its box (localhost-reachable)"
    if inner.disposition is Disposition.ACCEPTED:
        return unknown(reason, *seen.events)
    return seen.seen_as(None, reason=f"{reason}; it would be blocked behind it too")


def through_nat(symptom: Symptom | None, protocol: str, *, gateway: bool) -> Symptom | None:
    """Return what a machine sees where a process on the host would see SYMPTOM."""
    if symptom is Symptom.UNREACHABLE:
        return Symptom.TIMEOUT
    if protocol == "udp" and gateway and symptom is Symptom.REFUSED:
        return Symptom.TIMEOUT
    return symptom


def _in_nat_network(node: Node, nat: Nat, address: Address, protocol: str) -> Outcome:
    if address in (nat.subnet.host(3), nat.subnet.host(4)):
        return unknown(f"{address} is VirtualBox's own (DNS, TFTP)", at=node.name, span=nat.span)
    event: Event = (node.name, "route", nat.span, "nobody in its NAT's network has %s", (address,))
    symptom = Symptom.UNREACHABLE if protocol == "tcp" else Symptom.TIMEOUT
    return Outcome(Disposition.NO_ROUTE, symptom, (event,))


def is_wrong_target(world: World, origin: str, address: Address) -> str:
    """Return why a connection to ADDRESS cannot be meant, else nothing: broadcast, multicast, fe80:: alone."""
    if address.is_multicast:
        return f"{address} is a multicast or broadcast address"
    if address.is_link_local:
        return f"{address} is a link-local address: it means nothing without %INTERFACE"
    node = world.nodes[origin]
    subnets = [interface.subnet for interface in node.interfaces]
    for subnet in (*subnets, None if node.nat is None else node.nat.subnet):
        if subnet is not None and address < ANY_V6 and subnet.prefix < 31 and address == subnet.last:
            return f"{address} is the broadcast address of {subnet}"
    return ""
