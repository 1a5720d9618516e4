"""What a project has that rules can be about: a rule whose needs are not met is not even imported."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.adapters import BRIDGED, HOST_ONLY
from vmlint.model.address import LOOPBACK, NAME, SPECIFIC, WILDCARD, parse_bind, parse_v4

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.model.adapters import ForwardedPort, NetworkAdapter
    from vmlint.model.found import Found
    from vmlint.model.topology import Listener, Topology
    from vmlint.rules._base import Analysed

_PRIVILEGED = 1024
# 192.168.56.0/21: what VirtualBox allows unless it is told otherwise.
_USUAL_RANGE = tuple(f"192.168.{third}." for third in range(56, 64))
_USUAL_HOST_IPS = ("127.0.0.1", "0.0.0.0")
_EDGES = (".0", ".1", ".255")
# What most files have, and no rule about odd ports and networks has anything to say of.
_PLAIN_PORTS = frozenset((80, 443, 3000))
_AIRPLAY, _DYNAMIC = (5000, 7000), 49152
_BROWSERS = (1719, 6697, 10080)  # the lowest and the highest of most ports that browsers refuse, and one above
_PLAIN_NETWORK = "192.168.56."
_PLAIN_DOMAINS = frozenset(("com", "example", "internal", "lan", "local", "localdomain", "net", "org", "test"))


def features(analysed: Analysed) -> set[str]:
    """Return the names of what ANALYSED has."""
    topology = analysed.topology
    found = {name for fragment in analysed.fragments for name in fragment.features}
    found.update("load-problems" for fragment in analysed.fragments if fragment.problems)
    found.update(name for forward in topology.forwards if not forward.own for name in _of_forward(forward))
    found.update(name for adapter in topology.adapters for name in _of_adapter(adapter))
    found.update(_of_project(analysed, topology))
    found.update(_of_words(analysed))
    return found


def _is_plain(address: object) -> bool:
    """Return whether ADDRESS is one in the form that nearly all have: nothing more is to be said of it."""
    return address is None or (isinstance(address, str) and parse_v4(address) is not None)


def _of_forward(forward: ForwardedPort) -> Iterator[str]:
    yield "forwards"
    host, guest = forward.host_port.number, forward.guest_port.number
    if forward.host_ip.value:
        if not _is_plain(forward.host_ip.text):
            yield "odd-host-ip"
        if forward.host_ip.value not in _USUAL_HOST_IPS:
            yield "own-host-ip"
    elif forward.host_ip.value is None:
        yield "open-forwards"
    if forward.guest_ip.value:
        yield "guest-ip"
    if guest == 22 or host == 2222:
        yield "ssh-forwards"
    if host is not None and host <= _PRIVILEGED:
        yield "low-ports"
    if forward.protocol.value != "tcp":
        yield "udp-forwards"
    if host is not None and host not in _PLAIN_PORTS:
        low = host < _PRIVILEGED
        if low or host in _AIRPLAY or host >= _DYNAMIC:
            yield "os-ports"
        if guest != 22 and (low or _BROWSERS[0] <= host <= _BROWSERS[1] or host == _BROWSERS[2]):
            yield "browser-ports"


def _of_adapter(adapter: NetworkAdapter) -> Iterator[str]:
    yield "adapters"
    if adapter.attachment == HOST_ONLY and adapter.network.value is not None:
        yield "named-host-only"
    if adapter.attachment == BRIDGED and adapter.network.value is None:
        yield "unpinned"
    if adapter.by_dhcp:
        yield "dhcp"
    address = str(adapter.address.value)
    if address.startswith("10."):
        yield "ten-net"
    if not address.startswith(_PLAIN_NETWORK) or adapter.mask.value is not None:
        yield "other-private"
    if not address.startswith(_PLAIN_NETWORK):
        if ":" in address:
            yield "ipv6"
        elif not address.startswith(("10.", "192.168.")):
            yield "odd-address"
    text = adapter.address.text or ""
    if adapter.attachment == HOST_ONLY and text:
        if (
            not text.startswith(_USUAL_RANGE)
            or adapter.mask.value is not None
            or adapter.host_address.value is not None
        ):
            yield "unusual-range"
        if text.endswith(_EDGES) or adapter.mask.value is not None or adapter.host_address.value is not None:
            yield "edge-address"


def _of_addresses(topology: Topology) -> Iterator[str]:
    addresses = [adapter.address.text for adapter in topology.adapters if adapter.address.text]
    # One IPv6 address can be written in many ways.
    if len(addresses) > len(set(addresses)) or any(":" in address for address in addresses):
        yield "same-address"


def _of_ports(topology: Topology) -> Iterator[str]:
    own = {forward.host_port.number for forward in topology.forwards if forward.own}
    ports = [forward.host_port.number for forward in topology.forwards if not forward.own]
    known = [port for port in ports if port is not None]
    on_host = any(listener.on_host for listener in topology.listeners or ())
    if len(known) > len(set(known)) or not own.isdisjoint(known) or (known and on_host):
        yield "same-port"


def _of_apps(listeners: tuple[Listener, ...], topology: Topology) -> Iterator[str]:
    """Yield what apps have, beside being there: unusual binds, shared sockets, forwards that may move or not fit."""
    yield "apps"
    yield "served"
    if len({(each.port.value, each.protocol) for each in listeners}) < len(listeners):
        yield "same-app-port"
    for address in (bind.address for each in listeners for bind in each.binds):
        if address.kind in (LOOPBACK, NAME):
            yield "bound-locally"
        if address.kind == NAME:
            yield "bound-to-name"
        if address.kind == SPECIFIC:
            yield "bound-specifically"
        if address.text.lower() == "localhost":
            yield "bound-to-localhost"
    forwards = [forward for forward in topology.forwards if not forward.own]
    if len({each.protocol for each in listeners} | {each.transport or "?" for each in forwards}) > 1:
        yield "several-protocols"
    ports = {each.port.number for each in listeners}
    if any(forward.auto_correct and forward.guest_port.number in ports for forward in forwards):
        yield "app-may-move"


def _of_insides(analysed: Analysed) -> Iterator[str]:
    """Yield what was found inside of machines."""
    for inside in analysed.insides:
        if inside.listeners:
            yield "found"
        if inside.hang is not None:
            yield "found-hang"
        if inside.unfollowed:
            yield "unfollowed"
        if any(each.later is not None for each in inside.listeners):
            yield "found-later"
        if any(each.lasting is False for each in inside.listeners):
            yield "found-passing"
        if analysed.topology.listeners is None:
            for each in inside.listeners:
                yield from _of_found(each)


def _of_found(found: Found) -> Iterator[str]:
    """Yield what a listener has that counts because nobody declared what listens."""
    yield "served"
    for address in map(parse_bind, found.binds if isinstance(found.binds, tuple) else ()):
        kind = None if address is None else address.kind
        if kind in (LOOPBACK, NAME):
            yield from ("bound-locally", "found-locally")
        elif kind == SPECIFIC:
            yield from ("bound-specifically", "found-specifically")
        elif kind == WILDCARD and found.web:
            yield "found-web"


def _of_project(analysed: Analysed, topology: Topology) -> Iterator[str]:
    yield from _of_insides(analysed)
    if topology.listeners:
        yield from _of_apps(topology.listeners, topology)
    if analysed.project.whole and (analysed.settings.apps or analysed.settings.sources):
        yield "references"
    if len(topology.machines) > 1:
        yield "machines"
    yield from _of_names([machine.hostname.text.lower() for machine in topology.machines if machine.hostname.text])
    yield from _of_host(analysed)
    owners = [adapter.machine for adapter in topology.adapters]
    if len(owners) > len(set(owners)) or (owners and topology.listeners):
        yield "adapter-pairs"
    if analysed.provider not in (None, "virtualbox") or any(
        name != "virtualbox" for fragment in analysed.fragments for name in fragment.providers
    ):
        yield "other-providers"
    yield from _of_addresses(topology)
    yield from _of_ports(topology)
    if analysed.settings.host.networks_conf is not None or any(each.ranges is not None for each in analysed.fragments):
        yield "unusual-range"
    yield from _of_virtualbox(analysed, topology)


def _of_virtualbox(analysed: Analysed, topology: Topology) -> Iterator[str]:
    for remark in topology.remarks:
        yield from (f"remark:{remark.kind}", "slots")
        if remark.kind == "adapter-slot-conflict":
            yield "given-slots"
    if topology.observed:
        yield "observed"
    if topology.networks is not None and topology.networks.interfaces:
        yield "unusual-range"
    if analysed.host_os is not None:
        yield f"host:{analysed.host_os}"
    if any(adapter.slot.value is not None for adapter in topology.adapters):
        yield from ("slots", "given-slots")
    if any(forward.adapter.value is not None for forward in topology.forwards):
        yield "slots"
    for machine in topology.machines:
        if machine.hardware is not None:
            yield from ("hardware", "slots", "named-host-only")
            if any(card.rules for card in machine.hardware.cards):
                yield "own-host-ip"
            if any(card.nat_subnet.value for card in machine.hardware.cards):
                yield "ten-net"


def _of_names(names: list[str]) -> Iterator[str]:
    if len(set(names)) < len(names):
        yield "equal-hostnames"
    if any("." in name and name.rpartition(".")[2] not in _PLAIN_DOMAINS for name in names):
        yield "domains"


def _of_host(analysed: Analysed) -> Iterator[str]:
    host = analysed.settings.host
    if host.lan is not None:
        yield "other-private"
        if host.lan.startswith("10."):
            yield "ten-net"
    if host.unprivileged_ports_from is not None:
        yield "low-ports"
    if host.wsl:
        yield "wsl"
    if analysed.virtualbox is not None or analysed.vagrant is not None:
        yield "versions"


def _of_words(analysed: Analysed) -> Iterator[str]:
    """Yield what is said to vmlint itself: in comments, and of rules in vmlint.yaml."""
    settings = analysed.settings
    if analysed.comments is not None:
        yield "comments"
        yield "rule-names"
    elif settings.rules or settings.select or settings.ignore or settings.per_file:
        yield "rule-names"
