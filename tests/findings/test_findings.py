"""Iterations merged, the general silenced by the specific, levels applied, sorted."""

from __future__ import annotations

from time import perf_counter

from vmlint.basics.text import Source, Span
from vmlint.findings.diagnostics import Confidence, Diagnostic, Label, Severity
from vmlint.findings.settle import merge, settle
from vmlint.model.value import Assumption, Step
from vmlint.settings import DEFAULTS, RuleSetting, Settings
from vmlint.settings.levels import Levels


def said(rules: dict[str, RuleSetting]) -> Levels:
    values = {name: getattr(DEFAULTS, name) for name in Settings._fields}
    return Levels(Settings(**{**values, "rules": rules}), "/", (), ())


NOTHING_SAID = said({})


SOURCE = Source("Vagrantfile", "abcdefghijklmnopqrstuvwxyz")
LOOP = Span(SOURCE, 20, 25)


def at(start: int, end: int) -> Span:
    return Span(SOURCE, start, end)


def finding(rule: str = "r", message: str = "m", span: Span | None = None, **parts) -> Diagnostic:
    given = {
        "severity": Severity.ERROR,
        "confidence": Confidence.HIGH,
        "related": (),
        "machines": (),
        "app": None,
        "assumptions": (),
        "certain": True,
        "steps": (),
        "fix": None,
        "trace": None,
        **parts,
    }
    return Diagnostic(rule=rule, message=message, span=span or at(0, 1), **given)


def test_the_iterations_of_a_loop_are_one_finding_with_its_header() -> None:
    raw = [
        finding(message=f"m{i}", machines=(f"web{i}",), steps=(Step(f"(1..3).each, i = {i}", LOOP, (("i", str(i)),)),))
        for i in (1, 2, 3)
    ]
    (one,) = settle(raw, {}, NOTHING_SAID)
    assert one.message == "m1"
    assert one.machines == ("web1", "web2", "web3")
    assert one.related == (Label(LOOP, "i = 1, 2, 3"),)


def test_a_loop_within_one_machine() -> None:
    raw = [
        finding(message=f"m{i}", machines=("web",), steps=(Step(f"each, i = {i}", LOOP, (("i", str(i)),)),))
        for i in range(20)
    ]
    (one,) = settle(raw, {}, NOTHING_SAID)
    assert one.machines == ("web",)
    assert one.related[0].text == "i = 0, 1, 2, 3, 4, 5, 6, 7, …"


def test_loops_over_pairs_and_calls_of_methods() -> None:
    steps = [
        (Step("each", LOOP, (("name", f'"{n}"'), ("ip", f'"{i}"'))), Step("setup(…)", at(9, 10), ()))
        for n, i in (("a", 1), ("b", 2))
    ]
    (one,) = settle([finding(machines=(str(i),), steps=step) for i, step in enumerate(steps)], {}, NOTHING_SAID)
    assert one.related == (Label(LOOP, 'name = "a", ip = "1"; name = "b", ip = "2"'),)


def test_two_mistakes_at_one_place_stay_two() -> None:
    assert len(settle([finding(message="a"), finding(message="b")], {}, NOTHING_SAID)) == 2
    assert len(settle([finding(app="a"), finding(app="b")], {}, NOTHING_SAID)) == 2
    assert len(settle([finding(), finding()], {}, NOTHING_SAID)) == 1


def test_the_worst_of_merged_findings_speaks_and_assumptions_lower_confidence() -> None:
    assumption = Assumption("x is not set", "--env x=…", at(3, 4))
    (one,) = settle(
        [
            finding(severity=Severity.WARNING, machines=("a",), assumptions=(assumption,)),
            finding(message="bad", machines=("b",)),
        ],
        {},
        NOTHING_SAID,
    )
    assert (one.severity, one.message, one.confidence) == (Severity.ERROR, "bad", Confidence.MEDIUM)
    assert one.assumptions == (assumption,)


def test_the_specific_rule_silences_the_general_one_for_the_same_cause_only() -> None:
    general = [
        finding("general", span=at(2, 6)),
        finding("general", span=at(8, 9)),
        finding("general", span=at(12, 13)),
        finding("general", span=at(2, 6), machines=("other",)),
    ]
    specific = finding("specific", span=at(3, 4), related=(Label(at(12, 13), "x"),), machines=("one",))
    found = settle([*general, specific], {"specific": ("general",)}, NOTHING_SAID)
    assert [(each.rule, each.span.start, each.machines) for each in found] == [
        ("general", 2, ("other",)),
        ("specific", 3, ("one",)),
        ("general", 8, ()),
    ]


def test_levels_of_the_settings() -> None:
    levels = {"r": RuleSetting("info", at(0, 1)), "p": RuleSetting("error", at(0, 1))}
    found = settle([finding(), finding("p", severity=Severity.WARNING, certain=False), finding("q")], {}, said(levels))
    assert [(each.rule, each.severity.value) for each in found] == [("p", "warning"), ("q", "error"), ("r", "info")]


def test_order() -> None:
    other = Span(Source("A", "x"), 0, 1)
    raw = [finding(span=at(5, 6)), finding("s", span=at(1, 3)), finding("r", span=at(1, 3)), finding(span=other)]
    found = settle(raw, {}, NOTHING_SAID)
    assert [(each.span.path, each.span.start, each.rule) for each in found] == [
        ("A", 0, "r"),
        ("Vagrantfile", 1, "r"),
        ("Vagrantfile", 1, "s"),
        ("Vagrantfile", 5, "r"),
    ]


def test_ten_thousand_iterations_take_no_time() -> None:
    raw = [
        finding(message=f"m{i}", machines=(f"m{i}",), steps=(Step(f"each, i = {i}", LOOP, (("i", str(i)),)),))
        for i in range(10_000)
    ]
    started = perf_counter()
    (one,) = settle(raw, {}, NOTHING_SAID)
    assert len(one.machines) == 10_000
    assert perf_counter() - started < 2


def test_a_header_with_commas_is_shown_by_its_values_alone() -> None:
    raw = [
        finding(message=p, steps=(Step(f"[80, 81].each, p = {p}", LOOP, (("p", p),)),)) for p in ('"a, b = c"', "81")
    ]
    (merged,) = merge(raw)
    assert [label.text for label in merged.related] == ['p = "a, b = c", 81']
