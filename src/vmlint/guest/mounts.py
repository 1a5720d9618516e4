"""The synced folders of a machine: which folder of the host is seen where."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.model.provisioning import Upbringing
    from vmlint.model.value import Origin


def clean(path: str) -> str:
    """Return an absolute path without ``.``, ``..`` and needless slashes."""
    path = posixpath.normpath("/" + path)
    return path[1:] if path.startswith("//") else path


class Mount:
    """A folder of the project in the machine. ``host`` None: nobody knows what is there. ``kind``: rsync, nfs, …"""

    __slots__ = ("certain", "guest", "host", "kind", "origin")

    def __init__(self, guest: str, host: str | None, kind: str, origin: Origin) -> None:
        self.guest = guest
        self.host = host
        self.kind = kind
        self.origin = origin
        self.certain = origin.certain


def mounts_of(upbringing: Upbringing) -> list[Mount]:
    """Return the synced folders, the deepest first."""
    found = []
    for folder in upbringing.folders:
        guest, host = folder.guest.value, folder.host.value
        if isinstance(guest, str) and guest.startswith("/"):
            found.append(Mount(clean(guest), host if isinstance(host, str) else None, folder.kind, folder.origin))
    # Of two at one place the later one is seen.
    found.reverse()
    found.sort(key=lambda mount: -mount.guest.count("/") if mount.guest != "/" else 0)
    return found
