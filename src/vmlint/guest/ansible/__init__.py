"""Ansible, as Vagrant runs it or a followed script does against its own machine: playbooks become effects on a guest.

Nothing is run: YAML is read with its places, Jinja is worked out over what is known, modules act through the runner.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Answer
    from vmlint.model.provisioning import Step, Upbringing


def steps_for(upbringings: Sequence[Upbringing]) -> dict[str, tuple[Step, ...]]:
    """Return the steps of each machine: a run of Ansible for several machines is a step of each of them."""
    from vmlint.guest.ansible.limits import steps_for

    return steps_for(upbringings)


def step(runner: Runner, step: Step) -> Answer:
    """Follow a provisioner of kind ``ansible`` or ``ansible_local``."""
    from vmlint.guest.ansible.provisioner import follow

    return follow(runner, step)
