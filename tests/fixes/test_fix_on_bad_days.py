"""``vmlint fix`` as a process of its own: killed, interrupted, edited behind its back; with links, lists and other users."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import vmlint

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, modes and signals of POSIX")

OLD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "b"\n  config.vm.network "private_network", ip: "192.168.33.10"\nend\n'
NEW = OLD.replace("192.168.33.10", "192.168.56.10")
SOURCE = os.path.dirname(os.path.dirname(vmlint.__file__))
# Stops after the first file has been put, until somebody sends a line; then does what the second argument says.
HALF = """
import os, sys
from vmlint.basics.writing import temporary
put = temporary.Temporary.put
def half(self, target):
    put(self, target)
    if target.endswith("a/Vagrantfile"):
        print("half", flush=True)
        sys.stdin.readline()
temporary.Temporary.put = half
from vmlint.__main__ import main
sys.exit(main())
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / name / ".git").mkdir(parents=True)
        (tmp_path / name / "Vagrantfile").write_text(OLD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fix(*paths: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-m", "vmlint", "fix", *paths]
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)


def half_way() -> subprocess.Popen[str]:
    """Return a run of which the first of two files has been replaced."""
    process = subprocess.Popen(
        [sys.executable, "-c", HALF, "fix", "a", "b"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "half\n"
    return process


def texts() -> list[str]:
    return [Path(name, "Vagrantfile").read_text() for name in "ab"]


def names() -> list[str]:
    return sorted(name for each in "ab" for name in os.listdir(each) if name != ".git")


def test_it_does_so_at_all() -> None:
    assert fix("a", "b").returncode == 0
    assert texts() == [NEW, NEW]
    assert names() == ["Vagrantfile", "Vagrantfile"]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGHUP, -1)])
def test_a_signal_between_two_files_leaves_none_changed(number: int, status: int) -> None:
    process = half_way()
    process.send_signal(number)
    assert process.communicate("\n", timeout=30) == ("", "")
    assert process.returncode == status
    assert texts() == [OLD, OLD]
    assert names() == ["Vagrantfile", "Vagrantfile"]


def test_what_a_killed_run_left_goes_with_the_next() -> None:
    process = half_way()
    process.kill()
    process.communicate()
    assert texts() == [NEW, OLD]
    assert len(names()) == 5
    assert os.stat("b/Vagrantfile").st_nlink == 2, "its second name is no hard link of the user's"
    done = fix("a", "b")
    assert (done.returncode, texts(), names()) == (0, [NEW, NEW], ["Vagrantfile", "Vagrantfile"])


def test_an_edit_meanwhile_wins() -> None:
    process = half_way()
    Path("b/Vagrantfile").write_text("# mine\n")
    _, said = process.communicate("\n", timeout=30)
    assert process.returncode == 2
    assert said.endswith("b/Vagrantfile: the file has changed meanwhile\n")
    assert "nothing was changed" in said
    assert texts() == [OLD, "# mine\n"]


def test_a_file_that_vanishes_meanwhile() -> None:
    process = half_way()
    os.unlink("b/Vagrantfile")
    _, said = process.communicate("\n", timeout=30)
    assert process.returncode == 2
    assert said.endswith("b/Vagrantfile: No such file or directory\n")
    assert Path("a/Vagrantfile").read_text() == OLD
    assert names() == ["Vagrantfile"]


def test_a_hard_link_is_refused_and_the_others_are_mended() -> None:
    os.link("a/Vagrantfile", "template")
    done = fix("a", "b")
    assert done.returncode == 1
    assert "not changed: a/Vagrantfile: the file has 1 other name (a hard link)" in done.stderr
    assert texts() == [OLD, NEW]
    assert os.path.samefile("a/Vagrantfile", "template")
    assert "not changed: a/Vagrantfile: " in fix("a", "--diff").stderr
    assert "nothing was changed: " not in fix("a").stderr
    check = subprocess.run(
        [sys.executable, "-m", "vmlint", "check", "--fix", "a"], capture_output=True, text=True, check=False
    )
    assert "not changed: a/Vagrantfile: the file has 1 other name" in check.stderr
    with open("a/Vagrantfile", encoding="utf-8") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "vmlint", "fix", "-", "--stdin-filename", "a/Vagrantfile"],
            stdin=stream, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.stdout == NEW, "nothing is written there"


def test_a_link_stays_and_its_target_is_changed() -> None:
    os.mkdir("a/shared")
    os.rename("a/Vagrantfile", "a/shared/web.rb")
    os.symlink("shared/web.rb", "a/Vagrantfile")
    assert fix("a/Vagrantfile").returncode == 0
    assert os.readlink("a/Vagrantfile") == "shared/web.rb"
    assert texts() == [NEW, OLD]
    os.unlink("b/Vagrantfile")
    os.symlink("../a/shared/web.rb", "b/Vagrantfile")
    Path("a/Vagrantfile").write_text(OLD)
    assert fix("b/Vagrantfile").returncode == 2
    assert texts() == [OLD, OLD], "it leads out of the checkout"


@pytest.mark.skipif(shutil.which("setfacl") is None, reason="setfacl not installed (package acl)")
def test_lists_and_attributes_stay() -> None:
    run = subprocess.check_output
    run(["setfacl", "-m", "u:nobody:rw,g::r,m::rw", "a/Vagrantfile"])
    os.setxattr("a/Vagrantfile", "user.origin", b"template 7")
    before = run(["getfacl", "-n", "a/Vagrantfile"])
    assert b"user:65534:rw-" in before
    assert fix("a").returncode == 0
    assert run(["getfacl", "-n", "a/Vagrantfile"]) == before
    assert os.getxattr("a/Vagrantfile", "user.origin") == b"template 7"


def test_what_somebody_else_may_not_write(folder, public_folder, as_nobody, monkeypatch) -> None:
    shutil.copytree(folder, public_folder, dirs_exist_ok=True)
    public_folder.chmod(0o755)
    monkeypatch.chdir(public_folder)
    nobody = tuple(as_nobody)
    done = fix("a", "b", before=nobody)
    assert done.returncode == 1
    assert "not changed: a/Vagrantfile: the file is read-only" in done.stderr
    os.chmod("a/Vagrantfile", 0o666)
    assert "not changed: a/Vagrantfile: its folder is read-only" in fix("a", before=nobody).stderr
    os.chmod("a", 0o777)
    done = fix("a", "b", before=nobody)
    assert done.returncode == 1
    assert texts() == [NEW, OLD]
    os.chmod("b", 0o000)
    for command in ("check", "fix", "inspect"):
        done = subprocess.run(
            [*nobody, sys.executable, "-m", "vmlint", command, ".", "b", "b/Vagrantfile"], capture_output=True, text=True,
            check=False, env={**os.environ, "PYTHONPATH": SOURCE},
        )  # fmt: skip
        assert done.returncode == 2
        assert "vmlint: b: Permission denied\n" in done.stderr
        assert "vmlint: b/Vagrantfile: Permission denied\n" in done.stderr
