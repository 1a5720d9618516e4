"""The deciding lines that we keep of packages' files, against the packages of three releases of Debian themselves."""

from __future__ import annotations

import os
import re

import pytest

from tests.guest.services import debian
from tests.guest.services.machines import Machine, shown
from tests.guest.services.test_started import CASES as STARTED
from vmlint.data.catalogue import lookup, packaged
from vmlint.guest.services import packaged as pristine
from vmlint.guest.services import readers
from vmlint.guest.state import Start

pytestmark = [pytest.mark.oracle, pytest.mark.slow]
IN_CI = ("nginx", "apache", "mariadb", "postgresql", "redis")
"""Services whose packages are fetched each time; the others where VMLINT_PACKAGES asks for all."""
ALL = ("11", "12", "13")

# A service of the catalogue, the package that installs it, the one with the file, the file in a machine and, where that
# is made from another one when the package is installed, the other one.
FILES = [
    ("nginx", "nginx", "nginx-common", "/etc/nginx/nginx.conf", "", ALL),
    ("nginx", "nginx", "nginx-common", "/etc/nginx/sites-available/default", "", ALL),
    ("apache", "apache2", "apache2", "/etc/apache2/apache2.conf", "", ALL),
    ("apache", "apache2", "apache2", "/etc/apache2/ports.conf", "", ALL),
    ("apache", "apache2", "apache2", "/etc/apache2/sites-available/000-default.conf", "", ALL),
    ("mariadb", "mariadb-server", "mariadb-common", "/etc/mysql/mariadb.cnf", "", ALL),
    ("mariadb", "mariadb-server", "mysql-common", "/etc/mysql/conf.d/mysql.cnf", "", ALL),
    ("mariadb", "mariadb-server", "mariadb-server-10.5", "/etc/mysql/mariadb.conf.d/50-server.cnf", "", ("11",)),
    ("mariadb", "mariadb-server", "mariadb-server", "/etc/mysql/mariadb.conf.d/50-server.cnf", "", ("12", "13")),
    ("postgresql", "postgresql", "postgresql-13", "/etc/postgresql/13/main/postgresql.conf", "/usr/share/postgresql/13/postgresql.conf.sample", ("11",)),
    ("postgresql", "postgresql", "postgresql-15", "/etc/postgresql/15/main/postgresql.conf", "/usr/share/postgresql/15/postgresql.conf.sample", ("12",)),
    ("postgresql", "postgresql", "postgresql-17", "/etc/postgresql/17/main/postgresql.conf", "/usr/share/postgresql/17/postgresql.conf.sample", ("13",)),
    ("redis", "redis-server", "redis-server", "/etc/redis/redis.conf", "", ALL),
    ("memcached", "memcached", "memcached", "/etc/memcached.conf", "/usr/share/memcached/memcached.conf.default", ALL),
    ("supervisor", "supervisor", "supervisor", "/etc/supervisor/supervisord.conf", "", ALL),
    ("php-fpm", "php7.4-fpm", "php7.4-fpm", "/etc/php/7.4/fpm/pool.d/www.conf", "", ("11",)),
    ("php-fpm", "php8.2-fpm", "php8.2-fpm", "/etc/php/8.2/fpm/pool.d/www.conf", "", ("12",)),
    ("php-fpm", "php8.4-fpm", "php8.4-fpm", "/etc/php/8.4/fpm/pool.d/www.conf", "", ("13",)),
    ("haproxy", "haproxy", "haproxy", "/etc/haproxy/haproxy.cfg", "", ALL),
    ("squid", "squid", "squid", "/etc/squid/squid.conf", "", ALL),
    ("lighttpd", "lighttpd", "lighttpd", "/etc/lighttpd/lighttpd.conf", "", ALL),
    ("caddy", "caddy", "caddy", "/etc/caddy/Caddyfile", "", ("12", "13")),
    ("mosquitto", "mosquitto", "mosquitto", "/etc/mosquitto/mosquitto.conf", "", ALL),
    ("influxdb", "influxdb", "influxdb", "/etc/influxdb/influxdb.conf", "", ALL),
    ("tomcat", "tomcat9", "tomcat9", "/etc/tomcat9/server.xml", "/usr/share/tomcat9/etc/server.xml", ("11",)),
    ("tomcat", "tomcat10", "tomcat10", "/etc/tomcat10/server.xml", "/usr/share/tomcat10/etc/server.xml", ("12", "13")),
    ("bind", "bind9", "bind9", "/etc/bind/named.conf", "", ALL),
    ("bind", "bind9", "bind9", "/etc/bind/named.conf.options", "", ALL),
    ("dnsmasq", "dnsmasq", "dnsmasq", "/etc/dnsmasq.conf", "", ALL),
    ("vsftpd", "vsftpd", "vsftpd", "/etc/vsftpd.conf", "", ALL),
    ("beanstalkd", "beanstalkd", "beanstalkd", "/etc/default/beanstalkd", "", ALL),
    ("etcd", "etcd-server", "etcd-server", "/etc/default/etcd", "", ALL),
    ("pgbouncer", "pgbouncer", "pgbouncer", "/etc/pgbouncer/pgbouncer.ini", "", ALL),
    ("tinyproxy", "tinyproxy", "tinyproxy", "/etc/tinyproxy/tinyproxy.conf", "", ("12", "13")),
]  # fmt: skip
WANTED = [row for row in FILES if row[0] in IN_CI or os.environ.get("VMLINT_PACKAGES")]
CASES = [(*row[:5], release) for row in WANTED for release in row[5]]


