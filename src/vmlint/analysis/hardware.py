"""A machine's adapters when it starts: those that commands left, else what Vagrant makes of its networks."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.model.hardware import Hardware
    from vmlint.model.topology import Machine, Topology


def hardware_of(topology: Topology, machine: Machine) -> Hardware:
    """Return the adapters of MACHINE by slot."""
    if machine.hardware is not None:
        return machine.hardware
    from vmlint.languages.virtualbox.vagrant import vagrant_hardware

    own = topology.adapters_of(machine.name), topology.forwards_of(machine.name)
    return vagrant_hardware(machine.name, *own)[0]
