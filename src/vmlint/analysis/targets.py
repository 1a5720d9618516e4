"""``FROM ADDRESS:PORT[/udp]`` as users write it: places, addresses, names; what cannot be meant is wrong use."""

from __future__ import annotations

from vmlint.analysis.names import is_name, trace_name
from vmlint.analysis.outcome import unknown
from vmlint.analysis.telling import as_trace
from vmlint.analysis.tracing import is_wrong_target, trace
from vmlint.analysis.world import Node
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.model.ip import parse_address
from vmlint.model.trace import Flow

if TYPE_CHECKING:
    from vmlint.analysis.world import World
    from vmlint.model.ip import Address
    from vmlint.model.trace import Trace


class WrongUse(ValueError):  # noqa: N818 - it is the user's mistake, not vmlint's error
    """What was asked cannot be meant; the message says why."""


def trace_target(world: World, place: str, target: str) -> Trace:
    """Return what becomes of a connection that is written ``FROM ADDRESS:PORT[/udp]``; raise WrongUse."""
    origin = parse_place(world, place)
    host, port, protocol = split_target(target)
    bare, percent, zone = host.partition("%")
    address = _symbolic(world, host) or parse_address(bare)
    if address is not None and percent and zone and address.is_link_local:
        reason = f"{host} is an address of one link alone: those are not modelled"
        return as_trace(world, Flow(origin, address, port, protocol), unknown(reason, at=origin), shown=host)
    if address is None or percent:
        if is_name(world, host):
            return trace_name(world, origin, host, port, protocol)
        raise WrongUse(f"{host!r} is no address, and no name that the files declare")
    wrong = is_wrong_target(world, origin, address)
    if wrong:
        raise WrongUse(wrong)
    return trace(world, Flow(origin, address, port, protocol))


def parse_place(world: World, text: str) -> str:
    """Return a place as the world knows it: host, lan, machine:NAME."""
    if text in world.nodes:
        return text
    if text.startswith("machine:") and world.incomplete:
        node = world.nodes[text] = Node(text)
        node.unsure = "" if world.refusal else world.incomplete
        node.refuse(world.refusal, world.refusal_span)
        return text
    known = ", ".join(sorted(world.nodes))
    if text.startswith("container:"):
        raise WrongUse(f"{text}: containers are not modelled yet; places are {known}")
    if f"machine:{text}" in world.nodes:
        raise WrongUse(f"{text!r} is no place: write machine:{text}")
    raise WrongUse(f"{text!r} is no place: these are {known}")


def split_target(text: str) -> tuple[str, int, str]:
    """Return host, port and protocol of ``127.0.0.1:8080``, ``[::1]:80/udp`` or ``localhost:80``."""
    rest, slash, protocol = text.partition("/")
    protocol = protocol.lower() if slash else "tcp"
    if protocol not in ("tcp", "udp"):
        raise WrongUse(f"{text!r}: the protocol is tcp or udp")
    host, colon, port = rest.rpartition(":")
    bracketed = host.startswith("[") and host.endswith("]")
    if not colon or not host or (":" in host and not bracketed):
        raise WrongUse(f"{text!r}: write ADDRESS:PORT, an IPv6 address in brackets ([::1]:80)")
    if not 0 < (whole_number(port) or 0) < 65536:
        raise WrongUse(f"{text!r}: a port is a number from 1 to 65535")
    return host[1:-1] if bracketed else host, int(port), protocol


def _symbolic(world: World, text: str) -> Address | None:
    """Return the host's LAN address where it is called HOST: always allowed, needed where nobody stated it."""
    return world.host.interfaces[0].address if text == "HOST" else None
