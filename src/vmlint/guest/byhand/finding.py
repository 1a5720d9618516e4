"""What people start by hand, followed in a machine that is up: each text in a copy of it, so that none sees another's.

A text is for the machine that it names, else for those with a forward to the port that it opens; where there is only
one machine, for that one.
"""

from __future__ import annotations

import os
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.text import Span
from vmlint.basics.woven import of_source, real
from vmlint.languages.shell.outside import Call
from vmlint.model.found import MANUAL
from vmlint.model.value import Origin, Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.basics.text import Source
    from vmlint.basics.woven import Woven
    from vmlint.guest.byhand.markdown import Typed
    from vmlint.guest.disk import Disk
    from vmlint.guest.following import Following
    from vmlint.model.found import Found
    from vmlint.model.provisioning import Upbringing

MOST_TEXTS = 40
"""Texts that are followed in one machine."""
MOST_CHARACTERS = 20_000
_PAGES = (".md", ".markdown")
_WORDS = later(r"[A-Za-z][\w.-]*")
_SCRIPTS = later(r'"(start|dev|serve|develop|watch)"\s*:')
_STARTS_NOTHING = frozenset((
    "cd", "ls", "cp", "mv", "mkdir", "git", "cat", "echo", "export", "vagrant", "brew", "curl", "wget", "ssh",
    "scp", "pip", "pip3", "gem", "chmod", "rm", "vi", "vim", "nano", "apt", "apt-get", "#", "$", "exit", "logout",
    "touch", "tar", "unzip", "source", ".", "deactivate", "virtualenv", "ping", "telnet", "dig", "open",
))  # fmt: skip
"""Of texts with nothing but these no copy of the machine is made."""


class _Text(Record):
    """Something to type in a folder of the guest. ``path``: the file that says so; ``machine``: whom it names."""

    __slots__ = ("script", "folder", "path", "machine")
    script: Woven
    folder: str
    path: str
    machine: str


def by_hand(
    runner: Following,
    there: tuple[Found, ...],
    *,
    alone: bool,
    leads_to: Callable[[int, str], bool] | None,
) -> list[Found]:
    """Return what somebody may start by hand in the machine of RUNNER, where THERE listens when it is up.

    ALONE: the project has no other machine. LEADS_TO: whether a forward of the machine leads to a port and protocol,
    None where it has no forward.
    """
    upbringing, disk = runner.upbringing, runner.disk
    if upbringing.windows:
        return []
    from vmlint.guest.byhand.host import is_of_host

    found: dict[tuple[object, object, str], Found] = {}
    texts = list(_texts(upbringing, disk))[:MOST_TEXTS]
    running = {(each.port, each.protocol) for each in there}
    for text in texts:
        if text.machine and text.machine != upbringing.machine.rpartition("#")[2]:
            continue
        if not may_start(text.script.text):
            continue
        # What such a script does to a machine it says by name.
        of_host = text.path.endswith(".sh") and is_of_host(text.script.text)
        named = bool(text.machine) or of_host
        if not (alone or named or leads_to):
            continue
        for each in _followed(text, runner, of_host=of_host, alone=alone):
            known = isinstance(each.port, int)
            if known and (each.port, each.protocol) in running:
                continue
            port = each.port
            if alone or named or (leads_to and isinstance(port, int) and leads_to(port, each.protocol)):
                found.setdefault(_port_of(each), each)
    return list(found.values())


_INTERPRETERS = ("python", "node", "java", "ruby", "php", "perl", "go")
_STARTING = ("servers.", "scripts.", "managers.", "docker.", "units.", "ansible.")
_starters: set[str] = set()


def may_start(text: str) -> bool:
    """Return whether a text has a word in it that may start a server: most scripts install this and that."""
    if not _starters:
        from vmlint.data.catalogue import lookup
        from vmlint.guest.programs._names import PROGRAMS

        index = lookup.index()
        _starters.update(name for name, place in PROGRAMS.items() if place.startswith(_STARTING))
        _starters.update(_INTERPRETERS, index.commands, index.modules, index.units[0], index.names)
        for exact, _ in index.packages.values():
            _starters.update(exact)
    for word in _WORDS.findall(text):
        if word in _starters or word.endswith(".sh") or word.startswith(_INTERPRETERS):
            return True
        if "-" in word and word.partition("-")[0] in _starters:
            return True
    return False


