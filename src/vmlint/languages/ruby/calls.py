"""The part of the tree builder that makes names, calls, blocks and assignments."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.building import Building
from vmlint.languages.ruby.validity import is_command, is_void

if TYPE_CHECKING:
    from vmlint.languages.ruby.lexer.tokens import Token
    from vmlint.languages.ruby.tree import Node

    Arguments = tuple[list[Node], tree.HashLiteral | None, tree.BlockPass | None]


class Several(tree.Node):
    """``a, b`` between parentheses, before it is known to be a list of targets."""

    __slots__ = ("elements",)
    elements: list[Node]


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


class Calls(Building):
    """One method for each production that makes a name, a call, or an assignment."""

    # Names

    def identifier(self, token: Token) -> Node:
        """Build a bare name; ``yield`` and ``super`` come this way too."""
        name = token.value
        if name == "super":
            return tree.Super(token.start, token.end, None, None, None)
        if name == "yield":
            self.needs_walk = True
            return tree.Yield(token.start, token.end, [], None)
        if name[0] == "_" and len(name) == 2 and name[1].isdigit():
            self.uses_numbered = True
        return tree.Identifier(token.start, token.end, name)

    def constant(self, token: Token) -> Node:
        """Build a constant."""
        return tree.Constant(token.start, token.end, None, token.value, False)

    def top_constant(self, colons: Token, token: Token) -> Node:
        """Build ``::Name``."""
        return tree.Constant(colons.start, token.end, None, token.value, True)

    def scoped(self, scope: Node, colons: Token, token: Token) -> Node:
        """Build ``Scope::Name``, or a call with ``::``."""
        if token.value[0].isupper() and token.value[-1] not in "?!":
            return tree.Constant(scope.start, token.end, scope, token.value, False)
        return self.call(scope, colons, token)

    # Calls

    def call(self, receiver: Node, dot: Token, name: Token) -> Node:
        """Build ``receiver.name``."""
        if is_void(receiver):
            self.problem("no-value", receiver.start, receiver.end)
        return tree.Call(
            receiver.start,
            name.end,
            receiver,
            name.value,
            (name.start, name.end),
            [],
            None,
            None,
            False,
            dot.value == "&.",
        )

    def split(self, arguments: list[Node]) -> Arguments:
        """Part arguments into positional ones, pairs, and the block."""
        self.claim(arguments)
        block: tree.BlockPass | None = None
        if isinstance(arguments[-1], tree.BlockPass):
            block = arguments[-1]
            arguments = arguments[:-1]
        pairs: list[Node] = []
        positional: list[Node] = []
        for argument in arguments:
            kind = type(argument)
            if kind is tree.Pair or kind is tree.DoubleSplat:
                pairs.append(argument)
            elif kind is tree.BlockPass:
                self.problem("block-not-last", argument.start, argument.end)
            elif pairs:
                self.problem("positional-after-pair", argument.start, argument.end)
                positional.append(argument)
            else:
                positional.append(argument)
        keywords = tree.HashLiteral(pairs[0].start, pairs[-1].end, pairs, False) if pairs else None
        return positional, keywords, block

    def _with_arguments(self, callee: Node, arguments: list[Node], end: int, parenthesized: bool) -> Node:
        positional, keywords, block = self.split(arguments) if arguments else ([], None, None)
        self._check_arguments(arguments, parenthesized)
        kind = type(callee)
        if (
            kind is tree.Call
            and not callee.parenthesized
            and not callee.arguments
            and not callee.keywords
            and not callee.block
        ):  # type: ignore[attr-defined]
            return tree.Call(
                callee.start, end, callee.receiver, callee.name, callee.name_span, positional, keywords, block,  # type: ignore[attr-defined]
                parenthesized, callee.safe,  # type: ignore[attr-defined]
            )  # fmt: skip
        if isinstance(callee, tree.Identifier):
            place = (callee.start, callee.end)
            return tree.Call(
                callee.start, end, None, callee.name, place, positional, keywords, block, parenthesized, False
            )
        if isinstance(callee, tree.Constant) and not callee.top:
            place = (callee.end - len(callee.name), callee.end)
            return tree.Call(
                callee.start, end, callee.scope, callee.name, place, positional, keywords, block, parenthesized, False
            )
        if isinstance(callee, tree.Super) and callee.arguments is None:
            return tree.Super(callee.start, end, positional, keywords, block)
        if isinstance(callee, tree.Yield) and not callee.arguments:
            if block is not None:
                self.problem("block-to-yield", block.start, block.end)
            return tree.Yield(callee.start, end, positional, keywords)
        if isinstance(callee, tree.Jump) and callee.kind in ("return", "break", "next") and callee.value is None:
            return self._jump(callee, positional, keywords, end)
        self.problem("not-callable", callee.start, callee.end)
        return callee

    def _check_arguments(self, arguments: list[Node], bracketed: bool) -> None:
        """Refuse calls without parentheses among several arguments; a lone one may be one."""
        if len(arguments) > 1:
            for argument in arguments:
                self.check_operand(argument)
        elif arguments and is_void(arguments[0]):
            self.problem("no-value", arguments[0].start, arguments[0].end)
        elif arguments and _is_blocked(arguments[0], bracketed) and is_command(arguments[0], self.text):
            self.problem("command-as-operand", arguments[0].start, arguments[0].end)

    def _jump(self, jump: tree.Jump, positional: list[Node], keywords: tree.HashLiteral | None, end: int) -> Node:
        values = [*positional, keywords] if keywords else positional
        if len(values) == 1 and not isinstance(values[0], tree.Splat):
            value: Node = values[0]
        else:
            value = tree.ArrayLiteral(values[0].start, values[-1].end, values)
        return tree.Jump(jump.start, end, jump.kind, value)

    def jump(self, token: Token) -> Node:
        """Build ``return``, ``break``, ``next``."""
        self.needs_walk = True
        return tree.Jump(token.start, token.end, token.value, None)

    def command(self, callee: Node, opening: Token, arguments: list[Node], closing: Token) -> Node:
        """Build a call without parentheses."""
        return self._with_arguments(callee, arguments, arguments[-1].end, False)

    def no_arguments(self, callee: Node, opening: Token, closing: Token) -> Node:
        """Build ``callee()``."""
        return self._with_arguments(callee, [], closing.end, True)

    def arguments_in_parentheses(self, callee: Node, opening: Token, arguments: list[Node], closing: Token) -> Node:
        """Build ``callee(…)``."""
        return self._with_arguments(callee, arguments, closing.end, True)

    def arguments_with_comma(
        self, callee: Node, opening: Token, arguments: list[Node], comma: Token, closing: Token
    ) -> Node:
        """Build ``callee(…,)``."""
        return self._with_arguments(callee, arguments, closing.end, True)

    def call_value(self, receiver: Node, dot: Token, opening: Token, closing: Token) -> Node:
        """Build ``receiver.()``."""
        return self._call_value(receiver, dot, [], closing)

    def call_value_with(
        self, receiver: Node, dot: Token, opening: Token, arguments: list[Node], closing: Token
    ) -> Node:
        """Build ``receiver.(…)``."""
        return self._call_value(receiver, dot, arguments, closing)

    def call_value_with_comma(
        self, receiver: Node, dot: Token, opening: Token, arguments: list[Node], comma: Token, closing: Token
    ) -> Node:
        """Build ``receiver.(…,)``."""
        return self._call_value(receiver, dot, arguments, closing)

    def _call_value(self, receiver: Node, dot: Token, arguments: list[Node], closing: Token) -> Node:
        positional, keywords, block = self.split(arguments) if arguments else ([], None, None)
        place = (dot.end, dot.end)
        return tree.Call(
            receiver.start, closing.end, receiver, "call", place, positional, keywords, block, True, dot.value == "&."
        )

    def empty_index(self, receiver: Node, opening: Token, closing: Token) -> Node:
        """Build ``receiver[]``."""
        return tree.Index(receiver.start, closing.end, receiver, [], None)

    def index(self, receiver: Node, opening: Token, arguments: list[Node], closing: Token) -> Node:
        """Build ``receiver[…]``."""
        positional, keywords, block = self.split(arguments)
        self._check_arguments(arguments, True)
        if block is not None:
            positional.append(block)
        return tree.Index(receiver.start, closing.end, receiver, positional, keywords)

    def index_with_comma(
        self, receiver: Node, opening: Token, arguments: list[Node], comma: Token, closing: Token
    ) -> Node:
        """Build ``receiver[…,]``."""
        return self.index(receiver, opening, arguments, closing)

    def anonymous(self, token: Token) -> Node:
        """Build a splat, double splat or block without a name."""
        kind = {"*": tree.Splat, "**": tree.DoubleSplat, "&": tree.BlockPass}[token.value]
        self.needs_walk = True
        return self._loose(kind(token.start, token.end, None))

    def forward(self, token: Token) -> Node:
        """Build ``...`` among arguments."""
        self.needs_walk = True
        return self._loose(tree.ForwardAll(token.start, token.end))

    def _loose(self, node: Node) -> Node:
        self.loose[id(node)] = node
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

    def claim(self, nodes: list[Node]) -> None:
        """Take NODES as belonging to a construct."""
        if self.loose:
            for node in nodes:
                if type(node) is not Several:
                    self.loose.pop(id(node), None)

    def check_operand(self, node: Node) -> None:
        """Refuse NODE where it is a call without parentheses, or has no value."""
        if is_command(node, self.text):
            self.problem("command-as-operand", node.start, node.end)
        elif is_void(node):
            self.problem("no-value", node.start, node.end)

    def with_block(self, callee: Node, block: tree.Block) -> Node:
        """Give a call its block."""
        kind = type(callee)
        if kind is tree.Call:
            call: tree.Call = callee  # type: ignore[assignment]
            if call.block is not None:
                self.problem("two-blocks", block.start, block.start + 1)
            return tree.Call(
                call.start, block.end, call.receiver, call.name, call.name_span, call.arguments, call.keywords, block,
                call.parenthesized, call.safe,
            )  # fmt: skip
        if isinstance(callee, tree.Identifier):
            place = (callee.start, callee.end)
            return tree.Call(callee.start, block.end, None, callee.name, place, [], None, block, False, False)
        if isinstance(callee, tree.Index):
            arguments = callee.arguments
            place = (callee.receiver.end, callee.end)
            return tree.Call(
                callee.start, block.end, callee.receiver, "[]", place, arguments, callee.keywords, block, True, False
            )
        if isinstance(callee, tree.Constant) and not callee.top and callee.scope is None:
            place = (callee.start, callee.end)
            return tree.Call(callee.start, block.end, callee.scope, callee.name, place, [], None, block, False, False)
        if isinstance(callee, tree.Super):
            return tree.Super(callee.start, block.end, callee.arguments, callee.keywords, block)
        if isinstance(callee, tree.Jump) and callee.value is not None and not block.braces:
            value = self.with_block(callee.value, block)
            return tree.Jump(callee.start, value.end, callee.kind, value)
        self.problem("block-to-value", block.start, block.start + 1)
        return callee

    # Assignment

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
            first = value.elements if _is_unbracketed(value) else [value]
            value = tree.ArrayLiteral(value.start, more[-1].end, [*first, *more])
        if not multiple:
            return self._loose(tree.Assign(start, value.end, targets[0], value))
        targets = [*(self.target(node) for node in before), *targets]
        return self._loose(tree.MultipleAssign(start, value.end, targets, value))

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
        return self._loose(made)

    def listed(self, value: Node) -> Node:
        """Turn ``1, 2`` on the right of an assignment into an array."""
        if isinstance(value, Several):
            self.loose.pop(id(value), None)
            self.claim(value.elements)
            return tree.ArrayLiteral(value.start, value.end, value.elements)
        if is_void(value):
            self.problem("no-value", value.start, value.end)
        if isinstance(value, tree.Splat):
            self.claim([value])
            return tree.ArrayLiteral(value.start, value.end, [value])
        return value

    def assign(self, target: Node, value: Node) -> Node:
        """Build ``target = value``."""
        target = self.target(target)
        listed = self.listed(value)
        if isinstance(target, (tree.Splat, tree.TargetList)):
            return self._loose(tree.MultipleAssign(target.start, listed.end, [target], listed))
        made = tree.Assign(target.start, listed.end, target, listed)
        return self._only_statement(made, value) if type(value) in _LIMITING else made

    def _only_statement(self, made: Node, value: Node) -> Node:
        """Mark an assignment that may stand only as a statement, if VALUE makes it one."""
        if isinstance(value, (tree.Splat, Several)):
            return self._loose(made)
        if isinstance(value, (tree.Assign, tree.OperatorAssign)):
            # Whether its value was a call without parentheses was asked when it was built.
            if id(value) not in self.loose or isinstance(value.value, tree.ArrayLiteral):
                return made
            self.loose.pop(id(value))
            return self._loose(made)
        if is_command(value, self.text):
            if isinstance(value, tree.Unary):
                self.problem("command-as-operand", value.start, value.end)
            return self._loose(made)
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
            self.needs_walk = True
        if not _is_assignable(node) or (
            isinstance(node, (tree.Call, tree.Index)) and is_command(node.receiver, self.text)
        ):
            self.problem(_refusal(node), node.start, node.end)
        return node


_STATEMENTS = frozenset((tree.Assign, tree.OperatorAssign, tree.MultipleAssign, tree.PatternMatch))


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
        return not node.name[1:].isdigit() and node.name not in ("$&", "$`", "$'", "$+")
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


def _is_blocked(argument: Node, bracketed: bool) -> bool:
    """Tell whether a lone argument that is a call without parentheses is one that Ruby refuses even there."""
    if isinstance(argument, (tree.Call, tree.Super, tree.Yield)):
        return bracketed and isinstance(getattr(argument, "block", None), tree.Block)
    return True
