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
import vmlint.cli; mark("import cli")
import vmlint.engine; mark("import engine")
import vmlint.frontends.vagrantfile.load; import vmlint.languages.ruby.parser; mark("import parser, evaluator, front end")
from vmlint.languages.ruby.lexer.scanner import scan
text = open(sys.argv[1]).read()
scan(text); mark("lexer (once more than check does)")
from vmlint.languages.ruby.parser import parse
parse(text); mark("lexer and parser (first time)")
sys.stdout = open("/dev/null", "w")
sys.stderr = open("/dev/null", "w")
vmlint.cli.run(["check", sys.argv[1]]); mark("check: read, parse again, evaluate, rules, report")
import json
print(json.dumps([(name, at - t[i][1]) for i, (name, at) in enumerate(t[1:])]), file=sys.__stdout__)
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
