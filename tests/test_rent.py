"""tools/rent.py: what no file of a corpus reaches, counted over a toy corpus."""

from __future__ import annotations

import pathlib
import subprocess
import sys

from tools import rent

ROOT = pathlib.Path(__file__).parents[1]
PLAIN = 'Vagrant.configure("2") do |config|\n  config.vm.box = %w[debian/bookworm64].first\nend\n'


def counted(corpus: pathlib.Path, *options: str) -> tuple[set[str], str]:
    command = [sys.executable, str(ROOT / "tools/rent.py"), str(corpus), "--jobs", "1", *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    *rows, total = done.stdout.splitlines()
    return {"\t".join(row.split("\t")[:2]) for row in rows}, total


def test_a_function_that_a_file_reaches_is_no_row(tmp_path: pathlib.Path) -> None:
    first, reverse = (f"{rent.BUILTINS}/{name}" for name in ("array.py\t_first", "array.py\t_reverse"))
    (tmp_path / "corpus" / "one").mkdir(parents=True)
    (tmp_path / "corpus" / "one" / "Vagrantfile").write_text(PLAIN)
    kept = tmp_path / "reached.tsv"
    rows, total = counted(tmp_path / "corpus", "-o", str(kept))
    assert first not in rows
    assert reverse in rows
    assert total.startswith(f"{len(rows)} functions, ")
    assert first in kept.read_text()
    (tmp_path / "corpus" / "one" / "Vagrantfile").write_text(PLAIN.replace(".first", ".reverse.pop"))
    rows, _ = counted(tmp_path / "corpus", "--kept", str(kept))
    assert first not in rows
    assert reverse not in rows


def test_functions_are_counted_from_their_decorator_to_their_end(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "part.py"
    file.write_text("class A:\n    @staticmethod\n    def b():\n        def c():\n            pass\n        return c\n")
    assert rent.functions_of(file) == [("A.b", 2, 6), ("A.b.c", 4, 5)]
    known, rows, lines = rent.counted(tmp_path, tmp_path, {(str(file), 2)}, set())
    assert (known, rows, lines) == (["part.py\tA.b\t5"], ["part.py\tA.b.c\t2"], 2)
    assert rent.counted(tmp_path, tmp_path, set(), {("part.py", "A.b"), ("part.py", "A.b.c")}) == ([], [], 0)
