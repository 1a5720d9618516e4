"""Compare vmlint's tree with that of Ripper, Ruby's own parser.

Run as `python tools/ripper_diff.py FILE... (or -, for a list on standard input)`. Prints how many files both accept
with the same tree, and the first difference of each of the others.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from normal_form import statements

from vmlint.languages.ruby.parser import accepts, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RIPPER = Path(__file__).resolve().with_name("ripper_tree.rb")


def read(path: str) -> str:
    """Read a file as the Ruby side does."""
    content = Path(path).read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def ripper(paths: Iterable[str]) -> Iterator[tuple[str, bool, Any, str | None]]:
    """Yield (path, accepted by Ruby, tree, what the normaliser could not do) of each file."""
    done = subprocess.run(
        ["ruby", str(RIPPER)],
        input="\n".join(paths) + "\n",
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    for line in done.stdout.rstrip("\n").split("\n"):
        path, accepted, tree, problem = json.loads(line)
        yield path, accepted, tree, problem


def first_difference(ours: Any, theirs: Any, path: tuple[Any, ...] = ()) -> tuple[tuple[Any, ...], Any, Any] | None:
    """Return where two trees first differ: the way there, our part, Ruby's part."""
    if ours == theirs:
        return None
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for place, (left, right) in enumerate(zip(ours, theirs)):
            if left != right:
                step = ours[0] if ours and isinstance(ours[0], str) else place
                return first_difference(left, right, (*path, step))
    return path, ours, theirs


def compare(text: str, accepted: bool, theirs: Any, problem: str | None) -> str | None:
    """Return what is different, or None."""
    if not accepted:
        return "accepted, though Ruby refuses it" if accepts(text) else None
    result = parse(text)
    if result.problems:
        first = result.problems[0]
        line = text.count("\n", 0, first.start) + 1
        return f"refused, though Ruby accepts it: line {line}: {first.message}"
    if problem:
        return f"the normaliser: {problem}"
    found = first_difference(statements(result.program.body), theirs)
    if found is None:
        return None
    path, ours, other = found
    return f"{'/'.join(map(str, path[-4:]))}\n    ruby {json.dumps(other)[:300]}\n    ours {json.dumps(ours)[:300]}"


def main() -> int:
    sys.setrecursionlimit(10_000)
    paths = [line.strip() for line in sys.stdin] if sys.argv[1:] == ["-"] else sys.argv[1:]
    same = total = refused = 0
    for path, accepted, tree, problem in ripper(paths):
        total += 1
        refused += not accepted
        difference = compare(read(path), accepted, tree, problem)
        if difference is None:
            same += 1
        else:
            print(f"{path}: {difference}")
    print(f"{same} of {total} files agree ({refused} of them refused by both)")
    return int(same != total)


if __name__ == "__main__":
    sys.exit(main())
