"""The part of the tree builder that makes names, calls, blocks and assignments."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.building import Building, Several
from vmlint.languages.ruby.validity import is_command, is_numbered, is_void

if TYPE_CHECKING:
    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.tree import Node

    Arguments = tuple[list[Node], tree.HashLiteral | None, tree.BlockPass | None]


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
        if name[0] == "_" and is_numbered(name):
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
        if (
            type(callee) is tree.Call
            and not callee.parenthesized
            and not callee.arguments
            and not callee.keywords
            and not callee.block
        ):
            return tree.Call(
                callee.start, end, callee.receiver, callee.name, callee.name_span, positional, keywords, block,
                parenthesized, callee.safe,
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
            if block is not None:
                self.problem("stray-splat", block.start, block.end)
                return callee
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
        return self.loosen(kind(token.start, token.end, None))

    def forward(self, token: Token) -> Node:
        """Build ``...`` among arguments."""
        self.needs_walk = True
        return self.loosen(tree.ForwardAll(token.start, token.end))

    def loosen(self, node: Node) -> Node:
        """Mark NODE as standing for nothing until a construct claims it."""
        self.loose[id(node)] = node
        return node

    def claim(self, nodes: list[Node]) -> None:
        """Take NODES as belonging to a construct."""
        if self.loose:
            for place, node in enumerate(nodes):
                if type(node) is not Several:
                    self.loose.pop(id(node), None)
                if type(node) is tree.MultipleAssign:
                    nodes[place] = self.splat_of(node)

    def splat_of(self, node: tree.MultipleAssign) -> Node:
        """Turn ``*a = b``, which is no statement here, into the splat of an assignment."""
        target = node.targets[0]
        if len(node.targets) > 1 or not isinstance(target, tree.Splat) or target.value is None:
            return self.loosen(node)
        if is_command(node.value, self.text):
            self.problem("command-as-operand", node.value.start, node.value.end)
        made = tree.Assign(target.value.start, node.end, target.value, node.value)
        return tree.Splat(node.start, node.end, made)

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
        self.problem("block-to-value", block.start, block.start + 1)
        return callee


def _is_blocked(argument: Node, bracketed: bool) -> bool:
    """Tell whether a lone argument that is a call without parentheses is one that Ruby refuses even there."""
    if isinstance(argument, (tree.Call, tree.Super, tree.Yield)):
        return bracketed and isinstance(getattr(argument, "block", None), tree.Block)
    return True
