"""Reads the files of a service of ``tables``: which keys stand there, which of them counts, what they say."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.wildcards import fits as fnmatchcase
from vmlint.basics.woven import GAP
from vmlint.guest.services import implied
from vmlint.guest.services.forms import FORMS
from vmlint.guest.services.reading import ALL, Item, Reader, default, endpoint, last, opening, port_of, unknowns
from vmlint.guest.services.tables import KINDS, LOOPS, WIDE, Kind, Port
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start
    from vmlint.model.found import Evidence

MOST_INCLUDES = 6
LISTS = ("yaml", "braces")
"""Forms in which a key that comes again is the next item of a list, not another word in its place."""


def reads(_runner: Runner, service: Service) -> tuple[str, ...]:
    """Return the files that a service may read."""
    return tuple(path for paths in KINDS[service.name].files.values() for path in paths)


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where a service listens; None: there is no file of its own that it reads."""
    kind = KINDS[service.name]
    reader = Reader(runner, service, start)
    items = settings(reader, kind)
    if items is None:
        return None
    made: list[Listening] = []
    for port in kind.ports:
        made += opened(reader, kind, port, items)
    return tuple(made + (unknowns(reader) if not made or reader.doubts else []))


def settings(reader: Reader, kind: Kind) -> list[Item] | None:
    """Return all settings that the service reads, in order; None where it reads no file."""
    paths = _given(reader, kind)
    told = bool(paths)
    if not told:
        if not kind.own and reader.start.words and not reader.start.unit and reader.start.by in ("script", "manual"):
            return None
        for pattern in kind.files.get(reader.family, kind.files.get("", ())):
            paths += reader.paths(pattern)
    items: list[Item] = []
    found = False
    for path in dict.fromkeys(paths):
        if GAP in path:
            reader.doubt("which file it reads is not known")
            found = True
        else:
            found = _read(reader, kind, path, items, 0) or found
            if told and not found:
                reader.doubt(f"{path} is not known")
                found = True
    return items if found else None


def _given(reader: Reader, kind: Kind) -> list[str]:
    path = reader.option(*kind.given) if kind.given else None
    if path is None and kind.loose:
        words = [word for word in reader.words()[1:] if not word.startswith("-")]
        path = next((word for word in words if re.search(r"\.(conf|cfg|cnf|ini|properties)$|/|" + GAP, word)), None)
    if path is None:
        return []
    path = path if path.startswith(("/", GAP)) else f"{reader.cwd().rstrip('/')}/{path.removeprefix('./')}"
    names = reader.runner.listing(path)
    if names and reader.text(path) is None:
        return [f"{path.rstrip('/')}/{name}" for name in names if name.endswith((".json", ".hcl", ".conf"))]
    return [path]


def _read(reader: Reader, kind: Kind, path: str, items: list[Item], depth: int) -> bool:
    text = reader.text(path)
    if text is None:
        return False
    form = kind.form
    if form == "yaml" and re.search(r"^\s*\w+\s*=", text.text, re.MULTILINE):
        # The older form of the same file: MongoDB's before 2.6.
        form = "equals"
    if form == "yaml" and text.text.lstrip().startswith("{"):
        form = "braces"
    for item in FORMS[form](text, path):
        if item.key in kind.include:
            if depth < MOST_INCLUDES and item.known:
                for each in reader.paths(item.text.strip()):
                    if not _read(reader, kind, each, items, depth + 1) and "*" not in item.text:
                        reader.doubt(f"{each} is not known")
            elif not item.known:
                reader.doubt(item.unknown.reason)
        elif not item.key:
            reader.doubt(item.unknown.reason)
        else:
            items.append(item)
    return True


