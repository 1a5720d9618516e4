"""Which service a name, a command line, a package, a unit or an image stands for. The index is made once, when asked."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.wildcards import fits as fnmatchcase
from vmlint.data.catalogue import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.data.catalogue import Opening, Service

_MODULES = ("node", "python", "ruby", "stores", "system", "tools", "web")
_VERSIONED = later(r"^(python|ruby|php|node|nodejs|perl)[0-9.]*$")
_PLAIN = later(r"^[a-z][a-z0-9:-]*$")
_ONLY = frozenset(
    {
        "browser-sync",
        "caddy",
        "gitea",
        "influxd",
        "jupyterhub",
        "meteor",
        "middleman",
        "next",
        "nuxt",
        "odoo",
        "odoo-bin",
        "odoo.py",
        "kibana",
        "node-red",
        "logstash",
        "grafana-server",
        "verdaccio",
        "traefik",
        "minio",
        "parcel",
        "selenium-standalone",
        "vite",
        "k3s",
    }
)
"""Programs with which another word than those of the catalogue is another command (``vite build``)."""
_LAUNCHERS = {
    "bundle": ("exec",), "poetry": ("run",), "pipenv": ("run",), "uv": ("run",), "rbenv": ("exec",), "pnpm": ("exec", "dlx"),
    "npx": (), "bunx": (), "yarn": ("", "run", "exec"), "uvx": (), "pipx": ("run",), "npm": ("exec",), "pdm": ("run",),
    "xvfb-run": (), "authbind": (), "spring": ("",), "hatch": ("run",), "pyenv": ("exec",), "rtx": ("exec",),
}  # fmt: skip
"""Programs that run the command behind them, after one of these words."""
_LAUNCHER_VALUES = frozenset(
    {"-p", "--package", "-s", "--server-args", "-n", "--server-num", "--gemfile", "-C", "--dir", "--cwd"}
)


class Started(Record):
    """What a command line starts: the service, and the number of its first word that is an argument of that.

    ``command``: the words of the catalogue that it is; ``skip``: numbers of words behind ``rest`` that belong to them.
    """

    __slots__ = ("service", "rest", "command", "skip")
    service: Service
    rest: int
    command: tuple[str, ...]
    skip: tuple[int, ...]


class _Index:
    """Everything that is looked up, by what it is asked for."""

    def __init__(self) -> None:
        self.names: dict[str, Service] = {}
        self.commands: dict[str, list[tuple[tuple[str, ...], Service]]] = {}
        self.modules: dict[str, list[tuple[tuple[str, ...], Service]]] = {}
        self.packages: dict[str, tuple[dict[str, Service], list[tuple[str, Service]]]] = {}
        self.units: tuple[dict[str, Service], list[tuple[str, Service]]] = ({}, [])
        self.images: tuple[dict[str, Service], list[tuple[str, Service]]] = ({}, [])

    def add(self, service: Service) -> None:
        """Enter a service under all of its names."""
        self.names[service.name] = service
        for words in service.commands:
            self.commands.setdefault(words[0], []).append((words[1:], service))
        for module in service.modules:
            name, *behind = module.split()
            self.modules.setdefault(name, []).append((tuple(behind), service))
        for packager, names in service.packages.items():
            _enter(self.packages.setdefault(packager, ({}, [])), names, service)
        _enter(self.units, service.units, service)
        _enter(self.images, service.images, service)


def _enter(
    table: tuple[dict[str, Service], list[tuple[str, Service]]], names: tuple[str, ...], service: Service
) -> None:
    for name in names:
        if "*" in name or ("[" in name and name.endswith("]") and not name.endswith("[*]")):
            table[1].append((name, service))
        else:
            table[0].setdefault(name, service)


def _found(table: tuple[dict[str, Service], list[tuple[str, Service]]], name: str) -> Service | None:
    exact = table[0].get(name)
    if exact is not None:
        return exact
    key = id(table[1]), name
    if key not in _patterns:
        if len(_patterns) >= _MOST_NAMES:
            _patterns.clear()
        _patterns[key] = next((service for pattern, service in table[1] if fnmatchcase(name, pattern)), None)
    return _patterns[key]


_MOST_NAMES = 5_000
_patterns: dict[tuple[int, str], Service | None] = {}
"""What was found by the patterns of a table: the same names are asked for again and again."""


_index: list[_Index] = []


def index() -> _Index:
    """Return the index, made at the first call."""
    if not _index:
        from importlib import import_module

        made = _Index()
        for module in _MODULES:
            for service in import_module(f"vmlint.data.catalogue.{module}").SERVICES:
                made.add(service)
        for entries in (*made.commands.values(), *made.modules.values()):
            entries.sort(key=lambda entry: -len(entry[0]))
        _index.append(made)
    return _index[0]


def by_name(name: str) -> Service | None:
    """Return the service of that name."""
    return index().names.get(name)


def names() -> tuple[str, ...]:
    """Return the names of all services, sorted."""
    return tuple(sorted(index().names))


def usual_opening(service: Service) -> Opening | None:
    """Return where a service listens that nobody configures: as Debian's package has it, else by its newest default."""
    packaged = [openings for key, openings in service.packaged.items() if key == "deb"]
    packaged += [openings for key, openings in service.packaged.items() if key.startswith("deb:")]
    for versions in (*packaged, service.defaults):
        newest = [openings for range_, openings in versions if not range_.startswith("<")]
        if newest and newest[-1]:
            return newest[-1][0]
    return None


