"""Whatever rule reports a value that rests on an assumption says so: the literals of all examples from the environment."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from tests.test_rules import BAD, MARKS, lint
from vmlint.findings.diagnostics import Confidence
from vmlint.rules._base import Bad

if TYPE_CHECKING:
    from vmlint.rules._base import Rule

LITERAL = re.compile(r'"[^"#\n]*"|(?<![\w.:])\d+(?![\w.])')
CHANGE = "--env VMLINT_X=…"


def literals(text: str) -> list[tuple[int, int]]:
    """Return where the literals stand that are exactly what a mark in the line below underlines."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    found = []
    for number, line in enumerate(lines[1:], 1):
        if MARKS.fullmatch(line.rstrip("\n")):
            for mark in re.finditer(r"#?\^+", line):
                literal = LITERAL.fullmatch(lines[number - 1], mark.start(), mark.end())
                if literal is not None and lines[number - 1][: mark.start()].count('"') % 2 == 0:
                    found.append((starts[number - 1] + mark.start(), starts[number - 1] + mark.end()))
    return found


def cases() -> list[object]:
    found = []
    for parameter in BAD:
        rule, example = parameter.values
        text = dedent(example.files.get("Vagrantfile", "")).lstrip("\n")
        for number, (start, end) in enumerate(literals(text)):
            changed = f'{text[:start]}(ENV["VMLINT_X"] || {text[start:end]}){text[end:]}'
            files = {**example.files, "Vagrantfile": changed}
            case = Bad(files=files, **example.options)
            found.append(pytest.param(rule, case, id=f"{parameter.id}-{number}"))
    return found


def test_there_are_many() -> None:
    assert len(cases()) > 50


@pytest.mark.parametrize(("rule", "example"), cases())
def test_it_is_named(rule: type[Rule], example: Bad, tmp_path, monkeypatch) -> None:
    result = lint(example, str(tmp_path), monkeypatch)
    place = 'ENV["VMLINT_X"]'
    for finding in result.diagnostics:
        if finding.rule == rule.name and place in finding.span.text:
            assert CHANGE in [assumption.change for assumption in finding.assumptions], finding.message
            assert finding.confidence is Confidence.MEDIUM


ABSENT = {
    "box-missing": "config.vm.box = ENV['X']",
    "network-without-address": "config.vm.network 'private_network', ip: ENV['X']",
    "vagrant-validation-error": "config.vm.network 'forwarded_port', guest: 80, host: ENV['X']",
    "forward-exposed-to-lan": "config.vm.network 'forwarded_port', guest: 80, host: 8080, host_ip: ENV['X']",
}


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_absent_on_an_assumption_is_named_too(name: str, tmp_path, monkeypatch) -> None:
    box = "" if name == "box-missing" else "  config.vm.box = 'debian/bookworm64'\n"
    text = f"Vagrant.configure('2') do |config|\n{box}  {ABSENT[name]}\nend\n"
    found = [each for each in lint(Bad(text), str(tmp_path), monkeypatch).diagnostics if each.rule == name]
    assert [[assumption.change for assumption in each.assumptions] for each in found] == [["--env X=…"]]
    assert [each.confidence for each in found] == [Confidence.MEDIUM]
