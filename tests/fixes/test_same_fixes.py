"""Every form, count and summary speaks of the same fixes, and `fix` makes just those."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from vmlint.commands import cli

PROJECTS = Path(__file__).resolve().parents[2] / "fixtures" / "projects"
COUNT = re.compile(r"(\d+) fixable \((\d+) safe\)")
FORMS = ("text", "json", "jsonl", "concise", "markdown", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson")
HEAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n'
ODD = {
    "nobody-makes-it": HEAD
    + '  [80, 81].each { |p| config.vm.network "forwarded_port", guest: p, host: p + 8000 }\n'
    + '  config.vm.network "forwarded_port", guest: 82, host: 8080\nend\n',
    "safe-beside-unsafe": HEAD
    + '  config.vm.network "private_network", ip: "10.9.9.10"\n'
    + '  config.vm.network "forwarded_port", guest: 80, host: 80, hostip: "127.0.0.1"\nend\n',
    "two-at-one-place": HEAD
    + '  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "localhost"\n'
    + '  config.vm.network "forwarded_port", guest: 81, host: 8080, host_ip: "localhost"\nend\n',
}


def counted(capsys, form: str) -> tuple[str, tuple[int, int]]:
    cli.run(["check", "--color", "never", "--format", form])
    out, err = capsys.readouterr()
    found = COUNT.search(err)
    return out, (0, 0) if found is None else (int(found[1]), int(found[2]))


def compare(capsys) -> None:
    counts = {}
    for form in FORMS:
        out, counts[form] = counted(capsys, form)
        fixes = []
        if form == "text":
            shown = re.findall(r"^  = fix: .*", out, re.MULTILINE)
            fixes = ["unsafe" if "(unsafe: look at it)" in line else "safe" for line in shown]
        elif form == "json":
            document = json.loads(out)
            fixes = [each["fix"]["applicability"] for each in document["diagnostics"] if each["fix"]]
            assert document["summary"]["fixable"] == len(fixes)
            assert all(each["fix"]["edits"] for each in document["diagnostics"] if each["fix"])
        elif form == "sarif":
            results = json.loads(out)["runs"][0]["results"]
            texts = [each["fixes"][0]["description"]["text"] for each in results if "fixes" in each]
            fixes = ["unsafe" if text.endswith("(unsafe)") else "safe" for text in texts]
        else:
            continue
        assert counts[form] == (len(fixes), fixes.count("safe")), form
    assert len(set(counts.values())) == 1, counts
    safe = counts["text"][1]
    status = cli.run(["fix", "--color", "never"])
    err = capsys.readouterr().err
    assert status in (0, 1)
    fixed = re.search(r"^(\d+) fixed", err, re.MULTILINE)
    # What a fix uncovers may be mended in turn; what was promised is made.
    assert (int(fixed[1]) if fixed else 0) >= safe
    assert bool(fixed) == bool(safe)
    assert counted(capsys, "text")[1][1] == 0


@pytest.mark.parametrize("name", sorted(each.name for each in PROJECTS.iterdir() if each.is_dir()))
def test_fixtures(name: str, tmp_path, monkeypatch, capsys) -> None:
    copy = tmp_path / name
    shutil.copytree(PROJECTS / name, copy, symlinks=True, ignore=shutil.ignore_patterns("*.out", "questions"))
    monkeypatch.chdir(copy)
    compare(capsys)


@pytest.mark.parametrize("name", list(ODD))
def test_odd_ones(name: str, tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "Vagrantfile").write_text(ODD[name])
    monkeypatch.chdir(tmp_path)
    compare(capsys)


def test_it_says_of_every_finding_that_it_leaves_why(tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "master.sh").write_text("#!/bin/sh\nping 10.0.0.10\n")
    (tmp_path / "Vagrantfile").write_text(HEAD + '  config.vm.network "private_network", ip: "10.0.0.10"\nend\n')
    monkeypatch.chdir(tmp_path)
    why = "not applied: 10.0.0.10 stands in scripts/master.sh:2 as well; `--unsafe-fixes` changes it there"
    for command in (["fix"], ["fix", "--diff"], ["check", "--fix"]):
        cli.run(command)
        assert why in capsys.readouterr().err, command
