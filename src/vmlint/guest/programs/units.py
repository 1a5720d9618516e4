"""Programs that start, stop and enable services: systemctl, service, /etc/init.d, Upstart, chkconfig, OpenRC."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, made
from vmlint.guest.programs.common import DONE, FAILED, TAKEN, arguments, because, path_of, unknown
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call
    from vmlint.model.value import Spanned

NAMES = {
    "systemctl": "systemctl", "service": "service", "invoke-rc.d": "service", "initctl": "initctl", "start": "upstart",
    "stop": "upstart", "restart": "upstart", "reload": "upstart", "status": "upstart", "update-rc.d": "update_rc",
    "chkconfig": "chkconfig", "rc-service": "service", "rc-update": "rc_update", "deb-systemd-helper": "nothing",
    "deb-systemd-invoke": "nothing", "insserv": "insserv", "sysv-rc-conf": "sysv", "apachectl": "apachectl",
    "apache2ctl": "apachectl", "httpd-ctl": "apachectl", "journalctl": "journal", "loginctl": "nothing",
    "telinit": "nothing", "policy-rc.d": "nothing", "systemd-analyze": "nothing", "update-service": "nothing",
}  # fmt: skip
_ACTIONS = {
    "start": ("start",), "stop": ("stop",), "restart": ("restart",), "reload": ("reload",),
    "force-reload": ("restart",), "try-restart": ("try-restart",), "condrestart": ("try-restart",),
    "cond-restart": ("try-restart",), "enable": ("enable",), "reload-or-restart": ("reload",),
    "reload-or-try-restart": ("reload",), "try-reload-or-restart": ("reload",), "disable": ("disable",),
    "mask": ("mask",), "unmask": ("unmask",), "reenable": ("enable",), "kill": ("stop",),
    "restart-or-start": ("restart",), "isolate": (), "preset": (), "reset-failed": (), "graceful": ("reload",),
}  # fmt: skip
_QUESTIONS = ("is-active", "is-enabled", "is-failed", "status", "show", "cat")
_SOME = (
    "list-units",
    "list-unit-files",
    "list-timers",
    "show-environment",
    "get-default",
    "list-jobs",
    "--version",
    "list-sockets",
)


def nothing(runner: Runner, call: Call) -> Answer:
    """Change nothing that is of interest."""
    return DONE


def plain(name: str) -> str:
    """Return a unit's name without ``.service``."""
    return name.removesuffix(".service")


def act(runner: Runner, call: Call, actions: tuple[str, ...], words: list[Spanned]) -> Answer:
    """Do ACTIONS to the units that WORDS name; a word that nobody knows may be any of them."""
    answer = DONE
    for word in words[:100]:
        text = word.text
        origin = because(call, word)
        if text is None or GAP in text or "*" in text:
            if word.span is not None and actions:
                runner.unfollowed("which service this is is not known", word.span)
            answer = TAKEN
            continue
        if "/" in text and "enable" in actions:
            _link(runner, call, word)
        for action in actions:
            found = _one(runner, action, plain(posixpath.basename(text)), origin)
            if found.status is not True or found.taken or found.endless:
                answer = found
    return answer


def _link(runner: Runner, call: Call, word: Spanned) -> None:
    """Let systemd know the unit file at a path."""
    path = path_of(call, word)
    if path is not None and not path.startswith(("/etc/systemd/", "/lib/systemd/", "/usr/lib/systemd/")):
        runner.link(f"/etc/systemd/system/{posixpath.basename(path)}", path, because(call, word))


def _one(runner: Runner, action: str, name: str, origin: object) -> Answer:
    """Do one action to one unit; ``try-restart`` only where it runs."""
    if action == "try-restart":
        unit = runner.guest.units.get(name)
        if unit is not None and unit.running is False:
            return DONE
        action = "restart"
    return runner.unit(action, name, origin)  # type: ignore[arg-type]


