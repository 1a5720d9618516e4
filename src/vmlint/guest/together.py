"""The machines of one project, one after the other: each comes up, and what people start by hand is looked for."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.guest.listeners import listeners, proxied
from vmlint.guest.readdressed import readdressed
from vmlint.guest.starting import STRANGERS
from vmlint.guest.steps import brought_up
from vmlint.model.found import Inside, Unfollowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.guest.disk import Disk
    from vmlint.guest.following import Following
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.provisioning import Upbringing


def insides_of(
    upbringings: Iterable[Upbringing],
    disk: Disk,
    forwards: tuple[ForwardedPort, ...],
) -> list[Inside]:
    """Return what goes on inside of each machine, with the project's files of DISK."""
    # First all that comes up: a script that one machine runs is none that somebody starts by hand in another.
    runners = [brought_up(each, disk) for each in _shared(list(upbringings))]
    return [_inside(runner, forwards, alone=len(runners) == 1) for runner in runners]


def _inside(runner: Following, forwards: tuple[ForwardedPort, ...], *, alone: bool) -> Inside:
    from vmlint.guest.byhand.finding import by_hand

    machine, guest = runner.upbringing.machine, runner.guest

    ways = [each for each in forwards if not each.own and each.machine == machine]

    def leads_to(port: int, protocol: str) -> bool:
        return any(each.guest_port.number == port and each.transport == protocol for each in ways)

    found = listeners(runner)
    found += tuple(by_hand(runner, found, alone=alone, leads_to=leads_to if ways else None))
    doubts = tuple(dict.fromkeys(Unfollowed(span, reason) for _, reason, span in guest.doubts))
    return Inside(
        machine,
        found,
        doubts,
        guest.hang,
        proxied(runner),
        strangers=bool(guest.extra.get(STRANGERS)),
        readdressed=readdressed(runner, found),
    )


def _shared(upbringings: list[Upbringing]) -> list[Upbringing]:
    """Return UPBRINGINGS with the steps of each machine that another machine's provisioner takes for it."""
    if not any(step.kind.startswith("ansible") for each in upbringings for step in each.steps):
        return upbringings
    from vmlint.guest.ansible import steps_for

    steps = steps_for(upbringings)
    values = [{field: getattr(each, field) for field in each._fields} for each in upbringings]
    return [type(each)(**{**value, "steps": steps[each.machine]}) for each, value in zip(upbringings, values)]
