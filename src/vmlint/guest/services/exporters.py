"""Prometheus and its like: Debian's units take the command line from ``ARGS`` in /etc/default."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP
from vmlint.guest.services.forms import shell
from vmlint.guest.services.reading import ALL, Reader, default, endpoint, last, opening, unknowns

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start

_KINDS = {
    "prometheus": ("/etc/default/prometheus", 9090),
    "node-exporter": ("/etc/default/prometheus-node-exporter", 9100),
}
_ADDRESS = later(r"--web\.listen-address[= ]\s*([^\s\"']+)")


def reads(_runner: Runner, service: Service) -> tuple[str, ...]:
    """Return the file of variables."""
    return (_KINDS[service.name][0],)


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where a unit of Debian's package listens; None: the command line tells it."""
    reader = Reader(runner, service, start)
    path, usual = _KINDS[service.name]
    text = reader.text(path)
    if text is None or (start.words and not start.unit):
        return None
    said = last(shell(text, path), "ARGS")
    if said is not None and (not said.key or GAP in said.text):
        reader.doubt(said.unknown.reason)
        return tuple(unknowns(reader, web=True))
    match = _ADDRESS.search(said.text) if said is not None else None
    if said is None or match is None:
        evidence = [default("bind", service.name), default("port", service.name)]
        return (opening(reader, ALL, usual, evidence, web=True),)
    at = endpoint(said.part(match.start(1), match.end(1)))
    if at is None or at.port is None:
        return None
    evidence = [at.at.evidence("bind", service.name), at.at.evidence("port", service.name)]
    return (opening(reader, ALL if at.bind is None else [at.bind], at.port, evidence, web=True),)
