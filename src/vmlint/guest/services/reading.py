"""What readers of services' own files share: the guest's files as they are now, settings with their places, openings.

A value in a file may hold a GAP: it is unknown then, and so is a folder in which other files may stand, or a file that
a package brings and whose lines nobody here knows. None of these ever becomes the default.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.wildcards import fits as fnmatchcase
from vmlint.basics.woven import GAP, Woven, real
from vmlint.guest.services import packaged
from vmlint.guest.state import Listening
from vmlint.model.found import Evidence
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vmlint.basics.text import Span
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Start

ALL = ("0.0.0.0", "::")
MOST_FILES = 100
MOST_TEXT = 80


class Item(Record):
    """A setting in a file: its value stands at ``start`` to ``end`` of ``woven``; what it says of its name is ``key``.

    An empty key: any settings at all may stand here. ``section``: the heading above it, or the block around it.
    """

    __slots__ = ("section", "key", "text", "woven", "start", "end", "path")
    section: str
    key: str
    text: str
    woven: Woven
    start: int
    end: int
    path: str

    @property
    def known(self) -> bool:
        """Whether its value is known."""
        return bool(self.key) and GAP not in self.text

    @property
    def span(self) -> Span | None:
        """Where the project's files say it."""
        return real(self.woven.place(self.start, self.end)) if self.end > self.start else None

    @property
    def unknown(self) -> Unknown:
        """Why its value is unknown."""
        reason = self.woven.cut(self.start, self.end).reason or self.woven.reason
        return Unknown(f"{self.path}: {reason or 'the text is not known'}")

    def part(self, start: int, end: int) -> Item:
        """Return the item of a part of its value."""
        base = self.start
        return Item(self.section, self.key, self.text[start:end], self.woven, base + start, base + end, self.path)

    def evidence(self, role: str, service: str) -> Evidence:
        """Return it as a link of the chain; a line of a package's own file has no place."""
        span = self.span
        said = (self.text if self.key in ("", self.text) else f"{self.key} {self.text}").replace(GAP, "…")[:MOST_TEXT]
        if span is None:
            return Evidence(role, None, f"default of {service} ({said} in {self.path})")
        return Evidence(role, span, span.text[:MOST_TEXT] if self.text in span.text else said)


class Reader:
    """One start of a service, and the files of the guest at that moment. ``doubts``: what may hold settings unseen."""

    def __init__(self, runner: Runner, service: Service, start: Start) -> None:
        self.runner = runner
        self.guest = runner.guest
        self.service = service
        self.name = service.name
        self.start = start
        self.doubts: list[Unknown] = []
        self.family = packaged.family(runner.guest)

    def text(self, path: str) -> Woven | None:
        """Return what the file at PATH holds; None: there is none."""
        return self.runner.text(path)

    def names(self, folder: str) -> list[str]:
        """Return the names in FOLDER that are known; others that may be there are a doubt."""
        listed = self.runner.listing(folder)
        if listed is not None:
            return listed
        self.doubt(f"which files lie in {folder} is not known")
        start = folder.rstrip("/") + "/"
        below = [path[len(start) :] for path in self.guest.files if path.startswith(start)]
        return sorted(name for name in below if "/" not in name and self.runner.text(start + name) is not None)

    def paths(self, pattern: str) -> list[str]:
        """Return the files that PATTERN names, stars in any part of it; in order."""
        folder, _, last = pattern.rpartition("/")
        if not re.search(r"[*?\[]", folder + last):
            return [pattern]
        if GAP in pattern:
            self.doubt(f"which files {pattern.replace(GAP, '…')} names is not known")
            return []
        if not re.search(r"[*?\[]", folder):
            return [f"{folder}/{name}" for name in self.names(folder) if fnmatch(name, last)][:MOST_FILES]
        # Which folders there are nobody knows; those with a version in their name are of packages, or written.
        found = {path for path in self.guest.files if fnmatchcase(path, pattern) and self.text(path) is not None}
        found |= {path for path in packaged.matching(self.guest, pattern) if self.text(path) is not None}
        deep = pattern.startswith("*/")
        return sorted(path for path in found if deep or path.count("/") == pattern.count("/"))[:MOST_FILES]

    def doubt(self, reason: str) -> None:
        """Note that settings may stand where nobody sees them."""
        if all(each.reason != reason for each in self.doubts):
            self.doubts.append(Unknown(reason))

    def words(self) -> list[str]:
        """Return the words of the command line; an unknown one is a GAP."""
        values = [word.value if isinstance(word, Spanned) else word for word in self.start.words]
        return [value if isinstance(value, str) else GAP for value in values]

    def cwd(self) -> str:
        """Return where it runs; a GAP where that is not known."""
        value = self.start.cwd.value if isinstance(self.start.cwd, Spanned) else self.start.cwd
        return value if isinstance(value, str) else GAP

    def option(self, *names: str) -> str | None:
        """Return what the command line gives for an option (``-c x``, ``-cx``, ``--config x``, ``--config=x``)."""
        words = self.words()
        for number, word in enumerate(words):
            for name in names:
                if word == name and number + 1 < len(words):
                    return words[number + 1]
                if word.startswith(name + "="):
                    return word[len(name) + 1 :]
                if len(name) == 2 and word.startswith(name) and not word.startswith("--") and len(word) > 2:
                    return word[2:]
        return None