def of_unit(name: str) -> Service | None:
    """Return the service that a package's unit, init script or job of that name starts."""
    short = name.rpartition("/")[2]
    for end in (".service", ".socket", ".conf"):
        short = short.removesuffix(end)
    return _found(index().units, short) or _found(index().units, name)


def of_image(name: str) -> Service | None:
    """Return the service that a container of an image runs; the tag, and where it comes from, may be left out."""
    name = name.partition("@")[0]
    bare = name.rpartition(":")[0] if ":" in name.rpartition("/")[2] else name
    tag = name[len(bare) :]
    for prefix in ("docker.io/", "index.docker.io/", "library/", "registry.hub.docker.com/"):
        bare = bare.removeprefix(prefix)
    bare = bare.removeprefix("library/")
    table = index().images
    return _found(table, bare + tag) or _found(table, bare)


def of_package(name: str, packager: str, release: tuple[str, str] = ("", "")) -> Service | None:
    """Return the service that a package brings itself. PACKAGER: deb (apt), rpm (yum, dnf), apk, pip, npm, gem, snap."""
    packager = PACKAGERS.get(packager, packager)
    table = index().packages.get(packager)
    if table is None:
        return None
    if packager == "pip":
        name = name.lower().replace("_", "-")
    if packager == "rpm":
        name = re.sub(r"-\d[\w.~^-]*(?:\.(?:x86_64|noarch|i686))?$", "", name) or name
    found = _found(table, name)
    if found is not None and found.name == "mysql" and name.startswith("mysql-server") and _has_mariadb(release):
        return by_name("mariadb")
    return found


PACKAGERS = {
    "apt": "deb", "apt-get": "deb", "aptitude": "deb", "dpkg": "deb", "yum": "rpm", "dnf": "rpm", "zypper": "rpm",
    "microdnf": "rpm", "pip3": "pip", "yarn": "npm", "pnpm": "npm", "npm-local": "npm", "bundler": "gem",
}  # fmt: skip


def _has_mariadb(release: tuple[str, str]) -> bool:
    """Return whether Debian's ``mysql-server`` is MariaDB there: since 9."""
    return release[0] == "debian" and release[1].partition(".")[0].isdigit() and int(release[1].partition(".")[0]) >= 9


def self_starting(
    service: Service, packager: str, package: str, release: tuple[str, str], *, boot: bool = False
) -> bool:
    """Return whether installing PACKAGE starts the service; with BOOT whether it enables it."""
    packager = PACKAGERS.get(packager, packager)
    for entry in service.enabled if boot else service.started:
        what, _, system = entry.partition("@")
        kind, _, pattern = what.partition(":")
        if kind != packager or (pattern and not fnmatchcase(package, pattern)):
            continue
        if system.startswith("el"):
            if release[0] == "centos" and release[1].partition(".")[0] == system[2:]:
                return True
        elif not system or (system == "upstart") == without_systemd(release):
            return True
    return False


def without_systemd(release: tuple[str, str]) -> bool:
    """Return whether a release still starts its services by Upstart or SysV: Ubuntu before 15.04, Debian before 8."""
    first = {"ubuntu": 15.0, "debian": 8.0, "centos": 7.0}.get(release[0])
    number = re.match(r"\d+(?:\.\d+)?", release[1])
    return first is not None and number is not None and float(number[0]) < first


def program_of(word: str) -> str:
    """Return the name of the program that a word runs: ``python`` for ``/usr/bin/python3.8``."""
    name = word.replace("\\", "/").rstrip("/").rpartition("/")[2]
    match = _VERSIONED.match(name)
    return ("node" if match[1] == "nodejs" else match[1]) if match else name


