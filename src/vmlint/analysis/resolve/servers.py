"""The sockets that declared apps open, and those that every machine has: sshd, or WinRM."""

from __future__ import annotations

from vmlint.analysis.world import HOST, Server, Socket
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.address import NAME
from vmlint.model.ip import ANY, ANY_V6, LOCALHOST, LOCALHOST_V6, Address, parse_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.found import FoundListener
    from vmlint.analysis.world import Node, World
    from vmlint.model.address import BindAddress
    from vmlint.model.topology import Listener, Machine, Topology

_USUAL = {"sshd": 22, "WinRM": 5985, "WinRM over TLS": 5986}
LOCALHOST_DOUBT = "it listens on `localhost`, a name: that may be 127.0.0.1, ::1 or both"
_HOSTNAME_DOUBT = "it listens on the hostname, which /etc/hosts maps to one of 127.0.1.1 to 127.0.5.1"


NOBODY_KNOWN = "nothing is known to listen there"


def open_servers(world: World, topology: Topology, found: tuple[FoundListener, ...] = ()) -> None:
    """Open what is declared to listen, else what was FOUND to, and what listens anyway."""
    listeners = topology.listeners if topology.listeners is not None else found
    for machine in topology.machines:
        node = world.machines[machine.name]
        declared = {
            (listener.port.number, listener.protocol) for listener in listeners if listener.machine == machine.name
        }
        for port, name, doubt in _services(machine, node):
            if (port, "tcp") in declared:
                continue  # whoever declares an app there means this very service
            server = Server(name, ("0.0.0.0",), port, "tcp", None)
            node.open(Socket("tcp", ANY, port, doubt=doubt, server=server))
        if topology.listeners is None:
            node.guesses = NOBODY_KNOWN
    for listener in listeners:
        owner = HOST if listener.on_host else listener.machine
        node_of = world.host if listener.on_host else world.machines.get(owner or "")
        if node_of is not None:
            _open(node_of, listener, None if owner is None else topology.machine(owner))
    for node in (world.host, *world.machines.values()):
        _find_rivals(node)


def _services(machine: Machine, node: Node) -> Iterator[tuple[int, str, str]]:
    """Yield the ports on which Vagrant finds a server: the port, the server, and why it is there only perhaps."""
    windows = str(machine.communicator.value) == "winrm"
    for entrance in machine.entrances:
        port = entrance.guest.number
        if windows == (entrance.server == "sshd"):
            continue
        if port is None:
            node.guesses = f"the port of {entrance.server} is not known"
            continue
        yield port, entrance.server, ""
        usual = _USUAL[entrance.server]
        if port != usual:
            yield usual, entrance.server, f"Vagrant is told that {entrance.server} listens on port {port}"


def _open(node: Node, listener: Listener, machine: Machine | None) -> None:
    port = listener.port.number
    if port is None:
        node.guesses = f"the port of {listener.app} is not known"
        return
    if listener.in_container:
        node.guesses = f"{listener.app} runs in a container, which may publish ports"
        return
    server = Server(
        listener.app,
        tuple(b.address.text for b in listener.binds),
        port,
        listener.protocol,
        listener.app_span,
        listener.assumptions,
    )
    if not listener.binds:
        doubt = f"where {listener.app} listens is not known"
        node.open(
            Socket(listener.protocol, ANY_V6, port, dual=True, doubt=doubt, server=server, span=listener.app_span)
        )
    windows = machine is not None and str(machine.communicator.value) == "winrm"
    for bind in listener.binds:
        for address, dual, doubt in _addresses(node, bind.address, machine, windows=windows):
            socket = Socket(listener.protocol, address, port, dual=dual, doubt=doubt, server=server, span=bind.span)
            node.open(socket)


def _addresses(
    node: Node, bind: BindAddress, machine: Machine | None, *, windows: bool
) -> list[tuple[Address, bool, str]]:
    """Return the addresses that a bind stands for: whether IPv4 is served too, and why it is there only perhaps."""
    text = bind.text.strip("[]").lower()
    if text == "*":
        return [(ANY, False, "")]
    if text == "localhost":
        return [(LOCALHOST, False, LOCALHOST_DOUBT), (LOCALHOST_V6, False, LOCALHOST_DOUBT)]
    if bind.kind == NAME:
        return _hostname(node, machine)
    address = parse_address(text)
    if address is None:
        return []
    if address == ANY_V6 and bind.v4 and windows:
        doubt = "on Windows `::` serves IPv4 only if the program asks for it"
        return [(ANY_V6, False, ""), (ANY, False, doubt)]
    return [(address, address == ANY_V6 and bind.v4, "")]


def _hostname(node: Node, machine: Machine | None) -> list[tuple[Address, bool, str]]:
    own = [interface.address for interface in node.interfaces if interface.address is not None]
    named = machine is not None and machine.named_address
    if named and own:
        return [(own[0], False, "" if len(own) == 1 else "which address its hostname stands for is not known")]
    loopbacks = [Address(0x7F000001 + (number << 8)) for number in range(1, 6)]
    if machine is None or machine.hostname.text is None or named:
        doubt = "what the hostname stands for is not known"
        return [(address, False, doubt) for address in (LOCALHOST, *loopbacks, *sorted(node.addresses))]
    return [(address, False, _HOSTNAME_DOUBT) for address in loopbacks]


def _find_rivals(node: Node) -> None:
    """Say of servers that claim one address which of them runs: that is not known."""
    for sockets in node.sockets.values():
        for index, socket in enumerate(sockets):
            for other in sockets[:index]:
                if socket.server is other.server or not socket.overlaps(other):
                    continue
                if socket.doubt or other.doubt or socket.server is None or other.server is None:
                    continue
                doubt = f"{other.server.name} and {socket.server.name} cannot both listen on port {socket.port}"
                socket.doubt = other.doubt = doubt
