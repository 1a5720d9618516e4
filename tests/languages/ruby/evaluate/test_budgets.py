"""Hostile programs: each ends soon, with a reason, and what was known before stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Soon = Callable[..., Any]

CASES = [
    ("loop {}", "rounds"),
    ("while true; end", "rounds"),
    ("until false do x = 1 end", "rounds"),
    ("begin; raise; rescue; retry; end", "rounds"),
    ("def f(n) = f(n + 1)\nf(0)", "nested more than"),
    ("def a = b\ndef b = a\na", "nested more than"),
    ("x = ->(f) { f.(f) }; x.(x)", "nested more than"),
    ('class A; def to_s = to_s; end; "#{A.new}"', "nested more than"),
    ("class A; def method_missing(n) = foo; end; A.new.bar", "nested more than"),
    ("def f(n) = n < 2 ? n : f(n - 1) + f(n - 2)\nf(60)", "steps"),
    ("9.times { 9.times { 9.times { 9.times { 9.times { 9.times { } } } } } }", "steps"),
    ("(1..Float::INFINITY).each { |i| i }", "steps"),
    ("'x' * 10**9", "more than"),
    ("[0] * 10**9", "more than"),
    ("(1..10**12).to_a", "more than"),
    ("10**10**10", "more than"),
    ("a = 'x'; loop { a += a }", "more than"),
    ("a = []; loop { a << a.dup }", "elements"),
    ("h = {}; h[:h] = h; a = []; a << a; a.inspect", "nested too deeply"),
    ("h = {}; 15_000.times { |i| h[i] = i }; 15_000.times { |i| if `id` then h[i] = 2 end }", "steps"),
    ("x = '(' * 5; eval('1' + '+1' * 100); loop { eval('1') }", "rounds"),
]


@pytest.mark.parametrize(("text", "reason"), CASES)
def test_it_ends_with_a_reason(text: str, reason: str, run: Callable[..., object], soon: Soon) -> None:
    done = soon(lambda: run(f"LOG.note(1)\n{text}\nLOG.note(2)"))
    outcome = done.outcome  # type: ignore[attr-defined]
    assert outcome.stopped is not None
    assert reason in outcome.stopped.reason
    assert outcome.stopped.affects_hosts
    assert outcome.loads is None
    assert done.log.certain() == ["1"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("depth", [50, 200])
def test_deep_expressions_give_no_traceback(depth: int, run: Callable[..., object]) -> None:
    done = run("x = " + "(" * depth + "1" + ")" * depth + "\nx")
    outcome = done.outcome  # type: ignore[attr-defined]
    assert outcome.value is not None or "nested too deeply" in outcome.stopped.reason


def test_long_sums_give_no_traceback(run: Callable[..., object]) -> None:
    done = run("x = " + " + ".join(["1"] * 3_000))
    outcome = done.outcome  # type: ignore[attr-defined]
    assert outcome.value is not None or "nested too deeply" in outcome.stopped.reason


def test_nothing_is_left_behind_when_it_stops(run: Callable[..., object]) -> None:
    done = run("if `id` then loop { } else x = 2 end")
    interpreter = done.interpreter  # type: ignore[attr-defined]
    assert interpreter.journal.layers == []
    assert interpreter.guards == ()
    assert interpreter.depth == 0


def test_programs_are_never_run(run: Callable[..., object], tmp_path: object) -> None:
    mark = f"{tmp_path}/mark"
    done = run(
        f"""
        `touch {mark}`
        system("touch {mark}")
        %x(touch {mark})
        spawn("touch {mark}")
        IO.popen("touch {mark}") {{ |io| io.read }}
        File.write("{mark}", "x")
        exec "touch {mark}"
        """
    )
    import os

    assert not os.path.exists(mark)
    assert done.outcome.loads is None  # type: ignore[attr-defined]
    assert "another program takes the place" in done.outcome.stopped.reason  # type: ignore[attr-defined]


def test_the_clock_ends_it_too(run, monkeypatch) -> None:
    now = iter(range(0, 1000, 4))
    monkeypatch.setattr("vmlint.languages.ruby.evaluate.budgets.process_time", lambda: next(now))
    done = run("i = 0\nwhile i < 15_000\n  i += 1\nend\ni")
    assert done.outcome.stopped.reason == "evaluation stopped: more than 5 seconds"