def opened(reader: Reader, kind: Kind, port: Port, items: list[Item]) -> list[Listening]:
    """Return what one port of the table comes to."""
    told = [item for item in items if item.text and any(fnmatchcase(item.key, key) for key in port.at)]
    if told:
        if port.pick == "last" and kind.form not in LISTS:
            told = told[-1:]
        return _told(reader, port, told)
    if port.pick == "all" and kind.form == "xml":
        return _elements(reader, port, items)
    where = _all(items, port.bind, kind, port)
    number = last(items, *port.port) if port.port else None
    if reader.doubts:
        return []
    evidence = [item.evidence("bind", reader.name) for item in where] or [default("bind", reader.name)]
    evidence.append(number.evidence("port", reader.name) if number else default("port", reader.name))
    found = port_of(number)
    if found == 0 or (number is not None and number.known and number.text.strip() in ("-1", "0", "none")):
        return []
    found = port.number if found is None else found
    binds = spread(where, port) if where else _implied(reader, port)
    if found is None or binds == ():
        return []
    return [opening(reader, binds, found, evidence, protocol=port.protocol, web=port.web)]


def _implied(reader: Reader, port: Port) -> tuple[str, ...] | Unknown:
    if port.port and not port.binds:
        return ()
    return implied.fitting(reader, port.binds)


def _all(items: list[Item], keys: tuple[str, ...], kind: Kind, port: Port) -> list[Item]:
    """Return the settings that give the addresses: of the first of KEYS that is there, in lists every item of it."""
    for key in keys:
        found = [item for item in items if item.key == key and item.text]
        if found:
            return found if port.pick == "all" or kind.form in LISTS else found[-1:]
    return []


def _told(reader: Reader, port: Port, told: list[Item]) -> list[Listening]:
    ports: dict[int, tuple[list[str], list[Evidence]]] = {}
    made: list[Listening] = []
    for item in told:
        evidence = [item.evidence("bind", reader.name), item.evidence("port", reader.name)]
        if not item.known:
            beside = re.search(r":(\d{1,5})\b", item.text)
            number = int(beside[1]) if beside else item.unknown
            made.append(opening(reader, item.unknown, number, evidence, protocol=port.protocol, web=port.web))
            continue
        for part in re.finditer(r"[^\s,]+", item.text):
            at = endpoint(item.part(part.start(), part.end()))
            if at is not None and (at.port or port.number):
                binds, known = ports.setdefault(at.port or port.number or 0, ([], []))
                binds += (
                    port.wild
                    if at.bind in (None, "::", "*") or (at.bind == "0.0.0.0" and reader.name in WIDE)
                    else [at.bind or ""]
                )
                known += evidence
                break
            if not _socket(part.group()) and port.protocol == "tcp" and part.start() == 0:
                break
    for number, (binds, known) in ports.items():
        if number:
            made.append(opening(reader, binds, number, known, protocol=port.protocol, web=port.web))
    return made


def _socket(text: str) -> bool:
    return text.startswith(("/", "unix", "fd:"))


def _elements(reader: Reader, port: Port, items: list[Item]) -> list[Listening]:
    """Return the ports of elements, each with its own address."""
    made = []
    for item in items:
        if item.key in port.port:
            number = port_of(item)
            where = [each for each in items if each.section == item.section and each.key in port.bind]
            evidence = [each.evidence("bind", reader.name) for each in where] or [default("bind", reader.name)]
            evidence.append(item.evidence("port", reader.name))
            if number is not None and number != 0:
                binds = spread(where, port) if where else port.wild
                made.append(opening(reader, binds, number, evidence, protocol=port.protocol, web=port.web))
    return made


def spread(where: list[Item], port: Port) -> tuple[str, ...] | Unknown:
    """Return the addresses that settings name."""
    found: list[str] = []
    for item in where:
        if not item.known:
            return item.unknown
        if item.key.lower().endswith("all"):
            found += ALL if item.text.lower() == "true" else ()
            continue
        for each in re.split(r"[\s,]+", item.text.strip()):
            bare = each.strip("[]").removeprefix("-").partition("%")[0]
            known = _names(bare, port)
            if known is None:
                return Unknown(f"{item.path}: {each} is the address of an interface")
            found += known
    if "0.0.0.0" in found and port.pick == "all":
        found = [each for each in found if ":" in each or each == "0.0.0.0"]
    return tuple(found)


def _names(text: str, port: Port) -> tuple[str, ...] | None:
    if text in ("", "*", "::", "::*", "any", "all"):
        return port.wild
    if text in ("_local_", "loopback-only"):
        return LOOPS
    if re.fullmatch(r"_.*_|\{\{.*\}\}", text):
        return None
    return (text,)
