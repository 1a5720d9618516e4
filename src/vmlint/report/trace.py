"""One connection hop by hop, for people and for programs (INTERFACE.md section 7)."""

from __future__ import annotations

from vmlint.basics.escaping import terminal
from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.model.trace import Symptom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.model.trace import Hop, Step, Trace

_SEES_TCP = {
    Symptom.SERVED: "an answer",
    Symptom.REFUSED: (
        "curl: (7) Failed to connect: Connection refused; browser: ERR_CONNECTION_REFUSED; psql: Connection refused"
    ),
    Symptom.RESET: (
        "curl: (52) Empty reply from server, or (56) Connection reset by peer; "
        "browser: ERR_EMPTY_RESPONSE or ERR_CONNECTION_RESET; psql: server closed the connection unexpectedly"
    ),
    Symptom.HANG: (
        "curl: connects, then waits, (28) Operation timed out with 0 bytes received; "
        "browser: loads without end; psql: waits without end"
    ),
    Symptom.TIMEOUT: (
        "curl: (28) Failed to connect: Timeout was reached; browser: ERR_CONNECTION_TIMED_OUT; "
        "psql: Connection timed out"
    ),
    Symptom.UNREACHABLE: (
        "curl: (7) Failed to connect: No route to host, or Network is unreachable; "
        "browser: ERR_ADDRESS_UNREACHABLE; psql: No route to host"
    ),
}
_SEES_UDP = {
    Symptom.SERVED: "an answer",
    Symptom.REFUSED: "Connection refused (the other side says that the port is closed)",
    Symptom.TIMEOUT: "no answer, and no error either",
    Symptom.UNREACHABLE: "Network is unreachable",
}


def sees(trace: Trace) -> str | None:
    """Return what the client will see, in its own words; None where that is not known."""
    if trace.symptom is None:
        return None
    table = _SEES_UDP if trace.flow.protocol == "udp" else _SEES_TCP
    return table.get(trace.symptom)


class Places:
    """Spans and hops as JSON has them, each made once: a table names the same few lines again and again."""

    __slots__ = ("_hops", "_known")

    def __init__(self) -> None:
        self._known: dict[int, dict[str, Any]] = {}
        self._hops: dict[int, tuple[Hop, dict[str, Any]]] = {}

    def hop(self, hop: Hop) -> dict[str, Any]:
        """Return what happens at one place."""
        known = self._hops.get(id(hop))
        if known is None:
            steps = [{"kind": step.kind, "text": step.text, **self.of(step.span)} for step in hop.steps]
            # The hop is kept, too, so that no other can come to have its identity.
            known = self._hops[id(hop)] = hop, {"at": hop.at, "steps": steps}
        return known[1]

    def of(self, span: Span | None) -> dict[str, Any]:
        """Return path and range of SPAN, both null for what nobody wrote."""
        if span is None:
            return {"path": None, "range": None}
        known = self._known.get(id(span))
        if known is None:
            from vmlint.basics.places import place

            known = self._known[id(span)] = place(span)
        return known


def trace_to_dict(trace: Trace, places: Places | None = None) -> dict[str, Any]:
    """Return a trace as other documents embed it: without ``schema``."""
    places = places or Places()
    return {
        "flow": {
            "from": trace.flow.origin,
            "address": trace.shown,
            "port": trace.flow.port,
            "protocol": trace.flow.protocol,
        },
        "verdict": trace.verdict.value,
        "symptom": None if trace.symptom is None else trace.symptom.value,
        "disposition": trace.disposition.value,
        "reason": trace.reason,
        "served_by": trace.owner,
        "hops": [places.hop(hop) for hop in trace.hops],
        "sees": sees(trace),
        "fix": trace.fix,
        "assumptions": [
            {"what": each.what, "change": each.change, **places.of(each.span)} for each in trace.assumptions
        ],
        "attempts": [trace_to_dict(each, places) for each in trace.attempts],
    }


def trace_document(trace: Trace) -> dict[str, Any]:
    """Return what ``trace --format json`` prints."""
    from vmlint.report.documents import SCHEMA

    return {"schema": SCHEMA, **trace_to_dict(trace)}


def trace_text(trace: Trace) -> str:
    """Return the path drawn hop by hop, with the line of the file that decides each."""
    return "\n".join(map(terminal, _lines(trace))) + "\n"


def headline(trace: Trace) -> str:
    """Return who opens what, and what comes of it: ``host -> 127.0.0.1:8080: blocked (reset)``."""
    shown = trace.shown if trace.shown == str(trace.flow.address) else None
    target = trace.flow.address.at(trace.flow.port) if shown else f"{trace.shown}:{trace.flow.port}"
    udp = "/udp" if trace.flow.protocol == "udp" else ""
    symptom = "" if trace.symptom is None or trace.symptom is Symptom.SERVED else f" ({trace.symptom.value})"
    served = f" ({trace.owner} answers)" if trace.owner else ""
    return f"{trace.flow.origin} -> {target}{udp}: {trace.verdict.value}{symptom}{served}"


def _lines(trace: Trace) -> Iterator[str]:
    yield headline(trace)
    if trace.attempts:
        for attempt in trace.attempts:
            yield f"  tries {headline(attempt).partition(' -> ')[2]}"
    for index, hop in enumerate(trace.hops):
        yield "" if index == 0 else "    |"
        yield f"  {hop.at}"
        bar = "|" if index + 1 < len(trace.hops) else " "
        for step in hop.steps:
            yield f"    {bar} {step.text}"
            yield from (f"    {bar}   {line}" for line in _quoted(step))
    yield ""
    words = sees(trace)
    if words is not None and trace.symptom is not Symptom.SERVED:
        yield f"  the client sees: {words}"
    if trace.reason:
        yield f"  why: {trace.reason}"
    if trace.fix:
        yield f"  to mend it: {trace.fix}"
    for each in trace.assumptions:
        yield f"  assumed: {each.what}" + (f" (change it with {each.change})" if each.change else "")


def _quoted(step: Step) -> Iterator[str]:
    if step.span is not None:
        line = step.span.line
        yield f"{step.span.path}:{line}: {step.span.source.line(line).strip()}"
