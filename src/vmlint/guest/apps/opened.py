"""What the readers of application sources find: a server, its address and port, each with its place or its reason."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.woven import real
from vmlint.data.catalogue import lookup
from vmlint.guest.services import lines
from vmlint.guest.state import Listening, Served
from vmlint.model.found import Evidence
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.basics.text import Span

MOST = 16
MOST_TEXT = 80


class Opened(Record):
    """A port that a source opens.

    ``host``, ``port``: None where the source does not say it; then ``binds`` and ``number`` are the defaults. ``span``:
    the call. ``wild``: what an empty address means. ``code``: who reaches it can run code. ``medium``: why it is not
    sure, else empty. ``staying``: the program goes on for it.
    """

    __slots__ = (
        "service", "host", "port", "binds", "number", "protocol", "web", "wild", "span", "code", "medium", "text",
    )  # fmt: skip
    service: str
    host: Spanned | None
    port: Spanned | None
    binds: tuple[str, ...] | Unknown
    number: int | Unknown
    protocol: str
    web: bool
    wild: tuple[str, ...]
    span: Span | None
    code: bool
    medium: str
    text: str


def listening(opened: Opened) -> Listening:
    """Return it as what listens."""
    binds = opened.binds if opened.host is None else lines.binds(opened.host, opened.wild)
    port = opened.number if opened.port is None else lines.number(opened.port)
    default = f"default of {opened.text or opened.service}"
    assumptions = tuple(
        dict.fromkeys(each for value in (opened.host, opened.port) if value is not None for each in value.assumptions)
    )
    evidence = [_evidence("config", opened.span, opened.text)] if opened.span is not None else []
    evidence.append(
        _evidence("bind", opened.host.span, _shown(opened.host)) if opened.host else Evidence("bind", None, default)
    )
    evidence.append(
        _evidence("port", opened.port.span, _shown(opened.port)) if opened.port else Evidence("port", None, default)
    )
    return Listening(
        opened.service, binds, port, opened.protocol, tuple(evidence), assumptions, opened.medium, opened.web, True,
        opened.code,
    )  # fmt: skip


def _evidence(role: str, span: Span | None, text: str) -> Evidence:
    place = real(span)
    if place is not None and len(place.text) <= MOST_TEXT and "\n" not in place.text:
        return Evidence(role, place, place.text)
    return Evidence(role, place, text[:MOST_TEXT])


def _shown(value: Spanned | None) -> str:
    return "…" if value is None or isinstance(value.value, Unknown) else str(value.value)


def result(found: Sequence[Opened], *, foreground: bool) -> Served:
    """Return what a start of a source comes to."""
    if not found:
        return Served(None, (), False, "")
    service = lookup.by_name(found[0].service) or lookup.by_name("node")
    return Served(service, tuple(listening(each) for each in found[:MOST]), foreground, "")
