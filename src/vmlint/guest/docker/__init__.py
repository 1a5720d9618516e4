"""Docker inside a machine: containers that commands, Compose files and provisioners start, and their ports."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Answer
    from vmlint.model.provisioning import Step


def step(runner: Runner, step: Step) -> Answer:
    """Follow a provisioner of kind ``docker`` or ``docker_compose``."""
    from vmlint.guest.docker import provisioner

    if step.kind == "docker_compose":
        return provisioner.docker_compose(runner, step)
    return provisioner.docker(runner, step)


def begin(runner: Runner) -> None:
    """Start what the machine itself is, where the docker provider makes it."""
    from vmlint.guest.docker import provider

    provider.begin(runner)


def at_boot(runner: Runner) -> None:
    """Start the containers that Docker starts again."""
    from vmlint.guest.docker import containers
    from vmlint.model.value import EVERYWHERE

    begin(runner)
    containers.at_boot(runner, EVERYWHERE)
