"""NAT networks: their machines go out as the host, and the host reaches them by the network's own forwards.

What is known of them is less than of an adapter's NAT: who reaches whom, and not which sign a client sees where a
connection fails. The address that a machine has there is in no file.
"""

from __future__ import annotations

from vmlint.analysis.outcome import Outcome, unknown
from vmlint.analysis.servers import why_nobody
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.trace import Disposition

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.analysis.outcome import Event
    from vmlint.analysis.world import Forward, Node, Service, World
    from vmlint.model.ip import Address

_NO_SIGN = "which sign a NAT network gives of a connection that fails is not known"


def by_service(
    world: World,
    node: Node,
    service: Service,
    address: Address,
    port: int,
    protocol: str,
    send: Callable[..., Outcome],
) -> Outcome:
    """Return what a machine in a NAT network sees of what lies behind it; SEND: how the host itself connects."""
    mapped = service.mapped.get(address)
    if mapped is None and address == service.gateway:
        return unknown(f"{address} is the NAT network's own: what answers there is not known", at=node.name)
    words = "%s stands for the host's own %s in the NAT network" if mapped else "its NAT network opens %s as the host"
    values = (address, mapped) if mapped else (world.shown(address),)
    event: Event = (node.name, "nat", service.span, words, values)
    inner = send(world, world.host, mapped or address, port, protocol, behind=node)
    if inner.disposition in (Disposition.ACCEPTED, Disposition.INSUFFICIENT_INFO):
        return inner.seen_as(inner.symptom, (event,))
    return inner.seen_as(None, (event,), _NO_SIGN)


def through_network(world: World, forward: Forward, opened: Address) -> Outcome:
    """Return what becomes of a connection that the host took for a forward of a NAT network."""
    service = forward.network
    assert service is not None
    target = forward.guest_ip
    where = "nobody" if target is None else target.at(forward.guest_port)
    words = "the NAT network %s takes %s to %s"
    values = (service.name, world.shown_at(opened, forward.host_port), where)
    event: Event = ("host", "forward", forward.span, words, values)
    if target is None:
        return unknown(f"the forward {forward.name} names no guest that can be read", event, at="host")
    found = _at_target(service, forward, target).behind(event)
    found.forwards = (forward,)
    return found


def _at_target(service: Service, forward: Forward, target: Address) -> Outcome:
    members = [node for node in service.link.members if not node.refusal]
    for node in members:
        if node.unsure:
            return unknown(node.unsure, at=node.name)
    if len(members) == 1 and _deaf(members[0], forward):
        node = members[0]
        cause, words, span = why_nobody(node, forward.protocol, target, forward.guest_port)
        return Outcome(cause, None, ((node.name, "listener", span, "%s", (words,)),), reason=_NO_SIGN)
    names = " or ".join(node.name.partition(":")[2] for node in members)
    return unknown(
        f"whether {names} has the address {target} in the NAT network {service.name} is in no file", at="host"
    )


def _deaf(node: Node, forward: Forward) -> bool:
    """Return whether nothing at a machine takes what comes from outside to the forward's guest port."""
    if node.guesses:
        return False
    return all(socket.address.is_loopback for socket in node.at(forward.protocol, forward.guest_port))
