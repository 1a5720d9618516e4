"""Which init system a machine has, by its distribution's release."""

from __future__ import annotations

SYSTEMD, UPSTART, SYSV = "systemd", "upstart", "sysv"
_FIRST_SYSTEMD = {"ubuntu": 15.0, "debian": 8.0, "centos": 7.0, "rhel": 7.0, "oraclelinux": 7.0, "rockylinux": 0.0}
_UPSTART = {"ubuntu": 6.0, "centos": 6.0, "rhel": 6.0, "oraclelinux": 6.0}


def init_systems(release: tuple[str, str]) -> tuple[str, ...]:
    """Return the init systems that a machine may have, by its distribution's release."""
    system, version = release
    try:
        number = float(".".join(version.split(".")[:2])) if version else None
    except ValueError:
        number = None
    if system == "alpine":
        return (SYSV,)
    if number is None or system not in _FIRST_SYSTEMD:
        return (SYSTEMD,) if system in ("fedora", "arch", "opensuse", "almalinux", "rockylinux") else (SYSTEMD, UPSTART)
    if number >= _FIRST_SYSTEMD[system]:
        return (SYSTEMD,)
    return (UPSTART, SYSV) if number >= _UPSTART.get(system, 99.0) else (SYSV,)
