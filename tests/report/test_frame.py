"""Frames: the mark stands under the text it means, whatever is in the line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source, Span
from vmlint.report.frame import frames, place
from vmlint.report.terminal import Style

PLAIN = Style(coloured=False)


def frame(text: str, wanted: str, style: Style = PLAIN) -> list[str]:
    source = Source("f", text)
    start = text.index(wanted)
    return frames([(Span(source, start, start + len(wanted)), "")], style)


@pytest.mark.parametrize(
    ("text", "wanted", "line", "mark"),
    [
        ("a\nhost: 80\n", "80", "host: 80", "      ^^"),
        ("\thost: 80\n", "80", "    host: 80", "          ^^"),
        ("# 世界 80\n", "80", "# 世界 80", "       ^^"),
        ("e\u0301 80\n", "80", "e\u0301 80", "  ^^"),
        ("host: 80\r\n", "80", "host: 80", "      ^^"),
        ("\ufeffhost: 80", "80", "host: 80", "      ^^"),
        ("a \x1b[31m 80", "80", "a \\x1b[31m 80", "           ^^"),
        ("a \udcff 80", "80", "a \\xff 80", "       ^^"),
        ("a(\n 1)", "(\n 1)", "a(", " ^"),
    ],
)
def test_mark(text: str, wanted: str, line: str, mark: str) -> None:
    _, _, shown, below = frame(text, wanted)
    assert shown.partition(" | ")[2] == line
    assert below.partition(" | ")[2] == mark


def test_end_of_file() -> None:
    source = Source("f", "abc")
    assert frames([(Span(source, 3, 3), "")], PLAIN)[-1] == "  |    ^"


def test_an_empty_file() -> None:
    assert frames([(Span(Source("f", ""), 0, 0), "")], PLAIN) == [" --> f:1:1"]


def test_a_long_line_is_cut_around_the_mark() -> None:
    _, _, shown, below = frame("x" * 5000 + "MARK" + "y" * 5000, "MARK")
    assert len(shown) < 140
    assert shown.index("MARK") == below.index("^^^^")
    _, _, shown, below = frame("x" * 5000, "x" * 5000)
    assert len(shown) < 140
    assert len(below) <= len(shown)


def test_several_places_share_a_gutter() -> None:
    source = Source("f", "\n" * 99 + "a b")
    lines = frames([(Span(source, 99, 100), ""), (Span(Source("g", "z"), 0, 1), "there")], PLAIN)
    assert lines == [
        "   --> f:100:1",
        "    |",
        "100 | a b",
        "    | ^",
        "   ::: g:1:1",
        "    |",
        "  1 | z",
        "    | - there",
    ]


def test_ascii_only() -> None:
    _, _, shown, below = frame("# ü 80", "80", Style(coloured=False, encoding="ascii"))
    assert shown.endswith("# \\xfc 80")
    assert shown.index("80") == below.index("^^")


def test_place() -> None:
    assert place(Span(Source("a/b", "x\nyz"), 3, 4)) == "a/b:2:2"


@given(st.text(max_size=200), st.integers(0, 220), st.integers(0, 220))
@settings(max_examples=300, deadline=None)
def test_any_place_in_any_text_has_a_frame(text: str, one: int, other: int) -> None:
    source = Source("f", text)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    lines = frames([(Span(source, start, end), ""), (Span(source, end, end), "there")], PLAIN)
    assert all(line.isprintable() for line in lines)
