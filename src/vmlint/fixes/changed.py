"""Which addresses and ports an edit changes, wherever they come from: each with what it was and what it becomes."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.fixes.free import subnet_of
from vmlint.model.adapters import HOST_ONLY
from vmlint.model.address import format_v4

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.facts import Change
    from vmlint.frontends.vagrantfile.facts import NetworkFacts

_TOKEN = later(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)|(?<![\d.])\d+(?![\d.]*\d)")
_PORTS = frozenset(("guest", "host", "guest_port", "port"))
_LAST_PORT = 65535


class Changed(Record):
    """What differs between two states of a project, as pairs of old and new; a value that is kept somewhere, too.

    ``addresses``: of machines, of gateways and of the host in their networks. ``fronts``: the first three numbers of
    networks in which no machine is left. ``hosts`` and ``guests``: ports at either end of a forward, and where ssh
    and WinRM are told to connect.
    """

    __slots__ = ("addresses", "fronts", "hosts", "guests")
    addresses: dict[str, str]
    fronts: dict[str, str]
    hosts: dict[int, int]
    guests: dict[int, int]


def changed(before: Bench, after: Bench) -> Changed:
    """Return the addresses and ports that differ in AFTER, on every machine: derived ones as well as written ones."""
    found = Changed({}, {}, {}, {})
    for old, new in zip(before.analysed.of("vagrantfile"), after.analysed.of("vagrantfile")):
        for machine, now in zip(old.machines, new.machines):
            for was, network in _paired(machine.networks, now.networks):
                _compare_network(was, network, found)
    for each in before.differences(after):
        if each.way[2:3] == ("sections",):
            _compare_section(str(each.way[3]), each.old, each.new, found)
        elif each.way[2:3] != ("networks",) and each.way[-1] != "size":
            for one, other in token_pairs(each.old, each.new):
                _note(one, other, found.addresses, found.hosts)
    _compare_forwards(before, after, found)
    _compare_ends(before, after, found)
    return found


def _paired(
    before: tuple[NetworkFacts, ...], after: tuple[NetworkFacts, ...]
) -> Iterator[tuple[NetworkFacts, NetworkFacts]]:
    """Yield the networks that differ, each with what became of it; one that was added or taken out moves nobody."""
    known, new = [_said(each) for each in before], [_said(each) for each in after]
    old_rest = [each for each, text in zip(before, known) if text not in new]
    new_rest = [each for each, text in zip(after, new) if text not in known]
    if len(old_rest) == len(new_rest):
        yield from zip(old_rest, new_rest)


def _said(network: NetworkFacts) -> str:
    return repr((network.type, {name: option.value for name, option in network.options.items() if name != "id"}))


def _compare_network(was: NetworkFacts, network: NetworkFacts, found: Changed) -> None:
    for name, option in was.options.items():
        new = network.options.get(name)
        if new is None or name == "id":
            continue
        ports = found.guests if name == "guest" else found.hosts
        for old, text in token_pairs(option.value, new.value):
            _note(old, text, found.addresses, ports if name in _PORTS else {})


def _compare_section(name: str, old: Any, new: Any, found: Changed) -> None:
    ports = found.guests if name.endswith("guest_port") else found.hosts
    for was, text in token_pairs(old, new):
        _note(was, text, found.addresses, ports if name.rpartition(".")[2] in _PORTS else {})


def _note(old: str, new: str, addresses: dict[str, str], ports: dict[int, int]) -> None:
    if "." in old and "." in new:
        addresses.setdefault(old, new)
    elif "." not in old and "." not in new and 0 < int(old) <= _LAST_PORT:
        ports.setdefault(int(old), int(new))


def token_pairs(old: Any, new: Any) -> list[tuple[str, str]]:
    """Return the addresses and numbers that differ in two values, if nothing else of them does."""
    if isinstance(old, bool) or isinstance(new, bool) or old == new or old is None or new is None:
        return []
    was, now = str(old), str(new)
    if _TOKEN.sub("#", was) != _TOKEN.sub("#", now):
        return []
    return [(one, other) for one, other in zip(_TOKEN.findall(was), _TOKEN.findall(now)) if one != other]


def _compare_forwards(before: Bench, after: Bench, found: Changed) -> None:
    """Note where a guest's port is reached by another port of the host: Vagrant's own forward may have given way."""
    now = after.analysed.topology.forwards
    for old in before.analysed.topology.forwards:
        port = old.host_port.number
        mine = [each for each in now if each.machine == old.machine]
        if port is None or any(each.host_port.number == port for each in mine):
            continue
        for each in mine:
            if each.guest_port.number == old.guest_port.number and each.host_port.number is not None:
                found.hosts.setdefault(port, each.host_port.number)


def _compare_ends(before: Bench, after: Bench, found: Changed) -> None:
    """Note what follows from where a network lies: the host's end of it, and its first three numbers."""
    was, now = before.analysed.topology.adapters, after.analysed.topology.adapters
    left = {(each.address.text or "").rpartition(".")[0] for each in now}
    for old, new in zip(was, now) if len(was) == len(now) else ():
        front, place = ((each.address.text or "").rpartition(".")[0] for each in (old, new))
        if front == place or not front or not place:
            continue
        if front not in left:
            found.fronts.setdefault(front, place)
        subnet, other = subnet_of(old), subnet_of(new)
        if old.attachment == HOST_ONLY and subnet is not None and other is not None:
            found.addresses.setdefault(format_v4(subnet.base | 1), format_v4(other.base | 1))


def changed_by(after: Bench, changes: Iterable[Change]) -> Changed:
    """Return the addresses and ports that differ by CHANGES, which are a part of what differs in AFTER."""
    found = Changed({}, {}, {}, {})
    for each in changes:
        name = str(each.way[5]) if each.way[2:3] == ("networks",) and each.way[4:5] == ("options",) else ""
        section = str(each.way[3]) if each.way[2:3] == ("sections",) else ""
        is_guest = name == "guest" or section.endswith("guest_port")
        is_port = name in _PORTS or section.rpartition(".")[2] in _PORTS or not (name or section)
        ports = (found.guests if is_guest else found.hosts) if is_port else {}
        for old, new in token_pairs(each.old, each.new):
            _note(old, new, found.addresses, ports)
    left = {(each.address.text or "").rpartition(".")[0] for each in after.analysed.topology.adapters}
    for was, text in found.addresses.items():
        front, place = was.rpartition(".")[0], text.rpartition(".")[0]
        if front not in left and front != place:
            found.fronts.setdefault(front, place)
    return found
