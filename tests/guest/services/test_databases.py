"""Where MySQL, MariaDB and PostgreSQL listen, from what packages bring and scripts write."""

from __future__ import annotations

import pytest

from tests.guest.services.machines import Machine
from vmlint.guest.services import mysql, postgresql

ALL = "0.0.0.0,::"


@pytest.mark.parametrize(
    ("release", "package", "found"),
    [
        ("ubuntu 12.04", "mysql-server", "127.0.0.1 3306"),
        ("ubuntu 14.04", "mysql-server-5.6", "127.0.0.1 3306"),
        ("ubuntu 16.04", "mysql-server", "127.0.0.1 3306"),
        ("ubuntu 22.04", "mysql-server", "127.0.0.1 3306|127.0.0.1 33060"),
        ("debian 12", "mariadb-server", "127.0.0.1 3306"),
        ("debian 9", "default-mysql-server", "127.0.0.1 3306"),
        ("centos 7", "mariadb-server", f"{ALL} 3306"),
        ("rocky 9", "mysql-server", f"{ALL} 3306|{ALL} 33060"),
        ("centos 7", "mysql-server", f"{ALL} 3306"),
        ("ubuntu 99.04", "mysql-server", "? ?"),
    ],
)
def test_mysql_as_installed(release: str, package: str, found: str) -> None:
    assert Machine(release, package).openings(mysql, "mysql") == found.split("|")


MYSQLD = "/etc/mysql/mysql.conf.d/mysqld.cnf"


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        (MYSQLD, "[mysqld]\nbind-address = 0.0.0.0\n", ["0.0.0.0 3306"]),
        (MYSQLD, "[mysqld]\nbind_address=0.0.0.0 # all\nport=3307\n", ["0.0.0.0 3307"]),
        (MYSQLD, "[mysqld]\n", [f"{ALL} 3306"]),
        (MYSQLD, "[mysqld]\n#bind-address = 127.0.0.1\n", [f"{ALL} 3306"]),
        (MYSQLD, "[mysqld]\nskip-networking\n", []),
        (MYSQLD, "[mysqld]\nskip-networking=0\n", [f"{ALL} 3306"]),
        (MYSQLD, "[mysqld]\nbind-address = *\n", [f"{ALL} 3306"]),
        (MYSQLD, "[mysqld]\nbind-address = 127.0.0.1,192.168.1.4\n", ["127.0.0.1,192.168.1.4 3306"]),
        (MYSQLD, "[client]\nbind-address = 127.0.0.1\nport=9\n", [f"{ALL} 3306"]),
        (MYSQLD, "[mysqld]\nbind-address = …\n", ["? 3306"]),
        (MYSQLD, "…\n[mysqld]\nbind-address = ::1\n", ["? ?"]),
        # Later by name, but read earlier: conf.d comes before mysql.conf.d.
        ("/etc/mysql/conf.d/z.cnf", "[mysqld]\nbind-address = 0.0.0.0\n", ["127.0.0.1 3306"]),
        ("/etc/mysql/mysql.conf.d/z.cnf", "[mysqld]\nbind-address = 0.0.0.0\n", ["0.0.0.0 3306"]),
        ("/etc/mysql/mysql.conf.d/z.conf", "[mysqld]\nbind-address = 0.0.0.0\n", ["127.0.0.1 3306"]),
        ("/etc/mysql/mysql.conf.d/a.cnf", "[mysqld]\nbind-address = 0.0.0.0\nport=3310\n", ["127.0.0.1 3306"]),
        ("/etc/mysql/my.cnf", "[mysqld]\nbind-address = 10.0.0.5\n", ["10.0.0.5 3306"]),
        # Debian's builds read /etc/mysql/my.cnf alone.
        ("/etc/my.cnf", "[mysqld]\nbind-address = 0.0.0.0\n", ["127.0.0.1 3306"]),
    ],
)
def test_mysql_written(path: str, text: str, found: list[str]) -> None:
    assert Machine("ubuntu 18.04", "mysql-server").write(path, text).openings(mysql, "mysql") == found


def test_mysql_edited() -> None:
    machine = Machine("ubuntu 14.04", "mysql-server").edit("/etc/mysql/my.cnf", "127.0.0.1", "0.0.0.0")
    assert machine.openings(mysql, "mysql") == ["0.0.0.0 3306"]


