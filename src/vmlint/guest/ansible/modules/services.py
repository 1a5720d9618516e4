"""Modules that start, stop and enable services."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.guest.ansible.doing import Result
from vmlint.guest.ansible.values import Text, cause, known, text
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.ansible.doing import Doing

_ACTIONS = {
    "started": "start", "running": "start", "restarted": "restart", "reloaded": "reload", "stopped": "stop",
    "start": "start", "restart": "restart", "stop": "stop",
}  # fmt: skip


def service(doing: Doing) -> Result:
    """Do to a unit what ``state`` and ``enabled`` say."""
    name, state = doing.get("name", "service", "unit"), doing.text("state")
    if doing.truth("daemon_reload", default=False) is True:
        doing.runner.unit("daemon-reload", "", doing.origin())
    if name is None:
        return Result()
    if not isinstance(name, str) or not known(name):
        if str(state) != "stopped":
            doing.doubt(f"which service is started cannot be known: {cause(name)}", doing.get("name"))
        return Result(None, None)
    status: bool | None = True
    for action in _wanted(doing, state):
        answer = doing.runner.unit(action, str(name), doing.origin(name))
        if answer.status is False and not answer.taken:
            return Result(False, False)
        if answer.status is None and not answer.taken:
            status = None
    if isinstance(state, Unknown) or (isinstance(state, Text) and not known(state)):
        doing.doubt(f"what is done to the service {name[:40]} cannot be known: {cause(state)}", name)
    return Result(status, True)


def _wanted(doing: Doing, state: Text | Unknown | None) -> list[str]:
    """Return what is done to a unit, in the order in which the modules do it."""
    found = []
    for key, yes, no in (("masked", "mask", "unmask"), ("enabled", "enable", "disable")):
        value = doing.get(key)
        wanted = doing.truth(key, default=False)
        if value is not None and isinstance(wanted, bool):
            found.append(yes if wanted else no)
    if isinstance(state, Text) and known(state) and str(state) in _ACTIONS:
        found.append(_ACTIONS[str(state)])
    return found


def supervisorctl(doing: Doing) -> Result:
    """Run supervisorctl."""
    state = doing.known("state") or "present"
    name = doing.get("name")
    if state in ("present", "absent"):
        for action in ("reread", "update"):
            doing.run([text("supervisorctl", doing.span), text(action, doing.span)])
        return Result()
    wanted = _ACTIONS.get(state)
    if wanted is not None and name is not None:
        doing.run([text("supervisorctl", doing.span), text(wanted, doing.span), name])
    return Result(None if wanted is None else True, True)


ANY: dict[str, Callable[[Doing], Result]] = {
    "systemd": service, "systemd_service": service, "sysvinit": service, "runit": service, "openrc": service,
}  # fmt: skip
