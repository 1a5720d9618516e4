"""Where the time of one `vmlint check` goes: each phase in a process of its own, median of several.

    python benchmarks/breakdown.py [-n RUNS] VAGRANTFILE

Phases are timed inside the process from the first line of Python on; the interpreter's own start is what
`python -I -c pass` takes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys

PROBE = """
import sys, time
t = [("start", time.perf_counter())]
def mark(name): t.append((name, time.perf_counter()))
import vmlint.commands.cli; mark("import the command line")
import vmlint.engine.checking, vmlint.project.reading; mark("import engine, settings, findings")
import vmlint.languages.ruby.parser; mark("import lexer, parser, tables")
import vmlint.frontends.vagrantfile.document; mark("import evaluator and front end")
text = open(sys.argv[1]).read()
from vmlint.languages.ruby.lexer.scanner import Scanner
Scanner(text).run(); mark("lexer")
vmlint.languages.ruby.parser.parse(text); mark("lexer and parser")
import vmlint.frontends.vagrantfile
console, sys.stdout = sys.stdout, open("/dev/null", "w")
sys.stderr = sys.stdout
vmlint.commands.cli.run(["inspect", "--format", "jsonl", sys.argv[1]]); mark("inspect: parse, evaluate, merge, print")
vmlint.commands.cli.run(["inspect", "--format", "jsonl", sys.argv[1]]); mark("inspect, once more, all imported")
vmlint.commands.cli.run(["check", sys.argv[1]]); mark("check: import rules, the same, rules, report")
vmlint.commands.cli.run(["check", sys.argv[1]]); mark("check, once more, all imported")
import json
print(json.dumps([(name, at - t[i][1]) for i, (name, at) in enumerate(t[1:])]), file=console)
"""


def main() -> None:
    """Run the probe several times and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=15)
    parser.add_argument("vagrantfile")
    options = parser.parse_args()
    runs = []
    for _ in range(options.n):
        output = subprocess.run([sys.executable, "-c", PROBE, options.vagrantfile], stdout=subprocess.PIPE, check=True)
        runs.append(json.loads(output.stdout))
    print("| phase | median ms |\n|---|---|")
    for index, (name, _) in enumerate(runs[0]):
        print(f"| {name} | {statistics.median(run[index][1] for run in runs) * 1000:.1f} |")


if __name__ == "__main__":
    main()
