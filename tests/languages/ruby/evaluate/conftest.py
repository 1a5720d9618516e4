"""Running small programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.control import certainty
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.values import HostObject, Unknown
from vmlint.languages.ruby.evaluate.world import World
from vmlint.languages.ruby.parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vmlint.languages.ruby.evaluate.outcome import Outcome
    from vmlint.languages.ruby.evaluate.values import Arguments, Value


class Log(HostObject):
    """``log.note(x)`` records a fact; ``log.keep { }`` keeps a block; ``log.yes`` needs an option to be true."""

    __slots__ = ("blocks", "facts")
    class_name = "Log"

    def __init__(self) -> None:
        self.provenance = None
        self.facts: list[tuple[str, tuple[object, ...], tuple[str, ...]]] = []
        self.blocks: list[tuple[object, object]] = []

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        if name == "keep":
            self.blocks.append((arguments.block, interpreter.capture()))
            return self
        if name == "note":
            shown = interpreter.display(arguments.positional[0])
            self.facts.append((shown, interpreter.guards, interpreter.call_stack()))
            return arguments.positional[0]
        raise interpreter.error("NoMethodError", f"undefined method `{name}' for a log")

    def certain(self) -> list[str]:
        return [shown for shown, guards, _ in self.facts if certainty(guards)]  # type: ignore[arg-type]

    def possible(self) -> list[str]:
        return [shown for shown, guards, _ in self.facts if certainty(guards) is False]  # type: ignore[arg-type]

    def stacks(self) -> list[tuple[str, ...]]:
        return [stack for _, _, stack in self.facts]


class Run:
    """An evaluation and what came out of it."""

    def __init__(self, text: str, folder: Path, world: World | None = None) -> None:
        found = parse(text)
        assert not found.problems, found.problems
        self.log = Log()
        self.interpreter = Interpreter(world or World(), Files(str(folder), str(folder)), {"LOG": self.log})
        self.source = Source(str(folder / "Vagrantfile"), text)
        self.outcome: Outcome = self.interpreter.run(found.program, self.source)

    @property
    def value(self) -> Value:
        assert self.outcome.value is not None, (self.outcome.error, self.outcome.stopped)
        return self.outcome.value

    @property
    def shown(self) -> str:
        return self.interpreter.display(self.value)

    @property
    def reason(self) -> str:
        assert isinstance(self.value, Unknown), self.shown
        return self.value.reason

    def inspected(self) -> str:
        made: list[str] = []

        def ask() -> Value:
            text = self.interpreter.inspect(self.value)
            made.append(getattr(text, "text", f"unknown: {getattr(text, 'reason', '')}"))
            return text

        self.interpreter.attempt(ask)
        return made[0]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Run]:
    """Evaluate a text in an empty project."""

    def evaluate(text: str, world: World | None = None) -> Run:
        return Run(text, tmp_path, world)

    return evaluate
