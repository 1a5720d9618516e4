"""A network that VirtualBox refuses, moved as one: every machine in it, and whatever the configuration says of it."""

from __future__ import annotations

from vmlint.diagnostics import Edit
from vmlint.fixes.free import subnet_of, text_of
from vmlint.fixes.mentions import needle_of_network, network_pattern
from vmlint.fixes.trying import Mending, first_that
from vmlint.fixes.values import replaced_text, rewrites
from vmlint.hints import TYPE_CHECKING, Any
from vmlint.model.address import Subnet, parse_v4
from vmlint.model.topology import BRIDGED
from vmlint.plans import target_of
from vmlint.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.facts import Change, Key
    from vmlint.fixes.resolving import Round
    from vmlint.fixes.trying import Work
    from vmlint.frontends.vagrantfile.facts import Setting
    from vmlint.model.topology import NetworkAdapter

    Edits = tuple[Edit, ...]

# A network of the model has at most 256 addresses: its first three numbers are its name.
_PREFIX = 24
# Networks that somebody speaks of are passed over; where that goes on, the first is as good as any.
_MOST_TRIED = 16
_STRUCTURED = ("networks", "customizations")


def move(round_: Round, adapters: list[NetworkAdapter]) -> Work:
    """Move the networks of ADAPTERS into free ones, the last number of each address kept."""
    bench = round_.bench
    fronts = _targets(round_, adapters)
    members = [each for each in bench.analysed.topology.adapters if front_of(each) in fronts]
    stays = next((each for each in members if not _moves(each)), None)
    if stays is not None:
        return Mending((), False, f"{stays.address.text} of machine `{stays.machine}` cannot move with the network")
    new = _addresses(round_, members, fronts)
    ways = _ways(bench, members)
    if not fronts or new is None or ways is None:
        return None
    for text in new.values():
        round_.free.take_address(parse_v4(text) or 0)
    kept = [text for text, now in new.items() if text.rpartition(".")[2] == now.rpartition(".")[2]]
    key = (tuple(fronts.items()), tuple(new.items()))
    if key not in round_.prepared:
        # One network, many findings: all of them are tried as one.
        others = _others(bench, fronts, ways) if kept else ()
        moved = _Moved(bench, new, fronts if kept else {}, ways)
        round_.prepared[key] = (tuple(_candidates(bench, members, new, others)), moved.suits)
    edits = yield from first_that(*round_.prepared[key])
    return None if edits is None else Mending(edits, False)


def front_of(adapter: NetworkAdapter) -> str:
    """Return the first three numbers of an adapter's address; empty where it has none."""
    return str(adapter.address.text).rpartition(".")[0] if parse_v4(adapter.address.text or "") is not None else ""


def _targets(round_: Round, adapters: list[NetworkAdapter]) -> dict[str, str]:
    """Return what the addresses of each network that is to move start with, and will; none if one cannot move."""
    found = {}
    for adapter in adapters:
        number = parse_v4(adapter.address.text or "")
        target = None if number is None else _target(round_, Subnet.around(number, _PREFIX))
        if target is None:
            return {}
        found[front_of(adapter)] = text_of(target.base).rpartition(".")[0]
    return found


def _target(round_: Round, old: Subnet) -> Subnet | None:
    """Return where a network goes: a free one of which nothing in the checkout speaks, if there is one."""
    free = round_.free
    if old in free.moved:
        return free.moved[old]
    first = target = free.subnet_for(old)
    for _ in range(_MOST_TRIED):
        if target is None:
            break
        if not round_.project.places(needle_of_network(text_of(target.base).rpartition(".")[0]), ()):
            return target
        free.refuse(target, old)
        target = free.subnet_for(old)
    if first is not None:
        free.moved[old] = first
    return first


def _moves(adapter: NetworkAdapter) -> bool:
    """Return whether an adapter can move with its network: the LAN's addresses are not ours, nor is a wider network."""
    subnet = subnet_of(adapter)
    return adapter.attachment != BRIDGED and subnet is not None and subnet.prefix >= _PREFIX


def _addresses(round_: Round, members: list[NetworkAdapter], fronts: dict[str, str]) -> dict[str, str] | None:
    """Return what becomes of each address; one that nobody could have, and that is alone, gets another last number."""
    new = {str(each.address.text): f"{fronts[front_of(each)]}.{_last(each)}" for each in members}
    if len(new) == 1 and _last(members[0]) in ("0", "1", "255"):
        ((old, now),) = new.items()
        number = round_.free.address_in(Subnet.around(parse_v4(now) or 0, _PREFIX))
        return None if number is None else {old: text_of(number)}
    return new


