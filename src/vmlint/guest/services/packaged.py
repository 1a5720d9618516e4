"""The files that packages bring, as far as they decide where something listens, before anybody has changed them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.wildcards import fits as fnmatchcase
from vmlint.basics.woven import GAP, Piece, Woven, gap
from vmlint.data.catalogue import packaged as lines

if TYPE_CHECKING:
    from vmlint.guest.state import Guest

_FAMILIES = {
    "debian": "debian", "ubuntu": "debian", "linuxmint": "debian", "kali": "debian", "raspbian": "debian",
    "rhel": "rhel", "centos": "rhel", "rocky": "rhel", "almalinux": "rhel", "alma": "rhel", "oracle": "rhel",
    "oraclelinux": "rhel", "scientific": "rhel", "redhat": "rhel", "fedora": "fedora", "alpine": "alpine",
}  # fmt: skip
_PACKAGERS = {"apt": "debian", "deb": "debian", "dpkg": "debian", "yum": "rhel", "dnf": "rhel", "rpm": "rhel"}
REST = "the rest of a package's own file"
"""The reason of a piece that stands for lines whose place or text is not here; they decide nothing."""


def family(guest: Guest) -> str:
    """Return ``debian``, ``rhel``, …, from the release or from what packages were installed with; empty if unknown."""
    found = _FAMILIES.get(guest.release[0].lower(), "")
    if found or guest.release[0]:
        return found
    for packager, _ in guest.packages:
        if packager in _PACKAGERS:
            return _PACKAGERS[packager]
    return ""


def file(guest: Guest, path: str) -> Woven | None:
    """Return what a package's own file at PATH holds; one GAP where that is not known; None: no package brings it."""
    found: list[tuple[str, bool]] = []
    for one, exact in _sets(guest, path):
        if path in one.files:
            text, numbered = _text(one, path, exact=exact)
            if all(text != other for other, _ in found):
                found.append((text, numbered))
    if not found:
        return gap("what the package has in it on this release is not known", None) if _claimed(guest, path) else None
    if len(found) > 1:
        return gap("which release the package is of is not known", None)
    text, numbered = found[0]
    if GAP in text:
        return gap("what this package has in it is not known", None)
    return Woven(text, (Piece(len(text), None, reason="" if numbered else REST),)) if text else Woven()


_texts: dict[tuple[int, str, bool], tuple[str, bool]] = {}
"""Texts by their set, which lives as long as the process."""


def _text(one: lines.Set, path: str, *, exact: bool) -> tuple[str, bool]:
    key = id(one), path, exact
    if key not in _texts:
        text, numbered = lines.text_of(one.files[path])
        if not exact:
            text, numbered = "".join(f"{said}\n" for said in text.splitlines() if said != "#"), False
        _texts[key] = text, numbered
    return _texts[key]


def link(guest: Guest, path: str) -> str | None:
    """Return where a link leads that a package brings."""
    if not lines.has_link(path):
        return None
    return next((one.links[path] for one, _ in _sets(guest, path) if path in one.links), None)


def folder(guest: Guest, path: str) -> list[str] | None:
    """Return the names of what packages bring into a folder; None where no package is known to bring the folder."""
    path = path.rstrip("/")
    found: set[str] = set()
    known = False
    for one, _ in _sets(guest, path):
        known = known or path in one.folders
        found.update(one.folders.get(path, ()))
        for each in (*one.files, *one.links, *one.folders):
            if each.startswith(path + "/"):
                found.add(each[len(path) + 1 :].partition("/")[0])
                known = True
    return sorted(found) if known else None


def paths(guest: Guest, start: str) -> list[str]:
    """Return the files that packages bring below a folder, as far as they decide."""
    return sorted({path for one, _ in _sets(guest, start.rstrip("/")) for path in one.files if path.startswith(start)})


def matching(guest: Guest, pattern: str) -> list[str]:
    """Return the files that packages bring whose paths PATTERN matches, stars in its folders, too."""
    found: set[str] = set()
    for start in lines.MODULES:
        depth = start.count("/") + 1
        if fnmatchcase(start, "/".join(pattern.split("/")[:depth])):
            found.update(path for path in paths(guest, start) if fnmatchcase(path, pattern))
    return sorted(found)


def _sets(guest: Guest, path: str) -> list[tuple[lines.Set, bool]]:
    """Return the sets that are installed, each with whether its places are those of this release."""
    found = []
    release = (guest.release[0].lower(), guest.release[1])
    own = family(guest)
    if own == "rhel":
        release = ("rhel", release[1])
    for one in _of_packages(guest, lines.sets(path)):
        if one.repository and not _repository(guest, one.repository):
            continue
        if one.versions and not _may_be(guest, one):
            continue
        if lines.within(release, one.releases):
            found.append((one, True))
        elif lines.within(release, one.loose) or (not release[1] and _of_family(one, own)):
            found.append((one, False))
    special = [each for each in found if each[0].repository]
    # A package of a repository of its own stands for the distribution's of the same name.
    return special or found


def _of_family(one: lines.Set, own: str) -> bool:
    return bool(own) and any(_FAMILIES.get(name) == own for name, *_ in (*one.releases, *one.loose))


_known: dict[tuple[int, tuple[str, ...]], list[lines.Set]] = {}
_MOST_KNOWN = 500


def _of_packages(guest: Guest, sets: tuple[lines.Set, ...]) -> list[lines.Set]:
    """Return those of SETS of which a package is installed; asked at each look at a file, worked out once."""
    if not sets:
        return []
    key = id(sets), tuple(name for _, name in guest.packages)
    found = _known.get(key)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[key] = [one for one in sets if any(_has(one, name) for name in key[1])]
    return found


def _may_be(guest: Guest, one: lines.Set) -> bool:
    """Return whether what is installed may be of the versions that a set is of."""
    from vmlint.data.catalogue import lookup, releases
    from vmlint.guest.services.versions import version_of

    for package in guest.packages.values():
        if _has(one, package.name):
            service = lookup.of_package(package.name, package.packager, guest.release)
            if service is None or releases.fits(one.versions, version_of(guest, service, package)) is not False:
                return True
    return False


def _repository(guest: Guest, address: str) -> bool:
    """Return whether a repository with ADDRESS in its name was added."""
    for path, each in guest.files.items():
        if path.startswith(("/etc/apt/sources.list", "/etc/yum.repos.d")):
            texts = [version.text for version in each.versions if version is not None]
            if any(address in text for text in texts):
                return True
    return address in str(guest.extra.get("repositories", ""))


def _claimed(guest: Guest, path: str) -> bool:
    """Return whether an installed package has a file at PATH on some release, and nobody knows what it has on this."""
    own = family(guest)
    here = [name for _, name in guest.packages]
    known = {name for one, _ in _sets(guest, path) for name in here if _has(one, name)}
    for one in lines.sets(path):
        if path in one.files and (not own or _of_family(one, own)):
            names = [name for name in here if _has(one, name) and name not in known]
            if names and (not one.repository or _repository(guest, one.repository)):
                return True
    return False


def _has(one: lines.Set, name: str) -> bool:
    key = (one.packages, name)
    if key not in _matches:
        _matches[key] = any(fnmatchcase(name, pattern) for pattern in one.packages)
    return _matches[key]


_matches: dict[tuple[tuple[str, ...], str], bool] = {}
