"""Addresses that a machine cannot have, moved to free ones of their network; a whole network moves in networks.py."""

from __future__ import annotations

from vmlint.diagnostics import Edit
from vmlint.fixes.free import subnet_of, text_of
from vmlint.fixes.loops import counter_of
from vmlint.fixes.mentions import address_pattern, needle_of_address
from vmlint.fixes.setting import within
from vmlint.fixes.trying import Mending, first_that
from vmlint.fixes.values import is_data, literal_at, rewrites
from vmlint.hints import TYPE_CHECKING, Any
from vmlint.model.address import parse_v4
from vmlint.plans import target_of

if TYPE_CHECKING:
    from vmlint.fixes.bench import Bench
    from vmlint.fixes.resolving import Round
    from vmlint.fixes.trying import Work
    from vmlint.model.address import Subnet
    from vmlint.model.topology import NetworkAdapter
    from vmlint.plans import MoveAddress
    from vmlint.text import Span

# Addresses that somebody speaks of are passed over; where that goes on, the first is as good as any.
_MOST_TRIED = 20


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
    if len(round_.bench.ways.of_call(call)) > 1:
        return (yield from _counted(round_, first, old, subnet, call))
    number = _unspoken(round_, subnet, old if old & 255 not in (0, 255) else None)
    if number is None:
        return None
    round_.free.take_address(number)
    return (yield from _rewritten(round_, adapters, text_of(old), text_of(number)))


def _unspoken(round_: Round, subnet: Subnet, near: int | None) -> int | None:
    """Return a free address of a network of which nothing in the checkout speaks; else one that is free."""
    first = number = round_.free.address_in(subnet, near)
    for _ in range(_MOST_TRIED):
        if number is None or not round_.project.places(needle_of_address(text_of(number)), ()):
            return number
        round_.free.take_address(number)
        number = round_.free.address_in(subnet, near)
    return first


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
    ways = bench.ways.of_call(call)
    wanted = [text_of(number) for number in results]
    edits = yield from first_that(
        iter([(Edit(span, content),)]),
        lambda after: (
            [str(after.facts.get((*way, "options", "ip", "value"))) for way in ways] == wanted
            and within(bench.differences(after), list(ways), "ip")
        ),
    )
    return None if edits is None else Mending(edits, True)


def _rewritten(round_: Round, adapters: list[NetworkAdapter], old: str, new: str) -> Work:
    """Return the edit that gives each of ADAPTERS, which have the address OLD, the address NEW."""
    bench = round_.bench
    ways = [way for adapter in adapters for way in bench.ways.to(target_of(adapter))]
    names = {
        way: name
        for way in ways
        for name in ("virtualbox__ip", "ip")
        if bench.facts.get((*way, "options", name, "value")) == old
    }
    if not ways or set(names) != set(ways):
        return None
    pattern = address_pattern(old)

    def moved(after: Bench) -> bool:
        if any(after.facts.get((*way, "options", name, "value")) != new for way, name in names.items()):
            return False
        return bench.differences(after).only(
            lambda each: (
                isinstance(each.old, str)
                and isinstance(each.new, str)
                and pattern.sub(new, str(each.old)) == str(each.new)
            )
        )

    edits = yield from first_that(rewrites(bench, adapters[0].address, new), moved)
    return None if edits is None else Mending(edits, False)


HANDLERS: dict[str, Any] = {"MoveAddress": _move}
