"""From a start to what listens: which service a command, package or unit is, and where its own settings put it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.guest.state import Listening as Listening

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Start


class Served(Record):
    """What a start comes to. ``service`` None: it is no server that anybody knows. ``foreground``: it keeps its caller.

    ``fails``: why it ends at once with an error, else empty.
    """

    __slots__ = ("service", "listening", "foreground", "fails")
    service: Service | None
    listening: tuple[Listening, ...]
    foreground: bool
    fails: str


def served(runner: Runner, start: Start) -> Served:
    """Return what a start of a command line, a unit or a package's own service opens, with the guest as it is now."""
    raise NotImplementedError


def of_command(words: tuple[str, ...]) -> Service | None:
    """Return the service that a command line starts (``flask run``, ``python -m flask run``, ``nginx -g …``)."""
    raise NotImplementedError


def of_package(name: str, packager: str) -> Service | None:
    """Return the service that a package holds."""
    raise NotImplementedError


def of_unit(name: str) -> Service | None:
    """Return the service that a unit of a package starts."""
    raise NotImplementedError
