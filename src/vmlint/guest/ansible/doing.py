"""One call of a module: its arguments, what it acts upon, and how it ends."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.ansible import filters, templates
from vmlint.guest.ansible.values import OMIT, Text, Undefined, known, place, reason, unknown, woven
from vmlint.languages.shell.outside import Call
from vmlint.model.value import Origin, Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.basics.woven import Woven
    from vmlint.guest.ansible.scope import Scope
    from vmlint.guest.ansible.shelves import Shelf
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Answer
    from vmlint.model.value import Assumption

MOST_WORDS = 500


class Result:
    """How a task ended. ``status``: True, False, or None: nobody knows; ``changed`` likewise.

    ``values``: what else ``register`` gets. ``endless``: it never ends. ``may_fail``: what follows is then only
    possible. ``rests``: what was taken for granted.
    """

    __slots__ = ("changed", "endless", "may_fail", "rests", "status", "values")

    def __init__(
        self,
        status: bool | None = True,
        changed: bool | None = True,
        values: dict[str, Any] | None = None,
        rests: tuple[Assumption, ...] = (),
    ) -> None:
        self.status = status
        self.changed = changed
        self.values = values or {}
        self.rests = rests
        self.endless = False
        self.may_fail = False

    def registered(self) -> dict[str, Any]:
        """Return what a variable of ``register`` holds."""
        unknown_ = Unknown("what this task returns is not followed")
        found = {
            "failed": unknown_ if self.status is None else not self.status,
            "changed": unknown_ if self.changed is None else self.changed,
            "skipped": False,
            **self.values,
        }
        found.setdefault("*", unknown_)
        return found


def of_answer(answer: Answer, changed: bool | None = True) -> Result:
    """Return the result of something that the runner did."""
    status = True if answer.taken else answer.status
    made = Result(status, changed, None, answer.assumptions)
    made.endless = answer.endless
    made.may_fail = status is not True
    return made


class Doing:
    """A module that is called. ``free``: its free form; ``rests``: what was taken for granted."""

    def __init__(self, name: str, arguments: dict[str, Any], free: Text | None, scope: Scope, place_: Place) -> None:
        self.name = name
        self.arguments = arguments
        self.free = free
        self.scope = scope
        self.place = place_
        self.runner: Runner = place_.runner
        self.rests: list[Assumption] = []

    @property
    def span(self) -> Span | None:
        """Where the call stands."""
        return self.place.span

    def get(self, *names: str) -> Any:
        """Return the first argument of NAMES that is given; None where none is."""
        for name in names:
            value = self.arguments.get(name)
            if value is not None and value is not OMIT and value != OMIT:
                return value.unknown() if isinstance(value, Undefined) else value
        return None

    def text(self, *names: str) -> Text | Unknown | None:
        """Return an argument as a text."""
        value = self.get(*names)
        if value is None or isinstance(value, Unknown):
            return value
        if isinstance(value, (list, dict)):
            return Unknown("it is no text")
        return Text(woven(value, self.span))

    def known(self, *names: str) -> str | None:
        """Return an argument as a known text; None where it is absent or unknown."""
        value = self.text(*names)
        return str(value) if isinstance(value, Text) and known(value) else None

    def truth(self, name: str, default: bool) -> bool | Unknown:
        """Return an argument as a truth value."""
        value = self.get(name)
        if value is None:
            return default
        if not known(value):
            return unknown(value)
        try:
            return filters.truth(value)
        except filters.NotFollowedError:
            return Unknown(f"{name} is no truth value")

    def items(self, *names: str) -> list[Any] | Unknown:
        """Return an argument as a list; a text is one of names with commas between."""
        value = self.get(*names)
        if value is None:
            return []
        if isinstance(value, Unknown):
            return value
        if isinstance(value, (list, tuple)):
            return list(value)[:MOST_WORDS]
        if isinstance(value, Text):
            if not known(value):
                return unknown(value)
            found = re.finditer(r"[^,]+", value)
            return [trimmed(Text(value.woven.cut(part.start(), part.end()))) for part in found if part.group().strip()]
        return [value]

    def path(self, *names: str) -> str | Unknown | None:
        """Return an argument as an absolute path of the machine."""
        value = self.text(*names)
        if value is None or isinstance(value, Unknown):
            return value
        if not known(value):
            return unknown(value)
        written = str(value)
        if written == "~" or written.startswith("~/"):
            written = ("/root" if self.place.user == "root" else f"/home/{self.place.user}") + written[1:]
        if not written.startswith("/"):
            return Unknown(f"{written[:60]} is no absolute path")
        ending = "/" if written.endswith("/") and written != "/" else ""
        return "/" + posixpath.normpath(written).lstrip("/") + ending

    def origin(self, value: Any = None) -> Origin:
        """Return on what an effect rests: VALUE's place, else the task's."""
        span = (place(value) if value is not None else None) or self.span
        return self.place.origin(span)

    def run(self, words: list[Any], *, stdin: Woven | None = None, cwd: str = "") -> Answer:
        """Run a command in the machine."""
        made = tuple(self.spanned(word) for word in words[:MOST_WORDS])
        return self.runner.run(self.call(made, stdin=stdin, cwd=cwd))

    def call(self, words: tuple[Spanned, ...], *, stdin: Woven | None = None, cwd: str = "") -> Call:
        """Return a call of a program, as a script would make it."""
        where = self.place
        home = "/root" if where.user == "root" else f"/home/{where.user}"
        return Call(words, self.origin(), stdin, where.environment, Spanned(cwd or home, None, ()), where.user,
                    background=where.background, captured=where.captured)  # fmt: skip

    def spanned(self, value: Any) -> Spanned:
        """Return a value as a word of a command."""
        from vmlint.guest.ansible.values import spanned

        return spanned(value, self.span)

    def doubt(self, why: str, value: Any = None) -> None:
        """Note that this may do anything, at VALUE's place."""
        span = (place(value) if value is not None else None) or self.span
        if span is not None:
            self.runner.unfollowed(why, span)

    def found(self, written: str, folder: str) -> tuple[str, Woven] | None:
        """Return path and text of a file that a task names, looked for as Ansible does (FOLDER: files, templates)."""
        for path in self.place.candidates(written, folder):
            text = self.place.shelf.read(path)
            if text is not None:
                return path, text
        return None

    def filled(self, text: Woven, *, file: bool = True) -> Woven:
        """Return what a template comes to."""
        return templates.rendered(text, self.scope, file=file)


