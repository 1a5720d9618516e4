"""The table where nobody declared what listens: a row an address, with what was found there."""

from __future__ import annotations

from vmlint.analysis.endpoints import endpoints
from vmlint.analysis.reached import Reached, app_at, reason_of
from vmlint.analysis.tracing import decide
from vmlint.analysis.world import HOST, LAN, LAN_LINK
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.trace import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.found import FoundListener
    from vmlint.analysis.world import Forward, Interface, Node, World


def undeclared(world: World, found: tuple[FoundListener, ...]) -> list[Reached]:
    """Return a row for each address at which something could be opened, from the host and from the LAN.

    What was FOUND without any address from there has a row without one.
    """
    by_machine: dict[str, list[FoundListener]] = {name: [] for name in world.machines}
    for listener in found:
        by_machine.setdefault(listener.machine or "", []).append(listener)
    results: list[Reached] = []
    for place in (HOST, LAN):
        rows = [_at_forward(world, place, forward, found) for forward in world.forwards if not forward.own]
        for name, node in world.machines.items():
            rows += _at_machine(world, place, node, name, by_machine[name])
        seen = {row.app for row in rows}
        rows += [_unseen(world, place, listener, found) for listener in found if listener.app not in seen]
        results += rows
    return results


def _at_forward(world: World, place: str, forward: Forward, found: tuple[FoundListener, ...]) -> Reached:
    owner = world.machines[forward.machine]
    address = endpoints(world, owner, 0, world.nodes[place], [forward], [])[0].address
    assert address is not None
    result = Reached(world, app_at(world, forward) or "", place, forward.protocol, wanted=False)
    result.machine = forward.machine
    result.address, result.port = address, forward.host_port
    result.outcome = decide(world, place, address, forward.host_port, forward.protocol)
    result.verdict, result.symptom = result.outcome.disposition.verdict, result.outcome.symptom
    result.endpoint, result.reason = world.shown_at(address, forward.host_port), reason_of(result.outcome)
    return _believed(result, found, wanted=place == HOST)


def _at_machine(world: World, place: str, node: Node, name: str, listeners: list[FoundListener]) -> Iterator[Reached]:
    for interface in node.interfaces:
        if interface.address is None or not (place == HOST or interface.link.kind == LAN_LINK):
            continue
        for listener in listeners:
            yield _believed(_asked(world, place, interface, listener), (listener,), wanted=False)
        if not listeners:
            result = Reached(world, "", place, "tcp", wanted=False)
            result.machine, result.verdict = name, Verdict.UNKNOWN
            result.endpoint, result.reason = world.shown(interface.address), node.guesses
            yield result


def _asked(world: World, place: str, interface: Interface, listener: FoundListener) -> Reached:
    """Return what becomes of a connection to a listener at an address of its machine."""
    address, port = interface.address, listener.port.number
    assert address is not None
    result = Reached(world, listener.app, place, listener.protocol, wanted=False)
    result.machine = listener.machine
    if port is None:
        result.endpoint, result.verdict = world.shown(address), Verdict.UNKNOWN
        result.reason = f"the port of {listener.app} is not known"
        return result
    result.address, result.port = address, port
    result.outcome = decide(world, place, address, port, listener.protocol)
    result.verdict, result.symptom = result.outcome.disposition.verdict, result.outcome.symptom
    result.endpoint, result.reason = world.shown_at(address, port), reason_of(result.outcome)
    return result


def _unseen(world: World, place: str, listener: FoundListener, found: tuple[FoundListener, ...]) -> Reached:
    """Return the row of what answers nowhere: why, where a forward leads to its port, else that nothing does."""
    result = _nowhere(world, place, listener)
    for forward in world.forwards:
        meant = (forward.machine, forward.guest_port, forward.protocol)
        if not forward.own and meant == (listener.machine, listener.port.number, listener.protocol):
            other = _at_forward(world, place, forward, found)
            result.verdict = Verdict.BLOCKED if other.verdict is Verdict.REACHABLE else other.verdict
            result.reason = other.reason or f"{other.app} answers at {other.endpoint}"
            break
    return result


def _nowhere(world: World, place: str, listener: FoundListener) -> Reached:
    """Return the row of what no address leads to from a place."""
    result = Reached(world, listener.app, place, listener.protocol, wanted=False)
    result.machine, node = listener.machine, world.machines.get(listener.machine or "")
    doubt = world.problem or (node.unsure if node is not None else "") or world.incomplete
    doubt = doubt or next((each.reason for each in (node.interfaces if node else ()) if each.address is None), "")
    if listener.port.number is None and any(
        each.machine == listener.machine and not each.own for each in world.forwards
    ):
        doubt = doubt or f"the port of {listener.app} is not known"
    result.verdict = Verdict.UNKNOWN if doubt else Verdict.BLOCKED
    port = "" if listener.port.number is None else f"port {listener.port.number} of "
    result.reason = doubt or f"nothing leads to {port}machine:{listener.machine} from there"
    return _believed(result, (listener,), wanted=False)


def _believed(result: Reached, found: tuple[FoundListener, ...], *, wanted: bool) -> Reached:
    """Return a row with what is known of the listener that it is about."""
    for listener in found:
        if listener.app == result.app:
            result.confidence = listener.found.confidence
            result.wanted = wanted
    return result
