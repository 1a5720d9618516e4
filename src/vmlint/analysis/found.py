"""What was found to listen, as listeners of the model: wanted from the host where a forward leads to it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.address import parse_bind
from vmlint.model.found import MANUAL, Found
from vmlint.model.topology import HOST, Bind, Listener, Place
from vmlint.model.value import Assumption, Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.basics.text import Span
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.found import Inside
    from vmlint.model.topology import Topology


class FoundListener(Listener):
    """A listener that nobody declared. Without ``binds`` it is not known where it listens."""

    __slots__ = ("found",)
    found: Found

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """On what it rests that it listens."""
        return assumptions_of(self.found)


def assumptions_of(found: Found) -> tuple[Assumption, ...]:
    """Return on what it rests that something listens: whoever starts it by hand is taken to have done so."""
    place = found.place("start", "install", "port", "bind")
    if found.start != MANUAL or place is None:
        return found.assumptions
    return (Assumption(f"somebody starts {found.name} by hand", None, place), *found.assumptions)


def found_listeners(insides: Iterable[Inside], topology: Topology) -> tuple[FoundListener, ...]:
    """Return all that was found, machine by machine."""
    made = [_listener(each, topology) for inside in insides for each in inside.listeners]
    return tuple(each for each in made if each is not None)


def leading_to(found: Found, topology: Topology) -> list[ForwardedPort]:
    """Return the forwards of the project that lead to what was found."""
    return [
        forward
        for forward in topology.forwards_of(found.machine)
        if not forward.own and forward.guest_port.number == found.port and forward.transport == found.protocol
    ]


def _listener(found: Found, topology: Topology) -> FoundListener | None:
    span = found.place("bind", "port", "config", "start", "enable", "publish", "install")
    if span is None:
        return None  # no file of the project has anything to do with it
    binds = () if isinstance(found.binds, Unknown) else found.binds
    ways = leading_to(found, topology)
    start = found.place("start", "enable", "publish", "install") or span
    return FoundListener(
        found.name,
        start,
        False,
        found.machine,
        None,
        tuple(Bind(address, span) for address in map(parse_bind, binds) if address is not None),
        Spanned(found.port, found.place("port", "config", "start"), found.assumptions),
        found.protocol,
        (Place(HOST, _span(ways[0])),) if ways else (),
        False,
        found,
    )


def _span(forward: ForwardedPort) -> Span | None:
    return forward.origin.span
