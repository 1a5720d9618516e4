"""Host ports that are taken, moved to free ones."""

from __future__ import annotations

from vmlint.diagnostics import Edit
from vmlint.fixes.loops import counter_of
from vmlint.fixes.options import inserted
from vmlint.fixes.setting import droppings, is_made_once, within
from vmlint.fixes.trying import Mending, first_that
from vmlint.fixes.values import is_data, rewrites
from vmlint.hints import TYPE_CHECKING, Any
from vmlint.plans import target_of
from vmlint.text import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.resolving import Round
    from vmlint.fixes.trying import Work
    from vmlint.plans import MovePort, SplitForward
    from vmlint.text import Span


def _move(round_: Round, steps: list[MovePort]) -> Work:
    calls = dict.fromkeys(step.forward.origin.span for step in steps)
    if len(calls) != 1 or steps[0].forward.origin.span is None:
        return None
    call = steps[0].forward.origin.span
    made = round_.bench.ways.of_call(call)
    if len(made) == 1 or len({step.forward.origin.steps for step in steps}) == len(steps) == 1:
        found = yield from _one(round_, steps[0])
        if found is not None or len(made) == 1:
            return found
    return (yield from _loop(round_, steps, call)) or (yield from _correct(round_, steps, call))


def _one(round_: Round, step: MovePort) -> Work:
    bench, forward = round_.bench, step.forward
    old = forward.host_port.number
    port = None if old is None else round_.free.port(old)
    ways = bench.ways.to(target_of(forward))
    if port is None or old is None or not ways:
        return None
    round_.free.take_port(port)
    edits = yield from first_that(
        rewrites(bench, forward.host_port, port, at_call=is_made_once(bench, target_of(forward))),
        lambda after: (
            all(str(after.facts.get((*way, "options", "host", "value"))) == str(port) for way in ways)
            and within(bench.differences(after), ways, "host")
        ),
    )
    if edits is None:
        return None
    return Mending(edits, False)


def _loop(round_: Round, steps: list[MovePort], call: Span) -> Work:
    """Let the port count with the machines: ``8080`` becomes ``8079 + i``."""
    bench, forward = round_.bench, steps[0].forward
    counter, base, span = counter_of(bench, call), forward.host_port.number, forward.host_port.span
    if counter is None or base is None or span is None or is_data(span) or whole_number(span.text) is None:
        return None
    results = counter.results(base)
    if any(port in round_.free.ports and port != base for port in results):
        return None
    ways = bench.ways.of_call(call)
    edits = yield from first_that(
        iter([(Edit(span, counter.sum(base)),)]),
        lambda after: (
            [after.facts.get((*way, "options", "host", "value")) for way in ways] == results
            and within(bench.differences(after), list(ways), "host")
        ),
    )
    if edits is None:
        return None
    for port in results:
        round_.free.take_port(port)
    return Mending(edits, True)


def _correct(round_: Round, steps: list[MovePort], call: Span) -> Work:
    """Let Vagrant look for a free port: ``auto_correct: true``."""
    bench = round_.bench
    if any(step.forward.transport != "tcp" or step.forward.auto_correct is not False for step in steps):
        return None
    ways = bench.ways.of_call(call)
    edits = yield from first_that(
        _corrections(bench, call),
        lambda after: (
            all(after.facts.get((*way, "options", "auto_correct", "value")) is True for way in ways)
            and within(bench.differences(after), list(ways), "auto_correct")
        ),
    )
    title = "let Vagrant find a free host port: `auto_correct: true`"
    return None if edits is None else Mending(edits, True, title=title)


def _corrections(bench: Bench, call: Span) -> Iterator[tuple[Edit, ...]]:
    node = None if is_data(call) else bench.ruby(call.source).call(call)
    if node is not None:
        yield inserted(bench.ruby(call.source), node, "auto_correct", True)


def _split(round_: Round, steps: list[SplitForward]) -> Work:
    """Move a forward away from the one whose place it took, which is then there again."""
    bench, step = round_.bench, steps[0]
    old = step.host.value if isinstance(step.host.value, int) else whole_number(step.host.text or "") or 0
    port = round_.free.port(old)
    if len(steps) != 1 or port is None:
        return None
    round_.free.take_port(port)
    candidates = rewrites(bench, step.host, port) if step.identity is None else droppings(bench, step.target, "id")
    edits = yield from first_that(candidates, lambda after: _has_both(bench, after, step, port))
    return None if edits is None else Mending(edits, True)


def _has_both(bench: Bench, after: Bench, step: SplitForward, port: int) -> bool:
    """Return whether one forward more is there, and the only new host port is PORT."""
    before, now = (
        [(each.machine, each.guest_port.value, each.host_port.value) for each in at.analysed.topology.forwards]
        for at in (bench, after)
    )
    added = list(now)
    for each in before:
        if each in added:
            added.remove(each)
    machines = {each[0] for each in added}
    return (
        len(now) == len(before) + 1
        and machines == {step.target.machine}
        and (step.identity is not None or str(port) in [str(each[2]) for each in added])
        and all(change.way[2:3] == ("networks",) for change in bench.differences(after))
    )


HANDLERS: dict[str, Any] = {"MovePort": _move, "SplitForward": _split}
