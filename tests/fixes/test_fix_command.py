"""``vmlint fix``: what it writes, shows and says, and its exit statuses."""

from __future__ import annotations

import io
import json
import os
import sys
from textwrap import dedent

import pytest

from vmlint.commands import cli

EXPOSED = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "private_network", ip: "192.168.33.10" # the office
end
"""
MENDED = EXPOSED.replace("192.168.33.10", "192.168.56.10")
TWO = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "forwarded_port", guest: 80, host: 8080, hostip: "127.0.0.1"
  config.vm.network "private_network", ip: "192.168.33.10"
end
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def write(text: str, name: str = "Vagrantfile") -> None:
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "w", encoding="utf-8", newline="") as stream:
        stream.write(dedent(text))


def read(name: str = "Vagrantfile") -> str:
    with open(name, encoding="utf-8", newline="") as stream:
        return stream.read()


def test_fix_writes_and_is_clean(capsys) -> None:
    write(EXPOSED)
    assert cli.run(["fix"]) == 0
    assert read() == MENDED
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "fixed hostonly-ip-out-of-range at Vagrantfile:3:44: move it to a free network that is allowed\n"
        "1 fixed, 1 file checked, no findings\n"
    )
    assert cli.run(["fix"]) == 0
    assert read() == MENDED


def test_diff_writes_nothing(capsys) -> None:
    write(EXPOSED)
    assert cli.run(["fix", "--diff"]) == 1
    assert read() == EXPOSED
    out = capsys.readouterr().out
    assert out == (
        "--- a/Vagrantfile\n+++ b/Vagrantfile\n@@ -1,4 +1,4 @@\n"
        ' Vagrant.configure("2") do |config|\n'
        '   config.vm.box = "debian/bookworm64"\n'
        '-  config.vm.network "private_network", ip: "192.168.33.10" # the office\n'
        '+  config.vm.network "private_network", ip: "192.168.56.10" # the office\n'
        " end\n"
    )
    write(MENDED)
    assert cli.run(["fix", "--diff"]) == 0
    assert capsys.readouterr().out == ""


def test_a_file_without_a_last_line_end_and_with_other_line_ends(capsysbinary) -> None:
    text = "\ufeff" + EXPOSED.replace("\n", "\r\n").rstrip()
    write(text)
    assert cli.run(["fix", "--diff"]) == 1
    shown = capsysbinary.readouterr().out
    assert b'+  config.vm.network "private_network", ip: "192.168.56.10" # the office\r\n' in shown
    assert shown.endswith(b" end\n\\ No newline at end of file\n")
    assert cli.run(["fix"]) == 0
    assert read() == text.replace("33.10", "56.10")


def test_rule(capsys) -> None:
    write(TWO)
    assert cli.run(["fix", "--rule", "unknown-network-option"]) == 1
    assert read() == TWO.replace("hostip", "host_ip")
    assert "hostonly-ip-out-of-range" in capsys.readouterr().out
    assert cli.run(["fix", "--rule", "unknown-network-optoin"]) == 2
    assert "did you mean `unknown-network-option`?" in capsys.readouterr().err


def test_unsafe_fixes_only_where_asked_for() -> None:
    write(EXPOSED)
    write("ssh 192.168.33.10 # or 192.168.33.100, 1192.168.33.10\n", "connect.sh")
    assert cli.run(["fix", "-q"]) == 1
    assert read() == EXPOSED
    assert cli.run(["fix", "--unsafe-fixes", "-q"]) == 0
    assert read() == MENDED
    assert read("connect.sh") == "ssh 192.168.56.10 # or 192.168.33.100, 1192.168.33.10\n"


def test_standard_input(capsysbinary, monkeypatch) -> None:
    data = EXPOSED.replace("office", "\udce9").replace("\n", "\r\n").encode("utf-8", "surrogateescape")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert cli.run(["fix", "-"]) == 0
    assert capsysbinary.readouterr().out == data.replace(b"33.10", b"56.10")
    assert os.listdir(".") == [".git"]
    assert cli.run(["fix", "-", "Vagrantfile"]) == 2


def test_check_fix(capsys) -> None:
    write(EXPOSED)
    assert cli.run(["check", "--fix", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["diagnostics"] == []
    assert read() == MENDED


def test_edits_in_json(capsys) -> None:
    write(EXPOSED)
    assert cli.run(["check", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["summary"]["fixable"] == 1
    (finding,) = document["diagnostics"]
    assert finding["fix"] == {
        "title": "move it to a free network that is allowed",
        "applicability": "safe",
        "edits": [
            {
                "path": "Vagrantfile",
                "range": {"start": {"line": 3, "column": 44}, "end": {"line": 3, "column": 59}},
                "content": '"192.168.56.10"',
            }
        ],
    }
    assert read() == EXPOSED


def test_a_link_out_of_the_project_is_not_written(tmp_path_factory, capsys) -> None:
    other = tmp_path_factory.mktemp("other") / "Vagrantfile"
    other.write_text(EXPOSED)
    os.symlink(other, "Vagrantfile")
    cli.run(["fix"])
    assert other.read_text() == EXPOSED
    assert "out of the project" in capsys.readouterr().err


def test_nothing_is_written_where_one_project_is_wrong_but_its_own(capsys) -> None:
    write(EXPOSED, "a/Vagrantfile")
    write(EXPOSED.replace("33.10", "34.10"), "b/Vagrantfile")
    write("apps: {web: {port: 99999}}\n", "b/vmlint.yaml")
    assert cli.run(["fix", "a", "b"]) == 2
    assert read("a/Vagrantfile") == MENDED
    assert read("b/Vagrantfile") == EXPOSED.replace("33.10", "34.10")


def test_a_syntax_error_is_left_as_it_is(capsys) -> None:
    text = EXPOSED.replace("do |config|", "do |config")
    write(text)
    assert cli.run(["fix", "--unsafe-fixes"]) == 1
    assert read() == text


def test_an_unreadable_path_does_not_keep_the_others(capsys) -> None:
    write(EXPOSED)
    assert cli.run(["fix", "Vagrantfile", "missing"]) == 2
    assert read() == MENDED


def test_a_file_that_changes_meanwhile_is_not_overwritten(capsys, monkeypatch) -> None:
    write(EXPOSED)
    from vmlint.fixes.repair import Repaired

    real = Repaired.write

    def late(self) -> None:
        write("# somebody else's\n" + EXPOSED)
        real(self)

    monkeypatch.setattr(Repaired, "write", late)
    assert cli.run(["fix"]) == 2
    assert read() == "# somebody else's\n" + EXPOSED
    assert "has changed meanwhile" in capsys.readouterr().err
