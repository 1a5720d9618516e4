"""Which version of a service a guest has: as pinned, as its repository's name says, as the release's archive has it."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.data.catalogue import lookup, releases

if TYPE_CHECKING:
    from vmlint.data.catalogue import Opening, Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Guest, Package

LATEST = "99999"
"""The version that a language's package manager installs where none is asked for."""
_LANGUAGES = ("pip", "npm", "gem", "go", "cargo", "composer")
_REPOSITORIES = {
    "mongodb": r"mongodb-org[/-](\d+(?:\.\d+)+)",
    "mongos": r"mongodb-org[/-](\d+(?:\.\d+)+)",
    "elasticsearch": r"elastic(?:search\.org|\.co)/(?:packages/(?:oss-)?|elasticsearch/)(\d+(?:\.\d+)*)",
    "kibana": r"elastic\.co/(?:packages/(?:oss-)?|kibana/)(\d+(?:\.\d+)*)",
    "logstash": r"elastic\.co/(?:packages/(?:oss-)?|logstash/)(\d+(?:\.\d+)*)",
    "mysql": r"mysql[-_](?:community-)?(\d\.\d|\d{2})",
    "mariadb": r"mariadb[/-](?:server/|repo/)?(\d+\.\d+)",
    "cassandra": r"cassandra.*?\b(\d)\dx?\b",
    "neo4j": r"neo4j.*?\b(\d)(?:\.\d+)?\b",
}
_PINNED_BY_FILE = {"npm": "package.json", "gem": "Gemfile.lock"}
_MOST = 200_000


class Installed(Record):
    """How a service came into the guest: its package, None where no step brought one; the packager by its family."""

    __slots__ = ("package", "packager", "version")
    package: Package | None
    packager: str
    version: str


def installed(runner: Runner, service: Service, cwd: str = "") -> Installed:
    """Return what is known of a service's installation."""
    best: Package | None = None
    for package in runner.guest.packages.values():
        found = lookup.of_package(package.name, package.packager, runner.guest.release)
        if found is service and (best is None or package.time > best.time):
            best = package
    if best is None:
        return Installed(None, "", _in_files(runner, service, cwd))
    packager = lookup.PACKAGERS.get(best.packager, best.packager)
    return Installed(best, packager, _version(runner, service, best, packager, cwd))


def _version(runner: Runner, service: Service, package: Package, packager: str, cwd: str) -> str:
    said = _said(package)
    if not said and packager in _LANGUAGES:
        return _in_files(runner, service, cwd) or LATEST
    return said or version_of(runner.guest, service, package)


def _said(package: Package) -> str:
    if package.version:
        return package.version
    inside = re.search(r"[-@=](\d+(?:\.\d+)*)", package.name)
    return inside[1] if inside else ""


def version_of(guest: Guest, service: Service, package: Package) -> str:
    """Return the version of a distribution's package: as pinned, as its archive says; empty where nobody knows."""
    said = _said(package)
    if said:
        return said
    added = _archives(guest)
    pattern = _REPOSITORIES.get(service.name)
    if pattern:
        names = set(re.findall(pattern, added, re.IGNORECASE))
        if len(names) == 1:
            return str(names.pop())
    if _foreign(service, added):
        return ""
    return releases.version(service.name, guest.release)


def repositories(runner: Runner) -> str:
    """Return everything that was said of other archives of packages, as one text."""
    return _archives(runner.guest)


def _archives(guest: Guest) -> str:
    found = [str(guest.extra.get("repositories", ""))]
    size = 0
    for path, file in guest.files.items():
        if path.startswith(("/etc/apt/sources.list", "/etc/yum.repos.d/", "/etc/zypp/repos.d/")):
            for version in file.versions:
                if version is not None and size < _MOST:
                    found.append(version.text[:_MOST])
                    size += len(version.text)
    return "\n".join(found)


def _foreign(service: Service, added: str) -> bool:
    """Return whether an archive was added from which the service may come."""
    names = {service.name, {"postgresql": "pgdg", "mysql": "mysql", "nginx": "nginx"}.get(service.name, service.name)}
    return any(name in added.lower() for name in names)


def _in_files(runner: Runner, service: Service, cwd: str) -> str:
    """Return the version that the project's own list of packages asks for."""
    if not cwd:
        return ""
    for packager, name in _PINNED_BY_FILE.items():
        names = service.packages.get(packager)
        if not names:
            continue
        text = runner.text(f"{cwd.rstrip('/')}/{name}")
        if text is None or len(text.text) > _MOST:
            continue
        for package in names:
            form = (
                rf'"{re.escape(package)}"\s*:\s*"[\^~=v]*(\d[\w.]*)'
                if packager == "npm"
                else rf"^ +{re.escape(package)} \((\d[\w.]*)\)"
            )
            match = re.search(form, text.text, re.MULTILINE)
            if match:
                return match[1]
    return ""


def openings(table: tuple[tuple[str, tuple[Opening, ...]], ...], version: str) -> list[tuple[Opening, ...]]:
    """Return what a service may open by default, the versions considered: one where that is known."""
    found: list[tuple[Opening, ...]] = []
    for wanted, opened in table:
        answer = releases.fits(wanted, version)
        if answer is False:
            continue
        if opened not in found:
            found.append(opened)
        if answer:
            break
    return found
