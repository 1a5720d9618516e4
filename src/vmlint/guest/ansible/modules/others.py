"""Modules that neither bring files nor start anything, and those that other parts of vmlint will read."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import made
from vmlint.guest.ansible import templates
from vmlint.guest.ansible.doing import Result, of_answer
from vmlint.guest.ansible.modules.files import put
from vmlint.guest.ansible.values import Text, known, text
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.ansible.doing import Doing

MOST_KEPT = 500


def fail(doing: Doing) -> Result:
    """Fail."""
    return Result(False, False)


def assert_(doing: Doing) -> Result:
    """Fail unless conditions hold."""
    verdict = templates.condition(doing.arguments.get("that"), doing.scope)
    return Result(None if isinstance(verdict, Unknown) else verdict, False)


def _quiet(doing: Doing) -> Result:
    return Result(True, False)


def _kept(key: str) -> Callable[[Doing], Result]:
    def keep(doing: Doing) -> Result:
        old = doing.runner.guest.extra.get(key, ())
        if len(old) < MOST_KEPT:
            given = tuple(doing.arguments.items())
            doing.runner.guest.extra[key] = (*old, (doing.name, given, doing.origin()))
        return Result(True, None)

    return keep


def cron(doing: Doing) -> Result:
    """Write a line that cron runs when the machine starts."""
    job, when = doing.text("job"), doing.known("special_time")
    if when != "reboot" or not isinstance(job, Text) or (doing.known("state") or "present") == "absent":
        return Result()
    name, user = doing.known("cron_file"), doing.known("user") or doing.place.user
    line = made("@reboot ", doing.span)
    if name:
        path = name if name.startswith("/") else f"/etc/cron.d/{name}"
        line += made(user + " ", doing.span)
    else:
        path = f"/var/spool/cron/crontabs/{user}"
    old = doing.runner.text(path)
    return put(doing, path, (old + line if old is not None else line) + job.woven + made("\n", None), job)


def apache2_module(doing: Doing) -> Result:
    """Switch a module of Apache on or off."""
    name = doing.get("name")
    program = "a2dismod" if (doing.known("state") or "present") == "absent" else "a2enmod"
    if not isinstance(name, str) or not known(name):
        return Result(None, None)
    return of_answer(doing.run([text(program, doing.span), name]))


def django_manage(doing: Doing) -> Result:
    """Run a command of Django that ends, unless it is the server."""
    if (doing.known("command") or "").split()[:1] == ["runserver"]:
        doing.doubt("runserver as a module is not followed")
        return Result(None, None)
    return Result()


def reboot(doing: Doing) -> Result:
    """Start the machine anew: what is not enabled runs no longer."""
    from vmlint.guest import steps

    steps.reboot(doing.runner)  # type: ignore[arg-type]
    return Result()


def expect(doing: Doing) -> Result:
    """Run a command that asks."""
    from vmlint.guest.ansible.modules.commands import command

    line = doing.text("command")
    doing.free = line if isinstance(line, Text) else None
    return command(doing)


ANY: dict[str, Callable[[Doing], Result]] = {
    **dict.fromkeys(("debug", "setup", "gather_facts", "ping", "pause", "wait_for", "wait_for_connection", "uri",
        "hostname", "package_facts", "service_facts", "win_reboot", "selinux"), _quiet),
    **{name: _kept("ansible-firewall") for name in ("ufw", "firewalld", "iptables", "nftables")},
    "sysctl": _kept("sysctl"), "assert": assert_,
}  # fmt: skip
