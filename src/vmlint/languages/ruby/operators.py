"""Folding: the flat list of operands and operators that the grammar gives becomes a tree, by Ruby's precedence."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.building import Building
from vmlint.languages.ruby.lexer import Token, tables
from vmlint.languages.ruby.validity import is_command, is_void

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.tree import Node

_LEVELS = (
    (15, ("rescue",)),
    (25, ("..", "...")),
    (30, ("||",)),
    (40, ("&&",)),
    (50, ("<=>", "==", "===", "!=", "=~", "!~")),
    (60, ("<", "<=", ">", ">=")),
    (70, ("|", "^")),
    (80, ("&",)),
    (90, ("<<", ">>")),
    (100, ("+", "-")),
    (110, ("*", "/", "%")),
)
# Operator -> how strongly it binds what is left of it, and what is right of it.
_BINDING = {operator: (level, level + 1) for level, operators in _LEVELS for operator in operators}
_BINDING["**"] = (130, 129)
_TERNARY = 20
_ELSE = 19
_ASSIGN_LEFT = 1000
_ASSIGN_RIGHT = 5
# Two of these in a row, as in `a == b == c`, Ruby refuses.
_NOT_ASSOCIATIVE = frozenset((25, 50))
_SPLATS = frozenset(("*", "**", "&"))
_PREFIX_BINDING = {
    "!": 140,
    "~": 140,
    "+": 140,
    "-": 125,
    "not": 140,
    "defined?": 6,
    "..": 26,
    "...": 26,
    "*": 1,
    "**": 1,
    "&": 1,
}


class Prefixed:
    """An operator before its operand, not yet folded: how much it takes depends on what follows."""

    __slots__ = ("end", "operand", "start", "token")

    def __init__(self, token: Token, operand: Node | Prefixed) -> None:
        self.token = token
        self.operand = operand
        self.start = token.start
        self.end: int = operand.end


class Operations(Building):
    """The part of the tree builder that folds operators."""

    # One function for each production of the grammar

    def prefixed(self, token: Token, operand: Node | Prefixed) -> Prefixed:
        """Keep a prefix operator for the fold."""
        return Prefixed(token, operand)

    def first_operation(self, left: Node, operator: Token, right: Node) -> list[Node | Prefixed | Token]:
        """Start a list of operations."""
        return [left, operator, right]

    def more_operations(
        self, items: list[Node | Prefixed | Token], operator: Token, right: Node
    ) -> list[Node | Prefixed | Token]:
        """Go on with a list of operations."""
        items.append(operator)
        items.append(right)
        return items

    def lone_prefix(self, prefixed: Prefixed) -> Node:
        """Fold an operand with its prefixes."""
        return self.fold([prefixed])

    def fold_onto(self, left: Node, operator: Token, right: Node) -> Node:
        """Fold ``a = def …``."""
        return self.fold([left, operator, right])

    def fold_more_onto(self, items: list[Node | Prefixed | Token], operator: Token, right: Node) -> Node:
        """Fold ``a = b = def …``."""
        return self.fold([*items, operator, right])

    def fold_endless(self, items: list[Node | Prefixed | Token], dots: Token) -> Node:
        """Fold ``a + b ..``."""
        return self._endless(self.fold(items), dots)

    def endless_range(self, operand: Node | Prefixed, dots: Token) -> Node:
        """Build ``a..``."""
        return self._endless(self.fold([operand]), dots)

    def _endless(self, first: Node, dots: Token) -> Node:
        if isinstance(first, (tree.Assign, tree.OperatorAssign)):
            # The range is the value: `a = 1..`.
            first.__init__(*_with_value(first, self._endless(first.value, dots)))  # type: ignore[misc]
            return first
        return tree.RangeLiteral(first.start, dots.end, first, None, dots.value == "...")

    def fold(self, items: list[Node | Prefixed | Token]) -> Node:
        """Fold a list of operands and operators into one node."""
        if len(items) == 3 and type(items[0]) is not Prefixed and type(items[2]) is not Prefixed:
            # By far most: one operator, no prefix.
            binding = _BINDING.get(items[1].value)  # type: ignore[union-attr]
            if binding is not None and binding[0] != 130:
                return self._binary(items[0], items[1], items[2])  # type: ignore[arg-type]
            if items[1].value == "=":  # type: ignore[union-attr]
                return self.assign(items[0], items[2])  # type: ignore[arg-type]
        return _Fold(self, items).run()

    def _binary(self, left: Node, operator: Token, right: Node) -> Node:
        name = operator.value
        self.check_operand(left)
        if name in ("&&", "||"):
            if is_command(right, self.text):
                self.problem("command-as-operand", right.start, right.end)
            return tree.Logical(left.start, right.end, left, name, right)
        self.check_operand(right)
        if name in ("..", "..."):
            return tree.RangeLiteral(left.start, right.end, left, right, name == "...")
        if name == "rescue":
            self.problem("rescue-in-expression", operator.start, operator.end)
            return tree.RescueModifier(left.start, right.end, left, right)
        return tree.Binary(left.start, right.end, left, name, right, (operator.start, operator.end))

    def unary(self, token: Token, operand: Node) -> Node:
        """Build a prefix operator with its operand."""
        name = token.value
        start, end = token.start, operand.end
        if name != "!" and not (name == "*" and isinstance(operand, tree.Assign)):
            self.check_operand(operand)
        if name == "defined?":
            return tree.Defined(start, end, operand)
        if name == "*":
            if isinstance(operand, tree.Assign):
                self.loose.pop(id(operand), None)
                targets: list[Node] = [tree.Splat(start, operand.target.end, operand.target)]
                return self.loosen(tree.MultipleAssign(start, end, targets, operand.value))
            return self.loosen(tree.Splat(start, end, operand))
        if name == "**":
            return self.loosen(tree.DoubleSplat(start, end, operand))
        if name == "&":
            return self.loosen(tree.BlockPass(start, end, operand))
        if name in ("..", "..."):
            return tree.RangeLiteral(start, end, None, operand, name == "...")
        if name == "^":
            self.problem("pin-outside-pattern", start, end)
        return tree.Unary(start, end, name, operand)


def _with_value(node: tree.Assign | tree.OperatorAssign, value: Node) -> tuple[object, ...]:
    if isinstance(node, tree.Assign):
        return node.start, value.end, node.target, value
    return node.start, value.end, node.target, node.operator, value


class _Fold:
    """One fold: operands and waiting operators on two stacks, so that no depth of nesting recurses."""

    def __init__(self, builder: Operations, items: list[Node | Prefixed | Token]) -> None:
        self.builder = builder
        self.items = items
        self.operands: list[Node] = []
        # (how strongly it binds to the right, its token, what it builds)
        self.waiting: list[tuple[int, Token, Callable[[Token], None]]] = []
        # How strongly the binary operator binds that was built last, and what it built.
        self._last = (0, 0)

    def run(self) -> Node:
        for place in range(0, len(self.items), 2):
            if place:
                self._operator(self.items[place - 1])  # type: ignore[arg-type]
            following = self.items[place + 1] if place + 1 < len(self.items) else None
            self._operand(self.items[place], following)  # type: ignore[arg-type]
        self._reduce(-1)
        return self.operands[0]

    def _operand(self, item: Node | Prefixed, following: Token | None) -> None:
        while isinstance(item, Prefixed):
            name = item.token.value
            if name in _SPLATS and self.waiting and not (name == "*" and self.waiting[-1][1].value == "="):
                self.builder.problem("stray-splat", item.token.start, item.token.end)
            self.waiting.append((_PREFIX_BINDING[name], item.token, self._unary))
            item = item.operand
        if following is not None and following.value == "**" and _is_negative(item):
            # `-2 ** 2` is -(2 ** 2).
            minus = Token("PREFIX", "-", item.start, item.start + 1)
            self.waiting.append((_PREFIX_BINDING["-"], minus, self._unary))
            item = type(item)(item.start + 1, item.end, -item.value)  # type: ignore[attr-defined,call-arg]
        self.operands.append(item)

    def _reduce(self, left: int) -> None:
        """Build every waiting operator that binds more strongly than LEFT."""
        waiting = self.waiting
        while waiting and waiting[-1][0] > left:
            _, token, build = waiting.pop()
            build(token)

    def _operator(self, token: Token) -> None:
        name = token.value
        if name in tables.ASSIGNMENTS:
            self._take_target(token)
        elif name == "?":
            self._reduce(_TERNARY)
            self.waiting.append((0, token, self._lone_question))
        elif name == ":":
            self._reduce(0)
            if self.waiting and self.waiting[-1][1].value == "?":
                self.waiting.pop()
                self.waiting.append((_ELSE, token, self._ternary))
            else:
                self.builder.problem("lone-colon", token.start, token.end)
                self.waiting.append((_ELSE, token, self._drop))
        else:
            left, right = _BINDING.get(name, (50, 51))
            self._reduce(left)
            if left in _NOT_ASSOCIATIVE and self._last == (left, id(self.operands[-1])):
                self.builder.problem("not-associative", token.start, token.end)
            self.waiting.append((right, token, self._binary))

    def _take_target(self, token: Token) -> None:
        if token.value == "=":
            self.waiting.append((_ASSIGN_RIGHT, token, self._assign))
        else:
            self.waiting.append((_ASSIGN_RIGHT, token, self._operator_assign))

    # What the operators build

    def _unary(self, token: Token) -> None:
        self.operands.append(self.builder.unary(token, self.operands.pop()))

    def _binary(self, token: Token) -> None:
        right = self.operands.pop()
        left = self.operands.pop()
        if token.value == "rescue" and self.waiting and self.waiting[-1][1].value in tables.ASSIGNMENTS:
            node: Node = tree.RescueModifier(left.start, right.end, left, right)
        else:
            node = self.builder._binary(left, token, right)
        self.operands.append(node)
        self._last = (_BINDING.get(token.value, (0, 0))[0], id(node))

    def _assign(self, token: Token) -> None:
        value = self.operands.pop()
        self.operands.append(self.builder.assign(self.operands.pop(), value))

    def _operator_assign(self, token: Token) -> None:
        value = self.operands.pop()
        self.operands.append(self.builder.operator_assign(self.operands.pop(), token, value))

    def _ternary(self, token: Token) -> None:
        alternative = self.operands.pop()
        consequence = self.operands.pop()
        condition = self.operands.pop()
        if is_void(condition):
            self.builder.problem("no-value", condition.start, condition.end)
        for part in (condition, consequence, alternative):
            if is_command(part, self.builder.text):
                self.builder.problem("command-as-operand", part.start, part.end)
        self.operands.append(tree.If(condition.start, alternative.end, "ternary", condition, consequence, alternative))

    def _lone_question(self, token: Token) -> None:
        self.builder.problem("lone-question", token.start, token.end)
        self.operands.pop()

    def _drop(self, token: Token) -> None:
        self.operands.pop()


def _is_negative(node: Node) -> bool:
    return isinstance(node, (tree.IntegerLiteral, tree.FloatLiteral)) and str(node.value).startswith("-")
