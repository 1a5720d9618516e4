"""Options set and taken out, ports exchanged, calls taken out."""

from __future__ import annotations

from vmlint.diagnostics import Edit
from vmlint.fixes.options import dropped, inserted
from vmlint.fixes.style import ruby_literal
from vmlint.fixes.trees import key_of, pairs_of
from vmlint.fixes.trying import Mending, first_that
from vmlint.fixes.values import is_data, rewrites
from vmlint.hints import TYPE_CHECKING, Any
from vmlint.plans import target_of
from vmlint.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.facts import Changes, Key
    from vmlint.fixes.resolving import Round
    from vmlint.fixes.trying import Work
    from vmlint.plans import DeleteCall, SetOption, SwapPorts, Target

    Edits = tuple[Edit, ...]


def within(changes: Changes, ways: list[Key], *names: str) -> bool:
    """Return whether nothing but options NAMES of the networks at WAYS differs."""
    allowed = {(*way, "options", name) for way in ways for name in names}
    return changes.only(lambda change: change.way[:6] in allowed)


def _set(round_: Round, steps: list[Any]) -> Work:
    bench, first = round_.bench, steps[0]
    ways = [way for step in steps for way in bench.ways.to(step.target)]
    if not ways or any(step.value != first.value for step in steps):
        return None
    check = _renamed if first.name == "id" else _is_set
    edits = yield from first_that(_settings(bench, first), lambda after: check(bench, after, ways, first))
    return None if edits is None else Mending(edits, False)


def _settings(bench: Bench, step: SetOption) -> Iterator[Edits]:
    if step.old.span is not None:
        yield from rewrites(bench, step.old, step.value, at_call=is_made_once(bench, step.target))
        return
    span = step.target.origin.span
    call = None if span is None or is_data(span) else bench.ruby(span.source).call(span)
    if call is None or span is None:
        return
    written = next((pair.value for pair in pairs_of(call) if key_of(pair) == step.name), None)
    if written is not None:
        yield (Edit(Span(span.source, written.start, written.end), ruby_literal(step.value)),)
    else:
        yield inserted(bench.ruby(span.source), call, step.name, step.value)


def is_made_once(bench: Bench, target: Target) -> bool:
    """Return whether a network's call stands in no loop: what is written there then makes this network alone."""
    networks = [bench.ways.network(way) for way in bench.ways.to(target)]
    declarations = [network.declaration for network in networks if network is not None]
    return not any(frame.values for each in declarations if each is not None for frame in each.frames)


def _is_set(bench: Bench, after: Bench, ways: list[Key], step: SetOption) -> bool:
    facts = after.facts
    values = [facts.get((*way, "options", step.name, "value")) for way in ways]
    if not all(type(value) is type(step.value) and value == step.value for value in map(_plain, values)):
        return False
    return within(bench.differences(after), ways, step.name)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _renamed(bench: Bench, after: Bench, ways: list[Key], step: SetOption) -> bool:
    """Return whether the networks at WAYS have a new id, and at most Vagrant's own of that id are gone."""
    for document, new in zip(bench.analysed.documents, after.analysed.documents):
        for machine, changed in zip(document.machines, new.machines):
            moved = {way[3] for way in ways if way[:2] == (document.path, machine.name)}
            before = [
                {name: option.value for name, option in network.options.items() if name != "id" or index not in moved}
                for index, network in enumerate(machine.networks)
                if not (moved and network.default and network.value("id") == step.value)
            ]
            now = [
                {n: o.value for n, o in network.options.items() if n != "id" or o.value != step.value or not moved}
                for network in changed.networks
            ]
            if sorted(map(repr, before)) != sorted(map(repr, now)):
                return False
    return all(change.way[2:3] == ("networks",) for change in bench.differences(after))


def _drop(round_: Round, steps: list[Any]) -> Work:
    bench, first = round_.bench, steps[0]
    ways = [way for step in steps for way in bench.ways.to(step.target)]
    edits = yield from first_that(
        droppings(bench, first.target, first.name),
        lambda after: (
            all((*way, "options", first.name, "value") not in after.facts for way in ways)
            and within(bench.differences(after), ways, first.name)
        ),
    )
    return None if edits is None else Mending(edits, False)


def droppings(bench: Bench, target: Target, name: str) -> Iterator[Edits]:
    """Yield the edits that take an option out of a network's call, if it is written there."""
    span = target.origin.span
    call = None if span is None or is_data(span) else bench.ruby(span.source).call(span)
    if call is not None and span is not None:
        yield dropped(bench.ruby(span.source), call, name)


def _swap(round_: Round, steps: list[Any]) -> Work:
    bench = round_.bench
    targets: list[Target] = [target_of(step.forward) for step in steps]
    ways = [way for target in targets for way in bench.ways.to(target)]

    def exchanged(after: Bench) -> bool:
        old, new = bench.facts, after.facts
        guest, host = ("options", "guest", "value"), ("options", "host", "value")
        right = all(
            str(new.get(way + guest)) == str(old[way + host]) and str(new.get(way + host)) == str(old[way + guest])
            for way in ways
        )
        return right and within(bench.differences(after), ways, "guest", "host")

    edits = yield from first_that(_swappings(steps[0]), exchanged)
    return None if edits is None else Mending(edits, False)


def _swappings(step: SwapPorts) -> Iterator[Edits]:
    guest, host = step.forward.guest_port.span, step.forward.host_port.span
    if guest is not None and host is not None and guest.path == host.path:
        yield (Edit(guest, host.text), Edit(host, guest.text))


def _delete(round_: Round, steps: list[Any]) -> Mending | None:
    edits = tuple(dict.fromkeys(edit for step in steps for edit in deletion(round_.bench, step)))
    return Mending(edits, True) if edits else None


def deletion(bench: Bench, step: DeleteCall) -> Edits:
    """Return the edit that takes a call out, with its line where nothing but it stands there."""
    file, span = bench.ruby(step.call.source), step.call
    call = file.call(span)
    if call is None or call.block is not None:
        return ()
    start, end = file.line_start(span.start), file.line_end(span.end)
    text = span.source.text
    if text[start : span.start].strip() or text[span.end : end].strip():
        return ()
    end = text.find("\n", end)
    return (Edit(Span(span.source, start, len(text) if end < 0 else end + 1), ""),)


HANDLERS = {"SetOption": _set, "DropOption": _drop, "SwapPorts": _swap, "DeleteCall": _delete}
