"""What Vagrant makes of a machine's adapters before the commands of its provider block run.

At each boot it deletes all NAT rules, turns the adapters off, gives each network of the Vagrantfile the slot that is
written, or the lowest that neither ``network_adapter`` nor another such network has, and then makes its forwards. A
written slot is not reserved: a later network may take it.
"""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.languages.virtualbox.state import Adapter, Vm
from vmlint.model.hardware import Remark
from vmlint.model.value import EVERYWHERE, Spanned, Unknown
from vmlint.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.model.topology import ForwardedPort, NetworkAdapter
    from vmlint.model.value import Origin

CONFLICT = "adapter-slot-conflict"
_SLOTS = 36


class Provided(Record):
    """One ``network_adapter SLOT, KIND`` of the provider's block."""

    __slots__ = ("slot", "kind", "origin")
    slot: int
    kind: Spanned
    origin: Origin


def vagrant_vm(
    name: str, adapters: Iterable[NetworkAdapter], forwards: Iterable[ForwardedPort], provided: Iterable[Provided] = ()
) -> tuple[Vm, list[Remark]]:
    """Return a machine as Vagrant has set it up when the commands of its provider block run, and what is wrong."""
    vm = Vm(Spanned(name, None, ()), EVERYWHERE, whole=True)
    remarks: list[Remark] = []
    reserved = {1}
    for each in provided:
        reserved.add(each.slot)
        kind = _attachment(each.kind)
        value = kind or Unknown(f"what adapter {each.slot} is attached to is not known")
        vm.adapters[each.slot] = Adapter(each.slot, Spanned(value, each.kind.span, each.kind.assumptions), each.origin)
        if not each.origin.certain:
            vm.doubted("a `network_adapter` of it is there only on a condition that cannot be decided")
    automatic = set(reserved)
    for network in adapters:
        slot = written_slot(network)
        if slot is None:
            if network.slot.value is not None:
                vm.doubted("the slot of an adapter of it is not known")
                continue
            slot = next(free for free in range(1, _SLOTS + 99) if free not in automatic)
            automatic.add(slot)
        _plug(vm, slot, network, remarks)
    for forward in forwards:
        if forward.disabled is not True:
            adapter = vm.adapters.get(_carrier(forward))
            if adapter is not None:
                adapter.rules.by_name[_rule_name(forward)] = forward
                adapter.rules.by_socket.setdefault(_socket(forward), forward)
    return vm, remarks


def _attachment(kind: Spanned) -> str | None:
    from vmlint.languages.virtualbox.options import ATTACHMENTS

    return ATTACHMENTS.get(str(kind.value).lower()) if kind.known else None


def written_slot(network: NetworkAdapter) -> int | None:
    """Return the slot that the text gives a network, None where it gives none."""
    value = network.slot.value
    if type(value) is int:
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None


def _plug(vm: Vm, slot: int, network: NetworkAdapter, remarks: list[Remark]) -> None:
    before = vm.adapters.get(slot)
    place = network.slot.span or network.origin.span
    if before is not None and before.origin.span is not None and place is not None and network.origin.span is not None:
        certain = before.origin.certain and network.origin.certain
        text = f"adapter {slot} is taken: this network takes the place of what was declared for it before"
        related = ((before.origin.span, f"adapter {slot} is given away here"),)
        origin = network.origin if certain or not network.origin.certain else before.origin
        advice = "leave `adapter:` out, or give each a slot of its own"
        remarks.append(
            Remark(CONFLICT, f"{text}; {advice}", place, related, str(vm.name.value), origin, False, False, ())
        )
    adapter = Adapter(slot, Spanned(network.attachment, place, ()), network.origin)
    adapter.declared = network
    adapter.networks[network.attachment] = network.network
    vm.adapters[slot] = adapter


def _carrier(forward: ForwardedPort) -> int:
    value = forward.adapter.value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if type(value) is int else 1


def _rule_name(forward: ForwardedPort) -> str:
    if forward.name:
        return forward.name
    port = forward.host_port.number
    return f"{forward.host_address or ''}{forward.transport or 'tcp'}{forward.order if port is None else port}"


def _socket(forward: ForwardedPort) -> tuple[str | None, int | None, str | None]:
    return forward.transport, forward.host_port.number, forward.host_address
