"""What a project comes to, flattened, so that before and after an edit can be compared value by value."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING, Any
from vmlint.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.frontends.vagrantfile.facts import NetworkFacts
    from vmlint.model.value import Origin
    from vmlint.plans import Target
    from vmlint.rules._base import Analysed
    from vmlint.text import Span

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
    for document in analysed.documents:
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


class Ways:
    """Where the facts of each network stand: found by what made it, and by its key."""

    def __init__(self, analysed: Analysed) -> None:
        from vmlint.frontends.vagrantfile.to_model import origin_of

        self._by_origin: dict[Key, list[Key]] = {}
        self._by_call: dict[Key, list[Key]] = {}
        self._networks: dict[Key, NetworkFacts] = {}
        for document in analysed.documents:
            for machine in document.machines:
                for number, network in enumerate(machine.networks):
                    way = (document.path, machine.name, "networks", number)
                    self._networks.setdefault(way, network)
                    origin = origin_of(network)
                    for name in dict.fromkeys((machine.name, f"{document.path}#{machine.name}")):
                        self._by_origin.setdefault(_key_of(name, origin), []).append(way)
                    if network.declaration is not None:
                        self._by_call.setdefault(network.declaration.span.order(), []).append(way)

    def to(self, target: Target) -> list[Key]:
        """Return the keys under which the facts of TARGET's network stand: one, or none where it is gone."""
        return list(self._by_origin.get(_key_of(target.machine, target.origin), ()))

    def of_call(self, call: Span) -> list[Key]:
        """Return the keys of all networks that one call makes, whichever machine and round."""
        return list(self._by_call.get(call.order(), ()))

    def network(self, way: Key) -> NetworkFacts | None:
        """Return the network whose facts stand under WAY."""
        return self._networks.get(way)


def _key_of(machine: Any, origin: Origin) -> Key:
    return machine, None if origin.span is None else origin.span.order(), origin.steps
