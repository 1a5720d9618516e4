"""nginx's own files: servers and where they listen, and to whom they hand on.

What counts is nginx.conf and what it includes (Debian's packages: conf.d/*.conf and sites-enabled/*, nginx.org's and
EL's conf.d/*.conf alone). A server without ``listen`` is on 0.0.0.0:80, 8000 where nginx is not started by root.
Addresses and ports as measured (facts/services.csv): ``listen [::]:82`` is IPv6 alone, before 1.3.4 both families
(nginx.org's ngx_http_core_module, ipv6only).
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP
from vmlint.data.catalogue.releases import fits
from vmlint.guest.services.blocks import Directive, parsed
from vmlint.guest.services.reading import Reader, default, endpoint, opening, unknowns
from vmlint.guest.services.upstreams import Upstream
from vmlint.guest.services.versions import installed
from vmlint.model.address import OfV6Alone
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.services.reading import Endpoint, Item
    from vmlint.guest.state import Listening, Start
    from vmlint.model.found import Evidence

MOST_INCLUDES = 8
MAIN = "/etc/nginx/nginx.conf"
_PASS = ("proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass")
_PORTS = {"http": 80, "https": 443, "grpc": 80, "grpcs": 443}
FLAGS = {"udp", "quic"}


def reads(_runner: Runner, _service: Service) -> tuple[str, ...]:
    """Return the files that nginx may read."""
    return ("/etc/nginx/*",)


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where nginx's servers listen; None: it has no file of its own."""
    reader = Reader(runner, service, start)
    config = _Config(reader)
    return config.openings() if config.found else None


def upstreams(runner: Runner, service: Service, start: Start) -> tuple[Upstream, ...]:
    """Return to whom nginx's servers hand on."""
    return tuple(_Config(Reader(runner, service, start)).handed())


