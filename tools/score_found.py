"""Hold what ``vmlint inspect`` finds to listen against what somebody read by hand: ``score_found.py TRUTH FOLDER``.

TRUTH: a table as benchmarks/discovery/truth-40.tsv; FOLDER has the repositories as OWNER+NAME. A row counts as found
where a listener of its machine has its port and protocol (its service where the port is not known); a bind is wrong
where both sides know it and they differ. Kinds that no source of vmlint's starts are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
from collections import Counter

APART = ("puppet", "chef", "role", "box", "binary", "hostfolder")


def main() -> int:
    """Print recall and wrong binds by kind, and what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("truth")
    parser.add_argument("folder")
    parser.add_argument("--vmlint", default="vmlint")
    parser.add_argument("--show", action="store_true", help="name every miss, wrong bind and extra")
    given = parser.parse_args()
    with open(given.truth, encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    projects: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        projects.setdefault((row["repo"], row["vagrantfile"]), []).append(row)
    counts: dict[str, Counter[str]] = {}
    for (repository, path), listed in projects.items():
        judge(given, repository, path, [row for row in listed if row["service"] != "-"], counts)
    print(f"{'kind':<12}{'rows':>6}{'found':>7}{'missed':>8}{'wrong bind':>12}{'bind unknown':>14}{'extra':>7}")
    for kind, count in sorted(counts.items()):
        numbers = [count[name] for name in ("rows", "found", "missed", "wrong", "unknown", "extra")]
        print(f"{kind:<12}{numbers[0]:>6}{numbers[1]:>7}{numbers[2]:>8}{numbers[3]:>12}{numbers[4]:>14}{numbers[5]:>7}")
    counted = [count for kind, count in counts.items() if kind not in (*APART, "extra")]
    total = sum(count["rows"] for count in counted)
    found = sum(count["found"] for count in counted)
    print(
        f"recall {found}/{total} = {100 * found / max(total, 1):.1f} %, wrong binds {sum(c['wrong'] for c in counted)}"
    )
    return 0


def judge(
    given: argparse.Namespace,
    repository: str,
    path: str,
    rows: list[dict[str, str]],
    counts: dict[str, Counter[str]],
) -> None:
    """Count one project's rows."""
    where = os.path.join(given.folder, repository.replace("/", "+"), path)
    done = subprocess.run(
        [given.vmlint, "inspect", "--isolated", "--format", "json", where], capture_output=True, text=True, check=False
    )
    try:
        document = json.loads(done.stdout)["documents"][0]
    except (ValueError, IndexError):
        print(f"{repository} {path}: {done.stderr.strip()[-300:]}", file=sys.stderr)
        document = {"machines": []}
    left = [(str(machine["name"]), each) for machine in document["machines"] for each in machine["listeners"]]
    for row in rows:
        count = counts.setdefault(row["kind"], Counter())
        count["rows"] += 1
        match = next((each for each in left if fits(row, *each, named=True)), None)
        match = match or next((each for each in left if fits(row, *each, named=False)), None)
        if match is None:
            count["missed"] += 1
            tell(given, f"missed  {repository} {path}: {shown(row)}")
            continue
        left.remove(match)
        count["found"] += 1
        bind = match[1]["bind"]
        if isinstance(bind, dict):
            count["unknown"] += 1
            tell(given, f"unknown {repository} {path}: {shown(row)}: {bind['unknown']}")
        elif row["bind"] != "?" and meant(row["bind"].split(",")) != meant(bind):
            count["wrong"] += 1
            tell(given, f"WRONG   {repository} {path}: {shown(row)}: found {bind}")
    for name, each in left:
        if each["confidence"] != "low":
            counts.setdefault("extra", Counter())["extra"] += 1
            tell(given, f"extra   {repository} {path}: {name} {each['service']} {each['bind']} {each['port']}")


def fits(row: dict[str, str], machine: str, listener: dict[str, object], *, named: bool) -> bool:
    """Return whether a listener is what a row is about."""
    if row["machine"] not in (machine, "-", "?") or row["protocol"] not in (listener["protocol"], ""):
        return False
    if named and row["service"] != listener["service"]:
        return False
    if row["port"] == "?" or not isinstance(listener["port"], int):
        return row["service"] == listener["service"]
    return row["port"] == str(listener["port"])


def meant(binds: list[str]) -> frozenset[str]:
    """Return what addresses come to: ``::`` serves IPv4 too, ``*`` is 0.0.0.0."""
    found = {"0.0.0.0" if bind in ("*", "") else bind for bind in binds}
    if "::" in found:
        found |= {"0.0.0.0"}
    if "0.0.0.0" in found:
        found -= {"::"}
    if "localhost" in found:
        found = (found - {"localhost"}) | {"127.0.0.1"}
    return frozenset(found - {"::1"} if "127.0.0.1" in found else found)


def shown(row: dict[str, str]) -> str:
    """Return a row as a line."""
    return " ".join(row[name] for name in ("machine", "service", "bind", "port", "kind", "confidence"))


def tell(given: argparse.Namespace, text: str) -> None:
    """Print where somebody wants to see it."""
    if given.show:
        print(text)


if __name__ == "__main__":
    sys.exit(main())
