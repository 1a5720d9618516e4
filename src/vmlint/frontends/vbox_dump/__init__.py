"""What VBoxManage prints of machines and networks: ``showvminfo``, ``list natnetworks``, ``list hostonlyifs``.

**Formats.** ``showvminfo --machinereadable``: lines ``key="value"``, nothing escaped. An adapter's forwards
(``Forwarding(0)="name,tcp,…"``) count from 0 for each adapter and belong to the nearest ``nicN=`` line before them. For
people: ``NIC 1:  MAC: …, Attachment: NAT, …`` and ``NIC 1 Rule(0):  name = …``; these words are translated where
VirtualBox is, and only the English ones are read. Lists: ``Key:  value`` lines, a blank line between two entries. One
file may hold any of them, one after the other; so may a file of several machines.

**Defaults, and what absence means.** A disabled adapter is printed (``nicN="none"``): what is not printed is not there.
``localhost-reachable`` is not printed at all, so it is unknown. A dump that ends before its last lines is cut off, and
nothing is concluded from what it lacks. VirtualBox 7.0.0 prints forwards only where there is exactly one: with that
version stated, a NAT adapter without any may have several.

**Order**: rules are printed by name. A later dump of the same machine takes the place of an earlier one.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.model.fragment import Fragment, Surroundings

NAME = "showvminfo"
_MACHINE_READABLE = re.compile(r"^(?:CfgFile|hardwareuuid|UUID|ostype|VMState|nic\d+|macaddress\d+)=\"", re.MULTILINE)
_HUMAN = re.compile(
    r"^(?:NIC \d+:[ \t]+(?:disabled\b|MAC: )|Hardware UUID:[ \t]+[0-9a-f-]{36}|Config file:[ \t]+.*\.vbox)",
    re.MULTILINE,
)
_LISTS = re.compile(
    r"^(?:VBoxNetworkName:[ \t]+\S|Port-forwarding \(ipv4\)|DHCP (?:Server|Enabled):[ \t]+(?:Yes|No)\b"
    r"|(?:LowerIPAddress|lowerIPAddress):[ \t]+[\d.]+)",
    re.MULTILINE,
)
_TRANSLATED = re.compile(
    r"^UUID:[ \t]+[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}[ \t]*\r?$(?=[\s\S]{0,8000}\b0800?27[0-9A-F]{6}\b)", re.MULTILINE
)
_SEARCHED = 400_000


def named(path: str) -> bool:
    """No name says that a file is what VBoxManage printed."""
    return False


def recognises(text: str) -> bool:
    """Return whether a text has lines that only VBoxManage prints."""
    return any(
        pattern.search(text, 0, _SEARCHED) is not None for pattern in (_MACHINE_READABLE, _HUMAN, _LISTS, _TRANSLATED)
    )


def load(source: Source, world: Surroundings) -> Fragment:
    """Return the machines and networks that were printed as the version that is stated prints them."""
    from vmlint.frontends.vbox_dump.dump import document_of
    from vmlint.languages.virtualbox.core import fragment

    return fragment(document_of(source, NAME, world.virtualbox))
