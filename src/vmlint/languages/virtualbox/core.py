"""How files of VirtualBox's own words change and show what is there: commands follow each other over one state."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.virtualbox.state import State
from vmlint.languages.virtualbox.to_model import fragment_of, join, state_of
from vmlint.model.fragment import OBSERVED, Core, Fragment

if TYPE_CHECKING:
    from vmlint.languages.virtualbox.document import Document
    from vmlint.model.fragment import Part
    from vmlint.model.topology import Topology

_VAGRANTS_OWN = re.compile(r".+_(?P<machine>[^_].*)_\d{13}_\d{1,6}")
_COMMENTS = {"vboxmanage": "shell", "vbox": "xml", "showvminfo": "none", "networks.conf": "shell"}
_UNREADABLE = "it cannot be read completely"


def fragment(document: Document) -> Fragment:
    """Return DOCUMENT as all front ends give what they read."""
    part = document.fragment()

    def inspect() -> dict[str, object]:
        from vmlint.languages.virtualbox.inspect_json import document_to_dict

        return document_to_dict(document)

    return Fragment(
        document.language,
        document.source,
        document,
        (part,),
        inspect,
        machines=tuple(machine.name for machine in part.machines),
        parsed=not document.problems,
        loads=document.loads,
        complete=document.complete,
        whole=document.is_understood,
        state="" if document.loads else _UNREADABLE,
        problems=document.problems,
        unknowns=document.unknowns,
        sources=((document.source, _COMMENTS[document.language]),),
        providers=("virtualbox",),
        ranges=document.ranges,
        core=VirtualBox,
        observed=document.observed,
    )


class VirtualBox(Core):
    """VirtualBox's registry, as far as files describe and change it."""

    def __init__(self) -> None:
        self._shown = State()
        self._state = self._shown

    def meant(self, name: str, machines: tuple[str, ...]) -> str | None:
        """Return the machine that Vagrant calls NAME in VirtualBox unless it is told otherwise."""
        match = _VAGRANTS_OWN.fullmatch(name)
        return match["machine"] if match is not None and match["machine"] in machines else None

    def see(self, fragment: Fragment, names: dict[str, str]) -> None:
        """Take in what a dump or a settings file shows."""
        self._shown.aliases = names
        fragment.document.describe(self._shown)

    def begin(self, topology: Topology) -> None:
        """Begin with what is declared and, of machines that nobody declares, with what is shown."""
        self._state = state_of(topology)
        for vm in self._state.vms.values():
            # A script beside a Vagrantfile is run when its author likes, before `vagrant up` or after it.
            vm.running = None
        for name, vm in self._shown.vms.items():
            self._state.vms.setdefault(name, vm.copy())

    def follow(self, fragment: Fragment, names: dict[str, str]) -> None:
        """Follow the commands of a script."""
        self._state.aliases = names
        fragment.document.describe(self._state)

    def changed(self, topology: Topology) -> Topology:
        """Return what the commands make of TOPOLOGY."""
        return join(topology, self._state)

    def seen(self) -> Part:
        """Return the machines and networks that are shown."""
        return fragment_of(self._shown, OBSERVED)
