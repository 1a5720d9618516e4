"""Brokers whose files are more than keys: RabbitMQ with its plugins, Mosquitto with its listeners.

RabbitMQ: ``listeners.tcp.*`` (rabbitmq.conf), ``tcp_listeners`` (rabbitmq.config, Erlang's own form), NODE_PORT and
NODE_IP_ADDRESS (rabbitmq-env.conf); the management plugin counts once it is in enabled_plugins.
Mosquitto: without any ``listener`` or ``port`` loopback alone since 2.0, all addresses before; else those lines alone.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP
from vmlint.guest.services import implied, keyed
from vmlint.guest.services.forms import shell, words
from vmlint.guest.services.reading import ALL, Item, Reader, default, last, opening, port_of, unknowns
from vmlint.guest.services.tables import KINDS, LOOPS

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start
    from vmlint.model.found import Evidence

RABBIT = "/etc/rabbitmq"
MOSQUITTO = "/etc/mosquitto/mosquitto.conf"


def reads(_runner: Runner, service: Service) -> tuple[str, ...]:
    """Return the files that the broker may read."""
    return ("/etc/mosquitto/*",) if service.name == "mosquitto" else (f"{RABBIT}/*",)


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where the broker listens; None: it has no file of its own."""
    reader = Reader(runner, service, start)
    return _mosquitto(reader) if service.name == "mosquitto" else _rabbit(reader)


def _rabbit(reader: Reader) -> tuple[Listening, ...] | None:
    items = keyed.settings(reader, KINDS["rabbitmq"]) or []
    erlang = reader.text(f"{RABBIT}/rabbitmq.config")
    plugins = reader.text(f"{RABBIT}/enabled_plugins")
    variables = reader.text(f"{RABBIT}/rabbitmq-env.conf")
    if not items and erlang is None and plugins is None and variables is None and not reader.doubts:
        return None
    made: list[Listening] = []
    told = shell(variables, f"{RABBIT}/rabbitmq-env.conf") if variables is not None else []
    if reader.doubts:
        return tuple(unknowns(reader))
    if erlang is not None:
        made += _erlang(reader, erlang.text)
    elif any(item.key.startswith("listeners.tcp") for item in items):
        made += keyed.opened(reader, KINDS["rabbitmq"], KINDS["rabbitmq"].ports[0], items)
    else:
        host = last(told, "NODE_IP_ADDRESS", "RABBITMQ_NODE_IP_ADDRESS")
        port = last(told, "NODE_PORT", "RABBITMQ_NODE_PORT")
        binds = ALL if host is None or host.text in ("", "0.0.0.0") else [host.text] if host.known else host.unknown
        made.append(opening(reader, binds, port_of(port) or 5672, _said(reader, host, port)))
    for number, label, binds in ((25672, "dist", ["0.0.0.0"]), (4369, "epmd", list(ALL))):
        made.append(opening(reader, binds, number, [default("port", reader.name, label)]))
    return tuple(made + _management(reader, items, None if plugins is None else plugins.text))


def _management(reader: Reader, items: list[Item], plugins: str | None) -> list[Listening]:
    if plugins is None or not (GAP in plugins or re.search(r"\brabbitmq_management\b", plugins)):
        return []
    if GAP in plugins:
        reader.doubt("which plugins are enabled is not known")
        return unknowns(reader)
    port = last(items, "management.tcp.port", "management.listener.port")
    host = last(items, "management.tcp.ip", "management.listener.ip")
    binds = ["0.0.0.0"] if host is None else [host.text] if host.known else host.unknown
    return [opening(reader, binds, port_of(port) or 15672, _said(reader, host, port), web=True)]


def _said(reader: Reader, host: Item | None, port: Item | None) -> list[Evidence]:
    bind = default("bind", reader.name) if host is None else host.evidence("bind", reader.name)
    return [bind, default("port", reader.name) if port is None else port.evidence("port", reader.name)]


def _erlang(reader: Reader, text: str) -> list[Listening]:
    """Read ``{tcp_listeners, [5672, {"127.0.0.1", 5673}]}``."""
    text = re.sub(r"%[^\n]*", "", text)
    where = re.search(r"\{\s*tcp_listeners\s*,\s*\[([^\]]*)\]", text)
    evidence = [default("bind", reader.name), default("port", reader.name)]
    if GAP in text:
        reader.doubt(f"{RABBIT}/rabbitmq.config is not known")
        return unknowns(reader)
    if where is None:
        return [opening(reader, ALL, 5672, evidence)]
    made = []
    for match in re.finditer(r"\{\s*\"([^\"]*)\"\s*,\s*(\d{1,5})\s*\}|(\d{1,5})", where[1]):
        binds = ALL if not match[1] or match[1] == "::" else [match[1]]
        made.append(opening(reader, binds, int(match[2] or match[3]), evidence))
    return made


def _mosquitto(reader: Reader) -> tuple[Listening, ...] | None:
    path = reader.option("-c") or (MOSQUITTO if reader.start.unit or not reader.start.words else None)
    items: list[Item] = []
    if path is None or not _read(reader, path, items, 0):
        return None
    if reader.doubts:
        return tuple(unknowns(reader))
    made: list[Listening] = []
    host, port = last(items, "bind_address"), last(items, "port")
    for item in items:
        if item.key == "listener":
            number, *rest = item.text.split()
            evidence = [item.evidence("bind", reader.name), item.evidence("port", reader.name)]
            if GAP in number or not number.isdigit():
                made.append(opening(reader, item.unknown, item.unknown, evidence))
            elif number != "0":
                binds = ALL if not rest else item.unknown if GAP in rest[0] else [rest[0]]
                made.append(opening(reader, binds, int(number[:5]), evidence))
    if port is not None or (host is not None and not made):
        binds = ALL if host is None else [host.text] if host.known else host.unknown
        made.append(opening(reader, binds, port_of(port) or 1883, _said(reader, host, port)))
    if not made:
        usual = implied.fitting(reader, (("<2", ALL), (">=2", LOOPS)))
        made.append(opening(reader, usual, 1883, _said(reader, None, None)))
    return tuple(made)


def _read(reader: Reader, path: str, items: list[Item], depth: int) -> bool:
    text = reader.text(path)
    if text is None:
        return False
    for item in words(text, path):
        if not item.key:
            reader.doubt(item.unknown.reason)
        elif item.key == "include_dir" and depth < 3:
            for each in reader.paths(f"{item.text.rstrip('/')}/*.conf"):
                _read(reader, each, items, depth + 1)
        else:
            items.append(item)
    return True
