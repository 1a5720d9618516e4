"""What is understood of one file that speaks VirtualBox's own words: a script, a dump, a settings file."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Source
    from vmlint.languages.virtualbox.state import State
    from vmlint.model.fragment import Part, Problem, Range, Unclear
    from vmlint.model.value import Origin, Spanned

PROVIDER = "virtualbox"


class Command(Record):
    """A VBoxManage command: its words from the subcommand on, each with its place, and what it rests on."""

    __slots__ = ("words", "origin")
    words: tuple[Spanned, ...]
    origin: Origin


class Document:
    """One file of VirtualBox's words.

    ``language``: vboxmanage, showvminfo, vbox, networks.conf. ``observed``: it shows machines as they are; else it says
    what is to be done. ``hides``: something in it that was not followed may add or change machines and networks.
    ``commands``: those of VBoxManage in a script, without the program's name; None for any other file.
    ``ranges``: the host-only networks that a networks.conf allows, with their places; None for any other file.
    """

    __slots__ = (
        "_describe", "_fragment", "commands", "hides", "language", "observed", "problems", "ranges", "source",
        "unknowns",
    )  # fmt: skip

    def __init__(
        self,
        source: Source,
        language: str,
        describe: Callable[[State], None],
        *,
        problems: tuple[Problem, ...] = (),
        unknowns: tuple[Unclear, ...] = (),
        hides: bool = False,
        observed: bool = False,
        ranges: tuple[Range, ...] | None = None,
        commands: tuple[Command, ...] | None = None,
    ) -> None:
        self.source = source
        self.language = language
        self.problems = problems
        self.unknowns = unknowns
        self.hides = hides
        self.observed = observed
        self.ranges = ranges
        self.commands = commands
        self._describe = describe
        self._fragment: Part | None = None

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.source.path

    @property
    def loads(self) -> bool | None:
        """Whether the file can be read as what it is."""
        return not self.problems

    @property
    def complete(self) -> bool:
        """Whether nothing unknown can add, remove or change a machine or a network."""
        return self.is_understood and not any(
            machine.hardware is not None and machine.hardware.lacks for machine in self.fragment().machines
        )

    @property
    def is_understood(self) -> bool:
        """Whether nothing is unknown but what machines have beyond what is shown of them."""
        return not self.hides and not self.problems and not self.fragment().doubt and not self._doubted()

    def _doubted(self) -> bool:
        return any(
            not machine.origin.certain or (machine.hardware is not None and machine.hardware.doubt != "")
            for machine in self.fragment().machines
        )

    def describe(self, state: State) -> None:
        """Let the file change STATE."""
        self._describe(state)

    def fragment(self) -> Part:
        """Return what the file describes by itself; made once."""
        if self._fragment is None:
            from vmlint.languages.virtualbox.state import State
            from vmlint.languages.virtualbox.to_model import fragment_of
            from vmlint.model.fragment import DECLARED, OBSERVED

            state = State()
            self.describe(state)
            self._fragment = fragment_of(state, OBSERVED if self.observed else DECLARED)
        return self._fragment
