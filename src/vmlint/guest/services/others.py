"""Services whose files need a little more than keys: Logstash's inputs, Varnish's, lighttpd, vsftpd, Samba.

Varnish: /etc/default/varnish counts only where no systemd runs (Ubuntu 14.04, Debian 7), /etc/varnish/varnish.params on
EL 7; elsewhere its unit's command line does. lighttpd: Debian's file adds the IPv6 address of the same port.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP
from vmlint.guest.services import keyed
from vmlint.guest.services.forms import shell
from vmlint.guest.services.reading import (
    ALL,
    Item,
    Reader,
    default,
    endpoint,
    last,
    opening,
    plain,
    port_of,
    unknowns,
)
from vmlint.guest.services.tables import KINDS
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start

_FILES = {
    "logstash": ("/etc/logstash/*",),
    "varnish": ("/etc/default/varnish", "/etc/varnish/*", "/etc/sysconfig/varnish"),
    "lighttpd": ("/etc/lighttpd/*",),
    "vsftpd": ("/etc/vsftpd.conf", "/etc/vsftpd/*"),
    "samba": ("/etc/samba/*",),
    "memcached": ("/etc/memcached.conf", "/etc/sysconfig/memcached"),
}
_SYSV = (("ubuntu", "12.04"), ("ubuntu", "14.04"), ("debian", "7"))


def reads(_runner: Runner, service: Service) -> tuple[str, ...]:
    """Return the files that the service may read."""
    return _FILES[service.name]


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where the service listens; None: it has no file of its own."""
    reader = Reader(runner, service, start)
    return {
        "logstash": _logstash,
        "varnish": _varnish,
        "lighttpd": _lighttpd,
        "vsftpd": _vsftpd,
        "samba": _samba,
        "memcached": _memcached,
    }[service.name](reader)


# Logstash

_PLUGIN = later(r"(?P<name>[a-z_0-9]+)\s*\{", re.ASCII)
_PORTS = {"beats": 5044, "syslog": 514, "http": 8080, "gelf": 12201, "tcp": None, "udp": None, "lumberjack": None}
_UDP = ("udp", "gelf")


def _logstash(reader: Reader) -> tuple[Listening, ...] | None:
    given = reader.option("-f", "--path.config")
    pattern = given or "/etc/logstash/conf.d/*.conf"
    found = [(path, reader.text(path)) for path in reader.paths(pattern.rstrip("/"))]
    items = keyed.settings(reader, KINDS["logstash"])
    if items is None and not any(text is not None for _, text in found):
        return None
    made: list[Listening] = []
    for path, text in found:
        if text is not None:
            made += _inputs(reader, text, path)
    for port in KINDS["logstash"].ports:
        made += keyed.opened(reader, KINDS["logstash"], port, items or [])
    return tuple(made + unknowns(reader))


def _inputs(reader: Reader, woven: Woven, path: str) -> list[Listening]:
    text = re.sub(r"#[^\n]*", lambda match: " " * len(match.group()), woven.text)
    made: list[Listening] = []
    if re.search(rf"^\s*{GAP}\s*$", text, re.MULTILINE):
        reader.doubt(f"{path} is not known")
    for block in re.finditer(r"\binput\s*\{", text):
        inside = text[block.end() : _closing(text, block.end())]
        for plugin in _PLUGIN.finditer(inside):
            name = plugin["name"]
            body_start = block.end() + plugin.end()
            body = text[body_start : _closing(text, body_start)]
            if name in _PORTS:
                made += _input(reader, name, Item("", name, body, woven, body_start, body_start + len(body), path))
    return made


def _input(reader: Reader, name: str, body: Item) -> list[Listening]:
    port = re.search(r"\bport\s*=>\s*\"?([^\s\"]+)", body.text)
    host = re.search(r"\bhost\s*=>\s*\"([^\"]*)\"", body.text)
    if re.search(r"\bmode\s*=>\s*\"client\"", body.text) or (port is None and _PORTS[name] is None):
        return []
    at = body.part(port.start(1), port.end(1)) if port else None
    where = body.part(host.start(1), host.end(1)) if host else None
    evidence = [where.evidence("bind", reader.name) if where else default("bind", reader.name, name)]
    evidence.append(at.evidence("port", reader.name) if at else default("port", reader.name, name))
    number = port_of(at) if at else _PORTS[name]
    binds = ["0.0.0.0"] if where is None else [where.text] if where.known else where.unknown
    assert number is not None
    made = [opening(reader, binds, number, evidence, protocol="udp" if name in _UDP else "tcp", web=name == "http")]
    if name == "syslog":
        made.append(opening(reader, binds, number, evidence, protocol="udp"))
    return made


def _closing(text: str, start: int) -> int:
    depth = 1
    for match in re.finditer(r"\"(?:[^\"\\]|\\.)*\"|[{}]", text[start:]):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return start + match.start()
    return len(text)


# Varnish


