"""Several sources, one topology: the Vagrantfiles' machines, then what scripts do to them, then what dumps show.

Names of virtual machines are VirtualBox's own: in scripts, dumps and settings files one name is one machine. A machine
of a Vagrantfile is the same one where vmlint.yaml maps the name (``machines: {dev-vm: default}``), where the
Vagrantfile gives it that name (``vb.name``), or where the name is the one that Vagrant makes (``FOLDER_NAME_TIME_…``).
One that merely has the same name is another one: both are then called ``PATH#NAME``.

**Declared and observed.** Scripts say what is to be done, as Vagrantfiles do; dumps and settings files show machines as
they are. A machine that both speak of is what is declared, and ``Topology.observed`` has it as it is; one that is only
shown is a machine of the topology. A script that changes a machine without making it begins with what a dump shows.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.languages.virtualbox.document import Document
    from vmlint.model.topology import Topology
    from vmlint.project.project import Project

_VAGRANTS_OWN = re.compile(r".+_(?P<machine>[^_].*)_\d{13}_\d{1,6}")


class Names:
    """Which machine each name of a virtual machine means, file by file."""

    def __init__(self, project: Project, vagrantfiles: Iterable[VagrantDocument], others: Iterable[Document]) -> None:
        self.machines = [
            facts.name for document in vagrantfiles for facts in document.machines if isinstance(facts.name, str)
        ]
        self._given = _given_names(vagrantfiles)
        self._mapped = {
            file.shown: {name: str(machine.value) for name, machine in file.machines.items()} for file in project.files
        }
        self._paths: dict[str, str] = {}
        self.clashing: set[str] = set()
        for document in others:
            for machine in document.fragment().machines if self.machines else ():
                self._see(machine.name, document)

    def _see(self, name: str, document: Document) -> None:
        if name not in self._mapped.get(document.path, {}) and self._meant(name) is None and name in self.machines:
            self.clashing.add(name)
            self._paths.setdefault(name, document.path)

    def _meant(self, name: str) -> str | None:
        """Return the Vagrantfile's machine that NAME is for sure."""
        if name in self._given:
            return self._given[name]
        match = _VAGRANTS_OWN.fullmatch(name)
        return match["machine"] if match is not None and match["machine"] in self.machines else None

    def of(self, document: Document) -> dict[str, str]:
        """Return the machines that the names in DOCUMENT mean, those left out that mean themselves."""
        found = {name: f"{path}#{name}" for name, path in self._paths.items()}
        if self.machines:
            for machine in document.fragment().machines:
                meant = self._meant(machine.name)
                if meant is not None:
                    found[machine.name] = meant
        found.update(self._mapped.get(document.path, {}))
        return found


def _given_names(documents: Iterable[VagrantDocument]) -> dict[str, str]:
    """Return the machines by the name that a Vagrantfile gives them in VirtualBox."""
    found: dict[str, list[str]] = {}
    for document in documents:
        for facts in document.machines:
            setting = facts.virtualbox.get("name")
            if setting is not None and isinstance(setting.value, str) and isinstance(facts.name, str):
                found.setdefault(str(setting.value), []).append(facts.name)
    return {name: machines[0] for name, machines in found.items() if len(machines) == 1}


def joined(topology: Topology, others: tuple[Document, ...], names: Names) -> Topology:
    """Return TOPOLOGY, which is that of the Vagrantfiles, with what OTHERS declare and show."""
    from vmlint.languages.virtualbox.state import State
    from vmlint.languages.virtualbox.to_model import join, observe, state_of

    shown, declaring = State(), [document for document in others if not document.observed]
    for document in others:
        if document.observed:
            shown.aliases = names.of(document)
            document.describe(shown)
    if declaring:
        state = state_of(topology)
        for vm in state.vms.values():
            # A script beside a Vagrantfile is run when its author likes, before `vagrant up` or after it.
            vm.running = None
        for name, vm in shown.vms.items():
            state.vms.setdefault(name, vm.copy())
        for document in declaring:
            state.aliases = names.of(document)
            document.describe(state)
        topology = join(topology, state)
    if len(declaring) < len(others):
        topology = observe(topology, shown)
    return topology
