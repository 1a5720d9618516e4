"""Packages that bring others in which a server is. Sources: ``apt-cache depends`` of Debian 12; facts of the csv's notes.

Only what is certain with apt's defaults (recommended packages are installed). Where a package takes one of several, the
first counts unless another one is there already or asked for with it.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.wildcards import fits as fnmatchcase

if TYPE_CHECKING:
    from collections.abc import Collection

_DEB: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("php", ("apache2",), "*php*-fpm *php*-cgi"),
    ("php5", ("apache2",), "php5-fpm php5-cgi libapache2-mod-php5filter"),
    ("php[78].[0-9]", ("apache2",), "php*-fpm php*-cgi"),
    ("libapache2-mod-php*", ("apache2",), ""),
    ("libapache2-mod-php5", ("apache2",), ""),
    ("libapache2-mod-passenger", ("apache2",), ""),
    ("phpmyadmin", ("apache2",), "lighttpd nginx* php*-fpm"),
    ("phpldapadmin", ("apache2",), "lighttpd nginx* php*-fpm"),
    ("wordpress", ("apache2",), "nginx* lighttpd"),
    ("cacti", ("apache2", "default-mysql-server"), "nginx* lighttpd"),
    ("mediawiki", ("apache2",), "nginx* lighttpd"),
    ("smokeping", ("apache2",), ""),
    ("zabbix-frontend-php", ("apache2",), "nginx* lighttpd"),
    ("zabbix-apache-conf", ("apache2",), ""),
    ("zabbix-nginx-conf", ("nginx",), ""),
    ("nagios3", ("apache2",), ""),
    ("python-certbot-nginx", ("nginx",), ""),
    ("python3-certbot-nginx", ("nginx",), ""),
    ("python-certbot-apache", ("apache2",), ""),
    ("python3-certbot-apache", ("apache2",), ""),
    ("lamp-server^", ("apache2", "mysql-server"), ""),
    ("lamp-server", ("apache2", "mysql-server"), ""),
    ("postgresql-contrib-[0-9]*", ("postgresql",), ""),
    ("postgresql-*-postgis*", ("postgresql",), ""),
    ("postgresql-plpython*", ("postgresql",), ""),
    ("nfs-common", ("rpcbind",), ""),
    ("nfs-kernel-server", ("rpcbind",), ""),
    ("docker-compose", ("docker.io",), "docker-ce docker-engine"),
    ("kubeadm", ("kubelet",), ""),
    ("docker.io", ("containerd",), "containerd.io"),
    ("docker-ce", ("containerd.io",), ""),
    ("puppetmaster-passenger", ("apache2",), ""),
    ("gitlab", ("nginx", "postgresql", "redis-server"), ""),
    ("default-mysql-server", ("mariadb-server",), ""),
    ("percona-xtradb-cluster-*", ("percona-server-server",), ""),
)
_RPM: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("kubeadm", ("kubelet",), ""),
    ("php", ("httpd",), "nginx"),
    ("mod_*", ("httpd",), ""),
    ("zabbix-web*", ("httpd",), "nginx"),
    ("zabbix[0-9]*-web*", ("httpd",), "nginx"),
    ("nagios", ("httpd",), ""),
    ("cacti", ("httpd",), ""),
    ("munin", ("httpd",), ""),
    ("phpMyAdmin", ("httpd",), ""),
    ("phpmyadmin", ("httpd",), ""),
    ("nfs-utils", ("rpcbind",), ""),
)
_NO_RECOMMENDS = frozenset(
    {"phpmyadmin", "phpldapadmin", "cacti", "smokeping", "docker-compose", "nagios3", "zabbix-frontend-php"}
)
"""Of these apt only recommends the server."""


def brings(
    name: str, packager: str, release: tuple[str, str], there: Collection[str] = (), *, recommends: bool = True
) -> tuple[str, ...]:
    """Return the packages of servers that installing NAME brings, THERE being what is installed before or with it.

    ``recommends``: apt installs what a package only recommends (``--no-install-recommends`` turns that off).
    """
    if packager == "deb" and name == "postgresql-contrib":
        return ("postgresql",) if _server_with_contrib(release) else ()
    found: list[str] = []
    for pattern, others, instead in _DEB if packager == "deb" else _RPM if packager == "rpm" else ():
        if not fnmatchcase(name, pattern) or (not recommends and name in _NO_RECOMMENDS):
            continue
        if not any(fnmatchcase(other, each) for each in instead.split() for other in there):
            found.extend(other for other in others if other not in found)
    return tuple(found)


def _server_with_contrib(release: tuple[str, str]) -> bool:
    """Return whether ``postgresql-contrib`` needs the server there: Ubuntu up to 18.04 and Debian up to 9 do."""
    number = re.match(r"\d+(?:\.\d+)?", release[1])
    last = {"ubuntu": 18.04, "debian": 9.0}.get(release[0])
    return last is not None and number is not None and float(number[0]) <= last
