"""Random programs with conditions that cannot be known: whatever is called certain holds whichever way they go."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.languages.ruby.evaluate.random_ruby import Done, Writer
from vmlint.languages.ruby.evaluate.control import certainty


def pattern(shown: str) -> re.Pattern[str]:
    """Return what a shown value with unknown parts stands for."""
    made = (
        re.escape(shown)
        .replace(re.escape("[…]"), r".*")
        .replace(re.escape("{…}"), r".*")
        .replace(re.escape("?"), r".*")
    )
    return re.compile(made.replace('"', ".?"), re.DOTALL)


def fits(shown: str, concrete: str) -> bool:
    return (
        pattern(shown).fullmatch(concrete.replace('"', "")) is not None
        or pattern(shown).fullmatch(concrete) is not None
    )


def check(seed: int) -> None:
    writer = Writer(seed)
    text = writer.program()
    abstract = Done(text, None)
    if abstract.outcome.stopped is not None:
        return
    certain = [shown for shown, guards in abstract.host.facts if certainty(guards)]  # type: ignore[arg-type]
    every = [shown for shown, guards in abstract.host.facts if certainty(guards) is not None]  # type: ignore[arg-type]
    for answer in range(24):
        concrete = Done(text, answer)
        outcome = concrete.outcome
        if outcome.stopped is not None:
            continue
        if outcome.error is not None:
            assert abstract.outcome.loads is not True, (text, answer, outcome.error)
            continue
        assert abstract.outcome.loads is not False, (text, answer, abstract.outcome.error)
        assert len(abstract.values) == len(concrete.values), (text, answer)
        for shown, real in zip(abstract.values, concrete.values, strict=True):
            assert fits(shown, real), (text, answer, abstract.values, concrete.values)
        facts = [shown for shown, _ in concrete.host.facts]
        for shown in certain:
            assert any(fits(shown, fact) for fact in facts), (text, answer, "certain", shown, facts)
        if not writer.loops:
            for fact in facts:
                assert any(fits(shown, fact) for shown in every), (text, answer, "missed", fact, every)


@given(st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_what_is_certain_holds_whichever_way_the_conditions_go(seed: int) -> None:
    check(seed)
