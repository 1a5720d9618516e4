"""Patterns of .gitignore, as git has them."""

from __future__ import annotations

import pytest

from vmlint.globs import Patterns

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
