"""Who reaches which app, as a table for people and as JSON (INTERFACE.md section 7)."""

from __future__ import annotations

from vmlint.analysis.reached import app_at
from vmlint.basics.escaping import terminal
from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.model.trace import Verdict
from vmlint.report.found import known_or_reason
from vmlint.report.trace import Places, trace_to_dict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.reached import Reachability, Reached
    from vmlint.analysis.world import Forward, World
    from vmlint.model.topology import Listener


def reach_document(reachability: Reachability) -> dict[str, Any]:
    """Return what ``reach --format json`` prints."""
    from vmlint.report.documents import SCHEMA

    places = Places()
    world = reachability.world
    return {
        "schema": SCHEMA,
        "apps": [_app(listener) for listener in (*reachability.listeners, *reachability.found)],
        "results": [_result(result, places, found=not reachability.declared) for result in reachability.results],
        "forwards": [_forward(world, forward, places) for forward in world.forwards],
    }


def _app(listener: Listener) -> dict[str, Any]:
    found = getattr(listener, "found", None)
    return {
        "name": listener.app,
        "machine": "host" if listener.on_host else listener.machine,
        "bind": [bind.address.text for bind in listener.binds] if found is None else known_or_reason(found.binds),
        "port": known_or_reason(listener.port.value) if found or listener.port.known else None,
        "protocol": listener.protocol,
        "found": found is not None,
        "confidence": "high" if found is None else found.confidence,
        "start": None if found is None else found.start,
    }


def _result(result: Reached, places: Places, *, found: bool) -> dict[str, Any]:
    trace = result.trace()
    return {
        "app": result.app or None,
        "machine": result.machine,
        "from": result.place,
        "wanted": result.wanted or None if found else result.wanted,
        "verdict": result.verdict.value,
        "symptom": None if result.symptom is None else result.symptom.value,
        "endpoint": result.endpoint,
        "exposed": result.exposed and not found,
        "reason": result.reason or None,
        "trace": None if trace is None else trace_to_dict(trace, places),
    }


def _forward(world: World, forward: Forward, places: Places) -> dict[str, Any]:
    return {
        "machine": forward.machine,
        "host": world.shown_at(forward.host_ip, forward.host_port),
        "guest": _guest(world, forward),
        "protocol": forward.protocol,
        "app": app_at(world, forward),
        "may_move": forward.auto_correct is not False and forward.protocol == "tcp",
        **places.of(forward.span),
    }


def _guest(world: World, forward: Forward) -> str:
    nat = world.machines[forward.machine].nats.get(forward.slot)
    address = forward.guest_ip or (None if nat is None else nat.guest)
    return f":{forward.guest_port}" if address is None else address.at(forward.guest_port)


def reach_text(reachability: Reachability) -> str:
    """Return the table: for every app where it is wanted, what comes of it, and what to open."""
    if not reachability.declared:
        return _undeclared_text(reachability)
    rows: list[tuple[str, ...]] = [("APP", "FROM", "WANTED", "ACTUAL", "OPEN", "WHY NOT")]
    by_app: dict[str, list[Reached]] = {}
    for result in reachability.results:
        by_app.setdefault(result.app, []).append(result)
    for listener in reachability.listeners:
        rows += _rows(listener, by_app.get(listener.app, []))
    return _aligned(rows) + "".join(_summary(reachability))


def _rows(listener: Listener, results: list[Reached]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of one app; places that see the same share a line."""
    where = "host:" if listener.on_host else f"{listener.machine}:" if listener.machine is not None else ""
    name = f"{listener.app} ({where}{listener.port.value}{'/udp' if listener.protocol == 'udp' else ''})"
    groups: dict[tuple[object, ...], list[Reached]] = {}
    own = "host" if listener.on_host else f"machine:{listener.machine}"
    for result in results:
        if result.place == own and not result.wanted:
            continue
        plain = result.verdict is Verdict.BLOCKED and not result.wanted
        key: tuple[object, ...] = ("closed",)
        if not plain:
            key = (result.wanted, result.verdict, result.symptom, result.endpoint, result.reason)
        groups.setdefault(key, []).append(result)
    order = sorted(groups.items(), key=lambda item: item[0] == ("closed",))
    for key, group in order:
        places = _several([result.place for result in group])
        first = group[0]
        if key == ("closed",):
            yield name, places, "-", "closed", "", ""
        else:
            actual = _actual(first)
            symptom = "" if first.symptom is None or first.verdict is Verdict.REACHABLE else f" ({first.symptom.value})"
            why = "" if first.verdict is Verdict.REACHABLE else first.reason
            yield name, places, "yes" if first.wanted else "-", actual + symptom, first.endpoint or "", why
        name = ""


def _actual(result: Reached) -> str:
    if result.verdict is Verdict.REACHABLE:
        return "ok" if result.wanted else "EXPOSED"
    return "BLOCKED" if result.verdict is Verdict.BLOCKED else "unknown"


def _several(places: list[str]) -> str:
    return (
        places[0]
        if len(places) == 1
        else f"{places[0]} and {len(places) - 1} more"
        if len(places) > 3
        else ", ".join(places)
    )


def _aligned(rows: list[tuple[str, ...]]) -> str:
    rows = [tuple(map(terminal, row)) for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def _summary(reachability: Reachability) -> Iterator[str]:
    blocked = sum(result.wanted and result.verdict is Verdict.BLOCKED for result in reachability.results)
    unknown = sum(result.wanted and result.verdict is Verdict.UNKNOWN for result in reachability.results)
    own = {each.app: "host" if each.on_host else f"machine:{each.machine}" for each in reachability.listeners}
    exposed = sum(result.exposed and result.place != own[result.app] for result in reachability.results)
    yield f"\n{blocked} wanted and blocked, {unknown} unknown, {exposed} reachable from where nobody wants them\n"


def _seen(result: Reached) -> str:
    return "" if result.symptom is None or result.verdict is Verdict.REACHABLE else f" ({result.symptom.value})"


def _undeclared_text(reachability: Reachability) -> str:
    rows: list[tuple[str, ...]] = [("FROM", "OPEN", "FOUND", "ACTUAL", "WHY")]
    for result in reachability.results:
        why = "" if result.verdict is Verdict.REACHABLE else result.reason
        app = f"{result.app} (by hand)" if result.app and result.confidence == "low" else result.app
        rows.append((result.place, result.endpoint or "-", app, result.verdict.value + _seen(result), why))
    return _aligned(rows) if len(rows) > 1 else "no forward and no address that something could be opened at\n"
