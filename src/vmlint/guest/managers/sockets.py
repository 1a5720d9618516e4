"""Socket units of systemd: systemd itself listens, and starts the service with the first connection."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.guest.managers.entries import spanned
from vmlint.guest.managers.service_units import Service
from vmlint.guest.managers.unit_files import find
from vmlint.guest.services import of_command
from vmlint.guest.state import Listening, Start
from vmlint.languages.shell.outside import Answer
from vmlint.model.address import OfV6Alone
from vmlint.model.found import Evidence
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.guest.managers.unit_files import Unit
    from vmlint.guest.runner import Runner
    from vmlint.model.value import Origin

_KEYS = {"ListenStream": "tcp", "ListenDatagram": "udp"}


def start_socket(runner: Runner, unit: Unit, origin: Origin) -> Answer:
    """Let systemd listen where the unit says."""
    service = Service(runner, unit, origin)
    found = []
    for key, protocol in _KEYS.items():
        for value in unit.entries.said("Socket", key):
            made = _listening(service, service.value(value), protocol)
            if made is not None:
                found.append(made)
    if not found:
        return Answer()
    name = found[0].service
    place = found[0].evidence[0].span
    start = Start(
        name, (), "unit", unit.name, {}, "/", None, runner.guest.tick(), origin.certain and unit.certain,
        origin.assumptions, place, foreground=False, reload=False,
    )  # fmt: skip
    return runner.opens(start, tuple(found))


def _listening(service: Service, value: Woven, protocol: str) -> Listening | None:
    word = spanned(value)
    binds: tuple[str, ...] | Unknown
    port: int | Unknown
    if word.text is None:
        binds = port = Unknown(word.value.reason if isinstance(word.value, Unknown) else "it is not known")
        shown = ""
    else:
        shown = word.text
        address = parse(shown, only6=service.unit.last("Socket", "BindIPv6Only") == "ipv6-only")
        if address is None:
            return None
        binds, port = address
    evidence = tuple(Evidence(role, word.span, shown) for role in ("bind", "port"))
    name, web, code = _behind(service)
    return Listening(name, binds, port, protocol, evidence, (), "", web=web, open=False, code=code)


def parse(text: str, *, only6: bool = False) -> tuple[tuple[str, ...], int] | None:
    """Return addresses and port of ``ListenStream=``; None for a path, a name of its own, what is no address."""
    host, colon, last = text.rpartition(":")
    port = whole_number(last)
    if port is None or not 0 < port < 65536:
        return None
    if not colon:
        return ((OfV6Alone("::"),) if only6 else ("0.0.0.0", "::")), port
    host = host.removeprefix("[").removesuffix("]")
    if host == "::":
        return ((OfV6Alone("::"),) if only6 else ("0.0.0.0", "::")), port
    return (host,), port


def _behind(service: Service) -> tuple[str, bool, bool]:
    """Return the name of the server behind the socket, whether it speaks HTTP, whether it runs code."""
    unit = service.unit
    stem = unit.name.removesuffix(".socket")
    name = unit.last("Socket", "Service") or (
        stem + "@.service" if unit.true("Socket", "Accept") else stem + ".service"
    )
    other = find(service.runner, name)
    if other is not None:
        for line in Service(service.runner, other, service.origin).commands("ExecStart"):
            texts = tuple(word.text or "" for word in line.words)
            known = of_command(texts)
            if known is not None:
                web = any(opening.web for _, openings in known.defaults for opening in openings)
                return known.name, web, known.code
            return texts[0].rpartition("/")[2] or stem, False, False
    return stem, False, False
