"""How long a text an expression may be matched against: never endless, and not refused without need."""

from __future__ import annotations

import re
import time

import pytest

from vmlint.languages.ruby.evaluate.builtins.regexp_risk import longest_text
from vmlint.languages.ruby.evaluate.builtins.regexp_translate import translate

ENDLESS = [
    r"(a+)+$", r"(a|a)*b", r"(a|aa)+$", r"^(\w+\s?)*$", r"(a*)*b", r"(.*a){12}x", r"(x+x+)+y", r"\A(\w+[-_]?)+\z",
    r"([a-z]+)*=", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(?:a?){30}a{30}", r"(\w+)+\1x",
]  # fmt: skip
HARMLESS = [
    (r"\A(\d{1,3}\.){3}\d{1,3}\z", 10_000),
    (r"(\d+\.)+x", 800),
    (r"(?:[a-z0-9]+\.)+[a-z]{2,}", 250),
    (r"^\s*(\w+)\s*=\s*(.*?)\s*$", 80),
    (r"v?(\d+)\.(\d+)\.(\d+)(?:-(\w+))?", 80),
    (r"(\w+)-(\d+)", 800),
    (r"^(web|db)-(\d+)$", 10_000),
    (r"(,\s*)+", 800),
]
UNITS = ("a", "a1_", "x", "1.", "ab-", "aA", "a ", "\n ")


@pytest.mark.parametrize("source", ENDLESS)
def test_an_expression_without_end_gets_short_texts_only(source: str) -> None:
    assert longest_text(translate(source, "")) < 25


@pytest.mark.parametrize(("source", "length"), HARMLESS)
def test_a_harmless_expression_gets_long_texts(source: str, length: int) -> None:
    assert longest_text(translate(source, "")) >= length


@pytest.mark.parametrize("source", [*ENDLESS, *(source for source, _ in HARMLESS), r".*.*.*.*x", r".*.*x"])
def test_what_is_allowed_takes_no_time(source: str) -> None:
    pattern = translate(source, "")
    longest = min(longest_text(pattern), 2_000)
    compiled = re.compile(pattern)
    for unit in UNITS:
        before = time.perf_counter()
        compiled.search((unit * longest)[:longest] + "!")
        assert time.perf_counter() - before < 3
