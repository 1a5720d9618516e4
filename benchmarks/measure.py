"""Measure whole processes in pairs: A B A B …, so that the ratio holds while the machine's speed drifts.

    python benchmarks/measure.py [-n RUNS] NAME=COMMAND... (the first is what the others are divided by)

Prints one Markdown row for each command: the median and the range of its wall time, its peak memory, and the
median of the ratios, pair by pair. Exit status: 0, whatever the times.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import sys
import time


def run(command: list[str], directory: str) -> tuple[float, float]:
    """Run COMMAND and return wall seconds and peak memory in MB."""
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.chdir(directory)
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(child, 0)
    elapsed = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) in (3, 126, 127):
        sys.exit(f"{shlex.join(command)} failed")
    return elapsed, usage.ru_maxrss / 1024


def measure(
    commands: list[tuple[str, list[str]]], runs: int, directory: str = "."
) -> list[tuple[str, list[float], float]]:
    """Return for each command its name, its times in the order of the runs, and its peak memory."""
    times: list[list[float]] = [[] for _ in commands]
    peaks = [0.0] * len(commands)
    for number in range(runs + 1):
        for index, (_, command) in enumerate(commands):
            elapsed, peak = run(command, directory)
            if number:  # the first round warms caches up and is not counted
                times[index].append(elapsed)
                peaks[index] = max(peaks[index], peak)
    return [(name, times[index], peaks[index]) for index, (name, _) in enumerate(commands)]


def rows(results: list[tuple[str, list[float], float]]) -> list[str]:
    """Return the Markdown table of RESULTS."""
    base = results[0][1]
    lines = ["| | wall, median (min–max) ms | peak MB | ratio, median (min–max) |", "|---|---|---|---|"]
    for name, times, peak in results:
        ratios = [ours / theirs for ours, theirs in zip(times, base)]
        lines.append(
            f"| {name} | {statistics.median(times) * 1000:.1f} ({min(times) * 1000:.1f}–{max(times) * 1000:.1f}) "
            f"| {peak:.0f} | {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) |"
        )
    return lines


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=30, help="counted runs of each command")
    parser.add_argument("-C", default=".", metavar="DIRECTORY", help="where the commands run")
    parser.add_argument("command", nargs="+", metavar="NAME=COMMAND")
    options = parser.parse_args()
    commands = [(name, shlex.split(command)) for name, _, command in (item.partition("=") for item in options.command)]
    print("\n".join(rows(measure(commands, options.n, options.C))))


if __name__ == "__main__":
    main()
