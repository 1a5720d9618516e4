"""Programs of supervisor: [program:x] of its configuration, started with it, or by ``reread`` and ``update``.

supervisord.org/configuration.html, running.html. A file that is written while it runs counts once supervisor reads it
again; a program whose section has not changed is not started anew by ``update``, but is by ``restart``.
"""

from __future__ import annotations

import fnmatch
import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.text import whole_number
from vmlint.basics.woven import GAP, Woven, gap, made
from vmlint.guest.managers.doing import killed, listening, on_behalf, put_unit, run, unit_of, within
from vmlint.guest.managers.entries import Entries, of_ini, spanned
from vmlint.guest.managers.words import replaced, split
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Guest
    from vmlint.model.value import Origin

STATE = "supervisor"
"""In ``guest.extra``: a State."""
FILES = ("/etc/supervisor/supervisord.conf", "/etc/supervisord.conf")
DEB_INCLUDE = "/etc/supervisor/conf.d/*.conf"
RPM_INCLUDE = "/etc/supervisord.d/*.ini"
MOST_PROGRAMS = 50
MOST_PROCESSES = 20
_EXPANSION = later(r"%(?:%|\(([\w.-]+)\)(0?\d*)([sd]))", re.ASCII)


class Program(Record):
    """A program as a file describes it. ``text``: what its section says, to tell a change; ``certain``: it is so."""

    __slots__ = ("name", "command", "auto", "folder", "environment", "user", "processes", "here", "text", "certain")
    name: str
    command: Woven
    auto: bool
    folder: Woven | None
    environment: Woven | None
    user: str | None
    processes: int
    here: str
    text: str
    certain: bool


class State(Record):
    """What a running supervisor has read: its file, its programs; ``runs``: whether it runs."""

    __slots__ = ("path", "programs", "runs")
    path: str
    programs: tuple[Program, ...]
    runs: bool | None


def state(guest: Guest) -> State:
    """Return what is known of the machine's supervisor."""
    found = guest.extra.get(STATE)
    if isinstance(found, State):
        return found
    runs = unit_of(guest, "supervisor").running or unit_of(guest, "supervisord").running
    return State("", (), runs)


def after(runner: Runner, action: str, origin: Origin) -> None:
    """Do what follows from ACTION on supervisor's own unit."""
    if action in ("start", "restart", "force-reload"):
        if action == "start" and state(runner.guest).runs and state(runner.guest).programs:
            return
        begin(runner, None, origin)
    elif action == "stop":
        end(runner, origin)


def begin(runner: Runner, path: str | None, origin: Origin) -> None:
    """Let supervisor start, with the file at PATH or the one that it finds itself, and start its programs."""
    end(runner, origin)
    path = path or next((each for each in FILES if runner.file(each) is not None), FILES[0])
    programs = read(runner, path)
    runner.guest.extra[STATE] = State(path, programs, runs=True)
    for program in programs:
        if program.auto:
            start(runner, program, origin)


def end(runner: Runner, origin: Origin) -> None:
    """Let supervisor and its programs end."""
    before = state(runner.guest)
    for program in before.programs:
        _stop(runner, program, origin)
    runner.guest.extra[STATE] = State(before.path, (), runs=False)


def update(runner: Runner, origin: Origin) -> bool:
    """Let a running supervisor take what its files say now: ``reread`` and ``update``."""
    before = state(runner.guest)
    if not before.runs:
        return False
    programs = read(runner, before.path or next((each for each in FILES if runner.file(each) is not None), FILES[0]))
    old = {program.name: program for program in before.programs}
    runner.guest.extra[STATE] = State(before.path, programs, runs=True)
    for program in programs:
        was = old.pop(program.name, None)
        if was is not None and was.text == program.text:
            continue
        if was is not None:
            _stop(runner, was, origin)
        if program.auto:
            start(runner, program, origin)
    for program in old.values():
        _stop(runner, program, origin)
    return True


# Its files


def read(runner: Runner, path: str) -> tuple[Program, ...]:
    """Return the programs that supervisor's file at PATH and those that it includes describe."""
    found: dict[str, Program] = {}
    main = runner.text(path)
    here = posixpath.dirname(path)
    patterns = [DEB_INCLUDE, RPM_INCLUDE] if main is None else []
    if main is not None:
        entries = of_ini(main)
        _programs(entries, here, found, certain=_certain(runner, path) and entries.clear)
        for value in entries.all("include", "files"):
            patterns += [posixpath.join(here, word.replace("%(here)s", here)) for word in value.text.split()]
        if not entries.entries and not entries.clear:
            # The package's own file, of which nobody knows the text: it includes what it always does.
            patterns += [DEB_INCLUDE, RPM_INCLUDE]
    for pattern in patterns:
        for each in sorted(name for name in runner.guest.files if fnmatch.fnmatchcase(name, pattern)):
            text = runner.text(each)
            if text is not None and text.text.count(GAP) < len(text.text):
                entries = of_ini(text)
                _programs(entries, posixpath.dirname(each), found, certain=_certain(runner, each) and entries.clear)
    return tuple(found.values())[:MOST_PROGRAMS]


def _certain(runner: Runner, path: str) -> bool:
    file = runner.file(path)
    return file is not None and file.certain and len(file.versions) == 1


