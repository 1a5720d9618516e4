"""The forwards of a machine as VirtualBox gets them: Vagrant's, then what commands add and delete."""

from __future__ import annotations

from vmlint.analysis.providers import VIRTUALBOX, adapt
from vmlint.analysis.world import ABSENT, UNSURE, Forward
from vmlint.hints import TYPE_CHECKING
from vmlint.model.ip import ANY, parse_host_ip

if TYPE_CHECKING:
    from vmlint.analysis.world import World
    from vmlint.model.host import HostFacts
    from vmlint.model.ip import Address
    from vmlint.model.topology import AdapterSetting, ForwardedPort, Machine, Topology


def forwards_of(world: World, topology: Topology, machine: Machine, host: HostFacts) -> list[Forward]:
    """Return the machine's forwards; those of which something is not known are unsure."""
    found: dict[str, Forward] = {}
    node = world.machines[machine.name]
    for declared in topology.forwards_of(machine.name):
        if declared.disabled:
            continue
        forward = _declared(world, declared)
        if forward is None:
            world.incomplete = world.incomplete or f"a port of a forward to {machine.name} is not known"
            continue
        found[forward.name] = forward
    if world.provider == VIRTUALBOX:
        for setting in machine.settings:
            if setting.what == "nat-rule-deleted":
                found.pop(str(setting.value.value), None)
            elif setting.what == "nat-rule":
                _add_rule(world, machine, setting, found)
        if node.nat is None:
            for forward in found.values():
                forward.state, forward.reason = ABSENT, f"adapter 1 of {machine.name} is not NAT: it forwards nothing"
    for forward in found.values():
        if world.provider == VIRTUALBOX:
            _check_privilege(world, forward, host)
        else:
            adapt(world, forward)
    return list(found.values())


def _declared(world: World, declared: ForwardedPort) -> Forward | None:
    host_port, guest_port = _port(declared.host_port.value), _port(declared.guest_port.value)
    if host_port is None or guest_port is None:
        return None
    protocol = declared.transport or "tcp"
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
    if declared.adapter.value not in (None, 1, "1"):
        _doubt(forward, f"adapter {declared.adapter.value} of {declared.machine} carries that forward")
    if protocol not in ("tcp", "udp"):
        world.machines[declared.machine].unsure = f"VirtualBox knows no protocol {protocol}"
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


def _add_rule(world: World, machine: Machine, setting: AdapterSetting, found: dict[str, Forward]) -> None:
    """Add the rule of a command: ``NAME,PROTOCOL,HOST IP,HOST PORT,GUEST IP,GUEST PORT``."""
    node = world.machines[machine.name]
    text = setting.value.text
    parts = None if text is None else [part.strip() for part in text.split(",")]
    if parts is None or len(parts) != 6 or parts[1].lower() not in ("tcp", "udp"):
        node.unsure = node.unsure or f"a NAT rule of {machine.name} cannot be read"
        return
    name, protocol, host_ip, host_port, guest_ip, guest_port = parts
    ports = [int(part) if part.isascii() and part.isdigit() else 0 for part in (host_port, guest_port)]
    if _port(ports[0]) is None or _port(ports[1]) is None:
        node.unsure = node.unsure or f"a NAT rule of {machine.name} has no port"
        return
    name = name or f"{protocol.lower()}_{host_port}_{guest_port}"
    forward = Forward(
        machine.name,
        name,
        protocol.lower(),
        _host_ip(host_ip),
        ports[0],
        _guest_ip(guest_ip),
        ports[1],
        span=setting.value.span,
        written_host_ip=host_ip,
    )
    forward.assumptions = setting.origin.assumptions
    if setting.slot != 1:
        _doubt(forward, f"adapter {setting.slot} of {machine.name} carries that forward")
    twin = found.get(name) or next((f for f in found.values() if _equal(f, forward)), None)
    if twin is not None:
        node.refusal = node.refusal or f"VirtualBox refuses the NAT rule {name}: there is one like it"
        node.refusal_span = node.refusal_span or setting.value.span
        return
    found[name] = forward


def _equal(one: Forward, other: Forward) -> bool:
    same = one.protocol == other.protocol and one.host_port == other.host_port
    return same and one.written_host_ip == other.written_host_ip


def _check_privilege(world: World, forward: Forward, host: HostFacts) -> None:
    """Drop a forward that VirtualBox may not make: ports below 1024 belong to root."""
    first = host.unprivileged_ports_from
    if forward.state == ABSENT or host.os == "windows" or forward.host_port >= (1024 if first is None else first):
        return
    if host.os == "macos" and forward.host_ip == ANY:
        return
    if host.os is None and first is None:
        from vmlint.model.value import Assumption

        if forward.span is not None:
            what = f"the host lets VirtualBox listen on port {forward.host_port}"
            forward.assumptions += (Assumption(what, "host: {os: …, unprivileged_ports_from: …}", forward.span),)
        return
    node = world.machines[forward.machine]
    reason = f"port {forward.host_port} of the host needs root, which VirtualBox does not have"
    if world.virtualbox is not None and world.virtualbox >= (7, 1):
        node.refusal, node.refusal_span = node.refusal or reason, node.refusal_span or forward.span
    else:
        forward.state, forward.reason = ABSENT, reason
