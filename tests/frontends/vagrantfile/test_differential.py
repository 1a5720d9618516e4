"""Fixtures that real Vagrant evaluated: what it said is recorded beside each, and vmlint must say the same."""

from __future__ import annotations

import json
import pathlib

import pytest

from tests.support import vagrant_facts, vagrant_oracle

FIXTURES = pathlib.Path(__file__).parents[3] / "fixtures" / "vagrant"
NAMES = sorted(folder.name for folder in FIXTURES.iterdir() if (folder / "facts.json").exists())


def recorded(name: str) -> dict:
    return json.loads((FIXTURES / name / "facts.json").read_text())


def test_there_are_enough_fixtures() -> None:
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_vmlint_says_what_vagrant_said(name: str) -> None:
    assert vagrant_facts.ours(FIXTURES / name) == vagrant_facts.theirs(recorded(name))


@pytest.mark.oracle
def test_the_recorded_facts_are_what_vagrant_says() -> None:
    missing = vagrant_oracle.missing()
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    asked = vagrant_oracle.ask(FIXTURES, NAMES)
    assert {name: recorded(name) for name in NAMES} == asked
