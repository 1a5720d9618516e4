"""Command lines of servers: which words are flags, which are their values, what these say of address and port.

**Roles** of the catalogue's flags: ``host``, ``hosts`` (several, by commas or blanks), ``port``, ``host:port``, ``uri``
(``tcp://host:port``), ``value`` (no matter), ``config`` (a file), ``daemon`` (it leaves the terminal), ``stays`` (it
keeps it), ``off`` (no port of TCP), ``ends`` (it prints and ends), ``unclear`` (bind or port may be anything after it),
``all`` (every address), ``chdir``; ``LABEL port``, ``LABEL host`` for a port that is not the first. A role that ends in
``?`` takes its value only with ``=``, or (``host?``) where the next word is no flag.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP
from vmlint.data.catalogue import BARE
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.data.catalogue import Service

_ENDS = frozenset({"--version", "--help", "-version", "-help"})
"""What every program takes for a question, whatever the catalogue says of its flags."""
_VALUE_TOO = frozenset({"--uds", "--fd", "-u", "--unix-socket", "-s", "--unix-socket=", "-S", "--socket", "--sock"})
"""Flags of the role ``off`` that take a value."""


class Said(Record):
    """A flag with its role, and its value; without one the value is None."""

    __slots__ = ("flag", "role", "value", "at")
    flag: str
    role: str
    value: Spanned | None
    at: Spanned


class Line(Record):
    """What a command line says.

    ``free``: words that are neither flags nor their values; ``unclear``: why bind and port may be anything, else
    empty; ``loose``: why the free words may be values of flags that nobody here knows; ``strange``: such a flag.
    """

    __slots__ = ("said", "free", "unclear", "loose", "strange")
    said: tuple[Said, ...]
    free: tuple[Spanned, ...]
    unclear: str
    loose: str
    strange: str

    def last(self, *roles: str) -> Said | None:
        """Return the last flag with one of ROLES."""
        return next((each for each in reversed(self.said) if each.role in roles), None)

    def all(self, *roles: str) -> tuple[Said, ...]:
        """Return the flags with one of ROLES."""
        return tuple(each for each in self.said if each.role in roles)


def spanned(word: Any) -> Spanned:
    """Return a word of a command line with its place, if it has one."""
    return word if isinstance(word, Spanned) else Spanned(word, None, ())


def texts(words: Sequence[Any]) -> list[Any]:
    """Return the plain text of words; what is unknown (even in part) is None."""
    found = [word.value if isinstance(word, Spanned) else word for word in words]
    return [text if isinstance(text, str) and GAP not in text else None for text in found]


def part(word: Spanned, start: int, end: int | None = None) -> Spanned:
    """Return a part of a word's text, with the place of the whole (or of just that, where it is written so)."""
    text = str(word.value)
    end = len(text) if end is None else end
    span = word.span
    if span is not None and span.end - span.start >= len(text):
        at = span.source.text.find(text, span.start, span.end)
        if at >= 0:
            span = type(span)(span.source, at + start, at + end)
    return Spanned(text[start:end], span, word.assumptions, word.origins)


def read(service: Service, words: Sequence[Any], skip: Sequence[int] = ()) -> Line:
    """Return what WORDS, the arguments, say; those whose number is in SKIP belong to the command itself."""
    return _Reading(service, [spanned(word) for word in words], frozenset(skip)).line()


