"""Units of systemd that the project writes: found, started, enabled; the text that systemd read is the one that counts.

systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.socket(5). A unit that runs keeps the text it was started
from until a ``daemon-reload`` (``systemctl enable`` does one, too); one that does not run is read anew at its start.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.guest.managers.doing import on_behalf, put_unit, unit_of
from vmlint.guest.managers.entries import Entries, Entry, of_unit
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import File, Guest
    from vmlint.model.value import Origin

FOLDERS = (
    "/etc/systemd/system/", "/run/systemd/system/", "/usr/local/lib/systemd/system/", "/usr/lib/systemd/system/",
    "/lib/systemd/system/",
)  # fmt: skip
KINDS = (".service", ".socket", ".target", ".timer", ".path", ".mount", ".slice")
LOADED = "systemd"
"""In ``guest.extra``: the texts of running units as they were when they started."""
MOST_DROPINS = 50
MOST_DEPENDENCIES = 20
_READS_AGAIN = ("enable", "disable", "mask", "unmask", "reenable", "preset", "daemon-reload", "daemon-reexec")
_NEVER = ("rescue", "emergency", "halt", "poweroff", "reboot", "shutdown", "sleep", "suspend", "hibernate")


class Unit(Record):
    """A unit as its files describe it. ``instance``: what stands behind its ``@``.

    ``base``: a file of the project has the whole unit; else it only adds to a package's. ``certain``: it is surely so.
    """

    __slots__ = ("name", "instance", "base", "entries", "certain", "texts")
    name: str
    instance: str
    base: bool
    entries: Entries
    certain: bool
    texts: tuple[Woven, ...]

    def last(self, section: str, key: str, default: str = "") -> str:
        """Return the text of a key of which the last one counts."""
        value = self.entries.last(section, key)
        return default if value is None else value.text

    def true(self, section: str, key: str) -> bool:
        """Whether a key says yes."""
        return self.last(section, key).lower() in ("yes", "true", "on", "1")


def full_name(name: str) -> str:
    """Return a unit's name with its kind."""
    name = name.rpartition("/")[2]
    return name if name.endswith(KINDS) else name + ".service"


def short_name(name: str) -> str:
    """Return the name under which a guest keeps a unit: without ``.service``."""
    return name.removesuffix(".service")


def find(runner: Runner, name: str) -> Unit | None:
    """Return the unit NAME as it is written now; None where the project writes none of its files."""
    files = _files(runner, full_name(name))
    return None if files is None else _read(full_name(name), files)


def _files(runner: Runner, name: str) -> tuple[File | None, list[File]] | None:
    """Return the unit's own file and its drop-ins."""
    stem, at, rest = name.partition("@")
    template = f"{stem}@{rest[rest.rindex('.') :]}" if at and "." in rest else ""
    names = [name, template] if template and template != name else [name]
    base = None
    for each in names:
        for folder in FOLDERS:
            base = _written(runner, folder + each)
            if base is not None:
                break
        if base is not None:
            break
    dropins: dict[str, File] = {}
    prefixes = tuple(f"{folder}{each}.d/" for folder in FOLDERS for each in names)
    for path in sorted(path for path in runner.guest.files if path.startswith(prefixes) and path.endswith(".conf")):
        found = _written(runner, path)
        if found is not None:
            dropins.setdefault(path.rpartition("/")[2], found)
    if base is None and not dropins:
        return None
    return base, list(dropins.values())[:MOST_DROPINS]


def _written(runner: Runner, path: str) -> File | None:
    """Return the file at PATH where something of the project is in it."""
    found = runner.file(path)
    return found if found is not None and any(version is not None for version in found.versions) else None


def _read(name: str, files: tuple[File | None, list[File]]) -> Unit:
    base, dropins = files
    entries: list[Entry] = []
    texts: list[Woven] = []
    certain = clear = True
    for file in ([base] if base is not None else []) + dropins:
        # Of several versions one is taken; that it is another makes the unit possible.
        text = next(version for version in reversed(file.versions) if version is not None)
        certain = certain and file.certain and len(file.versions) == 1
        read = of_unit(text)
        clear = clear and read.clear
        entries += read.entries
        texts.append(text)
    instance = name.partition("@")[2].rpartition(".")[0]
    # A package's unit of which only an edit is known is no unit of the project.
    whole = base is not None and (clear or any(entry.key == "ExecStart" for entry in entries))
    return Unit(name, instance, whole, Entries(tuple(entries), clear), certain, tuple(texts))


