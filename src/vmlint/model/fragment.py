"""What one source gives, whatever its language: its part of the topology, and what is to be said of the source itself.

Every front end takes a ``Source`` and the ``Surroundings`` in which it is read and gives one ``Fragment``. What belongs
to no other language (the facts of a Vagrantfile) goes along as ``document``, for the rules and fixes of that language
alone. Whose machine is whose is none of a fragment's business: ``vmlint.project.joining`` decides that.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.model.topology import Machine, Topology
from vmlint.model.value import Origin, Spanned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vmlint.basics.text import Source, Span
    from vmlint.model.adapters import ForwardedPort, NetworkAdapter
    from vmlint.model.hardware import HostNetworks, Remark
    from vmlint.model.provisioning import Upbringing
    from vmlint.model.topology import Listener
    from vmlint.model.value import Assumption

    Premises = Iterable[tuple[Span, tuple[Assumption, ...]]]

DECLARED = "declared"
"""Somebody says that it is to be so."""
INFERRED = "inferred"
"""Nobody says so, but what is declared leads to it."""
OBSERVED = "observed"
"""It was seen as it is."""


class Surroundings(Record):
    """The world that a source is read in, as vmlint.yaml and the command line state it; None where they say nothing.

    ``root``: nothing outside of that folder is read; ``folder``: where the source really lies. ``texts``: what files
    hold instead of what the disk says, by their real paths.
    """

    __slots__ = (
        "environment", "plugins", "provider", "host_os", "virtualbox", "vagrant", "root", "folder", "texts",
    )  # fmt: skip
    environment: dict[str, str]
    plugins: tuple[str, ...]
    provider: str | None
    host_os: str | None
    virtualbox: str | None
    vagrant: str | None
    root: str
    folder: str
    texts: dict[str, str] | None


class Problem(Record):
    """Why a source cannot be read as what it is: a kind of error, its message, the place."""

    __slots__ = ("kind", "message", "span")
    kind: str
    message: str
    span: Span | None


class Unclear(Record):
    """Something that could not be known, and where."""

    __slots__ = ("reason", "span")
    reason: str
    span: Span


class Range(Record):
    """One host-only network that a file allows: its text, its place, and who heeds it (VirtualBox, Vagrant)."""

    __slots__ = ("text", "span", "virtualbox", "vagrant")
    text: str
    span: Span
    virtualbox: bool
    vagrant: bool


class Part(Record):
    """A part of the topology: things with their origins, certainties and assumptions, all of one standing.

    ``standing``: declared, inferred or observed; who has things of two kinds gives two parts. ``filters``: packet
    filters, of which none is modelled yet. ``doubt``: why there may be more than is here, else empty.
    """

    __slots__ = (
        "machines", "adapters", "forwards", "listeners", "filters", "networks", "remarks", "doubt", "standing",
    )  # fmt: skip
    machines: tuple[Machine, ...]
    adapters: tuple[NetworkAdapter, ...]
    forwards: tuple[ForwardedPort, ...]
    listeners: tuple[Listener, ...]
    filters: tuple[()]
    networks: HostNetworks | None
    remarks: tuple[Remark, ...]
    doubt: str
    standing: str

    def __init__(
        self,
        machines: tuple[Machine, ...] = (),
        adapters: tuple[NetworkAdapter, ...] = (),
        forwards: tuple[ForwardedPort, ...] = (),
        *,
        listeners: tuple[Listener, ...] = (),
        filters: tuple[()] = (),
        networks: HostNetworks | None = None,
        remarks: tuple[Remark, ...] = (),
        doubt: str = "",
        standing: str = DECLARED,
    ) -> None:
        super().__init__(machines, adapters, forwards, listeners, filters, networks, remarks, doubt, standing)


class Names:
    """What a fragment's machines are called in the topology that it becomes a part of.

    ``virtualbox``: what VirtualBox refuses keeps a machine from starting. ``shared``: what the fragments of one
    language keep among them while they become parts, by the language.
    """

    __slots__ = ("called", "shared", "virtualbox")

    def __init__(self, called: Mapping[str, str], *, virtualbox: bool, shared: dict[str, Any] | None = None) -> None:
        self.called = called
        self.virtualbox = virtualbox
        self.shared = {} if shared is None else shared


class Core:
    """How the fragments of one family of languages alter and observe what is there, one after the other.

    One is made for a project; ``joining`` decides which fragments declare, and which only show.
    """

    def meant(self, name: str, machines: tuple[str, ...]) -> str | None:
        """Return which of MACHINES a name surely means that somebody else gave it, if it tells."""
        raise NotImplementedError

    def see(self, fragment: Fragment, names: dict[str, str]) -> None:
        """Take in what FRAGMENT shows; NAMES: which machines its names mean, those apart that mean themselves."""
        raise NotImplementedError

    def begin(self, topology: Topology) -> None:
        """Begin with what others declare, and with what was seen of machines that nobody declares."""
        raise NotImplementedError

    def follow(self, fragment: Fragment, names: dict[str, str]) -> None:
        """Do what FRAGMENT does to what there is by then."""
        raise NotImplementedError

    def changed(self, topology: Topology) -> Topology:
        """Return TOPOLOGY, with which it began, after all that was followed."""
        raise NotImplementedError

    def seen(self) -> Part:
        """Return all that was shown."""
        raise NotImplementedError


def _nothing() -> tuple[()]:
    return ()


class Fragment:
    """All that one source gives.

    ``document``: what is known of it in its own language. ``parts``: those of the topology, given the names.
    ``machines``: the names that its machines have in it; ``known_as``: pairs of a
    name that others know a machine by, and its own.

    ``parsed``: it is what it should be, ``loads``: nothing refuses it (None: that is unknown), ``complete``: nothing
    unknown can add, remove or change anything in it, ``whole``: nor is there more than it shows. ``state`` says the
    first two to people, empty where all is well; ``refuser``: who cannot load it.

    ``problems`` have kind, message and span, ``unknowns`` reason and span. ``sources``: each text that was read, with
    the language of its comments. ``premises``: the places of values that rest on assumptions, with these. ``ranges``:
    the host-only networks that it allows, None where it has no say. ``features``: names for the ``needs`` of rules.

    ``core``: what alters what others declare; ``observed``: it only shows. ``wants``: the paths of sources (relative
    to its own) that it has to see first; ``complete_with`` is given those that could be read, and returns what this one
    is, knowing them. ``upbringings``: how its machines come up, worked out only when asked.
    """

    __slots__ = (
        "_features", "_parts", "complete", "complete_with", "core", "document", "features_of", "inspect", "known_as",
        "language", "loads", "machines", "observed", "parsed", "path", "premises", "problems", "providers", "ranges",
        "refuser", "source", "sources", "state", "unknowns", "upbringings", "wants", "whole",
    )  # fmt: skip

    def __init__(
        self,
        language: str,
        source: Source,
        document: Any,
        parts: Callable[[Names], tuple[Part, ...]] | tuple[Part, ...],
        inspect: Callable[[], dict[str, Any]],
        *,
        machines: tuple[str, ...] = (),
        known_as: tuple[tuple[str, str], ...] = (),
        parsed: bool = True,
        loads: bool | None = True,
        complete: bool = True,
        whole: bool | None = None,
        state: str = "",
        refuser: str = "",
        problems: tuple[Any, ...] = (),
        unknowns: tuple[Any, ...] = (),
        sources: tuple[tuple[Source, str], ...] = (),
        providers: tuple[str, ...] = (),
        premises: Callable[[], Premises] = _nothing,
        ranges: tuple[Range, ...] | None = None,
        features: Callable[[], Iterable[str]] = _nothing,
        core: type[Core] | None = None,
        observed: bool = False,
        wants: tuple[str, ...] = (),
        complete_with: Callable[[tuple[Fragment, ...]], Fragment] | None = None,
        upbringings: Callable[[], tuple[Upbringing, ...]] = _nothing,
    ) -> None:
        self.language, self.source, self.path, self.document = language, source, source.path, document
        self._parts, self.inspect = parts, inspect
        self.machines, self.known_as = machines, known_as
        self.parsed, self.loads, self.complete = parsed, loads, complete
        self.whole = complete and bool(loads) if whole is None else whole
        self.state, self.refuser = state, refuser
        self.problems, self.unknowns, self.sources = problems, unknowns, sources
        self.providers, self.premises, self.ranges = providers, premises, ranges
        self.features_of = features
        self._features: frozenset[str] | None = None
        self.core, self.observed = core, observed
        self.wants, self.complete_with = wants, complete_with
        self.upbringings = upbringings

    @property
    def features(self) -> frozenset[str]:
        """The names of what it has."""
        if self._features is None:
            self._features = frozenset(self.features_of())
        return self._features

    def knowing(self, seen: tuple[Fragment, ...]) -> Fragment:
        """Return what it is when it has SEEN what it wants."""
        return self if self.complete_with is None else self.complete_with(seen)

    def parts(self, names: Names) -> tuple[Part, ...]:
        """Return its parts of the topology, its machines called by NAMES."""
        if not isinstance(self._parts, tuple):
            return self._parts(names)
        if not names.called:
            return self._parts
        return tuple(_renamed(part, names.called) for part in self._parts)


_PLAIN = (Origin, Spanned)


def _renamed(thing: Any, names: Mapping[str, str]) -> Any:
    """Return THING with other names of its machines, and of those of all that is in it."""
    if isinstance(thing, tuple):
        return tuple(_renamed(each, names) for each in thing)
    if not isinstance(thing, Record) or isinstance(thing, _PLAIN):
        return thing
    own = "name" if isinstance(thing, Machine) else "machine"
    values = {}
    for field in thing._fields:
        value = getattr(thing, field)
        values[field] = names.get(value, value) if field == own and isinstance(value, str) else _renamed(value, names)
    return type(thing)(**values)


def topology_of(parts: Iterable[Part], *, complete: bool, virtualbox: bool, networks: HostNetworks | None) -> Topology:
    """Return what PARTS make together; NETWORKS: those of all of them."""
    parts = tuple(parts)
    listeners = tuple(each for part in parts for each in part.listeners)
    return Topology(
        tuple(each for part in parts for each in part.machines),
        tuple(each for part in parts for each in part.adapters),
        tuple(each for part in parts for each in part.forwards),
        listeners or None,
        complete and not any(part.doubt for part in parts),
        virtualbox,
        networks,
        tuple(each for part in parts for each in part.remarks),
        (),
    )


def alone(fragment: Fragment, *, complete: bool, virtualbox: bool) -> Topology | None:
    """Return the topology of a project of one FRAGMENT; None where it is more than what one part declares."""
    if fragment.core is not None:
        return None
    parts = fragment.parts(Names({}, virtualbox=virtualbox))
    if len(parts) != 1 or parts[0].standing != DECLARED:
        return None
    return topology_of(parts, complete=complete, virtualbox=virtualbox, networks=parts[0].networks)
