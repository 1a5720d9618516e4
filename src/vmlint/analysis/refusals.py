"""What keeps a machine from starting: the one source from which rules report it and the world leaves the machine out.

Each function below is asked twice: by the rule that it is named after, whose finding is an error where the answer is
certain, and by ``refuse``, which then lets the machine not start. Where a fact of the host that decides it is not
stated, or the declaration exists on a condition only, the rule warns, and the machine starts on that assumption. What
comes of claims to ports of the host is settled in ``claims``, of load errors and validation in the front end.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.adapters import HOST_ONLY
from vmlint.model.address import Subnet, parse_mask, parse_v4
from vmlint.model.host import at_least
from vmlint.model.value import Assumption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.world import Node, World
    from vmlint.basics.text import Span
    from vmlint.model.adapters import ForwardedPort, NetworkAdapter
    from vmlint.model.hardware import Card, Hardware
    from vmlint.model.host import HostFacts
    from vmlint.model.topology import Machine, Topology
    from vmlint.model.value import Origin

DEFAULT_RANGES = ("192.168.56.0/21",)
"""Where VirtualBox allows host-only networks unless it is told otherwise."""
_USUAL_PREFIX = 24
_MACOS_WITHOUT_ADAPTERS = (7, 0)

FIRST_FREE = 1024
"""The first port that needs no privilege, unless the host is set up otherwise."""
CONDITION = "the condition there"
"""What changes an assumption that no option changes."""

ADDRESS, WIDTH = "address", "width"


def ranges(listed: tuple[str, ...] | list[str] | None) -> list[Subnet]:
    """Return the IPv4 networks that are allowed where networks.conf lists LISTED (None: there is none)."""
    texts = DEFAULT_RANGES if listed is None else listed
    return [subnet for subnet in map(Subnet.parse, texts) if subnet is not None]


def out_of_range(adapter: NetworkAdapter, ours: list[Subnet], theirs: list[Subnet]) -> str:
    """Return what of a host-only network is not allowed: its ADDRESS, its WIDTH, or nothing (hostonly-ip-out-of-range).

    OURS is what VirtualBox allows, THEIRS what Vagrant takes for it; Vagrant looks at the guest's address alone.
    """
    number = parse_v4(adapter.address.text or "")
    if adapter.attachment != HOST_ONLY or number is None:
        return ""
    if not any(number in subnet for subnet in theirs):
        return ADDRESS
    network = _host_end(adapter, number)
    return "" if network is None or any(allows(subnet, *network) for subnet in ours) else WIDTH


def allows(subnet: Subnet, number: int, prefix: int) -> bool:
    """Return whether an allowed range takes in a network of that prefix whose host has the address NUMBER."""
    return number in subnet and prefix >= subnet.prefix


def _host_end(adapter: NetworkAdapter, number: int) -> tuple[int, int] | None:
    """Return the host's own address in an adapter's network and the length of its prefix."""
    prefix = prefix_of(adapter)
    if prefix is None or not adapter.host_address.known:
        return None
    own = parse_v4(adapter.host_address.text or "")
    return (Subnet.around(number, prefix).base | 1 if own is None else own), prefix


def prefix_of(adapter: NetworkAdapter) -> int | None:
    """Return the length of an adapter's netmask, None where it is unknown or none."""
    mask = adapter.mask
    return _USUAL_PREFIX if mask.value is None else parse_mask(str(mask.value)) if mask.known else None


def subnet_of(adapter: NetworkAdapter) -> Subnet | None:
    """Return the network of a host-only adapter of IPv4, None where it is not known."""
    number, prefix = parse_v4(adapter.address.text or ""), prefix_of(adapter)
    return (
        None if adapter.attachment != HOST_ONLY or number is None or prefix is None else Subnet.around(number, prefix)
    )


def lacks_address(adapter: NetworkAdapter) -> bool:
    """Return whether a host-only network certainly has no address and will not get one (network-without-address)."""
    known = adapter.address.known and adapter.by_dhcp is not None
    return known and adapter.attachment == HOST_ONLY and adapter.address.value is None and not adapter.by_dhcp


def begins_like(subnet: Subnet, lan: Subnet) -> bool:
    """Return whether Vagrant refuses a host-only network for the host's LAN (private-network-overlaps-host).

    It compares the networks' first addresses, whatever their masks are.
    """
    return subnet.base == lan.base


def without_adapter(hardware: Hardware, forwards: list[ForwardedPort]) -> Iterator[tuple[int, ForwardedPort]]:
    """Yield each of Vagrant's FORWARDS whose adapter the machine lacks (nat-rule-on-non-nat-adapter)."""
    if hardware.doubt:
        return
    present = {card.slot for card in hardware.cards}
    for forward in forwards:
        slot = forward.adapter.number
        if slot is not None and slot not in present and forward.disabled is False:
            yield slot, forward


def on_missing_kind(host_os: str | None, version: tuple[int, ...] | None, machine: Machine) -> Iterator[Card]:
    """Yield each adapter on a host-only adapter, which VirtualBox 7 on macOS has not (vbox7-macos-hostonly)."""
    if host_os != "macos" or at_least(version, _MACOS_WITHOUT_ADAPTERS) is False:
        return
    for card in () if machine.hardware is None else machine.hardware.cards:
        if card.attachment.value == HOST_ONLY and card.declared is None:
            yield card


