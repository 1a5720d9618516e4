"""PostgreSQL's postgresql.conf: ``listen_addresses`` (by default ``localhost``) and ``port``; the last line counts.

Debian's packages keep it in /etc/postgresql/VERSION/main/, where a second version gets port 5433; EL's in the data
folder, /var/lib/pgsql/data or /var/lib/pgsql/VERSION/data. What ``ALTER SYSTEM`` writes (postgresql.auto.conf) is last.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP
from vmlint.guest.services import packaged
from vmlint.guest.services.reading import ALL, Item, Reader, default, last, opening, plain, port_of, unknowns
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start

_PATH = later(r"/etc/postgresql/([^/]+)/([^/]+)/postgresql\.conf|/var/lib/pgsql/(?:([^/]+)/)?data/postgresql\.conf")
MOST_INCLUDES = 6


def reads(_runner: Runner, _service: Service) -> tuple[str, ...]:
    """Return the files that the server may read."""
    return ("/etc/postgresql/*", "/var/lib/pgsql/*")


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where the clusters listen; None: there is no file of them."""
    reader = Reader(runner, service, start)
    made: list[Listening] = []
    paths = _paths(reader)
    for path in paths:
        made += _cluster(reader, path, alone=len(paths) == 1)
    return tuple(made) if paths else None


def _paths(reader: Reader) -> list[str]:
    given = reader.option("-D")
    if given:
        return [given.rstrip("/") + "/postgresql.conf"]
    found = {path for path in reader.guest.files if _PATH.fullmatch(path) and GAP not in path}
    found |= {path for path in _own(reader) if reader.text(path) is not None}
    return sorted(path for path in found if reader.text(path) is not None)[:4]


def _own(reader: Reader) -> list[str]:
    return packaged.paths(reader.guest, "/etc/postgresql/") + packaged.paths(reader.guest, "/var/lib/pgsql/")


def _cluster(reader: Reader, path: str, *, alone: bool) -> list[Listening]:
    items: list[Item] = []
    reader.doubts = []
    _read(reader, path, items, 0)
    _read(reader, path.rpartition("/")[0] + "/postgresql.auto.conf", items, 0)
    where, port = last(items, "listen_addresses"), last(items, "port")
    number = port_of(port)
    evidence = [where.evidence("bind", reader.name) if where and where.key else default("bind", reader.name)]
    evidence.append(port.evidence("port", reader.name) if port and port.key else default("port", reader.name))
    if reader.doubts:
        return unknowns(reader)
    if not alone and (port is None or port.span is None):
        number = Unknown("several versions are installed: the second gets the next free port")
    number = 5432 if number is None else number
    if where is None:
        return [opening(reader, ["localhost"], number, evidence)]
    if not where.known:
        return [opening(reader, where.unknown, number, evidence)]
    binds: list[str] = []
    for each in re.split(r"\s*,\s*", where.text.strip()):
        binds += ALL if each == "*" else [each] if each else []
    # An empty list: no port at all.
    return [opening(reader, binds, number, evidence)] if binds else []


def _read(reader: Reader, path: str, items: list[Item], depth: int) -> bool:
    text = reader.text(path)
    if text is None:
        return False
    for item in _settings(text, path):
        key = item.key.lower()
        if not key:
            reader.doubt(item.unknown.reason)
        elif key in ("include", "include_if_exists", "include_dir") and depth < MOST_INCLUDES:
            if not item.known:
                reader.doubt(item.unknown.reason)
                continue
            what = item.text if item.text.startswith("/") else f"{path.rpartition('/')[0]}/{item.text}"
            for each in reader.paths(what.rstrip("/") + "/*.conf") if key == "include_dir" else [what]:
                if not _read(reader, each, items, depth + 1) and key == "include":
                    reader.doubt(f"{each} is not known")
        else:
            items.append(Item("", key, item.text, item.woven, item.start, item.end, item.path))
    return True


def _settings(text: object, path: str) -> list[Item]:
    """Return its settings: ``key = value``, ``key value``, the value in quotes or not."""
    found = []
    for item in plain(text, path, joint=""):  # type: ignore[arg-type]
        key, sign, rest = item.key.partition("=")
        value, start, end = (rest, item.end, item.end) if sign and not item.text else (item.text, item.start, item.end)
        if sign and rest and not item.text:
            start = item.start - len(rest)
        elif value.startswith("="):
            cut = len(value) - len(value[1:].lstrip())
            value, start = value[cut:], start + cut
        if len(value) > 1 and value[0] == value[-1] == "'":
            value, start, end = value[1:-1], start + 1, end - 1
        found.append(Item("", key.strip(), value, item.woven, start, end, path))
    return found
