"""What `vmlint reach` costs beyond an `inspect` of the same project, and how that grows with machines and apps.

    python benchmarks/reach.py [-n RUNS] VMLINT

Writes projects of M machines (host-only address, one forward for each of its apps) and A apps below a temporary
folder, each wanted from the host and from one other machine; prints a Markdown table of medians.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile

from measure import measure

SIZES = ((1, 5), (5, 25), (10, 50), (20, 100), (40, 200))


def write_project(folder: str, machines: int, apps: int) -> None:
    """Write a Vagrantfile and a vmlint.yaml."""
    each = apps // machines
    with open(os.path.join(folder, "Vagrantfile"), "w", encoding="utf-8") as file:
        file.write(
            'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n'
            f'  (1..{machines}).each do |i|\n    config.vm.define "m#{{i}}" do |m|\n'
            '      m.vm.network "private_network", ip: "192.168.56.#{10 + i}"\n'
            f"      (1..{each}).each do |j|\n"
            '        m.vm.network "forwarded_port", guest: 8000 + j, host: 10000 + 100 * i + j, host_ip: "127.0.0.1"\n'
            "      end\n    end\n  end\nend\n"
        )
    with open(os.path.join(folder, "vmlint.yaml"), "w", encoding="utf-8") as file:
        file.write("apps:\n")
        for i in range(1, machines + 1):
            for j in range(1, each + 1):
                other = f", machine:m{i % machines + 1}" if machines > 1 else ""
                file.write(
                    f"  app{i}-{j}: {{machine: m{i}, bind: 0.0.0.0, port: {8000 + j}, reach_from: [host{other}]}}\n"
                )


def main() -> None:
    """Write the projects, time them, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=10)
    parser.add_argument("vmlint")
    options = parser.parse_args()
    vmlint = os.path.abspath(options.vmlint) if os.sep in options.vmlint else options.vmlint
    print("| machines | apps | bare Python ms | inspect ms | reach ms | beyond inspect, in bare starts |")
    print("|---|---|---|---|---|---|")
    for machines, apps in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            write_project(folder, machines, apps)
            results = measure(
                [
                    ("", [sys.executable, "-I", "-c", "pass"]),
                    ("", [vmlint, "inspect", "--config", "vmlint.yaml", "Vagrantfile"]),
                    ("", [vmlint, "reach"]),
                ],
                options.n,
                folder,
            )
        bare, inspect, reach = ([time * 1000 for time in times] for _, times, _ in results)
        beyond = statistics.median((b - a) / c for a, b, c in zip(inspect, reach, bare))
        medians = " | ".join(f"{statistics.median(times):.0f}" for times in (bare, inspect, reach))
        print(f"| {machines} | {apps} | {medians} | {beyond:.1f} |")


if __name__ == "__main__":
    main()
