"""Which distribution and release a box has, as far as its name tells: ``bento/ubuntu-18.04``, ``trusty64``."""

from __future__ import annotations

from vmlint.basics.patterns import later

_CODE_NAMES = {
    "lucid": ("ubuntu", "10.04"), "precise": ("ubuntu", "12.04"), "quantal": ("ubuntu", "12.10"),
    "raring": ("ubuntu", "13.04"), "saucy": ("ubuntu", "13.10"), "trusty": ("ubuntu", "14.04"),
    "utopic": ("ubuntu", "14.10"), "vivid": ("ubuntu", "15.04"), "wily": ("ubuntu", "15.10"),
    "xenial": ("ubuntu", "16.04"), "yakkety": ("ubuntu", "16.10"), "zesty": ("ubuntu", "17.04"),
    "artful": ("ubuntu", "17.10"), "bionic": ("ubuntu", "18.04"), "cosmic": ("ubuntu", "18.10"),
    "disco": ("ubuntu", "19.04"), "eoan": ("ubuntu", "19.10"), "focal": ("ubuntu", "20.04"),
    "groovy": ("ubuntu", "20.10"), "hirsute": ("ubuntu", "21.04"), "impish": ("ubuntu", "21.10"),
    "jammy": ("ubuntu", "22.04"), "kinetic": ("ubuntu", "22.10"), "lunar": ("ubuntu", "23.04"),
    "mantic": ("ubuntu", "23.10"), "noble": ("ubuntu", "24.04"), "oracular": ("ubuntu", "24.10"),
    "squeeze": ("debian", "6"), "wheezy": ("debian", "7"), "jessie": ("debian", "8"), "stretch": ("debian", "9"),
    "buster": ("debian", "10"), "bullseye": ("debian", "11"), "bookworm": ("debian", "12"), "trixie": ("debian", "13"),
}  # fmt: skip
_NAMES = {
    "ubuntu": "ubuntu", "debian": "debian", "centos": "centos", "centosstream": "centos", "rhel": "rhel",
    "redhat": "rhel", "rocky": "rockylinux", "rockylinux": "rockylinux", "almalinux": "almalinux", "alma": "almalinux",
    "oraclelinux": "oraclelinux", "oracle": "oraclelinux", "ol": "oraclelinux", "fedora": "fedora", "alpine": "alpine",
    "arch": "arch", "archlinux": "arch", "opensuse": "opensuse", "sles": "opensuse", "amazonlinux": "amazon",
    "amazon": "amazon", "scientific": "scientific", "sl": "scientific", "linuxmint": "linuxmint", "kali": "kali",
    "gentoo": "gentoo", "freebsd": "freebsd", "openbsd": "openbsd", "netbsd": "netbsd",
}  # fmt: skip
_CODED = later(r"(?<![a-z])(" + "|".join(_CODE_NAMES) + r")(?:32|64|server|desktop)?(?![a-z])")
_NAMED = later(r"(?<![a-z])(" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")(?![a-z])")
_NUMBER = later(r"[-_/.]?(?:server|linux|stream|atomic|minimal|desktop|cloud|leap)?[-_/]?(?P<number>\d+(?:\.\d+)*)")
_SIZES = ("32", "64", "86")


def release_of(box: str) -> tuple[str, str]:
    """Return distribution and version of a box by its NAME; either is empty where the name does not tell."""
    name = box.lower()
    coded = _CODED.search(name)
    if coded is not None:
        return _CODE_NAMES[coded[1]]
    for named in _NAMED.finditer(name):
        number = _NUMBER.match(name, named.end())
        system = _NAMES[named[1]]
        version = "" if number is None or number["number"] in _SIZES else _version(system, number["number"])
        if version or not _NAMED.search(name, named.end()):
            return system, version
    return "", ""


def code_name(system: str, version: str) -> str:
    """Return the code name of a release, empty where it has none."""
    return next((name for name, release in _CODE_NAMES.items() if release == (system, version)), "")


def _version(system: str, number: str) -> str:
    """Return a version as the distribution writes it."""
    if system == "ubuntu":
        digits = number.replace(".", "")
        return f"{digits[:2]}.{digits[2:4]}" if len(digits) >= 4 else number if "." in number else ""
    if system in ("debian", "fedora"):
        return number.partition(".")[0] if len(number.partition(".")[0]) < 3 else number[: 1 + (system == "fedora")]
    if system == "alpine":
        return number if "." in number else f"{number[0]}.{number[1:]}" if len(number) > 1 else number
    if "." not in number and len(number) > 1:
        # generic/centos610, boxcutter/centos72
        return number[0] if number[0] != "1" else number[:2]
    return number
