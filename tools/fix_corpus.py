"""Apply fixes to other people's Vagrantfiles, copied, and hold each against real Vagrant and Ruby.

`python tools/fix_corpus.py CORPUS --evaluate PROGRAM`: CORPUS holds one folder for each checkout; PROGRAM DIR PATH…
prints what Vagrant makes of each, a JSON line each. What is checked: real Vagrant loads what it loaded; machines and
networks differ only as the fixes intend; `ruby -c` takes all; a second run changes nothing; comments are as before.
Without PROGRAM only what needs no Vagrant is looked at. What safe fixes must never do is counted, by a search that is
not vmlint's own: a network split, an old value left anywhere in the checkout, another service's forward led elsewhere.
`--app PORT` declares an app on that port beside each Vagrantfile, so that the fixes about apps are tried, too.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support import fix_harm, fix_proof  # noqa: E402
from vmlint.engine.checking import read_project  # noqa: E402
from vmlint.fixes.repair import Repaired, repair  # noqa: E402
from vmlint.fixes.settle import Wanted  # noqa: E402
from vmlint.project.discovery import Discovery  # noqa: E402
from vmlint.project.reading import NO_OPTIONS, Trouble  # noqa: E402


class Tally:
    """What was counted."""

    def __init__(self) -> None:
        self.files = 0
        self.changed = 0
        self.rules: Counter[str] = Counter()
        self.harm: Counter[str] = Counter()
        self.faults: list[str] = []
        self.judged = 0
        self.unjudged = 0


def mend(path: Path, *, unsafe: bool) -> Repaired:
    """Repair one file."""
    return repair(Discovery().projects([str(path)]), NO_OPTIONS, Wanted(unsafe, ()))


def machines(path: Path) -> fix_harm.Machines:
    """Return what vmlint understands of one file's project."""
    (project,) = Discovery().projects([str(path)])
    analysed = read_project(project, NO_OPTIONS, Trouble())
    return {} if analysed is None else fix_harm.machines_of(analysed.of("vagrantfile"))


def look_for_harm(where: str, copy: Path, before: fix_harm.Machines, after: fix_harm.Machines, tally: Tally) -> None:
    """Count what no safe fix may do."""
    found = (
        fix_harm.splits(before, after), fix_harm.left_behind(copy, before, after), fix_harm.anothers(before, after)
    )  # fmt: skip
    for kind, each in zip(fix_harm.KINDS, found):
        tally.harm[kind] += bool(each)
        tally.faults += [f"{where}: {kind}: {text}" for text in each]


def checkout(
    folder: Path, copy: Path, evaluate: str | None, tally: Tally, *, unsafe: bool, app: int | None = None
) -> None:
    """Repair every Vagrantfile of one checkout, each in a fresh copy of what it belongs to."""
    (copy / ".git").mkdir(exist_ok=True)
    os.chdir(copy)
    changed: dict[str, set[str]] = {}
    touched: dict[str, list[str]] = {}
    for path in sorted(copy.rglob("*")):
        if not path.is_file() or "vagrantfile" not in path.name.lower() or path.suffix in (".erb", ".j2"):
            continue
        tally.files += 1
        name = path.relative_to(copy).as_posix()
        if app is not None and not (path.parent / "vmlint.yaml").exists():
            (path.parent / "vmlint.yaml").write_text(f"apps: {{web: {{bind: 0.0.0.0, port: {app}}}}}\n")
        try:
            repaired = mend(path, unsafe=unsafe)
        except UnicodeError as error:
            tally.faults.append(f"{folder.name}/{name}: {error}")
            continue
        tally.faults += [f"{folder.name}/{name}: {each}" for each in repaired.left.trouble.failures]
        if not repaired.replacements:
            continue
        before = machines(path)
        repaired.write()
        if not unsafe:
            look_for_harm(f"{folder.name}/{name}", copy, before, machines(path), tally)
        changed[name] = {done.finding.rule for done in repaired.done}
        touched[name] = [os.path.relpath(each, copy) for each in repaired.replacements]
        tally.changed += 1
        tally.rules.update(done.finding.rule for done in repaired.done)
        again = mend(path, unsafe=unsafe)
        if again.replacements:
            tally.faults.append(f"{folder.name}/{name}: a second run changes it again")
    if evaluate is not None:
        judge(folder, copy, changed, touched, evaluate, tally, unsafe=unsafe)


