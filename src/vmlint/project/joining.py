"""Several fragments, one topology: what files declare, then what scripts do to it, then what dumps show.

Names of virtual machines are VirtualBox's own: in scripts, dumps and settings files one name is one machine. A machine
that a file declares is the same one where vmlint.yaml maps the name (``machines: {dev-vm: default}``), where the file
says that it is known by that name (``vb.name``), or where its core knows the name that is made of the machine's
(``FOLDER_NAME_TIME_…``). One that merely has the same name is another one: both are then called ``PATH#NAME``, as are
two machines of one name in two files.

**Declared, inferred and observed.** Scripts say what is to be done, as Vagrantfiles do; dumps and settings files show
machines as they are. A machine that both speak of is what is declared, and ``Topology.observed`` has it as it is; one
that is only shown is a machine of the topology, and so is what is inferred where nobody declares it. A script that
changes a machine without making it begins with what a dump shows.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.model.fragment import DECLARED, INFERRED, OBSERVED, Names, Part, topology_of
from vmlint.model.hardware import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.model.fragment import Core, Fragment
    from vmlint.model.hardware import HostNetworks
    from vmlint.model.topology import Topology
    from vmlint.project.project import Project


def joined(project: Project, fragments: tuple[Fragment, ...], *, complete: bool, virtualbox: bool) -> Topology:
    """Return the one topology that FRAGMENTS make."""
    plain = [fragment for fragment in fragments if fragment.core is None]
    cores = {kind: kind() for kind in dict.fromkeys(fragment.core for fragment in fragments) if kind is not None}
    machines = _Machines(project, plain, [fragment for fragment in fragments if fragment.core is not None], cores)
    topology = _declared(plain, machines, complete=complete, virtualbox=virtualbox)
    for kind, core in cores.items():
        topology = _altered(topology, core, [each for each in fragments if each.core is kind], machines)
    return topology


def _declared(plain: list[Fragment], machines: _Machines, *, complete: bool, virtualbox: bool) -> Topology:
    """Return what is declared by who alters nothing, with what is inferred and seen there."""
    parts: list[Part] = []
    shared: dict[str, Any] = {}
    networks: dict[str, HostNetworks] = {}
    for fragment in plain:
        for part in fragment.parts(Names(machines.names_in(fragment), virtualbox=virtualbox, shared=shared)):
            parts.append(part)
            if part.networks is not None:
                # A language that shares what it knows of them gives all that it has seen so far.
                networks[fragment.language if shared.get(fragment.language) else fragment.path] = part.networks
    together: HostNetworks | None = None
    for each in networks.values():
        together = merged(together, each)
    first = [part for part in parts if part.standing == DECLARED]
    topology = topology_of(first, complete=complete, virtualbox=virtualbox, networks=together)
    for part in parts:
        if part.standing == INFERRED:
            topology = _with_more(topology, part)
    for part in parts:
        if part.standing == OBSERVED:
            topology = observe(topology, part)
    return topology


def _altered(topology: Topology, core: Core, fragments: list[Fragment], machines: _Machines) -> Topology:
    """Return TOPOLOGY as FRAGMENTS of one CORE change it, and with what they show."""
    declaring = [fragment for fragment in fragments if not fragment.observed]
    for fragment in fragments:
        if fragment.observed:
            core.see(fragment, machines.meant_in(fragment))
    if declaring:
        core.begin(topology)
        for fragment in declaring:
            core.follow(fragment, machines.meant_in(fragment))
        topology = core.changed(topology)
    return topology if len(declaring) == len(fragments) else observe(topology, core.seen())


def observe(topology: Topology, part: Part) -> Topology:
    """Return TOPOLOGY with the machines that PART shows.

    One that other files declare too is kept beside it, to be compared; any other is a machine as it is.
    """
    declared = {machine.name for machine in topology.machines}
    seen = tuple(machine for machine in part.machines if machine.name in declared)
    both = _with_more(topology, part)
    return _replaced(both, observed=topology.observed + seen)


def _with_more(topology: Topology, part: Part) -> Topology:
    """Return TOPOLOGY with those machines of PART that it has not, and what belongs to them; apps that it has not."""
    declared = {machine.name for machine in topology.machines}
    new = tuple(machine for machine in part.machines if machine.name not in declared)
    names = {machine.name for machine in new}
    apps = {each.app for each in topology.listeners or ()}
    listeners = (*(topology.listeners or ()), *(each for each in part.listeners if each.app not in apps))
    return _replaced(
        topology,
        machines=topology.machines + new,
        adapters=topology.adapters + tuple(each for each in part.adapters if each.machine in names),
        forwards=topology.forwards + tuple(each for each in part.forwards if each.machine in names),
        listeners=listeners or None,
        networks=topology.networks if part.networks is None else merged(topology.networks, part.networks),
        remarks=topology.remarks + tuple(each for each in part.remarks if each.machine not in declared),
    )


def _replaced(topology: Topology, **values: Any) -> Topology:
    return type(topology)(**{name: values.get(name, getattr(topology, name)) for name in topology._fields})


class _Machines:
    """Which machine each name means, fragment by fragment.

    ``plain``: the fragments whose machines are the project's own; ``altering``: those that speak of machines by the
    names that their family, a CORE, gives them.
    """

    def __init__(
        self, project: Project, plain: list[Fragment], altering: list[Fragment], cores: dict[type[Core], Core]
    ) -> None:
        self._cores = cores
        self._own = tuple(name for fragment in plain for name in fragment.machines)
        self._several = len(plain) > 1
        self._given = _given_names(plain)
        self._mapped = {
            file.shown: {name: str(machine.value) for name, machine in file.machines.items()} for file in project.files
        }
        self._paths: dict[str, str] = {}
        for fragment in altering if self._own else ():
            for name in fragment.machines:
                self._see(name, fragment)

    def _see(self, name: str, fragment: Fragment) -> None:
        mapped = name in self._mapped.get(fragment.path, {})
        if not mapped and name in self._own and self._meant(name, fragment) is None:
            self._paths.setdefault(name, fragment.path)

    def _meant(self, name: str, fragment: Fragment) -> str | None:
        """Return the declared machine that NAME is for sure."""
        if name in self._given:
            return self._given[name]
        return None if fragment.core is None else self._cores[fragment.core].meant(name, self._own)

    def names_in(self, fragment: Fragment) -> dict[str, str]:
        """Return what the machines that FRAGMENT declares are called, those left out that keep their names."""
        same = {name for name in fragment.machines if self._several and self._own.count(name) > 1}
        return {name: f"{fragment.path}#{name}" for name in fragment.machines if name in same or name in self._paths}

    def meant_in(self, fragment: Fragment) -> dict[str, str]:
        """Return the machines that the names in FRAGMENT mean, those left out that mean themselves."""
        found = {name: f"{path}#{name}" for name, path in self._paths.items()}
        if self._own:
            for name in fragment.machines:
                meant = self._meant(name, fragment)
                if meant is not None:
                    found[name] = meant
        found.update(self._mapped.get(fragment.path, {}))
        return found


def _given_names(fragments: Iterable[Fragment]) -> dict[str, str]:
    """Return the machines by the names that others know them by, those left out that are of several machines."""
    found: dict[str, list[str]] = {}
    for fragment in fragments:
        for name, machine in fragment.known_as:
            found.setdefault(name, []).append(machine)
    return {name: machines[0] for name, machines in found.items() if len(machines) == 1}
