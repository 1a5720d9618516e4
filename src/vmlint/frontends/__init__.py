"""Front ends: each turns the files of one language into a ``Fragment``: its part of the topology, and its own notes.

None knows another one, and none asks who reaches what. A front end is a module with

- ``NAME``; ``named(path)``: whether the name of a file says that it is this one's; ``recognises(text)``: whether a text
  that no name tells of is this one's, without a doubt;
- ``load(source, world)``: the ``Fragment`` of a source in its ``Surroundings`` (``vmlint.model.fragment``);
- where they differ from the usual: ``MOST_BYTES``, how large a file may be, and ``decoded(data)``, its text.

``ORDER`` has all of them, in the order in which they are asked; one from elsewhere is added to it. Which of them reads
a file is decided in ``picking``, which is not even imported where a name tells that the first one does.
"""

from __future__ import annotations

import os
import sys

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ORDER = [
    "vmlint.frontends.vagrantfile",
    "vmlint.frontends.vbox_xml",
    "vmlint.frontends.networks_conf",
    "vmlint.frontends.vbox_dump",
    "vmlint.frontends.vboxmanage",
]
SOUGHT = ("Vagrantfile", "vagrantfile")
"""What a search of folders takes: of several in one folder the first."""


def package_of(name: str) -> Any:
    """Return a module of ORDER."""
    __import__(name)
    return sys.modules[name]


def by_name(path: str) -> Any:
    """Return the front end that the name of a file is of, None where it tells nothing."""
    for name in ORDER:
        package = package_of(name)
        if package.named(path):
            return package
    return None


def names_here(environment: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return how the file of a folder may be called, the first that is there being it."""
    chosen = environment.get("VAGRANT_VAGRANTFILE")
    return (chosen,) if chosen else SOUGHT


def paths_in(folder: str) -> list[str]:
    """Return the paths at which the file of FOLDER may lie, in order."""
    return [os.path.join(folder, name) for name in SOUGHT]
