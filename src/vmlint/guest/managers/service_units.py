"""What starting a service unit of systemd runs: its commands, as whom, where, with which variables, and what is left.

Type= decides what is left of it. What the command of a ``simple`` unit leaves behind when it ends (a daemon, ``&``) is
killed with the unit, unless RemainAfterExit= or KillMode= keep it; ``forking`` waits for the command to end.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.woven import Woven, made
from vmlint.guest.managers.doing import killed, listening, on_behalf, run, within
from vmlint.guest.managers.entries import spanned, stripped
from vmlint.guest.managers.words import assignments, environment_file, expanded, specified, split
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.guest.managers.unit_files import Unit
    from vmlint.guest.runner import Runner
    from vmlint.model.value import Origin

MOST_COMMANDS = 30
_PREFIXES = "@-:+!|"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_FAILED = Answer(False)


class Line(Record):
    """A command line of a unit. ``counts``: its failure does; ``full``: it has all rights, whatever User= says."""

    __slots__ = ("words", "shown", "counts", "full")
    words: tuple[Spanned, ...]
    shown: Woven
    counts: bool
    full: bool


class Service:
    """A service unit about to start: its words expanded, its surroundings."""

    def __init__(self, runner: Runner, unit: Unit, origin: Origin) -> None:
        self.runner = runner
        self.unit = unit
        self.origin = origin
        self.doubt = ""
        user = unit.last("Service", "User")
        self.user: str | None = user or "root"
        self.specifiers = _specifiers(unit, self.user)
        self.variables = self._variables()

    def value(self, text: Woven) -> Woven:
        """Return a value with its specifiers in place."""
        return specified(text, self.specifiers)

    def _variables(self) -> dict[str, Woven]:
        found = {"PATH": made(_PATH, None)}
        if self.user not in ("root", None) and self.unit.last("Service", "User"):
            home = _home(self.user)
            for name, text in (("USER", self.user), ("LOGNAME", self.user), ("HOME", home)):
                found[name] = made(str(text), None)
        for value in self.unit.entries.said("Service", "Environment"):
            found.update(assignments(self.value(value)))
        for value in self.unit.entries.said("Service", "EnvironmentFile"):
            self._environment_file(self.value(value), found)
        for value in self.unit.entries.said("Service", "UnsetEnvironment"):
            for name in value.text.split():
                found.pop(name, None)
        return found

    def _environment_file(self, value: Woven, found: dict[str, Woven]) -> None:
        path = value.text.removeprefix("-").strip("\"'")
        text = self.runner.text(path) if value.known and path.startswith("/") else None
        if text is not None:
            found.update(environment_file(text))
            if text.known:
                return
        elif value.known and value.text.startswith("-") and self.runner.file(path) is None:
            return
        self.doubt = f"what {path or 'the file'} sets is not known"

    def environment(self) -> dict[str, Spanned]:
        """Return what the command sees."""
        found = {name: spanned(value) for name, value in self.variables.items()}
        if self.doubt:
            # A variable that decides where a server listens may stand in that file.
            for name in ("PORT", "HOST"):
                found.setdefault(name, Spanned(Unknown(self.doubt), None, ()))
        return found

    def folder(self) -> Spanned:
        """Return where the command runs."""
        value = self.unit.entries.last("Service", "WorkingDirectory")
        if value is None or not value.text:
            return Spanned("/", None, ())
        value = self.value(value)
        text = value.text.removeprefix("-").strip("\"'")
        if text == "~":
            return Spanned(_home(self.user), None, ())
        return Spanned(text, spanned(value).span, ()) if value.known else spanned(value)

    def commands(self, key: str) -> list[Line]:
        """Return the command lines of a key."""
        found = []
        for value in self.unit.entries.said("Service", key)[:MOST_COMMANDS]:
            at = len(value.text) - len(value.text.lstrip(_PREFIXES))
            prefix = value.text[:at]
            line = stripped(value.cut(at, len(value.text)))
            words = [self.value(word) for word in split(line)]
            if "@" in prefix:
                # The second word is the name that the program is given.
                del words[1:2]
            for part in _parts(words):
                shown = line if len(part) == len(words) else part[0]
                variables = {} if ":" in prefix else self.variables
                plain = [spanned(word) for word in part] if ":" in prefix else expanded(part, variables, self.doubt)
                found.append(Line(tuple(plain), shown, "-" not in prefix, "+" in prefix or "!" in prefix))
        return found

    def run(self, line: Line) -> Answer:
        """Run one command line of the unit."""
        place = spanned(line.shown).span
        certain = self.unit.certain and self.unit.entries.clear
        origin = within(self.origin, place, f"unit {self.unit.name}", certain=certain)
        user = "root" if line.full else self.user
        if user != "root" and "CAP_NET_BIND_SERVICE" in self.unit.last("Service", "AmbientCapabilities").upper():
            # It may take ports that are root's, so it is not any user.
            user = None
        return run(self.runner, line.words, origin, self.environment(), self.folder(), user)


def _parts(words: list[Woven]) -> list[list[Woven]]:
    """Return the command lines of one that has `` ; `` in it."""
    found: list[list[Woven]] = [[]]
    for word in words:
        if word.text == ";":
            found.append([])
        else:
            found[-1].append(word)
    return [part for part in found if part]


def _home(user: str | None) -> str:
    return "/root" if user == "root" else f"/home/{user}"


def _specifiers(unit: Unit, user: str | None) -> dict[str, str]:
    stem = unit.name.rpartition(".")[0]
    prefix = stem.partition("@")[0]
    return {
        "n": unit.name, "N": stem, "p": prefix, "i": unit.instance, "I": unit.instance.replace("-", "/"), "%": "%",
        "u": user or "root", "h": _home(user), "t": "/run", "S": "/var/lib", "C": "/var/cache", "L": "/var/log",
        "E": "/etc", "j": prefix.rpartition("-")[2], "s": "/bin/sh",
    }  # fmt: skip


def start_service(runner: Runner, unit: Unit, origin: Origin, *, reload: bool = False) -> Answer | None:
    """Run what a service unit runs at its start, or at a RELOAD; None where only the catalogue knows its command."""
    if not unit.base and not unit.entries.said("Service", "ExecStart"):
        return _packaged(runner, unit, origin)
    service = Service(runner, unit, origin)
    if _skipped(runner, unit, service):
        return Answer()
    kind = unit.last("Service", "Type", "simple").lower()
    commands = service.commands("ExecStart")
    if not commands:
        stops = unit.entries.said("Service", "ExecStop")
        return Answer() if stops and unit.true("Service", "RemainAfterExit") else _FAILED
    with on_behalf(runner, "reload" if reload else "unit", unit.name.removesuffix(".service")) as allowed:
        if not allowed:
            return Answer(None)
        if not reload and not _prepared(service):
            return _FAILED
        if kind == "oneshot":
            return _one_after_another(service, commands)
        return _main(service, commands[-1], kind)


def _skipped(runner: Runner, unit: Unit, service: Service) -> bool:
    """Whether a condition of the unit surely does not hold: it is then not started, without an error."""
    for key, operator in (
        ("ConditionPathExists", "e"),
        ("ConditionPathIsDirectory", "d"),
        ("ConditionFileNotEmpty", "s"),
    ):
        for value in unit.entries.said("Unit", key):
            text = service.value(value)
            bare = text.text.lstrip("|").removeprefix("!")
            place = spanned(text).span
            if not text.known or not bare.startswith("/") or place is None or text.text.startswith("|"):
                continue
            holds = runner.test(operator, Spanned(bare, place, ()), place).holds
            if holds is not None and holds is ("!" in text.text[:2]):
                return True
    return False


def _prepared(service: Service) -> bool:
    """Run what comes before; return whether the unit goes on."""
    for key in ("ExecCondition", "ExecStartPre"):
        for line in service.commands(key):
            answer = service.run(line)
            if line.counts and answer.status is False and not answer.assumptions and not answer.taken:
                return False
            if answer.endless:
                return False
    return True


def _one_after_another(service: Service, commands: list[Line]) -> Answer:
    """Run the commands of a oneshot unit: its start waits until all have ended."""
    runner = service.runner
    before = listening(runner.guest)
    for line in commands:
        answer = service.run(line)
        if answer.endless:
            return Answer(endless=True)
        if line.counts and answer.status is False:
            return _FAILED
    if not _kept(service):
        killed(runner.guest, before)
    return Answer()


def _main(service: Service, line: Line, kind: str) -> Answer:
    runner = service.runner
    before = listening(runner.guest)
    answer = service.run(line)
    if kind == "forking":
        if answer.endless:
            # It does not go into the background: systemd waits for that, then kills it.
            killed(runner.guest, before)
            return _FAILED
    elif not answer.endless and not _kept(service):
        killed(runner.guest, before)
    return _FAILED if line.counts and kind == "forking" and answer.status is False else Answer()


def _kept(service: Service) -> bool:
    """Whether what the commands leave behind lives on when they have ended."""
    unit = service.unit
    return unit.true("Service", "RemainAfterExit") or unit.last("Service", "KillMode") in ("process", "none")


def _packaged(runner: Runner, unit: Unit, origin: Origin) -> Answer | None:
    """Start a package's unit to which the project adds variables; None where it adds nothing that matters."""
    from vmlint.guest.services import of_unit
    from vmlint.guest.state import Start

    name = unit.name.removesuffix(".service")
    known = of_unit(name)
    service = Service(runner, unit, origin)
    del service.variables["PATH"]
    if known is None or (unit.entries.clear and not service.variables and not service.doubt):
        return None
    words: tuple[Unknown, ...] = ()
    if not unit.entries.clear:
        words = (Unknown("the unit's file was edited"),)
    start = Start(
        known.name, words, "unit", name, service.environment(), "/", None, runner.guest.tick(), origin.certain,
        origin.assumptions, origin.span, foreground=False, reload=False,
    )  # fmt: skip
    return runner.start(start)
