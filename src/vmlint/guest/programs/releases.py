"""What a box's release tells of itself, as far as the box's name says it: its codename, its distribution."""

from __future__ import annotations

from vmlint.basics.woven import GAP, Woven, gap, joined, made

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


_VERSIONED = {
    "ubuntu": "Ubuntu",
    "debian": "Debian GNU/Linux",
    "centos": "CentOS Linux",
    "fedora": "Fedora",
    "rocky": "Rocky Linux",
}
_LIKE = {"ubuntu": "debian", "centos": "rhel fedora", "rocky": "rhel centos fedora"}


def text_of(release: tuple[str, str], path: str) -> Woven | None:
    """Return what stands in ``/etc/os-release`` or ``/etc/lsb-release``, as far as the box's name tells."""
    said = _said(release, path)
    if said is None:
        return None
    parts = [made(each, None) for each in said.split(GAP)]
    unknown = gap(f"what stands in the box's own {path} is not known", None)
    return parts[0] + joined([unknown + each for each in parts[1:]])


def _said(release: tuple[str, str], path: str, unknown: str = GAP) -> str | None:
    system, version = release
    name = codename(release)
    if path == "/etc/lsb-release" and system == "ubuntu" and version and name:
        return (
            f"DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE={version}\nDISTRIB_CODENAME={name}\n"
            f'DISTRIB_DESCRIPTION="Ubuntu {version}{unknown}"\n'
        )
    if path == "/etc/os-release" and system in _VERSIONED and version:
        lines = [f'NAME="{_VERSIONED[system]}"', f'VERSION="{unknown}"', f"ID={system}"]
        if system in ("centos", "rocky"):
            lines[-1] = f'ID="{system}"'
        if system in _LIKE:
            lines.append(f"ID_LIKE={_LIKE[system]}" if system == "ubuntu" else f'ID_LIKE="{_LIKE[system]}"')
        number = version if system in ("ubuntu", "fedora") else version.partition(".")[0]
        number = unknown if system == "rocky" else number
        lines.append(f"VERSION_ID={number}" if system == "fedora" else f'VERSION_ID="{number}"')
        if name and (system, version) not in (
            ("ubuntu", "14.04"),
            ("ubuntu", "12.04"),
            ("debian", "8"),
            ("debian", "7"),
        ):
            lines.append(f"VERSION_CODENAME={name}")
        return "\n".join(lines) + f'\nPRETTY_NAME="{unknown}"\n'
    return None
