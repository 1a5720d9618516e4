"""What a stated version tells, and what it leaves open."""

from __future__ import annotations

import pytest

from vmlint.model.host import at_least, limits_ranges, parse_version


@pytest.mark.parametrize(
    ("version", "first", "expected"),
    [
        ("6.1", (6, 1, 28), None),
        ("6", (6, 1, 28), None),
        ("6.1.27", (6, 1, 28), False),
        ("6.1.28", (6, 1, 28), True),
        ("6.0", (6, 1, 28), False),
        ("6.2", (6, 1, 28), True),
        ("7", (7, 1), None),
        ("7", (7, 0), True),
        ("7.0", (7, 1), False),
        ("7.1", (7, 1), True),
        ("7.2", (7, 2, 4), None),
        ("7.10", (7, 2), True),
        ("", (7, 1), None),
    ],
)
def test_a_version_may_leave_it_open(version: str, first: tuple[int, ...], expected: bool | None) -> None:
    assert at_least(parse_version(version), first) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7.0.14", (7, 0, 14)),
        ("7.0.14r161095", (7, 0, 14)),
        ("7.1.4_Ubuntu", (7, 1, 4)),
        ("7.1.", (7, 1)),
        ("7.1_beta.3", (7, 1)),
        ("latest", None),
        ("²", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_versions_are_read_with_what_packages_add(text: str, expected: tuple[int, ...] | None) -> None:
    assert parse_version(text) == expected


@pytest.mark.parametrize(
    ("os", "version", "expected"),
    [
        ("linux", "6.1", None),
        ("linux", "6.1.26", False),
        ("linux", "6.1.30", True),
        ("linux", "7", True),
        ("linux", "", None),
        ("macos", "6.1", None),
        ("macos", "6.1.30", True),
        ("macos", "6.0.4", False),
        ("macos", "7", False),
        ("macos", "7.1", False),
        ("macos", "6", None),
        ("macos", "", None),
        ("windows", "7.1", False),
        (None, "6.1.20", False),
        (None, "7.1", None),
        (None, "", None),
    ],
)
def test_the_ranges_hold_from_6_1_28_on_but_not_everywhere(os: str | None, version: str, expected: bool | None) -> None:
    assert limits_ranges(os, parse_version(version)) is expected
