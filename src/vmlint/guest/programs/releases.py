"""What a box's release tells of itself, as far as the box's name says it: its codename, its distribution."""

from __future__ import annotations

CODENAMES = {
    ("ubuntu", "10.04"): "lucid", ("ubuntu", "12.04"): "precise", ("ubuntu", "13.10"): "saucy",
    ("ubuntu", "14.04"): "trusty", ("ubuntu", "14.10"): "utopic", ("ubuntu", "15.04"): "vivid",
    ("ubuntu", "15.10"): "wily", ("ubuntu", "16.04"): "xenial", ("ubuntu", "16.10"): "yakkety",
    ("ubuntu", "17.04"): "zesty", ("ubuntu", "17.10"): "artful", ("ubuntu", "18.04"): "bionic",
    ("ubuntu", "18.10"): "cosmic", ("ubuntu", "19.04"): "disco", ("ubuntu", "19.10"): "eoan",
    ("ubuntu", "20.04"): "focal", ("ubuntu", "20.10"): "groovy", ("ubuntu", "21.04"): "hirsute",
    ("ubuntu", "21.10"): "impish", ("ubuntu", "22.04"): "jammy", ("ubuntu", "22.10"): "kinetic",
    ("ubuntu", "23.04"): "lunar", ("ubuntu", "23.10"): "mantic", ("ubuntu", "24.04"): "noble",
    ("debian", "6"): "squeeze", ("debian", "7"): "wheezy", ("debian", "8"): "jessie", ("debian", "9"): "stretch",
    ("debian", "10"): "buster", ("debian", "11"): "bullseye", ("debian", "12"): "bookworm", ("debian", "13"): "trixie",
}  # fmt: skip
_NAMES = {
    "ubuntu": "Ubuntu", "debian": "Debian", "centos": "CentOS", "fedora": "Fedora", "rocky": "Rocky",
    "almalinux": "AlmaLinux",
}  # fmt: skip


def codename(release: tuple[str, str]) -> str | None:
    """Return a release's codename."""
    system, version = release
    return CODENAMES.get((system, version if system == "ubuntu" else version.partition(".")[0]))


def distributor(release: tuple[str, str]) -> str | None:
    """Return a distribution's name as ``lsb_release -i`` prints it."""
    return _NAMES.get(release[0])