def systemctl(runner: Runner, call: Call) -> Answer:
    """Follow systemctl."""
    given = arguments(
        call.words[1:],
        "tpsHMno",
        ("type", "property", "state", "host", "machine", "lines", "output", "kill-who", "signal", "job-mode", "root"),
    )
    words = list(given.operands)
    if not words:
        return Answer(printed=unknown("what systemctl prints is not known", call))
    action = words.pop(0).text
    if action is None:
        return _unknown_action(runner, call)
    if action in ("daemon-reload", "daemon-reexec"):
        return runner.unit("daemon-reload", "", call.origin)
    if action in _QUESTIONS:
        return _asked(runner, call, action, words)
    if action in ("reboot", "poweroff", "halt", "kexec", "rescue", "emergency", "exit"):
        from vmlint.guest.programs.tools import reboot

        return reboot(runner, call)
    if action == "link":
        for word in words[:100]:
            _link(runner, call, word)
        return DONE
    if action in (
        "set-default",
        "set-environment",
        "import-environment",
        "set-property",
        "edit",
        "revert",
        "add-wants",
    ):
        return DONE
    if action in _SOME:
        return Answer(printed=unknown("which units there are is not known", call))
    actions = _ACTIONS.get(action)
    if actions is None:
        # A word that systemctl does not know, names in the place of the action (``systemctl nginx start``).
        return FAILED
    if given.has("--now"):
        actions = {"enable": ("enable", "start"), "reenable": ("enable", "start")}.get(action, actions)
        actions = {"disable": ("disable", "stop"), "mask": ("mask", "stop")}.get(action, actions)
    return act(runner, call, actions, words)


def _unknown_action(runner: Runner, call: Call) -> Answer:
    if call.origin.span is not None:
        runner.unfollowed("what is done to this service is not known", call.origin.span)
    return TAKEN


def _asked(runner: Runner, call: Call, action: str, words: list[Spanned]) -> Answer:
    """Answer a question about units: of one that nothing installs the box may have it, running or not."""
    printed = unknown("what systemctl says of a unit is not known", call)
    name = plain(words[0].text or "") if len(words) == 1 else ""
    unit = runner.guest.units.get(name)
    if unit is None or not unit.certain:
        return Answer(None, printed=printed)
    state = unit.enabled if action == "is-enabled" else unit.running
    if action == "is-failed":
        state = None if state is None else False
    if action in ("show", "cat"):
        return Answer(printed=printed)
    said = {("is-active", True): "active", ("is-active", False): "inactive", ("is-enabled", True): "enabled",
            ("is-enabled", False): "disabled"}.get((action, state)) if state is not None else None  # fmt: skip
    if said:
        printed = made(said + "\n", call.origin.span)
    return Answer(state, printed=printed)


def service(runner: Runner, call: Call) -> Answer:
    """Follow ``service NAME ACTION``, ``invoke-rc.d`` and ``rc-service``."""
    given = arguments(call.words[1:])
    words = list(given.operands)
    if len(words) < 2:
        return Answer(None, taken=True, printed=unknown("which services there are is not known", call))
    return _script(runner, call, words[0], words[1])


def init_script(runner: Runner, call: Call) -> Answer:
    """Follow ``/etc/init.d/NAME ACTION``."""
    if len(call.words) < 2:
        return FAILED
    return _script(runner, call, call.words[0], call.words[1])


def _script(runner: Runner, call: Call, name: Spanned, action: Spanned) -> Answer:
    text = action.text
    if text is None:
        return _unknown_action(runner, call)
    if text == "status":
        return _asked(runner, call, "status", [name])
    actions = _ACTIONS.get(text)
    if actions is None or text in ("enable", "disable", "mask", "unmask"):
        # An action of the service's own (``service postgresql initdb``).
        return Answer(taken=True)
    return act(runner, call, actions, [name])


