"""Break each file in one place and see how many of its networks vmlint still finds.

Run as `python tools/recovery.py FILE... (or -, for a list on standard input)`.
A network counts as found where its type and the machine definitions around it are right. What is said of its options
must be right too, unless its statement is marked as damaged: `false` counts those where it is not. What is marked as
unsure (it may belong to another block) counts as not found, and says nothing false.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from ripper_diff import read

from vmlint.languages.ruby import tree
from vmlint.languages.ruby.parser import ParseResult, parse

# Machines and type, options, where the type ends, whether it is damaged, its place.
Network = tuple[Any, dict[str, str], int, bool, tuple[int, int]]

PATTERNS = {
    "drop a comma": r",(?= )",
    "drop a value": r"(?<=: )[^\s,\[({]+(?=,)|(?<==> )[^\s,\[({]+(?=,)",
    "drop do": r" do(?= *\|)",
    "drop an end line": r"^[ \t]*end[ \t]*\n",
    "stray end": r"\n(?=[ \t]*\w+\.vm\.network)",
    "stray end, indented": r"\n(?=[ \t]*\w+\.vm\.network)",
    "cut mid-line": r"(?<=\w)\s",
    "drop a closing quote": r"(?<=\w)[\"'](?=[ ,\n\)])",
    "drop an opening quote": r"(?<=[ (\[])[\"'](?=\w)",
    "drop a closing bracket": r"[\]\)}]",
    "drop an opening bracket": r"[\[({]",
    "drop a bar": r"\|(?=\n)|(?<=do )\|",
}


def mutate(text: str, kind: str, chance: random.Random) -> str | None:
    """Return TEXT broken in one place, outside comments and heredocs as far as a pattern can tell."""
    spots = [
        m
        for m in re.finditer(PATTERNS[kind], text, re.M)
        if "#" not in text[text.rfind("\n", 0, m.start()) + 1 : m.start()]
    ]
    if not spots:
        return None
    spot = chance.choice(spots)
    if kind == "stray end":
        return text[: spot.end()] + "end\n" + text[spot.end() :]
    if kind == "stray end, indented":
        indentation = re.match(r"[ \t]*", text[spot.end() :])
        assert indentation is not None
        return text[: spot.end()] + indentation.group() + "end\n" + text[spot.end() :]
    if kind == "cut mid-line":
        return text[: spot.start()]
    return text[: spot.start()] + text[spot.end() :]


def networks(text: str, result: ParseResult) -> list[Network]:
    """Return (machines and type, options, where the type ends, damaged?) of each network call."""
    found: list[Network] = []
    waiting: list[tuple[tree.Node, tuple[str, ...]]] = [(result.program, ())]
    while waiting:
        node, machines = waiting.pop()
        if isinstance(node, tree.Call):
            if (
                node.name == "network"
                and isinstance(node.receiver, tree.Call)
                and node.receiver.name == "vm"
                and node.arguments
            ):
                first = node.arguments[0]
                harmed = any(
                    (start < node.end and node.start < end) or (start == end and node.start <= start <= node.end)
                    for start, end in result.damaged
                )
                span = (node.start, node.end)
                found.append(((machines, said(text, first)), options(text, node), first.end, harmed, span))
            if node.name == "define" and node.arguments:
                machines = (*machines, said(text, node.arguments[0]))
        children: list[Any] = []
        for name in node._fields:
            value = getattr(node, name)
            children += [value] if isinstance(value, tree.Node) else value if isinstance(value, list) else []
        waiting += [(child, machines) for child in reversed(children) if isinstance(child, tree.Node)]
    return found


def said(text: str, node: tree.Node) -> str:
    if isinstance(node, tree.StringLiteral):
        return node.value
    return node.name if isinstance(node, tree.SymbolLiteral) else text[node.start : node.end]


def options(text: str, call: tree.Call) -> dict[str, str]:
    said_of: dict[str, str] = {
        str(number): text[node.start : node.end] for number, node in enumerate(call.arguments[1:])
    }
    for pair in call.keywords.pairs if call.keywords else []:
        if isinstance(pair, tree.Pair):
            said_of[said(text, pair.key)] = text[pair.value.start : pair.value.end] if pair.value else ""
    return said_of


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--count", type=int, default=300)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--show", type=int, default=0)
    given.add_argument("--kind", default="")
    given.add_argument("paths", nargs="+")
    asked = given.parse_args()
    paths = [line.strip() for line in sys.stdin] if asked.paths == ["-"] else asked.paths
    chance = random.Random(asked.seed)
    texts = [text for text in map(read, paths) if text.count(".vm.network") >= 2]
    chance.shuffle(texts)
    for kind in [asked.kind] if asked.kind else PATTERNS:
        counts: Counter[str] = Counter()
        shown = 0
        started = time.perf_counter()
        for text in texts[: asked.count]:
            broken = mutate(text, kind, chance)
            if broken is None:
                continue
            before = networks(text, parse(text))
            result = parse(broken)
            if kind == "cut mid-line":
                before = [one for one in before if one[2] <= len(broken)]
            if not result.problems:
                counts["still valid"] += 1
                continue
            counts["files"] += 1
            counts["problems"] += len(result.problems)
            unsure = set(result.unsure)
            after = [one for one in networks(broken, result) if one[4] not in unsure]
            left = Counter(repr(one[0]) for one in after)
            kept = 0
            for one in before:
                if left[repr(one[0])] > 0:
                    left[repr(one[0])] -= 1
                    kept += 1
            counts["networks"] += len(before)
            counts["kept"] += kept
            right = Counter((repr(one[0]), repr(one[1])) for one in before)
            wrong = [one for one in after if not one[3] and right[repr(one[0]), repr(one[1])] == 0]
            counts["false"] += len(wrong)
            if (kept < len(before) or wrong) and shown < asked.show:
                shown += 1
                at = next((n for n, (a, b) in enumerate(zip(text, broken)) if a != b), len(broken))
                line_start = text.rfind("\n", 0, at) + 1
                print(f"--- {kind}: {kept}/{len(before)} wrong {[one[:2] for one in wrong][:2]}")
                print("    was:", repr(text[line_start : text.find(chr(10), at)]), "line", text.count("\n", 0, at) + 1)
                for problem in result.problems:
                    line = broken.count("\n", 0, problem.start) + 1
                    print(f"    {line}: {problem.message} {broken[problem.start : problem.end][:60]!r}")
        spent = time.perf_counter() - started
        share = 100 * counts["kept"] / max(1, counts["networks"])
        each = max(1, counts["files"])
        print(
            f"{kind:26s} files {counts['files']:4d} (valid {counts['still valid']:3d})"
            f" kept {counts['kept']}/{counts['networks']} = {share:.1f} %  false {counts['false']}"
            f"  problems a file {counts['problems'] / each:.2f}  {1000 * spent / each:.0f} ms a file"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
