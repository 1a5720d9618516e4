"""Several processes: the same output to the byte, and no file hides another, whatever becomes of a process."""

from __future__ import annotations

import io
import os
import signal

import pytest

from vmlint.commands import cli
from vmlint.engine import jobs
from vmlint.report import FINDING_FORMATS
from vmlint.report.progress import Progress

BAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "b"\n  config.vm.network "forwarded_port", guest: 80, host: 7747{}\nend\n'


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    for number in range(20):
        (tmp_path / f"m{number:02}").mkdir()
        text = BAD.format(number) if number % 3 else BAD.format(number) + "end\n"
        (tmp_path / f"m{number:02}" / "Vagrantfile").write_text(text)
    (tmp_path / "m05" / "vmlint.yaml").write_text("apps: {web: {bind: 127.0.0.1, port: 80}}\n")
    (tmp_path / "m06" / "vmlint.yaml").write_text("apps: {web: {bind: nonsense, port: 80}}\n")
    (tmp_path / "m07" / "Vagrantfile").write_bytes(b"\0\xff")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path.parent))


@pytest.mark.parametrize("form", FINDING_FORMATS)
def test_the_same_to_the_byte(form: str, capsys) -> None:
    assert cli.run(["check", ".", "--format", form]) == 2
    alone = capsys.readouterr()
    for number in ("2", "3", "0", "auto"):
        assert cli.run(["check", ".", "--format", form, "--jobs", number]) == 2
        assert capsys.readouterr() == alone


def test_a_process_that_dies_hides_nothing(capsys, monkeypatch) -> None:
    really = jobs.check_project

    def deadly(project, options, lint):
        if "m03" in project.files[0].path:
            os.kill(os.getpid(), signal.SIGKILL)
        if "m04" in project.files[0].path:
            os._exit(7)
        return really(project, options, lint)

    monkeypatch.setattr(jobs, "check_project", deadly)
    assert cli.run(["check", ".", "--format", "concise", "--jobs", "2"]) == 3
    captured = capsys.readouterr()
    assert "m03/Vagrantfile: the process that linted this ended by signal 9" in captured.err
    assert "m04/Vagrantfile: the process that linted this ended with status 7" in captured.err
    reported = {line.partition("/")[0] for line in captured.out.splitlines()}
    assert reported == {f"m{number:02}" for number in range(20)} - {"m03", "m04", "m06", "m07"}


def test_number_of_jobs() -> None:
    assert jobs.number_of_jobs(4, 3) == 1
    assert jobs.number_of_jobs(4, 100) == 4
    assert jobs.number_of_jobs(99, 20) == 10
    assert jobs.number_of_jobs(0, 1000) >= 1


@pytest.mark.parametrize("given", ["-1", "two", "1.5", ""])
def test_wrong_numbers(given: str, capsys) -> None:
    assert cli.run(["check", ".", "--jobs", given]) == 2


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_after_a_while(monkeypatch) -> None:
    now = [0.0]
    monkeypatch.setattr("vmlint.report.progress.monotonic", lambda: now[0])
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        now[0] = 0.0
        progress = Progress(stream, 3)
        progress.step()
        assert stream.getvalue() == ""
        now[0] = 1.2
        progress.step()
        assert (stream.getvalue() == "\rchecking: 2 of 3") is shown
        progress.close()
        assert stream.getvalue().endswith(" \r") is shown
    quick = Terminal()
    progress = Progress(quick, 3)
    progress.step()
    progress.close()
    assert quick.getvalue() == ""