def _last(adapter: NetworkAdapter) -> str:
    return str(adapter.address.text).rpartition(".")[2]


def _ways(bench: Bench, members: list[NetworkAdapter]) -> dict[Key, str] | None:
    """Return the facts that are the addresses of MEMBERS, each with its text; None where one is not found."""
    found: dict[Key, str] = {}
    for adapter in members:
        keys = [
            (*way, "options", name, "value")
            for way in bench.ways.to(target_of(adapter))
            for name in ("virtualbox__ip", "ip")
            if bench.facts.get((*way, "options", name, "value")) == adapter.address.text
        ]
        if not keys:
            return None
        found.update(dict.fromkeys(keys, str(adapter.address.text)))
    return found


class _Moved:
    """What is meant: the addresses, and all that the configuration says of their networks, differ, and nothing else."""

    def __init__(self, bench: Bench, new: dict[str, str], fronts: dict[str, str], ways: dict[Key, str]) -> None:
        self._bench = bench
        self._new = new
        self._ways = ways
        self._patterns = [(network_pattern(front), place) for front, place in fronts.items()]

    def suits(self, after: Bench) -> bool:
        """Return whether the project is as meant: no machine is left behind, nor a gateway, nor a command."""
        facts = after.facts
        if any(facts.get(way) != self._new[old] for way, old in self._ways.items()):
            return False
        for way, value in self._bench.facts.items():
            if way[2:3] and way[2] in _STRUCTURED and isinstance(value, str) and way not in self._ways:
                now = self._substituted(str(value))
                if now != str(value) and str(facts.get(way)) != now:
                    return False
        return self._bench.differences(after).only(self._is_same)

    def _is_same(self, each: Change) -> bool:
        if not isinstance(each.old, str) or not isinstance(each.new, str):
            return False
        return self._new.get(str(each.old)) == str(each.new) or self._substituted(str(each.old)) == str(each.new)

    def _substituted(self, text: str) -> str:
        for pattern, place in self._patterns:
            text = pattern.sub(place, text)
        return text


def _others(bench: Bench, fronts: dict[str, str], ways: dict[Key, str]) -> Edits:
    """Return edits for what else networks and VBoxManage commands say of the moved networks: gateways, ranges, …."""
    found: dict[Edit, None] = {}
    for document in bench.analysed.documents:
        for machine in document.machines:
            for number, network in enumerate(machine.networks):
                for name, option in network.options.items():
                    if (document.path, machine.name, "networks", number, "options", name, "value") not in ways:
                        found.update(dict.fromkeys(_written(_places(option), fronts)))
            for customization in machine.customizations:
                found.update(dict.fromkeys(_written(customization.item_spans, fronts)))
    return tuple(found)


def _places(option: Setting) -> tuple[Span | None, ...]:
    return (option.span, *option.origins)


def _written(spans: Iterable[Span | None], fronts: dict[str, str]) -> Iterator[Edit]:
    """Yield an edit for each place in SPANS where one of the moved networks is written."""
    for span in spans:
        for front, place in fronts.items() if span is not None else ():
            assert span is not None, "nothing is looked at where there is none"
            for match in network_pattern(front).finditer(span.text):
                yield Edit(Span(span.source, span.start + match.start(), span.start + match.end()), place)


def _candidates(bench: Bench, members: list[NetworkAdapter], new: dict[str, str], others: Edits) -> Iterator[Edits]:
    """Yield ways to write the new addresses: for each machine the best, then for each the next best."""
    ways = [_options(bench, member, new[str(member.address.text)]) for member in members]
    for index in range(max(map(len, ways)) if all(ways) else 0):
        found = dict.fromkeys(edit for each in ways for edit in each[min(index, len(each) - 1)])
        whole = [(edit.span.path, edit.span.start, edit.span.end) for edit in found]
        found.update(
            (edit, None)
            for edit in others
            if not any(path == edit.span.path and a <= edit.span.start < b for path, a, b in whole)
        )
        yield tuple(found)


def _options(bench: Bench, member: NetworkAdapter, now: str) -> list[Edits]:
    """Return the ways to write one address, the best first: whole, by its first three numbers, or by two of them."""
    address, old = member.address, str(member.address.text)
    found: list[Any] = list(rewrites(bench, address, now))
    front, place = old.rpartition(".")[0], now.rpartition(".")[0]
    if old.rpartition(".")[2] == now.rpartition(".")[2]:
        found += replaced_text(address, front, place)
        if front.rpartition(".")[2] == place.rpartition(".")[2]:
            found += replaced_text(address, front.rpartition(".")[0], place.rpartition(".")[0])
    return found
