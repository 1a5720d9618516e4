"""Servers of names and of time, and DHCP: BIND's ``listen-on``, dnsmasq's addresses and interfaces, chrony's ``allow``.

BIND listens on port 53 of both protocols, on all addresses unless ``listen-on`` and ``listen-on-v6`` say otherwise, and
with rndc on 953 of loopback. dnsmasq takes an interface by its name, whose address nobody here knows. chrony serves
time only with ``allow``; dhcpd takes every interface's broadcasts, whatever its file says.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP
from vmlint.guest.services.blocks import Directive, parsed
from vmlint.guest.services.reading import ALL, Item, Reader, default, last, opening, plain, port_of, unknowns
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start
    from vmlint.model.found import Evidence

DEBIAN, RHEL = "/etc/bind/named.conf", "/etc/named.conf"
DNSMASQ = "/etc/dnsmasq.conf"
CHRONY = ("/etc/chrony/chrony.conf", "/etc/chrony.conf")
_FILES = {
    "dnsmasq": (DNSMASQ, "/etc/dnsmasq.d/*"),
    "bind": ("/etc/bind/*", RHEL, "/etc/named/*"),
    "chrony": ("/etc/chrony/*", "/etc/chrony.conf"),
    "dhcpd": ("/etc/dhcp/*",),
    "ntp": ("/etc/ntp.conf",),
}
_SETS = {"any": "", "localhost": "127.0.0.1", "none": None}


def reads(_runner: Runner, service: Service) -> tuple[str, ...]:
    """Return the files that the server may read."""
    return _FILES[service.name]


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where the server listens; None: it has no file of its own."""
    reader = Reader(runner, service, start)
    return {"dnsmasq": _dnsmasq, "chrony": _chrony, "dhcpd": _dhcpd, "ntp": _ntp, "bind": _bind}[service.name](reader)


def _dhcpd(reader: Reader) -> tuple[Listening, ...] | None:
    evidence = [default("bind", reader.name), default("port", reader.name)]
    return (opening(reader, ["0.0.0.0"], 67, evidence, protocol="udp"),)


def _ntp(reader: Reader) -> tuple[Listening, ...] | None:
    text = reader.text("/etc/ntp.conf")
    if text is None:
        return None
    items = list(plain(text, "/etc/ntp.conf"))
    unknown = next((item.unknown for item in items if not item.key), None)
    named = next((item for item in items if item.key in ("interface", "nic")), None)
    if named is not None:
        unknown = unknown or Unknown(f"{named.path}: {named.key} {named.text} is not followed")
    evidence = [default("bind", reader.name), default("port", reader.name)]
    return (opening(reader, unknown or ALL, 123, evidence, protocol="udp"),)


def _chrony(reader: Reader) -> tuple[Listening, ...] | None:
    paths = [path for path in CHRONY if reader.text(path) is not None]
    items: list[Item] = []
    for path in (*paths, *reader.paths("/etc/chrony/conf.d/*.conf")):
        text = reader.text(path)
        items += [] if text is None else plain(text, path)
    if not items:
        return None
    if any(not item.key for item in items):
        return (opening(reader, items[0].unknown, items[0].unknown, (), protocol="udp"),)
    made: list[Listening] = []
    allow = next((item for item in items if item.key == "allow"), None)
    port = last(items, "port")
    if allow is not None and port_of(port) != 0:
        where = [item for item in items if item.key == "bindaddress"]
        binds = tuple(item.text for item in where) or ALL
        evidence = [(where[0] if where else allow).evidence("bind", reader.name)]
        evidence.append(default("port", reader.name) if port is None else port.evidence("port", reader.name))
        made.append(opening(reader, binds, port_of(port) or 123, evidence, protocol="udp"))
    command = last(items, "cmdport")
    if port_of(command) != 0:
        where = [item for item in items if item.key == "bindcmdaddress" and not item.text.startswith("/")]
        binds = tuple(item.text for item in where) or ("127.0.0.1", "::1")
        evidence = [where[0].evidence("bind", reader.name) if where else default("bind", reader.name)]
        evidence.append(default("port", reader.name) if command is None else command.evidence("port", reader.name))
        made.append(opening(reader, binds, port_of(command) or 323, evidence, protocol="udp"))
    return tuple(made)


