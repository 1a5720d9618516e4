"""Units of systemd that the project writes: started, enabled; the text that systemd read is the one that counts.

systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.socket(5). A unit that runs keeps the text it was started
from until a ``daemon-reload`` (``systemctl enable`` does one, too); one that does not run is read anew at its start.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.guest.managers.doing import on_behalf, put_unit, unit_of
from vmlint.guest.managers.service_units import start_service
from vmlint.guest.managers.sockets import start_socket
from vmlint.guest.managers.unit_files import FOLDERS, find, short_name
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.managers.unit_files import Unit
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Guest
    from vmlint.model.value import Origin

LOADED = "systemd"
"""In ``guest.extra``: the texts of running units as they were when they started."""
_READS_AGAIN = ("enable", "disable", "mask", "unmask", "reenable", "preset", "daemon-reload", "daemon-reexec")
_NEVER = ("rescue", "emergency", "halt", "poweroff", "reboot", "shutdown", "sleep", "suspend", "hibernate")


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
            for also in unit.names("Install", "Also"):
                if also not in (unit.name, name):
                    runner.unit("enable", also, origin)
        if comes_at_boot(runner, unit):
            put_unit(guest, name, origin, enabled=True)
    elif action in ("disable", "mask"):
        put_unit(guest, name, origin, enabled=False)
    return Answer()


def comes_at_boot(runner: Runner, unit: Unit) -> bool:
    """Whether enabling the unit has it started at boot: something that starts then wants it."""
    for target in (*unit.names("Install", "WantedBy"), *unit.names("Install", "RequiredBy")):
        if target.endswith((".service", ".socket")):
            if unit_of(runner.guest, short_name(target)).enabled is not False:
                return True
        elif not target.startswith(_NEVER):
            return True
    return False


def linked_at_boot(guest: Guest, name: str) -> bool:
    """Whether a link in a ``.wants`` folder has the unit started at boot."""
    return any(f"{folder}{target}.target.wants/{name}" in guest.files for folder in FOLDERS[:1] for target in (
        "multi-user", "default", "graphical", "sockets", "basic", "network-online", "sysinit", "timers",
    ))  # fmt: skip


def start(runner: Runner, unit: Unit, origin: Origin) -> Answer | None:
    """Start a unit that does not run."""
    if unit_of(runner.guest, short_name(unit.name)).running and origin.certain:
        return Answer()
    if not _start_dependencies(runner, unit, origin):
        return Answer(None)
    if unit.name.endswith(".service"):
        return _start_service(runner, unit, origin)
    if unit.name.endswith(".socket"):
        answer = start_socket(runner, unit, origin)
    else:
        answer = Answer()
    put_unit(runner.guest, short_name(unit.name), origin, running=True)
    return answer


def _start_dependencies(runner: Runner, unit: Unit, origin: Origin) -> bool:
    """Start what the unit needs; return whether it is not itself among what it needs."""
    with on_behalf(runner, "systemd", unit.name) as allowed:
        if not allowed:
            return False
        for key in ("Requires", "Wants", "BindsTo", "Upholds"):
            for name in unit.names("Unit", key):
                known = short_name(name) in runner.guest.units or find(runner, name) is not None
                if known and name != unit.name and name.endswith((".service", ".socket")):
                    runner.unit("start", name, origin)
    return True


def _start_service(runner: Runner, unit: Unit, origin: Origin, *, reload: bool = False) -> Answer | None:
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
