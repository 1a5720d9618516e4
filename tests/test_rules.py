"""Every rule's examples are tests: good ones accepted, bad ones reported exactly where they are underlined."""

from __future__ import annotations

import os
import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from vmlint.engine.checking import CheckResult, check, load_rule
from vmlint.fixes.repair import Repaired, repair
from vmlint.fixes.settle import Wanted
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Options
from vmlint.rules import _catalogue
from vmlint.rules._base import Bad
from vmlint.rules._index import RULES

if TYPE_CHECKING:
    from vmlint.rules._base import Good, Rule

CLASSES = {rule.name: rule for rule in _catalogue.rule_classes()}
FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fixtures", "rules")


def folders(kind: str) -> list[object]:
    """Return the examples of fixtures/rules/RULE/KIND-…/, which are too long to stand in the rule itself."""
    found = []
    for name in sorted(os.listdir(FIXTURES)):
        for case in sorted(os.listdir(os.path.join(FIXTURES, name))):
            if case.startswith(f"{kind}-"):
                files = {}
                for file in sorted(os.listdir(os.path.join(FIXTURES, name, case))):
                    with open(os.path.join(FIXTURES, name, case, file), encoding="utf-8") as stream:
                        files[file] = stream.read()
                found.append(pytest.param(CLASSES[name], Bad(files=files), id=f"{name}-{case}"))
    return found


GOOD = [
    pytest.param(rule, example, id=f"{name}-{i}")
    for name, rule in CLASSES.items()
    for i, example in enumerate(rule.good)
]
BAD = [
    pytest.param(rule, example, id=f"{name}-{i}")
    for name, rule in CLASSES.items()
    for i, example in enumerate(rule.bad)
]
MARKS = re.compile(r"[ ]*#[ ^]*\^[ ]*")
SECTIONS = ["## Why is this bad?", "## Fix safety", "## References"]


def lint(example: Good, folder: str, monkeypatch) -> CheckResult:
    for name, text in example.files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(dedent(text).lstrip("\n"))
    monkeypatch.chdir(folder)
    options = Options(*(example.options.get(name, getattr(NO_OPTIONS, name)) for name in Options._fields))
    discovery = Discovery()
    result = check(discovery.projects([]), options)
    problems = [problem.message for loaded in result.misconfigured for problem in loaded.problems]
    assert not problems + discovery.problems + result.trouble.unreadable + result.trouble.failures
    assert result.files
    return result


def marks(example: Good) -> set[tuple[str, int, int, int]]:
    """Return file, line, first and last column (exclusive) of every underlined place; `#^^` underlines the # too."""
    found = set()
    for name, text in example.files.items():
        lines = dedent(text).lstrip("\n").splitlines()
        for number, line in enumerate(lines):
            if not MARKS.fullmatch(line):
                continue
            for mark in re.finditer(r"#?\^+", line):
                found.add((name, number, mark.start() + 1, mark.end() + 1))
    return found


def places(result: CheckResult, rule: type[Rule]) -> set[tuple[str, int, int, int]]:
    found = set()
    for finding in result.diagnostics:
        if finding.rule == rule.name:
            line, column = finding.span.source.position(finding.span.start)
            found.add((finding.span.path, line, column, column + finding.span.end - finding.span.start))
    return found


@pytest.mark.parametrize(("rule", "example"), [*GOOD, *folders("good")])
def test_good(rule: type[Rule], example: Good, tmp_path, monkeypatch) -> None:
    result = lint(example, str(tmp_path), monkeypatch)
    assert [finding.message for finding in result.diagnostics if finding.rule == rule.name] == []


@pytest.mark.parametrize(("rule", "example"), [*BAD, *folders("bad")])
def test_bad(rule: type[Rule], example: Bad, tmp_path, monkeypatch) -> None:
    result = lint(example, str(tmp_path), monkeypatch)
    assert marks(example), "nothing is underlined"
    assert places(result, rule) == marks(example)
    severities = {finding.severity.value for finding in result.diagnostics if finding.rule == rule.name}
    assert severities == {example.severity or rule.severity.value}


