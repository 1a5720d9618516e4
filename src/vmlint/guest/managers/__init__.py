"""What starts what: systemd, Upstart, SysV scripts, supervisor, crontabs, Procfiles, pm2, scripts of package.json.

Each ends in commands that the runner runs, so that the programs' handlers and the catalogue decide what listens.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Answer
    from vmlint.model.value import Origin

UNREAD = {
    "monit": "/etc/monit", "circusd": "/etc/circus", "circus": "/etc/circus", "runit": "/etc/sv/", "god": "/etc/god",
    "runsvdir": "/etc/sv/", "s6": "/etc/s6", "eye": "/etc/eye", "bluepill": "/etc/bluepill",
}  # fmt: skip
"""Managers whose files nobody here reads, and where these lie."""


def unit(runner: Runner, action: str, name: str, origin: Origin) -> Answer | None:
    """Do ACTION to a unit that a file of the project describes; None where no such file is there."""
    from vmlint.guest.managers import systemd, unit_files
    from vmlint.guest.managers.inits import SYSTEMD, UPSTART, init_systems

    systems = init_systems(runner.guest.release)
    if SYSTEMD in systems:
        if action in ("daemon-reload", "daemon-reexec"):
            from vmlint.languages.shell.outside import Answer as Done

            systemd.read_again(runner.guest)
            return Done()
        found = unit_files.find(runner, name)
        if found is not None:
            return systemd.act(runner, action, found, origin)
    from vmlint.guest.managers import upstart

    short = unit_files.short_name(name)
    if UPSTART in systems:
        job = upstart.find(runner, short)
        if job is not None:
            return upstart.act(runner, action, job, origin)
    from vmlint.guest.managers import sysv

    script = sysv.find(runner, short)
    return None if script is None else sysv.act(runner, action, short, script, origin)


def after(runner: Runner, action: str, name: str, origin: Origin) -> None:
    """Do what follows once a package's own unit was started (supervisor's programs)."""
    if name.removesuffix(".service") in ("supervisor", "supervisord"):
        from vmlint.guest.managers import supervisor

        supervisor.after(runner, action, origin)
    if name.removesuffix(".service") == "docker" and action in ("restart", "stop"):
        from vmlint.guest.docker import containers

        containers.daemon_restarts(runner, origin)
    if origin.span is not None and action in ("start", "restart", "reload", "force-reload"):
        folder = UNREAD.get(name)
        if folder is not None and any(path.startswith(folder) for path in runner.guest.files):
            runner.unfollowed(f"what {name} starts is not read", origin.span)


def at_boot(runner: Runner, origin: Origin) -> None:
    """Start what the project has started when the machine starts: its enabled units, rc.local, ``@reboot``, pm2.

    For the state after halt and up, on a guest in which nothing runs; packages' own units are not started here.
    """
    from vmlint.guest.managers import boot

    boot.at_boot(runner, origin)
