"""A machine's adapters when it starts: those that commands left, else what Vagrant makes of its networks.

And the forwards of a topology, wherever they were declared: by networks of a Vagrantfile, by commands, in dumps.
"""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.model.topology import NAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.model.hardware import Hardware
    from vmlint.model.topology import ForwardedPort, Machine, Topology


def hardware_of(topology: Topology, machine: Machine) -> Hardware:
    """Return the adapters of MACHINE by slot."""
    if machine.hardware is not None:
        return machine.hardware
    made = topology.hardware.get(machine.name)
    if made is None:
        from vmlint.languages.virtualbox.vagrant import vagrant_hardware

        own = topology.adapters_of(machine.name), topology.forwards_of(machine.name)
        made = topology.hardware[machine.name] = vagrant_hardware(machine.name, *own)[0]
    return made


def with_rules(topology: Topology) -> Topology:
    """Return TOPOLOGY with the forwards that commands left: those that they added, without those that they deleted.

    They are in the order in which they claim ports: those of NAT networks, then machine by machine. What only another
    provider would run is not there at all.
    """
    if not topology.virtualbox:
        return topology
    changed = {machine.name: machine.hardware for machine in topology.machines if machine.hardware is not None}
    theirs = {name: {_identity(rule) for rule in _rules(hardware)} for name, hardware in changed.items()}
    forwards = [
        forward
        for forward in topology.forwards
        if forward.machine not in changed or _is_kept(forward, changed[forward.machine], theirs[forward.machine])
    ]
    known = {_identity(forward) for forward in forwards}
    added = [
        _possible(rule) if hardware.doubt else rule
        for hardware in changed.values()
        for card in hardware.cards
        for rule in card.rules
        if _identity(rule) not in known
    ]
    values = {name: getattr(topology, name) for name in type(topology)._fields}
    rank = {machine.name: at for at, machine in enumerate(topology.machines)}
    values["forwards"] = tuple(
        sorted([*_of_networks(topology), *forwards, *added], key=lambda forward: rank.get(forward.machine, -1))
    )
    return type(topology)(**values)


def _of_networks(topology: Topology) -> Iterable[ForwardedPort]:
    return () if topology.networks is None else (rule for each in topology.networks.nat for rule in each.forwards)


def _is_kept(forward: ForwardedPort, hardware: Hardware, rules: set[object]) -> bool:
    """Return whether no command deleted a forward, RULES being left; one that no adapter ever had nobody deleted."""
    if forward.disabled is not False or hardware.doubt:
        return True
    carrier = hardware.card(forward.adapter.number or 1)
    return carrier is None or _identity(forward) in rules


def _rules(hardware: Hardware) -> Iterator[ForwardedPort]:
    for card in hardware.cards:
        yield from card.rules


def _identity(forward: ForwardedPort) -> object:
    """Return what stays the same of a forward while it is handed on: all but its rank."""
    return forward.machine, forward.name, forward.origin, forward.host_port, forward.guest_port


def _possible(rule: ForwardedPort) -> ForwardedPort:
    origin = rule.origin
    values = {name: getattr(rule, name) for name in type(rule)._fields}
    values["origin"] = type(origin)(origin.span, False, origin.assumptions, origin.steps)
    return type(rule)(**values)


def carries(topology: Topology, forward: ForwardedPort) -> bool:
    """Return whether the adapter of a forward may be on NAT; another one forwards nothing, and takes no port."""
    machine = topology.machine(forward.machine)
    if machine is None or (machine.hardware is None and forward.adapter.value is None):
        return True
    slot = forward.adapter.number if forward.adapter.value is not None else 1
    card = None if slot is None else hardware_of(topology, machine).card(slot)
    return slot is None or (card is not None and (not card.attachment.known or card.attachment.value == NAT))
