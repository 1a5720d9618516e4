"""Which version of a server a release of a distribution has in its own archive.

Sources: the csv's notes (PostgreSQL); packages.debian.org, packages.ubuntu.com and the release notes of RHEL.
Versions are given as far as the catalogue's ranges tell them apart.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_UBUNTU = ("12.04", "14.04", "16.04", "18.04", "20.04", "22.04", "24.04")
_DEBIAN = ("7", "8", "9", "10", "11", "12")
_EL = ("6", "7", "8", "9")

_TABLE: dict[str, tuple[Sequence[str], Sequence[str], Sequence[str]]] = {
    "postgresql": (
        ("9.1", "9.3", "9.5", "10", "12", "14", "16"), ("9.1", "9.4", "9.6", "11", "13", "15"), ("8.4", "9.2", "10", "13"),
    ),
    "mysql": (("5.5", "5.5", "5.7", "5.7", "8.0", "8.0", "8.0"), ("5.5", "5.5", "", "", "", ""), ("5.1", "", "8.0", "8.0")),
    "mariadb": (
        ("", "5.5", "10.0", "10.1", "10.3", "10.6", "10.11"), ("", "10.0", "10.1", "10.3", "10.5", "10.11"),
        ("", "5.5", "10.3", "10.5"),
    ),
    "redis": (
        ("2.2", "2.8", "3.0", "4.0", "5.0", "6.0", "7.0"), ("2.4", "2.8", "3.2", "5.0", "6.0", "7.0"),
        ("2.4", "3.2", "5.0", "6.2"),
    ),
    "memcached": (
        ("1.4", "1.4", "1.4", "1.5.6", "1.5.22", "1.6", "1.6"), ("1.4", "1.4", "1.4", "1.5.6", "1.6", "1.6"),
        ("1.4", "1.4", "1.5.22", "1.6"),
    ),
    "mongodb": (("2.0", "2.4", "2.6", "3.6", "3.6", "", ""), ("2.0", "2.4", "3.2", "", "", ""), ("", "2.6", "", "")),
    "nginx": (
        ("1.1", "1.4", "1.10", "1.14", "1.18", "1.18", "1.24"), ("1.2", "1.6", "1.10", "1.14", "1.18", "1.22"),
        ("1.10", "1.20", "1.14", "1.20"),
    ),
    "apache": (("2.2", "2.4", "2.4", "2.4", "2.4", "2.4", "2.4"), ("2.2", "2.4", "2.4", "2.4", "2.4", "2.4"), ("2.2", "2.4", "2.4", "2.4")),
    "mosquitto": (("0.15", "0.15", "1.4", "1.4", "1.6", "2.0", "2.0"), ("0.15", "1.3", "1.4", "1.5", "2.0", "2.0"), ("", "1.6", "1.6", "2.0")),
    "php-fpm": (("5.3", "5.5", "7.0", "7.2", "7.4", "8.1", "8.3"), ("5.4", "5.6", "7.0", "7.3", "7.4", "8.2"), ("5.3", "5.4", "7.2", "8.0")),
    "jekyll": (("", "0.11", "2.5", "3.1", "3.8", "4.2", "4.3"), ("0.11", "2.2", "3.1", "3.8", "3.9", "4.3"), ()),
    "influxdb": (("", "", "0.10", "1.1", "1.6", "1.6", "1.6"), ("", "", "1.0", "1.6", "1.6", "1.6"), ()),
    "tomcat": (("7", "7", "8", "8", "9", "9", "10"), ("7", "8", "8", "9", "9", "10"), ("6", "7", "9", "9")),
    "snmpd": (("5.4", "5.7", "5.7", "5.7", "5.8", "5.9", "5.9"), ("5.4", "5.7", "5.7", "5.7", "5.9", "5.9"), ()),
    "elasticsearch": (("", "", "1.7", "", "", "", ""), ("1.0", "1.0", "1.7", "", "", ""), ()),
    "zookeeper": (("3.3", "3.4", "3.4", "3.4", "3.4", "3.4", "3.8"), ("3.3", "3.4", "3.4", "3.4", "3.4", "3.8"), ()),
    "rails": (("2.3", "4.0", "4.2", "4.2", "5.2", "6.1", "6.1"), ("2.3", "4.1", "4.2", "5.2", "6.0", "6.1"), ()),
    "rackup": (("1.3", "1.5", "1.6", "1.6", "2.0", "2.1", "2.2"), ("1.4", "1.5", "1.6", "2.0", "2.1", "2.2"), ()),
    "varnish": (("3.0", "3.0", "4.1", "5.2", "6.2", "6.6", "7.1"), ("3.0", "4.0", "5.0", "6.1", "6.5", "7.1"), ("", "", "6.0", "6.6")),
}  # fmt: skip
_CODE_NAMES = {
    "precise": ("ubuntu", "12.04"), "trusty": ("ubuntu", "14.04"), "xenial": ("ubuntu", "16.04"),
    "bionic": ("ubuntu", "18.04"), "focal": ("ubuntu", "20.04"), "jammy": ("ubuntu", "22.04"), "noble": ("ubuntu", "24.04"),
    "wheezy": ("debian", "7"), "jessie": ("debian", "8"), "stretch": ("debian", "9"), "buster": ("debian", "10"),
    "bullseye": ("debian", "11"), "bookworm": ("debian", "12"),
}  # fmt: skip
_LIKE_EL = frozenset(
    {"centos", "rhel", "el", "rocky", "rockylinux", "almalinux", "alma", "oracle", "oraclelinux", "ol", "scientific"}
)


def code_name(word: str) -> tuple[str, str]:
    """Return distribution and version of a release by its code name; empty where it is none."""
    return _CODE_NAMES.get(word, ("", ""))


def version(service: str, release: tuple[str, str]) -> str:
    """Return the version of SERVICE in a release's own archive; empty where that is not known."""
    rows = _TABLE.get(service)
    if rows is None:
        return ""
    name, number = release
    if name == "ubuntu":
        return _at(rows[0], _UBUNTU, number)
    first = re.match(r"\d+", number)
    if name == "debian" and first:
        return _at(rows[1], _DEBIAN, first[0])
    if name in _LIKE_EL and first:
        return _at(rows[2], _EL, first[0])
    return ""


def _at(row: Sequence[str], releases: Sequence[str], number: str) -> str:
    return row[releases.index(number)] if row and number in releases else ""


def fits(wanted: str, has: str) -> bool | None:
    """Return whether a version is in a range (``""``, ``>=5``, ``<3.2``); None where the version is not known."""
    if not wanted:
        return True
    if wanted == "unknown" or not has:
        return None
    match = re.match(r"(>=|<)([\d.]+)$", wanted)
    if match is None:
        return None
    left, right = _numbers(has), _numbers(match[2])
    if not left:
        return None
    # `5` may be 5.1 as well as 5.7: what is not said decides nothing below it.
    if left == right[: len(left)] and len(left) < len(right):
        return None if any(right[len(left) :]) else match[1] == ">="
    return left >= right if match[1] == ">=" else left < right


def _numbers(text: str) -> list[int]:
    match = re.search(r"\d+(?:\.\d+)*", text)
    return [int(part) for part in match[0].split(".")[:4] if len(part) < 9] if match else []
