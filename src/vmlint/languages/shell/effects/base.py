"""What all of following a script shares: its source, its state, the world outside, and its variables."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span, whole_number
from vmlint.basics.woven import Woven, gap, real
from vmlint.languages.shell.effects.state import State, first_of
from vmlint.languages.shell.effects.values import EMPTY, Status, Value, concatenated, plain, unknown
from vmlint.model.value import Assumption, Origin

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.shell.effects.values import Held
    from vmlint.languages.shell.outside import Outside
    from vmlint.languages.shell.tree import Statement, Substitution
    from vmlint.model.value import Step

_NUMBERS = {
    "$": "the number of the process",
    "!": "the number of a process",
    "RANDOM": "a number by chance",
    "SECONDS": "the time that the script took",
    "PPID": "the number of a process",
    "BASHPID": "the number of the process",
    "HOSTNAME": "the name of the machine",
    "BASH_VERSION": "the version of the shell",
    "PATH": "where programs are looked for",
    "EPOCHSECONDS": "the time",
    "LINENO": "the number of the line",
    "PIPESTATUS": "the status of a command",
}
_STARTS = {"PATH": "/", "BASH_VERSION": "5."}
_FIXED = {"OSTYPE": "linux-gnu", "HOSTTYPE": "x86_64", "MACHTYPE": "x86_64-pc-linux-gnu", "IFS": " \t\n", "OPTIND": "1"}


class Base:
    """The state of following one script. ``certain``: nothing undecided stands around.

    ``condition``: how many conditions stand around, in which ``set -e`` does not hold. ``asked``: how often the outside
    was asked. ``path``: of the file in the guest that is followed. ``user``: who runs it, None where that is unknown.
    """

    def __init__(self, source: Source, outside: Outside, state: State, shell: str, user: str | None) -> None:
        self.source = source
        self.path = state.zero.text or source.path
        self.outside = outside
        self.state = state
        self.shell = shell
        self.bash = shell not in ("sh", "dash", "ash")
        self.user = user
        self.certain = True
        self.assumptions: tuple[Assumption, ...] = ()
        self.steps: tuple[Step, ...] = ()
        self.condition = 0
        self.asked = 0
        self.depth = 0
        self.made = 0
        self.substituted_status: Status | None = None

    def statement(self, statement: Statement) -> Status:
        """Follow one statement."""
        raise NotImplementedError

    def substituted(self, piece: Substitution) -> Value:
        """Return what a substitution prints."""
        raise NotImplementedError

    def expanded(self, text: Woven) -> Value:
        """Return TEXT with its variables and substitutions replaced, as in double quotes."""
        raise NotImplementedError

    def calculated(self, expression: str, span: Span) -> Value:
        """Return the value of an expression of arithmetic."""
        raise NotImplementedError

    # Places

    def span(self, start: int, end: int) -> Span:
        """Return the place between two offsets of the script that is followed."""
        return Span(self.source, start, end)

    def origin(self, span: Span, assumptions: tuple[Assumption, ...] = ()) -> Origin:
        """Return what an effect rests on that is written at SPAN."""
        place = real(span)
        if place is None and self.steps:
            place = self.steps[-1].span
        also = tuple(each for each in assumptions if each not in self.assumptions)
        return Origin(place, self.certain, self.assumptions + also, self.steps)

    def unfollowed(self, reason: str, span: Span) -> None:
        """Note what is not followed, which may do anything, set variables too."""
        self.outside.unfollowed(reason, self.origin(span).span or span)

    # Variables

    def look_up(self, name: str) -> Held | None:
        """Return the value of a variable, None where nobody sets it."""
        found = self.state.variables.get(name)
        return self._special(name) if found is None else found

    def _special(self, name: str) -> Held | None:
        state = self.state
        number = whole_number(name)
        if number is not None:
            return self._argument(number)
        if name in ("@", "*"):
            return (unknown("the arguments"),) if state.arguments is None else state.arguments
        if name == "#":
            return (
                unknown("how many arguments there are") if state.arguments is None else plain(str(len(state.arguments)))
            )
        if name == "?":
            return state.status
        if name == "-":
            return plain("".join(sorted(each for each in state.options if len(each) == 1)) + "hB")
        if name == "PWD":
            return state.cwd
        if name == "BASH_SOURCE" and self.bash:
            return (plain(self.path),)
        if name == "FUNCNAME" and self.bash:
            return (plain(self.steps[-1].text if self.depth and self.steps else "main"),)
        if name in ("HOME", "USER", "LOGNAME", "UID", "EUID"):
            return self._of_user(name)
        if name in _FIXED and (self.bash or name in ("IFS", "OPTIND")):
            return plain(_FIXED[name])
        reason = _NUMBERS.get(name)
        if reason is None or not (self.bash or name in ("$", "!", "PATH", "PPID")):
            return None
        # That it is not empty is known.
        start = _STARTS.get(name)
        return unknown(reason) if start is None else concatenated([plain(start), unknown(reason)])

    def _argument(self, number: int) -> Held:
        given = self.state.arguments
        if number == 0:
            return self.state.zero
        if given is None:
            return unknown("an argument")
        return given[number - 1] if number <= len(given) else EMPTY

    def _of_user(self, name: str) -> Value | None:
        if name in ("UID", "EUID"):
            if not self.bash:
                return None
            return plain("0") if self.user == "root" else unknown("the number of the user")
        if self.user is None:
            return unknown("who runs the script")
        return plain(home_of(self.user) if name == "HOME" else self.user)

    def is_set(self, name: str) -> bool | None:
        """Return whether a variable is set, None where that is unknown."""
        number = whole_number(name)
        if number is not None and number > 0:
            return None if self.state.arguments is None else number <= len(self.state.arguments)
        if name in ("@", "*"):
            return None if self.state.arguments is None else bool(self.state.arguments)
        if self.look_up(name) is not None:
            return True
        return None if self.state.doubtful else False

    def absent(self, name: str, span: Span) -> Value:
        """Return the value of a variable that nobody sets: empty, perhaps on an assumption."""
        if self.state.doubtful:
            return unknown(f"`{name}` may be set by {self.state.doubtful}", span)
        return Value(Woven(), self.absence(name, span))

    def absence(self, name: str, span: Span) -> tuple[Assumption, ...]:
        """Return on which assumption a variable is not set."""
        if not name.isupper() or self.is_set(name):
            return ()
        return (Assumption(f"`{name}` is not set in the environment of the machine", None, real(span) or span),)

    def text_of(self, name: str) -> Value | None:
        """Return a variable as one text, None where it is not set."""
        found = self.look_up(name)
        if name in ("@", "*") and isinstance(found, tuple):
            return concatenated(list(found), " ") if found else EMPTY
        return None if found is None else first_of(found)

    def absolute(self, path: Value) -> Value:
        """Return a path from the root on."""
        text = path.woven.text
        if text.startswith("/"):
            return path
        cwd = self.state.cwd
        if cwd.text is None:
            return Value(gap(cwd.woven.reason, None), cwd.assumptions + path.assumptions)
        if not text or text == ".":
            return Value(cwd.woven, cwd.assumptions + path.assumptions)
        before = plain(cwd.text.rstrip("/") + "/")
        return concatenated([before, Value(path.woven, cwd.assumptions + path.assumptions)])


def plain_path(text: str) -> str:
    """Return an absolute path without ``.`` and ``..``."""
    parts: list[str] = []
    for part in text.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def home_of(user: str) -> str:
    """Return the home of a user, where machines have it."""
    return "/root" if user == "root" else f"/home/{user}"
