"""Which functions of a part of vmlint no file of a corpus reached: what pays no rent can go.

    python tools/rent.py CORPUS [-o REACHED.tsv] [--under src/vmlint/languages/ruby/evaluate/builtins] [--kept FILE...]

CORPUS: a folder with checkouts below it, one folder a repository. For every Vagrantfile there `inspect`, `check`,
`fix --diff --unsafe-fixes` and `reach` run in this process (nothing is written, nothing of theirs is executed). Prints one row
for each function that none of them reached and that no file of --kept names (tab separated: path, function, …, as this
program writes it with -o): path, function, lines. The last line is the sum. Exit status: 0.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import os
import sys
from pathlib import Path
from types import CodeType, FrameType

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (("inspect",), ("check",), ("fix", "--diff", "--unsafe-fixes"), ("reach",))
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


def run_all(folders: list[Path], under: str) -> Reached:
    """Return where the functions below UNDER begin that the files below FOLDERS reached."""
    from vmlint import cli

    codes: set[CodeType] = set()

    def profile(frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            codes.add(frame.f_code)

    for folder in folders:
        for where, _, names in os.walk(folder):
            for name in names:
                if "vagrantfile" not in name.lower() or not os.path.isfile(os.path.join(where, name)):
                    continue
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
        for done in pool.map(run_all, [[folder] for folder in folders], [under] * len(folders)):
            reached |= done
    return reached


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--under", default="src/vmlint/languages/ruby/evaluate/builtins")
    parser.add_argument("--kept", action="append", default=[], type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-o", "--output", type=Path, help="the functions that were reached, for another run's --kept")
    options = parser.parse_args()
    under = str(ROOT / options.under)
    folders = sorted(path for path in options.corpus.resolve().iterdir() if path.is_dir())
    reached = gather(folders, under, options.jobs)
    kept = set()
    for file in options.kept:
        for line in file.read_text(encoding="utf-8").splitlines():
            kept.add(tuple(line.split("\t")[:2]))
    rows, known, lines_in_all = [], [], 0
    for path in sorted(Path(under).rglob("*.py")):
        shown = path.relative_to(ROOT).as_posix()
        for name, first, last in functions_of(path):
            if (str(path), first) in reached:
                known.append(f"{shown}\t{name}\t{last - first + 1}")
            elif (shown, name) not in kept:
                rows.append(f"{shown}\t{name}\t{last - first + 1}")
                lines_in_all += last - first + 1
    if options.output is not None:
        options.output.write_text("\n".join(known) + "\n", encoding="utf-8")
    print("\n".join(rows))
    print(f"{len(rows)} functions, {lines_in_all} lines")


if __name__ == "__main__":
    main()
