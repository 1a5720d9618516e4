"""What a name stands for in a task: Ansible's layers of variables, each text worked out when it is asked for."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.ansible import templates
from vmlint.guest.ansible.expressions import OwnVariables, Variables
from vmlint.guest.ansible.values import MOST_DEPTH, OMIT, Text, Undefined, known, reason, text
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_NESTED = 20


class Scope(Variables):
    """The variables that one task sees. ``layers``: dicts, the strongest first; an Unknown stands for one of which
    nobody knows what it sets. ``magic``: what Ansible itself sets. ``files``: how lookups read a file.
    """

    def __init__(
        self, layers: Iterable[Any], magic: dict[str, Any], files: Callable[[str, str], Any] | None = None
    ) -> None:
        self.layers = tuple(layers)
        self.magic = magic
        self.files = files
        self._open: list[str] = []
        self._cache: dict[str, Any] = {}

    def with_(self, *layers: Any) -> Scope:
        """Return a scope with stronger layers, the strongest first."""
        made = Scope((*layers, *self.layers), self.magic, self.files)
        made._open = self._open
        return made

    def lookup(self, name: str) -> Any:
        """Return what NAME stands for."""
        if name in self._cache:
            return self._cache[name]
        raw = self.raw(name)
        if name in self._open or len(self._open) > MOST_NESTED:
            return Unknown(f"{name} refers to itself")
        self._open.append(name)
        try:
            found = self.resolved(raw)
        finally:
            self._open.pop()
        if not self._open:
            self._cache[name] = found
        return found

    def raw(self, name: str) -> Any:
        """Return what NAME was set to."""
        if name == "hostvars":
            return {**self.magic[name], str(self.magic["inventory_hostname"]): OwnVariables(self)}
        if name in self.magic:
            return self.magic[name]
        for layer in self.layers:
            if isinstance(layer, Unknown):
                if not name.startswith("ansible_"):
                    return layer
            elif name in layer:
                return layer[name]
        if name == "vars":
            return Unknown("vars is not followed")
        if name.startswith("ansible_"):
            facts = self.magic.get("ansible_facts")
            if isinstance(facts, dict) and name[8:] in facts:
                return facts[name[8:]]
            return Unknown(f"{name} is a fact of the machine")
        return Undefined(name)

    def resolved(self, value: Any, depth: int = 0) -> Any:
        """Return VALUE with all templates in it worked out."""
        if isinstance(value, Text):
            if not templates.is_template(value):
                return value
            return templates.value(value.woven, self)
        if depth > MOST_DEPTH:
            return Unknown("it is nested deeper than vmlint follows")
        if isinstance(value, (list, tuple)):
            if not _has_template(value):
                return value
            return [_set(self.resolved(each, depth + 1)) for each in value]
        if isinstance(value, dict):
            if not _has_template(value):
                return value
            return {self._key(name): _set(self.resolved(each, depth + 1)) for name, each in value.items()}
        return value

    def _key(self, name: Any) -> Any:
        if isinstance(name, str) and templates.is_template(name):
            found = self.resolved(name if isinstance(name, Text) else text(name, None))
            return str(found) if isinstance(found, str) and known(found) else name
        return name

    def plugin(self, name: str, arguments: list[Any], named: dict[str, Any]) -> Any:
        """Return what a lookup plugin gives, as a list."""
        if name == "vars" and arguments:
            found = [self.lookup(str(each)) for each in arguments if isinstance(each, str)]
            if any(isinstance(each, Undefined) for each in found):
                return [named["default"]] if "default" in named else Unknown("a variable that is looked up is not set")
            return found
        if name in ("file", "template", "first_found", "fileglob") and self.files is not None:
            found = []
            for each in arguments:
                if not isinstance(each, str) or not known(each):
                    return Unknown(reason(each))
                found.append(self.files(name, str(each)))
            return found
        if name in ("items", "list") and len(arguments) == 1 and isinstance(arguments[0], list):
            return arguments[0]
        if name == "dict" and len(arguments) == 1 and isinstance(arguments[0], dict):
            return [{"key": key, "value": value} for key, value in arguments[0].items()]
        if name == "env":
            return Unknown("the environment of who runs Ansible is not known")
        if name == "pipe":
            return Unknown("what a program prints is not known")
        return Unknown(f"the lookup {name} is not followed")


def _has_template(value: Any, depth: int = 0) -> bool:
    if isinstance(value, str):
        return templates.is_template(value)
    if depth > MOST_DEPTH:
        return True
    if isinstance(value, dict):
        return any(_has_template(each, depth + 1) for each in (*value, *value.values()))
    return isinstance(value, (list, tuple)) and any(_has_template(each, depth + 1) for each in value)


def _set(value: Any) -> Any:
    return value.unknown() if isinstance(value, Undefined) else value


_FAMILIES = {
    "ubuntu": ("Debian", "Ubuntu"), "debian": ("Debian", "Debian"), "centos": ("RedHat", "CentOS"),
    "fedora": ("RedHat", "Fedora"), "rhel": ("RedHat", "RedHat"), "redhat": ("RedHat", "RedHat"),
    "rocky": ("RedHat", "Rocky"), "rockylinux": ("RedHat", "Rocky"), "almalinux": ("RedHat", "AlmaLinux"),
    "alma": ("RedHat", "AlmaLinux"), "oracle": ("RedHat", "OracleLinux"), "oraclelinux": ("RedHat", "OracleLinux"),
    "amazon": ("RedHat", "Amazon"), "alpine": ("Alpine", "Alpine"), "arch": ("Archlinux", "Archlinux"),
    "archlinux": ("Archlinux", "Archlinux"), "opensuse": ("Suse", "openSUSE"),
}  # fmt: skip
_CODENAMES = {
    "12.04": "precise", "14.04": "trusty", "16.04": "xenial", "18.04": "bionic", "20.04": "focal", "22.04": "jammy",
    "24.04": "noble", "7": "wheezy", "8": "jessie", "9": "stretch", "10": "buster", "11": "bullseye", "12": "bookworm",
}  # fmt: skip


_SYSTEMD = {"Ubuntu": 16, "Debian": 8, "Fedora": 15, "Amazon": 2, "Alpine": 10**6, "Archlinux": 0, "openSUSE": 12}
"""The first release that systemd starts; of Red Hat's kin it is 7."""


