"""Where the parts of a result were written, and where keys and values of a Hash stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmlint.languages.ruby.evaluate.values import Array, Hash

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.values import Value

    Evaluate = Callable[..., tuple[object, Value | None]]


def written(value: Value | None) -> list[str]:
    assert value is not None
    assert value.provenance is not None
    return [span.text for span in value.provenance.spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8000 + 80", ["8000", "80"]),
        ('"a" + "b"', ['"a"', '"b"']),
        ('"%s:%d" % ["a", 5]', ['"%s:%d"', '"a"', "5"]),
        ('["a", "b"].join("-")', ['"a"', '"-"', '"b"']),
        ('"a,b".split(",").last', ['"a,b"']),
        ('"10.0.0.5".sub(/5$/, "6")', ['"10.0.0.5"', '"6"']),
        ("[1, 2, 3].last", ["3"]),
        ("[1, 2].map { |x| x }.first", ["1"]),
        ("[3, 1].min", ["1"]),
        ("{a: 80}.fetch(:a)", ["80"]),
        ("{a: 80}.merge(b: 1)[:a]", ["80"]),
        ("(1..3).to_a.last", ["1", "3"]),
        ('Integer("80")', ['"80"']),
    ],
)
def test_parts(evaluate: Evaluate, text: str, expected: list[str]) -> None:
    _, value = evaluate(text)
    assert set(expected) <= set(written(value))


@pytest.mark.parametrize(
    "text",
    [
        "{a: 80}.merge({b: 90})",
        "{b: 1}.merge({a: 80})",
        "h = {b: 1}; h.merge!({a: 80}); h",
        "{a: 80}.dup",
        "{a: 80, b: 1}.select { |k, v| k == :a }",
        "{a: 80, b: 1}.reject { |k, v| k == :b }",
        "{a: 80, b: 1}.slice(:a)",
        "{a: 80, b: 1}.except(:b)",
        "{a: 80, b: nil}.compact",
        "{a: 80}.transform_values { |v| v }",
        "{**{a: 80}}",
        "h = {}; h[:a] = 80; h",
        "h = {a: 1}; h.store(:a, 80); h",
    ],
)
def test_entries_keep_their_places(evaluate: Evaluate, text: str) -> None:
    _, value = evaluate(text)
    assert type(value) is Hash
    entry = value.entries[("symbol", "a")]
    assert entry.value_span is not None
    assert entry.value_span.text == "80"
    assert entry.key_span is not None
    assert entry.key_span.text.strip(":") == "a"


def test_copies_do_not_share(evaluate: Evaluate) -> None:
    _, value = evaluate("a = {x: 1}; b = a.dup; b[:y] = 2; c = a.merge(z: 3); [a, b, c]")
    assert type(value) is Array
    assert [len(part.entries) for part in value.items if type(part) is Hash] == [1, 2, 2]
