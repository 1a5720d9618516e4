"""Conditions that cannot be known, values that are not known, and assumptions that decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmlint.languages.ruby.evaluate.values import Array, String, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x = `id`; if x then 1 else 1 end", "1"),
        ("x = `id`; if x then 1 else 2 end", "?"),
        ("a = 1; if `id` then a = 2 end; a", "?"),
        ("a = 1; if `id` then a = 1 end; a", "1"),
        ("a = [1, 2]; if `id` then a[0] = 3 else a[0] = 3 end; a", "[3, 2]"),
        ("a = [1, 2]; if `id` then a[0] = 3 end; a", "[?, 2]"),
        ("a = [1, 2]; if `id` then a << 3 end; a", "[…]"),
        ("h = {a: 1}; if `id` then h[:a] = 2 end; h", "{a: ?}"),
        ("h = {a: 1}; if `id` then h[:b] = 2 end; h", "{…}"),
        ("h = {a: 1}; if `id` then h[:b] = 2 else h[:b] = 3 end; h", "{a: 1, b: ?}"),
        ("s = 'a'; t = s; if `id` then s << 'b' end; t", "?"),
        ("if `id` then x = 1 else x = 2 end; x", "?"),
        ("if `id` then x = 1 end; x", "?"),
        ("`id` || 5", "?"),
        ("x = nil; x ||= `id`; x ||= 3; x", "?"),
        ("def f; return 1 if `id`; 1; end; f", "1"),
        ("def f; return 1 if `id`; 2; end; f", "?"),
        ("def f; if `id` then return 1 else return 1 end; end; f", "1"),
        ("[1, 2].map { |i| next 5 if `id`; 5 }", "[5, 5]"),
        ("[1, 2].map { |i| next 4 if `id`; 5 }", "[?, ?]"),
        ("r = [1, 2].each { |i| break 7 if `id` }; r", "?"),
        ("begin; raise 'a' if `id`; 1; rescue; 2; end", "?"),
        ("begin; raise 'a' if `id`; 1; rescue; 1; end", "1"),
        ("begin; raise 'a' if `id`; 1; rescue TypeError; 2; end", "1"),
        ("n = 0; while `id`; n = n + 1; end; n", "?"),
        ("n = 0; loop { n += 1; break if `id` }; n", "?"),
        ("n = 5; `id`.each { |x| n = n }; n", "5"),
        ("n = 5; `id`.each { |x| n = x }; n", "?"),
        ("a = `id` ? [1] : [2]; a", "[?]"),
        ("x = [1]; y = [1]; z = `id` ? x : y; z << 2; [x, y]", "[[…], […]]"),
        ("def g; 1; end; if `id` then def g; 2; end; end; g", "?"),
        ("class A; X = 1; end; if `id` then class A; def q; 1; end; end; end; A.new.q", "?"),
        ("x = `id`; y = x.to_i + 1; [y, x == 3, x.nil?]", "[?, ?, ?]"),
        ("case `id` when 1 then :a else :a end", ":a"),
        ("catch(:x) { throw :x, 1 if `id`; 2 }", "?"),
        ("a = 1; b = -> { a }; if `id` then a = 2 end; b.call", "?"),
    ],
)
def test_what_is_left_of_both_branches(text: str, shown: str, run: Callable[..., object]) -> None:
    assert run(text).shown == shown  # type: ignore[attr-defined]


def test_text_keeps_its_known_pieces(run: Callable[..., object]) -> None:
    done = run('x = `id`; "10.0.#{x}.5" + "/24"')
    value = done.value  # type: ignore[attr-defined]
    assert isinstance(value, Unknown)
    assert value.pieces is not None
    assert [piece if isinstance(piece, str) else "?" for piece in value.pieces] == ["10.0.", "?", ".5/24"]


def test_the_reason_names_the_first_cause_and_its_place(run: Callable[..., object]) -> None:
    done = run("x = `id -u`\ny = x.strip.to_i * 2\nz = y > 5 ? 1 : 2\nz")
    assert "`y > 5` at line 3" in done.reason  # type: ignore[attr-defined]
    assert "the output of the program" in done.reason  # type: ignore[attr-defined]


def test_facts_under_a_condition_are_possible(run: Callable[..., object]) -> None:
    done = run("LOG.note(1); if `id` then LOG.note(2) else LOG.note(3) end; LOG.note(4)")
    assert done.log.certain() == ["1", "4"]  # type: ignore[attr-defined]
    assert done.log.possible() == ["2", "3"]  # type: ignore[attr-defined]


def test_a_branch_that_ends_the_load_makes_the_other_certain(run: Callable[..., object]) -> None:
    done = run("if `id` then LOG.note(1); abort 'no' else LOG.note(2) end; LOG.note(3)")
    assert done.log.certain() == ["2", "3"]  # type: ignore[attr-defined]
    assert done.log.possible() == []  # type: ignore[attr-defined]
    assert done.outcome.loads is None  # type: ignore[attr-defined]
    assert "SystemExit: no" in done.outcome.doubts[0].reason  # type: ignore[attr-defined]


def test_both_branches_raise(run: Callable[..., object]) -> None:
    done = run("if `id` then raise 'a' else raise 'b' end; LOG.note(3)")
    assert done.outcome.loads is False  # type: ignore[attr-defined]
    assert done.log.facts == []  # type: ignore[attr-defined]


def test_after_a_possible_next_the_rest_of_the_block_is_possible(run: Callable[..., object]) -> None:
    done = run("[1, 2].each { |i| next if `id`; LOG.note(i) }; LOG.note(9)")
    assert done.log.possible() == ["1", "2"]  # type: ignore[attr-defined]
    assert done.log.certain() == ["9"]  # type: ignore[attr-defined]


def test_after_a_possible_return_the_rest_of_the_method_is_possible(run: Callable[..., object]) -> None:
    done = run("def f; [1].each { |i| return if `id` }; LOG.note(2); end; f; LOG.note(9)")
    assert done.log.possible() == ["2"]  # type: ignore[attr-defined]
    assert done.log.certain() == ["9"]  # type: ignore[attr-defined]


def test_the_block_of_an_unknown_loop_runs_once_with_unknown_parameters(run: Callable[..., object]) -> None:
    done = run("`ls`.split.each { |name| LOG.note(name) }")
    assert done.log.possible() == ["?"]  # type: ignore[attr-defined]


def test_a_host_object_given_to_code_that_is_not_followed_is_noted(run: Callable[..., object]) -> None:
    done = run("require 'some_gem'; SomeGem.configure(LOG)")
    assert any(each.affects_hosts for each in done.outcome.unknowns)  # type: ignore[attr-defined]


def test_a_list_given_to_code_that_is_not_followed_is_uncertain(run: Callable[..., object]) -> None:
    done = run("require 'some_gem'; a = [1]; SomeGem.fill(a); a")
    assert isinstance(done.value, Array)  # type: ignore[attr-defined]
    assert done.value.uncertain is not None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "require 'some_gem'; SomeGem.each { |x| LOG.note(x) }",
        "require 'some_gem'; b = ->(x) { LOG.note(x) }; SomeGem.each(b)",
        "require 'some_gem'; b = proc { |x| LOG.note(x) }; SomeGem.each(&b)",
        "[1].nope_or(3) rescue `id`.each { |x| LOG.note(x) }",
        "$~ = `id`.match(/x/) { |x| LOG.note(x) }",
    ],
)
def test_a_block_given_to_code_that_is_not_followed_runs_possibly(text: str, run: Callable[..., object]) -> None:
    done = run(text)
    assert done.log.possible() == ["?"]  # type: ignore[attr-defined]
    assert done.log.certain() == []  # type: ignore[attr-defined]


class TestAssumptions:
    def test_a_default_rests_on_the_variable_not_being_set(self, run: Callable[..., object]) -> None:
        done = run("x = ENV['PORT'] || '8080'; x")
        value = done.value  # type: ignore[attr-defined]
        assert isinstance(value, String)
        assert value.text == "8080"
        assert [each.change for each in value.provenance.assumptions] == ["--env PORT=…"]  # type: ignore[union-attr]

    def test_what_a_branch_sets_rests_on_its_condition(self, run: Callable[..., object]) -> None:
        done = run("x = '1'; if ENV['PORT'] then x = '2' end; x")
        assert [each.change for each in done.value.provenance.assumptions] == ["--env PORT=…"]  # type: ignore[attr-defined]
        assert [each.change for each in done.outcome.assumptions] == ["--env PORT=…"]  # type: ignore[attr-defined]

    def test_an_assumption_that_decides_nothing_is_not_listed(self, run: Callable[..., object]) -> None:
        assert list(run("ENV['PORT']; 1").outcome.assumptions) == []  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        "guard",
        [
            "raise 'set PORT' unless ENV['PORT']",
            "if ENV['PORT'].nil? then abort 'set PORT' end",
            "ENV['PORT'] || raise('set PORT')",
            "ENV['PORT'] or abort 'x'",
            "x = ENV['PORT'] || raise('set PORT')",
            "ENV.fetch('PORT')",
            "port = ENV['PORT'].split(':')",
            "raise 'x' if ENV['PORT'].to_s.empty?",
            "%w[PORT].each { |v| raise v unless ENV[v] }",
            "%w[PORT].reject { |v| ENV[v] }.each { |v| raise v }",
            "missing = %w[PORT].select { |v| ENV[v].nil? }; abort 'x' unless missing.empty?",
            "begin; raise 'x' unless ENV['PORT']; ensure; 1; end",
            "def need(v) ENV[v] or raise v end; need('PORT')",
            "case ENV['PORT'] when nil then exit 1 else 2 end",
        ],
    )
    def test_a_guard_that_fails_on_an_assumption_passes(self, guard: str, run: Callable[..., object]) -> None:
        done = run(f"{guard}\nLOG.note(1)")
        assert done.outcome.loads is None  # type: ignore[attr-defined]
        assert done.log.certain() == ["1"]  # type: ignore[attr-defined]
        assert [each.what for each in done.outcome.assumptions] == ["ENV['PORT'] is set"]  # type: ignore[attr-defined]

    def test_the_guard_that_passed_holds_afterwards(self, run: Callable[..., object]) -> None:
        done = run("raise 'x' unless ENV['PORT']; ENV['PORT']")
        assert isinstance(done.value, Unknown)  # type: ignore[attr-defined]

    def test_what_a_failing_guard_did_is_undone(self, run: Callable[..., object]) -> None:
        done = run("x = 1; unless ENV['PORT'] then x = 2; LOG.note(x); raise 'x' end; x")
        assert done.shown == "1"  # type: ignore[attr-defined]
        assert done.log.certain() == done.log.possible() == []  # type: ignore[attr-defined]

    def test_a_rescued_error_on_an_assumption_counts(self, run: Callable[..., object]) -> None:
        done = run("begin; x = ENV.fetch('PORT'); rescue KeyError; x = 'none'; end; x")
        assert done.shown == '"none"'  # type: ignore[attr-defined]
        assert done.outcome.loads is True  # type: ignore[attr-defined]

    def test_an_error_without_assumption_refuses(self, run: Callable[..., object]) -> None:
        done = run("raise ArgumentError, 'no' if 1 > 0")
        assert done.outcome.loads is False  # type: ignore[attr-defined]
        assert (done.outcome.error.kind, done.outcome.error.message) == ("ArgumentError", "no")  # type: ignore[attr-defined]

    def test_a_library_that_is_not_there_is_taken_to_be_there(self, run: Callable[..., object]) -> None:
        done = run("require 'inifile'; IniFile.load('x')[:a]")
        assert done.outcome.loads is None  # type: ignore[attr-defined]
        assert isinstance(done.value, Unknown)  # type: ignore[attr-defined]

    def test_a_rescued_library_leaves_both_ways_open(self, run: Callable[..., object]) -> None:
        done = run("begin; require 'inifile'; x = 1; rescue LoadError; x = 2; end; x")
        assert done.outcome.loads is True  # type: ignore[attr-defined]
        assert done.shown == "?"  # type: ignore[attr-defined]
