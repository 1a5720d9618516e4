"""From the state that commands leave to the model: adapters by slot, the host's networks, VirtualBox's own machines."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.virtualbox.state import Adapter, State, Vm
from vmlint.languages.virtualbox.vagrant import vagrant_hardware
from vmlint.model.adapters import INTERNAL, NO_ATTACHMENT, ForwardedPort
from vmlint.model.fragment import DECLARED, Part
from vmlint.model.hardware import (
    Card,
    DhcpServer,
    Hardware,
    HostNetworks,
    HostOnlyInterface,
    HostOnlyNetwork,
    NatNetwork,
    merged,
)
from vmlint.model.topology import Entrance, Machine
from vmlint.model.value import ABSENT, Spanned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.languages.virtualbox.state import NatNet, Settings
    from vmlint.model.topology import Topology
    from vmlint.model.value import Origin


def fragment_of(state: State, standing: str = DECLARED) -> Part:
    """Return the part of the topology that STATE describes."""
    machines = tuple(machine_of(vm) for vm in state.vms.values())
    forwards = tuple(
        rule
        for machine in machines
        if machine.hardware is not None
        for card in machine.hardware.cards
        for rule in card.rules
    )
    return Part(
        machines,
        (),
        forwards,
        networks=networks_of(state),
        remarks=tuple(state.remarks),
        doubt=state.doubt,
        standing=standing,
    )


def machine_of(vm: Vm) -> Machine:
    """Return a machine that VirtualBox knows and Vagrant does not."""
    return Machine(
        str(vm.name.value),
        True if vm.running else None,
        ABSENT,
        False,
        False,
        False,
        frozenset(),
        hardware_of(vm),
        False,
        None,
        None,
        ABSENT,
        (Entrance("sshd", Spanned(22, None, ()), ABSENT),),
        vm.origin,
    )


def hardware_of(vm: Vm) -> Hardware:
    """Return a machine's adapters by slot; those that are off and hold nothing are left out."""
    cards = [card_of(adapter) for _, adapter in sorted(vm.adapters.items())]
    kept = tuple(card for card in cards if card.attachment.value != NO_ATTACHMENT or card.rules or card.origin.span)
    return Hardware(kept, vm.running, vm.doubt, vm.whole, vm.seen, vm.known_as, vm.lacks)


def card_of(adapter: Adapter) -> Card:
    """Return one adapter; its rules get their order."""
    kind = str(adapter.attachment.value) if adapter.attachment.known else ""
    network = adapter.networks.get(kind, ABSENT)
    if network is ABSENT and kind == INTERNAL:
        network = Spanned("intnet", None, ())
    return Card(
        adapter.slot,
        adapter.attachment,
        network,
        adapter.cable,
        adapter.promiscuous,
        adapter.mac,
        adapter.nat_subnet,
        adapter.loopback,
        adapter.bind_ip,
        ordered(adapter.rules.by_name.values()),
        adapter.declared,
        adapter.origin,
    )


def ordered(rules: Iterable[ForwardedPort]) -> tuple[ForwardedPort, ...]:
    """Return rules with their rank among each other."""
    return tuple(_ranked(rule, rank) for rank, rule in enumerate(rules))


def _ranked(rule: ForwardedPort, rank: int) -> ForwardedPort:
    if rule.order == rank:
        return rule
    ranked: ForwardedPort = _replaced(rule, order=rank)
    return ranked


def networks_of(state: State) -> HostNetworks:
    """Return the networks that VirtualBox keeps for all machines."""
    return HostNetworks(
        tuple(_nat_network(network) for network in state.nat_networks.values()),
        tuple(_interface(settings) for settings in state.interfaces.values()),
        tuple(_host_only(settings) for settings in state.host_only_networks.values()),
        tuple(_dhcp(settings) for settings in state.dhcp_servers.values()),
        state.made_interfaces,
    )


