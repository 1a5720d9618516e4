"""Where a place sends what is for an address, who takes it there, and whether the answer comes back.

The rules are the kernel's: the longest matching network wins, of two equal ones the first adapter's; a machine
answers on every adapter for all its IPv4 addresses, and for an IPv6 address on that address's adapter alone.
"""

from __future__ import annotations

from vmlint.analysis.world import INTERNAL_LINK, LAN_LINK, OTHER_LINK
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.ip import ANY_V6, LOCALHOST, Address

if TYPE_CHECKING:
    from vmlint.analysis.world import Interface, Link, Node, World

LOCAL = "local"
ON_LINK = "on-link"
BY_NAT = "nat"
BY_SERVICE = "nat-network"
BY_ROUTER = "router"
NOWHERE = "nowhere"
UNSURE = "unsure"


class Way:
    """Where a packet goes first. ``source``: the address it is sent from. ``reason``: why that is unsure."""

    __slots__ = ("interface", "kind", "reason", "source")

    def __init__(self, kind: str, source: Address, interface: Interface | None = None, reason: str = "") -> None:
        self.kind = kind
        self.source = source
        self.interface = interface
        self.reason = reason


def way(node: Node, address: Address) -> Way:
    """Return where NODE sends what is for ADDRESS."""
    known = node.ways.get(address)
    if known is None:
        known = node.ways[address] = _find_way(node, address)
    assert isinstance(known, Way)
    return known


def _find_way(node: Node, address: Address) -> Way:
    if node.has(address):
        return Way(LOCAL, LOCALHOST if address >> 24 == 127 else address)
    if address in node.perhaps:
        return Way(UNSURE, address, None, node.perhaps[address])
    service = node.service
    if service is not None and (address == service.gateway or address in service.mapped):
        return Way(BY_SERVICE, address)
    best, length = None, -1
    for interface in node.interfaces:
        subnet = interface.subnet
        if subnet is not None and subnet.prefix > length and address in subnet:
            best, length = interface, subnet.prefix
    nat = next((each for each in node.nats.values() if address in each.subnet), None)
    if nat is not None:
        if length == nat.subnet.prefix:
            reason = f"two adapters of {node.name} are in {nat.subnet}, its NAT's own network"
            return Way(UNSURE, nat.guest, None, reason)
        if length < nat.subnet.prefix:
            return Way(BY_NAT, nat.guest)
    if best is not None:
        return Way(ON_LINK, best.address or address, best)
    return _default(node, address)


def _default(node: Node, address: Address) -> Way:
    """Return the way of what is for no network of NODE's own."""
    for interface in node.interfaces:
        if interface.subnet is None and (address < ANY_V6) == (not interface.reason.startswith("IPv6")):
            return Way(UNSURE, address, None, interface.reason)
    if node.doubt:
        return Way(UNSURE, address, None, node.doubt)
    if address >= ANY_V6:
        if node.nat is not None and node.nat.ipv6:
            return Way(UNSURE, address, None, node.nat.ipv6)
        if node.service is not None:
            return Way(UNSURE, address, None, f"whether the NAT network {node.service.name} carries IPv6 is not known")
        return Way(NOWHERE, address)
    if node.nat is not None:
        return Way(BY_NAT, node.nat.guest)
    if node.service is not None:
        return Way(BY_SERVICE, address)
    return Way(BY_ROUTER if node.router else NOWHERE, address)


class Taker:
    """Who takes a packet on a link: a place, nobody (None), or unsure for a reason."""

    __slots__ = ("node", "reason")

    def __init__(self, node: Node | None, reason: str = "") -> None:
        self.node = node
        self.reason = reason


def taker(world: World, link: Link, address: Address, sender: Node, source: Address | None) -> Taker:
    """Return who on LINK says that ADDRESS is his own when SENDER asks from SOURCE."""
    owners = link.owners
    if owners is None:
        owners = link.owners = _owners(link)
    found = owners.get(address, _NOBODY)
    if found:
        # A machine that has the asker's address itself takes the question for a forgery and does not answer.
        found = [node for node in found if node is not sender and not (source is not None and node.has(source))]
    if len(found) > 1:
        names = " and ".join(node.name for node in found)
        return Taker(None, f"{world.shown(address)} is the address of {names}")
    if found:
        return Taker(found[0])
    for node, interface in link.unaddressed:
        if node is sender or (address >= ANY_V6 and interface.link is not link):
            continue
        if interface.subnet is None or address in interface.subnet:
            return Taker(None, f"{node.name} may have it: {interface.reason}")
    if link.kind == OTHER_LINK:
        return Taker(None, f"who else is in {link.name} is not known")
    if link.kind == LAN_LINK and address in world.host.perhaps:
        return Taker(None, world.host.perhaps[address])
    if link.kind == INTERNAL_LINK and address < ANY_V6 and world.host.has(address):
        # VirtualBox gives the host no part in an internal network; where that was measured, it had one.
        return Taker(None, f"{address} is an address of the host, and the way there leads into {link.text}")
    return Taker(None)


_NOBODY: list[Node] = []


def _owners(link: Link) -> dict[Address, list[Node]]:
    """Return who answers on LINK for which address, and note the adapters whose address is not known."""
    found: dict[Address, list[Node]] = {}
    for member in link.members:
        own = {address for address in member.addresses if address < ANY_V6}
        own |= {
            interface.address
            for interface in member.interfaces
            if interface.address is not None and interface.link is link
        }
        for address in own:
            found.setdefault(address, []).append(member)
        link.unaddressed += [(member, interface) for interface in member.interfaces if interface.address is None]
    return found


def answer_comes_back(world: World, server: Node, client: Node, source: Address) -> Taker | None:
    """Return None where SERVER's answer to CLIENT at SOURCE arrives, else who gets it instead (nobody, or unsure)."""
    back = way(server, source)
    if back.kind == UNSURE:
        return Taker(None, back.reason)
    if back.kind != ON_LINK or back.interface is None:
        return Taker(None)
    there = taker(world, back.interface.link, source, server, None)
    return None if there.node is client and not there.reason else there
