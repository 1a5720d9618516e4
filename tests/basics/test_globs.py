"""Patterns of .gitignore, as git has them."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vmlint.basics import globs
from vmlint.basics.globs import Patterns

MATCHES = [
    ("*.rb", "a/b.rb", True),
    ("*.rb", "b.rbx", False),
    ("/a", "a/Vagrantfile", True),
    ("/a", "b/a/Vagrantfile", False),
    ("a/", "b/a/Vagrantfile", True),
    ("a/", "b/a", False),
    ("a/*/c", "a/b/c", True),
    ("a/*/c", "a/b/b/c", False),
    ("a/**/c", "a/c", True),
    ("a/**/c", "a/b/b/c", True),
    ("**/c", "a/b/c", True),
    ("a/**", "a/b/c", True),
    ("a/**", "a", False),
    ("[ab]x", "bx", True),
    ("[!ab]x", "bx", False),
    ("a?c", "abc", True),
    ("a?c", "a/c", False),
    ("# a", "# a", False),
    ("\\#a", "#a", True),
    ("a ", "a", True),
    ("a\\ ", "a ", True),
    ("[", "[", True),
    ("a[z-a]", "az", False),
]


@pytest.mark.parametrize(("pattern", "path", "expected"), MATCHES)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert Patterns([pattern]).matches(path) is expected


def test_the_last_pattern_that_matches_wins() -> None:
    patterns = Patterns(["*.tmp", "!keep.tmp", "", "# note"])
    assert patterns.matches("a.tmp")
    assert not patterns.matches("keep.tmp")
    assert patterns.verdict("other", is_folder=False) is None


@given(st.text("ab/*?", min_size=1, max_size=9), st.text("ab/", min_size=1, max_size=9))
@settings(max_examples=1500, deadline=None)
@example("**/a/**/b/**", "a/b/a/b/c")
@example("a*a*a*b", "aaaab")
def test_many_stars_mean_what_few_do(glob: str, path: str) -> None:
    parts = globs._parts(glob)
    assert globs.Tangled(parts).fullmatch(path) == bool(re.compile("".join(parts), re.DOTALL).fullmatch(path))


@pytest.mark.parametrize("glob", ["*a" * 40 + "b", "**/a/" * 40 + "b", "[a-b]*" * 40 + "c", "a?*" * 60, "**/*a*a*a*a*"])
def test_no_pattern_takes_long(glob: str) -> None:
    began = process_time()
    for path in ("a" * 250, "a/" * 120 + "a"):
        Patterns([glob]).matches(path)
    assert process_time() - began < 3
