"""Names as addresses: what `localhost` and the declared hostnames stand for at a place, and a connection by name."""

from __future__ import annotations

from vmlint.analysis.outcome import Outcome, unknown
from vmlint.analysis.resolve.servers import LOCALHOST_DOUBT
from vmlint.analysis.servers import describe
from vmlint.analysis.telling import as_trace
from vmlint.analysis.tracing import decide
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.ip import LOCALHOST, LOCALHOST_V6, Address
from vmlint.model.trace import Disposition, Flow, Symptom, Trace, Verdict

if TYPE_CHECKING:
    from vmlint.analysis.world import World

_FIRST_HOSTNAME_ADDRESS = Address(0x7F000101)


def is_name(world: World, text: str) -> bool:
    """Return whether TEXT is a name that the files declare, or `localhost`."""
    return text.lower() == "localhost" or text.lower() in world.hostnames


def addresses_of(world: World, place: str, name: str) -> tuple[Address, ...]:
    """Return the addresses of a name at PLACE, in the order in which clients try them; none where nothing tells."""
    if name.lower() == "localhost":
        return LOCALHOST_V6, LOCALHOST
    machine = world.hostnames[name.lower()]
    if place != f"machine:{machine}":
        return ()
    named = [interface.address for interface in world.machines[machine].interfaces if interface.address is not None]
    if world.machines[machine].named_address:
        return tuple(named[:1])
    return (_FIRST_HOSTNAME_ADDRESS,)


def trace_name(world: World, place: str, name: str, port: int, protocol: str) -> Trace:
    """Return what becomes of a connection by name: of the first attempt that is served, else of the last."""
    addresses = addresses_of(world, place, name)
    if not addresses:
        machine = world.hostnames[name.lower()]
        reason = f"nothing in the files tells {place} which address {name} has: open an address of {machine} instead"
        return as_trace(world, Flow(place, LOCALHOST, port, protocol), unknown(reason, at=place), shown=name)
    outcomes = [decide(world, place, address, port, protocol) for address in addresses]
    attempts = tuple(
        as_trace(world, Flow(place, address, port, protocol), outcome)
        for address, outcome in zip(addresses, outcomes, strict=True)
    )
    chosen = next((i for i, each in enumerate(attempts) if each.verdict is Verdict.REACHABLE), None)
    if chosen is None:
        both = _one_of_both(world, place, name, port, protocol)
        if both is not None:
            return as_trace(world, Flow(place, addresses[-1], port, protocol), both, shown=name, attempts=attempts)
        chosen = next((i for i, each in enumerate(attempts) if each.verdict is Verdict.UNKNOWN), len(attempts) - 1)
    flow = Flow(place, addresses[chosen], port, protocol)
    return as_trace(world, flow, outcomes[chosen], shown=name, attempts=attempts)


def _one_of_both(world: World, place: str, name: str, port: int, protocol: str) -> Outcome | None:
    """Return that a server on `localhost` serves a client by that name, whichever address it took."""
    if name.lower() != "localhost":
        return None
    for socket in world.nodes[place].at(protocol, port):
        if socket.doubt == LOCALHOST_DOUBT and socket.server is not None:
            words = f"{describe(socket)}, and the client tries both addresses of that name"
            event = (place, "listener", socket.span, "%s", (words,))
            return Outcome(Disposition.ACCEPTED, Symptom.SERVED, (event,), server=socket.server)
    return None
