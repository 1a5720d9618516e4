"""Where evaluation stands, to be put back later."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter


class Position:
    """Where evaluation stands: what has to be put back after an arm of a branch, or for a block that runs later."""

    __slots__ = ("depth", "frame", "guards", "scope", "site", "source")

    def __init__(self, it: Interpreter) -> None:
        self.depth = it.depth
        self.frame = it.frame
        self.guards = it.guards
        self.scope = it.scope
        self.site = it.site
        self.source = it.source


class Resumed:
    """A stay at another position, undone at its end."""

    __slots__ = ("_back", "_interpreter", "_there")

    def __init__(self, it: Interpreter, there: Position) -> None:
        self._interpreter = it
        self._there = there
        self._back = Position(it)

    def __enter__(self) -> None:
        self._back = Position(self._interpreter)
        self._interpreter.return_to(self._there)

    def __exit__(self, *_: object) -> None:
        self._interpreter.return_to(self._back)
