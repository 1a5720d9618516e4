"""Where the processor's time of one check in several processes goes: the parent's share, and each process's.

    python benchmarks/jobs.py [-n ROUNDS] [-j JOBS] PATH...

In turn, one job and JOBS, in processes of their own. For each: wall time, the processor time of the parent and of each
process, and the longest way: the parent's time and that of the slowest process. The processor time is what another load
changes least. Says so, with exit status 1, if the two outputs differ.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path


def seconds(who: int) -> float:
    """Return the processor time so far, user's and system's."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def account(jobs: int, output: Path, shares: Path, paths: list[str]) -> None:
    """Check PATHS in this process, and write down what each of its processes took."""
    import vmlint.engine.jobs
    from vmlint.commands import cli

    really = vmlint.engine.jobs._work

    def work(*given: object) -> None:
        try:
            really(*given)
        finally:
            with shares.open("a") as stream:
                print(seconds(resource.RUSAGE_SELF), file=stream)

    vmlint.engine.jobs._work = work
    arguments = ["check", "-q", "--isolated", "--fail-on", "never", "--output", str(output), "--jobs", str(jobs)]
    cli.run([*arguments, *paths])
    with shares.open("a") as stream:
        print(seconds(resource.RUSAGE_SELF), file=stream)


def measure(jobs: int, output: Path, shares: Path, paths: list[str]) -> float:
    """Print one row, and return the longest way."""
    shares.write_text("")
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            account(jobs, output, shares, paths)
            status = 0
        finally:
            os._exit(status)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit("the check failed")
    wall = time.perf_counter() - started
    *workers, parent = (float(line) for line in shares.read_text().split())
    longest = parent + max(workers, default=0)
    each = " + ".join(f"{share:.2f}" for share in workers) or "-"
    print(f"| {jobs} | {wall:.2f} | {parent:.2f} | {each} | {parent + sum(workers):.2f} | {longest:.2f} |", flush=True)
    return longest


def main() -> int:
    """Measure, and return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=3)
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("paths", nargs="+")
    given = parser.parse_args()
    print("| jobs | wall s | parent s | processes s | together s | longest way s |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        outputs = {jobs: Path(folder, f"output-{jobs}") for jobs in (1, given.j)}
        ways = [
            [measure(jobs, output, Path(folder, "shares"), given.paths) for jobs, output in outputs.items()]
            for _ in range(given.n)
        ]
        same = len({output.read_bytes() for output in outputs.values()}) == 1
    print("one job / longest way:", ", ".join(f"{one / several:.2f}" for one, several in ways))
    print("the same to the byte" if same else "the outputs differ")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
