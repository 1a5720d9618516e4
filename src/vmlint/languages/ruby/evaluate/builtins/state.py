"""What the built-in libraries remember during one evaluation: the current folder, the environment, files written."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.values import Hash, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter


class State:
    """The state of one interpreter. What a branch may change is held in Ruby values, which the journal knows.

    ``directory``: the current folder. ``environment``: the variables that the file itself set (nil: deleted).
    ``written``: absolute paths that the file would have written, each with the reason to give for reading them.
    ``noted``: what was already said not to be done.
    """

    __slots__ = ("directory", "environment", "noted", "written")

    def __init__(self, directory: str) -> None:
        self.directory = String(directory)
        self.environment = Hash()
        self.written: dict[str, str] = {}
        self.noted: set[tuple[str, int]] = set()


_states: WeakKeyDictionary[Interpreter, State] = WeakKeyDictionary()


def state(interpreter: Interpreter) -> State:
    """Return what is remembered for INTERPRETER."""
    found = _states.get(interpreter)
    if found is None:
        found = _states[interpreter] = State(interpreter.files.folder)
    return found


def not_done(interpreter: Interpreter, what: str) -> None:
    """Note that the file would do WHAT at the current call, and that vmlint does not."""
    key = what, interpreter.current_span.start
    noted = state(interpreter).noted
    if key not in noted:
        noted.add(key)
        interpreter.outcome.note(interpreter.current_span, what, affects_hosts=False)
