"""The hosts and groups that a run of Ansible knows, and which of them a pattern names."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, Woven
from vmlint.guest.ansible.values import Text, of_node, placed
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_HOSTS = 500
MOST_LINES = 5_000
LOCALHOST = ("localhost", "127.0.0.1", "::1")
_RANGE = later(r"\[(\w+):(\w+)(?::(\d+))?\]")


class Group:
    """A group: its own hosts, groups in it, variables (or Unknown, where some of them cannot be read)."""

    __slots__ = ("children", "hosts", "variables")

    def __init__(self) -> None:
        self.hosts: list[str] = []
        self.children: list[str] = []
        self.variables: list[Any] = []


class Inventory:
    """Hosts and groups. ``doubt``: why there may be more of them, else empty. ``folders``: where group_vars may lie."""

    __slots__ = ("doubt", "folders", "groups", "hosts")

    def __init__(self) -> None:
        self.hosts: dict[str, list[Any]] = {}
        self.groups: dict[str, Group] = {"all": Group(), "ungrouped": Group()}
        self.doubt = ""
        self.folders: list[str] = []

    def host(self, name: str, variables: dict[str, Any] | None = None) -> None:
        """Add a host, or variables of it."""
        if name not in self.hosts and len(self.hosts) >= MOST_HOSTS:
            self.doubt = "the inventory has more hosts than vmlint follows"
            return
        known = self.hosts.setdefault(name, [])
        if variables:
            known.append(variables)

    def group(self, name: str) -> Group:
        """Return a group, which is made where it is not there."""
        return self.groups.setdefault(name, Group())

    def members(self, name: str, seen: frozenset[str] = frozenset()) -> list[str]:
        """Return the hosts of a group and of those in it."""
        if name == "all":
            return list(self.hosts)
        group = self.groups.get(name)
        if group is None or name in seen:
            return []
        found = list(group.hosts)
        for child in group.children:
            found += self.members(child, seen | {name})
        return list(dict.fromkeys(found))

    def groups_of(self, host: str) -> list[str]:
        """Return the groups that HOST is in, the general ones first, as their variables count."""
        found = [name for name in self.groups if name not in ("all", "ungrouped") and host in self.members(name)]
        depths = self._depths()
        return sorted(found, key=lambda name: (depths.get(name, 1), name))

    def _depths(self) -> dict[str, int]:
        depths = dict.fromkeys(self.groups, 1)
        for _ in range(min(len(self.groups), 20)):
            before = dict(depths)
            for name, group in self.groups.items():
                for child in group.children:
                    depths[child] = max(depths.get(child, 1), min(depths[name] + 1, 50))
            if depths == before:
                break
        return depths

    def matching(self, pattern: str, *, implicit: bool = True) -> list[str]:
        """Return the hosts that a pattern names, with IMPLICIT localhost too, though no inventory has it."""
        parts = [
            part.strip() for part in re.split(r"[,;]|(?<!:):(?!:)" if not _is_address(pattern) else r"[,;]", pattern)
        ]
        plain = [part for part in parts if part and part[0] not in "&!"]
        if not plain and any(parts):
            plain = ["all"]
        found: list[str] = []
        for part in plain:
            found += self._named(part, implicit=implicit)
        for part in parts:
            if part[:1] == "&":
                both = self._named(part[1:], implicit=False)
                found = [host for host in found if host in both]
        for part in parts:
            if part[:1] == "!":
                without = self._named(part[1:], implicit=False)
                found = [host for host in found if host not in without]
        return list(dict.fromkeys(found))

    def _named(self, part: str, *, implicit: bool) -> list[str]:
        if part == "*":
            return list(self.hosts)
        subset = re.fullmatch(r"(.+?)\[(-?\d+)(?:[:-](\d+)?)?\]", part)
        if subset is not None and part not in self.hosts:
            hosts = self._named(subset.group(1), implicit=implicit)
            start = int(subset.group(2)[:9])
            if part.endswith(f"[{subset.group(2)}]"):
                return [hosts[start]] if -len(hosts) <= start < len(hosts) else []
            end = subset.group(3)
            return hosts[start : int(end[:9]) + 1 if end else None]
        if part in self.groups:
            return self.members(part)
        if part in self.hosts:
            return [part]
        test = _wild(part)
        if test is not None:
            named = [host for name in self.groups if test(name) for host in self.members(name)]
            return [*named, *(host for host in self.hosts if test(host))]
        return [part] if implicit and part in LOCALHOST else []


def _is_address(pattern: str) -> bool:
    return pattern.count(":") > 1 and re.fullmatch(r"[0-9a-fA-F:.]+", pattern) is not None


def _wild(part: str) -> Any:
    """Return a test for a pattern with wildcards, or for one that is a regular expression; None for a plain name."""
    if part.startswith("~"):
        from vmlint.guest.ansible.filters import NotFollowedError, pattern

        def matches(name: str) -> bool:
            try:
                return pattern(part[1:], name).match(name) is not None
            except (NotFollowedError, re.error, RecursionError, OverflowError):
                return False

        return matches
    if not any(mark in part for mark in "*?[") or part.count("*") > 4:
        return None
    from fnmatch import fnmatchcase

    return lambda name: fnmatchcase(name, part)


def of_names(hosts: Iterable[str], groups: Any = None, host_vars: Any = None) -> Inventory:
    """Return the inventory that Vagrant writes: machines, ``groups`` and ``host_vars`` of the provisioner."""
    made = Inventory()
    for name in hosts:
        own = host_vars.get(name) if isinstance(host_vars, dict) else None
        made.host(name, {"ansible_user": "vagrant"})
        if own is not None:
            made.hosts[name].append(_pairs(own))
    if isinstance(host_vars, Unknown):
        made.groups["all"].variables.append(host_vars)
    if isinstance(groups, Unknown):
        made.doubt = groups.reason
    for name, members in groups.items() if isinstance(groups, dict) else ():
        group, _, kind = str(name).partition(":")
        if kind == "vars":
            made.group(group).variables.append(_pairs(members))
        elif kind == "children":
            made.group(group).children += _words(members)
        else:
            mine = made.group(group)
            for member in _words(members):
                mine.hosts += [each for each in _ranged(member) if each in made.hosts]
    return made


def _words(value: Any) -> list[str]:
    return (
        [str(each) for each in value if isinstance(each, str)]
        if isinstance(value, list)
        else [str(value)]
        if isinstance(value, str)
        else []
    )


def _pairs(value: Any) -> Any:
    """Return variables that a hash, a list of ``a=b`` or a text of them gives."""
    if isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, Text):
            return each if isinstance(each, Unknown) else Unknown("which variables it has is not known")
        found.update(assignments(each.woven))
    return found


def assignments(text: Woven) -> dict[str, Any]:
    """Return the ``name=value`` words of a line, values as the ini inventory takes them."""
    found: dict[str, Any] = {}
    for word in re.finditer(r"(?:[^\s\"']|\"[^\"]*\"|'[^']*')+", text.text):
        name, equals, value = word.group().partition("=")
        if equals:
            start = word.start() + len(name) + 1
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                found[name] = Text(text.cut(start + 1, word.end() - 1))
            else:
                found[name] = literal(text.cut(start, word.end()))
    return found


def literal(text: Woven) -> Any:
    """Return a value of an ini inventory: what Python reads in it, else the text."""
    written = text.text.strip()
    if GAP in written or len(written) > 2_000:
        return Text(text)
    if (
        re.fullmatch(r"-?[0-9.]+|True|False|None|[\[({].*[\])}]|(['\"]).*\1", written) is None
        or written.count("[") > 20
    ):
        return (
            Text(text)
            if written == text.text
            else Text(text.cut(text.text.index(written), text.text.index(written) + len(written)))
        )
    import ast

    from vmlint.guest.ansible.values import of_plain

    try:
        return of_plain(ast.literal_eval(written), text.place(0, len(text.text)))
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return Text(text)


def read(made: Inventory, path: str, text: Woven) -> None:
    """Add what an inventory file holds."""
    if path.endswith((".yml", ".yaml", ".json")) or text.text.lstrip().startswith(("---", "{")):
        _read_yaml(made, path, text)
    elif text.text.startswith("#!") or path.endswith((".py", ".sh", ".rb")):
        made.doubt = f"the inventory {posixpath.basename(path)} is a program"
    else:
        _read_ini(made, text)


def _read_ini(made: Inventory, text: Woven) -> None:
    section, kind = "ungrouped", ""
    grouped: set[str] = set()
    for number, line in enumerate(text.lines()):
        if number > MOST_LINES:
            made.doubt = "the inventory is longer than vmlint follows"
            break
        body = re.sub(r"\s#.*$", "", line.text.rstrip())
        start = len(body) - len(body.lstrip())
        line = line.cut(start, len(body))
        body = line.text
        if not body or body[0] in "#;":
            continue
        if GAP in body:
            made.doubt = line.reason
            continue
        if body[0] == "[" and body.rstrip().endswith("]"):
            section, _, kind = body.rstrip()[1:-1].strip().partition(":")
            made.group(section)
        elif kind == "vars":
            name, equals, _ = body.partition("=")
            if equals:
                value = line.cut(len(name) + 1, len(body))
                blanks = len(value.text) - len(value.text.lstrip())
                made.group(section).variables.append({name.strip(): literal(value.cut(blanks, len(value.text)))})
        elif kind == "children":
            made.group(section).children.append(body.split()[0])
            made.group(body.split()[0])
        else:
            _ini_host(made, section, line, grouped)
    made.groups["ungrouped"].hosts = [host for host in made.groups["ungrouped"].hosts if host not in grouped]


def _ini_host(made: Inventory, section: str, line: Woven, grouped: set[str]) -> None:
    first = line.text.split()[0]
    variables = assignments(line.cut(len(first), len(line.text)))
    for host in _ranged(first):
        name, _, port = host.rpartition(":") if host.count(":") == 1 else (host, "", "")
        made.host(name or host, variables)
        if port.isdigit():
            made.host(name, {"ansible_port": placed(int(port[:6]), line.place(0, len(first)))})
        if (name or host) not in made.group(section).hosts:
            made.group(section).hosts.append(name or host)
        if section != "ungrouped":
            grouped.add(name or host)


def _ranged(name: str) -> list[str]:
    """Return the names that ``web[1:3]`` stands for."""
    found = _RANGE.search(name)
    if found is None:
        return [name]
    start, end, step = found.group(1), found.group(2), int((found.group(3) or "1")[:4]) or 1
    if start.isdigit() and end.isdigit() and len(start) < 7 and len(end) < 7:
        items = [str(number).zfill(len(start)) for number in range(int(start), int(end) + 1, step)[:MOST_HOSTS]]
    elif len(start) == len(end) == 1:
        items = [chr(number) for number in range(ord(start), ord(end) + 1, step)[:MOST_HOSTS]]
    else:
        return [name]
    rest = _ranged(name[found.end() :])
    return [name[: found.start()] + item + tail for item in items for tail in rest][:MOST_HOSTS]


def _read_yaml(made: Inventory, path: str, text: Woven) -> None:
    from vmlint.guest import yamls

    loaded = yamls.load(text.source(path))
    content = of_node(loaded.first)
    if loaded.problem or not isinstance(content, dict):
        made.doubt = loaded.problem or "the inventory is not read"
        return
    if "plugin" in content:
        made.doubt = "the inventory is made by a plugin"
        return
    for name, group in content.items():
        _yaml_group(made, str(name), group, 0)


def _yaml_group(made: Inventory, name: str, content: Any, depth: int) -> None:
    mine = made.group(name)
    if not isinstance(content, dict) or depth > 20:
        return
    hosts = content.get("hosts")
    names = {str(each): None for each in hosts} if isinstance(hosts, list) else hosts if isinstance(hosts, dict) else {}
    for pattern, variables in names.items():
        for host in _ranged(str(pattern)):
            made.host(host, variables if isinstance(variables, dict) else None)
            if name != "all":
                mine.hosts.append(host)
    if isinstance(content.get("vars"), (dict, Unknown)):
        mine.variables.append(content["vars"])
    children = content.get("children")
    for child, inside in children.items() if isinstance(children, dict) else ():
        mine.children.append(str(child))
        _yaml_group(made, str(child), inside, depth + 1)
