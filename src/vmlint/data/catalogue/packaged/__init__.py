"""The lines of packages' own files that decide where their services listen: keys, values, and where they stand.

A module a service, each with ``TEXT`` in this form:

    == packages | releases | repository | versions
    -- PATH LINES          a file, and how many lines it has
      22 listen 80;        line 22 of it; lines that are not here hold no setting that decides: a comment, or nothing
       - listen 80;        a line whose number is not known
    -- PATH ?              a file that it has, and nobody here knows what stands in it
    -- PATH -> PATH        a link
    -- FOLDER/             a folder; its files are those named here, and those behind the colon: ``FOLDER/: a b``

Releases are ``debian 10-12``, ``ubuntu 14.04-24.04``, ``rhel 7-9``; those behind ``~`` have the same lines at other
places. A repository, where one is named, is part of the address of the one that the package comes from; without it
the distribution's own is meant. Versions are those of the service (``>=8``). Where lines have numbers, they were read from the package itself.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

MODULES = {
    path: module
    for module, paths in {
        "nginx": "/etc/nginx",
        "apache": "/etc/apache2 /etc/httpd",
        "mysql": "/etc/mysql /etc/my.cnf /etc/my.cnf.d",
        "postgresql": "/etc/postgresql /var/lib/pgsql",
        "redis": "/etc/redis /etc/redis.conf",
        "caches": "/etc/memcached.conf /etc/sysconfig/memcached /etc/default/beanstalkd /etc/mosquitto /etc/rabbitmq "
        "/etc/default/etcd /etc/etcd /etc/pgbouncer /etc/bind /etc/named.conf /etc/dnsmasq.conf /etc/dnsmasq.d "
        "/etc/vsftpd.conf /etc/vsftpd /etc/privoxy /etc/default/prometheus /etc/default/prometheus-node-exporter",
        "web": "/etc/supervisor /etc/supervisord.conf /etc/supervisord.d /etc/php /etc/php5 /etc/php-fpm.d /etc/haproxy /etc/default/haproxy "
        "/etc/squid /etc/squid3 /etc/lighttpd /etc/caddy /etc/tinyproxy /etc/influxdb /etc/tomcat /etc/tomcat7 "
        "/etc/tomcat8 /etc/tomcat9 /etc/tomcat10 /etc/default/jenkins /etc/sysconfig/jenkins",
        "vendors": "/etc/mongod.conf /etc/mongodb.conf /etc/elasticsearch /etc/kibana /etc/logstash /etc/grafana "
        "/etc/vault.d /etc/consul.d /etc/nomad.d",
    }.items()
    for path in paths.split()
}
"""Where files lie, by the module that has their lines: a file, or a folder above it."""


class Set(Record):
    """What some packages bring on some releases. ``files``: text and whether lines have their numbers; ``links``."""

    __slots__ = ("packages", "releases", "loose", "repository", "files", "links", "folders", "versions")
    packages: tuple[str, ...]
    releases: tuple[tuple[str, str, str], ...]
    loose: tuple[tuple[str, str, str], ...]
    repository: str
    files: dict[str, tuple[tuple[int, str], ...]]
    links: dict[str, str]
    folders: dict[str, tuple[str, ...]]
    versions: str


_SETS: dict[str, tuple[Set, ...]] = {}


def sets(path: str) -> tuple[Set, ...]:
    """Return the sets of the service to which PATH belongs; none where no package's file of that name decides."""
    module = None
    at = len(path)
    while module is None and at > 0:
        module = MODULES.get(path[:at])
        at = path.rfind("/", 0, at)
    if module is None:
        return ()
    if module not in _SETS:
        from importlib import import_module

        _SETS[module] = tuple(_read(import_module(f"{__name__}.{module}").TEXT))
    return _SETS[module]


def has_link(path: str) -> bool:
    """Return whether any package's set has a link at PATH."""
    # Asked of each part of each path.
    made = sets(path)
    if not made:
        return False
    if id(made) not in _links:
        _links[id(made)] = frozenset(link for one in made for link in one.links)
    return path in _links[id(made)]


_links: dict[int, frozenset[str]] = {}
"""The links of a module's sets, which live as long as the process."""


def _read(text: str) -> list[Set]:
    made: list[Set] = []
    lines: list[tuple[int, str]] = []
    for line in text.splitlines():
        if line.startswith("=="):
            names, releases, repository, versions, *_ = [part.strip() for part in (line[2:] + "|||").split("|")]
            exact, _, loose = releases.partition("~")
            made.append(Set(tuple(names.split()), _releases(exact), _releases(loose), repository, {}, {}, {}, versions))
        elif line.startswith("--"):
            lines = _begin(made[-1], line[2:].strip())
        elif line:
            number, _, said = line.lstrip().partition(" ")
            lines.append((0 if number == "-" else int(number), said))
    for one in made:
        for path, told in one.files.items():
            one.files[path] = tuple(told)
    return made


def _begin(to: Set, head: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    path, arrow, target = head.partition(" -> ")
    if arrow:
        to.links[path] = target
    elif "/:" in head or head.endswith("/"):
        folder, _, names = head.partition("/:")
        to.folders[folder.rstrip("/")] = tuple(names.split())
    else:
        path, _, length = head.partition(" ")
        if length == "?":
            lines.append((0, GAP))
        elif length:
            lines.append((-int(length), ""))
        to.files[path] = lines  # type: ignore[assignment]
    return lines


def _releases(text: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    for name, low, high in re.findall(r"([a-z]+)(?: ([\d.]+)(?:-([\d.]+))?)?", text):
        found.append((name, low, high or low))
    return tuple(found)


def text_of(lines: tuple[tuple[int, str], ...]) -> tuple[str, bool]:
    """Return a file's text with those lines at their places, and whether every place is known.

    A line that decides nothing is a mark of comment alone: it holds no setting, and no pattern of a script's means it.
    """
    total, told = 0, lines
    if lines and lines[0][0] < 0:
        total, told = -lines[0][0], lines[1:]
    if any(number == 0 for number, _ in told) or not total:
        return "".join(line + "\n" for _, line in told), False
    by = dict(told)
    return "".join(by.get(number, "#") + "\n" for number in range(1, total + 1)), True


_within: dict[tuple[tuple[str, str], tuple[tuple[str, str, str], ...]], bool] = {}
_orders: dict[str, tuple[int, ...]] = {}
_MOST_KNOWN = 5_000


def within(release: tuple[str, str], ranges: tuple[tuple[str, str, str], ...]) -> bool:
    """Return whether a distribution and its version are one of RANGES."""
    # Asked at each look at a file of a package.
    key = release, ranges
    known = _within.get(key)
    if known is None:
        if len(_within) >= _MOST_KNOWN:
            _within.clear()
        known = _within[key] = _is_within(release, ranges)
    return known


def _is_within(release: tuple[str, str], ranges: tuple[tuple[str, str, str], ...]) -> bool:
    name, version = release
    here = order(version)
    for own, low, high in ranges:
        # 6.5 is one of 6: what a range does not say decides nothing.
        if own == name and (
            not low or (order(low) <= here[: len(order(low))] and here[: len(order(high))] <= order(high))
        ):
            return True
    return False


def order(version: str) -> Any:
    """Return a key that sorts versions."""
    known = _orders.get(version)
    if known is None:
        if len(_orders) >= _MOST_KNOWN:
            _orders.clear()
        known = _orders[version] = tuple(int(part) for part in re.findall(r"\d+", version)[:2]) or (0,)
    return known
