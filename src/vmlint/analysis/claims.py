"""Which forwards VirtualBox really makes: a port of the host belongs to whoever claims it first.

Apps of the host are there before; machines start in the order of their definition; within one machine VirtualBox
takes the rules in the order of their names. Who comes too late is refused by Vagrant where it looks (TCP), else by
VirtualBox: up to 7.0 the machine then runs without that forward, from 7.1 on it does not start.
"""

from __future__ import annotations

from vmlint.analysis.world import ABSENT, MADE, MOVED, UNSURE, Socket
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.host import STRICT, at_least
from vmlint.model.ip import ANY, ANY_V6, LOCALHOST
from vmlint.model.value import Assumption

if TYPE_CHECKING:
    from vmlint.analysis.world import Forward, Node, World


def claim_ports(
    world: World,
    started: dict[str, bool | None],
    ranges: dict[str, tuple[int, int] | None],
    plain: frozenset[str] = frozenset(),
) -> None:
    """Open the sockets of all forwards on the host, and settle which are not made.

    STARTED: whether a plain ``vagrant up`` starts a machine (None: unknown); one that it may leave alone gives way to
    all others.
    RANGES: from which ports Vagrant takes another for a forward that it may move; None where that is unknown.
    PLAIN: machines that Vagrant has no part in; when they start is for their user to say.
    """
    own: dict[str, list[Forward]] = {name: [] for name in world.machines}
    for forward in world.forwards:
        own[forward.machine].append(forward)
    for forwards in own.values():
        forwards.sort(key=lambda forward: forward.name)
    order = sorted(own, key=lambda name: not started.get(name, True))
    for name in order:
        machine = world.machines[name]
        if not machine.refusal and name not in plain:
            _ask_vagrant(world, machine, own[name], bool(started.get(name, True)), ranges.get(name))
        if not machine.refusal:
            _ask_virtualbox(world, machine, own[name], plain)
        if machine.refusal:
            for forward in own[name]:
                forward.state = ABSENT
        else:
            _open(world, own[name])


def as_socket(forward: Forward) -> Socket:
    """Return what a forward opens on the host."""
    doubt = forward.reason if forward.state == UNSURE else ""
    address, port = ANY_V6 if forward.dual else forward.host_ip, forward.host_port
    dual = forward.dual
    return Socket(forward.protocol, address, port, dual=dual, forward=forward, span=forward.span, doubt=doubt)


def _open(world: World, forwards: list[Forward]) -> None:
    last: dict[tuple[object, int], Forward] = {}
    for forward in forwards:
        if forward.state in (MADE, UNSURE):
            world.host.open(as_socket(forward))
        if forward.state == MADE and forward.protocol == "udp":
            # The engine tells UDP clients apart by the guest's side alone: the later forward takes all answers.
            guest = forward.guest_ip or _nat_guest(world, forward)
            earlier = last.get((guest, forward.guest_port))
            if earlier is not None:
                earlier.shadow = forward
            last[guest, forward.guest_port] = forward


def _nat_guest(world: World, forward: Forward) -> object:
    nat = world.machines[forward.machine].nats.get(forward.slot)
    return None if nat is None else nat.guest


def _ask_vagrant(
    world: World, machine: Node, forwards: list[Forward], started: bool, moves: tuple[int, int] | None
) -> None:
    """Settle what Vagrant's check finds taken: it moves the forward if it may, else it refuses the machine."""
    for forward in forwards:
        _ask_system(world, machine, forward)
        holder = _holder(world.host.at(forward.protocol, forward.host_port), forward)
        if holder is None:
            continue
        words = f"port {forward.host_port} of the host is held by {_name_of(holder)}"
        if holder.forward is not None and not started:
            forward.state, forward.reason = MOVED, f"{words}; which of the two machines runs is for the user to say"
        elif not _vagrant_sees(forward, holder):
            continue
        elif forward.auto_correct is not False:
            forward.state, forward.reason = MOVED, f"{words}, and Vagrant moves the forward to another port"
            first, last = moves or (1, 65535)
            world.moving.append((first, last, forward.machine))
        elif _is_unsure(world, forward, holder):
            _doubt_start(machine, forward, words)
        else:
            machine.refuse(f"{words}, and Vagrant refuses to start it", forward.span, forward.assumptions)


def _ask_system(world: World, machine: Node, forward: Forward) -> None:
    """Settle what the system of the host holds itself, where it is stated."""
    if world.host_os not in ("windows", "macos") or forward.protocol != "tcp" or forward.own or forward.rule:
        return
    from vmlint.analysis.refusals import system_holds

    holder, certain = system_holds(forward.host_port, world.host_os)
    words = f"port {forward.host_port} of the host is held by {holder}"
    if holder and forward.auto_correct is not False:
        forward.state, forward.reason = MOVED, f"{words}, and Vagrant moves the forward to another port"
    elif holder and certain and forward.state != UNSURE:
        machine.refuse(f"{words}, and Vagrant refuses to start it", forward.span, forward.assumptions)
    elif holder and forward.span is not None:
        machine.assume(
            Assumption(f"port {forward.host_port} of the host is not that of {holder}", FREE_IT, forward.span)
        )


FREE_IT = "the host's own settings"


def _is_unsure(world: World, forward: Forward, holder: Socket) -> bool:
    """Return whether a clash is there only on a condition: of one of the two nobody knows whether it is made."""
    if forward.state == UNSURE:
        return True
    # Vagrant compares the texts of the rules, whether the host has the address that they name or not.
    named = holder.forward is not None and world.host.perhaps.get(holder.forward.host_ip) == holder.doubt
    return bool(holder.doubt) and not named


