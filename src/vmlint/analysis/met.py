"""What was found to listen, met with what leads to it: who is kept out, and what would mend it."""

from __future__ import annotations

from vmlint.analysis.found import leading_to
from vmlint.analysis.reach import reach_of
from vmlint.analysis.tracing import trace
from vmlint.analysis.wanted import Wanted, bound_to_loopback
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.model.adapters import BRIDGED, HOST_ONLY
from vmlint.model.address import LOOPBACK, SPECIFIC, WILDCARD, parse_bind
from vmlint.model.found import LOW
from vmlint.model.ip import ANY, LOCALHOST, parse_address
from vmlint.model.topology import HOST, Place
from vmlint.model.trace import Disposition, Flow, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.analysis.found import FoundListener
    from vmlint.analysis.world import Node, World
    from vmlint.data.catalogue import Service
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.address import BindAddress
    from vmlint.model.found import Evidence, Found, Inside
    from vmlint.model.topology import Listener, Topology
    from vmlint.model.trace import Trace


class Met(Record):
    """A listener that was found, the forwards that lead to it, and what comes of it from the host."""

    __slots__ = ("listener", "forwards", "wanted")
    listener: FoundListener
    forwards: tuple[ForwardedPort, ...]
    wanted: Wanted

    @property
    def deaf(self) -> bool:
        """Whether it is the bind address that keeps the host out: where it is tried, or where that is not known."""
        each = self.wanted
        return each.blocked and not each.leads_nowhere and each.cause in (None, Disposition.WRONG_BIND_ADDRESS)

    @property
    def handed_on(self) -> bool:
        """Whether something that listens in its machine hands on to it."""
        return bool(self.listener.found.behind)


def met(world: World, topology: Topology, found: Iterable[FoundListener]) -> Iterator[Met]:
    """Yield each of FOUND of which bind and port are known, in a machine that starts."""
    if world.problem or world.refusal:
        return
    for listener in found:
        node = world.machines.get(listener.machine or "")
        if node is None or node.refusal or listener.port.number is None or not listener.binds:
            continue
        result = next((each for each in reach_of(world, listener) if each.place == HOST), None)
        if result is not None:
            item = listener.wanted[0] if listener.wanted else Place(HOST, None)
            yield Met(listener, live_ways(listener.found, topology), Wanted(listener, item, result))


def live_ways(found: Found, topology: Topology) -> tuple[ForwardedPort, ...]:
    """Return the forwards that lead to what was found and are not switched off."""
    return tuple(forward for forward in leading_to(found, topology) if forward.disabled is False)


def ways_of(listener: Listener, topology: Topology) -> list[ForwardedPort]:
    """Return the forwards that lead to the port of an app, found or declared, and are not switched off."""
    return [
        forward
        for forward in topology.forwards_of(listener.machine or "")
        if forward.written
        and listener.port.number is not None
        and forward.guest_port.number == listener.port.number
        and forward.transport == listener.protocol
    ]


_OF_A_UNIT = later(r"\b(?:systemctl|service|initctl|rc-service|rc-update|invoke-rc\.d|init\.d|chkconfig|state)\b")


def is_packaged(found: Found) -> bool:
    """Return whether it listens as its package leaves it: no file and no word of the project says where."""
    if any(each.span is not None for each in found.evidence if each.role in ("bind", "port", "config", "publish")):
        return False
    from vmlint.data.catalogue.lookup import by_name

    service = by_name(found.service)
    if service is None or not service.units or all(each.role not in ("install", "enable") for each in found.evidence):
        return False
    return not any(_is_command(service, each) for each in found.evidence if each.role == "start")


def _is_command(service: Service, start: Evidence) -> bool:
    """Return whether a start is a command line of the server itself, and not of its unit."""
    if _OF_A_UNIT.search(start.text) or (start.span is not None and start.span.path.endswith((".yml", ".yaml"))):
        return False
    text = f" {' '.join(start.text.split()).replace('/', ' ')} "
    return any(f" {' '.join(words)} " in text for words in service.commands)


_FOR_VISITORS = frozenset(("apache", "caddy", "haproxy", "lighttpd", "nginx", "squid", "traefik", "varnish"))


