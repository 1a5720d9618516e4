"""What is known of the host: its system, its VirtualBox, its place in the LAN."""

from __future__ import annotations

from vmlint.record import Record


class HostFacts(Record):
    """Facts about the host that somebody stated; None where nobody did.

    ``lan``: its LAN address with the prefix (``192.168.1.10/24``). ``networks_conf``: the networks that VirtualBox
    allows for host-only adapters. ``provider``: the one whose rules hold, ``virtualbox`` where nothing else is said.
    """

    __slots__ = ("os", "virtualbox", "lan", "networks_conf", "unprivileged_ports_from", "provider")
    os: str | None
    virtualbox: str | None
    lan: str | None
    networks_conf: tuple[str, ...] | None
    unprivileged_ports_from: int | None
    provider: str

    @property
    def version(self) -> tuple[int, ...] | None:
        """VirtualBox's version as numbers, None where it is not stated or is none."""
        return parse_version(self.virtualbox or "")


def parse_version(text: str) -> tuple[int, ...] | None:
    """Return ``7.0.14`` as numbers; None for what is no version."""
    parts = text.split(".")
    return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() for part in parts) else None
