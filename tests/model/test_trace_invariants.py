"""A trace refuses to be made of parts that contradict one another."""

from __future__ import annotations

import pytest

from vmlint.model.ip import LOCALHOST
from vmlint.model.trace import Disposition, Flow, Hop, Step, Symptom, Trace, Verdict

FLOW = Flow("host", LOCALHOST, 80, "tcp")
STEP = Step("route", "…", None)
HOST, GUEST = Hop("host", (STEP,)), Hop("machine:web", (STEP,))


def test_a_sound_trace():
    trace = Trace(FLOW, "127.0.0.1", Disposition.ACCEPTED, Symptom.SERVED, (HOST, GUEST))
    assert trace.verdict is Verdict.REACHABLE


@pytest.mark.parametrize(
    ("disposition", "symptom", "hops"),
    [
        (Disposition.ACCEPTED, Symptom.SERVED, ()),
        (Disposition.ACCEPTED, Symptom.SERVED, (GUEST,)),
        (Disposition.ACCEPTED, Symptom.SERVED, (HOST, HOST)),
        (Disposition.ACCEPTED, Symptom.SERVED, (HOST, Hop("machine:web", ()))),
        (Disposition.ACCEPTED, Symptom.REFUSED, (HOST,)),
        (Disposition.NO_ROUTE, Symptom.SERVED, (HOST,)),
        (Disposition.INSUFFICIENT_INFO, None, (HOST,)),
    ],
)
def test_a_contradiction(disposition, symptom, hops):
    with pytest.raises(ValueError, match=r"trace|hop|served|reason"):
        Trace(FLOW, "127.0.0.1", disposition, symptom, hops)


def test_three_answers():
    verdicts = {each: each.verdict for each in Disposition}
    assert [each for each, verdict in verdicts.items() if verdict is Verdict.REACHABLE] == [Disposition.ACCEPTED]
    assert [each for each, verdict in verdicts.items() if verdict is Verdict.UNKNOWN] == [Disposition.INSUFFICIENT_INFO]
