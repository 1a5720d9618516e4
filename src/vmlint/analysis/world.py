"""The network as it is when everything has started: places with addresses, links between them, sockets that are open.

It is made from a topology (``resolve``) and asked by ``trace``. What the files leave open is kept as such: an
interface without an address, a socket that exists perhaps.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.ip import ANY, ANY_V6, LOCALHOST, LOCALHOST_V6

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.ip import Address, Subnet
    from vmlint.model.value import Assumption

HOST = "host"
LAN = "lan"

LAN_LINK = "lan"
HOST_ONLY_LINK = "host-only"
INTERNAL_LINK = "internal"
OTHER_LINK = "other"
"""A network of the host of which nothing is known but the host's own address there: a VPN, a second LAN."""
NAT_LINK = "nat-network"


class Link:
    """A network that frames cross: the LAN with everything bridged to it, a host-only or an internal network.

    ``subnet``: its addresses, where the network itself has them written (not only its members).
    ``owners`` and ``unaddressed`` are made when somebody first asks, after which nothing is plugged in any more.
    """

    __slots__ = ("kind", "members", "name", "owners", "subnet", "unaddressed")

    def __init__(self, name: str, kind: str, subnet: Subnet | None = None) -> None:
        self.name = name
        self.kind = kind
        self.subnet = subnet
        self.members: list[Node] = []
        self.owners: dict[Address, list[Node]] | None = None
        self.unaddressed: list[tuple[Node, Interface]] = []

    @property
    def text(self) -> str:
        """The network, as a message names it."""
        return "the LAN" if self.kind == LAN_LINK else f"the {self.kind} network {self.name}".rstrip()


class Interface:
    """One adapter of a place on a link. ``address`` is None where it cannot be known; ``reason`` then says why.

    ``subnet`` may be known all the same (DHCP); None: not even that. ``assumptions``: on which it rests.
    """

    __slots__ = ("address", "assumptions", "link", "reason", "slot", "span", "subnet")

    def __init__(
        self,
        slot: int,
        link: Link,
        address: Address | None,
        subnet: Subnet | None,
        span: Span | None = None,
        reason: str = "",
    ) -> None:
        self.slot = slot
        self.link = link
        self.address = address
        self.subnet = subnet
        self.span = span
        self.reason = reason
        self.assumptions: tuple[Assumption, ...] = ()


class Nat:
    """VirtualBox's NAT of one machine. ``loopback``: 10.0.2.2 leads to the host's loopback; None where unknown.

    ``ipv6``: why it may carry IPv6, empty where it certainly does not. ``cut``: why nothing is known of what it
    carries, else empty.
    """

    __slots__ = ("cut", "gateway", "guest", "ipv6", "loopback", "loopback_span", "slot", "span", "subnet")

    def __init__(
        self,
        subnet: Subnet,
        loopback: bool | None,
        slot: int = 1,
        span: Span | None = None,
        loopback_span: Span | None = None,
    ) -> None:
        self.subnet = subnet
        self.guest = subnet.host(15)
        self.gateway = subnet.host(2)
        self.loopback = loopback
        self.ipv6 = ""
        self.cut = ""
        self.slot = slot
        self.span = span
        self.loopback_span = loopback_span


class Server:
    """An app, or a service that every machine has, as the owner of sockets; ``assumptions``: on which it listens."""

    __slots__ = ("assumptions", "binds", "name", "port", "protocol", "span")

    def __init__(
        self,
        name: str,
        binds: tuple[str, ...],
        port: int,
        protocol: str,
        span: Span | None,
        assumptions: tuple[Assumption, ...] = (),
    ) -> None:
        self.assumptions = assumptions
        self.name = name
        self.binds = binds
        self.port = port
        self.protocol = protocol
        self.span = span


class Forward:
    """A port of the host that a machine's NAT hands on, with everything resolved.

    ``host_ip`` is ANY for every address. ``guest_ip`` None: the guest's NAT address. ``state``: see ``claims``.
    ``shadow``: a later UDP forward to the same guest port takes its answers. ``dual``: it listens on IPv6 too.
    ``slot``: the adapter that carries it. ``network``: the NAT network whose forward it is, else None.
    ``rule``: a command made it, and Vagrant does not look if its port is free.
    """

    __slots__ = (
        "assumptions", "auto_correct", "dual", "guest_ip", "guest_port", "host_ip", "host_port", "machine", "name",
        "network", "own", "protocol", "reason", "rule", "shadow", "slot", "span", "state", "written_host_ip",
    )  # fmt: skip

    def __init__(
        self,
        machine: str,
        name: str,
        protocol: str,
        host_ip: Address,
        host_port: int,
        guest_ip: Address | None,
        guest_port: int,
        *,
        span: Span | None = None,
        auto_correct: bool | None = False,
        own: bool = False,
        written_host_ip: str = "",
    ) -> None:
        self.machine = machine
        self.name = name
        self.protocol = protocol
        self.host_ip = host_ip
        self.host_port = host_port
        self.guest_ip = guest_ip
        self.guest_port = guest_port
        self.span = span
        self.auto_correct = auto_correct
        self.own = own
        self.written_host_ip = written_host_ip
        self.state = MADE
        self.reason = ""
        self.shadow: Forward | None = None
        self.dual = False
        self.slot = 1
        self.network: Service | None = None
        self.rule = False
        self.assumptions: tuple[Assumption, ...] = ()


