"""What the fix of a rule is to do, as data: cheap to make in a rule, made into edits by ``vmlint.fixes`` when asked.

A step names things of the model, not places in the text: where a value is written (a variable, a loop, a data file)
and whether it may be changed there, ``vmlint.fixes`` finds out. The plainest step is a ``diagnostics.Edit``.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.adapters import ForwardedPort, NetworkAdapter
    from vmlint.model.found import Found
    from vmlint.model.topology import Listener
    from vmlint.model.value import Origin, Spanned


class Target(Record):
    """One network of one machine: ``origin`` has its call and the iterations that led there."""

    __slots__ = ("machine", "origin")
    machine: str
    origin: Origin


def target_of(thing: ForwardedPort | NetworkAdapter) -> Target:
    """Return the network that a forward or an adapter was made by."""
    return Target(thing.machine, thing.origin)


class SetOption(Record):
    """Give option NAME of a network the value VALUE, wherever its text stands; ``old`` is what it has now."""

    __slots__ = ("target", "name", "old", "value")
    target: Target
    name: str
    old: Spanned
    value: Any


class DropOption(Record):
    """Take option NAME, whose value stands at ``old``, out of a network."""

    __slots__ = ("target", "name", "old")
    target: Target
    name: str
    old: Spanned


class SwapPorts(Record):
    """Exchange the guest and the host port of a forward."""

    __slots__ = ("forward",)
    forward: ForwardedPort


class MovePort(Record):
    """Give a forward a host port that nobody else claims, and that needs no privilege."""

    __slots__ = ("forward",)
    forward: ForwardedPort


class SplitForward(Record):
    """Part a forward from the earlier one whose place it took, so that both are there.

    It gets a free host port instead of ``host``, or loses its ``identity`` where that is what they have in common.
    """

    __slots__ = ("target", "host", "identity")
    target: Target
    host: Spanned
    identity: Spanned | None


class MoveAddress(Record):
    """Give an adapter an address that is free and allowed; ``alone``: its network stays, only this host moves."""

    __slots__ = ("adapter", "alone")
    adapter: NetworkAdapter
    alone: bool


class AddForward(Record):
    """Forward a free host port to LISTENER; ``host_ip`` is empty for every address of the host."""

    __slots__ = ("listener", "host_ip")
    listener: Listener
    host_ip: str


class JoinNetwork(Record):
    """Put the machines that have no network in common into one private network."""

    __slots__ = ("machines",)
    machines: tuple[str, ...]


class Customize(Record):
    """Let VBoxManage do ``modifyvm`` with OPTION and VALUE for a machine."""

    __slots__ = ("machine", "option", "value")
    machine: str
    option: str
    value: str


class DeleteCall(Record):
    """Take a whole call out, with its line where nothing else stands there."""

    __slots__ = ("call",)
    call: Span


class BindEverywhere(Record):
    """Let an app listen on every address: in the file that its ``source`` names, and in vmlint.yaml."""

    __slots__ = ("app",)
    app: str


class ListenElsewhere(Record):
    """Let what was found listen on ADDRESS (empty: on every one), in the file that its evidence names."""

    __slots__ = ("found", "address")
    found: Found
    address: str


class Modernize(Record):
    """Rewrite version 1 of Vagrant's language as version 2: in the file of PLACE, or at that call alone."""

    __slots__ = ("place",)
    place: Span
