"""What the project has started when a machine starts, for the state after halt and up."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import Woven, real
from vmlint.guest.managers.doing import on_behalf, unit_of, within
from vmlint.guest.managers.inits import SYSTEMD, SYSV, UPSTART, init_systems
from vmlint.languages.shell.outside import Call
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.model.value import Origin

RC_LOCAL = ("/etc/rc.local", "/etc/rc.d/rc.local")
CRON = "cron"
"""In ``guest.extra``: what ``crontab`` was given, by user."""
_REBOOT = later(r"^[ \t]*@reboot[ \t]+(?P<line>.*?)[ \t]*$", re.MULTILINE)
_USER = later(r"[a-z_][\w-]*[ \t]+", re.ASCII)


def at_boot(runner: Runner, origin: Origin) -> None:
    """Start enabled units of the project, rc.local, what crontabs start, what supervisor starts."""
    # Most machines have one of these, or none: the others are not even imported.
    guest = runner.guest
    if guest.extra.get("docker"):
        from vmlint.guest.docker import containers

        containers.halt(guest)
    systems = init_systems(guest.release)
    if guest.extra.get("systemd"):
        from vmlint.guest.managers import systemd

        systemd.read_again(guest)
    if SYSTEMD in systems:
        _units(runner, origin)
    if UPSTART in systems and any(path.startswith("/etc/init/") for path in guest.files):
        from vmlint.guest.managers import upstart

        for job in upstart.jobs(runner):
            if job.boot:
                upstart.start(runner, job, origin)
    if SYSV in systems or UPSTART in systems or SYSTEMD in systems:
        _scripts(runner, origin)
    _of_managers(runner, origin)
    for path in RC_LOCAL:
        text = runner.text(path)
        if text is not None:
            _follow(runner, text, path, "rc.local", "root", origin)
            break
    for user, line, path in reboot_lines(runner):
        _follow(runner, line, path, "@reboot", user, origin)


def _of_managers(runner: Runner, origin: Origin) -> None:
    if any(unit_of(runner.guest, name).enabled for name in ("supervisor", "supervisord")):
        from vmlint.guest.managers import supervisor

        supervisor.begin(runner, None, origin)
    if "pm2" in runner.guest.extra:
        from vmlint.guest.managers import pm2

        pm2.at_boot(runner, origin)


def _units(runner: Runner, origin: Origin) -> None:
    guest = runner.guest
    paths = sorted(path for path in guest.files if path.endswith((".service", ".socket")))
    several = [name for name in guest.units if "@" in name]
    if not paths and not several:
        return
    from vmlint.guest.managers import systemd, unit_files

    names: dict[str, None] = {}
    for path in paths:
        for folder in unit_files.FOLDERS:
            if path.startswith(folder) and "/" not in path[len(folder) :]:
                names[path[len(folder) :]] = None
    names.update(dict.fromkeys(unit_files.full_name(name) for name in several))
    for name in names:
        enabled = unit_of(guest, unit_files.short_name(name)).enabled
        if not enabled and not systemd.linked_at_boot(guest, name):
            continue
        unit = unit_files.find(runner, name)
        if unit is not None:
            systemd.start(runner, unit, origin)


def _scripts(runner: Runner, origin: Origin) -> None:
    waiting = [name for name, unit in runner.guest.units.items() if unit.enabled and not unit.running]
    if not waiting:
        return
    from vmlint.guest.managers import sysv, unit_files

    for name in waiting:
        unit = runner.guest.units.get(name)
        if unit is not None and unit.enabled and not unit.running:
            script = sysv.find(runner, name)
            if script is not None and unit_files.find(runner, name) is None:
                sysv.act(runner, "start", name, script, origin)


def reboot_lines(runner: Runner) -> list[tuple[str, Woven, str]]:
    """Return what crontabs run when the machine starts: user, command, path of the table."""
    found: list[tuple[str, Woven, str]] = []
    kept_by_user = runner.guest.extra.get(CRON)
    for user, text in kept_by_user.items() if isinstance(kept_by_user, dict) else ():
        if isinstance(text, Woven):
            found += [(user, line, f"/var/spool/cron/crontabs/{user}") for line in _lines(text)]
    for path in sorted(runner.guest.files):
        kept = path.startswith(("/var/spool/cron/crontabs/", "/var/spool/cron/"))
        if path == "/etc/crontab" or path.startswith("/etc/cron.d/") or kept:
            text = runner.text(path)
            for line in [] if text is None else _lines(text):
                if kept:
                    found.append((path.rpartition("/")[2], line, path))
                    continue
                match = _USER.match(line.text)
                if match is not None:
                    found.append((match[0].strip(), line.cut(match.end(), len(line.text)), path))
    return found


def _lines(text: Woven) -> list[Woven]:
    return [text.cut(*match.span("line")) for match in _REBOOT.finditer(text.text)]


def _follow(runner: Runner, text: Woven, path: str, name: str, user: str, origin: Origin) -> None:
    with on_behalf(runner, "boot", name) as allowed:
        if allowed:
            place = real(text.place(0, max(1, text.text.find("\n"))))
            call = Call(
                (Spanned(path, place, ()),), within(origin, place, name), None, {}, Spanned("/", None, ()), user,
                background=True, captured=False,
            )  # fmt: skip
            runner.follow(text, path, "sh", (), call)
