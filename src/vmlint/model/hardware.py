"""What machines and their host have when all commands have run: adapters by slot, networks that VirtualBox keeps."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.adapters import ForwardedPort, NetworkAdapter
    from vmlint.model.value import Origin, Spanned


class Remark(Record):
    """Something that VirtualBox refuses, or does otherwise than its words say; a rule of the name KIND reports it.

    ``refused``: the command fails and changes nothing. ``machine`` is None where a network of the host is meant.
    ``mild``: VirtualBox does what is written, and hardly anybody can have meant it. ``since``: the first VirtualBox
    that knows what is written; it is wrong for older ones alone.
    """

    __slots__ = ("kind", "text", "span", "related", "machine", "origin", "refused", "mild", "since")
    kind: str
    text: str
    span: Span
    related: tuple[tuple[Span, str], ...]
    machine: str | None
    origin: Origin
    refused: bool
    mild: bool
    since: tuple[int, ...]


class Card(Record):
    """One adapter of a machine, as VirtualBox has it.

    ``attachment``: one of the kinds of ``adapters`` (nat, nat-network, host-only, …, none), or unknown.
    ``network``: the network's name for that attachment. ``nat_subnet``: ``default`` or a network; absent for default.
    ``loopback``: whether 10.0.2.2 leads to the host's loopback (localhost-reachable); absent where nobody says.
    ``rules``: the NAT rules in the order in which they were made. ``declared``: the network of a Vagrantfile that
    gives the guest an address there.
    """

    __slots__ = (
        "slot", "attachment", "network", "cable", "promiscuous", "mac", "nat_subnet", "loopback", "bind_ip", "rules",
        "declared", "origin",
    )  # fmt: skip
    slot: int
    attachment: Spanned
    network: Spanned
    cable: Spanned
    promiscuous: Spanned
    mac: Spanned
    nat_subnet: Spanned
    loopback: Spanned
    bind_ip: Spanned
    rules: tuple[ForwardedPort, ...]
    declared: NetworkAdapter | None
    origin: Origin

    @property
    def place(self) -> Span | None:
        """Where its attachment is written, or else the whole of it."""
        return self.attachment.span or self.origin.span


class Hardware(Record):
    """A machine's adapters by slot, and what is known of its state.

    ``running``: None where nothing says so. ``doubt``: why more, or something else, may be there; else empty.
    ``whole``: nothing but what is here can be there. ``seen``: it is read from a machine that exists. ``known_as``:
    the name that VirtualBox knows it by, empty where that is Vagrant's to choose. ``lacks``: why there may be more
    than a dump or a settings file shows; what it does show is so.
    """

    __slots__ = ("cards", "running", "doubt", "whole", "seen", "known_as", "lacks")
    cards: tuple[Card, ...]
    running: bool | None
    doubt: str
    whole: bool
    seen: bool
    known_as: str
    lacks: str

    def card(self, slot: int) -> Card | None:
        """Return the adapter in SLOT."""
        return next((card for card in self.cards if card.slot == slot), None)


class LoopbackMapping(Record):
    """A loopback address of the host that a NAT network shows at an address of its own, OFFSET behind the first."""

    __slots__ = ("host", "offset", "span")
    host: str
    offset: int
    span: Span | None


class NatNetwork(Record):
    """A NAT network: its machines see each other, the host reaches them by its forwards alone."""

    __slots__ = ("name", "subnet", "enabled", "dhcp", "ipv6", "forwards", "forwards_v6", "loopbacks", "origin")
    name: Spanned
    subnet: Spanned
    enabled: Spanned
    dhcp: Spanned
    ipv6: Spanned
    forwards: tuple[ForwardedPort, ...]
    forwards_v6: tuple[ForwardedPort, ...]
    loopbacks: tuple[LoopbackMapping, ...]
    origin: Origin


class HostOnlyInterface(Record):
    """A host-only adapter of the host (``vboxnet0``) with the host's address in that network."""

    __slots__ = ("name", "address", "mask", "address_v6", "prefix_v6", "dhcp", "made", "origin")
    name: Spanned
    address: Spanned
    mask: Spanned
    address_v6: Spanned
    prefix_v6: Spanned
    dhcp: Spanned
    made: bool
    origin: Origin


class HostOnlyNetwork(Record):
    """A host-only network: its lower address is the host's own, the upper one the last of its clients."""

    __slots__ = ("name", "mask", "lower", "upper", "enabled", "origin")
    name: Spanned
    mask: Spanned
    lower: Spanned
    upper: Spanned
    enabled: Spanned
    origin: Origin


class DhcpServer(Record):
    """A DHCP server: of the network ``network``, or of the host-only adapter ``interface``; the other is absent."""

    __slots__ = ("network", "interface", "address", "mask", "lower", "upper", "enabled", "origin")
    network: Spanned
    interface: Spanned
    address: Spanned
    mask: Spanned
    lower: Spanned
    upper: Spanned
    enabled: Spanned
    origin: Origin


class HostNetworks(Record):
    """The networks that VirtualBox keeps for all machines of a host, as far as files declare them.

    ``made_interfaces``: how many host-only adapters the files make (``hostonlyif create``); None where unknown.
    """

    __slots__ = ("nat", "interfaces", "host_only", "dhcp", "made_interfaces")
    nat: tuple[NatNetwork, ...]
    interfaces: tuple[HostOnlyInterface, ...]
    host_only: tuple[HostOnlyNetwork, ...]
    dhcp: tuple[DhcpServer, ...]
    made_interfaces: int | None

    def nat_network(self, name: str) -> NatNetwork | None:
        """Return the NAT network NAME."""
        return next((network for network in self.nat if network.name.value == name), None)


NO_NETWORKS = HostNetworks((), (), (), (), 0)


def merged(one: HostNetworks | None, other: HostNetworks) -> HostNetworks:
    """Return the networks of both, those of OTHER taking the place of those of one name."""
    if one is None:
        return other
    made = (
        None
        if one.made_interfaces is None or other.made_interfaces is None
        else one.made_interfaces + other.made_interfaces
    )
    return HostNetworks(
        _by_name(one.nat, other.nat),
        _by_name(one.interfaces, other.interfaces),
        _by_name(one.host_only, other.host_only),
        one.dhcp + other.dhcp,
        made,
    )


def _by_name(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple({each.name.value: each for each in one + other}.values())
