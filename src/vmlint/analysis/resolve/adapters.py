"""Which adapter of a machine is on which link, with which address: Vagrant's order of slots, then the commands."""

from __future__ import annotations

from vmlint.analysis.hardware import hardware_of
from vmlint.analysis.resolve.host_networks import service_named
from vmlint.analysis.world import HOST_ONLY_LINK, INTERNAL_LINK, LAN_LINK, NAT_LINK, Interface, Link, Nat
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.adapters import (
    BRIDGED,
    HOST_ONLY,
    HOST_ONLY_NETWORK,
    INTERNAL,
    NAT,
    NAT_NETWORK,
    NO_ATTACHMENT,
    UNATTACHED,
)
from vmlint.model.host import at_least
from vmlint.model.ip import Address, Subnet, parse_address, parse_prefix

if TYPE_CHECKING:
    from vmlint.analysis.world import Node, World
    from vmlint.model.adapters import NetworkAdapter
    from vmlint.model.hardware import Card
    from vmlint.model.topology import Machine, Topology

_DHCP_NETWORK = "192.168.56.1"
_NOTHING = frozenset((NO_ATTACHMENT, UNATTACHED))


def plug(world: World, topology: Topology, machine: Machine) -> None:
    """Give the machine's node its NAT and its interfaces."""
    node = world.machines[machine.name]
    hardware = hardware_of(topology, machine)
    if hardware.doubt:
        node.unsure = node.unsure or f"{machine.name}: {hardware.doubt}"
    elif hardware.lacks:
        world.incomplete = f"{machine.name}: {hardware.lacks}"
    elif not hardware.whole:
        world.incomplete = world.incomplete or f"no command makes {machine.name}, so it may have more than is written"
    for card in hardware.cards:
        _plug_card(world, node, machine, card)
    if node.nats:
        node.nat = node.nats[min(node.nats)]
        if len(node.nats) > 1:
            node.doubt = f"{machine.name} has two NAT adapters, so that its default route is not known"
        elif node.service is not None:
            node.doubt = f"{machine.name} has a NAT and a NAT network, so that its default route is not known"


def _plug_card(world: World, node: Node, machine: Machine, card: Card) -> None:
    """Connect one adapter."""
    if not card.attachment.known or not card.cable.known:
        node.unsure = node.unsure or f"what adapter {card.slot} of {machine.name} is attached to is not known"
        return
    kind = card.attachment.value
    if kind == NAT:
        _give_nat(world, node, machine, card)
        return
    if kind in _NOTHING or card.cable.value is False:
        return
    interface = None
    if card.declared is not None:
        interface = _declared(world, node, card, card.declared)
    else:
        interface = _undeclared(world, node, machine, card)
    if interface is None:
        return
    node.interfaces.append(interface)
    if node not in interface.link.members:
        interface.link.members.append(node)


def _give_nat(world: World, node: Node, machine: Machine, card: Card) -> None:
    text = card.nat_subnet.text or "default"
    subnet = _nat_subnet(text, card.slot)
    if subnet is None or not card.nat_subnet.known:
        node.unsure = node.unsure or f"{text} is no network for a NAT"
        return
    if not card.loopback.known:
        node.unsure = node.unsure or f"whether adapter {card.slot} of {machine.name} reaches the host is not known"
        return
    loopback = _default_loopback(world) if card.loopback.value is None else card.loopback.value is True
    nat = node.nats[card.slot] = Nat(subnet, loopback, card.slot, None, card.loopback.span)
    if at_least(world.virtualbox, (7, 1)) is not False:
        nat.ipv6 = "IPv6: VirtualBox's NAT from 7.1 on may carry it"
    if card.cable.value is False:
        nat.cut = (
            f"the cable of adapter {card.slot} of {machine.name} is out: what VirtualBox's NAT then does is not known"
        )
        node.doubt = node.doubt or nat.cut


def _default_loopback(world: World) -> bool | None:
    """Return whether 10.0.2.2 leads to the host's loopback where nothing is said: always before 7.0."""
    return True if at_least(world.virtualbox, (7, 0)) is False else None


def _nat_subnet(text: str, slot: int) -> Subnet | None:
    """Return the NAT's network, ``192.168/16`` being short for 192.168.0.0/16; by default it follows from the slot."""
    if text.lower() == "default":
        text = f"10.0.{slot + 1}.0/24"
    head, slash, length = text.partition("/")
    address = parse_address(".".join((head.split(".") + ["0"] * 4)[:4]))
    prefix = parse_prefix(length, 4) if slash else None
    return None if address is None or prefix is None or prefix > 27 else Subnet.around(address, prefix)


def _declared(world: World, node: Node, card: Card, declared: NetworkAdapter) -> Interface | None:
    """Return the interface of an adapter to which the text gives an address, wherever commands attached it since."""
    interface = _interface(world, node, declared, card.slot)
    if interface is None:
        return None
    if card.attachment.value != declared.attachment:
        interface.link = _link_of(world, node, card)
    elif card.network is not declared.network and card.network != declared.network:
        _rename(world, node, interface, str(card.network.value))
    return interface


def _undeclared(world: World, node: Node, machine: Machine, card: Card) -> Interface | None:
    """Return the interface of an adapter of which nothing says what address the guest has there."""
    link = _link_of(world, node, card)
    reason = f"the address of {machine.name} at adapter {card.slot} is in no file"
    span = card.place
    interface = Interface(card.slot, link, None, link.subnet, span, reason)
    if link.kind == NAT_LINK:
        service = world.services.get(link.name)
        if node.service is None:
            node.service = service
    return interface


