"""Apache's own files: sockets come from ``Listen`` alone; to whom it hands on.

Debian's: apache2.conf with ports.conf, mods-, conf- and sites-enabled (2.2: conf.d/, and sites without ``.conf``);
EL's: conf/httpd.conf with conf.d/*.conf and conf.modules.d/*.conf. Without an address it is all of both families.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP
from vmlint.guest.services.reading import ALL, Item, Reader, endpoint, opening, unknowns
from vmlint.guest.services.upstreams import Upstream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.woven import Woven
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start
    from vmlint.model.found import Evidence

DEBIAN, RHEL = "/etc/apache2/apache2.conf", "/etc/httpd/conf/httpd.conf"
MOST_INCLUDES, MOST_LINES = 8, 50_000
_LINE = later(r"(?:[^\n\\]|\\\n|\\.)*")
_WORD = later(r'"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s"]+)')


def reads(_runner: Runner, _service: Service) -> tuple[str, ...]:
    """Return the files that Apache may read."""
    return ("/etc/apache2/*", "/etc/httpd/*")


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where Apache listens; None: it has no file of its own."""
    reader = Reader(runner, service, start)
    config = _Config(reader)
    if not config.found:
        return None
    ports: dict[int, tuple[list[str], list[Evidence]]] = {}
    made: list[Listening] = []
    for item in config.listens:
        evidence = [item.evidence("bind", service.name), item.evidence("port", service.name)]
        at = endpoint(item) if item.known else None
        if at is not None and at.port is not None:
            binds, told = ports.setdefault(at.port, ([], []))
            binds += ALL if at.bind is None else [at.bind]
            told += evidence
        elif not item.known:
            made.append(opening(reader, item.unknown, _port(item), evidence, web=True))
    made += [opening(reader, binds, port, told, web=True) for port, (binds, told) in ports.items()]
    return tuple(made + unknowns(reader, web=True))


def upstreams(runner: Runner, service: Service, start: Start) -> tuple[Upstream, ...]:
    """Return to whom Apache hands on."""
    return tuple(_Config(Reader(runner, service, start)).handed)