def _bind(reader: Reader) -> tuple[Listening, ...] | None:
    path = reader.option("-c") or (RHEL if reader.family in ("rhel", "fedora") else DEBIAN)
    found: list[Directive] = []
    if not _read(reader, path, found, 0):
        return None
    if reader.doubts:
        return tuple(unknowns(reader))
    options = [inner for one in found if one.name == "options" for inner in one.inside or ()]
    number = next((port_of(one.words[1]) for one in options if one.name == "port" and one.words[1:]), None)
    ports: dict[int | Unknown, tuple[list[str], list[Evidence], list[Unknown]]] = {}
    for name, every in (("listen-on", "0.0.0.0"), ("listen-on-v6", "::")):
        said = [one for one in options if one.name == name and one.inside is not None]
        if not said:
            binds, told, _ = ports.setdefault(number or 53, ([], [], []))
            binds.append(every)
            told.append(default("bind", reader.name))
        for one in said:
            port = next((port_of(word) for at, word in enumerate(one.words) if one.words[at - 1].text == "port"), None)
            binds, told, unknown = ports.setdefault(port or number or 53, ([], [], []))
            for inner in one.inside or ():
                _address(inner.words[0], every, binds, told, unknown, reader)
    made: list[Listening] = []
    for at, (binds, told, unknown) in ports.items():
        where = unknown[0] if unknown else binds
        kinds = ("udp", "tcp") if binds or unknown else ()
        made += [opening(reader, where, at, told, protocol=kind) for kind in kinds]
    made.append(opening(reader, ["127.0.0.1", "::1"], 953, [default("port", reader.name, "rndc")]))
    return tuple(made)


def _address(
    item: Item, every: str, binds: list[str], told: list[Evidence], unknown: list[Unknown], reader: Reader
) -> None:
    told.append(item.evidence("bind", reader.name))
    text = item.text
    if not item.known or text.startswith("!") or "/" in text:
        unknown.append(item.unknown)
    elif text in _SETS:
        name = _SETS[text]
        if name is not None:
            binds.append(every if not name else name if every == "0.0.0.0" else "::1")
    elif text.replace(".", "").isdigit() or ":" in text:
        binds.append(text)
    else:
        unknown.append(Unknown(f"{item.path}: {text} is a list of its own"))


def _read(reader: Reader, path: str, found: list[Directive], depth: int) -> bool:
    text = reader.text(path)
    if text is None:
        return False
    for one in parsed(text, path, slashes=True):
        if one.name == GAP:
            reader.doubt(one.words[0].unknown.reason)
        elif one.name == "include" and one.words[1:] and depth < 4:
            _read(reader, one.words[1].text, found, depth + 1)
        else:
            found.append(one)
    return True


def _dnsmasq(reader: Reader) -> tuple[Listening, ...] | None:
    given = reader.option("-C", "--conf-file")
    items: list[Item] = []
    paths = [given] if given else [DNSMASQ]
    if given is None:
        paths += [path for path in reader.paths("/etc/dnsmasq.d/*") if not path.endswith("/README")]
    found = False
    for path in paths:
        text = reader.text(path)
        if text is not None:
            found = True
            for item in plain(text, path, joint="="):
                if item.key:
                    items.append(item)
                else:
                    reader.doubt(item.unknown.reason)
    if not found:
        return None
    return tuple(unknowns(reader)) if reader.doubts else tuple(_asked(reader, items))


def _asked(reader: Reader, items: list[Item]) -> list[Listening]:
    where = [item for item in items if item.key == "listen-address"]
    port = last(items, "port")
    evidence = [item.evidence("bind", reader.name) for item in where] or [default("bind", reader.name)]
    evidence.append(default("port", reader.name) if port is None else port.evidence("port", reader.name))
    binds: tuple[str, ...] | Unknown = ALL
    named = next((item for item in items if item.key in ("interface", "except-interface")), None)
    if any(not item.known for item in where):
        binds = where[0].unknown
    elif where:
        binds = tuple(part.strip() for item in where for part in item.text.split(","))
    elif named is not None:
        binds = Unknown(f"{named.path}: the address of the interface {named.text} is not known")
    number = port_of(port)
    made: list[Listening] = []
    if number != 0:
        made = [opening(reader, binds, number or 53, evidence, protocol=kind) for kind in ("udp", "tcp")]
    ranges = [item for item in items if item.key == "dhcp-range"]
    if ranges:
        made.append(opening(reader, ["0.0.0.0"], 67, [ranges[0].evidence("config", reader.name)], protocol="udp"))
    return made
