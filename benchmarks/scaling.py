"""How the time of `vmlint inspect` grows with the size of a Vagrantfile.

    python benchmarks/scaling.py [-n RUNS] VMLINT

Writes Vagrantfiles of 10 KB to 1 MB (one machine in five lines, again and again) below a temporary folder and prints a
Markdown table of medians; then what `vmlint check` takes more for the typical file with 30 more networks made by loops
than for the same text with these in comments.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile

from measure import measure

MACHINE = """  config.vm.define "m{number}" do |m|
    m.vm.hostname = "m{number}.example.test"
    m.vm.network "private_network", ip: "10.{high}.{low}.{last}"
    m.vm.provision "shell", inline: "echo {number}"
  end
"""
LOOPS = """    (1..3).each do |i|
      (1..10).each do |j|
        monitor.vm.network "forwarded_port", guest: 1000 * i + j, host: 10000 + 1000 * i + j, host_ip: "127.0.0.1"
      end
    end
"""


def vagrantfile(size: int) -> str:
    """Return a Vagrantfile of about SIZE bytes."""
    lines = ['Vagrant.configure("2") do |config|\n', '  config.vm.box = "debian/bookworm64"\n']
    length, number = sum(map(len, lines)), 0
    while length < size:
        text = MACHINE.format(number=number, high=number // 60000, low=number // 250 % 240, last=number % 250 + 2)
        lines.append(text)
        length += len(text)
        number += 1
    return "".join([*lines, "end\n"])


def main() -> None:
    """Write the files, time them, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=5)
    parser.add_argument("vmlint")
    options = parser.parse_args()
    vmlint = os.path.abspath(options.vmlint) if os.sep in options.vmlint else options.vmlint
    with tempfile.TemporaryDirectory() as folder:
        print("| size, KB | wall, median ms | ms per KB beyond the smallest |\n|---|---|---|")
        first: tuple[float, float] | None = None
        for size in (10, 30, 100, 300, 1000):
            path = os.path.join(folder, f"{size}.rb")
            with open(path, "w", encoding="utf-8") as file:
                file.write(vagrantfile(size * 1000))
            [(_, times, _)] = measure([("", [vmlint, "inspect", "--format", "jsonl", path])], options.n, folder)
            median = statistics.median(times) * 1000
            slope = "" if first is None else f"{(median - first[1]) / (size - first[0]):.2f}"
            first = first or (size, median)
            print(f"| {size} | {median:.0f} | {slope} |")
        plain, looped = os.path.join(folder, "plain"), os.path.join(folder, "looped")
        here = os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(here, "typical", "Vagrantfile"), encoding="utf-8") as file:
            head, opening, tail = file.read().partition("autostart: false do |monitor|\n")
        comment = "".join(f"    # {line[6:]}" if line.strip() else line for line in LOOPS.splitlines(keepends=True))
        for path, extra in ((plain, comment), (looped, LOOPS)):
            with open(path, "w", encoding="utf-8") as file:
                file.write(head + opening + extra + tail)
        results = measure([("", [vmlint, "check", path]) for path in (plain, looped)], options.n * 6, folder)
        differences = [b - a for a, b in zip(results[0][1], results[1][1])]
        print(f"\n30 networks by loops cost {statistics.median(differences) * 1000:.1f} ms (median of pairs)")


if __name__ == "__main__":
    main()
