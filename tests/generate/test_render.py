"""`vmlint render`: what it refuses, what it writes where, and with which status."""

from __future__ import annotations

import os
import stat

import pytest

from vmlint.commands import cli

PLAIN = 'Vagrant.configure("2") do |c|\n  c.vm.box = "x"\nend\n'
LOSING = 'Vagrant.configure("2") do |c|\n  c.vm.box = ENV["BOX"] || "x"\n  c.vm.hostname = `hostname`\nend\n'


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_is_written_where_something_is_lost(folder, capsys) -> None:
    (folder / "Vagrantfile").write_text(LOSING)
    assert cli.run(["render", "-o", "new"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "not carried over: condition, Vagrantfile:2: ENV['BOX'] is not set" in said.err
    assert "not carried over: setting, Vagrantfile:3: vm.hostname: " in said.err
    assert said.err.endswith("nothing written; --allow-loss writes the rest\n")
    assert not os.path.exists("new")


def test_losses_become_comments(folder, capsys) -> None:
    (folder / "Vagrantfile").write_text(LOSING)
    assert cli.run(["render", "--allow-loss"]) == 0
    said = capsys.readouterr()
    assert "  # not carried over: setting, Vagrantfile:3: vm.hostname: " in said.out
    assert "not carried over: setting" in said.err


def test_what_is_stated_is_no_loss(folder, capsys) -> None:
    (folder / "Vagrantfile").write_text('Vagrant.configure("2") { |c| c.vm.box = ENV["BOX"] || "x" }\n')
    assert cli.run(["render", "--env", "BOX=y"]) == 0
    assert '  config.vm.box = "y"\n' in capsys.readouterr().out


@pytest.mark.parametrize("text", ["Vagrant.configure(", "raise 'x'\n" + PLAIN, "<%= x %>"])
def test_what_does_not_load_is_refused(folder, capsys, text: str) -> None:
    (folder / "Vagrantfile").write_text(text)
    assert cli.run(["render"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1].startswith("vmlint: ")


def test_wrong_use(folder, capsys) -> None:
    assert cli.run(["render"]) == 2
    assert cli.run(["render", "absent"]) == 2
    (folder / "Vagrantfile").write_text(PLAIN)
    assert cli.run(["render", "-o", "no/such/folder"]) == 2
    assert "no/such/folder" in capsys.readouterr().err


def test_output_replaces_the_file_and_keeps_mode_and_link(folder, capsys) -> None:
    (folder / "real").write_text("old")
    os.chmod("real", 0o640)
    os.symlink("real", "link")
    (folder / "Vagrantfile").write_text(PLAIN)
    assert cli.run(["render", "-o", "link"]) == 0
    assert os.path.islink("link")
    assert stat.S_IMODE(os.stat("real").st_mode) == 0o640
    assert cli.run(["render"]) == 0
    assert (folder / "real").read_text() == capsys.readouterr().out
    assert sorted(os.listdir()) == [".git", "Vagrantfile", "link", "real"]


def test_apps_and_where_to_open_them_stand_at_the_head(folder, capsys) -> None:
    forward = 'c.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"'
    (folder / "Vagrantfile").write_text(PLAIN.replace("end\n", f"  {forward}\nend\n"))
    (folder / "vmlint.yaml").write_text(
        "apps:\n  web: {bind: 0.0.0.0, port: 80}\n  db: {bind: 127.0.0.1, port: 5432, reach_from: [nobody]}\n"
    )
    assert cli.run(["render"]) == 0
    said = capsys.readouterr().out
    assert "\n#   web: 127.0.0.1:8080 from the host\n" in said
    assert "db:" not in said


def test_values_of_other_files_are_written_out(folder, capsys) -> None:
    (folder / "box.txt").write_text("debian/bookworm64\n")
    (folder / "Vagrantfile").write_text('Vagrant.configure("2") { |c| c.vm.box = File.read("box.txt").strip }\n')
    assert cli.run(["render"]) == 0
    said = capsys.readouterr()
    assert '  config.vm.box = "debian/bookworm64"\n' in said.out
    assert "note: what box.txt held is written out" in said.err


def test_bytes_that_are_no_text_stay(folder, capfdbinary) -> None:
    # In UTF-8, Ruby's default, it would refuse this byte.
    text = "# encoding: binary\n" + PLAIN.replace('"x"', '"caf\udce9"')
    (folder / "Vagrantfile").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert cli.run(["render"]) == 0
    assert b'config.vm.box = "caf\\xE9"\n' in capfdbinary.readouterr().out
