"""``ansible-playbook`` in a script, and its kin."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {
    "ansible-playbook": "playbook",
    "ansible-galaxy": "quiet",
    "ansible-vault": "quiet",
    "ansible-inventory": "quiet",
    "ansible-lint": "quiet",
}


def playbook(runner: Runner, call: Call) -> Answer:
    """Follow a playbook, where it acts on this machine."""
    from vmlint.guest.ansible.provisioner import command

    return command(runner, call)


def quiet(runner: Runner, call: Call) -> Answer:
    """Do what changes no server: what it fetches is missed where it is used."""
    return Answer(None, taken=True)
