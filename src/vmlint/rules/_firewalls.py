"""Which machines have a firewall turned on by a shell provisioner: found by words, whatever it lets through.

Until rules of firewalls are modelled, a machine with one is unknown to everybody else.
"""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.frontends.vagrantfile.facts import MachineFacts, Provisioner, VagrantDocument
    from vmlint.model.topology import Topology
    from vmlint.project.project import Project

_HINTS = ("ufw", "irewall", "tables", "nft")
_TURNED_ON = (
    r"\bufw[ \t]+(?:--\S+[ \t]+)*enable\b"
    r"|\bfirewall-cmd\b(?![ \t]+--(?:state|version|list))"
    r"|\bsystemctl[ \t]+(?:-\S+[ \t]+)*(?:start|restart|enable|reload-or-restart)[ \t]+"
    r"(?:[-.\w@]+[ \t]+)*(?:firewalld|nftables|iptables)\b"
    r"|\bservice[ \t]+(?:firewalld|nftables|iptables)[ \t]+(?:re)?start\b"
    r"|\biptables\b[^\n;&|]*[ \t](?:-P|--policy)[ \t]+INPUT[ \t]+DROP\b"
    r"|\biptables\b[^\n;&|]*[ \t](?:-[AI]|--append|--insert)[ \t]+INPUT\b[^\n;&|]*[ \t]-j[ \t]+(?:DROP|REJECT)\b"
    r"|\biptables-restore\b"
    r"|\bnft[ \t]+(?:-\S+[ \t]+)*-f\b|\bnft\b[^\n]*\b(?:policy[ \t]+drop|drop|reject)\b"
    r"|\bnetsh[ \t]+advfirewall[ \t]+set[ \t]+\S+[ \t]+state[ \t]+on\b"
    r"|\bSet-NetFirewallProfile\b[^\n]*-Enabled[ \t]+(?:\$?True|1)\b"
    r"|\bNew-NetFirewallRule\b[^\n]*-Action[ \t]+Block\b"
)
_MOST_BYTES = 1024 * 1024


def filtered(project: Project, documents: tuple[VagrantDocument, ...], topology: Topology) -> Iterator[tuple[str, str]]:
    """Yield each machine on which a provisioner turns a firewall on, with the reason why it is unknown what gets in."""
    folders = {file.shown: os.path.dirname(file.path) for file in project.files}
    for document in documents:
        for facts in document.machines:
            name = str(facts.name)
            shown = name if topology.machine(name) is not None else f"{document.path}#{name}"
            words = _found(project, facts, folders.get(document.path, ""))
            if words:
                yield (
                    shown,
                    f"a provisioner of {shown} turns a firewall on (`{words}`): what that lets in is not modelled",
                )


def _found(project: Project, facts: MachineFacts, folder: str) -> str:
    for provisioner in facts.provisioners:
        if provisioner.type != "shell" or provisioner.run == "never":
            continue
        for text in _texts(project, provisioner, folder):
            words = turned_on(text)
            if words:
                return words
    return ""


def turned_on(text: str) -> str:
    """Return the command in a script's TEXT that turns a firewall on, empty where there is none."""
    if not any(hint in text for hint in _HINTS):
        return ""
    import re

    plain = "\n".join(line for line in text.replace("\\\n", " ").splitlines() if not line.lstrip().startswith("#"))
    match = re.search(_TURNED_ON, plain)
    return "" if match is None else " ".join(match[0].split())[:60]


def _texts(project: Project, provisioner: Provisioner, folder: str) -> Iterator[str]:
    inline, path = provisioner.value("inline"), provisioner.value("path")
    if isinstance(inline, str):
        yield inline
    if isinstance(path, str) and folder and "://" not in path:
        from vmlint.basics import gate

        try:
            yield gate.read(os.path.join(folder, path), project.root, _MOST_BYTES).decode("utf-8", "replace")
        except (OSError, ValueError):
            return
