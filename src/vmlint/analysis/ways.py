"""What leads from a place to the port of an app, whatever the app is bound to."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.model.adapters import BRIDGED, HOST_ONLY, INTERNAL
from vmlint.model.address import parse_v4
from vmlint.model.topology import HOST, LAN

if TYPE_CHECKING:
    from vmlint.model.adapters import ForwardedPort, NetworkAdapter
    from vmlint.model.topology import Listener, Topology
    from vmlint.model.value import Origin


class Way(Record):
    """A forward or an adapter that leads to an app's machine and port. ``text`` says so for a label."""

    __slots__ = ("text", "origin", "forward", "adapter")
    text: str
    origin: Origin
    forward: ForwardedPort | None
    adapter: NetworkAdapter | None


class Ways(Record):
    """The ways found, and whether there can be no other."""

    __slots__ = ("found", "conclusive")
    found: tuple[Way, ...]
    conclusive: bool


def ways_to(topology: Topology, listener: Listener, place: str) -> Ways:
    """Return the ways from PLACE to the machine and port of an app."""
    machine = None if listener.machine is None else topology.machine(listener.machine)
    if machine is None or listener.port.number is None:
        return Ways((), False)
    found: list[Way] = []
    conclusive = topology.complete and not machine.customized and not machine.tunnelled
    for forward in topology.forwards_of(machine.name):
        verdict = _forward_leads(forward, listener, place)
        conclusive = conclusive and verdict is not None
        if verdict:
            found.append(Way(_forward_text(forward), forward.origin, forward, None))
    found.extend(
        Way(_adapter_text(adapter), adapter.origin, None, adapter)
        for adapter in topology.adapters_of(machine.name)
        if _adapter_leads(topology, adapter, place)
    )
    return Ways(tuple(found), conclusive)


def _forward_leads(forward: ForwardedPort, listener: Listener, place: str) -> bool | None:
    """Return whether a forward hands PLACE on to the app's port; None where its parts are unknown."""
    if forward.disabled:
        return False
    if not forward.guest_port.known or forward.transport is None or not forward.protocol.known:
        return None
    if forward.guest_port.number != listener.port.number or forward.transport != listener.protocol:
        return False
    if forward.disabled is None:
        return None
    if place == LAN:
        address = forward.host_address
        number = None if address is None else parse_v4(address)
        return None if address is None else number is None or number >> 24 != 127
    return True


def _adapter_leads(topology: Topology, adapter: NetworkAdapter, place: str) -> bool:
    if adapter.attachment == BRIDGED:
        return True
    if place == LAN:
        return False
    if adapter.attachment == HOST_ONLY:
        return True
    if adapter.attachment != INTERNAL or place == HOST:
        return False
    asking = place.removeprefix("machine:")
    return any(
        other.attachment == INTERNAL and other.network.value == adapter.network.value
        for other in topology.adapters
        if other.machine != adapter.machine and asking in ("machines", other.machine)
    )


def _forward_text(forward: ForwardedPort) -> str:
    address = forward.host_address or "every address"
    port = forward.host_port.number
    return f"forwarded here: port {port if port is not None else '?'} of the host ({address})"


def _adapter_text(adapter: NetworkAdapter) -> str:
    where = adapter.address.text
    kind = {BRIDGED: "bridged network", INTERNAL: "internal network"}.get(adapter.attachment, "host-only network")
    return f"{kind} here" + (f": {where}" if where else "")
