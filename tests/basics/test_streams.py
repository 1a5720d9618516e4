"""Streams on bad days: full, closed, read by nobody, interrupted; never a traceback, and never an answer lost silently."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vmlint.basics import gate

pytestmark = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")

TEXT = 'Vagrant.configure("2") do |config|\n  config.vm.box = "b"\n  config.vm.network "forwarded_port", guest: 80, host: 77474\nend\n'
COMMANDS = [
    "--version", "--help", "", "check", "check --format json", "check --statistics", "check --help", "rules",
    "explain v1-syntax", "inspect Vagrantfile", "inspect Vagrantfile --format jsonl", "reach", "reach --format json",
    "trace host 127.0.0.1:80", "render --allow-loss", "settings", "schema", "new --list", "fix --format sarif",
]  # fmt: skip
NO_SPACE = "vmlint: standard output cannot be written: No space left on device\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "Vagrantfile").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path.parent))
    return tmp_path


def run(arguments: str, redirected: str = "", **options) -> subprocess.CompletedProcess[str]:
    """Run vmlint as a shell does with redirections."""
    command = f'exec "$0" -m vmlint {arguments} {redirected}'
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, **options}
    return subprocess.run(["/bin/sh", "-c", command, sys.executable], text=True, check=False, timeout=60, **options)


def is_quiet(done: subprocess.CompletedProcess[str]) -> bool:
    words = (done.stdout or "") + (done.stderr or "")
    return not any(word in words for word in ("Traceback", "Exception", "internal error", "mistake in vmlint"))


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_full_device_is_said_once_and_is_2(arguments: str) -> None:
    done = run(arguments, ">/dev/full")
    assert done.returncode == 2
    assert done.stderr.endswith(NO_SPACE)
    assert done.stderr.count("cannot be written") == 1
    assert is_quiet(done)


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_closed_output_is_said_and_is_2(arguments: str) -> None:
    done = run(arguments, ">&-")
    assert done.returncode == 2
    assert done.stderr.endswith("vmlint: standard output cannot be written: it is closed\n")
    assert is_quiet(done)


@pytest.mark.parametrize("redirected", ["<&-", "2>&-", "2>/dev/full", "<&- 2>&-"])
def test_other_streams_change_neither_answer_nor_status(redirected: str) -> None:
    for arguments in (
        "--version",
        "check",
        "check -q",
        "inspect Vagrantfile",
        "check gone",
        "rules --help",
        "check --no",
    ):
        plain, done = run(arguments), run(arguments, redirected)
        assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout)
        assert is_quiet(done)


@pytest.mark.parametrize("redirected", ["<&- >&- 2>&-", "<&- >&-", ">&- 2>&-"])
def test_nothing_is_written_into_files_that_take_the_place_of_closed_streams(redirected: str) -> None:
    for arguments in ("check", "check --output a.json --format json", "fix", "render --allow-loss -o b"):
        assert is_quiet(run(arguments, redirected))
    assert Path("Vagrantfile").read_text() == TEXT
    assert Path("a.json").read_text().startswith("{")
    assert Path("b").read_text().startswith("#")


@pytest.mark.parametrize("command", ["check", "fix", "inspect", "reach", "render", "fix --diff"])
def test_standard_input_that_is_closed_or_a_folder(command: str) -> None:
    done = run(f"{command} -", "<&-")
    assert done.returncode == 2
    assert "vmlint: standard input is closed" in done.stderr
    assert is_quiet(done)


@pytest.mark.parametrize("arguments", COMMANDS)
def test_nobody_reads_the_pipe(arguments: str) -> None:
    status = run(arguments).returncode
    reading, writing = os.pipe()
    os.close(reading)
    done = run(arguments, stdout=writing, stderr=subprocess.PIPE, capture_output=False)
    os.close(writing)
    assert done.returncode == status, "what was found does not depend on who listens"
    assert is_quiet(done)


def test_nobody_reads_standard_error_either() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run("check", stdout=writing, stderr=writing, capture_output=False)
    os.close(writing)
    assert done.returncode == 1


def test_a_pipe_that_somebody_made_non_blocking_gets_everything() -> None:
    line = TEXT.splitlines(keepends=True)[2]
    many = "".join(line.replace("80", str(port)).replace("77474", str(76474 + port)) for port in range(1000, 1400))
    Path("Vagrantfile").write_text(TEXT.replace("end\n", many + "end\n"))
    wanted = run("check --format json").stdout
    assert len(wanted) > 200_000, "more than a pipe holds"
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    command = [sys.executable, "-m", "vmlint", "check", "-q", "--format", "json"]
    process = subprocess.Popen(command, stdout=writing)
    os.close(writing)
    time.sleep(1)
    with open(reading, encoding="utf-8") as stream:
        assert stream.read() == wanted
    assert process.wait(30) == 1


@pytest.mark.parametrize(
    "arguments", ["check --output", "inspect Vagrantfile --output", "reach --output", "render --allow-loss -o"]
)
def test_files_to_write(arguments: str, folder) -> None:
    done = run(f"{arguments} /dev/full")
    assert done.returncode == 2
    assert "/dev/full: No space left on device\n" in done.stderr
    assert is_quiet(done)
    os.mkfifo("pipe")
    done = run(f"{arguments} pipe")
    assert done.returncode == 2
    assert "pipe: no process reads this pipe\n" in done.stderr
    done = run(f"{arguments} .")
    assert done.returncode == 2
    assert "Is a directory" in done.stderr
    reading = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert run(f"{arguments} pipe").returncode in (0, 1)
    assert os.read(reading, 100)
    os.close(reading)
    assert run(f"{arguments} /dev/stdout").stdout
    assert sorted(os.listdir(folder)) == [".git", "Vagrantfile", "pipe"]


def test_an_output_that_cannot_be_written_whole_keeps_what_it_held() -> None:
    import resource

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16))

    Path("old").write_text("what was there")
    for arguments in (
        "check --output",
        "inspect Vagrantfile --output",
        "render --allow-loss -o",
        "check --write-baseline --baseline",
    ):
        done = run(f"{arguments} old", preexec_fn=small)
        assert done.returncode == 2, done.stderr
        assert "old: File too large" in done.stderr
        assert Path("old").read_text() == "what was there"
    assert sorted(os.listdir()) == [".git", "Vagrantfile", "old"]


@pytest.mark.parametrize("option", ["--baseline", "--config", "--write-baseline --baseline"])
def test_a_pipe_where_a_file_is_wanted_does_not_block(option: str) -> None:
    os.mkfifo("pipe")
    done = run(f"check {option} pipe")
    assert done.returncode == 2
    assert "pipe: no" in done.stderr, "not a regular file, no process reads it"
    assert is_quiet(done)


def test_sources_that_are_no_files() -> None:
    os.mkfifo("pipe")
    os.mkdir("d")
    os.mkdir("e")
    os.mkfifo("d/Vagrantfile")
    os.mkfifo("e/vmlint.yaml")
    for path in (
        "pipe",
        "d",
        "d/Vagrantfile",
        "/dev/null",
        "/dev/zero",
        "/proc/self/mem",
        "/proc/self/environ",
    ):
        done = run(f"check {path}")
        assert done.returncode == 2, path
        assert path in done.stderr
        assert is_quiet(done)


@pytest.mark.parametrize("kind", ["pipe", "folder", "socket", "device", "nowhere", "itself"])
def test_a_vmlint_yaml_that_is_no_file_is_said(kind: str) -> None:
    if kind == "pipe":
        os.mkfifo("vmlint.yaml")
    elif kind == "folder":
        os.mkdir("vmlint.yaml")
    elif kind == "socket":
        import socket

        with socket.socket(socket.AF_UNIX) as server:
            server.bind("vmlint.yaml")
    else:
        os.symlink({"device": "/dev/zero", "nowhere": "gone", "itself": "vmlint.yaml"}[kind], "vmlint.yaml")
    for arguments in ("check", "check .", "check Vagrantfile", "fix", "reach", "settings", "inspect Vagrantfile"):
        done = run(arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "vmlint.yaml" in done.stderr
        assert is_quiet(done)


def test_a_file_that_vanishes_before_it_is_read(monkeypatch, capsys, folder) -> None:
    from vmlint.commands import cli
    from vmlint.project import discovery

    (folder / "d").mkdir()
    (folder / "d" / "Vagrantfile").write_text(TEXT)
    real = discovery.Discovery.projects

    def late(self, paths):
        found = real(self, paths)
        (folder / "Vagrantfile").unlink()
        return found

    for command in ("check", "inspect", "fix"):
        (folder / "Vagrantfile").write_text(TEXT)
        monkeypatch.setattr(discovery.Discovery, "projects", late)
        assert cli.run([command, "."]) == 2
        out, err = capsys.readouterr()
        assert "vmlint: Vagrantfile: No such file or directory\n" in err
        assert out, "the others are done"


@pytest.mark.skipif(not os.path.exists("/proc/self/pagemap"), reason="no /proc")
def test_files_of_the_system_that_have_no_size() -> None:
    done = run("check /proc/self/pagemap /proc/kmsg /proc/self/mem /proc/self/auxv")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 4
    assert is_quiet(done)
    with pytest.raises(OSError, match="reads up to 10 bytes"):
        gate.read("/proc/self/status", "/proc", 10)


# Control-C


def many_projects(folder: Path, count: int = 60, forwards: int = 100) -> None:
    line = TEXT.splitlines(keepends=True)[2]
    lines = "".join(line.replace("80", str(port)) for port in range(1000, 1000 + forwards))
    for number in range(count):
        (folder / f"m{number}").mkdir()
        (folder / f"m{number}" / "Vagrantfile").write_text(TEXT.replace("end\n", lines + "end\n"))


def interrupted(arguments: list[str], after: float, how: int = signal.SIGINT, **options) -> tuple[int, str]:
    """Run vmlint in a session of its own, and send the signal to the whole group, as a terminal does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "vmlint", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True, **options,
    )  # fmt: skip
    time.sleep(after)
    os.killpg(process.pid, how)
    _, said = process.communicate(timeout=30)
    return process.returncode, said


