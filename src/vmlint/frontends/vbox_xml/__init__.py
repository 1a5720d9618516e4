"""Settings files of VirtualBox (.vbox): a machine as it is.

**Format.** XML of the namespace ``http://www.virtualbox.org/``, read by expat with the place of every attribute.
Document types, entities and external references are refused: VirtualBox writes none, and they are how XML is made to
harm.
``Machine/Hardware/Network/Adapter`` has one adapter a ``slot`` (counted from 0); its one child outside
``DisabledModes`` is the attachment. ``DisabledModes`` keeps what was set for others, and none of it is in effect.

**Defaults, and what absence means.** VirtualBox leaves out what has its default value: ``enabled`` is false, ``cable``
is true, a NAT has the network of its slot, a rule without ``hostip`` listens on every address. ``localhost-reachable``
is true in settings older than version 1.19 (VirtualBox 7.0), else false. An adapter that is not written is off. A file
with more than one machine does not exist; the machine's name is that of ``Machine/@name``.

**Versions.** 1.12 (VirtualBox 4.0) to 1.20 are known; others are read alike, with a note: what a version beyond changes
is not known. Version 1.11 and older have the network elsewhere and are not read.

**Order** does not matter: VirtualBox sorts NAT rules by name. The state (running, saved) is not in the file for sure:
``stateFile`` says that it is saved, nothing says that it runs.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.model.fragment import Fragment, Surroundings

NAME = "vbox"


def named(path: str) -> bool:
    """Return whether a file has a name that VirtualBox gives settings files."""
    return path.lower().endswith((".vbox", ".vbox-prev"))


def recognises(text: str) -> bool:
    """Return whether a text begins as a settings file of VirtualBox does."""
    head = text[:4000].lstrip("\ufeff \t\r\n")
    return head.startswith("<") and "<VirtualBox" in head


def load(source: Source, world: Surroundings) -> Fragment:
    """Return the machine that a settings file describes."""
    from vmlint.frontends.vbox_xml.settings import document_of
    from vmlint.languages.virtualbox.core import fragment

    return fragment(document_of(source, NAME))
