"""The forwards of a machine as VirtualBox gets them: Vagrant's, then what commands add and delete."""

from __future__ import annotations

from vmlint.analysis.claims import assume_older
from vmlint.analysis.hardware import hardware_of
from vmlint.analysis.providers import VIRTUALBOX, adapt
from vmlint.analysis.refusals import FIRST_FREE, needs_root
from vmlint.analysis.world import ABSENT, UNSURE, Forward
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.host import STRICT, at_least
from vmlint.model.ip import ANY, parse_host_ip
from vmlint.model.value import Assumption

if TYPE_CHECKING:
    from vmlint.analysis.world import World
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.host import HostFacts
    from vmlint.model.ip import Address
    from vmlint.model.topology import Machine, Topology


def forwards_of(world: World, topology: Topology, machine: Machine, host: HostFacts) -> list[Forward]:
    """Return the machine's forwards; those of which something is not known are unsure."""
    if world.provider != VIRTUALBOX:
        found = _made(world, [each for each in topology.forwards_of(machine.name) if not each.disabled])
        for forward in found:
            adapt(world, forward)
        return found
    found = []
    node = world.machines[machine.name]
    for card in hardware_of(topology, machine).cards:
        carried = _made(world, [rule for rule in card.rules if not rule.disabled])
        for forward in carried:
            forward.slot = card.slot
            nat = node.nats.get(card.slot)
            if nat is None and not node.unsure:
                forward.state = ABSENT
                forward.reason = f"adapter {card.slot} of {machine.name} is not NAT: it forwards nothing"
            elif nat is None or nat.cut:
                _doubt(forward, node.unsure if nat is None else nat.cut)
            _check_privilege(world, forward, host)
        found += carried
    return found


def _made(world: World, rules: list[ForwardedPort]) -> list[Forward]:
    found: dict[str, Forward] = {}
    for declared in rules:
        forward = _declared(world, declared)
        if forward is None:
            world.incomplete = world.incomplete or f"a port of a forward to {declared.machine} is not known"
        else:
            found[forward.name] = forward
    return list(found.values())


def _declared(world: World, declared: ForwardedPort) -> Forward | None:
    host_port, guest_port = _port(declared.host_port.value), _port(declared.guest_port.value)
    if host_port is None or guest_port is None:
        return None
    protocol = (declared.transport or "tcp").strip()
    odd = "" if protocol in ("tcp", "udp") else protocol
    protocol = "tcp" if odd else protocol  # it was meant for somebody, and Docker makes TCP of it
    written = declared.host_address or ""
    forward = Forward(
        declared.machine,
        declared.name or f"{written}{protocol}{host_port}",
        protocol,
        _host_ip(written),
        host_port,
        _guest_ip(declared.guest_ip.text),
        guest_port,
        span=declared.origin.span,
        auto_correct=declared.auto_correct,
        own=declared.own,
        written_host_ip=written,
    )
    forward.rule = declared.rule
    forward.assumptions = declared.origin.assumptions
    for value, name in (
        (declared.protocol, "protocol"),
        (declared.host_ip, "host_ip"),
        (declared.guest_ip, "guest_ip"),
        (declared.adapter, "adapter"),
    ):
        forward.assumptions += value.assumptions
        if not value.known:
            _doubt(forward, f"the {name} of the forward to {declared.machine} is not known")
    if declared.disabled is None or not declared.origin.certain:
        _doubt(forward, f"whether the forward to {declared.machine} is there depends on what cannot be decided")
    if odd and world.provider == VIRTUALBOX:
        world.machines[declared.machine].unsure = f"VirtualBox knows no protocol {odd}"
    return forward


def _doubt(forward: Forward, reason: str) -> None:
    forward.state, forward.reason = UNSURE, forward.reason or reason


def _port(value: object) -> int | None:
    return value if type(value) is int and 0 < value < 65536 else None


def _host_ip(text: str) -> Address:
    """Return where VirtualBox listens: on every address, if the text is none."""
    return (parse_host_ip(text) if text else None) or ANY


def _guest_ip(text: str | None) -> Address | None:
    return parse_host_ip(text) if text else None


def _check_privilege(world: World, forward: Forward, host: HostFacts) -> None:
    """Drop a forward that VirtualBox may not make: low ports belong to root."""
    first = host.unprivileged_ports_from
    if forward.state == ABSENT or forward.own or (first is None and forward.host_port > FIRST_FREE):
        return
    needs = needs_root(forward.host_port, host.os, first, everywhere=forward.host_ip == ANY)
    if needs is False:
        return
    node, strict = world.machines[forward.machine], at_least(world.virtualbox, STRICT)
    if needs is None or forward.state == UNSURE:
        if forward.span is not None:
            what = f"the host lets VirtualBox listen on port {forward.host_port}"
            allowed = Assumption(what, "host: {os: …, unprivileged_ports_from: …}", forward.span)
            forward.assumptions += (allowed,)
            if strict:
                node.assume(allowed)
        return
    reason = f"port {forward.host_port} of the host needs root, which VirtualBox does not have"
    if strict:
        node.refuse(f"{reason}: from 7.1 on it does not start the machine", forward.span, forward.assumptions)
    else:
        forward.state, forward.reason = ABSENT, reason
        assume_older(world, node, forward)
