"""From the elements of a settings file to the machine that they describe."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.frontends.vbox_xml.elements import parse
from vmlint.languages.virtualbox.document import Document
from vmlint.model.adapters import (
    BRIDGED,
    CLOUD,
    GENERIC,
    HOST_ONLY,
    HOST_ONLY_NETWORK,
    INTERNAL,
    NAT,
    NAT_NETWORK,
    NO_ATTACHMENT,
    UNATTACHED,
)
from vmlint.model.fragment import Problem, Unclear
from vmlint.model.value import ABSENT, Origin, Spanned

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.frontends.vbox_xml.elements import Element
    from vmlint.languages.virtualbox.state import Adapter, State, Vm

_ATTACHMENTS = {
    "NAT": (NAT, ""),
    "BridgedInterface": (BRIDGED, "name"),
    "HostInterface": (BRIDGED, "name"),
    "InternalNetwork": (INTERNAL, "name"),
    "HostOnlyInterface": (HOST_ONLY, "name"),
    "HostOnlyNetwork": (HOST_ONLY_NETWORK, "name"),
    "NATNetwork": (NAT_NETWORK, "name"),
    "GenericInterface": (GENERIC, "driver"),
    "CloudNetwork": (CLOUD, "name"),
}
_PROMISCUOUS = {"deny": "deny", "allownetwork": "allow-vms", "allowall": "allow-all"}
_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")
_OLDEST, _NEWEST = (1, 12), (1, 20)
_LOOPBACK_OFF_FROM = (1, 19)
_PROTOCOLS = {"0": "udp", "1": "tcp"}


def document_of(source: Source, name: str) -> Document:
    """Return the machine that a settings file describes, or why it cannot be read."""
    root, problems = parse(source)
    notes: list[Unclear] = []
    machine = None if root is None else _machine(root, problems, notes)
    version = _version(root)
    if root is not None and version is not None and version < _OLDEST:
        problems = (*problems, Problem("SyntaxError", _too_old(root), root.get("version").span))
        machine = None

    def describe(state: State) -> None:
        if machine is not None:
            _describe(machine, state, version or _NEWEST, cut_off=bool(problems))

    hides = bool(problems) or machine is None
    return Document(
        source, name, describe, problems=problems, unknowns=tuple(notes), hides=hides, observed=True
    )  # fmt: skip


def _machine(root: Element, problems: tuple[Problem, ...], notes: list[Unclear]) -> Element | None:
    """Return the element of the machine; note what is not as it should be."""
    version = _version(root)
    if version is None:
        notes.append(
            Unclear("the version of these settings is not stated; they are read as the newest that is known", root.span)
        )
    elif version > _NEWEST:
        shown = root.get("version")
        text = f"settings of version {shown.value} are read as those of 1.20: what is newer in them is not known"
        notes.append(Unclear(text, shown.span or root.span))
    machine = root.first("Machine")
    if machine is None and not problems:
        what = (
            "the settings of VirtualBox itself, not of a machine"
            if root.first("Global")
            else "no settings of a machine"
        )
        notes.append(Unclear(f"this file has {what}", root.span))
    elif machine is not None and "name" not in machine.attributes:
        notes.append(Unclear("the machine has no name", machine.span))
        return None
    if machine is not None and "encrypted" in {each.name.lower() for each in machine.children}:
        notes.append(Unclear("the machine is encrypted: its settings cannot be read", machine.span))
    return machine


def _version(root: Element | None) -> tuple[int, int] | None:
    match = None if root is None else _VERSION.match(root.attributes.get("version", ""))
    return None if match is None else (int(match[1]), int(match[2]))


def _too_old(root: Element) -> str:
    return (
        f"settings of version {root.attributes.get('version')} (VirtualBox before 4.0) are not read: "
        "open the machine once with a newer VirtualBox"
    )


def _describe(machine: Element, state: State, version: tuple[int, int], *, cut_off: bool) -> None:
    """Put the machine into STATE."""
    name = machine.get("name")
    vm = state.add(name, Origin(name.span, True, (), ()))
    vm.seen, vm.made = True, False
    vm.adapters.clear()
    # That a machine is saved or off is known when its state was written; whether it runs now is not.
    vm.running = False if "stateFile" in machine.attributes else None
    network = machine.first("Hardware", "Network")
    for element in () if network is None else network.all("Adapter"):
        _adapter(element, vm, version)
    vm.adapter(1)
    if network is None or cut_off:
        vm.cut("its settings file is cut off, or has no network in it")


def _adapter(element: Element, vm: Vm, version: tuple[int, int]) -> None:
    slot = whole_number(element.attributes.get("slot", ""))
    if slot is None or slot > 999:
        vm.cut("an adapter of it has no slot")
        return
    adapter = vm.adapter(slot + 1)
    adapter.origin = Origin(element.span, True, (), ())
    adapter.cable = _switch(element.get("cable"))
    adapter.mac = element.get("MACAddress")
    promiscuous = element.get("promiscuousModePolicy")
    if promiscuous.known and promiscuous.value is not None:
        adapter.promiscuous = Spanned(
            _PROMISCUOUS.get(str(promiscuous.value).lower(), promiscuous.value), promiscuous.span, ()
        )
    active = next((child for child in element.children if child.name in _ATTACHMENTS), None)
    if active is not None:
        _mode(active, vm, adapter, version)
    if element.attributes.get("enabled", "false").lower() not in ("true", "1"):
        adapter.attachment = Spanned(NO_ATTACHMENT, element.get("enabled").span or element.span, ())
    elif active is None:
        adapter.attachment = Spanned(UNATTACHED, element.span, ())
    else:
        adapter.attachment = Spanned(_ATTACHMENTS[active.name][0], active.span, ())


def _mode(element: Element, vm: Vm, adapter: Adapter, version: tuple[int, int]) -> None:
    """Set what the element of an attachment says."""
    kind, name = _ATTACHMENTS[element.name]
    if name:
        written = element.get(name)
        adapter.networks[kind] = written if written.value is not None else ABSENT
        return
    adapter.nat_subnet = element.get("network")
    adapter.bind_ip = element.get("hostip")
    loopback = _switch(element.get("localhost-reachable"))
    if loopback.value is None:
        loopback = Spanned(version < _LOOPBACK_OFF_FROM, element.span, ())
    adapter.loopback = loopback
    for forwarding in sorted(element.all("Forwarding"), key=lambda each: each.attributes.get("name", "")):
        _rule(forwarding, vm, adapter)


def _switch(value: Spanned) -> Spanned:
    if value.value is None:
        return value
    return Spanned(str(value.value).lower() in ("true", "1", "yes"), value.span, ())


def _rule(element: Element, vm: Vm, adapter: Adapter) -> None:
    from vmlint.languages.virtualbox.fields import rule_of

    protocol = element.get("proto")
    named = Spanned(
        _PROTOCOLS.get(str(protocol.value), str(protocol.value or "tcp")), protocol.span or element.span, ()
    )
    fields = [
        element.get("name"),
        named,
        *(element.get(name) for name in ("hostip", "hostport", "guestip", "guestport")),
    ]
    rule = rule_of(str(vm.name.value), adapter.slot, fields, Origin(element.span, True, (), ()))
    adapter.rules.add(rule)
