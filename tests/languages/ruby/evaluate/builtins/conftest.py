"""Evaluates one expression with vmlint, and shows the outcome as record.rb does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.values import String, Unknown, Value
from vmlint.languages.ruby.evaluate.world import World
from vmlint.languages.ruby.parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable

UNKNOWN = "?"


def _evaluate(text: str, vagrant: str = "2.3.4") -> tuple[Interpreter, Value | None]:
    """Evaluate TEXT as a file; return the interpreter and the value of its last expression."""
    result = parse(text)
    assert not result.errors, f"{text}: {result.errors[0].message}"
    interpreter = Interpreter(World(vagrant_version=vagrant), Files("/nonexistent", "/nonexistent"), {})
    outcome = interpreter.run(result.program, Source("Vagrantfile", text))
    return interpreter, outcome.value


def _shown(text: str, vagrant: str = "2.3.4") -> str:
    """Return what ``inspect`` gives for the value of TEXT, ``!Class: message`` for an error, or UNKNOWN."""
    interpreter, value = _evaluate(text, vagrant)
    outcome = interpreter.outcome
    if outcome.stopped is not None:
        return f"stopped: {outcome.stopped.reason}"
    if outcome.error is not None:
        return f"!{outcome.error.kind}: {outcome.error.message}"
    if value is None or type(value) is Unknown:
        return UNKNOWN
    text_value = interpreter.attempt(lambda: interpreter.inspect(value))
    return text_value.text if type(text_value) is String else UNKNOWN


@pytest.fixture(scope="session")
def evaluate() -> Callable[..., tuple[Interpreter, Value | None]]:
    """Give the function that evaluates a text."""
    return _evaluate


@pytest.fixture(scope="session")
def shown() -> Callable[..., str]:
    """Give the function that shows what a text evaluates to."""
    return _shown
