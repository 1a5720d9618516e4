"""Things too big, endless or recursive end with a budget, an error of Ruby's, or as unknown; soon, and never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Soon = Callable[..., Any]

TOO_MUCH = """
"a" * 10_000_000_000
[1] * 10_000_000_000
"a".ljust(10_000_000_000)
"a".center(10_000_000_000, "xy")
"%010000000000d" % 1
"%.9999999999f" % 1.5
(1..10_000_000_000).to_a
(1..10_000_000_000).map { |x| x }
(1..).map { |x| x }
(1..Float::INFINITY).to_a
1.step { |x| x }
10_000_000_000.times { |x| x }
"a".upto("zzzzzzzzzzzz").to_a
Array.new(10_000_000_000)
Array.new(10_000_000_000) { 1 }
a = []; a[10_000_000_000] = 1
[1].fill(0, 0, 10_000_000_000)
[1].cycle { |x| x }
(1..40).to_a.permutation.to_a
(1..40).to_a.combination(20).to_a
a = (1..300).to_a; a.product(a, a, a)
x = "x" * 1000; 100.times { x = x + x }; x.size
x = [1]; 100.times { x = x + x }; x.size
x = "ab"; 60.times { x = x.gsub("a", "aaaa") }; x.size
2 ** 1_000_000_000
1 << 10_000_000_000
10.pow(10 ** 10)
x = 3; 100.times { x = x * x }; x
Enumerator.new { |y| loop { y << 1 } }.to_a
a = []; a << a; a.inspect
a = []; a << a; a.flatten
a = []; a << a; a.join
a = []; a << a; a == [a]
h = {}; h[:h] = h; h.inspect
a = []; a << a; a.hash
a = [1]; a.each { |x| a << x }
("a".."z").cycle { |x| x }
"tr".tr("\\u{0}-\\u{10FFFF}", "x") * 3
""".strip().splitlines()


@pytest.mark.parametrize("text", TOO_MUCH)
def test_ends_soon(shown: Callable[..., str], text: str, soon: Soon) -> None:
    outcome = soon(lambda: shown(text))
    assert outcome == "?" or outcome.startswith(("stopped: ", "!ArgumentError", "!RangeError", '"', "true")), outcome


def test_big_numbers_within_reason_are_exact(shown: Callable[..., str]) -> None:
    assert shown("(2 ** 4000).to_s.size") == "1205"
    assert shown("(10 ** 5000).to_s.size") == "5001"
    assert shown("(7 ** 20_000) % 7 == 0") == "true"
