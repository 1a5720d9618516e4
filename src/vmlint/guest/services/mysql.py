"""MySQL's and MariaDB's files of options: read in order, the last line of a key counts.

/etc/my.cnf, then /etc/mysql/my.cnf (Debian's builds: that one alone), each with its ``!includedir`` by name where it
stands; groups ``[mysqld]``, ``[server]``, ``[mariadb]``, those with a version. ``skip-networking``: no port at all.
Without a line: all addresses of both families (before MySQL 5.6 and for MariaDB ``0.0.0.0`` is ``*``, too).
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP
from vmlint.data.catalogue import releases
from vmlint.guest.services.reading import ALL, Item, Reader, default, last, opening, plain, port_of, unknowns
from vmlint.guest.services.versions import installed

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start

MOST_INCLUDES = 6
DEBIAN, RHEL = ("/etc/mysql/my.cnf",), ("/etc/my.cnf", "/etc/mysql/my.cnf")
_GROUPS = later(r"mysqld|server|mariadbd?|mysqld-\d[\d.]*|mariadbd?-\d[\d.]*|client-server|galera")
_OFF = ("0", "off", "false", "no")


def reads(_runner: Runner, _service: Service) -> tuple[str, ...]:
    """Return the files that the server may read."""
    return ("/etc/my.cnf", "/etc/my.cnf.d/*", "/etc/mysql/*")


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where the server listens; None: it has no file of its own."""
    reader = Reader(runner, service, start)
    given = reader.option("--defaults-file")
    paths = (given,) if given else DEBIAN if reader.family == "debian" else RHEL
    items: list[Item] = []
    found = False
    for path in paths:
        found = _read(reader, path, items, 0) or found
    if not found:
        return None
    if _off(items):
        return ()
    port = last(items, "port")
    number = port_of(port)
    where = last(items, "bind-address")
    evidence = [where.evidence("bind", service.name) if where and where.key else default("bind", service.name)]
    evidence.append(port.evidence("port", service.name) if port and port.key else default("port", service.name))
    if reader.doubts:
        return tuple(unknowns(reader))
    binds = ALL if where is None else _binds(where.text) if where.known else where.unknown
    return (opening(reader, binds, 3306 if number is None else number, evidence), *_x(reader, items))


def _x(reader: Reader, items: list[Item]) -> list[Listening]:
    """Return the port of the X protocol, which MySQL has since 8.0 beside the other one."""
    version = installed(reader.runner, reader.service).version
    said = last(items, "mysqlx", "skip-mysqlx")
    off = said is not None and (said.key == "skip-mysqlx" or said.text.lower() in _OFF)
    if reader.name != "mysql" or not releases.fits(">=8", version) or off:
        return []
    where, port = last(items, "mysqlx-bind-address"), last(items, "mysqlx-port")
    evidence = [where.evidence("bind", reader.name) if where else default("bind", reader.name, "mysqlx")]
    evidence.append(port.evidence("port", reader.name) if port else default("port", reader.name, "mysqlx"))
    binds = ALL if where is None else _binds(where.text) if where.known else where.unknown
    return [opening(reader, binds, port_of(port) or 33060, evidence)]


def _binds(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for each in re.split(r"\s*,\s*", text.strip()):
        found += ALL if each in ("*", "::", "") else [each]
    return tuple(found)


def _off(items: list[Item]) -> bool:
    said = last(items, "skip-networking", "networking")
    if said is None or not said.known:
        return False
    return (said.text.lower() not in _OFF) == (said.key == "skip-networking")


def _read(reader: Reader, path: str, items: list[Item], depth: int) -> bool:
    text = reader.text(path)
    if text is None:
        return False
    for item in plain(text, path, comment="#;", joint="="):
        if item.key.startswith("!include") or (not item.key and item.text.startswith("!include")):
            _include(reader, item, items, depth)
        elif not item.key:
            reader.doubt(item.unknown.reason)
        elif _GROUPS.fullmatch(item.section) and item.key != "[":
            key = item.key.replace("_", "-").lower()
            key = key.removeprefix("loose-")
            if item.section != "client-server" or key == "port":
                items.append(Item(item.section, key, item.text, item.woven, item.start, item.end, item.path))
    return True


def _include(reader: Reader, item: Item, items: list[Item], depth: int) -> None:
    name, _, what = item.key.partition(" ")
    what = (what or item.text).strip()
    if GAP in what or not what:
        reader.doubt(item.unknown.reason)
        return
    if depth >= MOST_INCLUDES:
        return
    if name == "!includedir":
        for path in reader.paths(what.rstrip("/") + "/*.cnf"):
            _read(reader, path, items, depth + 1)
    elif not _read(reader, what, items, depth + 1):
        reader.doubt(f"{what} is not known")