def _link_of(world: World, node: Node, card: Card) -> Link:
    """Return the network that an adapter is in, by its kind and name."""
    kind, name = card.attachment.value, card.network.text or ""
    if kind == BRIDGED:
        return world.links[LAN_LINK]
    if not card.network.known:
        node.unsure = node.unsure or f"which network adapter {card.slot} of {node.name} is in is not known"
    if kind == INTERNAL:
        name = name or "intnet"
        return world.links.setdefault(f"intnet:{name}", Link(name, INTERNAL_LINK))
    if kind == NAT_NETWORK:
        return service_named(world, name).link
    if kind in (HOST_ONLY, HOST_ONLY_NETWORK):
        # Which network it is, only the host knows where no file describes it.
        return world.links.get(f"{kind}={name}") or Link("", HOST_ONLY_LINK)
    return Link("", HOST_ONLY_LINK)


def _interface(world: World, node: Node, adapter: NetworkAdapter, slot: int) -> Interface:
    """Return the interface of a declared adapter."""
    text = adapter.address.text
    span = adapter.place
    if not adapter.address.known or not adapter.mask.known or adapter.by_dhcp is None:
        reason = f"the address of {node.name} in its {adapter.attachment} network is not known"
        return Interface(slot, _anonymous(adapter), None, None, span, reason)
    if text is None and not adapter.by_dhcp and adapter.attachment != BRIDGED:
        # A host-only network needs one: see refusals. An internal one is the guest's own affair.
        reason = f"{node.name} has no address in its {adapter.attachment} network"
        return Interface(slot, _anonymous(adapter), None, None, span, reason)
    address = parse_address(_DHCP_NETWORK if text is None and adapter.attachment == HOST_ONLY else text or "")
    if (text is not None and address is None) or (address is not None and _subnet(adapter, address) is None):
        reason = f"what {node.name} makes of {text} as its address, or of its netmask, is not known"
        return Interface(slot, _anonymous(adapter), None, None, span, reason)
    link, subnet = _link(world, node, adapter, address, slot)
    known = None if adapter.by_dhcp or text is None else address
    interface = Interface(slot, link, known, subnet, span)
    if known is None:
        interface.reason = f"{node.name} gets its address in {link.text} by DHCP"
    elif adapter.configured is not True:
        interface.address, interface.reason = None, f"{node.name} configures that adapter itself (auto_config)"
    elif not adapter.origin.certain:
        interface.address, interface.reason = None, "that network exists only on a condition that cannot be decided"
    elif subnet is not None and subnet.base.version == 4 and subnet.prefix < 31 and known in (subnet.base, subnet.last):
        which = "network" if known == subnet.base else "broadcast"
        interface.address, interface.reason = (
            None,
            f"{known} is the {which} address of {subnet}: no machine can have it",
        )
    if adapter.takes_default_route is not False:
        node.doubt = f"the default route of {node.name} may come by DHCP"
    interface.assumptions += adapter.origin.assumptions + adapter.address.assumptions
    return interface


def _anonymous(adapter: NetworkAdapter) -> Link:
    kind = {HOST_ONLY: HOST_ONLY_LINK, INTERNAL: INTERNAL_LINK}.get(adapter.attachment, LAN_LINK)
    return Link("", kind)


def _link(
    world: World, node: Node, adapter: NetworkAdapter, address: Address | None, slot: int
) -> tuple[Link, Subnet | None]:
    """Return the link of an adapter and its network there."""
    if adapter.attachment == BRIDGED:
        link = world.links[LAN_LINK]
        if address is None:
            return link, world.host.interfaces[0].subnet
        return link, _subnet(adapter, address)
    subnet = None if address is None else _subnet(adapter, address)
    if adapter.attachment == INTERNAL:
        name = adapter.network.text or f"(unknown {node.name} {slot})"
        return world.links.setdefault(f"intnet:{name}", Link(name, INTERNAL_LINK)), subnet
    assert subnet is not None, "an address that is one, with a mask"
    return _host_only(world, adapter, subnet), subnet


def _subnet(adapter: NetworkAdapter, address: Address) -> Subnet | None:
    """Return an adapter's network, None where its mask is none."""
    text = "" if adapter.mask.value is None else str(adapter.mask.value).removeprefix("/")
    prefix = parse_prefix(text, address.version) if text else 24 if address.version == 4 else 64
    return None if prefix is None else Subnet.around(address, prefix)


def _host_only(world: World, adapter: NetworkAdapter, subnet: Subnet) -> Link:
    """Return the host-only network of the same first address, whatever its mask; made, with the host in it, if new."""
    link = world.links.get(f"hostonly:{subnet.base}")
    if link is None:
        own = parse_address(adapter.host_address.text or "") or Address(int(subnet.base) | 1)
        # The host's end has the guest's mask, and an address that the text may put into another network.
        there = Subnet.around(own, subnet.prefix) if own.version == subnet.base.version else subnet
        link = Link(str(subnet), HOST_ONLY_LINK)
        world.links.setdefault(f"hostonly:{there.base}", link)
        world.host.interfaces.append(Interface(len(world.host.interfaces), link, own, there, adapter.origin.span))
        link.members.append(world.host)
    return link


def _rename(world: World, node: Node, interface: Interface, name: str) -> None:
    """Put an adapter into the network NAME of its kind."""
    if interface.link.kind == INTERNAL_LINK:
        interface.link = world.links.setdefault(f"intnet:{name}", Link(name, INTERNAL_LINK))
    elif interface.link.kind == HOST_ONLY_LINK:
        known = world.links.get(f"{HOST_ONLY}={name}")
        if known is None:
            node.unsure = node.unsure or f"which network {name} is, only the host knows"
        else:
            interface.link = known
