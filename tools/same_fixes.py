"""Hold what `check` says of fixes, as text and as JSON, against what `fix` does, on other people's Vagrantfiles.

`python tools/same_fixes.py FOLDER…`: every Vagrantfile below. Nothing is written. A fault is a file of which text, JSON
and `fix` do not promise, count and make the same.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import sys

from vmlint.commands import cli
from vmlint.fixes.repair import repair
from vmlint.fixes.settle import Wanted
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS

COUNT = re.compile(r"(\d+) fixable \((\d+) safe\)")


def said(path: str, form: str) -> tuple[str, str]:
    """Return what `check` writes of a file to both streams."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        cli.run(["check", "--color", "never", "--isolated", "--format", form, path])
    return out.getvalue(), err.getvalue()


def of_text(path: str) -> list[tuple[str, str]]:
    """Return title and safety of each fix that the text shows."""
    out, _ = said(path, "text")
    shown = re.findall(r"^  = fix: (.*)$", out, re.MULTILINE)
    mark = " (unsafe: look at it)"
    return [(line.removesuffix(mark), "unsafe" if line.endswith(mark) else "safe") for line in shown]


def of_json(path: str) -> tuple[list[tuple[str, str]], tuple[int, int]]:
    """Return title and safety of each fix in the JSON document, and the counts of the summary."""
    out, err = said(path, "json")
    fixes = [each["fix"] for each in json.loads(out or '{"diagnostics": []}')["diagnostics"] if each["fix"]]
    found = COUNT.search(err)
    counts = (0, 0) if found is None else (int(found[1]), int(found[2]))
    return [(fix["title"], fix["applicability"]) for fix in fixes], counts


def fault(path: str) -> str:
    """Return what is not the same for one file; empty where all is."""
    text = of_text(path)
    document, counts = of_json(path)
    safe = sum(level == "safe" for _, level in text)
    if text != document:
        return f"text shows {len(text)} fixes, JSON {len(document)}"
    if counts != (len(text), safe):
        return f"text shows {len(text)} fixes, {safe} of them safe; the summary counts {counts}"
    projects = Discovery(isolated=True).projects([path])
    made = repair(projects, NO_OPTIONS, Wanted(False, ()))
    if made.refused:
        return f"refused: {made.refused[0]}"
    if len(made.done) < safe or bool(made.done) != bool(safe):
        return f"{safe} safe fixes are promised, {len(made.done)} made"
    return ""


def main() -> int:
    """Compare, count; return 1 where anything is not the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+")
    discovery = Discovery(isolated=True)
    projects = discovery.projects(parser.parse_args().folders)
    faults = 0
    for project in projects:
        for file in project.files:
            what = fault(file.path)
            if what:
                faults += 1
                print(f"{os.path.relpath(file.path)}: {what}")
    print(f"{len(projects)} files, {faults} of which not all forms say and do the same")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
