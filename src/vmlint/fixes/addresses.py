"""Addresses that a machine cannot have, moved to free ones, and with them every place that means the same."""

from __future__ import annotations

from vmlint.diagnostics import Edit
from vmlint.fixes.facts import ways_to
from vmlint.fixes.free import subnet_of, text_of
from vmlint.fixes.loops import counter_of, ways_of_call
from vmlint.fixes.mentions import address_pattern, network_pattern
from vmlint.fixes.setting import within
from vmlint.fixes.trying import Mending, first_that
from vmlint.fixes.values import is_data, literal_at, replaced_text, rewrites
from vmlint.hints import TYPE_CHECKING, Any
from vmlint.model.address import Subnet, parse_v4
from vmlint.plans import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.resolving import Round
    from vmlint.fixes.trying import Work
    from vmlint.model.topology import NetworkAdapter
    from vmlint.plans import MoveAddress
    from vmlint.text import Span

    Edits = tuple[Edit, ...]


def _move(round_: Round, steps: list[MoveAddress]) -> Work:
    adapters = [step.adapter for step in steps]
    if steps[0].alone:
        return (yield from _alone(round_, adapters))
    from vmlint.fixes.networks import move

    return (yield from move(round_, adapters))


def _alone(round_: Round, adapters: list[NetworkAdapter]) -> Work:
    """Give one adapter another address in its network; in a loop let the address count with the machines."""
    first = adapters[0]
    old, subnet, call = parse_v4(first.address.text or ""), subnet_of(first), first.origin.span
    if old is None or subnet is None or call is None or subnet.prefix > 29:
        return None
    if len(ways_of_call(round_.bench, call)) > 1:
        return (yield from _counted(round_, first, old, subnet, call))
    number = round_.free.address_in(subnet, old if old & 255 not in (0, 255) else None)
    if number is None:
        return None
    round_.free.take_address(number)
    return (yield from _rewritten(round_, adapters, {text_of(old): text_of(number)}))


def _counted(round_: Round, adapter: NetworkAdapter, old: int, subnet: Subnet, call: Span) -> Work:
    bench, span = round_.bench, adapter.address.span
    counter = counter_of(bench, call)
    if counter is None or span is None or is_data(span) or span.text[:1] not in ('"', "'"):
        return None
    base = old if old & 255 not in (0, 1, 255) else subnet.base + 10
    results = counter.results(base)
    if any(number >= subnet.last or (number in round_.free.addresses and number != old) for number in results):
        return None
    if literal_at(bench, span, text_of(old), text_of(old)) is None:
        return None
    content = f'"{text_of(base).rpartition(".")[0]}.#{{{counter.sum(base & 255)}}}"'
    ways = ways_of_call(bench, call)
    wanted = [text_of(number) for number in results]
    edits = yield from first_that(
        iter([(Edit(span, content),)]),
        lambda after: (
            [str(after.facts.get((*way, "options", "ip", "value"))) for way in ways] == wanted
            and within(bench.differences(after), list(ways), "ip")
        ),
    )
    return None if edits is None else Mending(edits, True)


def _rewritten(round_: Round, adapters: list[NetworkAdapter], new: dict[str, str]) -> Work:
    """Return the edit that gives each of ADAPTERS its new address; with all that mentions the old ones, if any does."""
    bench = round_.bench
    ways = [way for adapter in adapters for way in ways_to(bench.analysed, target_of(adapter))]
    names = {
        way: name
        for adapter in adapters
        for way in ways_to(bench.analysed, target_of(adapter))
        for name in ("virtualbox__ip", "ip")
        if bench.facts.get((*way, "options", name, "value")) == adapter.address.text
    }
    if not ways or set(names) != set(ways):
        return None

    front, place = _fronts(new)

    def moved(after: Bench) -> bool:
        for way, name in names.items():
            key = (*way, "options", name, "value")
            if after.facts.get(key) != new.get(str(bench.facts[key])):
                return False
        return bench.differences(after).only(lambda each: _is_same(each.old, each.new, new, front, place))

    edits = yield from first_that(_candidates(bench, adapters, new), moved)
    return None if edits is None else Mending(edits, False)


def _fronts(new: dict[str, str]) -> tuple[str, str]:
    """Return what the moved addresses start with, before and after; empty where they are moved one by one."""
    before = {old.rpartition(".")[0] for old in new}
    after = {now.rpartition(".")[0] for now in new.values()}
    same = all(old.rpartition(".")[2] == now.rpartition(".")[2] for old, now in new.items())
    return (before.pop(), after.pop()) if same and len(before) == len(after) == 1 else ("", "")


def _is_same(old: Any, now: Any, new: dict[str, str], front: str, place: str) -> bool:
    """Return whether a text differs by the moved addresses alone, or by the network that all of them are in."""
    if not isinstance(old, str) or not isinstance(now, str):
        return False
    if substituted(str(old), new) == str(now):
        return True
    return front != place and network_pattern(front).sub(place, str(old)) == str(now)


def substituted(text: str, new: dict[str, str]) -> str:
    """Return TEXT with every old address in it replaced."""
    for old, address in new.items():
        text = address_pattern(old).sub(address, text)
    return text


def _candidates(bench: Bench, adapters: list[NetworkAdapter], new: dict[str, str]) -> Iterator[Edits]:
    first = adapters[0].address
    old = first.text or ""
    if len(new) == 1:
        yield from rewrites(bench, first, new[old])
    else:
        yield _each_of(bench, adapters, new)
    front, after = old.rpartition(".")[0], new[old].rpartition(".")[0]
    if all(text.rpartition(".")[0] == front and now.rpartition(".")[0] == after for text, now in new.items()):
        yield from replaced_text(first, front, after)
    shorter, short = front.rpartition(".")[0], after.rpartition(".")[0]
    if shorter != short and front.rpartition(".")[2] == after.rpartition(".")[2]:
        yield from replaced_text(first, shorter, short)


def _each_of(bench: Bench, adapters: list[NetworkAdapter], new: dict[str, str]) -> Edits:
    """Return an edit for each address that is written out in a place of its own; none where one of them is not."""
    found: dict[Edit, None] = {}
    for adapter in adapters:
        text = adapter.address.text or ""
        edits = next(rewrites(bench, adapter.address, new[text]), None)
        if edits is None:
            return ()
        found.update(dict.fromkeys(edits))
    return tuple(found)


HANDLERS: dict[str, Any] = {"MoveAddress": _move}
