"""The layers that pyproject.toml states hold, and no file grows beyond what a person reads in one go."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCE = os.path.join(ROOT, "src", "vmlint")
MOST_LINES = 500
# Made by programs; and the list of Ruby's constructs, which nobody reads from end to end.
LONG = {"_tables.py", "_index.py", "names.py", "tree.py"}


def test_layers() -> None:
    program = os.path.join(os.path.dirname(sys.executable), "lint-imports")
    if not os.path.exists(program):
        pytest.skip("needs import-linter")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_module_opens_with_a_sentence_and_stays_readable() -> None:
    for folder, _, files in os.walk(SOURCE):
        for name in files:
            if not name.endswith(".py"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as stream:
                lines = stream.read().splitlines()
            assert not lines or lines[0].startswith('"""'), f"{folder}/{name} does not say what it holds"
            assert name in LONG or len(lines) <= MOST_LINES, f"{folder}/{name} has {len(lines)} lines"
