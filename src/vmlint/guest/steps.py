"""How a machine comes up: its steps one after the other, what then listens, and what does after halt and up.

A step that surely fails ends ``up``, one that never ends, too: what stands behind it does not happen. Where it may
fail, all that follows is possible.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.boxes import release_of
from vmlint.guest.following import Following
from vmlint.guest.starting import ROOT, STRANGERS
from vmlint.guest.state import Guest, Start
from vmlint.languages.shell.outside import Answer
from vmlint.model.found import Hang, Inside, Unfollowed
from vmlint.model.provisioning import ALWAYS, NEVER
from vmlint.model.value import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.disk import Disk
    from vmlint.model.provisioning import Step, Upbringing

TAKEN = Answer(taken=True)
_HANDLED_ELSEWHERE = {
    "docker": "docker", "docker_compose": "docker", "podman": "docker", "ansible": "ansible",
    "ansible_local": "ansible",
}  # fmt: skip
"""Kinds of steps, and the module of this package whose ``step(runner, step)`` follows them."""
_OF_THE_HOST = frozenset(
    ("host_shell", "local_shell", "hostmanager", "hosts", "hostsupdater", "vbguest", "host_command")
)
_SHOWN = {"puppet": "Puppet", "puppet_server": "Puppet", "chef_solo": "Chef", "chef_client": "Chef",
          "chef_zero": "Chef", "chef_apply": "Chef", "salt": "Salt", "cfengine": "CFEngine"}  # fmt: skip
NOT_SURE = "whether this provisioner runs cannot be decided"


def inside(upbringing: Upbringing, disk: Disk) -> Inside:
    """Return what is known of the inside of a machine when `up` has ended, or when it hangs."""
    from vmlint.guest.listeners import listeners, proxied

    runner = brought_up(upbringing, disk)
    guest = runner.guest
    doubts = tuple(dict.fromkeys(Unfollowed(span, reason) for _, reason, span in guest.doubts))
    return Inside(
        upbringing.machine,
        listeners(runner),
        doubts,
        guest.hang,
        proxied(runner),
        strangers=bool(guest.extra.get(STRANGERS)),
    )


def follow(upbringing: Upbringing, disk: Disk) -> Guest:
    """Return the guest when `up` has ended, or hangs; its ``rebooted`` is what it is after halt and up."""
    return brought_up(upbringing, disk).guest


def brought_up(upbringing: Upbringing, disk: Disk) -> Following:
    """Return who has followed a machine's coming up, with the guest when `up` has ended, or hangs."""
    box = upbringing.box.value
    guest = Guest(release_of(box) if isinstance(box, str) else ("", ""))
    runner = Following(upbringing, guest, disk)
    _containers(runner, "begin")
    for step in upbringing.steps:
        if step.run == NEVER:
            continue
        if not _goes_on(runner, step, _taken(runner, step)):
            break
    guest.rebooted = _rebooted(runner)
    runner.share()
    return runner


def _taken(runner: Following, step: Step) -> Answer:
    """Take one step, in a world of its own where nobody knows whether it is taken."""
    if step.origin.certain and step.run is not None and not runner.perhaps:
        return take(runner, step)
    answers: list[Answer] = []

    def action() -> Answer:
        answers.append(take(runner, step))
        return answers[0]

    origin = step.origin
    step = _changed(step, origin=Origin(origin.span, False, origin.assumptions, origin.steps))
    runner.under(NOT_SURE, action)
    if answers[0].status is False or answers[0].endless:
        runner.perhaps = True
    return TAKEN


def _goes_on(runner: Following, step: Step, answer: Answer) -> bool:
    """Return whether `up` goes on after a step with this ANSWER."""
    guest = runner.guest
    if answer.endless or guest.hang is not None:
        span = step.origin.span
        if guest.hang is None and span is not None:
            guest.hang = Hang(span, span, step.kind)
        elif guest.hang is not None:
            guest.hang = Hang(guest.hang.span, span, guest.hang.text)
        return False
    if answer.status is False and not answer.assumptions:
        return False
    if answer.status is False or (answer.status is None and not answer.taken):
        runner.perhaps = True
    return True


