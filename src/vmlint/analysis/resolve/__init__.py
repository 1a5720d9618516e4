"""From a topology, as files declare it, to the world that is there when everything has started."""

from __future__ import annotations

from vmlint.analysis.claims import claim_ports
from vmlint.analysis.providers import VIRTUALBOX, plug_unknown
from vmlint.analysis.refusals import refuse
from vmlint.analysis.resolve.adapters import plug
from vmlint.analysis.resolve.forwards import forwards_of
from vmlint.analysis.resolve.host_networks import lay, open_forwards
from vmlint.analysis.resolve.servers import open_servers
from vmlint.analysis.resolve.surroundings import surroundings
from vmlint.analysis.world import Node
from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.analysis.found import FoundListener
    from vmlint.analysis.world import World
    from vmlint.model.host import HostFacts
    from vmlint.model.topology import Machine, Topology


def resolve(topology: Topology, host: HostFacts, found: tuple[FoundListener, ...] = ()) -> World:
    """Return the world that TOPOLOGY makes on HOST; FOUND listens where nobody declared what does."""
    world = surroundings(topology, host)
    if not topology.complete:
        world.incomplete = "the Vagrantfile is not completely understood, so there may be more than is known"
    by_machine = {machine.name: machine for machine in topology.machines}
    for machine in by_machine.values():
        world.add(machine.name, _node(machine))
        if machine.hostname.text:
            world.hostnames.setdefault(machine.hostname.text.lower(), machine.name)
    if world.provider == VIRTUALBOX:
        if topology.networks is not None:
            lay(world, topology.networks)
        for machine in by_machine.values():
            plug(world, topology, machine)
        refuse(world, topology, host)
    else:
        plug_unknown(world)
    for machine in by_machine.values():
        world.forwards += forwards_of(world, topology, machine, host)
        if machine.tunnelled:
            world.incomplete = world.incomplete or f"ssh forwards other ports to {machine.name} besides"
    _remove_the_refused(world)
    open_servers(world, topology, found)
    open_forwards(world)
    started = {machine.name: machine.starts for machine in by_machine.values()}
    claim_ports(world, started, {machine.name: machine.moves for machine in by_machine.values()}, _plain(by_machine))
    _remove_the_refused(world)
    world.split = _split(world)
    return world


def _plain(machines: dict[str, Machine]) -> frozenset[str]:
    return frozenset(name for name, machine in machines.items() if not machine.vagrant)


def _node(machine: Machine) -> Node:
    node = Node(f"machine:{machine.name}", span=machine.origin.span)
    node.named_address = machine.named_address
    if machine.refusal is not None:
        node.refuse(machine.refusal.reason, machine.refusal.span)
    if not machine.origin.certain:
        node.unsure = f"whether {machine.name} exists depends on a condition that cannot be decided"
    return node


def _remove_the_refused(world: World) -> None:
    """Unplug the machines that do not start: the networks stay, but nobody is there."""
    for link in world.links.values():
        link.members = [node for node in link.members if not node.refusal]


def _split(world: World) -> str:
    """Return why it matters which address the other computer in the LAN has, else nothing."""
    lan = world.lan.interfaces[0].subnet
    for node in (world.host, *world.machines.values()):
        for interface in node.interfaces:
            subnet = interface.subnet
            if lan is not None and subnet is not None and subnet.prefix > lan.prefix and subnet.base in lan:
                return (
                    f"{node.name} has an adapter in {subnet}, a part of the LAN: it matters where there the client is"
                )
    return ""