def _programs(entries: Entries, here: str, found: dict[str, Program], *, certain: bool) -> None:
    for section in entries.sections():
        kind, _, name = section.partition(":")
        command = entries.last(section, "command")
        if kind not in ("program", "fcgi-program") or command is None or not name.strip():
            continue
        name = name.strip()
        number = entries.last(section, "numprocs")
        user = entries.last(section, "user")
        auto = entries.last(section, "autostart")
        text = "\n".join(f"{each.key}={each.value.text}" for each in entries.entries if each.section == section)
        found[name] = Program(
            name, command, auto is None or auto.text.lower() in ("true", "yes", "on", "1"),
            entries.last(section, "directory"), entries.last(section, "environment"),
            "root" if user is None else spanned(user).text,
            min((number is not None and whole_number(number.text)) or 1, MOST_PROCESSES), here, text, certain,
        )  # fmt: skip


# Its programs


def start(runner: Runner, program: Program, origin: Origin) -> None:
    """Start a program; one that leaves the foreground is taken for one that ended, and is started again and again."""
    name = f"supervisor:{program.name}"
    with on_behalf(runner, "supervisor", name) as allowed:
        if not allowed:
            return
        for number in range(program.processes):
            before = listening(runner.guest)
            answer = _run(runner, program, number, origin)
            if answer.status is False:
                killed(runner.guest, before)
    put_unit(runner.guest, name, origin, running=True, enabled=_comes(runner.guest) if program.auto else False)


def _comes(guest: Guest) -> bool | None:
    """Whether supervisor itself starts with the machine."""
    for name in ("supervisor", "supervisord"):
        if name in guest.units:
            return guest.units[name].enabled
    return None


def _run(runner: Runner, program: Program, number: int, origin: Origin) -> Answer:
    def expand(value: Woven) -> Woven:
        return expanded(value, program, number)

    command = program.command
    words = tuple(spanned(expand(word)) for word in split(command))
    environment: dict[str, Spanned] = {}
    if program.environment is not None:
        for key, value in environment_of(expand(program.environment)):
            environment[key] = spanned(value)
    folder = Spanned("/", None, ()) if program.folder is None else spanned(expand(program.folder))
    inner = within(origin, spanned(command).span, f"program {program.name}", certain=program.certain)
    return run(runner, words, inner, environment, folder, program.user)


def _stop(runner: Runner, program: Program, origin: Origin) -> None:
    name = f"supervisor:{program.name}"
    runner.ends(name, origin)
    put_unit(runner.guest, name, origin, running=False)


def expanded(value: Woven, program: Program, number: int) -> Woven:
    """Return VALUE with ``%(process_num)d`` and the like in place; supervisor's own environment is unknown."""
    known = {
        "here": program.here, "program_name": program.name, "process_num": str(number),
        "numprocs": str(program.processes), "group_name": program.name,
    }  # fmt: skip

    def put(match: re.Match[str]) -> Woven:
        span = value.place(match.start(), match.end())
        name = match[1]
        if name is None:
            return made("%", span)
        if name not in known:
            return gap(f"{name} of supervisor's environment", span)
        width = match[2]
        return made(known[name].rjust(min(int(width or 0), 20), "0" if width.startswith("0") else " "), span)

    return replaced(value, _EXPANSION, put)


def environment_of(value: Woven) -> list[tuple[str, Woven]]:
    """Return the variables of ``environment=A="1",B="2"``."""
    found: list[tuple[str, Woven]] = []
    at, text = 0, value.text
    while at < len(text):
        equals = text.find("=", at)
        if equals < 0:
            break
        name = text[at:equals].strip(" \t\n,")
        end, quote = equals + 1, ""
        while end < len(text) and (quote or text[end] not in ",\n"):
            if quote and text[end] == quote:
                quote = ""
            elif not quote and text[end] in "'\"":
                quote = text[end]
            end += 1
        words = split(value.cut(equals + 1, end), escapes=False)
        if name and GAP not in name:
            found.append((name, words[0] if words else Woven()))
        at = end + 1
    return found


def command(runner: Runner, words: tuple[str, ...], origin: Origin) -> Answer:
    """Do what ``supervisorctl`` is told with WORDS."""
    now = state(runner.guest)
    if now.runs is False:
        return Answer(False)
    action, names = (words[0], words[1:]) if words else ("", ())
    if action == "update":
        return Answer() if update(runner, origin) else Answer(None)
    if action == "reload":
        begin(runner, now.path or None, origin)
        return Answer()
    if action == "shutdown":
        end(runner, origin)
        return Answer()
    if action in ("start", "restart", "stop"):
        return _programs_act(runner, action, names, now, origin)
    return Answer()


def _programs_act(runner: Runner, action: str, names: tuple[str, ...], now: State, origin: Origin) -> Answer:
    found = False
    for program in now.programs:
        if not _means(program.name, names):
            continue
        found = True
        if action in ("stop", "restart"):
            _stop(runner, program, origin)
        if action in ("start", "restart") and not unit_of(runner.guest, f"supervisor:{program.name}").running:
            start(runner, program, origin)
    return Answer() if found or "all" in names else Answer(False if now.programs else None)


def _means(program: str, names: tuple[str, ...]) -> bool:
    """Whether one of NAMES is all programs, this one, or its group."""
    return any(name in ("all", program) or name.startswith(program + ":") for name in names)
