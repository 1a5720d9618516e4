"""What goes on inside the machines of a project: their upbringings are followed, and what lies beside them is read."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.text import Span
from vmlint.basics.woven import Woven
from vmlint.project.project import comes_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.model.found import Inside
    from vmlint.model.fragment import Fragment
    from vmlint.model.provisioning import Upbringing
    from vmlint.model.topology import Topology
    from vmlint.project.project import Project


class Followed:
    """What came of following a project's machines once: from what, with which files, and the result.

    The same is not followed again for each edit that is tried. Places are then those of the first time.
    """

    __slots__ = ("insides", "origin", "texts")

    def __init__(self, origin: object, texts: dict[str, str | None], insides: tuple[Inside, ...]) -> None:
        self.origin = origin
        self.texts = texts
        self.insides = insides


def insides(
    project: Project,
    fragments: tuple[Fragment, ...],
    topology: Topology,
    texts: dict[str, str] | None,
    known: list[Followed],
) -> tuple[Inside, ...]:
    """Return what is known of the inside of each machine of PROJECT, in the topology's order.

    TEXTS: what files hold instead of what the disk says, by their real paths. KNOWN: what was followed before, and is
    added to.
    """
    brought_up = list(_upbringings(project, fragments, topology))
    if not brought_up:
        return ()
    from vmlint.guest.disk import Disk
    from vmlint.guest.listeners import unique
    from vmlint.guest.together import insides_of

    ways = tuple((each.machine, each.guest_port.value, each.transport, each.own) for each in topology.forwards)
    order = tuple(machine.name for machine in topology.machines)
    origin = (_likeness(tuple(brought_up)), _likeness(ways), order)
    texts = texts or {}
    for each in known:
        if each.origin == origin and all(texts.get(path) == text for path, text in each.texts.items()):
            return each.insides
    disk = Disk(project.root, texts)
    found = {each.machine: each for each in insides_of(brought_up, disk, topology.forwards)}
    result = tuple(unique(found[name] for name in order if name in found))
    known.append(Followed(origin, {path: texts.get(path) for path in disk.asked}, result))
    return result


def _likeness(thing: object) -> object:
    """Return all of THING but where it stands, to be compared."""
    if isinstance(thing, Span):
        return None
    if isinstance(thing, Woven):
        return thing.text
    if isinstance(thing, Record):
        return (type(thing).__name__, *(_likeness(getattr(thing, name)) for name in thing._fields))
    if isinstance(thing, dict):
        return tuple((name, _likeness(value)) for name, value in thing.items())
    if isinstance(thing, (list, tuple)):
        return tuple(map(_likeness, thing))
    return thing


def _upbringings(project: Project, fragments: tuple[Fragment, ...], topology: Topology) -> Iterator[Upbringing]:
    """Yield how the machines come up of which there is anything to follow, by their names in the topology."""
    for fragment in fragments:
        if not comes_up(project, fragment):
            continue
        for upbringing in fragment.upbringings():
            name = upbringing.machine
            if topology.machine(name) is None:
                name = f"{fragment.path}#{name}"
            if topology.machine(name) is not None:
                yield upbringing if name == upbringing.machine else _called(upbringing, name)


def _called(upbringing: Upbringing, name: str) -> Upbringing:
    values = {field: getattr(upbringing, field) for field in upbringing._fields}
    return type(upbringing)(**{**values, "machine": name})