def of_command(words: Sequence[Any]) -> Started | None:
    """Return what a command line starts; words that are no text are unknown."""
    at = _past_launchers(words)
    if at >= len(words) or not isinstance(words[at], str):
        return None
    program = program_of(words[at])
    if program == "python":
        return _of_python(words, at)
    if program == "java":
        return _of_java(words, at)
    if program in ("ruby", "php", "node", "perl", "sh", "bash"):
        inner = _script(words, at, program)
        return (inner and _of_program(words, inner)) or _of_program(words, at)
    return _of_program(words, at)


def _past_launchers(words: Sequence[Any]) -> int:
    at = 0
    while at < len(words) and isinstance(words[at], str):
        wanted = _LAUNCHERS.get(program_of(words[at]))
        if wanted is None:
            return at
        then = _past_flags(words, at + 1)
        if wanted:
            if then < len(words) and words[then] in wanted:
                then = _past_flags(words, then + 1)
            elif "" not in wanted:
                return at
        at = then
    return at


def _past_flags(words: Sequence[Any], at: int) -> int:
    while at < len(words) and isinstance(words[at], str) and words[at].startswith("-"):
        at += 2 if words[at] in _LAUNCHER_VALUES else 1
        if words[at - 1] == "--":
            break
    return at


def _script(words: Sequence[Any], at: int, program: str) -> int:
    """Return the number of the script that an interpreter runs; 0 where none is seen."""
    at += 1
    while at < len(words) and isinstance(words[at], str) and words[at].startswith("-"):
        if words[at] in ("-S", "-e", "-c", "-r", "-m", "-p"):
            return at + 1 if program == "ruby" and words[at] == "-S" else 0
        at += 2 if words[at] in ("-d", "-I", "-W", "-X", "--require") else 1
    return at if at < len(words) else 0


def _of_python(words: Sequence[Any], at: int) -> Started | None:
    number = at + 1
    while number < len(words) and isinstance(words[number], str) and words[number].startswith("-"):
        if words[number] == "-m":
            number += 1
            if number >= len(words) or not isinstance(words[number], str):
                return None
            return _matching(words, number, index().modules.get(words[number], ()), words[number])
        if words[number] == "-c":
            return None
        number += 2 if words[number] in ("-W", "-X") else 1
    return _of_program(words, number) if number < len(words) and isinstance(words[number], str) else None


def _of_java(words: Sequence[Any], at: int) -> Started | None:
    for number in range(at + 1, len(words) - 1):
        if words[number] == "-jar" and isinstance(words[number + 1], str):
            name = words[number + 1].rpartition("/")[2]
            bare = re.sub(r"-\d[\w.-]*(?=\.(?:war|jar)$)", "", name)
            found = _of_program([*words[: number + 1], bare, *words[number + 2 :]], number + 1)
            if found is None and (match := re.match(r"(selenium-server|zipkin|wiremock|jenkins|rundeck)\b", name)):
                found = _of_program([*words[: number + 1], f"{match[1]}.{name[-3:]}", *words[number + 2 :]], number + 1)
            return found
    return None


def _of_program(words: Sequence[Any], at: int) -> Started | None:
    if not isinstance(words[at], str):
        return None
    path = words[at].replace("\\", "/")
    table = index().commands
    short = "/".join(path.split("/")[-2:])
    for name in (short, program_of(path), path.rpartition("/")[2]):
        entries = table.get(name)
        if entries and (found := _matching(words, at, entries, name)):
            return found
    return None


def _matching(
    words: Sequence[Any], at: int, entries: Sequence[tuple[tuple[str, ...], Service]], name: str
) -> Started | None:
    """Return the first of ENTRIES whose words are the first behind AT that are no flags."""
    for behind, service in entries:
        plain = _plain(words, at + 1, service, len(behind) + 1)
        if any(word.startswith("-") for word in behind):
            if all(word in words[at + 1 :] for word in behind):
                return Started(service, at + 1, (name, *behind), ())
        elif tuple(words[number] for number in plain[: len(behind)]) == behind:
            if (
                not behind
                and name in _ONLY
                and plain
                and isinstance(words[plain[0]], str)
                and _PLAIN.match(words[plain[0]])
            ):
                continue
            return Started(service, at + 1, (name, *behind), tuple(plain[: len(behind)]))
    return None


def _plain(words: Sequence[Any], at: int, service: Service, most: int) -> list[int]:
    """Return the numbers of the first MOST words that are neither flags nor their values."""
    found: list[int] = []
    while at < len(words) and len(found) < most:
        word = words[at]
        if isinstance(word, str) and word.startswith("-") and len(word) > 1:
            role = service.flags.get(word, "")
            at += 1 if role in BARE or role.endswith("?") else 2
            continue
        found.append(at)
        at += 1
    return found
