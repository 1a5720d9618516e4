"""Caddy's Caddyfile: sites by their addresses, ``bind``, the global options, and to whom it hands on.

A site without a port and without ``http://`` is served on 443, with 80 to send people there; ``:8080`` and
``http://x:8080`` on that port alone. Everything is on all addresses unless ``bind`` or ``default_bind`` says otherwise.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP
from vmlint.guest.services.reading import ALL, Item, Reader, default, endpoint, opening, unknowns
from vmlint.guest.services.upstreams import Upstream

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start
    from vmlint.model.found import Evidence
    from vmlint.model.value import Unknown

MAIN = "/etc/caddy/Caddyfile"
MOST_INCLUDES = 5
_WORD = later(r"\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|`(?P<raw>[^`]*)`|(?P<bare>[^\s\"`]+)")


class Site(Record):
    """A block: its addresses, and the directives in it, those of blocks inside, too."""

    __slots__ = ("heads", "lines")
    heads: list[Item]
    lines: list[list[Item]]


def reads(_runner: Runner, _service: Service) -> tuple[str, ...]:
    """Return the files that Caddy may read."""
    return ("/etc/caddy/*",)


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where Caddy listens; None: there is no file of its own."""
    reader = Reader(runner, service, start)
    sites = _sites(reader)
    if sites is None:
        return None
    options = {line[0].text: line[1] for site in sites if not site.heads for line in site.lines if line[1:]}
    ports: dict[int, tuple[list[str], list[Evidence]]] = {}
    made: list[Listening] = []
    for site in sites:
        bound = [item for line in site.lines if line[0].text == "bind" for item in line[1:]]
        bound = bound or ([options["default_bind"]] if "default_bind" in options else [])
        for head in site.heads:
            for port in _ports(head, options):
                evidence = [item.evidence("bind", service.name) for item in bound or [head]]
                evidence.append(head.evidence("port", service.name))
                unknown: Unknown | None = next((item.unknown for item in bound if not item.known), None)
                if port is None or unknown is not None:
                    made.append(opening(reader, unknown or ALL, port or head.unknown, evidence, web=True))
                    continue
                binds, told = ports.setdefault(port, ([], []))
                for item in bound:
                    binds += ALL if item.text in ("0.0.0.0", "::", "tcp/:") and len(bound) > 1 else [item.text]
                binds += [] if bound else ALL
                told += evidence
    made += [opening(reader, binds, port, told, web=True) for port, (binds, told) in ports.items()]
    return tuple(made + _admin(reader, options) + unknowns(reader, web=True))


def upstreams(runner: Runner, service: Service, start: Start) -> tuple[Upstream, ...]:
    """Return to whom Caddy hands on."""
    reader = Reader(runner, service, start)
    sites = _sites(reader) or []
    options = {line[0].text: line[1] for site in sites if not site.heads for line in site.lines if line[1:]}
    found = []
    for site in sites:
        fronts = tuple(port for head in site.heads for port in _ports(head, options) if port is not None)
        for line in site.lines:
            if line[0].text in ("reverse_proxy", "proxy", "php_fastcgi", "to"):
                for item in line[1:]:
                    at = endpoint(item, number="host") if item.known else None
                    if at is not None and at.bind and (at.port or "." in at.bind or at.bind == "localhost"):
                        found.append(Upstream(at.bind, at.port or 80, item.span, fronts))
    return tuple(found)


def _admin(reader: Reader, options: dict[str, Item]) -> list[Listening]:
    said = options.get("admin")
    if said is None:
        evidence = [default("bind", reader.name, "admin"), default("port", reader.name, "admin")]
        return [opening(reader, ["localhost"], 2019, evidence, web=True)]
    at = endpoint(said) if said.known else None
    if at is None or at.port is None or said.text == "off":
        return []
    evidence = [said.evidence("bind", reader.name), said.evidence("port", reader.name)]
    return [opening(reader, ALL if at.bind is None else [at.bind], at.port, evidence, web=True)]


def _ports(head: Item, options: dict[str, Item]) -> list[int | None]:
    """Return the ports of a site's address; None: not known."""
    if head.text.startswith(("(", "&(")):
        return []
    if GAP in head.text or "{" in head.text:
        port = re.search(r":(\d+)$", head.text)
        return [int(port[1]) if port else None]
    scheme, mark, rest = head.text.partition("://")
    rest = rest if mark else head.text
    scheme = scheme if mark else ""
    port = re.search(r":(\d+)(?:/|$)", rest)
    if port:
        return [int(port[1])]
    plain = _number(options.get("http_port"), 80)
    if scheme == "http":
        return [plain]
    return [_number(options.get("https_port"), 443), plain]


def _number(item: Item | None, usual: int) -> int | None:
    return usual if item is None else int(item.text) if item.text.isdigit() and len(item.text) < 6 else None


def _sites(reader: Reader) -> list[Site] | None:
    path = reader.option("--config", "-config", "-conf", "--conf") or MAIN
    if not path.startswith("/"):
        path = f"{reader.cwd().rstrip('/')}/{path}"
    text = reader.text(path)
    if text is None or path.endswith(".json"):
        return None
    sites: list[Site] = []
    _read(reader, text, path, sites, 0)
    return sites


def _read(reader: Reader, woven: Woven, path: str, sites: list[Site], depth: int) -> None:
    at, text, level = 0, woven.text, 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        words = _words(woven, path, at, re.split(r"(?:^|\s)#", text[at:end])[0])
        opens = bool(words) and words[-1].text == "{"
        if words and words[0].text == "}":
            level = max(0, level - 1)
        elif words and GAP in words[0].text and level == 0 and not opens:
            reader.doubt(words[0].unknown.reason)
        elif words and words[0].text == "import" and words[1:] and level == 0:
            _import(reader, words[1], path, sites, depth)
        elif words and level == 0 and (opens or not sites):
            heads = [item.part(0, len(item.text.rstrip(","))) for item in words if item.text not in ("{", ",")]
            sites.append(Site(heads, []))
        elif words and sites:
            sites[-1].lines.append(words[:-1] if opens and words[1:] else words)
        level += opens
        at = end + 1


def _import(reader: Reader, what: Item, path: str, sites: list[Site], depth: int) -> None:
    if not what.known:
        reader.doubt(what.unknown.reason)
    elif depth < MOST_INCLUDES:
        pattern = what.text if what.text.startswith("/") else f"{path.rpartition('/')[0]}/{what.text}"
        for each in reader.paths(pattern):
            text = reader.text(each)
            if text is not None:
                _read(reader, text, each, sites, depth + 1)


def _words(woven: Woven, path: str, at: int, line: str) -> list[Item]:
    found = []
    for match in _WORD.finditer(line):
        group = match.lastgroup or "bare"
        found.append(Item("", "site", match[group], woven, at + match.start(group), at + match.end(group), path))
    return found
