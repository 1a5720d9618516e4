"""The parser's tables: made from the grammar without a conflict, up to date, and understood as Lark understands them."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lark import Token as LarkToken
from lark import Tree
from lark.lexer import Lexer

from tools import build_tables
from vmlint.languages.ruby import _tables, tree
from vmlint.languages.ruby.builder import Builder
from vmlint.languages.ruby.lexer import scanner as scanner_module
from vmlint.languages.ruby.lexer import tables
from vmlint.languages.ruby.lexer.scanner import Scanner
from vmlint.languages.ruby.parser import parse

ROOT = Path(__file__).resolve().parents[3]
LEXER_FOLDER = Path(scanner_module.__file__).parent


class RubyLexer(Lexer):
    """vmlint's lexer, as Lark wants it."""

    def __init__(self, _: object) -> None:
        pass

    def lex(self, text: str) -> Any:  # type: ignore[override]
        for token in Scanner(text).run():
            handed = LarkToken(token.kind, "", token.start)
            handed.value = token  # type: ignore[assignment]
            yield handed


@pytest.fixture(scope="module")
def lark() -> Any:
    # `strict` raises on any shift/reduce or reduce/reduce conflict.
    return build_tables.compile_grammar(RubyLexer)


def test_strict_mode_sees_conflicts() -> None:
    with pytest.raises(Exception, match=r"(?i)collision|conflict"):
        build_tables.Lark(
            "start: a | b\na: X\nb: X\n%declare X",
            parser="lalr",
            lexer=RubyLexer,
            strict=True,
        )


@pytest.mark.parametrize("seed", ["0", "1"])
def test_tables_are_up_to_date_whatever_the_hash_seed(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_tables.py"), "--check"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
    )
    assert done.returncode == 0, "run: python tools/build_tables.py"


def test_check_fails_where_tables_are_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = tmp_path / "_tables.py"
    stale.write_text("")
    monkeypatch.setattr(build_tables, "TABLES", stale)
    monkeypatch.setattr(sys, "argv", ["build_tables.py", "--check"])
    assert build_tables.main() == 1


def test_builder_has_a_method_for_each_production() -> None:
    builder = Builder("")
    for _, length, name in _tables.PRODUCTIONS:
        if name:
            inspect.signature(getattr(builder, name)).bind(*range(length))


def test_lexer_and_grammar_have_the_same_kinds_of_token() -> None:
    grammar = build_tables.GRAMMAR.read_text(encoding="utf-8")
    declared = {word for line in grammar.splitlines() if line.startswith("%declare") for word in line.split()[1:]}
    source = "\n".join(path.read_text(encoding="utf-8") for path in LEXER_FOLDER.glob("*.py"))
    made = set(re.findall(r'"([A-Z][A-Z_]+)"', source)) - (set(tables._RARE) - declared)
    assert {kind for kind in declared if kind != "MISSING"} <= made
    assert {kind for kind in made if "_" in kind} <= declared


def texts() -> list[str]:
    here = Path(__file__).parent
    snippets = (here / "torture.rb").read_text(encoding="utf-8").rstrip("\n").split("\n#---\n")
    fixtures = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures").rglob("Vagrantfile"))]
    assert len(fixtures) > 10
    return snippets + fixtures


def build(node: Any, builder: Builder) -> Any:
    """Hand what Lark made to the builder, bottom up."""
    if isinstance(node, LarkToken):
        return node.value
    children = [build(child, builder) for child in node.children]
    names = {name for _, _, name in _tables.PRODUCTIONS}
    if node.data in names and not (node.data in _tables.NONTERMINALS and is_handed_on(node)):
        return getattr(builder, node.data)(*children)
    (only,) = children
    return only


def is_handed_on(node: Tree[Any]) -> bool:
    """Tell a production without a name from one that is named like a nonterminal: Lark calls both by that name."""
    shapes = {
        (name, length)
        for number, length, name in _tables.PRODUCTIONS
        if name == node.data or (not name and number >= 0 and _tables.NONTERMINALS[number] == node.data)
    }
    return (str(node.data), len(node.children)) not in shapes and len(node.children) == 1


def test_lark_itself_makes_the_same_tree(lark: Any) -> None:
    for text in texts():
        if parse(text).problems:
            continue
        built = build(lark.parse(text), Builder(text))
        ours = parse(text).program
        assert tree.Program(built.start, built.end, built.body, ours.data) == ours, text