def take(runner: Following, step: Step) -> Answer:
    """Follow one step."""
    span = step.origin.span
    if runner.upbringing.windows and step.kind not in _OF_THE_HOST:
        if span is not None:
            runner.unfollowed("provisioners of Windows are not followed", span)
        return TAKEN
    if step.kind == "shell":
        from vmlint.guest.steps_shell import shell

        answer = shell(runner, step)
        if step.value("reboot") is True and answer.status is not False and not answer.endless:
            reboot(runner)
        return answer
    if step.kind == "file":
        from vmlint.guest.steps_file import upload

        return upload(runner, step)
    if step.kind in _OF_THE_HOST:
        return Answer()
    if step.kind == "reload":
        reboot(runner)
        return Answer()
    module = _module(_HANDLED_ELSEWHERE.get(step.kind, ""))
    if module is not None and hasattr(module, "step"):
        found: Answer = module.step(runner, step)
        return found
    if span is not None:
        shown = _SHOWN.get(step.kind, f"the provisioner {step.kind}" if step.kind else "a provisioner of unknown type")
        runner.unfollowed(f"runs {shown}, which is not followed", span)
    return TAKEN


def _module(name: str) -> Any:
    """Return a module of this package, None where it is not there."""
    from importlib import import_module
    from importlib.util import find_spec

    if not name or find_spec(f"vmlint.guest.{name}") is None:
        return None
    return import_module(f"vmlint.guest.{name}")


def _containers(runner: Following, what: str) -> None:
    """Let the containers' module do something at a moment of the machine's life, where it cares for it."""
    if runner.upbringing.docker is None and "docker" not in runner.guest.extra:
        return
    action: Callable[[Following], None] | None = getattr(_module("docker"), what, None)
    if action is not None:
        action(runner)


# Halt and up


def _rebooted(runner: Following) -> Guest:
    """Return the guest after halt and up: what is enabled, and provisioners that always run."""
    guest = runner.guest.copy()
    guest.rebooted = None
    second = Following(runner.upbringing, guest, runner.disk)
    second.perhaps = False
    _begin(second)
    for step in runner.upbringing.steps:
        if step.run == ALWAYS and not _goes_on(second, step, _taken(second, step)):
            break
    return second.guest


def reboot(runner: Following) -> None:
    """Let the machine start anew in the middle of `up`."""
    _begin(runner)


def _begin(runner: Following) -> None:
    """Stop everything, and start what comes at boot."""
    guest = runner.guest
    guest.listening = {}
    guest.hang = None
    if guest.units:
        _start_units(runner)
    if guest.units or guest.extra or any(path.startswith(_AT_BOOT) for path in guest.files):
        from vmlint.guest import managers

        managers.at_boot(runner, Origin(None, True, (), ()))
    _containers(runner, "at_boot")


_AT_BOOT = ("/etc/", "/lib/systemd/", "/usr/lib/systemd/", "/var/spool/cron", "/home/", "/root/.config/")
"""Where what comes at boot is written down."""


def _start_units(runner: Following) -> None:
    """Start the packages' units that are enabled."""
    from vmlint.data.catalogue import lookup

    guest = runner.guest
    for unit in list(guest.units.values()):
        guest.units[unit.name] = _changed(unit, running=False)
    for unit in list(guest.units.values()):
        service = lookup.of_unit(unit.name)
        if service is None or unit.enabled is False or runner.describes(unit.name):
            continue
        start = Start(
            service.name, (), "boot", unit.name, {}, ROOT, None, guest.tick(), unit.certain and unit.enabled is True,
            (), unit.enabled_span, foreground=False, reload=False,
        )  # fmt: skip
        guest.units[unit.name] = _changed(unit, running=True if unit.enabled else None)
        runner.start(start)


def _changed(record: Any, **values: Any) -> Any:
    return type(record)(**{**{name: getattr(record, name) for name in record._fields}, **values})