def fnmatch(name: str, pattern: str) -> bool:
    """Return whether a shell's pattern matches NAME: a hidden file only where the pattern begins with the dot."""
    return fnmatchcase(name, pattern) and (not name.startswith(".") or pattern.startswith("."))


# Settings, by the form of their file


def plain(woven: Woven, path: str, *, comment: str = "#", joint: str = "") -> Iterator[Item]:
    """Yield the settings of a file of lines ``key value``, of ``key = value`` with JOINT ``=``, under ``[section]``.

    A mark of comment counts at the start of a line and after white space. ``key`` alone has the empty value.
    """
    section, at, text = "", 0, woven.text
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        item = _line(woven, path, section, at, line, comment, joint)
        if item is not None:
            if item.key == "[":
                section = item.text
            yield item
        at = end + 1


def _line(woven: Woven, path: str, section: str, at: int, line: str, comment: str, joint: str) -> Item | None:
    body = _uncommented(line, comment)
    low = len(body) - len(body.lstrip())
    body = body.strip()
    if not body:
        return None
    if body[0] == "[" and body[-1] == "]" and joint:
        return Item(body[1:-1].strip(), "[", body[1:-1].strip(), woven, at + low + 1, at + low + len(body) - 1, path)
    split = re.compile(rf"\s*[{re.escape(joint)}]\s*" if joint else r"\s+").search(body)
    key = body[: split.start()] if split else body
    if GAP in key:
        return Item(section, "", body, woven, at + low, at + low + len(body), path)
    start = split.end() if split else len(body)
    first = at + low + start
    value = body[start:]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return Item(section, key, value[1:-1], woven, first + 1, first + len(value) - 1, path)
    return Item(section, key, value, woven, first, first + len(value), path)


def _uncommented(line: str, comment: str) -> str:
    if not comment:
        return line
    quote = ""
    for number, char in enumerate(line):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and (number == 0 or line[number - 1] in " \t=:,"):
            quote = char
        elif char in comment and (number == 0 or line[number - 1] in " \t"):
            return line[:number]
    return line


def last(items: Sequence[Item], *keys: str, sections: tuple[str, ...] | None = None) -> Item | None:
    """Return the last setting of one of KEYS; one with an empty key where something unseen may come after it."""
    return first(items[::-1], *keys, sections=sections)


def first(items: Sequence[Item], *keys: str, sections: tuple[str, ...] | None = None) -> Item | None:
    """Return the first setting of one of KEYS; one with an empty key where something unseen may come before it."""
    for item in items:
        if not item.key or (item.key in keys and (sections is None or item.section in sections)):
            return item
    return None


# Addresses


class Endpoint(Record):
    """An address and a port that a setting gives. ``bind`` None: all; ``port`` None: none is written."""

    __slots__ = ("bind", "port", "at")
    bind: str | None
    port: int | None
    at: Item


_ENDPOINT = later(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+._]*)://)?"
    r"(?:(?P<host>\[[^\]]*\]|[^:\[\]/\s]*):(?P<port>\d{1,5})|(?P<only>\[[^\]]*\]|[^:\[\]/\s]+|[0-9a-fA-F:.]*::[0-9a-fA-F:.]*))/?"
)


def endpoint(item: Item, *, number: str = "port") -> Endpoint | None:
    """Return what ``host:port``, ``:port``, ``port`` (or a bare number as NUMBER says), ``[::]:port`` or ``host`` is.

    None for the path of a socket and for what is neither.
    """
    text = item.text.strip()
    if text.startswith(("/", "unix:", "@", "./")):
        return None
    match = _ENDPOINT.fullmatch(text)
    if match is None:
        return None
    only = match["only"]
    if only is not None and only.isdigit() and number == "port":
        return Endpoint(None, int(only), item)
    host = (only if only is not None else match["host"]).strip("[]")
    port = int(match["port"]) if match["port"] else None
    return Endpoint(None if host in ("", "*") else host, port, item)


def port_of(item: Item | None) -> int | Unknown | None:
    """Return the number that a setting gives, Unknown where it is not known, None where there is no such setting."""
    if item is None:
        return None
    if not item.known:
        return item.unknown
    text = item.text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else Unknown(f"{item.path}: {text[:20]}")


# Openings


def opening(
    reader: Reader,
    binds: Sequence[str] | Unknown,
    port: int | Unknown,
    evidence: Iterable[Evidence],
    *,
    protocol: str = "tcp",
    web: bool = False,
    medium: str = "",
) -> Listening:
    """Return a port that the service opens."""
    kept: list[Evidence] = []
    for each in evidence:
        if each not in kept:
            kept.append(each)
    spread = binds if isinstance(binds, Unknown) else tuple(dict.fromkeys(binds))
    return Listening(reader.name, spread, port, protocol, tuple(kept), (), medium, web, False, False)


def default(role: str, service: str, what: str = "") -> Evidence:
    """Return the evidence that nothing says it."""
    return Evidence(role, None, f"default of {service}" + (f" ({what})" if what else ""))


def unknowns(reader: Reader, *, web: bool = False) -> list[Listening]:
    """Return what may listen besides, because of what nobody sees."""
    return [opening(reader, each, each, (), web=web, medium=each.reason) for each in reader.doubts[:1]]
