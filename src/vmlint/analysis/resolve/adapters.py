"""Which adapter of a machine is on which link, with which address: Vagrant's order of slots, then the commands."""

from __future__ import annotations

from vmlint.analysis.resolve.ranges import out_of_range
from vmlint.analysis.world import HOST_ONLY_LINK, INTERNAL_LINK, LAN_LINK, Interface, Link, Nat
from vmlint.hints import TYPE_CHECKING
from vmlint.model.ip import Address, Subnet, parse_address, parse_prefix
from vmlint.model.topology import BRIDGED, HOST_ONLY, INTERNAL

if TYPE_CHECKING:
    from vmlint.analysis.world import Node, World
    from vmlint.model.host import HostFacts
    from vmlint.model.topology import AdapterSetting, Machine, NetworkAdapter, Topology
    from vmlint.text import Span

_DHCP_NETWORK = "192.168.56.1"
_KINDS = {
    "nat": "nat",
    "none": "",
    "null": "",
    "hostonly": HOST_ONLY,
    "bridged": BRIDGED,
    "hostif": BRIDGED,
    "intnet": INTERNAL,
}


def plug(world: World, topology: Topology, machine: Machine, host: HostFacts) -> None:
    """Give the machine's node its NAT and its interfaces."""
    node = world.machines[machine.name]
    plan = _Plan(_default_loopback(world))
    declared = {setting.slot for setting in machine.settings if setting.reserves} | {1}
    for adapter in topology.adapters_of(machine.name):
        slot = _slot(adapter, declared | set(plan.interfaces))
        interface = _interface(world, node, adapter, slot, host)
        if interface is not None:
            plan.interfaces[slot] = interface
            plan.nat_slots.discard(slot)
    for setting in machine.settings:
        _apply(world, node, machine, setting, plan)
    _join(node, plan.interfaces)
    if plan.nat_slots:
        _give_nat(world, node, machine, plan)


class _Plan:
    """What is to be in which slot, while commands change it."""

    def __init__(self, loopback: bool | None) -> None:
        self.nat_slots = {1}
        self.interfaces: dict[int, Interface] = {}
        self.nat_network = "default"
        self.loopback = loopback
        self.loopback_span: Span | None = None


def _apply(world: World, node: Node, machine: Machine, setting: AdapterSetting, plan: _Plan) -> None:
    """Follow one command, or one line of the provider's block."""
    text = str(setting.value.value)
    if setting.what == "unknown" or not setting.origin.certain or not setting.value.known:
        node.unsure = node.unsure or f"a command for {machine.name}'s adapters is not known"
    elif setting.what == "attachment":
        _attach(world, node, machine, setting, plan.interfaces, plan.nat_slots)
    elif setting.what == "network" and setting.slot in plan.interfaces:
        _rename(world, node, plan.interfaces[setting.slot], text)
    elif setting.what == "localhost-reachable" and setting.slot in plan.nat_slots:
        plan.loopback, plan.loopback_span = text.lower() == "on", setting.value.span
    elif setting.what == "nat-network" and setting.slot in plan.nat_slots:
        plan.nat_network = text


def _give_nat(world: World, node: Node, machine: Machine, plan: _Plan) -> None:
    slot = min(plan.nat_slots)
    subnet = _nat_subnet(plan.nat_network, slot)
    if subnet is None:
        node.unsure = node.unsure or f"{plan.nat_network} is no network for a NAT"
        return
    node.nat = Nat(subnet, plan.loopback, slot, None, plan.loopback_span)
    if world.virtualbox is None or world.virtualbox >= (7, 1):
        node.nat.ipv6 = "IPv6: VirtualBox's NAT from 7.1 on may carry it"
    if len(plan.nat_slots) > 1:
        node.doubt = f"{machine.name} has two NAT adapters, so that its default route is not known"


def _default_loopback(world: World) -> bool | None:
    """Return whether 10.0.2.2 leads to the host's loopback where nothing is said: always before 7.0."""
    return True if world.virtualbox is not None and world.virtualbox < (7, 0) else None


def _nat_subnet(text: str, slot: int) -> Subnet | None:
    """Return the NAT's network, ``192.168/16`` being short for 192.168.0.0/16; by default it follows from the slot."""
    if text.lower() == "default":
        text = f"10.0.{slot + 1}.0/24"
    head, slash, length = text.partition("/")
    address = parse_address(".".join((head.split(".") + ["0"] * 4)[:4]))
    prefix = parse_prefix(length, 4) if slash else None
    return None if address is None or prefix is None or prefix > 27 else Subnet.around(address, prefix)


def _slot(adapter: NetworkAdapter, taken: set[int]) -> int:
    """Return the slot that Vagrant gives: the written one, else the lowest that is free."""
    written = adapter.slot.value
    if type(written) is int:
        return written
    if isinstance(written, str) and written.isascii() and written.isdigit():
        return int(written)
    return next(slot for slot in range(1, 99) if slot not in taken)


