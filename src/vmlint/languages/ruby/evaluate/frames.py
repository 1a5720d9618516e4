"""The call stack as a chain of cheap frames, made into text only where a fact is recorded."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.control import Target

if TYPE_CHECKING:
    from vmlint.basics.text import Source, Span
    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

MOST_LABEL = 80


class Site:
    """A call in the text: its spans, made once for each node."""

    __slots__ = ("argument_spans", "name_span", "node", "pair_spans", "plain", "source", "span")

    def __init__(self, node: tree.Node | None, source: Source, span: Span, name_span: Span) -> None:
        self.node = node
        self.source = source
        self.span = span
        self.name_span = name_span
        self.argument_spans: list[Span] = []
        self.plain = False
        self.pair_spans: list[tuple[Span, Span] | None] = []


class Frame(Target):
    """The running call of a block or method: where it was called, and with what.

    ``label`` is None for a block (the text of the call that it was given to is shown) and the name for a
    method. ``names`` and ``values`` run in parallel. Frames that a reader need not see are ``hidden``.
    """

    __slots__ = ("hidden", "label", "names", "parent", "rendered", "site", "values")

    def __init__(self, order: int, parent: Frame | None, site: Site, label: str | None) -> None:
        super().__init__(order)
        self.parent = parent
        self.site = site
        self.label = label
        self.names: tuple[str, ...] = ()
        self.values: list[Value] = []
        self.hidden = False
        self.rendered: ShownFrame | None = None

    @property
    def span(self) -> Span:
        """The call without its block: the header of the loop, or the call of the method."""
        return self.site.span

    def pairs(self, interpreter: Interpreter) -> tuple[tuple[str, str], ...]:
        """Return the names and shown values of the parameters."""
        return tuple((name, shown(interpreter, value)) for name, value in zip(self.names, self.values, strict=False))

    def shown(self, interpreter: Interpreter) -> ShownFrame:
        """Return the frame as a reader sees it: ``(1..3).each, i = 2`` or ``add_box("web", 3)``; made once."""
        if self.rendered is None:
            pairs = self.pairs(interpreter)
            if self.label is not None:
                inside = ", ".join(shown(interpreter, value) for value in self.values)
                text = shortened(f"{self.label}({inside})")
            else:
                header = shortened(" ".join(self.site.span.text.split()))
                text = ", ".join((header, *(f"{name} = {value}" for name, value in pairs)))
            self.rendered = ShownFrame(text, self.site.span, pairs)
        return self.rendered


def visible(frame: Frame | None) -> list[Frame]:
    """Return the frames that a reader should see, outermost first."""
    frames = []
    while frame is not None:
        if not frame.hidden:
            frames.append(frame)
        frame = frame.parent
    frames.reverse()
    return frames


def shown(interpreter: Interpreter, value: Value) -> str:
    """Return VALUE as Ruby's inspect shows it, shortened; ``?`` where it is not known."""
    return shortened(interpreter.display(value))


def shortened(text: str) -> str:
    """Return TEXT, cut where it is too long for one line of a report."""
    return text if len(text) <= MOST_LABEL else text[: MOST_LABEL - 1] + "…"


class ShownFrame:
    """A frame made into text: what a fact keeps. ``pairs`` are the names and shown values of the parameters."""

    __slots__ = ("pairs", "span", "text")

    def __init__(self, text: str, span: Span, pairs: tuple[tuple[str, str], ...]) -> None:
        self.text = text
        self.span = span
        self.pairs = pairs


class Position:
    """Where evaluation stands: what has to be put back after an arm of a branch, or for a block that runs later."""

    __slots__ = ("depth", "frame", "guards", "scope", "site", "source")

    def __init__(self, it: Interpreter) -> None:
        self.depth = it.depth
        self.frame = it.frame
        self.guards = it.guards
        self.scope = it.scope
        self.site = it.site
        self.source = it.source


class Resumed:
    """A stay at another position, undone at its end."""

    __slots__ = ("_back", "_interpreter", "_there")

    def __init__(self, it: Interpreter, there: Position) -> None:
        self._interpreter = it
        self._there = there
        self._back = Position(it)

    def __enter__(self) -> None:
        self._back = Position(self._interpreter)
        self._interpreter.return_to(self._there)

    def __exit__(self, *_: object) -> None:
        self._interpreter.return_to(self._back)
