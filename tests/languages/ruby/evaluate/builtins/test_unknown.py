"""What methods give where parts of their receivers or arguments are not known (``rand``): never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmlint.languages.ruby.evaluate.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = """
[1, rand].include?(1) => true
[1, rand].include?(2) => ?
[1, 2].include?(rand) => ?
[rand, 1].first => ?
[rand, 1].last => 1
[rand, 1].size => 2
a = [1]; a << rand; a.size => 2
a = [1]; a.push(rand, 2); a[2] => 2
a = [1]; a.unshift(rand); a[1] => 1
a = [1]; a[rand] = 2; a.size => ?
a = [1, 2]; a.delete(rand); a => ?
a = [1, 2]; a.pop(rand); a => ?
a = [rand, 2]; a.pop; a.size => 1
a = [rand, 2]; a.compact; a.size => 2
a = [rand, 2]; a.compact!; a => ?
a = [1]; a.concat(rand); a => ?
a = [1]; a.concat([rand]); a.size => 2
a = [1, 2]; a.map! { rand }; a.size => 2
a = [1, 2]; a.select! { rand > 0.5 }; a => ?
a = [1, 2, 3]; a.shuffle!; a.size => ?
a = [1, 2]; a.shuffle; a => [1, 2]
[3, rand].sort => ?
[3, rand].max => ?
[3, rand].sum => ?
[3, rand].map { 1 } => [1, 1]
[3, rand].select { |x| x > 2 } => ?
[3, rand].find { |x| x > 2 } => 3
[3, rand].find { |x| x > 5 } => ?
[3, rand].any? { |x| x > 2 } => true
[3, rand].any? { |x| x > 5 } => ?
[3, rand].all? { |x| x > 5 } => false
[3, rand].none? { |x| x > 2 } => false
[3, rand].index(3) => 0
[3, rand].index(4) => ?
[3, rand].uniq => ?
([3, rand] + [4]).size => 3
[3, rand] - [3] => ?
[3, rand].reverse[1] => 3
[3, rand] == [3, 4] => ?
[3, rand] == [4, 4] => false
[3, rand] == [3] => false
[3, rand].group_by { |x| x } => ?
[3, rand].inspect => ?
[1, 2].sort_by { rand } => ?
[1, 2].first(rand) => ?
[nil, rand].first => nil
{a: rand}[:a] => ?
{a: rand, b: 1}[:b] => 1
{a: rand}.size => 1
{a: rand}.key?(:a) => true
{a: rand}.merge(b: 1)[:b] => 1
{a: 1}.merge(rand) => ?
{a: 1}.merge({a: rand})[:a] => ?
{a: 1}.merge({b: rand})[:a] => 1
h = {}; h[rand] = 1; h[:a] => ?
h = {a: 1}; h[:b] = rand; h.keys => [:a, :b]
h = {a: 1}; h.delete(rand); h => ?
h = {a: 1}; h.merge!(rand); h => ?
h = Hash.new(rand); h[:x] = 1; h[:x] => 1
h = Hash.new(rand); h[:x] => ?
{a: rand}.map { |k, v| k } => [:a]
{a: rand}.select { |k, v| v } => ?
{a: rand}.transform_values { 1 } => {:a=>1}
{a: 1}.fetch(:a, rand) => 1
{a: 1}.fetch(:b, rand) => ?
{a: 1}.fetch(rand, 2) => ?
{a: rand} == {a: 1} => ?
{a: rand} == {b: 1} => false
s = +"a"; s << rand.to_s; s.size => ?
"abc".include?(rand.to_s) => ?
"abc"[rand] => ?
(1..rand).include?(0) => ?
(1..rand).to_a => ?
5.between?(1, rand) => ?
1 == rand => ?
rand == rand => ?
true & rand => ?
false & rand => false
true | rand => true
false | rand => ?
Integer(rand) => ?
[1, 2].each { |x| rand } => [1, 2]
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_unknown_parts(shown: Callable[..., str], case: str) -> None:
    text, _, expected = case.rpartition(" => ")
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"10.0." + rand.to_s + ".5"', ("10.0.", ".5")),
        ('["10.0", rand.to_s, "5"].join(".")', ("10.0.", ".5")),
        ('"10.0.%s.5" % rand', ("10.0.", ".5")),
        ('format("10.0.%s.%d", rand, 5)', ("10.0.", ".5")),
        ('"10.0.%03d.5" % rand', ("10.0.", ".5")),
        ('"10.0.%<a>s.5" % {a: rand}', ("10.0.", ".5")),
    ],
)
def test_known_pieces_of_text_are_kept(
    evaluate: Callable[..., tuple[object, object]], text: str, expected: object
) -> None:
    _, value = evaluate(text)
    assert type(value) is Unknown
    assert value.pieces is not None
    assert tuple(piece for piece in value.pieces if isinstance(piece, str)) == expected