def _nat_network(network: NatNet) -> NatNetwork:
    return NatNetwork(
        network.name,
        network.subnet,
        network.enabled,
        network.dhcp,
        network.ipv6,
        ordered(network.forwards.by_name.values()),
        ordered(network.forwards_v6.by_name.values()),
        tuple(network.loopbacks.values()),
        network.origin,
    )


def _interface(settings: Settings) -> HostOnlyInterface:
    get = settings.get
    address_v6, prefix_v6 = get("address-v6"), get("prefix-v6")
    return HostOnlyInterface(
        settings.name, get("address"), get("mask"), address_v6, prefix_v6, get("dhcp"), settings.made, settings.origin
    )


def _host_only(settings: Settings) -> HostOnlyNetwork:
    get = settings.get
    return HostOnlyNetwork(settings.name, get("mask"), get("lower"), get("upper"), get("enabled"), settings.origin)


def _dhcp(settings: Settings) -> DhcpServer:
    get = settings.get
    network, interface, address = get("network"), get("interface"), get("address")
    return DhcpServer(
        network, interface, address, get("mask"), get("lower"), get("upper"), get("enabled"), settings.origin
    )


def state_of(topology: Topology, aliases: dict[str, str] | None = None) -> State:
    """Return a state with the machines of TOPOLOGY in it, for the commands of a script beside its Vagrantfile."""
    state = State(aliases)
    for machine in topology.machines:
        hardware = machine.hardware
        if hardware is None:
            own = topology.adapters_of(machine.name), topology.forwards_of(machine.name)
            hardware, _ = vagrant_hardware(machine.name, *own)
        adopt(state, machine.name, machine.origin, hardware)
    return state


def join(topology: Topology, state: State) -> Topology:
    """Return TOPOLOGY after the commands that changed STATE, which began with its machines (``state_of``)."""
    fragment = fragment_of(state)
    new = {machine.name: machine for machine in fragment.machines}
    kept = [_changed(machine, new.pop(machine.name, None)) for machine in topology.machines]
    machines = (*[machine for machine in kept if machine is not None], *new.values())
    forwards = topology.forwards + tuple(rule for rule in fragment.forwards if rule.machine in new)
    joined: Topology = _replaced(
        topology,
        machines=machines,
        forwards=forwards,
        networks=merged(topology.networks, networks_of(state)),
        remarks=topology.remarks + fragment.remarks,
        complete=topology.complete and not fragment.doubt,
    )
    return joined


def _changed(before: Machine, after: Machine | None) -> Machine | None:
    """Return a machine with the adapters that commands left it; None where a command takes it away."""
    if after is None:
        return None
    changed: Machine = _replaced(before, hardware=after.hardware)
    return changed


def _replaced(record: Any, **values: Any) -> Any:
    return type(record)(*[values.get(name, getattr(record, name)) for name in record._fields])


def adopt(state: State, name: str, origin: Origin, hardware: Hardware) -> Vm:
    """Put a machine that is described elsewhere (a Vagrantfile) into STATE, so that commands can change it."""
    vm = Vm(Spanned(name, origin.span, ()), origin, whole=hardware.whole)
    vm.running, vm.doubt, vm.seen = hardware.running, hardware.doubt, hardware.seen
    vm.known_as, vm.lacks = hardware.known_as, hardware.lacks
    vm.adapters = {card.slot: _adapter(card) for card in hardware.cards}
    vm.adapters.setdefault(1, Adapter(1, Spanned(NO_ATTACHMENT, None, ())))
    state.vms[name] = vm
    return vm


def _adapter(card: Card) -> Adapter:
    adapter = Adapter(card.slot, card.attachment, card.origin)
    for name in ("cable", "promiscuous", "mac", "nat_subnet", "loopback", "bind_ip", "declared"):
        setattr(adapter, name, getattr(card, name))
    if card.attachment.known:
        adapter.networks[str(card.attachment.value)] = card.network
    for rule in card.rules:
        adapter.rules.add(rule)
    return adapter
