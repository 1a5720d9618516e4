"""Why an app is not reached by a forward of its own machine, whoever has the port that the forward was to have."""

from __future__ import annotations

from vmlint.analysis.outcome import Outcome
from vmlint.analysis.world import ABSENT, HOST
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.trace import Disposition

if TYPE_CHECKING:
    from vmlint.analysis.endpoints import Endpoint
    from vmlint.analysis.outcome import Event
    from vmlint.analysis.world import Forward, Node
    from vmlint.model.topology import Listener

_NOT_THERE = (Disposition.MACHINE_DOES_NOT_START, Disposition.NOT_FORWARDED)


def in_own_words(
    owner: Node, forwards: list[Forward], endpoint: Endpoint, listener: Listener, outcome: Outcome
) -> Outcome:
    """Return OUTCOME as it concerns the app: where its own forward is not made, that is why, whoever has the port."""
    own = next(
        (
            each
            for each in forwards
            if (each.machine, each.host_port, each.protocol) == (listener.machine, endpoint.port, listener.protocol)
        ),
        None,
    )
    if own is None or own.network is not None:
        return outcome
    taken = bool(outcome.forwards) and outcome.forwards[0].machine != own.machine
    absent = not outcome.forwards and outcome.disposition in _NOT_THERE
    reason = owner.refusal or (own.reason if own.state == ABSENT else "")
    if not reason or not (taken or absent):
        return outcome
    rests = owner.assumptions + own.assumptions
    if outcome.disposition is Disposition.PORT_TAKEN:
        reason = f"{outcome.reason}: {reason}"
        return Outcome(outcome.disposition, None, outcome.events, reason=reason, assumptions=rests)
    before = tuple(event for event in outcome.events if event[0] != HOST and event[1] in ("route", "nat"))
    span = owner.refusal_span if owner.refusal else own.span
    event: Event = (HOST, "forward", span or own.span, "the forward to %s is not there: %s", (own.machine, reason))
    cause = Disposition.PORT_TAKEN if taken else Disposition.NOT_FORWARDED
    cause = Disposition.MACHINE_DOES_NOT_START if owner.refusal else cause
    return Outcome(cause, outcome.symptom, (*before, event), reason=outcome.reason, assumptions=rests)
