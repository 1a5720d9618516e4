"""One guest of several, nobody knows which: what only some have is possible, what differs has several versions."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import gap
from vmlint.guest.state import MOST_VERSIONS, File, Opened, Package, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.guest.state import Guest, Versions
    from vmlint.model.value import Assumption

    Below = Callable[[Guest, str], Versions]

SEVERAL = "what stands in it depends on conditions that cannot be decided"


def joined(guests: list[Guest], below: Below) -> Guest:
    """Return a guest that is one of GUESTS."""
    if len(guests) == 1:
        return guests[0].copy()
    made = guests[0].copy()
    made.files = {}
    for path in _keys([guest.files for guest in guests]):
        found = [guest.files.get(path) for guest in guests]
        first = found[0]
        same = first is not None and _are_one(found)
        made.files[path] = first if same and first is not None else _file(path, guests, below)
    made.packages = _all([guest.packages for guest in guests], _package)
    made.units = _all([guest.units for guest in guests], _unit)
    made.listening = _all([guest.listening for guest in guests], _opened)
    paths = _keys([guest.folders for guest in guests])
    made.folders = {path: all(guest.folders.get(path, False) for guest in guests) for path in paths}
    made.blurs = {}
    for guest in guests:
        for path, (time, deep) in guest.blurs.items():
            before = made.blurs.get(path, (0, False))
            made.blurs[path] = (max(time, before[0]), deep or before[1])
    made.doubts = tuple(dict.fromkeys(doubt for guest in guests for doubt in guest.doubts))
    made.extra = _all([guest.extra for guest in guests], _extra)
    made.hang = guests[0].hang if all(guest.hang is not None for guest in guests) else None
    made.time = max(guest.time for guest in guests)
    made.used = max(guest.used for guest in guests)
    return made


def _changed(record: Any, **values: Any) -> Any:
    return type(record)(**{**{name: getattr(record, name) for name in record._fields}, **values})


def _assumed(records: Iterable[Any]) -> tuple[Assumption, ...]:
    return tuple(dict.fromkeys(each for record in records for each in record.assumptions))


def _file(path: str, guests: list[Guest], below: Below) -> File:
    found = [guest.files.get(path) for guest in guests]
    versions: dict[Any, None] = {}
    for guest, file in zip(guests, found):
        versions.update(dict.fromkeys(below(guest, path) if file is None else file.versions))
    there = [file for file in found if file is not None]
    latest = max(there, key=lambda file: file.time)
    links = {None if file is None else file.link for file in found}
    kept: Versions = tuple(versions)
    if len(kept) > MOST_VERSIONS or len(links) > 1:
        kept = (gap(SEVERAL, None if latest.origin is None else latest.origin.span), *([None] if None in kept else []))
    return _changed(  # type: ignore[no-any-return]
        latest,
        versions=kept,
        certain=len(there) == len(found) and all(file.certain for file in there) and len(kept) == 1,
        assumptions=_assumed(there),
        link=latest.link if len(links) == 1 else None,
        disk=latest.disk if all(file.disk == latest.disk for file in there) else None,
    )


def _all(tables: list[dict[Any, Any]], one: Callable[[list[Any]], Any]) -> dict[Any, Any]:
    """Return all entries of TABLES; ONE makes one of those under the same key, None where a table has none."""
    made = {}
    for key in _keys(tables):
        found = [table.get(key) for table in tables]
        made[key] = found[0] if _are_one(found) else one(found)
    return made


def _keys(tables: list[dict[Any, Any]]) -> dict[Any, None]:
    made: dict[Any, None] = {}
    for table in tables:
        made.update(dict.fromkeys(table))
    return made


def _are_one(found: list[Any]) -> bool:
    """Return whether all of FOUND are the very same; asked of all that a guest has, at each join."""
    first = found[0]
    for each in found:  # noqa: SIM110
        if each is not first:
            return False
    return True


def _package(found: list[Package | None]) -> Package:
    there = [each for each in found if each is not None]
    latest = max(there, key=lambda each: each.time)
    sure = len(there) == len(found) and all(each.certain for each in there)
    version = latest.version if len({each.version for each in there}) == 1 else None
    return _changed(latest, certain=sure, version=version, assumptions=_assumed(there))  # type: ignore[no-any-return]


def _unit(found: list[Unit | None]) -> Unit:
    there = [each for each in found if each is not None]
    enabled = {None if each is None else each.enabled for each in found}
    running = {None if each is None else each.running for each in found}
    return _changed(  # type: ignore[no-any-return]
        there[-1],
        enabled=there[-1].enabled if len(enabled) == 1 else None,
        running=there[-1].running if len(running) == 1 else None,
        certain=len(there) == len(found) and all(each.certain for each in there),
    )


def _opened(found: list[Opened | None]) -> Opened:
    there = [each for each in found if each is not None]
    latest = max(there, key=lambda each: each.start.time)
    sure = len(there) == len(found) and all(each.certain for each in there)
    return _changed(latest, certain=sure)  # type: ignore[no-any-return]


def _extra(found: list[Any]) -> Any:
    """Return what other modules keep: sets and tuples are all of them, of anything else the last."""
    there = [each for each in found if each is not None]
    if all(isinstance(each, frozenset) for each in there):
        return frozenset().union(*there)
    if all(isinstance(each, tuple) for each in there):
        return tuple(dict.fromkeys(item for each in there for item in each))
    return there[-1]
