"""What the parts of the tree builder need of each other."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree

if TYPE_CHECKING:
    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.tree import Node


class Several(tree.Node):
    """``a, b`` between parentheses, before it is known to be a list of targets."""

    __slots__ = ("elements",)
    elements: list[Node]


class Building:
    """The base of the builder's parts: each method here is one part's, and called by another.

    ``loose`` holds what stands for nothing by itself (``*a``, ``a, b``) until the construct that it belongs to claims
    it.
    """

    text: str
    loose: dict[int, Node]
    # Whether something was met that only the walk with contexts can judge.
    needs_walk: bool
    # Whether the two were met that only together need it.
    assigns_constants: bool
    defines_methods: bool
    uses_numbered: bool

    def problem(self, key: str, start: int, end: int) -> None:
        """Note what Ruby refuses between START and END."""
        raise NotImplementedError

    def loosen(self, node: Node) -> Node:
        """Mark NODE as standing for nothing until a construct claims it."""
        raise NotImplementedError

    def claim(self, nodes: list[Node]) -> None:
        """Take NODES as belonging to a construct."""
        raise NotImplementedError

    def splat_of(self, node: tree.MultipleAssign) -> Node:
        """Turn ``*a = b``, which is no statement here, into the splat of an assignment."""
        raise NotImplementedError

    def claim_statement(self, node: Node) -> None:
        """Take NODE, which may stand only as a statement, as one."""
        raise NotImplementedError

    def check_operand(self, node: Node) -> None:
        """Refuse NODE where it is a call without parentheses, or has no value."""
        raise NotImplementedError

    def assign(self, target: Node, value: Node) -> Node:
        """Build ``target = value``."""
        raise NotImplementedError

    def operator_assign(self, target: Node, operator: Token, value: Node) -> Node:
        """Build ``target += value``."""
        raise NotImplementedError

    def target(self, node: Node) -> Node:
        """Turn an expression into a target of an assignment."""
        raise NotImplementedError

    def with_block(self, callee: Node, block: tree.Block) -> Node:
        """Give a call its block."""
        raise NotImplementedError

    def variable(self, token: Token) -> Node:
        """Build ``@name``, ``@@name`` or ``$name``."""
        raise NotImplementedError
