"""The variables of a script: set, changed under a condition, left as they were."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.model.value import Assumption, Spanned, Unknown

if TYPE_CHECKING:
    from typing import TypeAlias

    from vmlint.basics.text import Source, Span

    Value: TypeAlias = "Spanned | tuple[Spanned, ...] | None"

_NUMBERS = {"$": "the number of the process", "?": "the status of a command", "!": "the number of a process"}


class Scopes:
    """Variables by name; a list is a tuple of values. A variable of ``local`` ends with its function.

    ``doubtful``: something that is not followed (a file that is sourced) may have set any variable; why, or empty.
    """

    def __init__(self, source: Source, dialect: str, environment: dict[str, str]) -> None:
        self.source = source
        self.dialect = dialect
        self.environment = {self.key(name): value for name, value in environment.items()}
        self.variables: dict[str, Value] = {}
        self.locals: list[dict[str, Value]] = []
        self.arguments: list[tuple[Spanned, ...]] = []
        self.journals: list[dict[str, Value]] = []
        self.doubtful = ""

    def key(self, name: str) -> str:
        """Return the name as the dialect compares it."""
        return name if self.dialect == "sh" else name.lower()

    def look_up(self, name: str) -> Value:
        """Return the value of a variable, None where nobody sets it."""
        number = whole_number(name) if self.dialect != "powershell" else None
        if number is not None:
            return self._argument(number)
        if name in ("@", "*"):
            return self.arguments[-1] if self.arguments else None
        if name == "#" and self.arguments:
            return Spanned(str(len(self.arguments[-1])), None, ())
        key = self.key(name)
        if key in self.variables:
            return self.variables[key]
        bare = key.removeprefix("env:") if self.dialect == "powershell" else key
        value = self.environment.get(bare)
        return None if value is None else Spanned(value, None, ())

    def _argument(self, number: int) -> Value:
        if number == 0 or not self.arguments:
            return None
        given = self.arguments[-1]
        return given[number - 1] if number <= len(given) else Spanned("", None, ())

    def absence(self, name: str, span: Span) -> Assumption | None:
        """Return on which assumption the variable NAME, that nobody sets, is absent; None where it may be there."""
        if self.doubtful or name in _NUMBERS:
            return None
        if name.isdigit() or name in ("@", "*", "#"):
            # No option changes it: the file itself has to say what it is called with.
            return Assumption("the script is started without arguments", "write the value into the script", span)
        return Assumption(f"`{name}` is not set in the environment", f"--env {name.removeprefix('env:')}=…", span)

    def unset(self, name: str) -> Spanned:
        """Return the value of a variable that nobody sets."""
        if name.isdigit() or name in ("@", "*", "#"):
            reason = "an argument of the script"
        elif name in _NUMBERS:
            reason = _NUMBERS[name]
        elif self.doubtful:
            reason = f"`{name}` may be set by {self.doubtful}"
        else:
            reason = f"nothing sets `{name}` (--env {name.removeprefix('env:')}=… states it)"
        return Spanned(Unknown(reason), None, ())

    def assign(self, name: str, value: Value, *, local: bool = False) -> None:
        """Set a variable; None unsets it."""
        key = self.key(name)
        if local and self.locals:
            self.locals[-1].setdefault(key, self.variables.get(key))
        for journal in self.journals[-1:]:
            journal.setdefault(key, self.variables.get(key))
        self.variables[key] = value
        if value is None:
            del self.variables[key]

    # Functions

    def enter(self, arguments: tuple[Spanned, ...]) -> None:
        """Begin a function that is called with ARGUMENTS."""
        self.locals.append({})
        self.arguments.append(arguments)

    def leave(self) -> None:
        """End a function: its local variables are what they were before."""
        self.arguments.pop()
        for name, value in self.locals.pop().items():
            self.assign(name, value)

    def shift(self, number: int) -> None:
        """Drop the first arguments."""
        if self.arguments:
            self.arguments[-1] = self.arguments[-1][number:]

    # Conditions

    def open(self) -> None:
        """Begin a branch that may not be taken."""
        self.journals.append({})

    def undo(self) -> dict[str, Value]:
        """End it as if it had not been taken; return what it made of the variables that it changed."""
        before = self.journals.pop()
        changed = {name: self.variables.get(name) for name in before}
        for name, value in before.items():
            if value is None:
                self.variables.pop(name, None)
            else:
                self.variables[name] = value
        return changed

    def blur(self, branches: list[dict[str, Value]], reason: str, *, exhaustive: bool) -> None:
        """Go on after BRANCHES, of which one was taken (EXHAUSTIVE) or perhaps none: what differs is unknown."""
        for name in dict.fromkeys(name for branch in branches for name in branch):
            values = [branch.get(name, self.variables.get(name)) for branch in branches]
            if not exhaustive:
                values.append(self.variables.get(name))
            plain = {_plain(value) for value in values}
            if len(plain) == 1:
                self.assign(name, values[0])
            else:
                self.assign(name, Spanned(Unknown(f"`{name}` is set under a condition: {reason}"), None, ()))


def _plain(value: Value) -> object:
    """Return what a value is, wherever it was written; what is unknown equals nothing but what is unknown alike."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return None if value is None else value.value
