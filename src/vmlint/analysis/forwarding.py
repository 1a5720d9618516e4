"""The way through a forwarded port: what VirtualBox's NAT engine does with a connection that the host took for it.

The engine accepts before it asks the guest. So whatever goes wrong behind it, a TCP client has a connection: one that
is reset (the guest refuses) or one that hangs (the guest's answer never comes). A UDP client hears nothing.
"""

from __future__ import annotations

from vmlint.analysis.outcome import Outcome, unknown
from vmlint.analysis.providers import VIRTUALBOX, through
from vmlint.analysis.routes import BY_NAT, LOCAL, NOWHERE, ON_LINK, UNSURE, taker, way
from vmlint.analysis.servers import describe, pick, why_nobody
from vmlint.analysis.world import LAN_LINK
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.trace import Disposition, Symptom
from vmlint.model.value import Assumption

if TYPE_CHECKING:
    from vmlint.analysis.outcome import Event
    from vmlint.analysis.routes import Way
    from vmlint.analysis.world import Forward, Interface, Nat, Node, World
    from vmlint.model.ip import Address

_ANSWERS_TO_LOOPBACK = "VirtualBox lets UDP answers through to the host's loopback (localhost-reachable)"
_LET_LOOPBACK = 'vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on"]'


def through_forward(
    world: World, forward: Forward, source: Address, opened: Address, *, behind: Node | None = None
) -> Outcome:
    """Return what becomes of a connection that the host took for FORWARD from a client at SOURCE, who opened OPENED.

    BEHIND: the machine for which another NAT engine connects, if the client is one.
    """
    guest = world.machines[forward.machine]
    nat = guest.nats.get(forward.slot)
    if guest.unsure:
        return unknown(guest.unsure, at="host", span=forward.span)
    if guest.filtered:
        return unknown(guest.filtered, at="host", span=forward.span)
    if world.provider != VIRTUALBOX:
        return through(world, forward, source, opened)
    if nat is None:
        return unknown(f"the NAT adapter of {forward.machine} is not known", at="host", span=forward.span)
    target = forward.guest_ip or nat.guest
    taken: Event = (
        "host", "forward", forward.span, "VirtualBox NAT takes %s to %s",
        (world.shown_at(opened, forward.host_port), target.at(forward.guest_port)),
    )  # fmt: skip
    seen_from = nat.gateway if source.is_loopback else source
    found = _in_guest(world, forward, guest, nat, target, seen_from, behind=behind)
    return Outcome(
        found.disposition,
        found.symptom,
        (taken, *found.events),
        reason=found.reason,
        server=found.server,
        forwards=(forward, *found.forwards),
        assumptions=forward.assumptions + found.assumptions,
    )


def _in_guest(
    world: World, forward: Forward, guest: Node, nat: Nat, target: Address, source: Address, *, behind: Node | None
) -> Outcome:
    silent = Symptom.HANG if forward.protocol == "tcp" else Symptom.TIMEOUT
    dead = _dead_target(world, forward, guest, target, silent)
    if dead is not None:
        return dead
    back = way(guest, source)
    if back.kind == UNSURE:
        return unknown(back.reason, at=guest.name)
    if back.kind != BY_NAT:
        return _leaves_elsewhere(world, forward, guest, target, source, back, silent, behind=behind)
    picked = pick(guest, forward.protocol, target, forward.guest_port)
    if picked.doubt:
        return unknown(picked.doubt, at=guest.name, span=None if picked.socket is None else picked.socket.span)
    socket = picked.socket
    if socket is None:
        cause, words, span = why_nobody(guest, forward.protocol, target, forward.guest_port)
        reset = Symptom.RESET if forward.protocol == "tcp" else Symptom.TIMEOUT
        return Outcome(cause, reset, ((guest.name, "listener", span, "%s", (words,)),))
    if forward.protocol == "udp" and socket.wildcard and target != nat.guest:
        words = "a UDP server that is bound to no address answers from %s, not from %s"
        event: Event = (guest.name, "answer", socket.span, words, (nat.guest, target))
        return Outcome(Disposition.ANSWER_LEAVES_ELSEWHERE, silent, (event,))
    if forward.protocol == "udp" and source == nat.gateway and nat.loopback is False:
        # Measured with libslirp; VirtualBox's older engine drops UDP to that address too, and the answer is such.
        words = "localhost-reachable is off: the answer to %s, the host's loopback, is dropped"
        event = (guest.name, "answer", nat.loopback_span, words, (source,))
        return Outcome(Disposition.HOST_LOOPBACK_DENIED, silent, (event,))
    if forward.shadow is not None:
        words = "the answers go to the UDP forward %s, made later to the same guest port"
        event = (guest.name, "answer", forward.shadow.span, words, (forward.shadow.name,))
        return Outcome(Disposition.ANSWER_LEAVES_ELSEWHERE, silent, (event,))
    event = (guest.name, "listener", socket.span, "%s", (describe(socket),))
    found = Outcome(Disposition.ACCEPTED, Symptom.SERVED, (event,), server=socket.server)
    if forward.protocol == "udp" and source == nat.gateway and nat.loopback is None and forward.span is not None:
        found.assumptions = (Assumption(_ANSWERS_TO_LOOPBACK, _LET_LOOPBACK, forward.span),)
    return found