def facts(release: tuple[str, str], hostname: Any) -> dict[str, Any]:
    """Return what Ansible gathers in a machine, as far as the box's name and the host name tell."""
    unknown = Unknown("it is a fact of the machine")
    found: dict[str, Any] = {"*": unknown, "system": text("Linux", None), "python": {"*": unknown}}
    name, version = release[0].lower(), release[1]
    if name in _FAMILIES:
        family, distribution = _FAMILIES[name]
        found["os_family"], found["distribution"] = text(family, None), text(distribution, None)
        major = version.split(".")[0]
        if major.isdigit():
            found["distribution_major_version"] = text(major, None)
        if distribution == "Ubuntu" and version:
            found["distribution_version"] = text(version, None)
        if family == "Debian" and version in _CODENAMES:
            found["distribution_release"] = text(_CODENAMES[version], None)
            found["lsb"] = {"codename": text(_CODENAMES[version], None), "*": unknown}
        manager = _manager(family, distribution, int(major[:6]) if major.isdigit() else None)
        if major.isdigit() and int(major[:6]) >= _SYSTEMD.get(distribution, 7):
            found["service_mgr"] = text("systemd", None)
        if manager:
            found["pkg_mgr"] = text(manager, None)
    if isinstance(hostname, Text) and known(hostname) and hostname:
        short = hostname.partition(".")[0]
        found["hostname"] = found["nodename"] = Text(hostname.woven.cut(0, len(short)))
        found["nodename"] = hostname
    return found


def _manager(family: str, distribution: str, major: int | None) -> str:
    if family in ("Debian", "Alpine"):
        return "apt" if family == "Debian" else "apk"
    if distribution == "Fedora":
        return "dnf" if major is None or major >= 22 else "yum"
    if family == "RedHat" and major is not None and distribution != "Amazon":
        return "yum" if major <= 7 else "dnf"
    return {"Archlinux": "pacman", "Suse": "zypper"}.get(family, "")


def magic(host: str, inventory: Any, playbook: str, known_facts: dict[str, Any]) -> dict[str, Any]:
    """Return the variables that Ansible itself sets."""
    groups: dict[str, Any] = {name: [text(each, None) for each in inventory.members(name)] for name in inventory.groups}
    hosts: dict[str, Any] = {}
    for name, layers in inventory.hosts.items():
        mine: dict[str, Any] = {"inventory_hostname": text(name, None)}
        for layer in layers:
            mine.update(layer if isinstance(layer, dict) else {})
        mine["*"] = Unknown("what other machines know is not followed")
        hosts[name] = mine
    if inventory.doubt:
        groups["*"] = hosts["*"] = Unknown(inventory.doubt)
    return {
        "inventory_hostname": text(host, None),
        "inventory_hostname_short": text(host.partition(".")[0], None),
        "group_names": [text(name, None) for name in inventory.groups_of(host)] or [text("ungrouped", None)],
        "groups": groups,
        "hostvars": hosts,
        "playbook_dir": text(posixpath.dirname(playbook), None),
        "ansible_facts": known_facts,
        "ansible_check_mode": False,
        "omit": OMIT,
        "ansible_managed": text("Ansible managed", None),
    }
