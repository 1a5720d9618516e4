"""What Vagrant makes of a machine's adapters before the commands of its provider block run.

At each boot it deletes all NAT rules, turns the adapters off, gives each network of the Vagrantfile the slot that is
written, or the lowest that neither ``network_adapter`` nor another such network has, and then makes its forwards. A
written slot is not reserved: a later network may take it.
"""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.model.hardware import Card, Hardware, Remark
from vmlint.model.topology import NAT
from vmlint.model.value import ABSENT, EVERYWHERE, Spanned, Unknown
from vmlint.record import Record
from vmlint.text import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.model.topology import ForwardedPort, NetworkAdapter
    from vmlint.model.value import Origin
    from vmlint.text import Span

CONFLICT = "adapter-slot-conflict"
MALFORMED = "nat-rule-malformed"
_SLOTS = 36


class Provided(Record):
    """One ``network_adapter SLOT, KIND`` of the provider's block."""

    __slots__ = ("slot", "kind", "origin")
    slot: int
    kind: Spanned
    origin: Origin


def vagrant_hardware(
    name: str, adapters: Iterable[NetworkAdapter], forwards: Iterable[ForwardedPort], provided: Iterable[Provided] = ()
) -> tuple[Hardware, list[Remark]]:
    """Return the adapters of machine NAME when the commands of its provider block run, and what is wrong with them."""
    plugged = {1: _Plugged(Spanned(NAT, None, ()), EVERYWHERE)}
    remarks: list[Remark] = []
    doubt = ""
    for each in provided:
        value = _attachment(each.kind) or Unknown(f"what adapter {each.slot} is attached to is not known")
        plugged[each.slot] = _Plugged(Spanned(value, each.kind.span, each.kind.assumptions), each.origin)
        if not each.origin.certain:
            doubt = doubt or "a `network_adapter` of it is there only on a condition that cannot be decided"
    automatic = set(plugged)
    free = 1
    for network in adapters:
        slot = written_slot(network)
        if slot is None:
            if network.slot.value is not None:
                doubt = doubt or "the slot of an adapter of it is not known"
                continue
            while free in automatic:
                free += 1
            slot = free
            automatic.add(slot)
        _plug(name, plugged, slot, network, remarks)
    for forward in forwards:
        carrier = plugged.get(_carrier(forward))
        if carrier is not None and forward.disabled is not True:
            carrier.rules[_rule_name(forward)] = forward
    cards = tuple(each.card(slot) for slot, each in sorted(plugged.items()))
    return Hardware(cards, None, doubt, True, False, "", ""), remarks


def malformed(forward: ForwardedPort) -> Remark | None:
    """Return why VBoxManage refuses the rule that Vagrant makes of a forward, so that `vagrant up` stops at it.

    Vagrant writes ``id,protocol,host_ip,host,guest_ip,guest`` and looks at no part of it but the ports.
    """
    if forward.disabled is not False:
        return None
    for value, what in ((forward.host_ip, "host_ip"), (forward.guest_ip, "guest_ip"), (forward.protocol, "protocol")):
        if "," in (value.text or ""):
            return _malformed(forward, value.span, f"a comma in the {what} `{value.text}` ends that field of the rule")
    if "," in forward.name:
        text = f"VirtualBox takes no comma in the name of a NAT rule, which is the id `{forward.name}`"
        return _malformed(forward, forward.name_span, text)
    protocol = forward.transport
    if protocol is None or protocol.strip(" \t\n\v\f\r") in ("tcp", "udp"):
        return None
    return _malformed(forward, forward.protocol.span, f"VirtualBox knows tcp and udp, and no protocol `{protocol}`")


def _malformed(forward: ForwardedPort, place: Span | None, text: str) -> Remark | None:
    span = place or forward.origin.span
    if span is None:
        return None
    text = f"{text}: `vagrant up` stops at this forward"
    return Remark(MALFORMED, text, span, (), forward.machine, forward.origin, True, False, ())


class _Plugged:
    """What is in a slot so far."""

    __slots__ = ("attachment", "declared", "origin", "rules")

    def __init__(self, attachment: Spanned, origin: Origin, declared: NetworkAdapter | None = None) -> None:
        self.attachment = attachment
        self.origin = origin
        self.declared = declared
        self.rules: dict[str, ForwardedPort] = {}

    def card(self, slot: int) -> Card:
        """Return it as the model has it."""
        network = ABSENT if self.declared is None else self.declared.network
        rules, declared = tuple(self.rules.values()), self.declared
        return Card(
            slot, self.attachment, network, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, rules, declared, self.origin
        )


def written_slot(network: NetworkAdapter) -> int | None:
    """Return the slot that the text gives a network, None where it gives none."""
    value = network.slot.value
    if type(value) is int:
        return value
    return whole_number(value) if isinstance(value, str) else None


def _attachment(kind: Spanned) -> str | None:
    from vmlint.languages.virtualbox.options import ATTACHMENTS

    return ATTACHMENTS.get(str(kind.value).lower()) if kind.known else None


def _plug(name: str, plugged: dict[int, _Plugged], slot: int, network: NetworkAdapter, remarks: list[Remark]) -> None:
    before = plugged.get(slot)
    place = network.slot.span or network.origin.span
    if before is not None and _is_meant(before.declared, network):
        before = None
    if before is not None and before.origin.span is not None and place is not None and network.origin.span is not None:
        certain = before.origin.certain and network.origin.certain
        text = f"adapter {slot} is taken: this network takes the place of what was declared for it before"
        related = ((before.origin.span, f"adapter {slot} is given away here"),)
        origin = network.origin if certain or not network.origin.certain else before.origin
        advice = "leave `adapter:` out, or give each a slot of its own"
        remarks.append(Remark(CONFLICT, f"{text}; {advice}", place, related, name, origin, False, False, ()))
    plugged[slot] = _Plugged(Spanned(network.attachment, place, ()), network.origin, network)


def _is_meant(before: NetworkAdapter | None, network: NetworkAdapter) -> bool:
    """Return whether a network is there to replace another: both name the adapter, in blocks that run apart.

    So a machine of a loop gets an address of its own in a later `define` block.
    """
    if before is None or before.slot.value is None or network.slot.value is None:
        return False
    return before.origin.steps != network.origin.steps


def _carrier(forward: ForwardedPort) -> int:
    value = forward.adapter.value
    number = whole_number(value) if isinstance(value, str) else value
    return number if type(number) is int else 1


def _rule_name(forward: ForwardedPort) -> str:
    if forward.name:
        return forward.name
    port = forward.host_port.number
    return f"{forward.host_address or ''}{forward.transport or 'tcp'}{forward.order if port is None else port}"