class Place:
    """Where and how a task runs. ``folders``: in which files are looked for: role, task file, playbook."""

    def __init__(
        self, runner: Runner, shelf: Shelf, span: Span | None, base: Origin, folders: tuple[str, ...],
        user: str, environment: dict[str, Spanned], *, certain: bool,
    ) -> None:  # fmt: skip
        self.runner = runner
        self.shelf = shelf
        self.span = span
        self.base = base
        self.folders = folders
        self.user = user
        self.environment = environment
        self.certain = certain
        self.background = False
        self.captured = False
        self.rests: list[Assumption] = []

    def origin(self, span: Span | None) -> Origin:
        """Return the origin of an effect that SPAN names."""
        base = self.base
        assumptions = base.assumptions + tuple(each for each in self.rests if each not in base.assumptions)
        return Origin(span or base.span, base.certain and self.certain, assumptions, base.steps)

    def candidates(self, written: str, folder: str) -> list[str]:
        """Return the paths at which Ansible looks for a file."""
        if written.startswith("/"):
            return [posixpath.normpath(written)]
        found = []
        for each in self.folders:
            found += [posixpath.join(each, folder, written), posixpath.join(each, written)]
        return list(dict.fromkeys(posixpath.normpath(each) for each in found))


def trimmed(value: Text) -> Text:
    """Return a text without the blanks around it."""
    start = len(value) - len(value.lstrip())
    return Text(value.woven.cut(start, len(value.rstrip()))) if start or value[-1:].isspace() else value


def why(value: Any) -> str:
    """Return the reason for which a value is unknown."""
    return reason(value)
