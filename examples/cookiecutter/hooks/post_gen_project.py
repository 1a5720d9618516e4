"""Runs in the new project: mends what can be mended safely, and gives the project up where an error is left."""

import sys

import vmlint

fixed = vmlint.fix(".")
for title in fixed.titles:
    print(f"vmlint: {title}")
fixed.write()
if fixed.report.errors:
    print(fixed.report, file=sys.stderr)
    sys.exit("this project would not be reachable as vmlint.yaml says")
