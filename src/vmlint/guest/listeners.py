"""From the state of a guest at the end of `up` to what is found there: evidence, confidence, what lasts, who is behind.

**Confidence** is the chain's lowest. High: every step is certain, address and port are literal or a package's default,
and nothing that was not followed comes after what decides them. Medium: an assumption, a start under an undecided
condition, something not followed after the deciding write or installation, an unknown address or port. Low: by hand.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import real
from vmlint.data.catalogue import lookup
from vmlint.model.address import OfV6Alone
from vmlint.model.found import (
    ALWAYS,
    BOOT,
    HIGH,
    LOW,
    MANUAL,
    MEDIUM,
    PROVISION,
    UNKNOWN_START,
    Evidence,
    Found,
    Inside,
    Later,
)
from vmlint.model.value import Assumption, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.basics.text import Span
    from vmlint.guest.runner import Runner
    from vmlint.guest.services.upstreams import Upstream
    from vmlint.guest.state import Guest, Listening, Opened, Package, Start, Unit

LEFT_OUT = frozenset(("sshd", "dropbear", "winrm"))
MOST = 200
MOST_TEXT = 80
_SECRET = ("pass", "secret", "token", "key=", "pwd", "credential")


class _One:
    """What listens at one port, of several entries that mean the same."""

    def __init__(self, listening: Listening, start: Start, *, certain: bool) -> None:
        self.listening = listening
        self.start = start
        self.certain = certain
        self.binds = listening.binds
        self.evidence = list(listening.evidence)
        self.behind: list[_One] = []
        self.name = listening.service


def listeners(runner: Runner) -> tuple[Found, ...]:
    """Return what is found to listen in the machine of RUNNER, sorted by service and port; names are its own alone."""
    ones = _kept(runner.guest)
    _behind(runner, ones)
    found = [_found(runner, one) for one in ones]
    inside = Inside(runner.upbringing.machine, tuple(found), (), None)
    return unique([inside])[0].listeners


def unique(insides: Iterable[Inside]) -> list[Inside]:
    """Return INSIDES with names that are unique in the project: the service, ``-MACHINE``, ``-PORT`` until they are."""
    insides = list(insides)
    every = [found for inside in insides for found in inside.listeners]
    names = [found.service for found in every]
    for suffix in (_machine, _port, _protocol, _number):
        counts: dict[str, int] = {}
        for name in names:
            counts[name] = counts.get(name, 0) + 1
        names = [
            name if counts[name] == 1 else name + suffix(found, number)
            for number, (name, found) in enumerate(zip(names, every))
        ]
    fresh = iter(names)
    made = []
    for inside in insides:
        given = [next(fresh) for _ in inside.listeners]
        renamed = {found.name: name for found, name in zip(inside.listeners, given)}
        kept = tuple(
            _changed(found, name=name, behind=tuple(renamed.get(each, each) for each in found.behind))
            for found, name in zip(inside.listeners, given)
        )
        made.append(_changed(inside, listeners=kept))
    return made


def _machine(found: Found, _number: int) -> str:
    return f"-{found.machine}"


def _port(found: Found, _number: int) -> str:
    return f"-{found.port}" if isinstance(found.port, int) else ""


def _protocol(found: Found, _number: int) -> str:
    return "-udp" if found.protocol == "udp" else ""


def _number(_found: Found, number: int) -> str:
    return f"-{number + 1}"


def _changed(record: Any, **values: Any) -> Any:
    return type(record)(**{**{name: getattr(record, name) for name in record._fields}, **values})


# Which there are


def _kept(guest: Guest) -> list[_One]:
    """Return what listens, several addresses of one port as one."""
    opened = [each for each in guest.listening.values() if each.listening.service not in LEFT_OUT]
    opened.sort(key=lambda each: (each.start.time, each.listening.service, str(each.listening.port)))
    ones: list[_One] = []
    for each in opened[:MOST]:
        certain = each.certain and each.start.certain
        same = next((one for one in ones if _joins(one, each.listening)), None)
        if same is None:
            ones.append(_One(each.listening, each.start, certain=certain))
        else:
            twice = each.start.time != same.start.time
            _join(same, each.listening, either=twice and not (certain and same.certain))
            same.certain = same.certain or certain
    ones.sort(key=lambda one: (one.listening.service, one.listening.port if isinstance(one.listening.port, int) else 0))
    return ones


def _joins(one: _One, other: Listening) -> bool:
    mine = one.listening
    if (mine.service, mine.protocol) != (other.service, other.protocol) or isinstance(mine.port, Unknown):
        return False
    return mine.port == other.port


def _join(one: _One, other: Listening, *, either: bool) -> None:
    """Add what OTHER opens; EITHER: it is another start, and nobody knows which of them counts."""
    if either and one.binds != other.binds and not isinstance(one.binds, Unknown):
        one.binds = Unknown(f"{other.service} may have been started with other settings")
        one.evidence = [each for each in one.evidence if each.role != "bind"]
        return
    if isinstance(one.binds, Unknown) or isinstance(other.binds, Unknown):
        if one.binds != other.binds:
            one.binds = one.binds if isinstance(one.binds, Unknown) else other.binds
        return
    one.binds = tuple(dict.fromkeys((*one.binds, *other.binds)))
    one.evidence += [each for each in other.evidence if each not in one.evidence]


# One of them


def _found(runner: Runner, one: _One) -> Found:
    guest, start, listening = runner.guest, one.start, one.listening
    unit = _unit(guest, start)
    package = _package(guest, listening.service)
    kind = _kind(guest, one, unit)
    assumptions = list(dict.fromkeys((*listening.assumptions, *start.assumptions)))
    place = real(start.span)
    if listening.medium and place is not None:
        assumptions.append(Assumption(f"{listening.service}: {listening.medium}", None, place))
    if kind == MANUAL and place is not None:
        assumptions.append(Assumption(f"somebody starts {listening.service} by hand", None, place))
    service = lookup.by_name(listening.service)
    hang = guest.hang
    blocks = None
    if hang is not None and start.span is not None and real(hang.span) == place:
        blocks = real(hang.step) or real(hang.span)
    return Found(
        name=one.name,
        service=listening.service,
        machine=runner.upbringing.machine,
        binds=one.binds,
        port=listening.port,
        protocol=listening.protocol,
        start=kind,
        lasting=_lasting(kind),
        later=_later(runner, one) if service is not None else None,
        container=(start.unit.removeprefix("container:") or None) if start.by == "container" else None,
        behind=tuple(each.name for each in one.behind),
        confidence=_confidence(guest, one, package, kind),
        assumptions=tuple(assumptions),
        evidence=_evidence(one, package, unit),
        web=listening.web,
        open=listening.open,
        code=listening.code,
        blocks=blocks,
    )


def _unit(guest: Guest, start: Start) -> Unit | None:
    """Return the unit that a start is of."""
    name = start.unit
    if not name and start.by in ("package", "unit", "boot"):
        name = start.service
    if not name:
        return None
    short = name.removesuffix(".service")
    for each in (name, short, f"{short}.service"):
        if each in guest.units:
            return guest.units[each]
    return None


def _package(guest: Guest, service: str) -> Package | None:
    """Return the package that brought a service, the first that did."""
    known = lookup.by_name(service)
    best = None
    for package in guest.packages.values():
        found = lookup.of_package(package.name, package.packager, guest.release)
        if found is not None and found is known and (best is None or package.time < best.time):
            best = package
    return best


def _kind(guest: Guest, one: _One, unit: Unit | None) -> str:
    """Return who starts it: the boot, every `up`, the first, somebody by hand; what is after halt and up tells."""
    if one.start.by == "manual":
        return MANUAL
    if guest.rebooted is None:
        return UNKNOWN_START
    again = [each for each in guest.rebooted.listening.values() if _is_again(one, each)]
    if not again:
        if (unit is not None and unit.enabled) or one.listening.service in _OF_THEMSELVES:
            return BOOT
        # A unit of the project's own is not enabled unless a step says so; of the box's nobody knows.
        doubtful = unit is not None and unit.enabled is None and (not unit.certain or not one.start.words)
        doubtful = doubtful and one.start.by != "container"
        return UNKNOWN_START if doubtful or _may_be_again(one, guest.rebooted) else PROVISION
    if not any(each.certain and each.start.certain for each in again):
        return UNKNOWN_START
    by_step = all(each.start.by in ("script", "unit") for each in again)
    return ALWAYS if by_step and not (unit is not None and unit.enabled) else BOOT


_OF_THEMSELVES = frozenset(("gitlab",))
"""Services whose own set-up lets them come at boot."""


def _may_be_again(one: _One, rebooted: Guest) -> bool:
    """Return whether the same service is there after halt and up, and nobody knows at which port."""
    there = [each.listening for each in rebooted.listening.values() if each.listening.service == one.listening.service]
    return any(isinstance(each.port, Unknown) or isinstance(one.listening.port, Unknown) for each in there)


def _is_again(one: _One, other: Opened) -> bool:
    """Return whether what listens after halt and up is the same service, where it was or where its files say now."""
    mine = one.listening
    if (mine.service, mine.protocol) != (other.listening.service, other.listening.protocol):
        return False
    if one.start.unit and one.start.unit == other.start.unit:
        return True
    theirs = other.listening.binds
    if mine.port != other.listening.port:
        return False
    return isinstance(one.binds, Unknown) or isinstance(theirs, Unknown) or set(one.binds) >= set(theirs)


def _lasting(kind: str) -> bool | None:
    """Return whether it listens after halt and up, too."""
    return True if kind in (BOOT, ALWAYS) else None if kind == UNKNOWN_START else False


def _evidence(one: _One, package: Package | None, unit: Unit | None) -> tuple[Evidence, ...]:
    """Return the chain: install, start, enable, then what decides address and port."""
    start = one.start
    found: list[Evidence] = []
    if package is not None and (place := real(package.span)) is not None:
        found.append(Evidence("install", place, _short(place, package.name)))
    place = real(start.span)
    if start.by == "package":
        if package is None or real(package.span) != place:
            found.append(Evidence("start", place, f"installing it starts {one.listening.service}"))
    elif place is not None:
        found.append(Evidence("start", place, _short(place, one.listening.service)))
    if unit is not None and unit.enabled and (place := real(unit.enabled_span)) is not None:
        found.append(Evidence("enable", place, _short(place, unit.name)))
    for each in one.evidence:
        known = Evidence(each.role, real(each.span), each.text)
        if known not in found:
            found.append(known)
    return tuple(found)


def _short(span: Span, otherwise: str) -> str:
    """Return the words at SPAN, where they are short and hold no secret."""
    text = " ".join(span.text.split())
    if 0 < len(text) <= MOST_TEXT and not any(word in text.lower() for word in _SECRET):
        return text
    return otherwise


# Confidence


def _confidence(guest: Guest, one: _One, package: Package | None, kind: str) -> str:
    if kind == MANUAL:
        return LOW
    listening, start = one.listening, one.start
    if isinstance(one.binds, Unknown) or isinstance(listening.port, Unknown):
        return MEDIUM
    if listening.medium or listening.assumptions or start.assumptions or not one.certain:
        return MEDIUM
    if package is not None and (not package.certain or package.assumptions) and start.by == "package":
        return MEDIUM
    decided = _decided(guest, one, package)
    if decided is not None and any(time > decided for time, *_ in guest.doubts):
        return MEDIUM
    return HIGH


def _decided(guest: Guest, one: _One, package: Package | None) -> int | None:
    """Return when address and port were decided: by a file, by the installation; None: in the very start."""
    start = one.start
    said = [each for each in one.evidence if each.role in ("bind", "port", "config") and each.span is not None]
    if not said:
        return package.time if package is not None else start.time
    paths = {each.span.source.path for each in said if each.span is not None}
    place = real(start.span)
    if start.by in ("script", "container") and place is not None and paths <= {place.source.path}:
        return None
    times = []
    for file in guest.files.values():
        written = real(file.origin.span) if file.origin is not None else None
        if written is not None and written.source.path in paths:
            times.append(file.time)
    return max(times, default=start.time)


# What the next start would do


def _later(runner: Runner, one: _One) -> Later | None:
    """Return where it would listen after a restart, where that differs."""
    start = one.start
    if start.by in ("manual", "container", "socket") or start.unit.endswith(".socket") or runner.guest.hang is not None:
        return None
    if not _written_since(runner.guest, start):
        return None
    from vmlint.guest.services import served

    again = served(runner, _changed(start, reload=False))
    mine = [each for each in again.listening if each.protocol == one.listening.protocol]
    before = [each.listening for each in _kept(runner.guest) if each.start is start]
    before = [each for each in before if each.protocol == one.listening.protocol]
    if not mine or any(each.port == one.listening.port and _same(each.binds, one.binds) for each in mine):
        return _more(one, before, mine)
    number = before.index(one.listening) if one.listening in before else 0
    other = next((each for each in mine if each.port == one.listening.port), mine[min(number, len(mine) - 1)])
    deciding = [real(each.span) for each in other.evidence if each.role in ("bind", "port")]
    place = next((each for each in deciding if each is not None), None)
    return Later(other.binds, other.port, place)


def _more(one: _One, before: list[Listening], again: list[Listening]) -> Later | None:
    """Return the port that a restart would open besides, for the first of those that are open already."""
    known = {each.port for each in before}
    if not before or before[0] != one.listening or len(known) != len([each for each in known if type(each) is int]):
        return None
    for each in again:
        places = [real(evidence.span) for evidence in each.evidence if evidence.role in ("bind", "port")]
        place = next((place for place in places if place is not None), None)
        if type(each.port) is int and each.port not in known and place is not None:
            return Later(each.binds, each.port, place)
    return None


def _same(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return type(one) is type(other)


def _written_since(guest: Guest, start: Start) -> bool:
    return any(file.time > start.time for file in guest.files.values())


# Who hands on to whom


def proxied(runner: Runner) -> frozenset[int]:
    """Return the ports of the machine's own loopback to which something that listens there hands on."""
    ones = _kept(runner.guest)
    local = (upstream for fronts, upstream in _handed(runner, ones) if fronts and _is_local(upstream.address))
    return frozenset(upstream.port for upstream in local)