def initctl(runner: Runner, call: Call) -> Answer:
    """Follow Upstart's ``initctl start NAME``."""
    words = list(arguments(call.words[1:]).operands)
    action = words[0].text if words else None
    if action == "reload-configuration":
        return runner.unit("daemon-reload", "", call.origin)
    if action == "status" and len(words) > 1:
        return _asked(runner, call, "status", words[1:2])
    if action in ("start", "stop", "restart", "reload") and len(words) > 1:
        return act(runner, call, (str(action),), words[1:2])
    return Answer(None, taken=True, printed=unknown("what initctl prints is not known", call))


def upstart(runner: Runner, call: Call) -> Answer:
    """Follow Upstart's ``start NAME``."""
    action = posixpath.basename(call.words[0].text or "")
    words = list(arguments(call.words[1:]).operands)
    if not words:
        return FAILED
    if action == "status":
        return _asked(runner, call, "status", words[:1])
    return act(runner, call, (action,), words[:1])


def update_rc(runner: Runner, call: Call) -> Answer:
    """Follow ``update-rc.d NAME defaults|enable|disable|remove``."""
    words = list(arguments(call.words[1:]).operands)
    if len(words) < 2:
        return FAILED
    on = words[1].text in ("defaults", "enable", "start", "defaults-disabled")
    if words[1].text not in ("defaults", "enable", "start", "disable", "remove", "stop"):
        return TAKEN
    return act(runner, call, ("enable" if on else "disable",), words[:1])


def chkconfig(runner: Runner, call: Call) -> Answer:
    """Follow ``chkconfig NAME on|off`` and ``--add``."""
    given = arguments(call.words[1:], "", ("level", "levels", "add", "del"))
    added, deleted = given.value("--add"), given.value("--del")
    if added is not None or deleted is not None:
        return act(runner, call, ("enable" if added is not None else "disable",), [added or deleted])  # type: ignore[list-item]
    words = list(given.operands)
    if len(words) < 2:
        return Answer(None, taken=True, printed=unknown("what chkconfig prints is not known", call))
    on = {"on": "enable", "off": "disable"}.get(words[1].text or "")
    return act(runner, call, (on,), words[:1]) if on else TAKEN


def rc_update(runner: Runner, call: Call) -> Answer:
    """Follow OpenRC's ``rc-update add NAME [LEVEL]``."""
    words = list(arguments(call.words[1:]).operands)
    action = words[0].text if words else None
    if action not in ("add", "del", "delete") or len(words) < 2:
        return Answer(taken=True)
    return act(runner, call, ("enable" if action == "add" else "disable",), words[1:2])


def insserv(runner: Runner, call: Call) -> Answer:
    """Follow ``insserv NAME``."""
    given = arguments(call.words[1:])
    return act(runner, call, ("disable" if given.has("-r") else "enable",), list(given.operands[:1]))


def sysv(runner: Runner, call: Call) -> Answer:
    """Follow ``sysv-rc-conf NAME on``."""
    words = list(arguments(call.words[1:], "", ("level",)).operands)
    if len(words) < 2:
        return TAKEN
    return act(runner, call, ("enable" if words[1].text == "on" else "disable",), words[:1])


def apachectl(runner: Runner, call: Call) -> Answer:
    """Follow ``apachectl restart``; ``configtest`` and the like change nothing."""
    given = arguments(call.words[1:], "k")
    action = given.value("-k") or (given.operands[0] if given.operands else None)
    name = (
        "httpd"
        if runner.guest.release[0] not in ("ubuntu", "debian") and "2" not in (call.words[0].text or "")
        else "apache2"
    )
    text = action.text if action is not None else "start"
    actions = {
        "start": "start",
        "stop": "stop",
        "restart": "restart",
        "graceful": "reload",
        "graceful-stop": "stop",
    }.get(text or "")
    return DONE if actions is None else runner.unit(actions, name, call.origin)


def journal(runner: Runner, call: Call) -> Answer:
    """Print the journal; ``-f`` never ends."""
    given = arguments(call.words[1:], "unpo", ("unit", "lines"))
    return Answer(endless=given.has("-f", "--follow"), printed=unknown("what the journal says is not known", call))
