"""Zabbix's server and agent (``ListenIP``, ``ListenPort``), and Mesos's programs, of which each flag is a file.

Zabbix: the last line of a key counts, ``Include`` reads further files; commas stand between several addresses.
Mesos: ``/etc/mesos-master/ip`` holds what ``--ip`` is given (the packages' scripts do that); so ``/etc/marathon/conf``.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.guest.services.reading import ALL, Item, Reader, default, last, opening, plain, port_of, unknowns

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start

_FILES = {
    "zabbix-server": ("/etc/zabbix/zabbix_server.conf",),
    "zabbix-agent": ("/etc/zabbix/zabbix_agentd.conf", "/etc/zabbix/zabbix_agent2.conf"),
}
_FOLDERS = {
    "mesos-master": ("/etc/mesos-master", "ip", "port", 5050),
    "mesos-slave": ("/etc/mesos-slave", "ip", "port", 5051),
    "marathon": ("/etc/marathon/conf", "http_address", "http_port", 8080),
}
_PORTS = {"zabbix-server": 10051, "zabbix-agent": 10050}
MOST_INCLUDES = 4


def reads(_runner: Runner, service: Service) -> tuple[str, ...]:
    """Return the files that a service may read."""
    if service.name in _FOLDERS:
        return (f"{_FOLDERS[service.name][0]}/*",)
    return (*_FILES[service.name], "/etc/zabbix/*.d/*")


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where the service listens; None: it has no file of its own."""
    reader = Reader(runner, service, start)
    return _of_folder(reader) if service.name in _FOLDERS else _of_files(reader)


def _of_files(reader: Reader) -> tuple[Listening, ...] | None:
    given = reader.option("-c", "--config")
    items: list[Item] = []
    found = [path for path in ((given,) if given else _FILES[reader.name]) if _read(reader, path, items, 0)]
    if not found:
        return None
    return _opened(reader, last(items, "ListenIP"), last(items, "ListenPort"), _PORTS[reader.name], web=False)


def _read(reader: Reader, path: str, items: list[Item], depth: int) -> bool:
    text = reader.text(path)
    if text is None:
        return False
    for item in plain(text, path, joint="="):
        if item.key == "Include" and depth < MOST_INCLUDES:
            names = item.text if "*" in item.text else item.text.rstrip("/") + "/*"
            for each in [item.text, *reader.paths(names)] if item.known else ():
                _read(reader, each, items, depth + 1)
        elif not item.key:
            reader.doubt(item.unknown.reason)
        else:
            items.append(item)
    return True


def _of_folder(reader: Reader) -> tuple[Listening, ...] | None:
    folder, address, number, port = _FOLDERS[reader.name]
    if not any(path.startswith(folder + "/") for path in reader.guest.files):
        return None
    reader.names(folder)
    return _opened(reader, _whole(reader, f"{folder}/{address}"), _whole(reader, f"{folder}/{number}"), port, web=True)


def _whole(reader: Reader, path: str) -> Item | None:
    """Return all that stands in a file as one setting."""
    text = reader.text(path)
    if text is None:
        return None
    start = len(text.text) - len(text.text.lstrip())
    end = max(start, len(text.text.rstrip()))
    return Item("", path.rpartition("/")[2], text.text[start:end], text, start, end, path)


def _opened(reader: Reader, where: Item | None, port: Item | None, number: int, *, web: bool) -> tuple[Listening, ...]:
    if reader.doubts:
        return tuple(unknowns(reader, web=web))
    evidence = [where.evidence("bind", reader.name) if where else default("bind", reader.name)]
    evidence.append(port.evidence("port", reader.name) if port else default("port", reader.name))
    said = port_of(port)
    chosen = number if said is None else said
    if where is None:
        return (opening(reader, ALL if not web else ("0.0.0.0",), chosen, evidence, web=web),)
    if not where.known:
        return (opening(reader, where.unknown, chosen, evidence, web=web),)
    binds = [each.strip() for each in where.text.split(",") if each.strip()]
    return (opening(reader, binds, chosen, evidence, web=web),)