class _Reading:
    """One command line on its way."""

    def __init__(self, service: Service, words: list[Spanned], skip: frozenset[int]) -> None:
        self.flags = service.flags
        self.gnu = service.style in ("gnu", "posix")
        self.positional = service.positional
        self.listed = service.style == "redis"
        self.words = words
        self.skip = skip
        self.said: list[Said] = []
        self.free: list[Spanned] = []
        self.unclear = ""
        self.loose = ""
        self.strange = ""

    def line(self) -> Line:
        """Read all words."""
        at = 0
        while at < len(self.words):
            if at in self.skip:
                at += 1
                continue
            word = self.words[at]
            if not isinstance(word.value, str):
                self.unknown(word)
                at += 1
            elif word.value == "--":
                self.free += self.words[at + 1 :]
                break
            elif word.value.startswith(GAP):
                self.unknown(word)
                at += 1
            elif word.value.startswith("-") and len(word.value) > 1:
                at = self.flag(at, word, word.value)
            else:
                # Behind an option of Redis stand its values, as many as it likes.
                if not (self.listed and at):
                    self.free.append(word)
                at += 1
        return Line(tuple(self.said), tuple(self.free), self.unclear, self.loose, self.strange)

    def unknown(self, word: Spanned) -> None:
        """Note a word that may be a flag, or several."""
        reason = word.value.reason if isinstance(word.value, Unknown) else "a word of the command line is not known"
        self.unclear = self.unclear or str(reason)
        self.free.append(word)

    def flag(self, at: int, word: Spanned, text: str) -> int:
        """Read a flag and its value; return the number of the next word."""
        name, equals, _ = text.partition("=")
        if GAP in name:
            self.unclear = self.unclear or "a flag of the command line is not known"
            return at + 1
        known = self.known(name)
        if known is None and (text in _ENDS or (text in ("-v", "-V", "-h") and len(self.words) == 1)):
            self.said.append(Said(text, "ends", None, word))
            return at + 1
        if known is not None:
            return self.valued(at, word, known, part(word, len(name) + 1) if equals else None)
        if self.gnu and not text.startswith("--"):
            return self.cluster(at, word, text)
        for flag, role in self.flags.items():
            # `-Dserver.port=80` stands under its whole name; `-p8080` of programs with few rules.
            if len(flag) == 2 and role not in BARE and text.startswith(flag) and text[2:].isdigit():
                self.said.append(Said(flag, role, part(word, 2), word))
                return at + 1
        return self.stranger(at, equals)

    def known(self, name: str) -> str | None:
        """Return the flag that NAME is, abbreviations allowed where they mean one alone."""
        if name in self.flags:
            return name
        if not self.gnu and name.startswith("--") and name[1:] in self.flags:
            return name[1:]
        if not self.gnu and name.startswith("-") and "-" + name in self.flags:
            return "-" + name
        if self.gnu and name.startswith("--") and len(name) > 4:
            longer = [flag for flag in self.flags if flag.startswith(name)]
            if len(longer) == 1:
                return longer[0]
        return None

    def valued(self, at: int, word: Spanned, name: str, value: Spanned | None) -> int:
        """Take a flag of the catalogue."""
        role = self.flags[name]
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if value is not None:
            self.said.append(Said(name, role.rstrip("?"), value, word))
            return at + 1
        if role in BARE and not (role == "off" and name in _VALUE_TOO):
            self.said.append(Said(name, role, None, word))
            return at + 1
        if role.endswith("?"):
            free = following is not None and isinstance(following.value, str) and not following.value.startswith("-")
            if (
                free
                and following is not None
                and (role == "host?" or self.looks_like_value(role, str(following.value)))
            ):
                self.said.append(Said(name, role[:-1], following, word))
                return at + 2
            self.said.append(Said(name, role[:-1], None, word))
            return at + 1
        self.said.append(Said(name, role, following, word))
        return at + 2

    @staticmethod
    def looks_like_value(role: str, text: str) -> bool:
        """Return whether a word may be the value of a flag that can do without one."""
        if role == "port?":
            return text.isdigit()
        return role in ("value?", "stays?") and text in ("true", "false")

    def cluster(self, at: int, word: Spanned, text: str) -> int:
        """Read ``-xv`` (a value behind its flag) and ``-abc`` (flags without one)."""
        number = 1
        while number < len(text):
            name = "-" + text[number]
            role = self.flags.get(name)
            if role is None:
                return self.stranger(at, "=" if number > 1 or "=" in text else "")
            if role in BARE:
                self.said.append(Said(name, role, None, word))
                number += 1
                continue
            rest = number + 1
            if rest < len(text):
                behind = rest + 1 if text[rest] == "=" else rest
                self.said.append(Said(name, role.rstrip("?"), part(word, behind), word))
                return at + 1
            return self.valued(at, word, name, None)
        return at + 1

    def stranger(self, at: int, equals: str) -> int:
        """Pass a flag that is not known: the next word may be its value."""
        name = str(self.words[at].value)
        # A question has no value and no part: `--collector.systemd` is a setting.
        if self.flags and "." not in name and not equals:
            self.strange = self.strange or str(self.words[at].value).replace(GAP, "…")[:40]
        following = self.words[at + 1].value if at + 1 < len(self.words) else "-"
        if not equals and isinstance(following, str) and not following.startswith("-") and self.positional:
            self.loose = f"the flag {self.words[at].value} is not known"
        return at + 1


