"""The host and the other computer in its LAN, before any machine is there."""

from __future__ import annotations

from vmlint.analysis.world import HOST, LAN, LAN_LINK, OTHER_LINK, Interface, Link, Node, World
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.adapters import BRIDGED
from vmlint.model.ip import LOCALHOST, Subnet, parse_address, parse_prefix

if TYPE_CHECKING:
    from vmlint.model.host import HostFacts
    from vmlint.model.ip import Address
    from vmlint.model.topology import Topology

_SOMEWHERE = "198.18.0.0"
"""A network for measurements between routers, in which no LAN is: it stands for one that nobody stated."""


def surroundings(topology: Topology, facts: HostFacts) -> World:
    """Return a world with the host and a computer in its LAN, and nothing else."""
    host, lan = Node(HOST, router=True), Node(LAN, router=True)
    link = Link("", LAN_LINK)
    world = World(host, lan, {LAN_LINK: link})
    world.virtualbox = facts.version
    world.provider = facts.provider
    world.host_os, world.listed = facts.os, facts.addresses is not None
    stated = _interface_text(facts.lan)
    used = set(_bridged(topology))
    if stated is None:
        subnet = _guess(topology)
        own = _free(subnet, used)
        world.symbolic[own] = "HOST"
    else:
        own, subnet = stated
    used.add(own)
    peer = _free(subnet, used)
    world.symbolic[peer] = "the LAN client's address"
    for node, address in ((host, own), (lan, peer)):
        node.interfaces.append(Interface(0, link, address, subnet))
        link.members.append(node)
    _add_others(world, facts, None if stated is None else subnet)
    return world


def _add_others(world: World, facts: HostFacts, lan: Subnet | None) -> None:
    """Give the host the addresses that are stated beside that of the LAN; one in the LAN's network is there."""
    for text in facts.addresses or ():
        head, slash, length = text.partition("/")
        address = parse_address(head)
        if address is None or address.is_loopback:
            world.loopbacks |= {address or LOCALHOST}
            continue
        alone = 32 if address.version == 4 else 128
        prefix = parse_prefix(length, address.version) if slash else alone
        subnet = Subnet.around(address, alone if prefix is None else prefix)
        link = Link(str(subnet), OTHER_LINK, subnet)
        if lan is not None and (subnet == lan or (not slash and address in lan)):
            link, subnet = world.links[LAN_LINK], lan
        else:
            link.members.append(world.host)
        world.host.interfaces.append(Interface(len(world.host.interfaces), link, address, subnet))


def _interface_text(text: str | None) -> tuple[Address, Subnet] | None:
    """Return ``192.168.1.10/24`` as address and network; without a length it is a /24."""
    if text is None:
        return None
    head, slash, length = text.partition("/")
    address = parse_address(head)
    if address is None:
        return None
    prefix = parse_prefix(length, address.version) if slash else 24
    return None if prefix is None else (address, Subnet.around(address, prefix))


def _bridged(topology: Topology) -> list[Address]:
    texts = [adapter.address.text for adapter in topology.adapters if adapter.attachment == BRIDGED]
    return [address for address in map(parse_address, filter(None, texts)) if address is not None]


def _guess(topology: Topology) -> Subnet:
    """Return the network of the first bridged address, which must be the LAN's to be of any use."""
    for adapter in topology.adapters:
        address = parse_address(adapter.address.text or "") if adapter.attachment == BRIDGED else None
        if address is not None and address.version == 4:
            return Subnet.around(address, parse_prefix(str(adapter.mask.value or ""), 4) or 24)
    base = parse_address(_SOMEWHERE)
    assert base is not None
    return Subnet.around(base, 24)


def _free(subnet: Subnet, used: set[Address]) -> Address:
    """Return an address of SUBNET that nobody has; the highest one, for people number from below."""
    offset = (1 << subnet.bits - subnet.prefix) - 2
    while offset > 1 and subnet.host(offset) in used:
        offset -= 1
    return subnet.host(max(offset, 0))
