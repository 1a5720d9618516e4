"""The forwards of providers other than VirtualBox, as far as facts about them are at hand; the rest is unknown.

vagrant-libvirt forwards by ``ssh -L``, so the guest connects to itself: guest_ip 127.0.0.1 reaches a loopback server.
Docker's userland proxy accepts for clients on the host's loopback, the kernel hands on what comes from elsewhere.
Hyper-V ignores what is declared about networks.
"""

from __future__ import annotations

from vmlint.analysis.outcome import Outcome, unknown
from vmlint.analysis.servers import describe, why_nobody
from vmlint.analysis.world import ABSENT, HOST_ONLY_LINK, UNSURE, Interface, Link
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.ip import ANY, Address
from vmlint.model.trace import Disposition, Symptom

if TYPE_CHECKING:
    from vmlint.analysis.outcome import Event
    from vmlint.analysis.world import Forward, Node, Socket, World

VIRTUALBOX, LIBVIRT, DOCKER, HYPERV = "virtualbox", "libvirt", "docker", "hyperv"

_SOME_ADDRESS = Address(0xC0000201)
"""192.0.2.1, of a network for examples: it stands for an address of the guest that only the provider knows."""


def plug_unknown(world: World) -> None:
    """Give every place an adapter of which nothing is known, for so it is with another provider."""
    reason = f"how {world.provider} connects its machines is not modelled"
    link = Link("", HOST_ONLY_LINK)
    for node in world.nodes.values():
        node.interfaces.append(Interface(99, link, None, None, None, reason))


def adapt(world: World, forward: Forward) -> None:
    """Change a forward to what the provider makes of it."""
    if world.provider == HYPERV:
        forward.state, forward.reason = ABSENT, "Hyper-V ignores forwarded ports"
    elif world.provider == LIBVIRT and forward.protocol == "udp":
        forward.state, forward.reason = ABSENT, "vagrant-libvirt forwards no UDP"
    elif world.provider in (LIBVIRT, DOCKER):
        forward.dual = not forward.written_host_ip
    else:
        forward.state, forward.reason = UNSURE, f"what {world.provider} makes of forwarded ports is not modelled"


def through(world: World, forward: Forward, source: Address, opened: Address) -> Outcome:
    """Return what becomes of a connection that the host took for a forward of another provider."""
    guest = world.machines[forward.machine]
    who = "ssh takes" if world.provider == LIBVIRT else "Docker takes"
    where = "the guest" if forward.guest_ip is None else forward.guest_ip
    event: Event = (
        "host", "forward", forward.span, "%s %s to %s, port %s",
        (who, world.shown_at(opened, forward.host_port), where, forward.guest_port),
    )  # fmt: skip
    found = _in_guest(world, forward, guest, source)
    found = found.seen_as(found.symptom, (event,))
    found.forwards = (forward,)
    return found


def _in_guest(world: World, forward: Forward, guest: Node, source: Address) -> Outcome:
    target = (forward.guest_ip if world.provider == LIBVIRT else None) or _SOME_ADDRESS
    socket = _listening(guest, forward, target)
    if socket is not None:
        event: Event = (guest.name, "listener", socket.span, "%s", (describe(socket),))
        if socket.doubt:
            return unknown(socket.doubt, at=guest.name, span=socket.span)
        return Outcome(Disposition.ACCEPTED, Symptom.SERVED, (event,), server=socket.server)
    here = guest.at(forward.protocol, forward.guest_port)
    if guest.guesses and not here:
        return unknown(guest.guesses, at=guest.name)
    if target == _SOME_ADDRESS and any(not each.address.is_loopback for each in here):
        return unknown("which address the guest has is not known", at=guest.name)
    cause, words, span = why_nobody(guest, forward.protocol, target, forward.guest_port)
    if target == _SOME_ADDRESS:
        words = words.partition(", not on ")[0]
    symptom = Symptom.RESET if world.provider == LIBVIRT or source.is_loopback else Symptom.REFUSED
    if symptom == Symptom.RESET and forward.protocol == "udp":
        # Docker's proxy takes what comes on the host's loopback, and nobody answers.
        symptom = Symptom.TIMEOUT
    return Outcome(cause, symptom, ((guest.name, "listener", span, "%s", (words,)),))


def _listening(guest: Node, forward: Forward, target: Address) -> Socket | None:
    for socket in guest.at(forward.protocol, forward.guest_port):
        if socket.accepts(target) and (
            target == _SOME_ADDRESS or target.is_loopback or socket.address in (ANY, target)
        ):
            return socket
    return None
