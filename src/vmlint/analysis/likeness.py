"""Which machines see the others alike, so that what holds for one need not be worked out for each."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.analysis.world import Node, World
    from vmlint.model.ip import Subnet


def alike(world: World) -> dict[str, object]:
    """Return a key for each machine, equal for those that are connected in the same way; empty where that is moot.

    It is moot where an address belongs to two, or where one network is a part of another: then it may matter which of
    two neighbours asks.
    """
    if not _plain(world):
        return {}
    return {node.name: _key(node) for node in world.machines.values()}


def _key(node: Node) -> object:
    nat = node.nat
    return (
        tuple((id(each.link), each.subnet, each.address is None) for each in node.interfaces),
        None if nat is None else (nat.subnet, nat.loopback, nat.ipv6, nat.slot, nat.cut, len(node.nats)),
        None if node.service is None else node.service.name,
        node.refusal,
        node.assumptions,
        bool(node.filtered),
        node.unsure,
        node.doubt,
    )


def _plain(world: World) -> bool:
    seen: set[int] = set()
    subnets: dict[Subnet, None] = {}
    for node in world.nodes.values():
        for interface in node.interfaces:
            if interface.address is not None:
                if interface.address in seen:
                    return False
                seen.add(interface.address)
            if interface.subnet is not None:
                subnets[interface.subnet] = None
    distinct = list(subnets)
    return not any(one.overlaps(other) for index, one in enumerate(distinct) for other in distinct[:index])
