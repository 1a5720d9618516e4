"""What rules about forwards say of them alike: whose one is, and what becomes of one whose host port is taken."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.host import STRICT, at_least, parse_version

if TYPE_CHECKING:
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Topology
    from vmlint.rules._base import Analysed


def owner_text(topology: Topology, forward: ForwardedPort) -> str:
    """Return the machine that a forward leads to, or the NAT network whose it is, as a message names them."""
    if forward.machine:
        return f"`{forward.machine}`"
    for network in () if topology.networks is None else topology.networks.nat:
        if any(rule is forward for rule in network.forwards):
            return f"the NAT network `{network.name.value}`"
    return "a NAT network"


def checked_by_vagrant(forward: ForwardedPort) -> bool:
    """Return whether Vagrant looks if the host port is free: it connects by TCP, and knows its own forwards alone."""
    return forward.transport == "tcp" and not forward.rule


def loses(analysed: Analysed, machine: str) -> str:
    """Return what VirtualBox does with MACHINE where a port of it is taken, which nobody has noticed before."""
    strict = at_least(parse_version(analysed.virtualbox or ""), STRICT)
    runs = f"starts {machine} without this forward, and says so only in its log"
    if strict is None:
        return f"VirtualBox up to 7.0 {runs}; from 7.1 on it does not start {machine}"
    return f"VirtualBox does not start {machine}" if strict else f"VirtualBox {runs}"
