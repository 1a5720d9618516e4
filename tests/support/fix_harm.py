"""What a safe fix must never do, looked for without vmlint's own search: split a network, leave an old value behind."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable, Iterator

    Networks = list[tuple[str, dict[str, Any]]]
    Machines = dict[str, Networks]

# Ports and names of services that a forward of their own is for; not taken from vmlint's tables.
SERVICES = frozenset((
    21, 22, 25, 53, 110, 143, 389, 443, 445, 993, 1433, 1521, 2222, 2375, 2376, 3306, 3389, 5432, 5672, 5900, 5984,
    5985, 5986, 6379, 6443, 8200, 8500, 9042, 9092, 9200, 11211, 15672, 27017, 33060,
))  # fmt: skip
KINDS = ("split", "left", "another's")
_SKIPPED = frozenset((".git", ".hg", ".svn", ".vagrant"))
_MOST = 4 * 1024 * 1024


def machines_of(documents: Iterable[Any]) -> Machines:
    """Return the networks of each machine as plain values."""
    return {
        f"{document.path}#{machine.name}": [
            (str(network.type), {name: option.value for name, option in network.options.items()})
            for network in machine.networks
        ]
        for document in documents
        for machine in document.machines
    }


def pairs(before: Machines, after: Machines) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Yield each network that differs: its machine, its kind, its options before and after."""
    for name, networks in before.items():
        now = list(after.get(name, []))
        old = list(networks)
        for each in networks:
            if each in now:
                now.remove(each)
                old.remove(each)
        for (kind, options), (_, options_now) in zip(old, now) if len(old) == len(now) else ():
            yield name, kind, options, options_now


def splits(before: Machines, after: Machines) -> list[str]:
    """Return the networks of which some machines went elsewhere and others stayed."""
    found = []
    left = {_front(address) for address in _addresses(after)}
    for front in {_front(str(old["ip"])) for _, _, old, new in pairs(before, after) if _went(old, new)}:
        if front in left:
            found.append(f"{front}.0/24 is split")
        if front in {_front(str(value)) for value in _values(after)}:
            found.append(f"{front}.0/24: an option stays behind")
    return sorted(found)


def _went(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return "ip" in old and "ip" in new and _front(str(old["ip"])) != _front(str(new["ip"])) and "." in str(old["ip"])


def _front(address: str) -> str:
    return address.rpartition(".")[0]


def _addresses(machines: Machines) -> Iterator[str]:
    for networks in machines.values():
        yield from (str(options["ip"]) for _, options in networks if isinstance(options.get("ip"), str))


def _values(machines: Machines) -> Iterator[str]:
    for networks in machines.values():
        for _, options in networks:
            yield from (value for name, value in options.items() if isinstance(value, str) and name != "id")


def old_values(before: Machines, after: Machines) -> list[tuple[str, bool]]:
    """Return the addresses and ports that are not what they were; whether somebody else still has the value."""
    now = [str(option) for networks in after.values() for _, options in networks for option in options.values()]
    found = {}
    for _, _, old, new in pairs(before, after):
        for name in ("ip", "host", "guest", "adapter_ip", "gateway"):
            if name in old and name in new and str(old[name]) != str(new[name]):
                found[str(old[name])] = str(old[name]) in now
    for name, networks in before.items():
        gone = _hosts(networks) - _hosts(after.get(name, []))
        found.update({port: port in now for port in gone})
    return list(found.items())


def _hosts(networks: Networks) -> set[str]:
    return {str(options["host"]) for kind, options in networks if kind == "forwarded_port" and "host" in options}


def left_behind(folder: pathlib.Path, before: Machines, after: Machines) -> list[str]:
    """Return where an old value still stands in a text of the checkout."""
    values = [(value, kept) for value, kept in old_values(before, after) if value]
    if not values:
        return []
    patterns = [(value, kept, re.compile(rf"(?<![\w.]){re.escape(value)}(?!\w|\.\d)")) for value, kept in values]
    found = []
    for name, text in texts(folder):
        for value, kept, pattern in patterns:
            # Another machine still has it: in a Vagrantfile that is where it says so.
            if kept and ("vagrantfile" in name.lower() or name == "vmlint.yaml"):
                continue
            match = pattern.search(text) if value in text else None
            if match is not None:
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{value} stands in {name}:{line}")
    return found


def texts(folder: pathlib.Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of a checkout that git does not ignore, and those beside a Vagrantfile."""
    names = []
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if each not in _SKIPPED)
        names += [os.path.relpath(os.path.join(where, name), folder) for name in sorted(files)]
    with tempfile.TemporaryDirectory() as room:
        # A repository of our own: that of the checkout may be an empty folder.
        git = ["git", f"--git-dir={room}", f"--work-tree={folder}"]
        subprocess.run(["git", "init", "-q", "--bare", room], check=True)
        asked = subprocess.run(
            [*git, "-c", "core.bare=false", "check-ignore", "--no-index", "--stdin", "-z"],
            cwd=folder,
            input="\0".join(names),
            capture_output=True,
            text=True,
            check=False,
        )
    ignored = set(asked.stdout.split("\0"))
    for name in names:
        path = folder / name
        if name in ignored or path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST:
            continue
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            yield name, data.decode("utf-8", "replace")


def anothers(before: Machines, after: Machines) -> list[str]:
    """Return the forwards of a service that lead elsewhere, or are reached elsewhere, than before."""
    found = []
    for name, kind, old, new in pairs(before, after):
        if kind != "forwarded_port":
            continue
        said = old.get("guest") in SERVICES or old.get("host") in SERVICES or _says(old.get("id"))
        if said and str(old.get("guest")) != str(new.get("guest")):
            found.append(f"{name}: the forward of guest {old.get('guest')} leads to {new.get('guest')}")
    return found


def _says(identity: object) -> bool:
    return isinstance(identity, str) and not re.fullmatch(r"[\d.:a-f]*(tcp|udp)\d+", identity)
