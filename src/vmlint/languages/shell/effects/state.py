"""What a shell knows at one moment: variables, functions, options, where it is."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.shell.effects.values import EMPTY, Value, plain, unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.shell.effects.values import Held
    from vmlint.languages.shell.tree import Function


class State:
    """The state of a shell. Values in it are never changed, only replaced, so that a copy is cheap.

    ``arguments``: ``$1`` and on, None where they are unknown. ``doubtful``: what may have set any variable, or empty.
    ``functions``: with the source and the path of the file that has them. ``locals``: for each function around, what
    its local variables were before.
    """

    __slots__ = (
        "arguments", "cwd", "doubtful", "exported", "functions", "locals", "options", "status", "variables", "zero",
    )  # fmt: skip

    def __init__(self, zero: Value, arguments: tuple[Value, ...] | None, cwd: Value) -> None:
        self.zero = zero
        self.arguments = arguments
        self.cwd = cwd
        self.variables: dict[str, Held] = {}
        self.exported: frozenset[str] = frozenset()
        self.functions: dict[str, tuple[Function, Source, str]] = {}
        self.options: frozenset[str] = frozenset()
        self.locals: tuple[dict[str, Held | None], ...] = ()
        self.status: Value = plain("0")
        self.doubtful = ""

    def copy(self) -> State:
        """Return a state that may go another way."""
        made = State(self.zero, self.arguments, self.cwd)
        made.variables = dict(self.variables)
        made.exported = self.exported
        made.functions = dict(self.functions)
        made.options = self.options
        made.locals = tuple(map(dict, self.locals))
        made.status = self.status
        made.doubtful = self.doubtful
        return made

    def assign(self, name: str, value: Held | None, *, local: bool = False) -> None:
        """Set a variable; None unsets it."""
        if local and self.locals:
            self.locals[-1].setdefault(name, self.variables.get(name))
        if value is None:
            self.variables.pop(name, None)
        else:
            self.variables[name] = value
            if "allexport" in self.options:
                self.exported |= {name}

    def enter(self) -> None:
        """Begin a function."""
        self.locals = (*self.locals, {})

    def leave(self) -> None:
        """End a function: its local variables are what they were before."""
        if self.locals:
            for name, value in self.locals[-1].items():
                if value is None:
                    self.variables.pop(name, None)
                else:
                    self.variables[name] = value
            self.locals = self.locals[:-1]

    def same(self, other: State) -> bool:
        """Return whether nothing differs that the shell itself goes by."""
        return (
            self.arguments == other.arguments
            and self.cwd == other.cwd
            and self.options == other.options
            and self.variables == other.variables
        )


def one_of(states: list[State], reason: str) -> State:
    """Return a state that is one of STATES, nobody knows which."""
    made = states[0].copy()
    if len(states) == 1:
        return made
    names: dict[str, None] = {}
    for state in states:
        names.update(dict.fromkeys(state.variables))
    first, *others = [state.variables for state in states]
    for name in names:
        value = first.get(name)
        for other in others:
            now = other.get(name)
            # Nearly always the very same: functions of a script are followed again and again.
            if (now is not value or not isinstance(now, Value)) and not same(now, value):
                made.variables[name] = unknown(f"`{name}` is set under a condition: {reason}")
                break
    made.exported = frozenset().union(*(state.exported for state in states))
    for state in states[1:]:
        made.doubtful = made.doubtful or state.doubtful
        made.options &= state.options
        for name, function in state.functions.items():
            made.functions.setdefault(name, function)
        if not same(state.cwd, made.cwd):
            made.cwd = unknown(f"the folder is left under a condition: {reason}")
        if not same(state.status, made.status):
            made.status = unknown(f"the status of a command under a condition: {reason}")
        if state.arguments is None or made.arguments is None or len(state.arguments) != len(made.arguments):
            made.arguments = made.arguments if state.arguments == made.arguments else None
        elif not same(state.arguments, made.arguments):
            made.arguments = tuple(
                one if same(one, other) else unknown(f"an argument that is set under a condition: {reason}")
                for one, other in zip(made.arguments, state.arguments)
            )
    return made


def same(one: object, other: object) -> bool:
    """Return whether two values are the same text, wherever they were written."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[name]) for name, value in one.items())
    if isinstance(one, Value) and isinstance(other, Value):
        # What is unknown may differ, but not where it is the very same value.
        return one is other or one.woven is other.woven or (one.text is not None and one.text == other.text)
    return one is None and other is None


def blurred(before: State, after: State, reason: str) -> State:
    """Return AFTER, in which what differs from BEFORE is unknown: nobody knows how often it was done."""
    made = after.copy()
    for name in dict.fromkeys((*before.variables, *after.variables)):
        value = after.variables.get(name)
        if not same(before.variables.get(name), value):
            made.variables[name] = unknown(f"`{name}` is set under a condition: {reason}")
    if not same(before.cwd, after.cwd):
        made.cwd = unknown(f"the folder is left under a condition: {reason}")
    if not same(before.arguments, after.arguments):
        made.arguments = None
    return made


def first_of(held: Held | None) -> Value:
    """Return what ``$name`` is worth where the variable holds a list."""
    if isinstance(held, tuple):
        return held[0] if held else EMPTY
    if isinstance(held, dict):
        return held.get("0", EMPTY)
    return EMPTY if held is None else held
