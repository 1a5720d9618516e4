"""The addresses at which a client may try an app: by forwards, at the machine's own, at the host's; who may alike."""

from __future__ import annotations

from vmlint.analysis.world import HOST, HOST_ONLY_LINK, INTERNAL_LINK, LAN, LAN_LINK
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.ip import ANY, ANY_V6, LOCALHOST, LOCALHOST_V6, Address

if TYPE_CHECKING:
    from vmlint.analysis.world import Forward, Interface, Node, World
    from vmlint.model.ip import Subnet

FORWARD_RANK = 0
_RANKS = {HOST_ONLY_LINK: 1, LAN_LINK: 2, INTERNAL_LINK: 3}


class Endpoint:
    """An address and port to try. ``rank``: forwards, host-only, bridged, internal.

    Where the address is not known, ``interface`` is the adapter that has it.
    """

    __slots__ = ("address", "interface", "port", "rank")

    def __init__(self, address: Address | None, port: int, rank: int, interface: Interface | None = None) -> None:
        self.address = address
        self.port = port
        self.rank = rank
        self.interface = interface

    @property
    def reason(self) -> str:
        """Why the address is not known."""
        return "" if self.interface is None else self.interface.reason


def endpoints(
    world: World, owner: Node, port: int, place: Node, forwards: list[Forward], binds: list[Address]
) -> list[Endpoint]:
    """Return where a client at PLACE may try what listens on PORT of OWNER.

    FORWARDS: those of the machine to that port, of any protocol. BINDS: addresses that the app names itself.
    """
    if place is owner:
        return [Endpoint(address, port, rank) for rank, address in enumerate(_own(place, binds))]
    if owner is world.host:
        return [Endpoint(address, port, rank) for address, rank in _host_addresses(world, place)]
    found = [
        Endpoint(address, forward.host_port, FORWARD_RANK)
        for forward in forwards
        for address in _at_forward(world, forward, place)
    ]
    for interface in owner.interfaces:
        rank = _RANKS.get(interface.link.kind, 4)
        if interface.address is not None:
            found.append(Endpoint(interface.address, port, rank))
        elif _may_lead(interface, place):
            found.append(Endpoint(None, port, rank, interface))
    return found


def _own(node: Node, binds: list[Address]) -> list[Address]:
    """Return the addresses by which a place knows itself, loopback first."""
    loopbacks = [address for address in binds if address.is_loopback]
    return list(dict.fromkeys([LOCALHOST, *loopbacks, LOCALHOST_V6, *sorted(node.addresses)]))


def _host_addresses(world: World, place: Node) -> list[tuple[Address, int]]:
    """Return the host's addresses that a client at PLACE may know, the gateway of its NAT first."""
    found: list[tuple[Address, int]] = []
    if place.nat is not None:
        found.append((place.nat.gateway, FORWARD_RANK))
    found.extend(
        (interface.address, _RANKS.get(interface.link.kind, 4))
        for interface in world.host.interfaces
        if interface.address is not None and (place is not world.lan or interface.link.kind == LAN_LINK)
    )
    return found


def _at_forward(world: World, forward: Forward, place: Node) -> list[Address]:
    """Return the host's addresses at which PLACE may try a forward: those where it listens, if there are any."""
    if place.name == HOST:
        return [LOCALHOST if forward.host_ip == ANY else forward.host_ip]
    known = [address for address, _ in _host_addresses(world, place) if address < ANY_V6]
    if forward.host_ip == ANY:
        return known
    if forward.host_ip in world.host.perhaps:
        return [forward.host_ip]
    listening = [address for address in known if _means(forward.host_ip, address, place)]
    return listening or known[:1]


def _means(host_ip: Address, address: Address, place: Node) -> bool:
    gateway = place.nat is not None and address == place.nat.gateway
    return host_ip == LOCALHOST if gateway else host_ip == address


def _may_lead(interface: Interface, place: Node) -> bool:
    """Return whether PLACE could reach an adapter whose address is not known."""
    kind = interface.link.kind
    if place.name == HOST:
        return kind != INTERNAL_LINK
    if place.name == LAN:
        return kind == LAN_LINK
    shared = any(own.link is interface.link for own in place.interfaces)
    return shared or (place.nat is not None and kind != INTERNAL_LINK)


def alike(world: World) -> dict[str, object]:
    """Return a key for each machine, equal for those that are connected in the same way; empty where that is moot.

    It is moot where an address belongs to two, or where one network is a part of another: then it may matter which of
    two neighbours asks.
    """
    if not _plain(world):
        return {}
    return {node.name: _key(node) for node in world.machines.values()}


def _key(node: Node) -> object:
    nat = node.nat
    return (
        tuple((id(each.link), each.subnet, each.address is None) for each in node.interfaces),
        None if nat is None else (nat.subnet, nat.loopback, nat.ipv6, nat.slot, nat.cut, len(node.nats)),
        None if node.service is None else node.service.name,
        node.refusal,
        node.assumptions,
        bool(node.filtered),
        node.unsure,
        node.doubt,
    )


def _plain(world: World) -> bool:
    seen: set[int] = set()
    subnets: dict[Subnet, None] = {}
    for node in world.nodes.values():
        for interface in node.interfaces:
            if interface.address is not None:
                if interface.address in seen:
                    return False
                seen.add(interface.address)
            if interface.subnet is not None:
                subnets[interface.subnet] = None
    distinct = list(subnets)
    return not any(one.overlaps(other) for index, one in enumerate(distinct) for other in distinct[:index])