def lacks_host_only(version: tuple[int, ...] | None) -> bool | None:
    """Return whether VirtualBox on macOS lacks host-only adapters; None where the version is not stated."""
    return at_least(version, _MACOS_WITHOUT_ADAPTERS)


def needs_root(port: int, host_os: str | None, first: int | None, *, everywhere: bool) -> bool | None:
    """Return whether a port of the host is for root alone (privileged-host-port); None where that is not stated.

    FIRST: the first port that is stated to need no privilege. EVERYWHERE: it is opened at all addresses of the host,
    which macOS lets anybody do.
    """
    if host_os == "windows" or (host_os == "macos" and everywhere) or port >= (FIRST_FREE if first is None else first):
        return False
    return None if host_os is None and first is None else True


def system_holds(port: int, host_os: str | None) -> tuple[str, bool]:
    """Return which service of the host's system holds a TCP port (os-reserved-host-port), and whether it surely does.

    Nothing where that is not stated: the empty text.
    """
    from vmlint.data.os_ports import MACOS, WINDOWS, WINDOWS_DYNAMIC

    if host_os == "windows":
        if port in WINDOWS:
            return WINDOWS[port], True
        return (
            ("Hyper-V or WSL, which reserve blocks of ports there", False) if port in WINDOWS_DYNAMIC else ("", False)
        )
    return (MACOS[port], False) if host_os == "macos" and port in MACOS else ("", False)


def refuse(world: World, topology: Topology, host: HostFacts) -> None:
    """Let the machines that Vagrant or VirtualBox refuses not start, and note what keeps others only perhaps."""
    allowed = ranges(host.networks_conf)
    lan = None if host.lan is None else Subnet.parse(host.lan)
    for adapter in topology.adapters:
        node = world.machines.get(adapter.machine)
        if node is not None and adapter.attachment == HOST_ONLY:
            _refuse_network(node, adapter, host, allowed, lan)
    for machine in topology.machines:
        _refuse_machine(world.machines[machine.name], machine, topology, host)


def _refuse_network(
    node: Node, adapter: NetworkAdapter, host: HostFacts, allowed: list[Subnet], lan: Subnet | None
) -> None:
    span = adapter.place
    limited = host.limits_ranges
    if limited is not False and (out_of_range(adapter, allowed, allowed) or _is_ipv6_out_of_range(adapter, host)):
        shown, certain = adapter.address.text, bool(limited) and ":" not in str(adapter.address.text)
        settle(
            node, adapter.origin, span, f"VirtualBox refuses {shown} for a host-only network",
            unless="" if certain else f"VirtualBox on this host allows {shown} for a host-only network",
            change="host: {os: …, virtualbox: …}",
        )  # fmt: skip
    if lacks_address(adapter):
        reason = "a private network of it has no address, and `vagrant up` fails when it sets up the adapters"
        settle(node, adapter.origin, adapter.origin.span, reason)
    subnet = subnet_of(adapter)
    if subnet is not None and lan is not None and begins_like(subnet, lan):
        settle(node, adapter.origin, span, f"Vagrant refuses the private network {subnet}: the host's LAN begins there")


def _is_ipv6_out_of_range(adapter: NetworkAdapter, host: HostFacts) -> bool:
    """Return whether a host-only network of IPv6 is not allowed; the rule ipv6-vbox-limits only warns of it."""
    from vmlint.model.ip import parse_address, parse_subnet

    address = parse_address(adapter.address.text or "") if ":" in str(adapter.address.value) else None
    listed = ("fe80::/10",) if host.networks_conf is None else host.networks_conf
    return address is not None and not any(address in each for each in map(parse_subnet, listed) if each is not None)


def _refuse_machine(node: Node, machine: Machine, topology: Topology, host: HostFacts) -> None:
    forwards = topology.forwards_of(machine.name) if machine.vagrant else []
    if any(forward.adapter.value is not None for forward in forwards):
        from vmlint.analysis.hardware import hardware_of

        for slot, forward in without_adapter(hardware_of(topology, machine), forwards):
            reason = f"`vagrant up` stops at a forward of its adapter {slot}, which it has not"
            settle(node, forward.origin, forward.adapter.span, reason)
    for card in on_missing_kind(host.os, host.version, machine):
        sure = lacks_host_only(host.version)
        unless = "" if sure else f"VirtualBox is older than 7, which has no host-only adapters for {machine.name}"
        reason = f"its adapter {card.slot} is on a host-only adapter, and VirtualBox 7 on macOS has none"
        settle(node, card.origin, card.attachment.span, reason, unless=unless, change="host: {virtualbox: …}")


def settle(
    node: Node, origin: Origin, span: Span | None, reason: str, *, unless: str = "", change: str = CONDITION
) -> None:
    """Let a machine not start for REASON, or start on the assumption UNLESS, or that what is possible is not so."""
    place = span or origin.span
    if origin.certain and not unless:
        node.refuse(reason, place, origin.assumptions)
    elif place is not None:
        node.assume(Assumption(unless or f"what depends on a condition here is not so: {reason}", change, place))
