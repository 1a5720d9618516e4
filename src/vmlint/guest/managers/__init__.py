"""What starts what: systemd, Upstart, SysV scripts, supervisor, crontabs, Procfiles, pm2, scripts of package.json.

Each ends in commands that the runner runs, so that the programs' handlers and the catalogue decide what listens.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Answer
    from vmlint.model.value import Origin


def unit(runner: Runner, action: str, name: str, origin: Origin) -> Answer | None:
    """Do ACTION to a unit that a file of the project describes; None where no such file is there."""
    return None


def after(runner: Runner, action: str, name: str, origin: Origin) -> None:
    """Do what follows once a package's own unit was started (supervisor's programs)."""
