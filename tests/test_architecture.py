"""The rooms are those that docs/architecture.md names, their layers hold, files import each other in no circle."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCE = os.path.join(ROOT, "src", "vmlint")
MOST_LINES = 500
# Made by programs; and the list of Ruby's constructs, which nobody reads from end to end.
LONG = {"_tables.py", "_index.py", "_names.py", "names.py", "tree.py"}
# From top to bottom, as they may look at each other; `api` is `vmlint` itself with api.py.
ROOMS = [
    "commands",
    "generate",
    "fixes",
    "report",
    "engine",
    "rules",
    "project",
    "frontends",
    "guest",
    "suppressions",
    "settings",
    "findings",
    "analysis",
    "languages",
    "model",
    "data",
    "basics",
]
LOOSE = {"__init__.py", "__main__.py", "api.py", "jinja.py"}
# A value sends messages, messages make values: there the circle is in the nature of the thing.
EVALUATOR = "vmlint.languages.ruby.evaluate"


def test_layers() -> None:
    program = os.path.join(os.path.dirname(sys.executable), "lint-imports")
    if not os.path.exists(program):
        pytest.skip("needs import-linter")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_module_opens_with_a_sentence_and_stays_readable() -> None:
    for folder, _, files in os.walk(SOURCE):
        # Nobody reads a table of facts from end to end.
        in_tables = folder.startswith(os.path.join(SOURCE, "data"))
        for name in files:
            if not name.endswith(".py"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as stream:
                lines = stream.read().splitlines()
            assert not lines or lines[0].startswith('"""'), f"{folder}/{name} does not say what it holds"
            assert name in LONG or in_tables or len(lines) <= MOST_LINES, f"{folder}/{name} has {len(lines)} lines"


def test_the_rooms_and_what_lies_loose() -> None:
    found = os.listdir(SOURCE)
    assert {name for name in found if name.endswith(".py")} == LOOSE
    folders = {name for name in found if os.path.isdir(os.path.join(SOURCE, name)) and name != "__pycache__"}
    assert folders == set(ROOMS)


@pytest.mark.parametrize("room", ["vmlint", *(f"vmlint.{name}" for name in ROOMS)])
def test_each_room_says_what_it_is_and_what_may_not_be_in_it(room: str) -> None:
    said = importlib.import_module(room).__doc__ or ""
    sentences = re.split(r"(?<=[.:?])\s+|\n\n", said.strip())
    assert len(sentences) >= 2, said
    assert said.strip().endswith("."), said
    refusals = [each for each in sentences[1:] if re.match(r"(?:No|None|Nothing|Nobody|Never)\b", each)]
    assert refusals, f"{room} does not say what may not be in it"


def imports() -> dict[str, set[str]]:
    """Return what each file imports: at its top, in functions, for type checkers only, by relative names."""
    paths = {}
    for folder, _, files in os.walk(SOURCE):
        for file in files:
            if file.endswith(".py"):
                parts = os.path.relpath(os.path.join(folder, file), os.path.dirname(SOURCE))[:-3].split(os.sep)
                paths[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = os.path.join(folder, file)
    found = {}
    for name, path in paths.items():
        with open(path, encoding="utf-8") as stream:
            tree = ast.parse(stream.read())
        package = name if path.endswith("__init__.py") else name.rpartition(".")[0]
        found[name] = {each for node in ast.walk(tree) for each in imported_by(node, package, paths)} - {name}
    return found


def imported_by(node: ast.AST, package: str, known: dict[str, str]) -> set[str]:
    if isinstance(node, ast.Import):
        return {each.name for each in node.names if each.name in known}
    if not isinstance(node, ast.ImportFrom):
        return set()
    above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
    module = ".".join([*above, *([node.module] if node.module else [])])
    return {
        place
        for each in node.names
        for place in (f"{module}.{each.name}" if f"{module}.{each.name}" in known else module,)
        if place in known
    }


def circles(edges: dict[str, set[str]]) -> set[frozenset[str]]:
    """Return the largest sets of files of which each leads to each."""
    leads_to: dict[str, set[str]] = {}
    for name in edges:
        reached, waiting = set[str](), [name]
        while waiting:
            new = edges[waiting.pop()] - reached
            reached |= new
            waiting += new
        leads_to[name] = reached
    return {
        frozenset(other for other in leads_to[name] if name in leads_to[other])
        for name in edges
        if name in leads_to[name]
    }


def test_circles_are_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == {frozenset("bc")}
    assert circles({"a": {"b"}, "b": set()}) == set()
    node = ast.parse("def f():\n    from . import x\n    from ..p import y\n    from ..p.z import Z").body[0]
    known = dict.fromkeys(("v.q.x", "v.p.y", "v.p.z", "v.p"), "")
    assert [imported_by(each, "v.q", known) for each in ast.walk(node) if isinstance(each, ast.ImportFrom)] == [
        {"v.q.x"}, {"v.p.y"}, {"v.p.z"}
    ]  # fmt: skip


def test_no_files_import_each_other_in_a_circle_but_the_evaluators() -> None:
    edges = imports()
    assert len(edges) > 400
    assert "vmlint.api" in edges["vmlint"], "imports for type checkers count"
    for circle in circles(edges):
        assert all(name.startswith(EVALUATOR) for name in circle), sorted(circle)
