"""Completions and the man page, tried out in the shells and the formatter that they are for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from vmlint.commands.arguments import SUMMARIES
from vmlint.rules._index import RULES

SHARE = Path(__file__).resolve().parents[1] / "share"


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program}")


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


def bash(*words: str) -> list[str]:
    """What bash offers for the last of WORDS."""
    script = 'source "$0"; COMP_WORDS=(vmlint "$@"); COMP_CWORD=$#; _vmlint; printf "%s\\n" "${COMPREPLY[@]}"'
    return run("bash", "-c", script, str(SHARE / "vmlint.bash"), *words).split()


def fish(line: str) -> list[str]:
    script = f"source {SHARE / 'vmlint.fish'}; complete -C '{line}'"
    return [each.partition("\t")[0] for each in run("fish", "--no-config", "-c", script).splitlines()]


@pytest.mark.oracle
@needs("bash")
def test_bash() -> None:
    assert set(SUMMARIES) < set(bash(""))
    assert bash("che") == ["check"]
    assert bash("check", "--format", "jsonl") == ["jsonl"]
    assert bash("explain", "host-port") == ["host-port-collision"]
    assert bash("new", "fl") == ["flask"]
    assert bash("check", "--select", "app-binds") == ["app-binds-loopback", "app-binds-other-interface"]
    assert "--fail-on" in bash("check", "--f")
    assert bash("check", "--env", "") == []


@pytest.mark.oracle
@needs("bash")
def test_bash_offers_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Vagrantfile").touch()
    monkeypatch.chdir(tmp_path)
    assert bash("check", "") == ["Vagrantfile"]
    assert bash("check", "--config", "Va") == ["Vagrantfile"]


@pytest.mark.oracle
@needs("fish")
def test_fish() -> None:
    assert set(SUMMARIES) <= set(fish("vmlint "))
    assert "json" in fish("vmlint check --format ")
    assert {name for name, *_ in RULES} <= set(fish("vmlint explain "))


@pytest.mark.oracle
@needs("zsh")
def test_zsh_accepts_its_completion() -> None:
    run("zsh", "-n", str(SHARE / "_vmlint"))


@pytest.mark.oracle
@needs("groff")
def test_the_man_page_has_every_command() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tascii", "-P-c", str(SHARE / "vmlint.1")], capture_output=True, text=True, check=True
    )
    assert not done.stderr
    # Bold is a letter, a backspace and the letter again.
    shown = re.sub(".\b", "", done.stdout)
    assert all(f"vmlint {name}" in shown for name in SUMMARIES)