def test_mysql_vendor() -> None:
    machine = Machine("ubuntu 18.04", "mysql-server")
    machine.write("/etc/apt/sources.list.d/mysql.list", "deb http://repo.mysql.com/apt/ubuntu/ bionic mysql-8.0\n")
    assert machine.openings(mysql, "mysql") == ["? ?"]


@pytest.mark.parametrize(
    ("release", "package", "found"),
    [
        ("debian 12", "postgresql", ["localhost 5432"]),
        ("ubuntu 14.04", "postgresql-9.3", ["localhost 5432"]),
        ("ubuntu 12.04", "postgresql-contrib", ["localhost 5432"]),
        ("centos 7", "postgresql-server", ["localhost 5432"]),
        ("debian 12", "postgresql-client", ["nothing known"]),
    ],
)
def test_postgresql_as_installed(release: str, package: str, found: list[str]) -> None:
    assert Machine(release, package).openings(postgresql, "postgresql") == found


PG = "/etc/postgresql/15/main"


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        (f"{PG}/postgresql.conf", "listen_addresses = '*'\n", [f"{ALL} 5432"]),
        (f"{PG}/postgresql.conf", "listen_addresses='*'\t# all\nport=5433", [f"{ALL} 5433"]),
        (f"{PG}/postgresql.conf", "listen_addresses '0.0.0.0'\n", ["0.0.0.0 5432"]),
        (f"{PG}/postgresql.conf", "listen_addresses = 'localhost, 10.0.0.4'\n", ["localhost,10.0.0.4 5432"]),
        (f"{PG}/postgresql.conf", "listen_addresses = ''\n", []),
        (f"{PG}/postgresql.conf", "listen_addresses = '*'\nlisten_addresses = 'localhost'\n", ["localhost 5432"]),
        (f"{PG}/postgresql.conf", "#listen_addresses = '*'\n", ["localhost 5432"]),
        (f"{PG}/postgresql.conf", "listen_addresses = '…'\n", ["? 5432"]),
        (f"{PG}/postgresql.conf", "include '/x'\n", ["? ?"]),
        (f"{PG}/conf.d/x.conf", "LISTEN_ADDRESSES = '*'\n", [f"{ALL} 5432"]),
        (f"{PG}/conf.d/x", "listen_addresses = '*'\n", ["localhost 5432"]),
        (f"{PG}/pg_hba.conf", "host all all 0.0.0.0/0 md5\n", ["localhost 5432"]),
    ],
)
def test_postgresql_written(path: str, text: str, found: list[str]) -> None:
    machine = Machine("debian 12", "postgresql").write(path, text)
    assert machine.openings(postgresql, "postgresql") == found


def test_postgresql_edited_and_appended() -> None:
    path = f"{PG}/postgresql.conf"
    machine = Machine("debian 12", "postgresql").edit(path, "#listen_addresses = 'localhost'", "listen_addresses = '*'")
    assert machine.openings(postgresql, "postgresql") == [f"{ALL} 5432"]
    machine.append(path, "listen_addresses = '192.168.50.4'\n")
    assert machine.openings(postgresql, "postgresql") == ["192.168.50.4 5432"]


def test_postgresql_vendor_version() -> None:
    machine = Machine("ubuntu 14.04", "postgresql-9.6")
    machine.write("/etc/apt/sources.list.d/pgdg.list", "deb http://apt.postgresql.org/pub/repos/apt/ trusty-pgdg main")
    assert machine.openings(postgresql, "postgresql") == ["localhost 5432"]


def test_second_version_has_another_port() -> None:
    machine = Machine("ubuntu 16.04", "postgresql-9.5")
    machine.write("/etc/postgresql/9.6/main/postgresql.conf", "listen_addresses = '*'\n")
    assert machine.openings(postgresql, "postgresql") == ["localhost ?", f"{ALL} ?"]


MYSQLD_8 = "/etc/mysql/mysql.conf.d/mysqld.cnf"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[mysqld]\nbind-address = 0.0.0.0\n", ["0.0.0.0 3306", f"{ALL} 33060"]),
        ("[mysqld]\nmysqlx-bind-address = 10.0.0.4\nmysqlx_port=33061\n", [f"{ALL} 3306", "10.0.0.4 33061"]),
        ("[mysqld]\nmysqlx = 0\n", [f"{ALL} 3306"]),
        ("[mysqld]\nskip-networking\n", []),
    ],
)
def test_mysql_x(text: str, found: list[str]) -> None:
    assert Machine("ubuntu 22.04", "mysql-server").write(MYSQLD_8, text).openings(mysql, "mysql") == found
