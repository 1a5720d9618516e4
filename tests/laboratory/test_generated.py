"""Random scenarios, written as a Vagrantfile and a vmlint.yaml: what vmlint predicts is what the clients see."""

from __future__ import annotations

import pytest

from vmlint.analysis import forwarding
from vmlint.model.trace import Symptom

from .comparing import compare
from .random_scenarios import BINDS, GUEST_IPS, HOST_IPS, NETWORKS, spread

SCENARIOS, AT_A_TIME = 150, 25


@pytest.fixture(scope="module")
def seen():
    """What came of the scenarios so far."""
    return []


@pytest.mark.laboratory
@pytest.mark.parametrize("first", range(0, SCENARIOS, AT_A_TIME))
def test_predictions_hold(first, seen):
    tally = compare(range(first, first + AT_A_TIME))
    seen.append(tally)
    assert not tally.disagreements, tally.report()
    assert tally.probes > 20 * AT_A_TIME, "the laboratory did not agree with itself"


@pytest.mark.laboratory
def test_every_symptom_is_seen(seen):
    if len(seen) * AT_A_TIME < SCENARIOS:
        pytest.skip("needs the scenarios of the test before")
    probes = sum(tally.probes for tally in seen)
    for symptom in Symptom:
        share = sum(tally.symptoms.get(symptom.value, 0) for tally in seen) / probes
        assert share >= 0.03, f"{symptom.value}: {share:.1%} of the probes"
    assert sum(tally.unknown for tally in seen) <= 0.02 * probes


def test_every_kind_occurs_often():
    found = spread(range(2000))
    pairs = len(NETWORKS) * (len(NETWORKS) + 1) // 2
    assert {what: len(kinds) for what, kinds in found.items()} == {
        "bind": len(BINDS),
        "host_ip": len(HOST_IPS),
        "guest_ip": len(set(GUEST_IPS)),
        "pair of adapters": pairs,
    }
    rare = {(what, kind): n for what, kinds in found.items() for kind, n in kinds.items() if n < 30}
    assert not rare


def _swapped(real):
    def through(*arguments, **named):
        outcome = real(*arguments, **named)
        swap = {Symptom.RESET: Symptom.HANG, Symptom.HANG: Symptom.RESET}
        return outcome.seen_as(swap.get(outcome.symptom, outcome.symptom))

    return through


def _deaf_to_guest_ip(real):
    def through(world, forward, *arguments, **named):
        forward.guest_ip = None
        return real(world, forward, *arguments, **named)

    return through


@pytest.mark.laboratory
@pytest.mark.parametrize("fault", [_swapped, _deaf_to_guest_ip], ids=["swapped symptoms", "guest_ip ignored"])
def test_a_fault_of_the_engine_is_seen(fault, monkeypatch):
    broken = fault(forwarding.through_forward)
    monkeypatch.setattr("vmlint.analysis.delivery.through_forward", broken)
    assert compare(range(10)).disagreements