class _Config:
    """All of a configuration, includes in their places."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.version = installed(reader.runner, reader.service).version
        self.main = reader.option("-c") or MAIN
        text = reader.text(self.main)
        self.found = text is not None
        self.missing = ""
        self.all = self.spread(parsed(text, self.main), 0) if text is not None else ()
        self.servers: list[tuple[Directive, str]] = []
        for one in self.all:
            if one.name in ("http", "stream", "mail") and one.inside is not None:
                self.servers += [(each, one.name) for each in one.inside if each.name == "server" and each.inside]

    def spread(self, directives: tuple[Directive, ...], depth: int) -> tuple[Directive, ...]:
        """Return DIRECTIVES with what they include in the place of each ``include``."""
        made: list[Directive] = []
        for one in directives:
            if one.name == GAP:
                self.reader.doubt(one.words[0].unknown.reason)
                made.append(one)
            elif one.name == "include" and len(one.words) == 2:
                made += self.included(one.words[1], depth)
            elif one.inside is not None:
                made.append(Directive(one.name, one.words, self.spread(one.inside, depth)))
            else:
                made.append(one)
        return tuple(made)

    def included(self, what: Item, depth: int) -> tuple[Directive, ...]:
        """Return what an ``include`` brings."""
        if not what.known:
            self.reader.doubt(what.unknown.reason)
            return ()
        pattern = what.text if what.text.startswith("/") else f"{self.main.rpartition('/')[0]}/{what.text}"
        if depth >= MOST_INCLUDES or _harmless(pattern):
            return ()
        made: list[Directive] = []
        for path in self.reader.paths(pattern):
            text = self.reader.text(path)
            if text is None:
                if path == pattern and not _harmless(path):
                    self.reader.doubt(f"{path} is not known")
                continue
            made += self.spread(parsed(text, path), depth + 1)
        return tuple(made)

    def openings(self) -> tuple[Listening, ...]:
        """Return the ports of all servers, one a port with all of its addresses."""
        made: list[Listening] = []
        known: dict[tuple[int, str], tuple[list[str], list[Evidence], bool]] = {}
        for server, kind in self.servers:
            for port, protocol, binds, evidence in self.listens(server, kind):
                if isinstance(port, Unknown) or isinstance(binds, Unknown):
                    made.append(opening(self.reader, binds, port, evidence, protocol=protocol, web=kind == "http"))
                    continue
                entry = known.setdefault((port, protocol), ([], [], kind == "http"))
                entry[0].extend(binds)
                entry[1].extend(evidence)
        for (port, protocol), (binds, evidence, web) in known.items():
            made.append(opening(self.reader, _widest(binds), port, evidence, protocol=protocol, web=web))
        return tuple(made + unknowns(self.reader, web=True))

    def listens(
        self, server: Directive, kind: str
    ) -> list[tuple[int | Unknown, str, list[str] | Unknown, list[Evidence]]]:
        """Return the ports of one server with their addresses."""
        found: list[tuple[int | Unknown, str, list[str] | Unknown, list[Evidence]]] = []
        said = [each for each in server.inside or () if each.name == "listen" and len(each.words) > 1]
        if not said and any(each.name == GAP for each in server.inside or ()):
            return []
        if not said and kind == "http":
            port = 80 if self.reader.start.user in (None, "root") else 8000
            why = default("bind", self.reader.name, "a server without listen"), default("port", self.reader.name)
            return [(port, "tcp", ["0.0.0.0"], list(why))]
        for each in said:
            where, flags = each.words[1], {word.text for word in each.words[2:]}
            protocol = "udp" if flags & FLAGS else "tcp"
            evidence = [where.evidence("bind", self.reader.name), where.evidence("port", self.reader.name)]
            if not where.known:
                found.append((_port_beside(where), protocol, where.unknown, evidence))
                continue
            at = endpoint(where)
            if at is None:
                continue
            found.append((at.port or 80, protocol, self.addresses(at.bind or "0.0.0.0", flags), evidence))
        return found

    def addresses(self, bind: str, flags: set[str]) -> list[str]:
        """Return the addresses that ``listen`` with FLAGS means."""
        if bind != "::":
            return [bind]
        old = fits("<1.3.4", self.version) is True and "ipv6only=on" not in flags
        return ["0.0.0.0", "::"] if old or "ipv6only=off" in flags else [OfV6Alone(bind)]

    def handed(self) -> list[Upstream]:
        """Return where requests go."""
        groups: dict[str, list[Item]] = {}
        for one in self.all:
            for each in one.inside or ():
                if each.name == "upstream" and len(each.words) > 1 and each.inside is not None:
                    servers = [inner.words[1] for inner in each.inside if inner.name == "server" and inner.words[1:]]
                    groups[each.words[1].text] = servers
        found: list[Upstream] = []
        for server, kind in self.servers:
            fronts = tuple(port for port, *_ in self.listens(server, kind) if isinstance(port, int))
            for item, scheme in _passed(server):
                host = item.text.partition("://")[2] or item.text
                host = re.split(r"[/?]", host)[0]
                for target in groups.get(host, [None]):
                    at = _target(item, host, scheme) if target is None else endpoint(target, number="host")
                    if at is not None and at.bind is not None:
                        found.append(Upstream(at.bind, at.port or _PORTS.get(scheme, 80), item.span, fronts))
        return found


def _passed(block: Directive) -> list[tuple[Item, str]]:
    found: list[tuple[Item, str]] = []
    for each in block.inside or ():
        if each.name in _PASS and len(each.words) > 1:
            found.append((each.words[1], each.words[1].text.partition("://")[0]))
        if each.inside is not None:
            found += _passed(each)
    return found


def _target(item: Item, host: str, _scheme: str) -> Endpoint | None:
    at = item.text.find(host)
    return endpoint(item.part(at, at + len(host)), number="host")


def _port_beside(where: Item) -> int | Unknown:
    """Return the port of an address that is unknown, where it is written beside it."""
    port = re.search(r":(\d+)$", where.text)
    return int(port[1]) if port else where.unknown


def _widest(binds: list[str]) -> list[str]:
    """Return addresses without those that nginx does not bind because all of the family are."""
    if "0.0.0.0" in binds:
        return [each for each in binds if ":" in each or each == "0.0.0.0"]
    return binds


def _harmless(path: str) -> bool:
    """Return whether an included file can hold no server: lists of types, of parameters, of modules."""
    return bool(re.search(r"mime\.types$|_params$|fastcgi\.conf$|modules(-enabled)?/\*\.conf$|/snippets/", path))