@pytest.mark.parametrize("more", [[], ["--jobs", "3"]])
def test_control_c_while_working(more: list[str], folder) -> None:
    many_projects(folder)
    for after in (0.4, 0.6, 0.9):
        status, said = interrupted(["check", ".", "-q", *more], after)
        assert (status, said) == (130, "")


# Sends control-C from the line that is the N-th of vmlint to run; the first two are docstring and `try` of __main__,
# between which and the next Python looks at no signal.
AT_LINE = """
import os, runpy, signal, sys
left = int(sys.argv.pop(1))
def trace(frame, event, argument):
    global left
    if "vmlint" not in frame.f_code.co_filename:
        return trace
    if event == "line":
        left -= 1
        if left == 0:
            sys.settrace(None)
            os.kill(os.getpid(), signal.SIGINT)
            return None
    return trace
sys.argv[0] = "vmlint"
import vmlint
sys.settrace(trace)
runpy.run_module("vmlint", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize("line", [3, 4, 5, 8, 10, 20, 50, 100, 300, 1000, 3000, 10_000])
def test_control_c_from_the_first_line_on(line: int) -> None:
    for arguments in (["--version"], ["check"]) if line < 20 else (["check"],):
        done = subprocess.run(
            [sys.executable, "-c", AT_LINE, str(line), *arguments], capture_output=True, text=True, check=False, timeout=60
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (130, "")


def test_who_starts_it_in_the_background_is_not_interrupted() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_LINE, "300", "check"], capture_output=True, text=True, check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN), timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "vagrant-validation-error" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_whose_parent_is_killed_end_quietly(folder) -> None:
    # Many that take so long that only who looks for the parent meanwhile ends soon.
    many_projects(folder, count=8, forwards=3000)
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "vmlint", "check", ".", "-q", "--jobs", "3"],
        stdout=writing, stderr=writing, start_new_session=True,
    )  # fmt: skip
    os.close(writing)
    children: list[str] = []
    deadline = time.monotonic() + 20
    while len(children) < 3 and time.monotonic() < deadline:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        time.sleep(0.01)
    assert len(children) == 3
    time.sleep(0.5)
    process.kill()
    deadline = time.monotonic() + 8
    process.wait(30)
    with open(reading, "rb") as stream:
        assert stream.read() == b"", "nobody holds the pipe any more, and nobody said anything"
    assert time.monotonic() < deadline, "at once, not when the work is done"
    while any(map(is_running, children)):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_running(number: str) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False
