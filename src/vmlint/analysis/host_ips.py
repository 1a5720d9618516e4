"""Whether the host has the address that a forward's ``host_ip`` names: what is stated of it, and what it makes itself.

A computer has more addresses than its first one in the LAN, so one that nobody stated is unknown. Known are the
loopback ones, the host's ends of the project's host-only networks, and what ``host:`` of vmlint.yaml says.
"""

from __future__ import annotations

from vmlint.analysis.providers import VIRTUALBOX
from vmlint.analysis.world import HOST_ONLY_LINK
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.ip import ANY, LOCALHOST

if TYPE_CHECKING:
    from vmlint.analysis.world import World
    from vmlint.model.ip import Address

HAS = "has"
FOREIGN = "foreign"
"""It certainly has not: nothing can listen there."""
UNSTATED = "unstated"


def standing(world: World, address: Address) -> str:
    """Return whether a forward can listen at ADDRESS of the host: HAS, FOREIGN, or UNSTATED where nobody said."""
    if address.is_loopback and address != LOCALHOST:
        return FOREIGN if world.host_os == "macos" and address not in world.loopbacks else HAS
    if address == ANY or world.host.has(address):
        return HAS
    listed = world.listed and world.provider == VIRTUALBOX and not world.incomplete
    return FOREIGN if listed and not _has_more(world) else UNSTATED


def why_foreign(address: Address) -> str:
    """Return why nothing can listen at an address that is FOREIGN."""
    if address.is_loopback:
        return f"macOS has no loopback address but 127.0.0.1: nothing can listen at {address}"
    return f"host_ip {address} is no address of the host, so nothing is forwarded"


def why_unstated(address: Address) -> str:
    """Return why nothing is known of an address that is UNSTATED."""
    return f"whether the host has the address {address} is not stated (host: {{addresses: [{address}]}} says so)"


def _has_more(world: World) -> bool:
    """Return whether the host has an end, of which the address is not known, in a network of the project."""
    return any(
        interface.link.kind == HOST_ONLY_LINK and world.host not in interface.link.members
        for node in world.machines.values()
        for interface in node.interfaces
    ) or any(node.unsure for node in world.machines.values())
