"""Addresses that a machine cannot have, moved to free ones, and with them every place that means the same."""

from __future__ import annotations

from vmlint.diagnostics import Edit
from vmlint.fixes.facts import ways_to
from vmlint.fixes.free import subnet_of, text_of
from vmlint.fixes.loops import counter_of, ways_of_call
from vmlint.fixes.mentions import address_pattern, prefix_pattern
from vmlint.fixes.resolving import Mending
from vmlint.fixes.setting import first_that, within
from vmlint.fixes.texts import real_path
from vmlint.fixes.values import is_data, literal_at, replaced_text, rewrites
from vmlint.hints import TYPE_CHECKING, Any
from vmlint.model.address import Subnet, parse_v4
from vmlint.plans import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.resolving import Round
    from vmlint.model.topology import NetworkAdapter
    from vmlint.model.value import Spanned
    from vmlint.plans import MoveAddress
    from vmlint.text import Span

    Edits = tuple[Edit, ...]


def _move(round_: Round, steps: list[MoveAddress]) -> Mending | None:
    adapters = [step.adapter for step in steps]
    if steps[0].alone:
        return _alone(round_, adapters)
    return _together(round_, adapters)


def _together(round_: Round, adapters: list[NetworkAdapter]) -> Mending | None:
    """Move every adapter into the network that its own is moved to, its last number kept where that is free."""
    new: dict[str, str] = {}
    for adapter in adapters:
        subnet, old = subnet_of(adapter), parse_v4(adapter.address.text or "")
        target = None if subnet is None or subnet.prefix < 24 else round_.free.subnet_for(_around(old or 0))
        if target is None or old is None:
            return None
        number = target.base + (old & 255)
        if number & 255 in (0, 1, 255) or (number in round_.free.addresses and text_of(old) not in new):
            other = round_.free.address_in(target)
            if other is None or len(adapters) > 1:
                return None
            number = other
        new[text_of(old)] = text_of(number)
    found = _rewritten(round_, adapters, new)
    if found is not None:
        for text in new.values():
            round_.free.take_address(parse_v4(text) or 0)
    return found


def _around(number: int) -> Subnet:
    return Subnet.around(number, 24)


def _alone(round_: Round, adapters: list[NetworkAdapter]) -> Mending | None:
    """Give one adapter another address in its network; in a loop let the address count with the machines."""
    first = adapters[0]
    old, subnet, call = parse_v4(first.address.text or ""), subnet_of(first), first.origin.span
    if old is None or subnet is None or call is None or subnet.prefix > 29:
        return None
    if len(ways_of_call(round_.bench, call)) > 1:
        return _counted(round_, first, old, subnet, call)
    number = round_.free.address_in(subnet, old if old & 255 not in (0, 255) else None)
    if number is None:
        return None
    found = _rewritten(round_, adapters, {text_of(old): text_of(number)})
    if found is not None:
        round_.free.take_address(number)
    return found


def _counted(round_: Round, adapter: NetworkAdapter, old: int, subnet: Subnet, call: Span) -> Mending | None:
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
    edits = first_that(
        bench,
        iter([(Edit(span, content),)]),
        lambda after: (
            [str(after.facts.get((*way, "options", "ip", "value"))) for way in ways] == wanted
            and within(bench.differences(after), list(ways), "ip")
        ),
    )
    return None if edits is None else Mending(edits, True)


def _rewritten(round_: Round, adapters: list[NetworkAdapter], new: dict[str, str]) -> Mending | None:
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

    def moved(after: Bench) -> bool:
        for way, name in names.items():
            key = (*way, "options", name, "value")
            if after.facts.get(key) != new.get(str(bench.facts[key])):
                return False
        return all(_is_same(change.old, change.new, new) for change in bench.differences(after))

    edits = first_that(bench, _candidates(bench, adapters, new), moved)
    if edits is None:
        return None
    elsewhere = _elsewhere(round_, adapters, new, edits)
    if elsewhere is None:
        return None
    if not elsewhere:
        return Mending(edits, not round_.project.whole)
    together = (*edits, *elsewhere)
    after = bench.after(together)
    return Mending(together, True) if after is not None and moved(after) else None


def _is_same(old: Any, now: Any, new: dict[str, str]) -> bool:
    """Return whether a text differs by the moved addresses alone."""
    if not isinstance(old, str) or not isinstance(now, str):
        return False
    return substituted(str(old), new) == str(now)


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
    front, after = old.rpartition(".")[0], new[old].rpartition(".")[0]
    if all(text.rpartition(".")[0] == front and now.rpartition(".")[0] == after for text, now in new.items()):
        yield from replaced_text(first, front, after)
    shorter, short = front.rpartition(".")[0], after.rpartition(".")[0]
    if shorter != short and front.rpartition(".")[2] == after.rpartition(".")[2]:
        yield from replaced_text(first, shorter, short)


def _elsewhere(round_: Round, adapters: list[NetworkAdapter], new: dict[str, str], edits: Edits) -> Edits | None:
    """Return edits for every other place that mentions one of the moved addresses.

    None where one of them may mean another machine, or is put together in a way that cannot be followed.
    """
    apart = [edit.span for edit in edits] + [span for adapter in adapters for span in _own(adapter.address, edits)]
    others = [each for each in round_.bench.analysed.topology.adapters if each not in adapters]
    claimed = {each.address.text for each in others}
    apart += [
        span
        for each in others
        if each.address.text in new
        for span in (each.address.span, *each.address.origins)
        if span
    ]
    found: dict[Edit, None] = {}
    for old, now in new.items():
        places = round_.project.places(address_pattern(old), apart)
        if old in claimed and places:
            # The other machine of that address may be meant: those places stay, and somebody has to look.
            return () if len(new) == 1 and _only_comments(places) else None
        found.update(dict.fromkeys(Edit(place, now) for place in places))
    if any(edit.content.count(".") == 2 for edit in edits):
        front = next(iter(new)).rpartition(".")[0]
        if round_.project.places(prefix_pattern(front), apart):
            return None
    return tuple(found)


def _own(value: Spanned, edits: Edits) -> list[Span]:
    """Return where VALUE is written, if the edit is there."""
    changed = {(real_path(edit.span), edit.span.start) for edit in edits}
    spans = [span for span in (value.span, *value.origins) if span is not None]
    return [
        span for span in spans if any(path == real_path(span) and span.start <= at < span.end for path, at in changed)
    ]


def _only_comments(places: list[Span]) -> bool:
    return all(place.source.line(place.line).lstrip().startswith("#") for place in places)


HANDLERS: dict[str, Any] = {"MoveAddress": _move}