class Service:
    """A NAT network with the service behind its first address: for its machines it connects as the host.

    ``mapped``: addresses of the network that stand for a loopback address of the host.
    """

    __slots__ = ("forwards", "gateway", "link", "mapped", "name", "span", "subnet")

    def __init__(self, name: str, link: Link, subnet: Subnet | None, span: Span | None) -> None:
        self.name = name
        self.link = link
        self.subnet = subnet
        self.gateway = None if subnet is None else subnet.host(1)
        self.span = span
        self.mapped: dict[Address, Address] = {}
        self.forwards: list[Forward] = []


MADE = "made"
ABSENT = "absent"
MOVED = "moved"
UNSURE = "unsure"


class Socket:
    """An open port: at one address, at every IPv4 one (ANY), at every one (ANY_V6, ``dual``) or every IPv6 one.

    ``doubt``: why it is there only perhaps, else empty.
    """

    __slots__ = ("address", "doubt", "dual", "forward", "port", "protocol", "server", "span")

    def __init__(
        self,
        protocol: str,
        address: Address,
        port: int,
        *,
        dual: bool = False,
        doubt: str = "",
        server: Server | None = None,
        forward: Forward | None = None,
        span: Span | None = None,
    ) -> None:
        self.protocol = protocol
        self.address = address
        self.port = port
        self.dual = dual
        self.doubt = doubt
        self.server = server
        self.forward = forward
        self.span = span

    def accepts(self, address: Address) -> bool:
        """Return whether what is sent to ADDRESS, one of its place, is for this socket."""
        own = self.address
        if own == address:
            return True
        if own == ANY:
            return address < ANY_V6
        return own == ANY_V6 and (self.dual or address > ANY_V6)

    def overlaps(self, other: Socket) -> bool:
        """Return whether the two claim an address in common, so that Linux refuses the second."""
        if self.accepts(other.address) or other.accepts(self.address):
            return True
        # `::` that serves IPv4 too takes what a wildcard of IPv4 wants, though neither is an address of the other.
        return (self.dual and other.address < ANY_V6) or (other.dual and self.address < ANY_V6)

    @property
    def wildcard(self) -> bool:
        """Whether it is bound to no address of its own."""
        return self.address == ANY or self.address == ANY_V6


