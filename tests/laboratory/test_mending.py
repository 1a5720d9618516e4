"""Broken projects: after `fix` what vmlint calls mended is served, nothing is exposed, and the rest is reported."""

from __future__ import annotations

import pytest

from tests.support import vagrant_oracle
from vmlint.fixes import binds
from vmlint.fixes.trying import Mending

from .broken_projects import FAULTS, KINDS, broken, real_addresses
from .mending import mend_all

PROJECTS = 2 * len(FAULTS)


def needs_vagrant():
    missing = vagrant_oracle.missing()
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


@pytest.mark.laboratory
@pytest.mark.oracle
def test_what_is_mended_is_served():
    needs_vagrant()
    shares = mend_all(range(PROJECTS))
    assert not shares.wrong, shares.report()
    assert shares.single >= PROJECTS // 2
    assert shares.mended >= 0.8 * shares.single, shares.report()


@pytest.mark.laboratory
@pytest.mark.oracle
def test_a_fix_that_only_declares_is_seen(monkeypatch):
    """Change vmlint.yaml alone, never the app: the real listener stays where it was."""
    needs_vagrant()

    def declares(round_, steps):
        app = next(each for each in round_.bench.analysed.settings.apps if each.name == steps[0].app)
        return Mending(binds._declared(app), True)

    monkeypatch.setitem(binds.HANDLERS, "BindEverywhere", declares)
    seeds = [seed for seed in range(0, 10 * len(FAULTS), len(FAULTS)) if broken(seed).faults == ["bound to loopback"]]
    assert mend_all(seeds[:2]).wrong


def test_the_sources_say_what_they_are_made_to_say():
    for name, kind in KINDS.items():
        text = kind.text.format(bind="127.0.0.1", port=5000)
        assert real_addresses(name, text) == ("127.0.0.1",)
        if "{bind}" in kind.text:
            assert real_addresses(name, kind.text.format(bind="0.0.0.0", port=5000)) == ("0.0.0.0",)


def test_every_fault_occurs():
    assert {fault for seed in range(PROJECTS) for fault in broken(seed).faults} == set(FAULTS)
    assert broken(7).files == broken(7).files
