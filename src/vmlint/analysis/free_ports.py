"""Which ports of the host nobody claims."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number

if TYPE_CHECKING:
    from collections.abc import Container

    from vmlint.model.topology import Topology

FIRST_UNPRIVILEGED = 1025
LAST_PORT = 65535


def taken_ports(topology: Topology) -> set[int | None]:
    """Return the ports that forwards and apps of the host have, or that Vagrant may move a forward to."""
    ports: set[int | None] = {forward.host_port.number for forward in topology.forwards}
    ports |= {whole_number(each.host_port.text or "") for each in topology.forwards}
    ports |= {each.port.number for each in topology.listeners or () if each.on_host}
    for machine in topology.machines:
        # Vagrant moves ssh and whatever has auto_correct to these.
        ports |= set(range(machine.moves[0], machine.moves[1] + 1)) if machine.moves else set()
        ports |= {entrance.host.number for entrance in machine.entrances}
    return ports


def free_port(taken: Container[int | None], like: int) -> int | None:
    """Return a free port, the number LIKE itself or the nearest above it; 8000 more where it is privileged."""
    start = like if like >= FIRST_UNPRIVILEGED else like + 8000
    return next((port for port in range(start, LAST_PORT + 1) if port not in taken), None)