def judge(
    folder: Path,
    copy: Path,
    changed: dict[str, set[str]],
    touched: dict[str, list[str]],
    evaluate: str,
    tally: Tally,
    *,
    unsafe: bool,
) -> None:
    """Hold the changed files of a checkout against Vagrant and Ruby."""
    if not changed:
        return
    before, after = (ask(evaluate, each, list(changed)) for each in (folder, copy))
    ruby = [(name, each) for name in changed for each in touched[name] if is_vagrantfile(each)]
    old = fix_proof.comments([folder / each for _, each in ruby])
    new = fix_proof.comments([copy / each for _, each in ruby])
    for (name, each), earlier, later in zip(ruby, old, new):
        if earlier != later and not unsafe:
            tally.faults.append(f"{folder.name}/{name}: comments of {each} differ")
        if not fix_proof.is_ruby(copy / each) and fix_proof.is_ruby(folder / each):
            tally.faults.append(f"{folder.name}/{name}: Ruby refuses {each}")
    for name, rules in changed.items():
        was, now = before.get(name), after.get(name)
        if was is None or now is None or (not was["ok"] and not rules & fix_proof.REVIVES):
            tally.unjudged += 1
        elif not now["ok"]:
            tally.faults.append(f"{folder.name}/{name}: Vagrant does not load it any more ({sorted(rules)})")
        elif was["ok"] and was["tier"] == now["tier"]:
            tally.judged += 1
            wrong = fix_proof.violations(rules, was["machines"], now["machines"])
            tally.faults += [f"{folder.name}/{name}: {each} ({sorted(rules)})" for each in wrong]
        else:
            tally.judged += 1


def is_vagrantfile(path: str) -> bool:
    """Return whether a file is one of Ruby's."""
    return "vagrantfile" in path.lower() or path.endswith(".rb")


def ask(evaluate: str, folder: Path, names: list[str]) -> dict[str, Any]:
    """Return what real Vagrant makes of NAMES in FOLDER."""
    done = subprocess.run([evaluate, str(folder), *names], capture_output=True, text=True, check=False, timeout=1800)
    return {facts["path"]: facts for facts in map(json.loads, done.stdout.splitlines())}


def main() -> int:
    """Repair, compare, count; return 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--evaluate", help="the program that asks real Vagrant")
    parser.add_argument("--app", type=int, help="declare an app on this port beside each Vagrantfile")
    parser.add_argument("--unsafe", action="store_true", help="apply unsafe fixes, too")
    parser.add_argument("--only", default="", help="checkouts whose name has this in it")
    arguments = parser.parse_args()
    tally = Tally()
    for folder in sorted(arguments.corpus.resolve().iterdir()):
        if not folder.is_dir() or arguments.only not in folder.name:
            continue
        with tempfile.TemporaryDirectory() as room:
            copy = Path(room).resolve() / "project"
            shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns(".git"))
            checkout(folder, copy, arguments.evaluate, tally, unsafe=arguments.unsafe, app=arguments.app)
            os.chdir(ROOT)
    print(f"{tally.files} files, {tally.changed} changed; {tally.judged} held against Vagrant, {tally.unjudged} that")
    print("Vagrant or its surroundings refused before")
    for rule, number in sorted(tally.rules.items(), key=lambda item: (-item[1], item[0])):
        print(f"{number:>5}  {rule}")
    for kind in fix_harm.KINDS:
        print(f"{tally.harm[kind]:>5}  files with a safe fix that did harm: {kind}")
    for fault in tally.faults:
        print(f"fault: {fault}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
