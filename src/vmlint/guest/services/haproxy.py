"""HAProxy's file: ``bind`` in ``frontend`` and ``listen``, and the servers to which each of them hands on.

``*:80`` and ``:80`` are all of IPv4, ``:::80`` all of both families, with ``v6only`` of IPv6 (measured with 2.6);
``bind :80,:443``, ``bind :8000-8010``. Where Upstart or SysV runs it (Ubuntu 14.04, Debian 7), its own script starts it
only with ENABLED=1 in /etc/default/haproxy.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP
from vmlint.guest.services.reading import ALL, Item, Reader, endpoint, opening, unknowns
from vmlint.guest.services.upstreams import Upstream
from vmlint.model.address import OfV6Alone

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start
    from vmlint.model.found import Evidence

MAIN, SWITCH = "/etc/haproxy/haproxy.cfg", "/etc/default/haproxy"
MOST_PORTS = 64
_SECTIONS = (
    "global",
    "defaults",
    "frontend",
    "backend",
    "listen",
    "peers",
    "userlist",
    "resolvers",
    "cache",
    "program",
)
_SWITCHED = (("ubuntu", "12.04"), ("ubuntu", "14.04"), ("debian", "7"))
_VARIABLE = later(r"\$\{?\w+\}?")
_RANGE = later(r"(.*:)(\d+)-(\d+)")


class Section(Record):
    """A part of the file: its kind, its name, its lines as words."""

    __slots__ = ("kind", "name", "lines")
    kind: str
    name: str
    lines: list[list[Item]]


def reads(_runner: Runner, _service: Service) -> tuple[str, ...]:
    """Return the files that HAProxy may read."""
    return ("/etc/haproxy/*", SWITCH)


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where HAProxy listens; None: it has no file of its own."""
    reader = Reader(runner, service, start)
    text = _text(reader)
    if text is None:
        return None
    if start.unit and reader.guest.release in _SWITCHED:
        switch = reader.text(SWITCH)
        if switch is None or not re.search(rf"^\s*ENABLED=[\"']?(1|{GAP})", switch.text, re.MULTILINE):
            return ()
    ports: dict[int, tuple[list[str], list[Evidence], bool]] = {}
    made: list[Listening] = []
    mode = "tcp"
    for section in _sections(reader, text, reader.option("-f") or MAIN):
        own = next((line[1].text for line in section.lines if line[0].text == "mode" and line[1:]), "")
        mode = own if section.kind == "defaults" and own else mode
        for item in _binds(section):
            evidence = [item.evidence("bind", service.name), item.evidence("port", service.name)]
            if not item.known:
                beside = re.search(r":(\d+)$", item.text)
                port = int(beside[1]) if beside else item.unknown
                made.append(opening(reader, item.unknown, port, evidence, web=(own or mode) == "http"))
                continue
            for number, bind in _addresses(item):
                binds, told, _ = ports.setdefault(number, ([], [], (own or mode) == "http"))
                binds += bind
                told += evidence
    made += [opening(reader, binds, port, told, web=web) for port, (binds, told, web) in ports.items()]
    return tuple(made + unknowns(reader))


def upstreams(runner: Runner, service: Service, start: Start) -> tuple[Upstream, ...]:
    """Return to whom HAProxy hands on."""
    reader = Reader(runner, service, start)
    text = _text(reader)
    if text is None:
        return ()
    sections = _sections(reader, text, MAIN)
    fronts: dict[str, list[int]] = {}
    for section in sections:
        ports = [port for item in _binds(section) if item.known for port, _ in _addresses(item)]
        names = [section.name] if section.kind == "listen" else []
        names += [
            line[1].text for line in section.lines if line[0].text in ("default_backend", "use_backend") and line[1:]
        ]
        for name in names:
            fronts.setdefault(name, []).extend(ports)
    found = []
    for section in sections:
        if section.kind in ("backend", "listen") and fronts.get(section.name):
            for line in section.lines:
                at = endpoint(line[2], number="host") if line[0].text == "server" and line[2:] else None
                if at is not None and at.bind is not None and line[2].known:
                    own = fronts[section.name]
                    ports = [at.port] if at.port else own
                    found += [Upstream(at.bind, port, line[2].span, tuple(own)) for port in ports]
    return tuple(found)


def _text(reader: Reader) -> Woven | None:
    return reader.text(reader.option("-f") or MAIN)


def _sections(reader: Reader, woven: Woven, path: str) -> list[Section]:
    found: list[Section] = []
    at, text = 0, woven.text
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        words = [
            Item(
                "",
                "bind",
                _VARIABLE.sub(GAP, match.group().strip("\"'")),
                woven,
                at + match.start(),
                at + match.end(),
                path,
            )
            for match in re.finditer(r"\"[^\"]*\"|'[^']*'|(?:\\.|[^\s#\"'])+", re.split(r"(?:^|\s)#", text[at:end])[0])
        ]
        if words and GAP in words[0].text:
            reader.doubt(words[0].unknown.reason)
        elif words and words[0].text in _SECTIONS:
            found.append(Section(words[0].text, words[1].text if words[1:] else "", [words] if words[2:] else []))
        elif words and found:
            found[-1].lines.append(words)
        at = end + 1
    return found


def _binds(section: Section) -> list[Item]:
    """Return the addresses of a section: those of ``bind``, and those behind its name, as old files have them."""
    if section.kind not in ("frontend", "listen"):
        return []
    found = []
    for line in section.lines:
        item = (
            line[2]
            if line[0].text in ("frontend", "listen")
            else line[1]
            if line[0].text == "bind" and line[1:]
            else None
        )
        if item is not None:
            only = "v6only" if any(word.text == "v6only" for word in line) else ""
            for part in re.finditer(r"[^,]+", item.text):
                one = item.part(part.start(), part.end())
                found.append(Item(only, one.key, one.text, one.woven, one.start, one.end, one.path))
    return found


def _addresses(item: Item) -> list[tuple[int, list[str]]]:
    text = re.sub(r"^(ipv4|ipv6|tcp4?|tcp6)@", "", item.text)
    if text.startswith(":::"):
        text = "[::]" + text[2:]
    match = _RANGE.fullmatch(text)
    texts = [text]
    if match:
        first, last = int(match[2]), int(match[3])
        texts = [f"{match[1]}{port}" for port in range(first, min(last, first + MOST_PORTS) + 1)]
    found = []
    for each in texts:
        at = endpoint(Item("", "bind", each, item.woven, item.start, item.end, item.path))
        if at is not None and at.port:
            every: list[str] = [OfV6Alone("::")] if item.section else list(ALL)
            found.append((at.port, ["0.0.0.0"] if at.bind is None else every if at.bind == "::" else [at.bind]))
    return found
