"""What a script, a dump or a settings file of VirtualBox says, as plain dictionaries in the shape of ``inspect``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.places import place
from vmlint.model.hardware import NO_NETWORKS
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.languages.virtualbox.document import Document
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.hardware import Card, HostNetworks, Remark
    from vmlint.model.topology import Machine
    from vmlint.model.value import Assumption, Origin

Json = Any


def document_to_dict(document: Document) -> dict[str, Json]:
    """Return DOCUMENT for JSON."""
    fragment = document.fragment()
    answer: dict[str, Json] = {
        "schema": 1,
        "path": document.path,
        "language": document.language,
        "complete": document.complete,
        "loads": document.loads,
        "errors": [{"kind": at.kind, "message": at.message, **place(at.span)} for at in document.problems],
        "validation": [_remark(remark) for remark in fragment.remarks if not remark.since],
        "assumptions": [_assumption(at) for at in _assumptions(document)],
        "machines": [_machine(machine, observed=document.observed) for machine in fragment.machines],
        "host_networks": _host_networks(fragment.networks or NO_NETWORKS),
    }
    if document.commands is not None:
        answer["commands"] = [
            {"words": [_value(word) for word in command.words], **_origin(command.origin)}
            for command in document.commands
        ]
    if document.ranges is not None:
        answer["ranges"] = [
            {"network": each.text, "virtualbox": each.virtualbox, "vagrant": each.vagrant, **place(each.span)}
            for each in document.ranges
        ]
    answer["unknowns"] = [{**place(at.span), "reason": at.reason} for at in document.unknowns]
    return answer


def _assumptions(document: Document) -> list[Assumption]:
    found: dict[Assumption, None] = {}
    for command in document.commands or ():
        found.update(dict.fromkeys(command.origin.assumptions))
        for word in command.words:
            found.update(dict.fromkeys(word.assumptions))
    return sorted(found, key=lambda at: (*at.span.order(), at.what))


def _origin(origin: Origin) -> dict[str, Json]:
    return {
        "certainty": "certain" if origin.certain else "possible",
        **place(origin.span),
        "call_stack": [step.text for step in origin.steps],
    }


def _value(value: Spanned) -> Json:
    return {"unknown": value.value.reason} if isinstance(value.value, Unknown) else value.value


def _assumption(assumption: Assumption) -> dict[str, Json]:
    return {"what": assumption.what, "change": assumption.change, **place(assumption.span)}


def _remark(remark: Remark) -> dict[str, Json]:
    return {"machine": remark.machine, "error": remark.kind, "message": remark.text, **place(remark.span)}


def _machine(machine: Machine, *, observed: bool) -> dict[str, Json]:
    hardware = machine.hardware
    cards = () if hardware is None else hardware.cards
    return {
        "name": machine.name,
        "primary": False,
        "autostart": None,
        "certainty": "certain" if machine.origin.certain else "possible",
        "box": None,
        "hostname": None,
        "communicator": None,
        "places": {} if machine.origin.span is None else {"name": place(machine.origin.span)},
        "observed": observed,
        "running": None if hardware is None else hardware.running,
        "whole": hardware is not None and hardware.whole and not (hardware.doubt or hardware.lacks),
        "networks": [_forward(rule, card.slot) for card in cards for rule in card.rules],
        "usable_port_range": None,
        "virtualbox": {"customizations": [], "network_adapters": [_card(card) for card in cards]},
        "provisioners": [],
        "listeners": [],
    }


def _card(card: Card) -> Json:
    options = {
        "network": card.network,
        "nat_subnet": card.nat_subnet,
        "localhost_reachable": card.loopback,
        "cable_connected": card.cable,
        "promiscuous": card.promiscuous,
        "mac": card.mac,
        "bind_ip": card.bind_ip,
    }
    said = {name: _value(value) for name, value in options.items() if value.value is not None}
    return [card.slot, _value(card.attachment), said]


def _forward(rule: ForwardedPort, slot: int | None) -> dict[str, Json]:
    options: dict[str, Json] = {"guest": _value(rule.guest_port), "host": _value(rule.host_port)}
    options["protocol"] = _value(rule.protocol)
    for name, value in (("host_ip", rule.host_ip), ("guest_ip", rule.guest_ip)):
        if value.value is not None:
            options[name] = _value(value)
    options["id"] = rule.name
    if slot is not None:
        options["adapter"] = slot
    origins = {
        name: [place(at) for at in value.origins]
        for name, value in (("host", rule.host_port), ("guest", rule.guest_port))
        if value.origins
    }
    found = {"type": "forwarded_port", "options": options, "default": False, **_origin(rule.origin)}
    return {**found, "origins": origins}


def _host_networks(networks: HostNetworks) -> dict[str, Json]:
    return {
        "nat_networks": [
            {
                "name": _value(each.name),
                "network": _value(each.subnet),
                "enabled": _value(each.enabled),
                "dhcp": _value(each.dhcp),
                "ipv6": _value(each.ipv6),
                "forwards": [_forward(rule, None) for rule in each.forwards],
                "forwards_v6": [_forward(rule, None) for rule in each.forwards_v6],
                "loopbacks": {mapping.host: mapping.offset for mapping in each.loopbacks},
                **place(each.origin.span),
            }
            for each in networks.nat
        ],
        "hostonly_interfaces": [
            _settings(each, ("name", "address", "mask", "address_v6", "prefix_v6", "dhcp"))
            for each in networks.interfaces
        ],
        "hostonly_networks": [
            _settings(each, ("name", "mask", "lower", "upper", "enabled")) for each in networks.host_only
        ],
        "dhcp_servers": [
            _settings(each, ("network", "interface", "address", "mask", "lower", "upper", "enabled"))
            for each in networks.dhcp
        ],
        "created_hostonly_interfaces": networks.made_interfaces,
    }


def _settings(record: Any, names: tuple[str, ...]) -> dict[str, Json]:
    values = {name: _value(getattr(record, name)) for name in names}
    return {**{name: value for name, value in values.items() if value is not None}, **place(record.origin.span)}
