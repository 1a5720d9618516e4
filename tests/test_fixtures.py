"""Inputs as users have them: ok/ is silent, err/x gives x.out, projects/NAME gives its expected.out.

Where a project has `questions`, its answers.out holds what `reach` and `trace` say.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from vmlint.commands.cli import run
from vmlint.engine.checking import check
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS

if TYPE_CHECKING:
    from pathlib import Path

FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fixtures")


def inside(kind: str) -> list[str]:
    return sorted(os.listdir(os.path.join(FIXTURES, kind)))


def lint(path: str) -> list[str]:
    """Return one line for each finding: `line:col: message [rule]`, other places below it."""
    discovery = Discovery()
    result = check(discovery.projects([path]), NO_OPTIONS)
    assert not discovery.problems + result.trouble.unreadable + result.trouble.failures + list(result.misconfigured)
    lines = []
    for finding in result.diagnostics:
        line, column = finding.span.source.position(finding.span.start)
        lines.append(f"{line}:{column}: {finding.severity.value}: {finding.message} [{finding.rule}]")
        for label in finding.related:
            line, column = label.span.source.position(label.span.start)
            lines.append(f"    {line}:{column}: {label.text}")
    return lines


def copied(name: str, folder: Path) -> Path:
    """Return a copy of a project outside of this checkout, in which every expected output mentions its addresses."""
    copy = folder / name
    shutil.copytree(
        os.path.join(FIXTURES, "projects", name),
        copy,
        symlinks=True,
        ignore=shutil.ignore_patterns("*.out", "questions"),
    )
    return copy


def compare(expected: str, actual: str, update: bool) -> None:
    if update:
        with open(expected, "w", encoding="utf-8") as stream:
            stream.write(actual)
    with open(expected, encoding="utf-8") as stream:
        assert actual == stream.read()


@pytest.mark.parametrize("name", [name for name in inside("ok") if not name.startswith(".")])
def test_ok(name: str, monkeypatch) -> None:
    monkeypatch.chdir(os.path.join(FIXTURES, "ok"))
    assert lint(name) == []


@pytest.mark.parametrize(
    "name", [name for name in inside("err") if not name.endswith(".out") and not name.startswith(".")]
)
def test_err(name: str, monkeypatch, update_expected: bool) -> None:
    monkeypatch.chdir(os.path.join(FIXTURES, "err"))
    found = lint(name)
    assert found
    compare(f"{name}.out", "".join(f"{line}\n" for line in found), update_expected)


@pytest.mark.parametrize("name", [name for name in inside("projects") if not name.startswith(".")])
def test_project(name: str, monkeypatch, capsys, tmp_path, update_expected: bool) -> None:
    monkeypatch.chdir(copied(name, tmp_path))
    status = run(["check", "--color", "never"])
    output = capsys.readouterr()
    text = f"{output.out}{output.err}status {status}\n"
    compare(os.path.join(FIXTURES, "projects", name, "expected.out"), text, update_expected)


@pytest.mark.parametrize(
    "name",
    [name for name in inside("projects") if os.path.exists(os.path.join(FIXTURES, "projects", name, "questions"))],
)
def test_questions(name: str, monkeypatch, capsys, update_expected: bool) -> None:
    monkeypatch.chdir(os.path.join(FIXTURES, "projects", name))
    answers = []
    with open("questions", encoding="utf-8") as stream:
        for line in stream.read().splitlines():
            status = run([*line.split(), "--color", "never"])
            output = capsys.readouterr()
            answers.append(f"$ vmlint {line}\n{output.out}{output.err}status {status}\n")
    compare("answers.out", "\n".join(answers), update_expected)


@pytest.mark.parametrize("name", [name for name in inside("render") if name.endswith(".in")])
def test_render(name: str, monkeypatch, capsys, tmp_path, update_expected: bool) -> None:
    """What is rendered lints clean, is rendered to itself, and is as x.out says; losses are allowed and named."""
    with open(os.path.join(FIXTURES, "render", name), encoding="utf-8") as stream:
        given = stream.read()
    monkeypatch.chdir(tmp_path)
    for text in (given, None):
        if text is not None:
            (tmp_path / "Vagrantfile").write_text(text, encoding="utf-8")
        assert run(["render", "--allow-loss", "-q", "-o", "Vagrantfile"]) == 0
        said = capsys.readouterr()
        made = (tmp_path / "Vagrantfile").read_text(encoding="utf-8")
        assert said.out == ""
        if text is not None:
            first, losses = made, said.err
    assert made == first
    assert lint("Vagrantfile") == []
    out = os.path.join(FIXTURES, "render", name.removesuffix(".in") + ".out")
    compare(out, first + "".join(f"# stderr: {line}\n" for line in losses.splitlines()), update_expected)
