"""Which host-only addresses VirtualBox allows, and what it means for a machine that has another."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.model.ip import parse_subnet
from vmlint.model.value import Assumption

if TYPE_CHECKING:
    from vmlint.analysis.world import Interface, Node
    from vmlint.model.host import HostFacts
    from vmlint.model.ip import Address

_DEFAULT_RANGES = ("192.168.56.0/21", "fe80::/10")


def out_of_range(node: Node, interface: Interface, address: Address, facts: HostFacts) -> None:
    """Refuse the machine where its address is not allowed for sure; note an assumption where that is not stated."""
    limit = facts.limits_ranges
    ranges = _DEFAULT_RANGES if facts.networks_conf is None else facts.networks_conf
    allowed = [subnet for subnet in map(parse_subnet, ranges) if subnet is not None]
    if limit is False or any(address in subnet for subnet in allowed):
        return
    if limit:
        node.refusal = node.refusal or f"VirtualBox refuses {address} for a host-only network"
        node.refusal_span = node.refusal_span or interface.span
    elif interface.span is not None:
        what = f"VirtualBox on this host allows {address} for a host-only network"
        interface.assumptions += (Assumption(what, "host: {os: …, virtualbox: …}", interface.span),)
