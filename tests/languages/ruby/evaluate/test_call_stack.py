"""The call stack that a fact shows, and blocks that are kept and run later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmlint.languages.ruby.evaluate.control import certainty

if TYPE_CHECKING:
    from collections.abc import Callable


def test_loops_and_methods_are_shown_outermost_first(run: Callable[..., object]) -> None:
    done = run('def add(name, n) LOG.note(n) end\n(1..2).each do |i|\n  add("web", i)\nend')
    assert done.log.stacks() == [  # type: ignore[attr-defined]
        ("(1..2).each, i = 1", 'add("web", 1)'),
        ("(1..2).each, i = 2", 'add("web", 2)'),
    ]


def test_a_for_loop_and_several_parameters(run: Callable[..., object]) -> None:
    done = run("for i in [7] do {a: 1}.each { |k, v| LOG.note(v) } end")
    assert done.log.stacks() == [("for i in [7], i = 7", "{a: 1}.each, k = :a, v = 1")]  # type: ignore[attr-defined]


def test_a_kept_block_has_the_stack_of_where_it_was_given(run: Callable[..., object]) -> None:
    done = run("(1..2).each { |i| LOG.keep { LOG.note(i) } }\nLOG.note(0)")
    interpreter = done.interpreter  # type: ignore[attr-defined]
    for block, context in done.log.blocks:  # type: ignore[attr-defined]
        interpreter.attempt(lambda block=block: interpreter.call_block(block, []), context)
    assert done.log.stacks()[0] == ()  # type: ignore[attr-defined]
    assert done.log.stacks()[1] == ("(1..2).each, i = 1", "LOG.keep")  # type: ignore[attr-defined]


def test_a_kept_block_sees_its_variables_as_they_are_then(run: Callable[..., object]) -> None:
    done = run("x = 1; LOG.keep { LOG.note(x) }; x = 2")
    interpreter = done.interpreter  # type: ignore[attr-defined]
    block, context = done.log.blocks[0]  # type: ignore[attr-defined]
    interpreter.attempt(lambda: interpreter.call_block(block, []), context)
    assert done.log.certain() == ["2"]  # type: ignore[attr-defined]


def test_a_block_kept_under_a_condition_runs_under_it(run: Callable[..., object]) -> None:
    done = run("x = 1; if `id` then LOG.keep { x = 2; LOG.note(x); raise 'a' } end; LOG.keep { LOG.note(x) }")
    interpreter = done.interpreter  # type: ignore[attr-defined]
    for block, context in done.log.blocks:  # type: ignore[attr-defined]
        interpreter.attempt(lambda block=block: interpreter.call_block(block, []), context)
    assert done.outcome.loads is None  # type: ignore[attr-defined]
    (first, second) = done.log.facts  # type: ignore[attr-defined]
    assert (first[0], certainty(first[1])) == ("2", None)
    assert (second[0], certainty(second[1])) == ("1", True)


def test_an_error_in_a_kept_block_refuses(run: Callable[..., object]) -> None:
    done = run("LOG.keep { nope }")
    interpreter = done.interpreter  # type: ignore[attr-defined]
    block, context = done.log.blocks[0]  # type: ignore[attr-defined]
    interpreter.attempt(lambda: interpreter.call_block(block, []), context)
    assert done.outcome.loads is False  # type: ignore[attr-defined]
    assert done.outcome.error.kind == "NameError"  # type: ignore[attr-defined]
    assert done.outcome.error.span.text == "nope"  # type: ignore[attr-defined]


def test_a_return_out_of_a_kept_block_is_an_error(run: Callable[..., object]) -> None:
    done = run("def f; LOG.keep { return 1 }; end; f")
    interpreter = done.interpreter  # type: ignore[attr-defined]
    block, context = done.log.blocks[0]  # type: ignore[attr-defined]
    interpreter.attempt(lambda: interpreter.call_block(block, []), context)
    assert done.outcome.error.kind == "LocalJumpError"  # type: ignore[attr-defined]


def test_where_the_parts_of_a_value_were_written(run: Callable[..., object]) -> None:
    done = run('base = 8000\nLOG.note(base + 80)\nx = "a"\ny = "#{x}b"\n[base + 80, y]')
    number, text = done.value.items  # type: ignore[attr-defined]
    assert [span.text for span in number.provenance.spans] == ["8000", "80"]
    assert [span.text for span in text.provenance.spans] == ['"#{x}b"', '"a"']