def _varnish(reader: Reader) -> tuple[Listening, ...] | None:
    if reader.start.words and reader.option("-a") is not None:
        return None
    path = "/etc/default/varnish" if reader.guest.release in _SYSV else "/etc/varnish/varnish.params"
    text = reader.text(path)
    if text is None:
        return None
    items = shell(text, path)
    made: list[Listening] = []
    options = last(items, "DAEMON_OPTS")
    if options is not None:
        for match in re.finditer(r"(?:^|\s)-(a|T)\s*([^\s\\]+)", options.text):
            at = endpoint(options.part(match.start(2), match.end(2)), number="host")
            if at is not None and at.port:
                evidence = [at.at.evidence("bind", reader.name), at.at.evidence("port", reader.name)]
                binds = ALL if at.bind is None else [at.bind]
                made.append(opening(reader, binds, at.port, evidence, web=match[1] == "a"))
        if GAP in options.text:
            reader.doubt(options.unknown.reason)
    port = last(items, "VARNISH_LISTEN_PORT")
    if port is not None:
        host = last(items, "VARNISH_LISTEN_ADDRESS")
        binds_at = ALL if host is None or not host.text else [host.text] if host.known else host.unknown
        evidence = [(host or port).evidence("bind", reader.name), port.evidence("port", reader.name)]
        made.append(opening(reader, binds_at, port_of(port) or 6081, evidence, web=True))
    return tuple(made + unknowns(reader)) if made or reader.doubts else None


# Memcached, lighttpd, vsftpd, Samba


def _memcached(reader: Reader) -> tuple[Listening, ...] | None:
    """Read Debian's file of options, or EL's variables."""
    kind = KINDS["memcached"]
    path = "/etc/sysconfig/memcached"
    text = reader.text(path) if reader.family != "debian" else None
    if text is None:
        return keyed.openings(reader.runner, reader.service, reader.start)
    items = shell(text, path)
    if any(not item.key for item in items):
        reader.doubt(f"{path} is not known")
        return tuple(unknowns(reader))
    ports = [item for item in items if item.key == "PORT"]
    found = [Item("", "-p", item.text, item.woven, item.start, item.end, path) for item in ports]
    options = last(items, "OPTIONS")
    if options is not None:
        if GAP in options.text:
            reader.doubt(options.unknown.reason)
            return tuple(unknowns(reader))
        for match in re.finditer(r"(?:^|\s)(-l|-p|--listen=|--port=)\s*([^\s]+)", options.text):
            part = options.part(match.start(2), match.end(2))
            found.append(Item("", match[1].rstrip("="), part.text, part.woven, part.start, part.end, path))
    return tuple(keyed.opened(reader, kind, kind.ports[0], found))


def _lighttpd(reader: Reader) -> tuple[Listening, ...] | None:
    kind = KINDS["lighttpd"]
    items = keyed.settings(reader, kind)
    if items is None:
        return None
    made = keyed.opened(reader, kind, kind.ports[0], items)
    six = next((item for item in items if "use-ipv6" in item.key + item.text), None)
    if made and six is not None:
        one = made[0]
        binds = one.binds if not isinstance(one.binds, tuple) else (*one.binds, "::")
        made[0] = opening(reader, binds, one.port, one.evidence, web=True)
    for item in items:
        socket = re.search(r"\$SERVER\[\"socket\"\]", item.key)
        where = re.search(r"\"([^\"]*)\"\s*\{?", item.text)
        if socket and where:
            at = endpoint(item.part(where.start(1), where.end(1)))
            if at is not None and at.port:
                evidence = [at.at.evidence("bind", reader.name), at.at.evidence("port", reader.name)]
                made.append(opening(reader, [at.bind or "0.0.0.0"], at.port, evidence, web=True))
    return tuple(made + unknowns(reader, web=True))


def _vsftpd(reader: Reader) -> tuple[Listening, ...] | None:
    kind = KINDS["vsftpd"]
    items = keyed.settings(reader, kind)
    if items is None:
        return None
    if reader.doubts:
        return tuple(unknowns(reader))
    six, four = last(items, "listen_ipv6"), last(items, "listen")
    on_six = six is not None and six.text.lower() == "yes"
    on_four = four is not None and four.text.lower() == "yes"
    if not on_six and not on_four:
        return ()
    address = last(items, "listen_address6" if on_six else "listen_address")
    port = last(items, "listen_port")
    binds = ALL if address is None and on_six else ["0.0.0.0"] if address is None else [address.text]
    evidence = [(address or six or four or items[0]).evidence("bind", reader.name)]
    evidence.append(port.evidence("port", reader.name) if port else default("port", reader.name))
    known = address is None or address.known
    return (opening(reader, binds if known else address.unknown, port_of(port) or 21, evidence),)  # type: ignore[union-attr]


def _samba(reader: Reader) -> tuple[Listening, ...] | None:
    path = reader.option("-s", "--configfile") or "/etc/samba/smb.conf"
    text = reader.text(path)
    if text is None:
        return None
    items = [item for item in plain(text, path, comment="#;", joint="=") if item.section in ("global", "")]
    reasons = [item.unknown for item in items if not item.key]
    only = next((item for item in items if item.key.lower() == "bind interfaces only"), None)
    if only is not None and only.text.lower() not in ("no", "false", "0"):
        where = next((item for item in items if item.key.lower() == "interfaces"), only)
        reasons.append(Unknown(f"{path}: {where.key} {where.text} is not followed"))
    ports = next((item for item in items if item.key.lower() == "smb ports"), None)
    evidence = [default("bind", reader.name)]
    evidence.append(default("port", reader.name) if ports is None else ports.evidence("port", reader.name))
    numbers = [445, 139] if ports is None else [int(each) for each in re.findall(r"\b\d{1,5}\b", ports.text)]
    return tuple(opening(reader, reasons[0] if reasons else ALL, number, evidence) for number in numbers)