def act(runner: Runner, action: str, unit: Unit, origin: Origin) -> Answer | None:
    """Do ACTION to a unit; None where only the catalogue knows what it starts."""
    if action in _READS_AGAIN:
        read_again(runner.guest)
        return _enabling(runner, action, unit, origin)
    if action == "reload-or-restart":
        action = "reload" if unit.entries.last("Service", "ExecReload") is not None else "restart"
    if action == "try-restart":
        action = "restart"
    if action == "start":
        return start(runner, unit, origin)
    if action == "stop":
        return stop(runner, unit, origin)
    if action == "restart":
        before = _loaded(runner, unit)
        answer = stop(runner, unit, origin)
        return None if answer is None else start(runner, before, origin)
    if action == "reload":
        if unit.entries.last("Service", "ExecReload") is None:
            return Answer(False) if unit.base else None
        with_it = _loaded(runner, unit)
        return _start_service(runner, with_it, origin, reload=True)
    return Answer() if unit.base else None


def read_again(guest: Guest) -> None:
    """Let the files be those that count."""
    if guest.extra.get(LOADED):
        guest.extra[LOADED] = {}


def _loaded(runner: Runner, unit: Unit) -> Unit:
    """Return the unit as systemd has it in mind."""
    kept = runner.guest.extra.get(LOADED, {}).get(unit.name)
    return unit if kept is None or unit_of(runner.guest, short_name(unit.name)).running is False else kept


def _keep(guest: Guest, unit: Unit) -> None:
    guest.extra[LOADED] = {**guest.extra.get(LOADED, {}), unit.name: unit}


def _enabling(runner: Runner, action: str, unit: Unit, origin: Origin) -> Answer | None:
    guest, name = runner.guest, short_name(unit.name)
    if not unit.base:
        return None
    if action in ("enable", "reenable", "preset"):
        if unit.entries.all("Install", "Also"):
            for also in _names(unit, "Install", "Also"):
                if also not in (unit.name, name):
                    runner.unit("enable", also, origin)
        if comes_at_boot(runner, unit):
            put_unit(guest, name, origin, enabled=True)
    elif action in ("disable", "mask"):
        put_unit(guest, name, origin, enabled=False)
    return Answer()


def comes_at_boot(runner: Runner, unit: Unit) -> bool:
    """Whether enabling the unit has it started at boot: something that starts then wants it."""
    for target in (*_names(unit, "Install", "WantedBy"), *_names(unit, "Install", "RequiredBy")):
        if target.endswith((".service", ".socket")):
            if unit_of(runner.guest, short_name(target)).enabled is not False:
                return True
        elif not target.startswith(_NEVER):
            return True
    return False


def _names(unit: Unit, section: str, key: str) -> list[str]:
    return [word for value in unit.entries.said(section, key) for word in value.text.split()][:MOST_DEPENDENCIES]


def linked_at_boot(guest: Guest, name: str) -> bool:
    """Whether a link in a ``.wants`` folder has the unit started at boot."""
    return any(f"{folder}{target}.target.wants/{name}" in guest.files for folder in FOLDERS[:1] for target in (
        "multi-user", "default", "graphical", "sockets", "basic", "network-online", "sysinit", "timers",
    ))  # fmt: skip


def start(runner: Runner, unit: Unit, origin: Origin) -> Answer | None:
    """Start a unit that does not run."""
    if unit_of(runner.guest, short_name(unit.name)).running and origin.certain:
        return Answer()
    _start_dependencies(runner, unit, origin)
    if unit.name.endswith(".service"):
        return _start_service(runner, unit, origin)
    if unit.name.endswith(".socket"):
        from vmlint.guest.managers.sockets import start_socket

        answer = start_socket(runner, unit, origin)
    else:
        answer = Answer()
    put_unit(runner.guest, short_name(unit.name), origin, running=True)
    return answer


def _start_dependencies(runner: Runner, unit: Unit, origin: Origin) -> None:
    with on_behalf(runner, "systemd", unit.name) as allowed:
        if not allowed:
            return
        for key in ("Requires", "Wants", "BindsTo", "Upholds"):
            for name in _names(unit, "Unit", key):
                known = short_name(name) in runner.guest.units or _files(runner, full_name(name)) is not None
                if known and name != unit.name and name.endswith((".service", ".socket")):
                    runner.unit("start", name, origin)


def _start_service(runner: Runner, unit: Unit, origin: Origin, *, reload: bool = False) -> Answer | None:
    from vmlint.guest.managers.service_units import start_service

    answer = start_service(runner, unit, origin, reload=reload)
    if answer is not None and not reload:
        _keep(runner.guest, unit)
        put_unit(runner.guest, short_name(unit.name), origin, running=answer.status is not False)
    return answer


def stop(runner: Runner, unit: Unit, origin: Origin) -> Answer | None:
    """Stop a unit."""
    if not unit.base:
        return None
    name = short_name(unit.name)
    put_unit(runner.guest, name, origin, running=False)
    runner.ends(name, origin)
    return Answer()