def is_for_visitors(found: Found) -> bool:
    """Return whether a server is one that shows pages to everybody: that it asks for no login is what it is for."""
    return found.service in _FOR_VISITORS


def stale_binds(found: Found) -> tuple[BindAddress, ...] | None:
    """Return where it will listen after its next start, if that is known and elsewhere; else None."""
    later = found.later
    if later is None or not isinstance(later.binds, tuple):
        return None
    binds = tuple(address for address in map(parse_bind, later.binds) if address is not None)
    return binds if later.binds != found.binds and len(binds) == len(later.binds) else None


def mended_by_restart(each: Met) -> bool:
    """Return whether all that keeps the host out is that a file was changed and the service not started again."""
    later = stale_binds(each.listener.found)
    return later is not None and any(address.kind != LOOPBACK for address in later)


def has_other_address(topology: Topology, machine: str) -> bool:
    """Return whether the host may reach a machine at an address of its own."""
    return any(adapter.attachment in (HOST_ONLY, BRIDGED) for adapter in topology.adapters_of(machine))


def kept_to_itself(topology: Topology, each: Met) -> bool:
    """Return whether a server is bound to loopback alone."""
    return bound_to_loopback(topology, each.listener)


def open_to_all(listener: Listener) -> bool:
    """Return whether a server listens on every address."""
    return any(bind.address.kind == WILDCARD for bind in listener.binds)


def specific(listener: Listener) -> bool:
    """Return whether a server is bound to addresses of adapters, and to nothing else but loopback."""
    kinds = [bind.address.kind for bind in listener.binds]
    return SPECIFIC in kinds and all(kind in (SPECIFIC, LOOPBACK) for kind in kinds)


def own_addresses(listener: Listener, node: Node) -> list[str]:
    """Return the addresses of adapters of its machine to which a server is bound."""
    found = [bind.address.text for bind in listener.binds if bind.address.kind == SPECIFIC]
    known = [(text, parse_address(text)) for text in found]
    return [text for text, address in known if address is not None and address in node.addresses]


def through(world: World, forward: ForwardedPort, *, closed: bool = False) -> Trace | None:
    """Return what becomes of a connection of the host to a forward; None where it is not known at which port it is.

    CLOSED: nothing listens in its machine but what is known to.
    """
    node = world.machines.get(forward.machine)
    made = next(
        (
            made
            for made in world.forwards
            if made.machine == forward.machine and made.span == forward.origin.span and made.own == forward.own
        ),
        None,
    )
    if made is None or node is None:
        return None
    guesses, node.guesses = node.guesses, "" if closed else node.guesses
    try:
        address = LOCALHOST if made.host_ip == ANY else made.host_ip
        return trace(world, Flow(HOST, address, made.host_port, made.protocol))
    finally:
        node.guesses = guesses


def blocked_through(world: World, forward: ForwardedPort, *, closed: bool = False) -> Trace | None:
    """Return the connection of the host to a forward, where it certainly leads to nothing."""
    found = through(world, forward, closed=closed)
    return found if found is not None and found.verdict is Verdict.BLOCKED else None


def inside_of(insides: Iterable[Inside], machine: str | None) -> Inside | None:
    """Return what is known of the inside of a machine."""
    return next((inside for inside in insides if inside.machine == machine), None)


def awaited(found: Found) -> int | None:
    """Return the port at which it will listen after its next start, where that is another one than now."""
    port = None if found.later is None else found.later.port
    return port if isinstance(port, int) and port != found.port else None


def same_as_declared(insides: Iterable[Inside], listener: Listener) -> Found | None:
    """Return what was found at the port of a declared app, bound as it is declared, and by more than by hand."""
    binds = {bind.address.text for bind in listener.binds}
    for found in _at(insides, listener):
        if found.confidence != LOW and isinstance(found.binds, tuple) and set(found.binds) == binds:
            return found
    return None


def _at(insides: Iterable[Inside], listener: Listener) -> Iterator[Found]:
    """Yield what was found at the machine and port of a declared app."""
    inside = inside_of(insides, listener.machine)
    for found in () if inside is None else inside.listeners:
        if found.port == listener.port.number and found.protocol == listener.protocol:
            yield found
