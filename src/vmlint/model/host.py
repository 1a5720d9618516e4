"""What is known of the host: its system, its VirtualBox, its place in the LAN."""

from __future__ import annotations

from vmlint.basics.record import Record


class HostFacts(Record):
    """Facts about the host that somebody stated; None where nobody did.

    ``lan``: its LAN address with the prefix (``192.168.1.10/24``). ``addresses``: all others that it has, the prefix
    where somebody wrote one. ``networks_conf``: the networks that VirtualBox allows for host-only adapters.
    ``provider``: the one whose rules hold, ``virtualbox`` where nothing else is said.
    """

    __slots__ = ("os", "virtualbox", "lan", "addresses", "networks_conf", "unprivileged_ports_from", "provider")
    os: str | None
    virtualbox: str | None
    lan: str | None
    addresses: tuple[str, ...] | None
    networks_conf: tuple[str, ...] | None
    unprivileged_ports_from: int | None
    provider: str

    @property
    def version(self) -> tuple[int, ...] | None:
        """VirtualBox's version as numbers, None where it is not stated or is none."""
        return parse_version(self.virtualbox or "")

    @property
    def limits_ranges(self) -> bool | None:
        """Whether VirtualBox limits the addresses of host-only networks; None where what is stated leaves it open."""
        return limits_ranges(self.os, self.version)


STRICT = (7, 1)
"""From this VirtualBox on a machine does not start where one of its forwards cannot be made; before, that is dropped.
"""

_FIRST_WITH_RANGES = (6, 1, 28)
_MACOS_WITHOUT_RANGES = (7, 0)


def limits_ranges(os: str | None, version: tuple[int, ...] | None) -> bool | None:
    """Return whether VirtualBox of VERSION on OS limits the addresses of host-only networks; None where that is open.

    It does since 6.1.28, but on Windows never, and on macOS no more since 7.0, which has host-only networks instead.
    """
    limited = at_least(version, _FIRST_WITH_RANGES)
    if os == "windows" or limited is False:
        return False
    if os == "macos":
        free = at_least(version, _MACOS_WITHOUT_RANGES)
        return None if free is None else not free and limited
    return None if os is None else limited


def parse_version(text: str) -> tuple[int, ...] | None:
    """Return ``7.0.14`` (also with what packages add: ``7.0.14r161095``) as numbers; None for what is no version."""
    numbers = []
    for part in text.split(".")[:3]:
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits or len(digits) > 9:
            break
        numbers.append(int(digits))
        if digits != part:
            break
    return tuple(numbers) or None


def at_least(version: tuple[int, ...] | None, first: tuple[int, ...]) -> bool | None:
    """Return whether VERSION, as far as it is stated, is FIRST or later.

    None where it is not stated, or leaves that open: ``6.1`` may be 6.1.0 and 6.1.50.
    """
    if version is None:
        return None
    length = min(len(version), len(first))
    if version[:length] != first[:length]:
        return version[:length] > first[:length]
    return None if any(first[length:]) else True
