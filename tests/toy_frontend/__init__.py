"""A front end from outside: files called ``*.toy``, each line a thing, so that a test can add a language to vmlint.

machine web
forward web 8080 80          a port of the host, handed on to the machine
listener shop web 80 127.0.0.1   an app of the machine and where it listens; wanted from the host
inferred mail web 25 0.0.0.0     the same, but nobody says so
see other.toy                that file's machines are to be counted here
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vmlint.basics.text import Source, Span
from vmlint.model.adapters import ForwardedPort
from vmlint.model.address import parse_bind
from vmlint.model.fragment import DECLARED, INFERRED, Fragment, Part, Problem, Unclear
from vmlint.model.topology import Bind, Entrance, Listener, Machine, Place
from vmlint.model.value import ABSENT, Origin, Spanned

if TYPE_CHECKING:
    from vmlint.model.fragment import Surroundings

NAME = "toy"


def named(path: str) -> bool:
    """Return whether a file is called so."""
    return path.endswith(".toy")


def recognises(text: str) -> bool:
    """Return whether a text begins with the one line that only toys have."""
    return text.startswith("#!toy\n")


def load(source: Source, world: Surroundings) -> Fragment:
    """Return what the lines of SOURCE give."""
    return _Reading(source, world).fragment(())


class _Reading:
    """The lines of one file, read once."""

    def __init__(self, source: Source, world: Surroundings) -> None:
        self.source = source
        self.world = world
        self.machines: list[Machine] = []
        self.forwards: list[ForwardedPort] = []
        self.listeners: dict[str, list[Listener]] = {DECLARED: [], INFERRED: []}
        self.problems: list[Problem] = []
        self.unknowns: list[Unclear] = []
        self.wants: list[str] = []
        at = 0
        for line in source.text.splitlines(keepends=True):
            words = line.partition("#")[0].split()
            if words:
                self._read(words, Span(source, at, at + len(line.rstrip())))
            at += len(line)

    def _read(self, words: list[str], span: Span) -> None:
        kind, *rest = words
        if kind == "machine":
            self.machines.append(_machine(rest[0], span))
        elif kind == "forward":
            self.forwards.append(_forward(len(self.forwards), rest, span))
        elif kind in ("listener", "inferred"):
            standing = DECLARED if kind == "listener" else INFERRED
            self.listeners[standing].append(_listener(rest, span))
        elif kind == "see":
            self.wants.append(rest[0])
        elif kind == "perhaps":
            self.unknowns.append(Unclear("nobody knows what this comes to", span))
        else:
            self.problems.append(Problem("SyntaxError", f"no toy has a `{kind}`", span))

    def fragment(self, seen: tuple[Fragment, ...]) -> Fragment:
        """Return what there is, knowing what was SEEN in other files."""
        others = [name for each in seen for name in each.machines]
        declared = Part(tuple(self.machines), (), tuple(self.forwards), listeners=tuple(self.listeners[DECLARED]))
        inferred = Part(listeners=tuple(self.listeners[INFERRED]), standing=INFERRED)
        return Fragment(
            NAME,
            self.source,
            self,
            (declared, inferred),
            lambda: self._inspect(others),
            machines=tuple(machine.name for machine in self.machines),
            parsed=not self.problems,
            loads=not self.problems,
            complete=not self.problems and not self.unknowns,
            state="it is no toy" if self.problems else "",
            refuser="the toy shop",
            problems=tuple(self.problems),
            unknowns=tuple(self.unknowns),
            sources=((self.source, "shell"),),
            wants=tuple(self.wants),
            complete_with=self.fragment,
        )

    def _inspect(self, others: list[str]) -> dict[str, Any]:
        return {
            "schema": 1, "path": self.source.path, "language": NAME, "complete": not self.unknowns,
            "loads": not self.problems, "errors": [], "validation": [], "assumptions": [],
            "machines": [
                {
                    "name": machine.name, "box": None, "hostname": None, "communicator": None, "primary": False,
                    "autostart": None, "certainty": "certain", "networks": [], "provisioners": [],
                    "virtualbox": {"customizations": [], "network_adapters": []},
                }
                for machine in self.machines
            ],
            "seen": others,
            "unknowns": [{"path": each.span.path, "range": None, "reason": each.reason} for each in self.unknowns],
        }  # fmt: skip


def _known(value: object, span: Span) -> Spanned:
    return Spanned(value, span, ())


def _origin(span: Span) -> Origin:
    return Origin(span, True, (), ())


def _machine(name: str, span: Span) -> Machine:
    entrances = (Entrance("sshd", Spanned(22, None, ()), ABSENT),)
    return Machine(
        name, True, ABSENT, False, False, False, frozenset(), None, False, None, None, ABSENT, entrances, _origin(span)
    )


def _forward(order: int, words: list[str], span: Span) -> ForwardedPort:
    machine, host, guest = words
    return ForwardedPort(
        machine, order, f"toy{order}", _known("tcp", span), _known("127.0.0.1", span), _known(int(host), span), ABSENT,
        _known(int(guest), span), False, False, False, ABSENT, _origin(span), None, False,
    )  # fmt: skip


def _listener(words: list[str], span: Span) -> Listener:
    app, machine, port, address = words
    bind = parse_bind(address)
    assert bind is not None
    return Listener(
        app, span, False, machine, span, (Bind(bind, span),), _known(int(port), span), "tcp", (Place("host", span),),
        False,
    )  # fmt: skip