def _dead_target(world: World, forward: Forward, guest: Node, target: Address, silent: Symptom) -> Outcome | None:
    """Return why the guest does not take what is for TARGET on its NAT adapter, None if it does."""
    if target in guest.addresses:
        return None
    if target == 0:
        return unknown("what VirtualBox makes of guest_ip 0.0.0.0 is not known", at=guest.name, span=forward.span)
    if not target.is_loopback:
        for interface in guest.interfaces:
            if may_have(world, interface, target):
                return unknown(interface.reason, at=guest.name, span=interface.span)
    words = "guest_ip %s is no address that it has on an adapter"
    if target.is_loopback:
        words = "guest_ip %s is loopback, which nothing that comes by the NAT adapter can reach"
    return Outcome(Disposition.GUEST_IP_DEAD, silent, ((guest.name, "route", forward.span, words, (target,)),))


def may_have(world: World, interface: Interface, address: Address) -> bool:
    """Return whether an adapter whose own address is not known may have ADDRESS."""
    if interface.address is not None:
        return False
    unstated = interface.link.kind == LAN_LINK and not world.lan_is_stated
    return unstated or interface.subnet is None or address in interface.subnet


def _leaves_elsewhere(
    world: World,
    forward: Forward,
    guest: Node,
    target: Address,
    source: Address,
    back: Way,
    silent: Symptom,
    *,
    behind: Node | None,
) -> Outcome:
    """Return what happens where the guest's answer to SOURCE does not go back to the NAT engine."""
    span = None if back.interface is None else back.interface.span
    if back.kind == LOCAL:
        words, values = "%s, from which the client seems to come, is its own address", (world.shown(source),)
    elif back.kind == ON_LINK and back.interface is not None:
        words = "the answer to %s leaves by its adapter in %s, not by the NAT"
        unstated = back.interface.link.kind == LAN_LINK and not world.lan_is_stated
        where = back.interface.link.text if unstated else str(back.interface.subnet)
        values = (world.shown(source), where)  # type: ignore[assignment]
    elif back.kind == NOWHERE:
        words, values = "it has no way back to %s", (world.shown(source),)
    else:
        return unknown(f"where {guest.name} sends its answer is not known", at=guest.name)
    event: Event = (guest.name, "answer", span, words, values)
    if behind is not None and forward.protocol == "udp" and back.interface is not None and not behind.has(target):
        refusal = _refusal_heard(world, forward, guest, target, source, back)
        if refusal is not None:
            return refusal.seen_as(refusal.symptom, (event,))
    return Outcome(Disposition.ANSWER_LEAVES_ELSEWHERE, silent, (event,))


def _refusal_heard(
    world: World, forward: Forward, guest: Node, target: Address, source: Address, back: Way
) -> Outcome | None:
    """Return the refusal that a client's NAT engine hears though the guest sends it past its own engine.

    The guest's "port unreachable" goes to the host by the adapter, and an engine's UDP socket, which is connected to
    nobody, takes it whoever sends it. It hands it on as coming from TARGET, so to a machine that does not have that.
    """
    picked = pick(guest, "udp", target, forward.guest_port)
    if picked.doubt:
        return unknown(picked.doubt, at=guest.name)
    if picked.socket is not None or back.interface is None:
        return None
    there = taker(world, back.interface.link, source, guest, None)
    if there.reason:
        return unknown(there.reason, at=guest.name)
    if there.node is not world.host:
        return None
    cause, words, span = why_nobody(guest, "udp", target, forward.guest_port)
    return Outcome(cause, Symptom.REFUSED, ((guest.name, "listener", span, "%s", (words,)),))
