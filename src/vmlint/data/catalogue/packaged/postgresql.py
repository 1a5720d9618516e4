"""PostgreSQL: the samples of Debian's 13, 15 and 17, as pg_createcluster writes them; versions of the other releases.

Comments stand behind the values in the real file: a mark of comment is kept, so that a pattern that wants the end of
the line does not match here either. ``include_dir`` is there since postgresql-common 184 (Debian 10, Ubuntu 18.04).
"""

_RELEASES = (
    ("9.1", "ubuntu 12.04 debian 7", False), ("9.3", "ubuntu 14.04", False), ("9.4", "debian 8", False),
    ("9.5", "ubuntu 16.04", False), ("9.6", "debian 9", False), ("10", "ubuntu 18.04", True), ("11", "debian 10", True),
    ("12", "ubuntu 20.04", True), ("14", "ubuntu 22.04", True),
    ("16", "ubuntu 24.04", True),
)  # fmt: skip
_VENDOR = ("9.2", "9.3", "9.4", "9.5", "9.6", "10", "11", "12", "13", "14", "15", "16", "17")
_NAMES = "postgresql postgresql-contrib postgis postgresql-{0} postgresql-contrib-{0}"


def _debian(version: str, *, folder: bool) -> str:
    lines = [
        f"-- /etc/postgresql/{version}/main/postgresql.conf",
        f"   - data_directory = '/var/lib/postgresql/{version}/main'\t\t#",
        f"   - hba_file = '/etc/postgresql/{version}/main/pg_hba.conf'\t#",
        "   - #listen_addresses = 'localhost'\t\t#",
        "   - port = 5432\t\t\t\t#",
        "   - max_connections = 100\t\t\t#",
        "   - ssl = on" if folder else "   - ssl = true\t\t\t\t#",
    ]
    if folder:
        lines.append("   - include_dir = 'conf.d'\t\t\t#")
        lines.append(f"-- /etc/postgresql/{version}/main/conf.d/")
    return "\n".join(lines) + "\n"


def _rhel(path: str) -> str:
    return (
        f"-- {path}/postgresql.conf\n   - #listen_addresses = 'localhost'\t\t#\n   - #port = 5432\t\t\t\t#\n"
        "   - max_connections = 100\t\t\t#\n"
    )


_MEASURED = (("13", "debian 11", 781, 771), ("15", "debian 12", 815, 805), ("17", "debian 13", 849, 839))


def _measured(version: str, length: int, include: int) -> str:
    path = f"/etc/postgresql/{version}/main"
    return (
        f"-- {path}/postgresql.conf {length}\n"
        f"  42 data_directory = '/var/lib/postgresql/{version}/main'\t\t#\n"
        f"  44 hba_file = '{path}/pg_hba.conf'\t#\n"
        "  60 #listen_addresses = 'localhost'\t\t#\n"
        "  64 port = 5432\t\t\t\t#\n"
        "  65 max_connections = 100\t\t\t#\n"
        f" {include} include_dir = 'conf.d'\t\t\t#\n"
        f"-- {path}/conf.d/\n"
    )


TEXT = "\n".join(
    [
        *(
            f"== {_NAMES.format(version)} | {releases}\n{_measured(version, length, include)}"
            for version, releases, length, include in _MEASURED
        ),
        *(
            f"== {_NAMES.format(version)} | {releases}\n{_debian(version, folder=folder)}"
            for version, releases, folder in _RELEASES
        ),
        *(
            f"== postgresql-{version} | debian ubuntu | postgresql.org\n" + _debian(version, folder=version[:2] != "9.")
            for version in _VENDOR
        ),
        "== postgresql-server | rhel fedora\n" + _rhel("/var/lib/pgsql/data"),
        *(
            f"== postgresql{version.replace('.', '')}-server | rhel\n" + _rhel(f"/var/lib/pgsql/{version}/data")
            for version in _VENDOR
        ),
    ]
)