def _interface(world: World, node: Node, adapter: NetworkAdapter, slot: int, host: HostFacts) -> Interface | None:
    """Return the interface of a declared adapter; refuse the machine where Vagrant would."""
    text = adapter.address.text
    span = adapter.address.span or adapter.origin.span
    if not adapter.address.known or not adapter.mask.known or adapter.by_dhcp is None:
        reason = f"the address of {node.name} in its {adapter.attachment} network is not known"
        return Interface(slot, _anonymous(adapter), None, None, span, reason)
    if text is None and not adapter.by_dhcp and adapter.attachment != BRIDGED:
        node.refusal = node.refusal or "a private network of it has no address, which Vagrant refuses"
        node.refusal_span = node.refusal_span or adapter.origin.span
        return None
    address = parse_address(text or (_DHCP_NETWORK if adapter.attachment == HOST_ONLY else ""))
    if text and address is None:
        node.refusal = node.refusal or f"{text} is no address, and Vagrant refuses it"
        node.refusal_span = node.refusal_span or span
        return None
    link, subnet = _link(world, node, adapter, address, slot)
    if link is None:
        return None
    known = None if adapter.by_dhcp or text is None else address
    interface = Interface(slot, link, known, subnet, span)
    if known is None:
        interface.reason = f"{node.name} gets its address in {link.text} by DHCP"
    elif adapter.configured is not True:
        interface.address, interface.reason = None, f"{node.name} configures that adapter itself (auto_config)"
    elif not adapter.origin.certain:
        interface.address, interface.reason = None, "that network exists only on a condition that cannot be decided"
    if adapter.takes_default_route is not False:
        node.doubt = f"the default route of {node.name} may come by DHCP"
    if adapter.attachment == HOST_ONLY and known is not None:
        out_of_range(node, interface, known, host)
    interface.assumptions += adapter.origin.assumptions + adapter.address.assumptions
    return interface


def _anonymous(adapter: NetworkAdapter) -> Link:
    kind = {HOST_ONLY: HOST_ONLY_LINK, INTERNAL: INTERNAL_LINK}.get(adapter.attachment, LAN_LINK)
    return Link("", kind)


def _link(
    world: World, node: Node, adapter: NetworkAdapter, address: Address | None, slot: int
) -> tuple[Link | None, Subnet | None]:
    """Return the link of an adapter and its network there."""
    if adapter.attachment == BRIDGED:
        link = world.links[LAN_LINK]
        if address is None:
            return link, world.host.interfaces[0].subnet
        return link, _subnet(node, adapter, address)
    subnet = None if address is None else _subnet(node, adapter, address)
    if adapter.attachment == INTERNAL:
        name = adapter.network.text or f"(unknown {node.name} {slot})"
        return world.links.setdefault(f"intnet:{name}", Link(name, INTERNAL_LINK)), subnet
    assert address is not None
    if subnet is None:
        return None, None
    return _host_only(world, adapter, subnet), subnet


def _subnet(node: Node, adapter: NetworkAdapter, address: Address) -> Subnet | None:
    text = "" if adapter.mask.value is None else str(adapter.mask.value)
    prefix = parse_prefix(text, address.version) if text else 24 if address.version == 4 else 64
    if prefix is None:
        node.refusal = node.refusal or f"{text} is no netmask, and Vagrant refuses it"
        node.refusal_span = node.refusal_span or adapter.mask.span
        return None
    return Subnet.around(address, prefix)


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


def _attach(
    world: World,
    node: Node,
    machine: Machine,
    setting: AdapterSetting,
    interfaces: dict[int, Interface],
    nat_slots: set[int],
) -> None:
    """Change what a slot is attached to; what the guest has configured there stays as it is."""
    slot = setting.slot
    kind = _KINDS.get(str(setting.value.value).lower())
    if kind is None:
        node.unsure = node.unsure or f"adapter {slot} of {machine.name} is attached to {setting.value.value}"
        return
    nat_slots.discard(slot)
    if kind == "nat":
        nat_slots.add(slot)
        interfaces.pop(slot, None)
        return
    if kind == "":
        interfaces.pop(slot, None)
        return
    here = interfaces.get(slot)
    reason = f"the address of {node.name} at adapter {slot} is not in the Vagrantfile"
    links = {
        HOST_ONLY: lambda: Link("", HOST_ONLY_LINK),
        BRIDGED: lambda: world.links[LAN_LINK],
        INTERNAL: lambda: world.links.setdefault("intnet:intnet", Link("intnet", INTERNAL_LINK)),
    }
    if here is None:
        interfaces[slot] = Interface(slot, links[kind](), None, None, setting.origin.span, reason)
    elif {LAN_LINK: BRIDGED, HOST_ONLY_LINK: HOST_ONLY, INTERNAL_LINK: INTERNAL}.get(here.link.kind) != kind:
        here.link = links[kind]()


def _rename(world: World, node: Node, interface: Interface, name: str) -> None:
    """Put an adapter into the network NAME of its kind."""
    if interface.link.kind == INTERNAL_LINK:
        interface.link = world.links.setdefault(f"intnet:{name}", Link(name, INTERNAL_LINK))
    elif interface.link.kind == HOST_ONLY_LINK and not interface.link.name:
        node.unsure = node.unsure or f"which network {name} is, only the host knows"


def _join(node: Node, interfaces: dict[int, Interface]) -> None:
    for _, interface in sorted(interfaces.items()):
        node.interfaces.append(interface)
        if node not in interface.link.members:
            interface.link.members.append(node)
