"""Which known word somebody may have meant."""

from __future__ import annotations

import pytest

from vmlint.basics.spelling import closest, distance

WORDS = ("apps", "host_ip", "netmask", "auto_correct", "check")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("app", "apps"),
        ("hostip", "host_ip"),
        ("Host-IP", "host_ip"),
        ("netmaks", "netmask"),
        ("auto_corect", "auto_correct"),
        ("chek", "check"),
        ("zzz", None),
        ("x" * 10_000, None),
        ("", None),
    ],
)
def test_closest(word: str, meant: str | None) -> None:
    assert closest(word, WORDS) == meant


@pytest.mark.parametrize(
    ("one", "other", "far"), [("ab", "ab", 0), ("ab", "ba", 1), ("ab", "abc", 1), ("abc", "xyz", 2), ("", "ab", 2)]
)
def test_distance(one: str, other: str, far: int) -> None:
    assert distance(one, other, 1) == far