def _doubt_start(machine: Node, forward: Forward, words: str) -> None:
    """Leave open whether a forward is made; its machine is taken to start."""
    forward.state, forward.reason = UNSURE, forward.reason or f"{words}, if that is there"
    if forward.span is not None:
        machine.assume(
            Assumption(
                f"the forwards that claim port {forward.host_port} are not both there",
                "the condition there",
                forward.span,
            )
        )


def _ask_virtualbox(world: World, machine: Node, forwards: list[Forward], plain: frozenset[str]) -> None:
    """Settle what VirtualBox cannot listen on, rule by rule."""
    made: dict[tuple[str, int], list[Socket]] = {}
    strict = at_least(world.virtualbox, STRICT)
    for forward in forwards:
        if forward.state != MADE:
            continue
        sibling = _holder(made.get((forward.protocol, forward.host_port), []), forward)
        holder = sibling or _holder(world.host.at(forward.protocol, forward.host_port), forward)
        if holder is None:
            if not _cannot_listen(world, machine, forward):
                made.setdefault((forward.protocol, forward.host_port), []).append(as_socket(forward))
            continue
        words = f"port {forward.host_port} of the host is held by {_name_of(holder)}"
        rival = None if sibling is not None or holder.forward is None else holder.forward
        if rival is not None and (rival.machine in plain or forward.machine in plain):
            # Whoever starts first has the port, and no file says who that is.
            forward.state, rival.state = UNSURE, UNSURE
            reason = f"{rival.name} and {forward.name} claim one port: the machine that starts first has it"
            forward.reason = rival.reason = holder.doubt = reason
        elif _is_unsure(world, forward, holder):
            _doubt_start(machine, forward, words)
        elif strict:
            machine.refuse(
                f"{words}, and VirtualBox from 7.1 on refuses to start it", forward.span, forward.assumptions
            )
            return
        elif sibling is not None and sibling.forward is not None and strict is None:
            other = sibling.forward
            reason = f"{other.name} and {forward.name} claim one port: which gets it depends on VirtualBox's version"
            other.state = forward.state = UNSURE
            other.reason = forward.reason = reason
            assume_older(world, machine, forward)
        else:
            forward.state, forward.reason = ABSENT, f"{words}, so the forward {forward.name} is dropped without a word"
            if strict is None:
                forward.reason += " (VirtualBox up to 7.0), or the machine does not start (from 7.1 on)"
            assume_older(world, machine, forward)


def _cannot_listen(world: World, machine: Node, forward: Forward) -> bool:
    """Return whether a forward's host_ip keeps it from being made, for sure (what follows is noted) or perhaps."""
    if forward.host_ip == ANY:
        return False
    from vmlint.analysis.host_ips import FOREIGN, UNSTATED, standing, why_foreign, why_unstated

    found = standing(world, forward.host_ip)
    if found == UNSTATED:
        reason = why_unstated(forward.host_ip)
        forward.state, forward.reason = UNSURE, reason
        world.host.perhaps[forward.host_ip] = world.lan.perhaps[forward.host_ip] = reason
        if at_least(world.virtualbox, STRICT) and world.lan_is_stated and forward.span is not None:
            what = f"the host has the address {forward.host_ip}"
            machine.assume(Assumption(what, f"host: {{addresses: [{forward.host_ip}]}}", forward.span))
        return True
    if found == FOREIGN:
        forward.state, forward.reason = ABSENT, why_foreign(forward.host_ip)
        if at_least(world.virtualbox, STRICT):
            reason = f"nothing can listen at {forward.host_ip}, and VirtualBox from 7.1 on refuses to start it"
            machine.refuse(reason, forward.span, forward.assumptions)
        assume_older(world, machine, forward)
    return found == FOREIGN


def assume_older(world: World, machine: Node, forward: Forward) -> None:
    """Note that a machine with a forward that cannot be made starts with VirtualBox before 7.1 alone."""
    if forward.span is not None and at_least(world.virtualbox, STRICT) is None:
        what = f"VirtualBox is older than 7.1, which does not start a machine without its forward {forward.name}"
        machine.assume(Assumption(what, "host: {virtualbox: …}", forward.span))


def _holder(sockets: list[Socket], forward: Forward) -> Socket | None:
    """Return which of SOCKETS keeps a forward from listening."""
    wanted = as_socket(forward)
    for socket in sockets:
        if socket.protocol == wanted.protocol and socket.port == wanted.port and socket.overlaps(wanted):
            return socket
    return None


def _name_of(holder: Socket) -> str:
    if holder.forward is not None and holder.forward.network is not None:
        return f"the forward {holder.forward.name} of the NAT network {holder.forward.network.name}"
    if holder.forward is not None:
        return f"the forward {holder.forward.name} of {holder.forward.machine}"
    return holder.server.name if holder.server is not None else "another program"


def _vagrant_sees(forward: Forward, holder: Socket) -> bool:
    """Return whether Vagrant's check finds the port taken: it connects, over TCP, and asks VirtualBox for rules."""
    if forward.protocol != "tcp" or forward.rule:
        return False  # of what commands add Vagrant knows nothing
    other = holder.forward
    if other is not None and other.network is None and forward.written_host_ip in ("", other.written_host_ip):
        return True
    tried = forward.host_ip if forward.host_ip != ANY else LOCALHOST
    return holder.accepts(tried)
