"""``vmlint settings``: what holds, and where it was said; select, ignore and per_file in vmlint.yaml."""

from __future__ import annotations

import json

import pytest

from vmlint.commands import cli

BAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "b"\n  config.vm.network "forwarded_port", guest: 80, host: 77474\nend\n'
RULE = "vagrant-validation-error"
OTHER = "forward-exposed-to-lan"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "old").mkdir()
    (tmp_path / "Vagrantfile").write_text(BAD)
    (tmp_path / "old" / "Vagrantfile").write_text(BAD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path.parent))
    return tmp_path


def found(folder, capsys, text: str, *more: str) -> list[str]:
    (folder / "vmlint.yaml").write_text(text)
    cli.run(["check", ".", "--format", "jsonl", *more])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [f"{each['path']} {each['rule']} {each['severity']}" for each in lines if "rule" in each]


@pytest.mark.parametrize(
    ("text", "more", "left"),
    [
        ("", (), ["1 f i", "1 v e", "2 f i", "2 v e"]),
        (f"select: [{RULE}]\n", (), ["1 v e", "2 v e"]),
        (f"ignore: [{RULE}]\n", (), ["1 f i", "2 f i"]),
        (f"rules: {{{OTHER}: error, {RULE}: off}}\n", (), ["1 f e", "2 f e"]),
        # The command line wins.
        (f"select: [{RULE}]\n", ("--select", OTHER), ["1 f i", "2 f i"]),
        (f"ignore: [{RULE}]\n", ("--select", RULE), ["1 v e", "2 v e"]),
        (f"rules: {{{RULE}: off}}\n", ("--select", RULE), ["1 v e", "2 v e"]),
        (f"select: [{RULE}]\n", ("--ignore", RULE), []),
        (f'per_file: {{"old/**": [{RULE}]}}\n', (), ["1 f i", "1 v e", "2 f i"]),
        (f'per_file: {{"old/": {{{RULE}: warning, {OTHER}: off}}}}\n', (), ["1 f i", "1 v e", "2 v w"]),
        (f'per_file: {{"**": [{RULE}], "Vagrantfile": {{{RULE}: info}}}}\n', (), ["1 f i", "1 v i", "2 f i", "2 v i"]),
    ],
)
def test_levels(folder, capsys, text, more, left) -> None:
    words = {
        "1": "Vagrantfile",
        "2": "old/Vagrantfile",
        "f": OTHER,
        "v": RULE,
        "i": "info",
        "e": "error",
        "w": "warning",
    }
    expected = [" ".join(words[word] for word in each.split()) for each in left]
    assert sorted(found(folder, capsys, text, *more)) == sorted(expected)


def test_where_it_was_said(folder, capsys) -> None:
    (folder / "vmlint.yaml").write_text(
        f"host:\n  os: windows\n  wsl: true\nassume: {{env: {{A.B: x}}, plugins: [p]}}\nrules: {{{RULE}: info}}\n"
    )
    assert cli.run(["settings", "--format", "json", "--host-os", "linux"]) == 0
    (project,) = json.loads(capsys.readouterr().out)["projects"]
    held = {each["key"]: each for each in project["settings"]}
    assert (held["host.os"]["value"], held["host.os"]["from"]) == ("linux", "command line")
    assert (held["host.wsl"]["value"], held["host.wsl"]["range"]["start"]) == (True, {"line": 3, "column": 3})
    assert (held["assume.env.A.B"]["value"], held["assume.env.A.B"]["range"]["start"]["line"]) == ("x", 4)
    assert held["host.lan"]["from"] == "default"
    assert held[f"rules.{RULE}"]["range"]["start"] == {"line": 5, "column": 9}
    assert project["files"] == ["Vagrantfile"]
    assert cli.run(["settings"]) == 0
    assert "  host.os " in capsys.readouterr().out


def test_a_wrong_file_is_said(folder, capsys) -> None:
    (folder / "vmlint.yaml").write_text("hots: {os: windows}\n")
    assert cli.run(["settings"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "did you mean `host`?" in captured.err
