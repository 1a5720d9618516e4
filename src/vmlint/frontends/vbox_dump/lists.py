"""Entries of ``list natnetworks``, ``list hostonlyifs``, ``list hostonlynets`` and ``list dhcpservers``."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span, whole_number
from vmlint.frontends.vbox_dump.adapters import spanned
from vmlint.languages.virtualbox.nat_rules import Mistake, parse_network_forward
from vmlint.languages.virtualbox.rules import make_rule
from vmlint.languages.virtualbox.state import NatNet, Settings
from vmlint.model.hardware import LoopbackMapping
from vmlint.model.value import Origin, Spanned

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.frontends.vbox_dump.adapters import Line
    from vmlint.languages.virtualbox.state import State

_KEY = re.compile(r"([A-Za-z][\w ().-]*?):(?=\s|$)")
_OWN_INTERFACE = "HostInterfaceNetworking-"
_YES = {"yes": True, "enabled": True, "on": True, "no": False, "disabled": False, "off": False}
_INTERFACE = {
    "IPAddress": "address", "NetworkMask": "mask", "IPV6Address": "address-v6",
    "IPV6NetworkMaskPrefixLength": "prefix-v6",
}  # fmt: skip
_SERVER = {
    "LowerIPAddress": "lower", "lowerIPAddress": "lower", "UpperIPAddress": "upper", "upperIPAddress": "upper",
    "NetworkMask": "mask", "Dhcpd IP": "address", "IP": "address",
}  # fmt: skip


def read_entry(source: Source, lines: list[Line], state: State) -> None:
    """Let one entry of a list change STATE; what it is shows by its keys."""
    keys: dict[str, Spanned] = {}
    for at, line in lines:
        match = _KEY.match(line)
        if match is not None:
            keys.setdefault(match[1], spanned(source, at + match.end(), line[match.end() :]))
    name = keys.get("Name") or keys.get("NetworkName")
    if name is None or not name.value:
        return
    origin = Origin(Span(source, lines[0][0], lines[0][0] + len(lines[0][1])), True, (), ())
    if "LowerIP" in keys:
        _host_only_network(state, name, keys, origin)
    elif "IPAddress" in keys and "VBoxNetworkName" in keys:
        # `list bridgedifs` has the same keys; its networks are those of the host itself.
        if str(keys["VBoxNetworkName"].value).startswith(_OWN_INTERFACE + "vboxnet") or "Host-Only" in str(name.value):
            _interface(state, name, keys, origin)
    elif "LowerIPAddress" in keys or "lowerIPAddress" in keys:
        _dhcp_server(state, name, keys, origin)
    elif "DHCP Server" in keys or "DHCP Enabled" in keys or "Gateway" in keys:
        _nat_network(source, state, name, keys, lines, origin)


def _switch(value: Spanned | None) -> Spanned | None:
    if value is None or str(value.value).lower() not in _YES:
        return None
    return Spanned(_YES[str(value.value).lower()], value.span, ())


def _interface(state: State, name: Spanned, keys: dict[str, Spanned], origin: Origin) -> None:
    settings = state.interfaces[str(name.value)] = Settings(name, origin)
    for key, what in _INTERFACE.items():
        if key in keys and keys[key].value:
            settings.values[what] = keys[key]
    dhcp = _switch(keys.get("DHCP"))
    if dhcp is not None:
        settings.values["dhcp"] = dhcp


def _host_only_network(state: State, name: Spanned, keys: dict[str, Spanned], origin: Origin) -> None:
    settings = state.host_only_networks["name", str(name.value)] = Settings(name, origin)
    for key, what in (("NetworkMask", "mask"), ("LowerIP", "lower"), ("UpperIP", "upper")):
        if key in keys and keys[key].value:
            settings.values[what] = keys[key]
    enabled = _switch(keys.get("State"))
    if enabled is not None:
        settings.values["enabled"] = enabled


def _dhcp_server(state: State, name: Spanned, keys: dict[str, Spanned], origin: Origin) -> None:
    text = str(name.value)
    own = text.startswith(_OWN_INTERFACE)
    kind = "interface" if own else "network"
    named = Spanned(text.removeprefix(_OWN_INTERFACE), name.span, ())
    settings = state.dhcp_servers[kind, str(named.value)] = Settings(named, origin)
    settings.values[kind] = named
    for key, what in _SERVER.items():
        if key in keys and keys[key].value:
            settings.values[what] = keys[key]
    enabled = _switch(keys.get("Enabled"))
    if enabled is not None:
        settings.values["enabled"] = enabled


def _nat_network(
    source: Source, state: State, name: Spanned, keys: dict[str, Spanned], lines: list[Line], origin: Origin
) -> None:
    network = state.nat_networks[str(name.value)] = NatNet(name, origin)
    network.subnet = keys.get("Network") or network.subnet
    network.enabled = _switch(keys.get("Enabled")) or network.enabled
    network.dhcp = _switch(keys.get("DHCP Server") or keys.get("DHCP Enabled")) or network.dhcp
    network.ipv6 = _switch(keys.get("IPv6") or keys.get("IPv6 Enabled")) or network.ipv6
    section = ""
    for at, line in lines:
        stripped = line.strip().rstrip(":").lower()
        if stripped.startswith(("port-forwarding", "loopback mappings")):
            section = stripped
        elif line[:1] in " \t" and section:
            _item(network, section, spanned(source, at, line))


def _item(network: NatNet, section: str, value: Spanned) -> None:
    text = str(value.value)
    if section.startswith("loopback"):
        host, _, offset = text.partition("=")
        number = whole_number(offset.strip())
        if number is not None:
            network.loopbacks[host.strip()] = LoopbackMapping(host.strip(), number, value.span)
        return
    parsed = parse_network_forward(text)
    if not isinstance(parsed, Mistake):
        rules = network.forwards_v6 if "ipv6" in section else network.forwards
        rules.add(make_rule("", None, parsed, value, Origin(value.span, True, (), ())))
