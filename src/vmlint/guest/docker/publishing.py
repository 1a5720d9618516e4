"""Published ports, as ``docker run -p`` and the two forms of a Compose file write them.

Grammar: docker/cli's ``nat.ParsePortSpec``: ``[[IP:][HOSTPORT]:]CONTAINERPORT[/PROTOCOL]``, split from the right; an
empty host port is one that Docker chooses; without an address every one is taken.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.text import whole_number
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmlint.basics.text import Span

EVERY = ("0.0.0.0", "::")
CHOSEN = Unknown("Docker chooses the port")
MOST_PORTS = 100
_PROTOCOLS = ("tcp", "udp", "sctp")
_ADDRESS4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z", re.ASCII)
_ADDRESS6 = re.compile(r"[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\w+)?\Z", re.ASCII)


class Published(Record):
    """A port of the machine that leads into a container. ``inner``: the port there; ``text``: what says so."""

    __slots__ = ("binds", "port", "inner", "protocol", "span", "text")
    binds: tuple[str, ...] | Unknown
    port: int | Unknown
    inner: int | Unknown
    protocol: str
    span: Span | None
    text: str


class RefusedError(Exception):
    """Docker refuses this: nothing starts."""


def unknown(reason: str, span: Span | None) -> Published:
    """Return a port of which nothing is known."""
    why = Unknown(reason)
    return Published(why, why, why, "tcp", span, "")


def parse(text: str, span: Span | None, *, brackets: bool = False) -> list[Published]:
    """Return what a short form publishes; BRACKETS: an address of IPv6 needs them (Compose)."""
    rest, slash, protocol = text.strip().partition("/")
    protocol = protocol.lower() if slash else "tcp"
    if protocol not in _PROTOCOLS or (slash and not protocol):
        raise RefusedError(f"{text}: no protocol")
    front, _, inner = rest.rpartition(":")
    address, colon, outer = front.rpartition(":")
    if not colon:
        address, outer = "", front
        if rest.count(":") == 0:
            outer = ""
    inside = _range(inner, text)
    binds = _address(address, brackets=brackets) if colon else EVERY
    if binds is None:
        raise RefusedError(f"{text}: no address")
    return _pairs(binds, outer, inside, protocol, span, text)


def _pairs(
    binds: tuple[str, ...], outer: str, inside: tuple[int, int], protocol: str, span: Span | None, text: str
) -> list[Published]:
    first, last = inside
    if outer in ("", "0"):
        return [
            Published(binds, CHOSEN, number, protocol, span, text)
            for number in range(first, min(last, first + MOST_PORTS) + 1)
        ]
    low, high = _range(outer, text)
    if low == 0:
        raise RefusedError(f"{text}: port 0")
    if first == last and low != high:
        return [Published(binds, Unknown(f"Docker takes one of {outer}"), first, protocol, span, text)]
    if high - low != last - first:
        raise RefusedError(f"{text}: the ranges differ")
    return [
        Published(binds, low + step, first + step, protocol, span, text)
        for step in range(min(high - low, MOST_PORTS) + 1)
    ]


def _range(text: str, whole: str) -> tuple[int, int]:
    low, dash, high = text.partition("-")
    first = whole_number(low)
    last = whole_number(high) if dash else first
    if first is None or last is None or last < first or last > 65535 or first == 0:
        raise RefusedError(f"{whole}: no port")
    return first, last


def _address(text: str, *, brackets: bool) -> tuple[str, ...] | None:
    if not text:
        return EVERY
    if _ADDRESS4.match(text):
        return (text,) if all(int(part) < 256 for part in text.split(".")) else None
    bare = text
    if text.startswith("[") and text.endswith("]"):
        bare = text[1:-1]
    elif brackets:
        return None
    return (bare,) if _ADDRESS6.match(bare) else None


def long_form(said: Mapping[str, str | None], span: Span | None, shown: str) -> list[Published]:
    """Return what the long form publishes: target, published, host_ip, protocol; a value None is unknown."""
    if any(said.get(key, "") is None for key in ("target", "published", "host_ip", "protocol")):
        return [unknown("a value of the port is not known", span)]
    target = str(said.get("target", ""))
    protocol = str(said.get("protocol", "") or "tcp").lower()
    host = str(said.get("host_ip", "") or "")
    if protocol not in _PROTOCOLS:
        raise RefusedError(f"{protocol}: no protocol")
    binds = _address(host.removeprefix("[").removesuffix("]"), brackets=False)
    if binds is None:
        raise RefusedError(f"{host}: no address")
    return _pairs(binds, str(said.get("published", "") or ""), _range(target, target), protocol, span, shown)
