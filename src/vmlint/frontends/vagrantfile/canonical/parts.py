"""What a canonical Vagrantfile is made of."""

from __future__ import annotations

import os

from vmlint.basics.escaping import comment
from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.frontends.vagrantfile.ruby_source import Heredoc, Literal

# The paragraph that a loss is shown in; what has none of its own stands first.
SECTIONS = {
    "network": "networks",
    "synced folder": "folders",
    "disk": "disks",
    "provider": "providers",
    "customization": "providers",
    "network adapter": "providers",
    "provisioner": "provisioners",
    "plugin": "plugins",
}


class Pair(Record):
    """One option of a call: ``key`` with what follows it (``guest:``), and its value."""

    __slots__ = ("key", "value")
    key: str
    value: Literal


class Statement(Record):
    """One line on a configuration object.

    ``kind``: assignment (``name = value``, the value being the one argument), call (``name arguments, options``),
    chain (``name`` is all of it). ``body``: statements of its block, whose parameter is ``variable``.
    ``places``: the calls that it stands for.
    """

    __slots__ = ("kind", "name", "arguments", "options", "variable", "body", "places")
    kind: str
    name: str
    arguments: tuple[Literal, ...]
    options: tuple[Pair, ...]
    variable: str
    body: tuple[Statement, ...]
    places: tuple[Span, ...]

    def __init__(
        self,
        kind: str,
        name: str,
        arguments: tuple[Literal, ...] = (),
        options: tuple[Pair, ...] = (),
        *,
        variable: str = "",
        body: tuple[Statement, ...] = (),
        places: tuple[Span, ...] = (),
    ) -> None:
        super().__init__(kind, name, arguments, options, variable, body, places)

    def same(self, other: Statement) -> bool:
        """Whether both say the same, wherever they stand."""
        return (
            self.kind == other.kind
            and self.name == other.name
            and self.arguments == other.arguments
            and self.options == other.options
            and len(self.body) == len(other.body)
            and all(one.same(two) for one, two in zip(self.body, other.body))
        )

    @property
    def text(self) -> str:
        """All arguments as they stand behind the name."""
        return ", ".join([*(at.text for at in self.arguments), *(f"{at.key} {at.value.text}" for at in self.options)])

    @property
    def heredocs(self) -> tuple[Heredoc, ...]:
        """The texts that follow the line, in the order in which it names them."""
        values = [*self.arguments, *(pair.value for pair in self.options)]
        return tuple(value.heredoc for value in values if value.heredoc is not None)


class Loss(Record):
    """Something that the canonical file does not have: what, why, and where it stands.

    ``kind``: the paragraph that it would have stood in (network, provisioner, …), or condition, code, unknown.
    """

    __slots__ = ("kind", "what", "reason", "span")
    kind: str
    what: str
    reason: str
    span: Span | None

    @property
    def text(self) -> str:
        """One line that says all."""
        # What `eval` runs has no file, unless the program says one.
        return self._text(f", {self.span.path}:{self.span.line}" if self.span and self.span.path else "")

    def text_in(self, folder: str) -> str:
        """Return the same for a comment in a file of FOLDER: who renders it from elsewhere gets the same text."""
        if self.span is None or not self.span.path:
            return self._text("")
        return self._text(f", {os.path.relpath(self.span.path, folder or '.').replace(os.sep, '/')}:{self.span.line}")

    def _text(self, where: str) -> str:
        return comment(f"{self.kind}{where}: {self.what}: {self.reason}")


class Provider(Record):
    """The configuration of one provider; ``override``: what holds with it alone."""

    __slots__ = ("name", "variable", "statements", "override")
    name: Literal
    variable: str
    statements: tuple[Statement, ...]
    override: Block | None

    def same(self, other: Provider) -> bool:
        """Whether both say the same; overrides are never taken for equal."""
        if self.override is not None or other.override is not None or self.name != other.name:
            return False
        return len(self.statements) == len(other.statements) and all(
            one.same(two) for one, two in zip(self.statements, other.statements)
        )


class Block(Record):
    """What one configuration block says, by paragraphs. ``lost``: comments that name what is missing, by kind."""

    __slots__ = ("settings", "networks", "folders", "disks", "providers", "provisioners", "plugins", "lost")
    settings: tuple[Statement, ...]
    networks: tuple[Statement, ...]
    folders: tuple[Statement, ...]
    disks: tuple[Statement, ...]
    providers: tuple[Provider, ...]
    provisioners: tuple[Statement, ...]
    plugins: tuple[Statement, ...]
    lost: tuple[tuple[str, str], ...]

    def having(self, **parts: Any) -> Block:
        """Return the same with other PARTS."""
        return Block(*(parts.get(name, getattr(self, name)) for name in self._fields))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not any(getattr(self, name) for name in self._fields)


EMPTY = Block((), (), (), (), (), (), (), ())


class Machine(Record):
    """One ``define`` block."""

    __slots__ = ("name", "options", "block")
    name: Literal
    options: tuple[Pair, ...]
    block: Block


class Canonical(Record):
    """A whole file: versions that it requires, what holds for all machines, the machines, and what is lost.

    ``losses``: what is lost now; comments in the file about what was lost before are kept in the blocks alone.
    """

    __slots__ = ("document", "requirements", "root", "machines", "losses")
    document: VagrantDocument
    requirements: tuple[str, ...]
    root: Block
    machines: tuple[Machine, ...]
    losses: tuple[Loss, ...]