class Node:
    """A place: the host, a computer in its LAN, a machine.

    ``refusal``: why the machine does not start, else empty. ``router``: its default route leads to one that drops.
    ``guesses``: the reason why something may listen that nobody declared, else empty. ``doubt``: why it is not known
    where it sends what is for no network of its own. ``unsure``: why nothing can be said of it at all, else empty.
    ``named_address``: its hostname stands for the address of one of its adapters. ``nat``: the NAT that it uses,
    ``nats``: all of them by slot. ``service``: the NAT network by which it goes where it has no NAT of its own.
    ``filtered``: why it is not known what gets into it from elsewhere, else empty.
    ``perhaps``: addresses of which nobody said whether they are the host's, each with the reason. ``assumptions``: on
    which it rests that it starts, or does not.
    """

    __slots__ = (
        "_addresses", "assumptions", "doubt", "filtered", "guesses", "interfaces", "name", "named_address", "nat",
        "nats", "perhaps", "refusal", "refusal_span", "router", "service", "sockets", "span", "unsure", "ways",
    )  # fmt: skip

    def __init__(self, name: str, *, router: bool = False, span: Span | None = None) -> None:
        self.name = name
        self.router = router
        self.span = span
        self.nat: Nat | None = None
        self.nats: dict[int, Nat] = {}
        self.service: Service | None = None
        self.perhaps: dict[Address, str] = {}
        self.assumptions: tuple[Assumption, ...] = ()
        self.interfaces: list[Interface] = []
        self.sockets: dict[tuple[str, int], list[Socket]] = {}
        self.refusal = ""
        self.refusal_span: Span | None = None
        self.doubt = ""
        self.filtered = ""
        self.guesses = ""
        self.unsure = ""
        self.named_address = False
        self.ways: dict[Address, object] = {}
        self._addresses: frozenset[Address] | None = None

    @property
    def addresses(self) -> frozenset[Address]:
        """Its known addresses but those of loopback."""
        known = self._addresses
        if known is None:
            found = [interface.address for interface in self.interfaces if interface.address is not None]
            found += [nat.guest for nat in self.nats.values()]
            known = self._addresses = frozenset(found)
        return known

    def has(self, address: Address) -> bool:
        """Return whether ADDRESS is the place's own; all of 127.0.0.0/8 is."""
        return address.is_loopback or address in self.addresses

    def refuse(self, reason: str, span: Span | None, assumptions: tuple[Assumption, ...] = ()) -> None:
        """Let the machine not start for REASON, said at SPAN; the first reason counts."""
        if not self.refusal:
            self.refusal, self.refusal_span, self.assumptions = reason, span, assumptions

    def assume(self, *assumptions: Assumption) -> None:
        """Note on what it rests that the machine starts; what does not start rests on nothing."""
        if not self.refusal and len(self.assumptions) < MOST_ASSUMED:
            self.assumptions += tuple(each for each in assumptions if each not in self.assumptions)

    def open(self, socket: Socket) -> None:
        """Add an open port."""
        self.sockets.setdefault((socket.protocol, socket.port), []).append(socket)

    def at(self, protocol: str, port: int) -> list[Socket]:
        """Return the sockets on a port."""
        return self.sockets.get((protocol, port), _NOTHING)


_NOTHING: list[Socket] = []
MOST_ASSUMED = 100
"""Of what it rests on that a machine starts as much is told; nobody reads more."""


class World:
    """All places, the links between them and the forwards; ``problem``: why nothing at all can be said, else empty.

    ``symbolic``: addresses that nobody stated, with the words that stand for them (HOST, LAN). ``hostnames``: the
    machine that each declared hostname belongs to. ``virtualbox``: its stated version, as numbers. ``provider``: whose
    rules hold. ``incomplete``: why there may be more than is here, else empty. ``split``: why the LAN client's own
    address matters, else empty. ``services``: the NAT networks by name. ``moving``: from which to which port a forward
    of which machine may have been moved. ``host_os``: the host's system, None where nobody stated it. ``listed``:
    somebody stated all addresses of the host, ``loopbacks`` being those that macOS has beside 127.0.0.1.
    ``refusal``: why nothing starts at all, else empty.
    """

    __slots__ = (
        "forwards", "host", "host_os", "hostnames", "incomplete", "lan", "links", "listed", "loopbacks", "machines",
        "moving", "nodes", "problem", "provider", "refusal", "refusal_span", "services", "split",
        "symbolic", "virtualbox",
    )  # fmt: skip

    def __init__(self, host: Node, lan: Node, links: dict[str, Link]) -> None:
        self.host = host
        self.lan = lan
        self.links = links
        self.nodes: dict[str, Node] = {HOST: host, LAN: lan}
        self.machines: dict[str, Node] = {}
        self.forwards: list[Forward] = []
        self.symbolic: dict[Address, str] = {}
        self.virtualbox: tuple[int, ...] | None = None
        self.problem = ""
        self.provider = "virtualbox"
        self.host_os: str | None = None
        self.listed = False
        self.refusal = ""
        self.refusal_span: Span | None = None
        self.loopbacks: frozenset[Address] = frozenset()
        self.incomplete = ""
        self.split = ""
        self.moving: list[tuple[int, int, str]] = []
        self.services: dict[str, Service] = {}
        self.hostnames: dict[str, str] = {}

    def add(self, name: str, node: Node) -> None:
        """Add the machine NAME."""
        self.machines[name] = node
        self.nodes[node.name] = node

    @property
    def lan_is_stated(self) -> bool:
        """Whether somebody said which network the LAN is; else one stands for it whose addresses mean nothing."""
        return self.host.interfaces[0].address not in self.symbolic

    def shown(self, address: Address) -> str:
        """Return ADDRESS as a message shows it."""
        return self.symbolic.get(address) or str(address)

    def shown_at(self, address: Address, port: int) -> str:
        """Return ``ADDRESS:PORT`` as a message shows it."""
        word = self.symbolic.get(address)
        return address.at(port) if word is None else f"{word}:{port}"


LOOPBACKS = (LOCALHOST, LOCALHOST_V6)
