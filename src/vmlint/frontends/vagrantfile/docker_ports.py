"""The docker provider's own ways: ``d.ports`` and ``-p`` in ``d.create_args``, as forwards of the machine.

Vagrant makes forwarded_port networks of ``ports`` (plugins/providers/docker/action/forwarded_ports.rb), which it splits
at colons from the left; ``create_args`` go to ``docker run`` as they are.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import Span
from vmlint.frontends.vagrantfile.upbringing import upbringings_of
from vmlint.model.adapters import ForwardedPort
from vmlint.model.value import ABSENT, Origin, Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vmlint.frontends.vagrantfile.facts import VagrantDocument

_NUMBER = later(r"\s*(\d{1,9})", re.ASCII)
MOST_PORTS = 200


def forwards(document: VagrantDocument, called: Mapping[str, str]) -> Iterator[ForwardedPort]:
    """Yield what the provider's settings publish of each machine; CALLED: other names for machines."""
    for upbringing in upbringings_of(document):
        settings = upbringing.docker or {}
        name = called.get(upbringing.machine, upbringing.machine)
        certain = upbringing.origin.certain
        for order, (text, span) in enumerate(_listed(settings.get("ports", ABSENT))):
            yield _forward(name, 1_000 + order, text, span, certain=certain)
        words = _listed(settings.get("create_args", ABSENT))
        for order, (text, span) in enumerate(_published(words)):
            yield from _of_run(name, 2_000 + order, text, span, certain=certain)


def _listed(setting: Spanned) -> list[tuple[str | None, Span | None]]:
    """Return the elements of a list of texts, each with its place; None is one that is not known."""
    value = setting.value
    if isinstance(value, Unknown):
        return [(None, setting.span)]
    if not isinstance(value, list):
        return []
    return [_element(each, setting.span) for each in value[:MOST_PORTS]]


def _element(value: object, span: Span | None) -> tuple[str | None, Span | None]:
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return None, span
    text = str(value)
    if span is not None:
        at = span.text.find(text)
        if at >= 0:
            return text, Span(span.source, span.start + at, span.start + at + len(text))
    return text, span


def _published(words: list[tuple[str | None, Span | None]]) -> Iterator[tuple[str | None, Span | None]]:
    """Yield the values of ``-p`` and ``--publish`` among the words of ``docker run``."""
    waiting = False
    for text, span in words:
        if waiting:
            waiting = False
            yield text, span
        elif text in ("-p", "--publish"):
            waiting = True
        elif text is not None and (match := re.match(r"--publish=|-p=?(?=[\d\[])", text)) is not None:
            yield text[match.end() :], span


def _forward(machine: str, order: int, text: str | None, span: Span | None, *, certain: bool) -> ForwardedPort:
    if text is None or ":" not in text:
        why = Unknown("the published port is not known")
        return _made(machine, order, "tcp", "", why, why, span, certain=certain)
    host, _, guest = text.partition(":")
    address = ""
    if ":" in guest:
        address = host
        host, _, guest = guest.partition(":")
    guest, slash, protocol = guest.partition("/")
    return _made(
        machine, order, protocol if slash else "tcp", address, _to_i(host), _to_i(guest), span, certain=certain
    )


def _to_i(text: str) -> int | Unknown:
    match = _NUMBER.match(text)
    return int(match[1]) if match is not None else Unknown("the port is no number")


def _of_run(machine: str, order: int, text: str | None, span: Span | None, *, certain: bool) -> Iterator[ForwardedPort]:
    from vmlint.guest.docker.publishing import EVERY, RefusedError, parse, unknown

    try:
        ports = [unknown("the published port is not known", span)] if text is None else parse(text, span)
    except RefusedError:
        return
    for port in ports:
        address = "" if port.binds == EVERY or isinstance(port.binds, Unknown) else port.binds[0]
        yield _made(machine, order, port.protocol, address, port.port, port.inner, span, certain=certain)


def _made(
    machine: str, order: int, protocol: str, address: str, host: int | Unknown, guest: int | Unknown, span: Span | None,
    *, certain: bool,
) -> ForwardedPort:  # fmt: skip
    return ForwardedPort(
        machine, order, "", Spanned(protocol, span, ()), Spanned(address, span, ()) if address else ABSENT,
        Spanned(host, span, ()), ABSENT, Spanned(guest, span, ()), False, False, False, ABSENT,
        Origin(span, certain, (), ()), None, False,
    )  # fmt: skip
