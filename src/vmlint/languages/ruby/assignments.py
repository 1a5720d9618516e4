"""The part of the tree builder that makes assignments, and tells what can be assigned to."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.building import Building, Several
from vmlint.languages.ruby.validity import is_command, is_void

if TYPE_CHECKING:
    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.tree import Node

# The kinds of value that may make an assignment one that Ruby allows only as a statement.
_LIMITING = frozenset(
    (
        tree.Call,
        tree.Super,
        tree.Yield,
        tree.Splat,
        tree.Assign,
        tree.OperatorAssign,
        tree.Unary,
        tree.MethodDefinition,
        Several,
    )
)


_STATEMENTS = frozenset((tree.Assign, tree.OperatorAssign, tree.MultipleAssign, tree.PatternMatch))


class Assignments(Building):
    """One method for each production that makes an assignment."""

    def multiple(self, elements: list[Node]) -> Node:
        """Resolve ``a, b = 1, 2``: the first assignment in the list parts targets from values."""
        for place, element in enumerate(elements):
            if isinstance(element, (tree.Assign, tree.MultipleAssign)):
                self.loose.pop(id(element), None)
            if isinstance(element, tree.Assign) and (place or not _is_list(element.target)):
                return self._assign_list(elements[:place], [element.target], element.value, elements[place + 1 :])
            if isinstance(element, tree.MultipleAssign):
                return self._assign_list(elements[:place], element.targets, element.value, elements[place + 1 :], True)
        several = Several(elements[0].start, elements[-1].end, elements)
        self.loose[id(several)] = several
        return several

    def _assign_list(
        self, before: list[Node], targets: list[Node], value: Node, more: list[Node], multiple: bool = False
    ) -> Node:
        start = before[0].start if before else targets[0].start
        multiple = multiple or bool(before)
        if multiple:
            if isinstance(value, (tree.Assign, tree.OperatorAssign)) and is_command(value, self.text):
                self.problem("command-as-operand", value.start, value.end)
            for target in (*before, *targets):
                if isinstance(target, tree.Call) and target.safe:
                    self.problem("safe-target", target.start, target.end)
        if more:
            self.claim(more)
            for one in (value, *more):
                self.check_operand(one)
            first = value.elements if _is_unbracketed(value) else [value]  # type: ignore[attr-defined]
            value = tree.ArrayLiteral(value.start, more[-1].end, [*first, *more])
        if not multiple:
            return self.loosen(tree.Assign(start, value.end, targets[0], value))
        targets = [*(self.target(node) for node in before), *targets]
        return self.loosen(tree.MultipleAssign(start, value.end, targets, value))

    def multiple_with_comma(self, elements: list[Node], comma: Token) -> Node:
        """Keep ``a, b,`` for the assignment that must follow."""
        several = Several(elements[0].start, comma.end, elements)
        self.loose[id(several)] = several
        return several

    def one_with_comma(self, element: Node, comma: Token) -> Node:
        """Keep ``a,`` for the assignment that must follow."""
        return self.multiple_with_comma([element], comma)

    def one_target(self, target: Node, comma: Token, equals: Token, value: Node) -> Node:
        """Build ``a, = value``."""
        return self.more_targets([target], comma, equals, value)

    def more_targets(self, targets: list[Node], comma: Token, equals: Token, value: Node) -> Node:
        """Build ``a, b, = value``."""
        value = self.listed(value)
        made = tree.MultipleAssign(targets[0].start, value.end, [self.target(node) for node in targets], value)
        return self.loosen(made)

    def listed(self, value: Node) -> Node:
        """Turn ``1, 2`` on the right of an assignment into an array."""
        if isinstance(value, Several):
            self.loose.pop(id(value), None)
            self.claim(value.elements)
            return tree.ArrayLiteral(value.start, value.end, value.elements)
        if is_void(value):
            self.problem("no-value", value.start, value.end)
        if isinstance(value, tree.MultipleAssign) and self.loose.pop(id(value), None) is not None:
            value = self.splat_of(value)
        if isinstance(value, tree.Splat):
            self.claim([value])
            return tree.ArrayLiteral(value.start, value.end, [value])
        return value

    def assign(self, target: Node, value: Node) -> Node:
        """Build ``target = value``."""
        target = self.target(target)
        listed = self.listed(value)
        if isinstance(target, (tree.Splat, tree.TargetList)):
            return self.loosen(tree.MultipleAssign(target.start, listed.end, [target], listed))
        made = tree.Assign(target.start, listed.end, target, listed)
        return self._only_statement(made, value) if type(value) in _LIMITING else made

    def _only_statement(self, made: Node, value: Node) -> Node:
        """Mark an assignment that may stand only as a statement, if VALUE makes it one."""
        if isinstance(value, (tree.Splat, Several)):
            return self.loosen(made)
        if isinstance(value, (tree.Assign, tree.OperatorAssign)):
            # Whether its value was a call without parentheses was asked when it was built.
            if id(value) not in self.loose or isinstance(value.value, tree.ArrayLiteral):
                return made
            self.loose.pop(id(value))
            return self.loosen(made)
        if is_command(value, self.text):
            if isinstance(value, tree.Unary):
                self.problem("command-as-operand", value.start, value.end)
            return self.loosen(made)
        return made

    def operator_assign(self, target: Node, operator: Token, value: Node) -> Node:
        """Build ``target += value``."""
        target = self.target(target)
        listed = self.listed(value)
        made = tree.OperatorAssign(target.start, listed.end, target, operator.value[:-1], listed)
        return self._only_statement(made, value) if type(value) in _LIMITING else made

    def target(self, node: Node) -> Node:
        """Turn an expression into a target of an assignment."""
        if isinstance(node, tree.Parenthesized):
            inside = node.body.statements
            if len(inside) == 1:
                several = inside[0]
                elements = several.elements if isinstance(several, Several) else [several]
                self.loose.pop(id(several), None)
                return tree.TargetList(node.start, node.end, [self.target(element) for element in elements])
        if isinstance(node, tree.Splat):
            self.claim([node])
            if node.value is None:
                return node
            return tree.Splat(node.start, node.end, self.target(node.value))
        if isinstance(node, tree.Constant):
            self.assigns_constants = True
        if not _is_assignable(node) or (
            isinstance(node, (tree.Call, tree.Index)) and is_command(node.receiver, self.text)
        ):
            self.problem(_refusal(node), node.start, node.end)
        return node

    def claim_statement(self, node: Node) -> None:
        """Take NODE, which may stand only as a statement, as one."""
        if type(node) in _STATEMENTS:
            self.loose.pop(id(node), None)
            if isinstance(node, tree.MultipleAssign) and len(node.targets) == 1:
                only = node.targets[0]
                if isinstance(only, tree.TargetList):
                    # `(a, b) = c` is `a, b = c`.
                    node.targets[:] = only.targets


def _is_list(node: Node) -> bool:
    return isinstance(node, (tree.TargetList, tree.Splat))


def _is_unbracketed(node: Node) -> bool:
    """Tell whether NODE is the array made of a lone splat on the right of an assignment."""
    return (
        isinstance(node, tree.ArrayLiteral)
        and len(node.elements) == 1
        and isinstance(node.elements[0], tree.Splat)
        and node.elements[0].start == node.start
    )


def _is_assignable(node: Node) -> bool:
    if isinstance(node, tree.Identifier):
        return node.name[-1] not in "?!" and not (
            len(node.name) == 2 and node.name[0] == "_" and node.name[1] in "123456789"
        )
    if isinstance(node, tree.GlobalVariable):
        return (node.name[1] not in "123456789") and node.name not in ("$&", "$`", "$'", "$+")
    if isinstance(node, tree.Call):
        return (
            node.receiver is not None and not node.parenthesized and not node.arguments and node.keywords is None
            and node.block is None and node.name[-1] not in "?!" and (node.name[0].isalpha() or node.name[0] == "_")
        )  # fmt: skip
    return isinstance(
        node,
        (tree.InstanceVariable, tree.ClassVariable, tree.Constant, tree.Index, tree.TargetList),
    )


def _refusal(node: Node) -> str:
    if isinstance(node, tree.Identifier) and node.name[-1] not in "?!":
        return "numbered-reserved"
    return "not-assignable"
