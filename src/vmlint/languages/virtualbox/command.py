"""One command while it is followed: its words, what it rests on, and what is remarked of it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.hardware import Remark

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.virtualbox.state import State, Vm
    from vmlint.model.value import Origin, Spanned

NOT_CERTAIN = "a command for it runs only on a condition that cannot be decided"


class Command:
    """A command with the state that it changes; ``refused``: VirtualBox does not do what it says."""

    __slots__ = ("origin", "refused", "remarks", "state", "words")

    def __init__(self, state: State, words: tuple[Spanned, ...], origin: Origin) -> None:
        self.state = state
        self.words = words
        self.origin = origin
        self.remarks: list[Remark] = []
        self.refused = False

    def place(self, word: Spanned) -> Span | None:
        """Return where to point for a word: its own place, else the whole command."""
        return word.span or self.origin.span

    def remark(
        self,
        kind: str,
        text: str,
        span: Span | None,
        *,
        machine: Vm | None = None,
        related: tuple[tuple[Span | None, str], ...] = (),
        refused: bool = True,
        mild: bool = False,
        since: tuple[int, ...] = (),
    ) -> None:
        """Note what is wrong at SPAN; nothing where no place is known (nobody wrote it)."""
        self.refused = self.refused or refused
        span = span or self.origin.span
        if span is None:
            return
        places = tuple((place, words) for place, words in related if place is not None)
        name = None if machine is None else machine.name.text
        self.remarks.append(Remark(kind, text, span, places, name, self.origin, refused, mild, since))


def shown(word: Spanned) -> str:
    """Return a word as a message quotes it."""
    return f"`{word.value}`"