def fixed_cases() -> list[object]:
    return [
        pytest.param(rule, example, id=f"{name}-{i}")
        for name, rule in CLASSES.items()
        for i, example in enumerate(rule.bad)
        if example.fixed is not None
    ]


def without_marks(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not MARKS.fullmatch(line.rstrip("\n")))


def repaired(example: Bad, rule: type[Rule], *, unsafe: bool) -> Repaired:
    options = Options(*(example.options.get(name, getattr(NO_OPTIONS, name)) for name in Options._fields))
    done = repair(Discovery().projects([]), options, Wanted(unsafe, (rule.name,)))
    assert not done.left.trouble.failures + done.refused
    return done


@pytest.mark.parametrize(("rule", "example"), fixed_cases())
def test_fixed(rule: type[Rule], example: Bad, tmp_path, monkeypatch) -> None:
    """The fix gives what is shown and nothing else, settles, and leaves nothing of its rule to report."""
    lint(example, str(tmp_path), monkeypatch)
    safely = repaired(example, rule, unsafe=False)
    assert bool(safely.replacements) is not example.unsafe
    done = repaired(example, rule, unsafe=example.unsafe)
    shown = {os.path.relpath(path, os.path.realpath(tmp_path)): each.after for path, each in done.replacements.items()}
    unmarked = {name: without_marks(text) for name, text in shown.items()}
    assert unmarked == {name: dedent(text).lstrip("\n") for name, text in example.fixed.items()}
    assert [finding for finding in done.left.diagnostics if finding.rule == rule.name] == []
    done.write()
    again = repaired(example, rule, unsafe=example.unsafe)
    assert not again.replacements


@pytest.mark.parametrize("name", [name for name, rule in CLASSES.items() if rule.fixable != "no"])
def test_a_rule_with_a_fix_shows_it(name: str) -> None:
    shown = [example for example in CLASSES[name].bad if example.fixed is not None]
    assert shown
    assert CLASSES[name].fixable == ("safe" if any(not example.unsafe for example in shown) else "unsafe")


@pytest.mark.parametrize("name", CLASSES)
def test_a_rule_whose_check_is_deleted_fails_its_tests(name: str, tmp_path, monkeypatch) -> None:
    rule = CLASSES[name]
    monkeypatch.setattr(rule, "check", lambda self, *_: iter(()))
    with pytest.raises(AssertionError):
        test_bad(rule, rule.bad[0], tmp_path, monkeypatch)


@pytest.mark.parametrize("name", CLASSES)
def test_one_good_example_has_something_unknown(name: str, tmp_path, monkeypatch) -> None:
    for index, example in enumerate(CLASSES[name].good):
        folder = tmp_path / str(index)
        folder.mkdir()
        if lint(example, str(folder), monkeypatch).notes:
            return
    pytest.fail("no good example has an unknown value")


@pytest.mark.parametrize("name", CLASSES)
def test_page(name: str) -> None:
    rule = CLASSES[name]
    assert rule.good, "no good example"
    assert rule.bad, "no bad example"
    page = rule.__doc__ or ""
    summary = page.split("\n\n")[0]
    assert summary.strip().endswith(".")
    sections = re.findall(r"^ *(## .*)$", page, re.MULTILINE)
    assert sections == [section for section in SECTIONS if section in sections]
    assert {SECTIONS[0], SECTIONS[2]} <= set(sections)
    assert rule.fixable in ("no", "safe", "unsafe")
    assert rule.fixable == "no" or SECTIONS[1] in sections


def test_the_index_is_fresh() -> None:
    with open(_catalogue.INDEX, encoding="utf-8") as stream:
        assert stream.read() == _catalogue.index_text(), "run: python -m vmlint.rules._catalogue"


def test_rules_load_from_the_index() -> None:
    for name, module, class_name, *_ in RULES:
        assert load_rule(module, class_name).name == name


def test_superseding_has_no_circle() -> None:
    def below(name: str, seen: tuple[str, ...] = ()) -> None:
        assert name not in seen, " > ".join((*seen, name))
        for general in CLASSES[name].supersedes:
            assert general in CLASSES
            below(general, (*seen, name))

    for name in CLASSES:
        below(name)
