"""Hard syntax: torture.rb holds what Ruby 3.1 accepts, refused.rb what it refuses; Ruby itself is asked where it is there."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tools.ripper_diff import compare, read, ripper
from vmlint.languages.ruby.parser import parse

HERE = Path(__file__).parent
FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
SEPARATOR = "\n#---\n"


def snippets(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").rstrip("\n").split(SEPARATOR)


ACCEPTED = snippets("torture.rb")
REFUSED = snippets("refused.rb")


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepts_what_ruby_accepts(text: str) -> None:
    assert parse(text).problems == []


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_what_ruby_refuses(text: str) -> None:
    result = parse(text)
    assert result.problems
    for problem in result.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message
        assert not problem.message.endswith(".")


@pytest.mark.parametrize("text", ACCEPTED)
def test_line_ends_of_windows_change_nothing(text: str) -> None:
    assert parse(text.replace("\n", "\r\n")).problems == []


def needs_ruby() -> None:
    if shutil.which("ruby") is None:
        pytest.skip("needs ruby")


@pytest.mark.oracle
@pytest.mark.parametrize("name", ["torture.rb", "refused.rb"])
def test_tree_equals_rippers_on_torture(name: str, tmp_path: Path) -> None:
    needs_ruby()
    differences = []
    paths = {}
    for number, text in enumerate(snippets(name)):
        path = tmp_path / f"{number:04}.rb"
        path.write_text(text, encoding="utf-8")
        paths[str(path)] = text
    judged = 0
    for path, accepted, theirs, problem in ripper(paths):
        judged += 1
        assert accepted == (name == "torture.rb"), f"Ruby's verdict on {paths[path]!r}"
        difference = compare(paths[path], accepted, theirs, problem)
        if difference:
            differences.append(f"{paths[path]!r}: {difference}")
    assert judged == len(paths)
    assert differences == []


@pytest.mark.oracle
def test_tree_equals_rippers_on_fixtures() -> None:
    needs_ruby()
    paths = sorted(str(path) for path in FIXTURES.rglob("*") if is_ruby(path))
    assert len(paths) > 20
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    try:
        found = {path: compare(read(path), *rest) for path, *rest in ripper(paths)}
    finally:
        sys.setrecursionlimit(limit)
    assert len(found) == len(paths)
    assert {path: said for path, said in found.items() if said} == {}


def is_ruby(path: Path) -> bool:
    return path.is_file() and (path.name.startswith("Vagrantfile") or path.suffix == ".rb") and path.suffix != ".out"


def test_the_comparison_sees_a_difference() -> None:
    theirs = [["call", None, "a", [["int", "1"]], None, None, False, False]]
    assert compare("a 1", True, theirs, None) is None
    for other in ("a 2", "a(1)", "b 1", "a 1, 2", "a '1'", "a 1 do end", "a 1; b"):
        assert compare(other, True, theirs, None), other


@pytest.mark.oracle
def test_programs_that_differ_have_different_forms(tmp_path: Path) -> None:
    """The normal form leaves nothing out: each pair differs in one small thing, for Ruby and for vmlint."""
    needs_ruby()
    pairs = [
        ("def f(a, b = 1); end", "def f(a, b = 2); end"),
        ("def f(a:); end", "def f(a: nil); end"),
        ("def f(*a); end", "def f(**a); end"),
        ("f { |a| }", "f { |b| }"),
        ("f { |a| }", "f { |(a)| }"),
        ("f { |a| }", "f { |a,| }"),
        ("'a'", "'b'"),
        ('"a\\n"', '"a\\t"'),
        ("%w[a b]", "%w[a c]"),
        ("/a/", "/a/i"),
        ("/a/", "/b/"),
        ("<<A\nx\nA\n", "<<A\ny\nA\n"),
        ("begin; rescue A; end", "begin; rescue B; end"),
        ("begin; rescue => a; end", "begin; rescue => b; end"),
        ("a, b = c", "a, *b = c"),
        ("a, b = c", "a, d = c"),
        ("a, (b, c) = d", "a, b, c = d"),
        ("for a in b; end", "for c in b; end"),
        ("case a; when b; end", "case a; when *b; end"),
        ("case a; in [b]; end", "case a; in [c]; end"),
        ("a ? b : c", "if a then b else c end"),
        ("a && b", "a and b"),
        ("!a", "not a"),
        ("a.b", "a&.b"),
        ("f { }", "f do end"),
        ("f(a)", "f a"),
        ("f a: 1", "f({a: 1})"),
        ("a = 1", "a ||= 1"),
        ("a if b", "a unless b"),
        ("begin; a; end while b", "a while b"),
        ("class A; end", "class A < B; end"),
        ("alias a b", "alias a c"),
        ("undef a", "undef b"),
        ("A", "::A"),
        ("1", "1.0"),
        ("1..2", "1...2"),
        (":a", "'a'"),
        ("`a`", "'a'"),
        ("return a", "break a"),
        ("super", "super()"),
        ("__FILE__", "__LINE__"),
    ]
    paths = []
    for number, pair in enumerate(pairs):
        for side, text in enumerate(pair):
            path = tmp_path / f"{number}-{side}.rb"
            path.write_text(text)
            paths.append(str(path))
    trees = {path: tree for path, _, tree, _ in ripper(paths)}
    for number, (left, right) in enumerate(pairs):
        if left == "return a":
            continue
        one, other = (trees[str(tmp_path / f"{number}-{side}.rb")] for side in (0, 1))
        assert one != other, (left, right)
        assert compare(left, True, one, None) is None, left
        assert compare(right, True, one, None) is not None, (left, right)