def _port_of(found: Found) -> tuple[object, object, str]:
    port = found.port if isinstance(found.port, int) else None
    return found.service, port, found.protocol


def _followed(text: _Text, up: Following, *, of_host: bool, alone: bool) -> Iterator[Found]:
    from vmlint.guest.byhand.host import OfHost
    from vmlint.guest.byhand.twice import runs_already
    from vmlint.guest.following import Following
    from vmlint.guest.listeners import listeners

    world = up.guest.copy()
    world.hang, world.rebooted = None, None
    runner = Following(up.upbringing, world, up.disk)
    runner.by = ((MANUAL, text.path),)
    if of_host:
        runner = OfHost(runner, text.folder, alone=alone)
    span = real(text.script.place(0, 1))
    if span is None:
        return
    origin = Origin(span, True, (), ())
    words = (Spanned(text.path, span, ()),)
    folder = Spanned(text.folder, span, ())
    call = Call(words, origin, None, {}, folder, up.upbringing.user, background=False, captured=False)
    runner.follow(text.script, text.path, "bash", (), call)
    opened = list(world.listening.values())
    again = {
        (each.listening.service, each.listening.port, each.listening.protocol)
        for each in opened
        if each.start.by == MANUAL and runs_already(each, up.guest.listening.values())
    }
    for each in listeners(runner):
        if each.start == MANUAL and (each.service, each.port, each.protocol) not in again:
            yield each


def _texts(upbringing: Upbringing, disk: Disk) -> Iterator[_Text]:
    """Yield what could be typed: pages, scripts that nothing has read so far, package.json, Procfile."""
    for host, guest in _folders(upbringing):
        for name in disk.names(host) or ():
            path, lower = os.path.join(host, name), name.lower()
            if lower.endswith(_PAGES):
                yield from _of_page(path, guest, disk)
            elif lower.endswith(".sh") and (path in disk.typed or not disk.has_read(path)):
                disk.typed.add(path)
                source = _source(disk, path)
                if source is not None:
                    yield _Text(of_source(source), guest, source.path, "")
            elif lower == "package.json":
                source = _source(disk, path)
                match = _SCRIPTS.search(source.text) if source is not None else None
                if source is not None and match is not None:
                    yield _made(f"npm run {match[1]}", Span(source, match.start(1), match.end(1)), guest)
            elif name == "Procfile":
                source = _source(disk, path)
                if source is not None and source.text.strip():
                    yield _made(
                        "foreman start", Span(source, 0, source.text.find("\n") % (len(source.text) + 1)), guest
                    )


def _made(command: str, span: Span, folder: str) -> _Text:
    from vmlint.basics.woven import made

    return _Text(made(command, span), folder, span.path, "")


def _of_page(path: str, guest: str, disk: Disk) -> Iterator[_Text]:
    source = _source(disk, path)
    for each in _typed(source) if source is not None else ():
        if len(each.text.text) <= MOST_CHARACTERS and _may_start(each.text.text):
            yield _Text(each.text, guest, path, each.machine)


_pages: dict[int, tuple[Source, tuple[Typed, ...]]] = {}
_MOST_PAGES = 50


def _typed(source: Source) -> tuple[Typed, ...]:
    """Return what a page says to type; it is read once for all machines."""
    known = _pages.get(id(source))
    if known is None or known[0] is not source:
        from vmlint.guest.byhand.markdown import typed

        if len(_pages) >= _MOST_PAGES:
            _pages.clear()
        known = _pages[id(source)] = source, tuple(typed(source))
    return known[1]


def _may_start(text: str) -> bool:
    heads = {part.split()[0] for part in re.split(r"[\n;&|]+", text.replace("sudo ", "")) if part.strip()}
    return not heads <= _STARTS_NOTHING


def _source(disk: Disk, path: str) -> Source | None:
    source = disk.source(path)
    return None if source is None or isinstance(source, Unknown) else source


def _folders(upbringing: Upbringing) -> Iterator[tuple[str, str]]:
    """Yield the Vagrantfile's folder and those that the machine mounts, each with where it is in the guest."""
    mounted = {
        each.host.text: each.guest.text
        for each in upbringing.folders
        if each.host.text is not None and each.guest.text is not None
    }
    root = upbringing.root
    yield root, mounted.pop(root, f"/home/{upbringing.user}")
    yield from mounted.items()
