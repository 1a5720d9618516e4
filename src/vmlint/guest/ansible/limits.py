"""Which provisioners act on which machine: one that Ansible runs for several machines is a step of each.

Vagrant limits a run to its own machine, unless ``limit`` says otherwise; its inventory then has the machines that are
up by then, which are those before it and itself.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.ansible.inventory import of_names
from vmlint.model.provisioning import Step
from vmlint.model.value import Origin, Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.model.provisioning import Upbringing

MACHINES = " machines"
"""A setting that no Vagrantfile can have: the machines that are up when the provisioner runs."""


def steps_for(upbringings: Sequence[Upbringing]) -> dict[str, tuple[Step, ...]]:
    """Return the steps of each machine, in the order in which ``vagrant up`` takes them."""
    names = [each.machine for each in upbringings]
    found: dict[str, list[Step]] = {name: [] for name in names}
    for number, each in enumerate(upbringings):
        up = names[: number + 1]
        for step in each.steps:
            if step.kind != "ansible":
                found[each.machine].append(step if step.kind != "ansible_local" else _with(step, up))
                continue
            targets = _targets(step, each.machine, up)
            if targets is None:
                found[each.machine].append(_possible(_with(step, up)))
                continue
            for name in targets:
                found[name].append(_with(step, up))
    return {name: tuple(steps) for name, steps in found.items()}


def limit_of(step: Step) -> Any:
    """Return what limits a provisioner's run: a text, None, or Unknown."""
    value = step.value("limit")
    if isinstance(value, (list, tuple)):
        parts = [each.value if isinstance(each, Spanned) else each for each in value]
        if any(not isinstance(each, str) for each in parts):
            return Unknown("what limits the run is not known")
        return ",".join(map(str, parts)) or None
    if value is not None:
        return str(value) if isinstance(value, (str, int)) else Unknown("what limits the run is not known")
    raw = step.value("raw_arguments") or step.value("raw_ssh_args") or ()
    words = [
        each.value if isinstance(each, Spanned) else each
        for each in (raw if isinstance(raw, (list, tuple)) else (raw,))
    ]
    for at, word in enumerate(words):
        if not isinstance(word, str):
            continue
        if word.startswith("--limit="):
            return word[8:].strip("'\"")
        if word in ("-l", "--limit") and at + 1 < len(words) and isinstance(words[at + 1], str):
            return words[at + 1]
    return None


def _targets(step: Step, machine: str, up: list[str]) -> list[str] | None:
    """Return the machines that a run acts on, None where nobody knows."""
    limit = limit_of(step)
    if limit is None:
        return [machine]
    if isinstance(limit, Unknown):
        return None
    from vmlint.guest.ansible.values import of_plain

    inventory = of_names(up, of_plain(step.value("groups"), None))
    found = [name for name in inventory.matching(limit, implicit=False) if name in up]
    if not found and (step.value("inventory_path") is not None or inventory.doubt or limit.startswith("@")):
        # Groups and names of a file's own: which of them this machine is, the run itself will see.
        return [machine]
    return found


def _with(step: Step, up: list[str]) -> Step:
    settings = {**step.settings, MACHINES: Spanned(tuple(up), None, ())}
    return Step(step.kind, step.name, settings, step.run, step.origin)


def _possible(step: Step) -> Step:
    origin = step.origin
    return Step(
        step.kind, step.name, step.settings, step.run, Origin(origin.span, False, origin.assumptions, origin.steps)
    )
