"""What a project comes to, flattened, so that before and after an edit can be compared value by value."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.findings.plans import Target
    from vmlint.frontends.vagrantfile.facts import NetworkFacts
    from vmlint.rules._base import Analysed

    Key = tuple[Any, ...]
    Facts = dict[Key, Any]

# Places, and what follows from places: an edit moves them without changing what is meant.
_PLACES = frozenset((
    "span", "key_span", "name_span", "item_spans", "origins", "assumptions", "call", "declaration", "merged", "defined",
    "unknown_settings", "doubt",
))  # fmt: skip


def facts_of(analysed: Analysed) -> Facts:
    """Return every fact of every machine by its way there: ``(path, machine, "networks", 0, "options", "host")``."""
    found: Facts = {}
    for document in analysed.of("vagrantfile"):
        found[(document.path, "loads")] = document.loads
        for index, machine in enumerate(document.machines):
            name = machine.name if isinstance(machine.name, str) else f"#{index}"
            _flatten((document.path, name), machine, found)
            for number, network in enumerate(machine.networks):
                if not network.explicit_id:
                    # Vagrant makes it of the other options.
                    found.pop((document.path, name, "networks", number, "options", "id", "value"), None)
    return found


def _flatten(way: Key, value: Any, found: Facts) -> None:
    if isinstance(value, Record):
        for name in value._fields:
            if name not in _PLACES:
                _flatten((*way, name), getattr(value, name), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _flatten((*way, str(key)), item, found)
    elif isinstance(value, (list, tuple)):
        size: Key = (*way, "size")
        found[size] = len(value)
        for index, item in enumerate(value):
            _flatten((*way, index), item, found)
    else:
        found[way] = value


class Change(Record):
    """One fact that differs; a side is None where the fact is not there."""

    __slots__ = ("way", "old", "new")
    way: Key
    old: Any
    new: Any


class Changes(list[Change]):
    """What differs. In a joint trial (``claimed`` is not None) each plan claims what it means to change."""

    claimed: set[int] | None = None

    def only(self, meant: Callable[[Change], bool]) -> bool:
        """Return whether all that differs is MEANT; in a joint trial claim what is, the rest is for the others."""
        if self.claimed is None:
            return all(meant(each) for each in self)
        self.claimed.update(index for index, each in enumerate(self) if meant(each))
        return True


def changes(before: Facts, after: Facts) -> Changes:
    """Return what differs, values of different types among it (``80`` is not ``"80"``)."""
    ways = dict.fromkeys((*before, *after))
    return Changes(
        Change(way, before.get(way), after.get(way))
        for way in ways
        if (way in before) != (way in after) or type(before[way]) is not type(after[way]) or before[way] != after[way]
    )


def ways_to(analysed: Analysed, target: Target) -> list[Key]:
    """Return the keys under which the facts of TARGET's network stand: one, or none where it is gone."""
    from vmlint.frontends.vagrantfile.convert import origin_of

    found = []
    for document in analysed.of("vagrantfile"):
        for machine in document.machines:
            if target.machine not in (machine.name, f"{document.path}#{machine.name}"):
                continue
            for number, network in enumerate(machine.networks):
                origin = origin_of(network)
                if (origin.span, origin.steps) == (target.origin.span, target.origin.steps):
                    found.append((document.path, machine.name, "networks", number))
    return found


def network_at(analysed: Analysed, way: Key) -> NetworkFacts | None:
    """Return the network whose facts stand under WAY."""
    for document in analysed.of("vagrantfile"):
        for machine in document.machines:
            if (document.path, machine.name) == way[:2] and way[3] < len(machine.networks):
                return machine.networks[way[3]]
    return None
