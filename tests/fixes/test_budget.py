"""Proving ends, whatever a file holds: counted in what is read again, so that it ends at the same place everywhere."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from vmlint.engine.checking import findings, read_project
from vmlint.fixes.bench import READINGS, STEPS, WHY_SPENT, Bench, Budget
from vmlint.fixes.settle import Wanted, settle, with_edits
from vmlint.fixes.trials import bench_for
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

HEAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n'
FORWARD = 'config.vm.network "forwarded_port",'


def many(times: float) -> dict[str, str]:
    """Return texts with more of a kind than can be proved, TIMES as many as are proved in some seconds."""

    def lines(line: str, number: int) -> str:
        return "".join(
            line.format(i=i, guest=i + 10000, high=i + 20000, low=i + 20) for i in range(int(number * times))
        )

    some, few, most = int(3000 * times), int(200 * times), int(500 * times)
    return {
        "a loop": f"(1..{some}).each {{ |i| {FORWARD} guest: i + 10000, host: i + 20000 }}\n",
        "lines": lines(FORWARD + " guest: {guest}, host: {high}\n", 3000),
        "low ports": f"(1..{int(900 * times)}).each {{ |i| {FORWARD} guest: i + 10000, host: i + 20 }}\n",
        "low ports in lines": lines(FORWARD + " guest: {guest}, host: {low}\n", 500),
        "one host port": lines(FORWARD + " guest: {guest}, host: 8080\n", 500),
        "ids with commas": f'(1..{some}).each {{ |i| {FORWARD} guest: i + 10000, host: i + 20000, id: "a, #{{i}}" }}\n',
        "addresses": lines('config.vm.network "private_network", ip: "10.{i}.0.5"\n', 200),
        "ssh clashes": f'(1..{most}).each {{ |i| config.vm.define("m#{{i}}") {{ |m| '
        'm.vm.network "forwarded_port", guest: 22, host: 2222, id: "s#{i}" } }\n',
        "machines": f'(1..{few}).each {{ |i| config.vm.define("m#{{i}}") {{ |m| (1..3).each {{ |j| '
        'm.vm.network "private_network", ip: "10.0.#{j}.#{i + 2}" } } }\n',
    }


MANY, FEW = many(1), many(0.1)
# The budget that a tenth is tried with.
SMALL_READINGS, SMALL_STEPS = READINGS // 10, STEPS // 10


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bench_of(text: str, budget: Budget | None = None) -> Bench:
    Path("Vagrantfile").write_text(f"{HEAD}{text}end\n")
    (project,) = Discovery(isolated=True).projects(["Vagrantfile"])
    analysed = read_project(project, NO_OPTIONS, Trouble())
    assert analysed is not None
    return bench_for(analysed, NO_OPTIONS, None, findings(analysed, NO_OPTIONS), budget)


def counting(bench: Bench) -> list[int]:
    """Return a list that gets one entry for each reading."""
    read, reread = [], bench.reread

    def counted(texts: dict[str, str]):
        read.append(len(texts))
        return reread(texts)

    bench.reread = counted
    return read


@pytest.mark.parametrize("kind", FEW)
def test_readings_of_a_project_have_an_end(kind: str) -> None:
    bench = bench_of(FEW[kind], Budget(SMALL_READINGS, SMALL_STEPS))
    read = counting(bench)
    offered = with_edits(bench)
    assert [each.message for each in offered] == [each.message for each in bench.findings]
    # What is left after each of the two levels, and one that goes over.
    assert len(read) <= 3 * (SMALL_READINGS // bench.size + 1)
    again = bench_of(FEW[kind], Budget(SMALL_READINGS, SMALL_STEPS))
    assert [str(each.fix) for each in with_edits(again)] == [str(each.fix) for each in offered]


def test_a_finding_without_proof_stands_and_says_why() -> None:
    bench = bench_of(FEW["one host port"], Budget(SMALL_READINGS, SMALL_STEPS))
    settled = settle(bench, Wanted(unsafe=True, rules=()))
    assert settled.left
    assert WHY_SPENT in {each.why for each in settled.left}


def test_what_is_usual_is_far_from_the_end() -> None:
    text = "".join(
        f'config.vm.define("m{i}") {{ |m| m.vm.network "private_network", ip: "10.9.9.{i + 10}"\n'
        f'  m.vm.network "forwarded_port", guest: 80, host: {80 + i % 7} }}\n'
        for i in range(20)
    )
    bench = bench_of(text)
    settle(bench, Wanted(unsafe=True, rules=()))
    assert bench.budget.readings > READINGS // 2
    assert bench.budget.steps > STEPS // 2


def _little_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (420 * 1024 * 1024,) * 2)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space are those of Linux")
@pytest.mark.parametrize("kind", MANY)
def test_many_of_a_kind_take_little(kind: str, folder: Path) -> None:
    Path("Vagrantfile").write_text(f"{HEAD}{MANY[kind]}end\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "vmlint", "check", "--quiet", "--isolated", "Vagrantfile"]
    ran = subprocess.run(
        command, capture_output=True, text=True, env=environment, preexec_fn=_little_memory, timeout=300, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ran.returncode in (0, 1), ran.stderr
    # 5 s on a machine of its own: tests run beside each other.
    assert after.ru_utime - before.ru_utime < 20
