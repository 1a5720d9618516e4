"""What is said of a file that does not load: whose words, and by which call of the Vagrantfile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vmlint.commands import cli

if TYPE_CHECKING:
    import pathlib

    import pytest

BODY = 'Vagrant.configure("2") { |config| config.vm.box = "x" }\n'


def findings(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], files: dict[str, str]) -> list[dict]:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    cli.run(["check", "--format", "json", str(tmp_path / "Vagrantfile")])
    return json.loads(capsys.readouterr().out)["diagnostics"]


def test_what_abort_says_is_said(tmp_path, capsys) -> None:
    (found,) = findings(tmp_path, capsys, {"Vagrantfile": 'abort "please set\\nFOO first"\n' + BODY})
    assert found["rule"] == "vagrant-load-error"
    assert "says: please set FOO first" in found["message"]


def test_exit_says_nothing(tmp_path, capsys) -> None:
    (found,) = findings(tmp_path, capsys, {"Vagrantfile": "exit 1\n" + BODY})
    assert "(`exit`)" in found["message"]


def test_the_calls_that_lead_to_the_file_that_fails_are_named(tmp_path, capsys) -> None:
    files = {
        "Vagrantfile": 'require_relative "lib/a"\n' + BODY,
        "lib/a.rb": '# one\nload File.expand_path("b.rb", __dir__)\n',
        "lib/b.rb": "\n\nnobody_defines_this(1)\n",
    }
    (found,) = findings(tmp_path, capsys, files)
    assert found["path"].endswith("lib/b.rb")
    places = [(each["path"].rpartition("/")[2], each["range"]["start"]["line"]) for each in found["related"]]
    assert places == [("a.rb", 2), ("Vagrantfile", 1)]


def test_so_is_the_call_that_leads_to_a_file_that_is_no_ruby(tmp_path, capsys) -> None:
    files = {"Vagrantfile": BODY + 'load "b.rb"\n', "b.rb": "def (\n"}
    found = findings(tmp_path, capsys, files)
    (loading,) = [each for each in found if each["path"].endswith("b.rb")]
    assert [each["range"]["start"]["line"] for each in loading["related"]] == [2]
