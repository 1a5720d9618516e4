"""Patterns with stars, held against Python's own."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from vmlint.basics.wildcards import fits

NAMES = [
    "",
    "a",
    "ab",
    "aab",
    "abab",
    "php7.2-fpm",
    "php-fpm",
    "php",
    "xphp",
    "PHP",
    "a*b",
    "aXbXc",
    "abc",
    "\n",
    "a\nb",
]
PATTERNS = ["", "*", "**", "a*", "*b", "a*b", "*a*b*", "php*-fpm", "php[0-9]*-fpm", "php?", "a*b*c", "ab*ab", "*\n*"]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns(pattern: str) -> None:
    assert [fits(name, pattern) for name in NAMES] == [fnmatchcase(name, pattern) for name in NAMES]