@pytest.fixture(autouse=True)
def _archive() -> None:
    reason = debian.missing()
    if reason:
        pytest.skip(reason)


def real(package: str, path: str, source: str, release: str) -> str:
    """Return the text of a package's own file."""
    folder = debian.unpacked(package, release)
    assert folder is not None, f"{package} of Debian {release}"
    text = (folder / (source or path).lstrip("/")).read_text(encoding="utf-8", errors="replace")
    if "postgresql" in path:
        # As pg_createcluster writes it.
        text = re.sub(r"#(port = 5432|max_connections = 100)", r"\1", text)
        text = re.sub(r"#include_dir = '...'", "include_dir = 'conf.d'", text)
        text = re.sub(r"#(data_directory|hba_file) = '[^']*'", r"\1 = 'x'", text)
    return text


@pytest.mark.parametrize(("service", "installs", "package", "path", "source", "release"), CASES)
def test_lines_and_places(service: str, installs: str, package: str, path: str, source: str, release: str) -> None:
    machine = Machine(f"debian {release}", installs)
    ours = pristine.file(machine.guest, path)
    assert ours is not None, "no line of it is kept"
    assert ours.known, ours.reason
    lines = real(package, path, source, release).splitlines()
    numbered = not (ours.pieces and ours.pieces[0].reason)
    rest = iter(lines)
    for number, line in enumerate(ours.text.splitlines(), 1):
        if line == "#" or re.match(r"(data_directory|hba_file) = ", line):
            continue
        if numbered and service != "postgresql":
            assert number <= len(lines), line
            assert same(line, lines[number - 1]), f"line {number}: {line!r}, not {lines[number - 1]!r}"
        elif numbered:
            near = lines[number - 1 : number + 2]
            assert any(same(line, each) for each in near), f"line {number}: {line!r}, not one of {near!r}"
        elif not line.startswith("\tstats socket"):
            assert any(same(line, each) for each in rest), f"{line!r} does not follow"


def same(ours: str, theirs: str) -> bool:
    """Return whether a line is the package's; of a comment behind a value only its mark is kept."""
    return ours == theirs or (ours.endswith(("#", ";")) and theirs.startswith(ours))


@pytest.mark.parametrize(("service", "installs", "package", "path", "source", "release"), CASES)
def test_means_what_the_real_file_means(
    service: str, installs: str, package: str, path: str, source: str, release: str
) -> None:
    known = lookup.by_name(service)
    assert known is not None
    start = Start(service, (), "package", service, {}, "/", "root", 1, True, (), None, False, False)
    found = []
    for text in (None, real(package, path, source, release)):
        machine = Machine(f"debian {release}", installs)
        if text is not None:
            machine.write(path, text)
        opened = readers.openings(machine, known, start)  # type: ignore[arg-type]
        found.append(None if opened is None else sorted(map(shown, opened)))
    assert found[0] == found[1]


def test_every_numbered_file_of_these_releases_is_here() -> None:
    told = {(path, release) for _, _, _, path, _, releases in FILES for release in releases}
    missed = set()
    for path in packaged.MODULES:
        for one in packaged.sets(path):
            for file, lines in one.files.items():
                if lines and lines[0][0] < 0:
                    for release in ALL:
                        if packaged.within(("debian", release), one.releases) and (file, release) not in told:
                            missed.add((file, release))
    assert missed <= {("/etc/mysql/conf.d/mysqldump.cnf", release) for release in ALL}


def test_what_the_documents_call_verified_is_what_is_tested() -> None:
    from vmlint.data.catalogue import verified

    assert {row[0] for row in FILES} == verified.LINES
    variants = {"nginx-conf.d": "nginx", "postgresql-sed-60": "postgresql", "mosquitto-plain": "mosquitto"}
    assert {variants.get(name, name) for name in STARTED} == verified.STARTED
