"""Whose a forward is, so that nobody takes it for another app's; and which ports of the host are nobody's."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.spelling import distance
from vmlint.basics.text import whole_number
from vmlint.data.admin_ports import ADMIN_PORTS
from vmlint.data.services import SERVICES, USUAL

if TYPE_CHECKING:
    from collections.abc import Container

    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Listener, Topology

_ALWAYS_THERE = frozenset((22, 3389, 5985, 5986))
_SAYS_NOTHING = frozenset(("app", "apps", "guest", "host", "http", "port", "server", "site", "vm", "web", "www"))
_LONG = 4
_LAST_PRIVILEGED = 1024


def entrance_of(topology: Topology, forward: ForwardedPort) -> str | None:
    """Return the server that a forward leads Vagrant to: sshd, WinRM; None where it leads elsewhere.

    What ``config.ssh`` and ``config.winrm`` say of the port at either end counts.
    """
    machine = topology.machine(forward.machine)
    guest, host = forward.guest_port.number, forward.host_port.number
    for entrance in () if machine is None else machine.entrances:
        if not entrance.guest.known or (guest is not None and guest == entrance.guest.number):
            return entrance.server
        if host is not None and host == entrance.host.number:
            return entrance.server
    return None


def listens_anyway(topology: Topology, forward: ForwardedPort) -> bool:
    """Return whether a forward leads to what listens without being declared: sshd, WinRM, Remote Desktop."""
    return forward.guest_port.number in _ALWAYS_THERE or entrance_of(topology, forward) is not None


def serves_another(topology: Topology, forward: ForwardedPort, listener: Listener) -> bool:
    """Return whether a forward says that it is for something else than the app: by either port, or by its id."""
    if listens_anyway(topology, forward):
        return True
    guest, host, port = forward.guest_port.number, forward.host_port.number, listener.port.number
    if guest != port and (guest in SERVICES or guest in ADMIN_PORTS):
        return True
    if host is not None and not str(host).endswith(str(port)) and _speaks_of_service(host, port):
        return True
    return forward.name_span is not None and not _names(forward.name, listener)


def _speaks_of_service(host: int, port: int | None) -> bool:
    """Return whether a host port is a service's, or one put beside it: 13306, 33060, 15432."""
    if host in SERVICES or host in ADMIN_PORTS:
        return True
    near = (service for service in (*ADMIN_PORTS, 3389, 5985, 5986) if len(str(service)) >= _LONG and service != port)
    return any(
        len(str(host)) == len(str(service)) + 1 and (str(host).endswith(str(service)) or str(host)[:-1] == str(service))
        for service in near
    )


def _names(identity: str, listener: Listener) -> bool:
    """Return whether an id may be the app's: it has the app's name or port in it, or says nothing."""
    words = identity.lower().replace("-", "_").split("_")
    app = listener.app.lower()
    if str(listener.port.number) in identity or app in identity.lower() or identity.lower() in app:
        return True
    return all(word in _SAYS_NOTHING for word in words)


def is_slip(forward: ForwardedPort, listener: Listener) -> bool:
    """Return whether a forward's guest port is the app's with one slip of the pen, and nothing says that it is meant.

    The host port would: 8081 says that 81 is meant.
    """
    guest, host, port = forward.guest_port.number, forward.host_port.number, listener.port.number
    if guest is None or host is None or port is None or guest in USUAL or str(host).endswith(str(guest)):
        return False
    return distance(str(guest), str(port), 1) == 1


def is_swapped(
    topology: Topology, forward: ForwardedPort, listener: Listener, ports: set[int | None] | None = None
) -> bool:
    """Return whether a forward has the app's port at the wrong end, and nothing else that it could be for.

    Exchanged it would listen on the guest's port: nobody means a port of the host that needs root. PORTS: those at
    which something listens in the machine, by default those of its declared apps.
    """
    guest, port = forward.guest_port.number, listener.port.number
    if forward.host_port.number != port or guest is None or forward.transport != listener.protocol:
        return False
    if guest <= _LAST_PRIVILEGED:
        return False
    used = {app.port.number for app in topology.apps_of(forward.machine)} if ports is None else ports
    return guest not in used and not is_slip(forward, listener) and not serves_another(topology, forward, listener)


FIRST_UNPRIVILEGED = 1025
LAST_PORT = 65535


def taken_ports(topology: Topology) -> set[int | None]:
    """Return the ports that forwards and apps of the host have, or that Vagrant may move a forward to."""
    ports: set[int | None] = {forward.host_port.number for forward in topology.forwards}
    ports |= {whole_number(each.host_port.text or "") for each in topology.forwards}
    ports |= {each.port.number for each in topology.listeners or () if each.on_host}
    for machine in topology.machines:
        # Vagrant moves ssh and whatever has auto_correct to these.
        ports |= set(range(machine.moves[0], machine.moves[1] + 1)) if machine.moves else set()
        ports |= {entrance.host.number for entrance in machine.entrances}
    return ports


def free_port(taken: Container[int | None], like: int) -> int | None:
    """Return a free port, the number LIKE itself or the nearest above it; 8000 more where it is privileged."""
    start = like if like >= FIRST_UNPRIVILEGED else like + 8000
    return next((port for port in range(start, LAST_PORT + 1) if port not in taken), None)
