"""Which functions of a part of vmlint no file of a corpus reached: what pays no rent can go.

    python tools/rent.py CORPUS [-o REACHED.tsv] [--under FOLDER] [--kept FILE]... [--jobs N]

CORPUS: a folder with checkouts below it, one folder a repository. For every Vagrantfile there `inspect`, `check`,
`fix --diff --unsafe-fixes` and `reach` run in this process (nothing is written, nothing of theirs is executed).
Prints one row for each function that none of them reached and that no file of --kept names (tab separated: path,
function, lines; -o writes such rows for what was reached, for another corpus' --kept). The last line is the sum.
Exit status: 0.

A row is a question, not a verdict. A built-in that is in no count goes, and its call is unknown, with the reason that
it is not followed, unless there is a better reason to keep it. Kept so, below evaluate/builtins:

- Array, Hash, String, Enumerable, Integer, Range: what one writes without a look into the manual (`transform_keys`,
  `each_cons`, `zip`, `reject`, `delete_prefix` and the like); each is a few lines, and the next file has it.
- Float's `to_i`, `floor`, `ceil`, `truncate`: a machine's share of the host's memory is computed with them.
- `MatchData#to_a`: `_, name, version = *text.match(…)`. `Enumerator#rewind`: it changes what `next` gives.
- `FileUtils.cd`: every relative path afterwards starts there.
- `Kernel#format` without floats, JSON.generate, `IPAddr#to_range`, Pathname's joining: the way to addresses and paths.
- All of Psych's scanner and parser: a YAML file beside the Vagrantfile has any of YAML in it.
- `case … in` (evaluate/patterns.py) is no built-in but control flow: unread, it would hide all that stands in it.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType, FrameType

ROOT = Path(__file__).resolve().parents[1]
# What is counted is this checkout, whatever is installed.
sys.path.insert(0, str(ROOT / "src"))
BUILTINS = "src/vmlint/languages/ruby/evaluate/builtins"
COMMANDS = (("inspect",), ("check",), ("fix", "--diff", "--unsafe-fixes"), ("reach",))
# Where a function begins: its file, and its first line.
Reached = set[tuple[str, int]]


def functions_of(path: Path) -> list[tuple[str, int, int]]:
    """Return name, first line (of a decorator, as Python counts) and last line of each function in a file."""
    found = []

    def visit(node: ast.AST, inside: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                name = f"{inside}.{child.name}" if inside else child.name
                if not isinstance(child, ast.ClassDef):
                    first = min([child.lineno, *(each.lineno for each in child.decorator_list)])
                    found.append((name, first, child.end_lineno or child.lineno))
                visit(child, name)
            else:
                visit(child, inside)

    visit(ast.parse(path.read_text(encoding="utf-8")), "")
    return found


def vagrantfiles(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield folder and name of each Vagrantfile below FOLDER."""
    for where, _, names in os.walk(folder):
        for name in sorted(names):
            if "vagrantfile" in name.lower() and os.path.isfile(os.path.join(where, name)):
                yield where, name


def run_all(folder: Path, under: str) -> Reached:
    """Return where the functions below UNDER begin that the files below FOLDER reached."""
    from vmlint.commands import cli

    codes: set[CodeType] = set()

    def profile(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            codes.add(frame.f_code)

    for where, name in vagrantfiles(folder):
        for command in COMMANDS:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                os.chdir(where)
                sys.setprofile(profile)
                with contextlib.suppress(SystemExit):
                    cli.run([*command, name])
                sys.setprofile(None)
    return {(code.co_filename, code.co_firstlineno) for code in codes if code.co_filename.startswith(under)}


def gather(folders: list[Path], under: str, processes: int) -> Reached:
    """Return what `run_all` does, with the FOLDERS shared out to some PROCESSES."""
    from concurrent.futures import ProcessPoolExecutor

    reached: Reached = set()
    with ProcessPoolExecutor(processes) as pool:
        for done in pool.map(run_all, folders, [under] * len(folders)):
            reached |= done
    return reached


def counted(under: Path, root: Path, reached: Reached, kept: set[tuple[str, str]]) -> tuple[list[str], list[str], int]:
    """Return the rows of what was reached, those of what was neither reached nor KEPT, and the lines of these."""
    known, rows, lines = [], [], 0
    for path in sorted(under.rglob("*.py")):
        shown = path.relative_to(root).as_posix()
        for name, first, last in functions_of(path):
            row = f"{shown}\t{name}\t{last - first + 1}"
            if (str(path), first) in reached:
                known.append(row)
            elif (shown, name) not in kept:
                rows.append(row)
                lines += last - first + 1
    return known, rows, lines


def kept_in(files: list[Path]) -> set[tuple[str, str]]:
    """Return path and name of each function that a row of one of FILES names."""
    rows = [line.split("\t") for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return {(row[0], row[1]) for row in rows if len(row) > 1}


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--under", default=BUILTINS)
    parser.add_argument("--kept", action="append", default=[], type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("-o", "--output", type=Path, help="the functions that were reached, for another run's --kept")
    options = parser.parse_args()
    folders = sorted(path for path in options.corpus.resolve().iterdir() if path.is_dir())
    under = ROOT / options.under
    reached = gather(folders, str(under), options.jobs)
    known, rows, lines = counted(under, ROOT, reached, kept_in(options.kept))
    if options.output is not None:
        options.output.write_text("\n".join(known) + "\n", encoding="utf-8")
    print("\n".join(rows))
    print(f"{len(rows)} functions, {lines} lines")


if __name__ == "__main__":
    main()