class _Config:
    """What is read of a configuration: ``listens`` and ``handed``."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.listens: list[Item] = []
        self.handed: list[Upstream] = []
        self.defines: dict[str, str] = {}
        self.blocks: list[str] = []
        self.fronts: tuple[int, ...] = ()
        self.lines = 0
        given = reader.option("-f")
        main = given or (RHEL if reader.family in ("rhel", "fedora") else DEBIAN)
        self.root = "/etc/httpd" if main == RHEL else "/etc/apache2"
        text = reader.text(main)
        self.found = text is not None
        if text is not None:
            self.read(text, main, 0)

    def read(self, woven: Woven, path: str, depth: int) -> None:
        """Take what a file says."""
        skipped: list[bool] = []
        for words in _lines(woven, path):
            self.lines += 1
            if self.lines > MOST_LINES:
                return
            name = words[0].text.lower()
            if GAP in name:
                self.reader.doubt(words[0].unknown.reason)
            elif name.startswith("</"):
                if skipped:
                    skipped.pop()
                if name == "</virtualhost>":
                    self.fronts = ()
            elif name.startswith("<"):
                skipped.append(not self.holds(name[1:], words[1:]) or any(skipped[-1:]))
                if name == "<virtualhost":
                    ports = [re.search(r":(\d+)>?$", word.text) for word in words[1:]]
                    self.fronts = tuple(int(port[1]) for port in ports if port)
            elif not any(skipped[-1:]) and words[1:]:
                self.said(name, words, depth)

    def said(self, name: str, words: list[Item], depth: int) -> None:
        """Take one directive."""
        if name == "listen":
            self.listens.append(self.filled(words[1]))
        elif name in ("include", "includeoptional"):
            self.include(self.filled(words[1]), depth, optional=name != "include")
        elif name == "define" and len(words) > 2:
            self.defines[words[1].text] = words[2].text
        elif name == "serverroot" and words[1].known:
            self.root = words[1].text.rstrip("/")
        elif name in ("proxypass", "proxypassmatch", "balancermember", "rewriterule"):
            self.hand(name, words[1:])

    def hand(self, name: str, words: list[Item]) -> None:
        """Take to whom is handed on."""
        if name == "rewriterule" and not (len(words) > 2 and re.search(r"[\[,](P|proxy)[\],]", words[2].text)):
            return
        for word in words:
            match = re.match(r"(https?|wss?|ajp|fcgi)://(\[[^\]]*\]|[^:/]+)(?::(\d+))?(?=[/?]|$)", word.text)
            if match and GAP not in match.group():
                usual = {"https": 443, "wss": 443, "ajp": 8009, "fcgi": 8000}.get(match[1], 80)
                port = int(match[3]) if match[3] else usual
                self.handed.append(Upstream(match[2].strip("[]"), port, word.span, self.fronts))

    def include(self, what: Item, depth: int, *, optional: bool) -> None:
        """Read what an ``Include`` names: a folder, a pattern, a file."""
        if not what.known:
            self.reader.doubt(what.unknown.reason)
            return
        pattern = what.text if what.text.startswith("/") else f"{self.root}/{what.text}"
        if depth >= MOST_INCLUDES or _harmless(pattern):
            return
        pattern = pattern + "*" if pattern.endswith("/") else pattern
        for path in self.reader.paths(pattern):
            text = self.reader.text(path)
            if text is not None:
                self.read(text, path, depth + 1)
            elif path == pattern and not optional:
                self.reader.doubt(f"{path} is not known")

    def filled(self, item: Item) -> Item:
        """Return a word with the values of what ``Define`` gave."""
        text = re.sub(r"\$\{(\w+)\}", lambda match: self.defines.get(match[1], GAP), item.text)
        return (
            item
            if text == item.text
            else Item(item.section, item.key, text, item.woven, item.start, item.end, item.path)
        )

    def holds(self, kind: str, words: list[Item]) -> bool:
        """Return whether what stands in a block counts."""
        condition = words[0].text.rstrip(">") if words else ""
        wanted = not condition.startswith("!")
        condition = condition.lstrip("!")
        if kind == "ifdefine":
            return (condition in self.defines) == wanted
        if kind != "ifmodule":
            return True
        name = re.sub(r"^mod_|_module$|\.c$", "", condition)
        return self.module(name) == wanted

    def module(self, name: str) -> bool:
        """Return whether a module is loaded: what an enabled file or a package of its own brings."""
        if name in ("ssl", "gnutls"):
            if self.root == "/etc/httpd":
                return any(package == f"mod_{name}" for _, package in self.reader.guest.packages)
            return self.reader.text(f"{self.root}/mods-enabled/{name}.load") is not None
        return True


def _lines(woven: Woven, path: str) -> Iterator[list[Item]]:
    at, text = 0, woven.text
    while at < len(text):
        match = _LINE.match(text, at)
        end = match.end() if match else len(text)
        line = text[at:end]
        if line.strip() and not line.lstrip().startswith("#"):
            words = [_word(woven, path, at, found) for found in _WORD.finditer(line) if found.group() != "\\"]
            if words:
                yield words
        at = end + 1


def _word(woven: Woven, path: str, at: int, found: re.Match[str]) -> Item:
    group = "bare" if found["bare"] is not None else "quoted"
    text = found[group]
    if group == "bare" and text.endswith(">") and not text.startswith("<"):
        text = text[:-1]
    start = at + found.start(group)
    return Item("", "Listen", text, woven, start, start + len(text), path)


def _harmless(path: str) -> bool:
    """Return whether a package's own files of that name can hold no ``Listen``."""
    return bool(re.search(r"mods-enabled/\*\.(load|conf)$|conf\.modules\.d/\*\.conf$|magic$", path))


def _port(item: Item) -> int:
    port = re.search(r":(\d+)$", item.text)
    return int(port[1]) if port else item.unknown  # type: ignore[return-value]