def _behind(runner: Runner, ones: list[_One]) -> None:
    """Find the proxies among ONES that hand on to others of them."""
    for number, one in enumerate(ones):
        one.name = f"{one.listening.service}#{number}"
    for fronts, upstream in _handed(runner, ones):
        for other in ones:
            there = other.listening.port == upstream.port and _covers(other.binds, upstream.address)
            if other not in fronts and there:
                other.behind += [each for each in fronts if each not in other.behind]


def _handed(runner: Runner, ones: list[_One]) -> Iterator[tuple[list[_One], Upstream]]:
    """Yield to whom the proxies among ONES hand on, with those of them that do."""
    from vmlint.guest.services.readers import reader

    asked: set[tuple[str, str]] = set()
    for one in ones:
        service = lookup.by_name(one.listening.service)
        key = (one.listening.service, one.start.unit)
        module = None if service is None or key in asked else reader(service)
        asked.add(key)
        hand = getattr(module, "upstreams", None)
        if hand is None:
            continue
        for upstream in hand(runner, service, one.start):
            fronts = [each for each in ones if (each.listening.service, each.start.unit) == key]
            if upstream.fronts:
                fronts = [each for each in fronts if each.listening.port in upstream.fronts]
            yield fronts, upstream


def _is_local(address: str) -> bool:
    return address.startswith("127.") or address in ("localhost", "::1")


def _covers(binds: tuple[str, ...] | Unknown, address: str) -> bool:
    """Return whether what is bound to BINDS answers at ADDRESS of its own machine."""
    if isinstance(binds, Unknown):
        return False
    local = _is_local(address)
    for bind in binds:
        if isinstance(bind, OfV6Alone):
            if ":" in address or address == "localhost":
                return True
            continue
        if bind in ("0.0.0.0", "::") or bind == address:
            return True
        if local and (bind == "localhost" or (bind == "127.0.0.1" and address == "localhost")):
            return True
    return False