def ipv4(text: str) -> bool:
    """Return whether TEXT is an address of IPv4 in four parts."""
    parts = text.split(".")
    return len(parts) == 4 and all(re.fullmatch(r"[0-9]{1,3}", each) and int(each) < 256 for each in parts)


def ipv6(text: str) -> bool:
    """Return whether TEXT is an address of IPv6."""
    if ":" not in text or len(text) > 60:
        return False
    from ipaddress import IPv6Address

    try:
        IPv6Address(text.partition("%")[0])
    except ValueError:
        return False
    return True


def binds(value: Spanned | None, wild: tuple[str, ...]) -> tuple[str, ...] | Unknown:
    """Return the addresses that one word names; WILD: what an empty one, and a star, mean."""
    if value is None:
        return wild
    text = value.value
    if isinstance(text, Unknown):
        return text
    text = str(text).strip().strip("[]").lower()
    if GAP in text:
        return Unknown("the address is not known")
    if text in ("", "*"):
        return wild
    if text in ("0", "0.0"):
        return ("0.0.0.0",)
    if text == "127.1":
        return ("127.0.0.1",)
    if ipv4(text) or text == "localhost" or ipv6(text):
        return (text,)
    return Unknown(f"which address the name {text[:60]} has is not known")


def several(value: Spanned | None, wild: tuple[str, ...]) -> tuple[str, ...] | Unknown:
    """Return the addresses of a list by commas or blanks."""
    if value is None or isinstance(value.value, Unknown):
        return binds(value, wild)
    found: list[str] = []
    for text in str(value.value).replace(",", " ").split():
        # Redis: an address with a minus may be missing on the machine.
        one = binds(Spanned(text.removeprefix("-"), value.span, ()), wild)
        if isinstance(one, Unknown):
            return one
        found += [each for each in one if each not in found and each != "::*"]
    return tuple(found) or wild


def number(value: Spanned | None) -> int | Unknown:
    """Return the port that a word names."""
    if value is None:
        return Unknown("the port is not written")
    text = value.value
    if isinstance(text, Unknown):
        return text
    if type(text) is int:
        return text if 0 < text < 65536 else Unknown("the system chooses the port")
    text = str(text).strip()
    if text.isascii() and text.isdigit() and len(text) < 7 and int(text) < 65536:
        return int(text) if int(text) else Unknown("the system chooses the port")
    return Unknown("the port is not known")


def divided(value: Spanned, *, bare: str = "host") -> tuple[Spanned | None, Spanned | None]:
    """Return host and port of ``host:port``, ``:port``, ``[v6]:port``; None where not said; BARE: what one word is."""
    text = value.value
    if isinstance(text, Unknown):
        return value, value
    text = str(text)
    at = 0
    if "://" in text:
        at = text.index("://") + 3
    end = len(text)
    for mark in "/?":
        if mark in text[at:]:
            end = min(end, text.index(mark, at))
    if text[at : at + 1] == "[" and "]" in text[at:end]:
        close = text.index("]", at)
        host = part(value, at + 1, close)
        return host, part(value, close + 2, end) if text[close + 1 : close + 2] == ":" and close + 2 < end else None
    colon = text.rfind(":", at, end)
    if colon >= 0 and text.count(":", at, end) == 1:
        return part(value, at, colon), part(value, colon + 1, end) if colon + 1 < end else None
    if colon < 0:
        only = part(value, at, end)
        is_port = bare == "port" or (bare == "either" and text[at:end].isdigit())
        return (None, only) if is_port else (only, None)
    return part(value, at, end), None
