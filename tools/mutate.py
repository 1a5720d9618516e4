"""Change one token of each file at random and see whether vmlint refuses what Ruby refuses.

`python tools/mutate.py [--count N] [--seed N] [--show N] FILE... (or -)` deletes, doubles, swaps or replaces
one token N times, lets Ruby and vmlint judge, and compares the trees of what both accept.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from ripper_diff import compare, read, ripper

from vmlint.languages.ruby.lexer.scanner import Scanner

KINDS = ("delete", "double", "swap", "replace")
# Contents of strings are no tokens of the program's shape, and new lines are half layout.
SKIPPED = frozenset(("STRING_CONTENT", "NEWLINE"))


def spots(text: str) -> list[tuple[int, int]]:
    """Return the places of the text's own tokens."""
    tokens = Scanner(text).run()
    return [(token.start, token.end) for token in tokens if token.end > token.start and token.kind not in SKIPPED]


def mutate(text: str, kind: str, places: list[tuple[int, int]], chance: random.Random) -> tuple[str, int]:
    """Return TEXT with one token changed, and where."""
    number = chance.randrange(len(places) - 1)
    start, end = places[number]
    word = text[start:end]
    if kind == "delete":
        return text[:start] + text[end:], start
    if kind == "double":
        return text[:end] + " " + word + text[end:], start
    following, last = places[number + 1]
    if kind == "swap" and following >= end:
        return text[:start] + text[following:last] + text[end:following] + word + text[last:], start
    other = chance.choice(places)
    return text[:start] + text[other[0] : other[1]] + text[end:], start


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=20)
    options.add_argument("--kinds", default=",".join(KINDS))
    options.add_argument("paths", nargs="+")
    given = options.parse_args()
    sys.setrecursionlimit(10_000)
    paths = [line.strip() for line in sys.stdin] if given.paths == ["-"] else given.paths
    chance = random.Random(given.seed)
    counts: Counter[str] = Counter()
    shown = 0
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        for number in range(given.count):
            text = read(chance.choice(paths))
            places = spots(text)
            if len(places) < 5:
                continue
            kind = chance.choice(given.kinds.split(","))
            mutant, at = mutate(text, kind, places, chance)
            written = Path(folder) / f"{number}.rb"
            written.write_bytes(mutant.encode("utf-8", "surrogateescape"))
            made[str(written)] = (kind, at)
        for path, accepted, tree, problem in ripper(made):
            kind, at = made[path]
            text = read(path)
            difference = compare(text, accepted, tree, problem)
            judged = "accepted" if accepted else "refused"
            counts[f"{judged} by Ruby"] += 1
            if difference is None:
                continue
            counts[f"{judged} by Ruby, not the same here"] += 1
            if shown < given.show:
                shown += 1
                line_start = text.rfind("\n", 0, at) + 1
                line_end = text.find("\n", at)
                print(f"{kind} {judged}: {text[line_start:line_end].strip()[:150]!r}\n    {difference}")
    print(json.dumps(counts, indent=1, sort_keys=True))
    refused, missed = counts["refused by Ruby"], counts["refused by Ruby, not the same here"]
    if refused:
        print(f"refused of what Ruby refuses: {100 * (refused - missed) / refused:.2f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
