"""The tree builder: one method for each production of grammars/ruby.lark, called with what the production matched."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.assignments import Assignments
from vmlint.languages.ruby.calls import Calls
from vmlint.languages.ruby.definitions import Definitions
from vmlint.languages.ruby.literals import Literals
from vmlint.languages.ruby.operators import Operations
from vmlint.languages.ruby.patterns import Patterns
from vmlint.languages.ruby.validity import is_command, is_void

if TYPE_CHECKING:
    from typing import Any

    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.tree import Node


class Builder(Operations, Patterns, Definitions, Assignments, Calls, Literals):
    """Makes the nodes of one text, and notes what the grammar lets through and Ruby refuses."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[tuple[str, int, int]] = []
        self.loose: dict[int, Node] = {}
        self.needs_walk = False
        self.assigns_constants = False
        self.defines_methods = False
        self.uses_numbered = False

    def problem(self, key: str, start: int, end: int) -> None:
        """Note what Ruby refuses between START and END."""
        self.problems.append((key, start, end))

    # Lists

    def none(self, *_: Token) -> list[Any]:
        """Start an empty list."""
        return []

    def nothing(self, *_: object) -> None:
        """Stand for what is absent or says nothing."""

    def first(self, item: Any) -> list[Any]:
        """Start a list."""
        return [item]

    def pair_of(self, first: Any, _: Token, second: Any) -> list[Any]:
        """Start a list with two items."""
        return [first, second]

    def more(self, items: list[Any], _: Token, item: Any) -> list[Any]:
        """Add an item behind a separator."""
        items.append(item)
        return items

    def next_one(self, items: list[Any], item: Any) -> list[Any]:
        """Add an item."""
        items.append(item)
        return items

    # Statements

    def program(self, statements: tree.Statements | None) -> tree.Program:
        """Build the whole file."""
        body = statements or tree.Statements(0, 0, [])
        return tree.Program(body.start, body.end, body, None)

    def no_statements(self) -> None:
        """Stand for no statements: only what is around them knows their place."""

    def statements(self, statements: list[Node], _: Token | None = None) -> tree.Statements:
        """Build a run of statements."""
        if self.loose:
            for statement in statements:
                self.claim_statement(statement)
        return tree.Statements(statements[0].start, statements[-1].end, statements)

    def modifier(self, body: Node, word: Token, condition: Node) -> Node:
        """Build ``body if condition`` and its like."""
        self.claim_statement(body)
        kind = "modifier_" + word.value
        if word.value == "if":
            return tree.If(body.start, condition.end, kind, condition, body, None)
        if word.value == "unless":
            return tree.If(body.start, condition.end, kind, condition, None, body)
        return tree.While(body.start, condition.end, kind, condition, body, isinstance(body, tree.Begin))

    def rescue_modifier(self, body: Node, word: Token, fallback: Node) -> Node:
        """Build ``body rescue fallback``; after an assignment it belongs to the value."""
        path: list[Node] = []
        node: Node | None = body
        while node is not None:
            path.append(node)
            self.claim_statement(node)
            if isinstance(node, (tree.Assign, tree.OperatorAssign)) and self.is_list(node.value):
                # `a = *b rescue c` is all one statement.
                path.pop()
                break
            node = _right_end(node)
        place = max((i for i, step in enumerate(path) if isinstance(step, _TAKING_RESCUE)), default=-1)
        if place < 0 or place + 1 == len(path):
            return tree.RescueModifier(body.start, fallback.end, body, fallback)
        inner = path[place + 1]
        more: list[tree.Logical] = []
        if not isinstance(path[place], tree.MultipleAssign) and not is_command(inner, self.text):
            # `a = b rescue c and d`: the value is an operand, and so is what takes its place.
            while isinstance(fallback, tree.Logical) and fallback.operator in ("and", "or"):
                more.append(fallback)
                fallback = fallback.left
            self.check_operand_or_jump(fallback)
        built: Node = tree.RescueModifier(inner.start, fallback.end, inner, fallback)
        for step in reversed(path[: place + 1]):
            built = _with_right_end(step, built)
        for logical in reversed(more):
            built = tree.Logical(built.start, logical.end, built, logical.operator, logical.right)
        return built

    def check_operand_or_jump(self, node: Node) -> None:
        """Refuse NODE where it is a call without parentheses, or `not`."""
        if is_command(node, self.text) or (isinstance(node, tree.Unary) and self.text.startswith("not ", node.start)):
            self.problem("command-as-operand", node.start, node.end)

    def is_list(self, value: Node) -> bool:
        """Tell whether VALUE is an array without brackets, as in ``a = 1, 2``."""
        return isinstance(value, tree.ArrayLiteral) and self.text[value.start] not in "[%"

    def alias(self, token: Token) -> Node:
        """Build ``alias new old``."""
        new, old = token.value
        if old[0] == "$" and old[1] in "123456789":
            self.problem("alias-of-number", token.start, token.end)
        return tree.Alias(token.start, token.end, new, old)

    def undefine(self, token: Token) -> Node:
        """Build ``undef a, b``."""
        return tree.Undefine(token.start, token.end, token.value)

    def program_hook(self, word: Token, opening: Token, statements: tree.Statements | None, closing: Token) -> Node:
        """Build ``BEGIN { … }``."""
        body = self.simple_body(statements, opening.end, closing.start)
        self.needs_walk = True
        return tree.ProgramHook(word.start, closing.end, word.value, body)

    def logical(self, left: Node, word: Token, right: Node) -> Node:
        """Build ``left and right``."""
        if is_void(left):
            self.problem("no-value", left.start, left.end)
        return tree.Logical(left.start, right.end, left, word.value, right)

    def negation(self, word: Token, operand: Node) -> Node:
        """Build ``not operand``."""
        return tree.Unary(word.start, operand.end, "not", operand)

    def negation_call(self, word: Token, opening: Token, operand: Node, closing: Token) -> Node:
        """Build ``not(operand)``."""
        return tree.Unary(word.start, closing.end, "not", operand)

    def negation_of_nothing(self, word: Token, opening: Token, closing: Token) -> Node:
        """Build ``not()``: Ruby takes nothing for ``nil``."""
        inside = tree.Statements(opening.end, closing.start, [])
        return tree.Unary(word.start, closing.end, "not", tree.Parenthesized(opening.start, closing.end, inside))

    def parenthesized(self, opening: Token, statements: tree.Statements | None, closing: Token) -> Node:
        """Build ``(…)``."""
        body = statements or tree.Statements(opening.end, closing.start, [])
        return tree.Parenthesized(opening.start, closing.end, body)

    def defined(self, word: Token, opening: Token, operand: Node, closing: Token) -> Node:
        """Build ``defined?(…)``."""
        return tree.Defined(word.start, closing.end, operand)

    # Control flow

    def begin(self, word: Token, body: Any, end: Token) -> Node:
        """Build ``begin … end``."""
        return tree.Begin(word.start, end.end, self.make_body(body, word.end, end.start))

    def condition(
        self,
        word: Token,
        condition: Node,
        _: None,
        statements: tree.Statements | None,
        otherwise: Node | None,
        end: Token,
    ) -> Node:
        """Build ``if … end`` or ``unless … end``."""
        body = statements or tree.Statements(condition.end, condition.end, [])
        if word.value == "if":
            return tree.If(word.start, end.end, "if", condition, body, otherwise)
        if isinstance(otherwise, tree.If):
            self.problem("elsif-in-unless", otherwise.start, otherwise.start + 5)
        return tree.If(word.start, end.end, "unless", condition, otherwise, body)

    def else_branch(self, word: Token, statements: tree.Statements | None) -> Node:
        """Build what follows ``else``."""
        return statements or tree.Statements(word.end, word.end, [])

    def elsif_branch(
        self, word: Token, condition: Node, _: None, statements: tree.Statements | None, otherwise: Node | None
    ) -> Node:
        """Build ``elsif …``."""
        body = statements or tree.Statements(condition.end, condition.end, [])
        end = otherwise.end if otherwise is not None else body.end
        return tree.If(word.start, end, "elsif", condition, body, otherwise)

    def loop(self, word: Token, condition: Node, _: None, statements: tree.Statements | None, end: Token) -> Node:
        """Build ``while … end``."""
        body = statements or tree.Statements(condition.end, end.start, [])
        return tree.While(word.start, end.end, word.value, condition, body, False)

    def one_for_target(self, target: Node) -> list[Node]:
        """Take ``for``'s only variable."""
        return [self.target(target)]

    def open_for_targets(self, targets: Any, _: Token) -> list[Node]:
        """Take ``a,``."""
        return [self.target(target) for target in (targets if isinstance(targets, list) else [targets])]

    def multiple_for_targets(self, targets: list[Node]) -> list[Node]:
        """Take ``for``'s variables."""
        return [self.target(target) for target in targets]

    def for_loop(
        self,
        word: Token,
        targets: list[Node],
        _: Token,
        iterable: Node,
        __: None,
        statements: tree.Statements | None,
        end: Token,
    ) -> Node:
        """Build ``for … in … end``."""
        body = statements or tree.Statements(iterable.end, end.start, [])
        return tree.For(word.start, end.end, targets, iterable, body)

    def case_subject(self, subject: Node, _: Token) -> Node:
        """Take what a ``case`` asks about."""
        return subject

    def case(self, word: Token, subject: Node | None, branches: list[tree.When], end: Token) -> Node:
        """Build ``case … when … end``."""
        return tree.Case(word.start, end.end, subject, branches, None)

    def case_else(
        self, word: Token, subject: Node | None, branches: list[tree.When], otherwise: Token,
        statements: tree.Statements | None, end: Token,
    ) -> Node:  # fmt: skip
        """Build ``case … when … else … end``."""
        alternative = statements or tree.Statements(otherwise.end, end.start, [])
        return tree.Case(word.start, end.end, subject, branches, alternative)

    def when(self, word: Token, patterns: list[Node], _: None, statements: tree.Statements | None) -> tree.When:
        """Build one ``when``."""
        body = statements or tree.Statements(patterns[-1].end, patterns[-1].end, [])
        return tree.When(word.start, body.end, self.group_pairs(patterns), body)


_ASSIGNMENTS = (tree.Assign, tree.OperatorAssign, tree.MultipleAssign)
# `rescue` behind one of these belongs to its value.
_TAKING_RESCUE = (*_ASSIGNMENTS, tree.MethodDefinition)


def _right_end(node: Node) -> Node | None:
    """Return the operand at the right end of an unbracketed expression."""
    if isinstance(node, _ASSIGNMENTS):
        return node.value
    if isinstance(node, (tree.Logical, tree.Binary)):
        return node.right
    if isinstance(node, tree.Unary):
        return node.operand
    if isinstance(node, (tree.If, tree.While)) and node.kind.startswith("modifier"):
        return node.condition
    if isinstance(node, tree.MethodDefinition) and node.endless:
        return node.body.statements.statements[0]
    return None


def _with_right_end(node: Node, right: Node) -> Node:
    """Return a copy of NODE with another right end."""
    if isinstance(node, tree.Assign):
        return tree.Assign(node.start, right.end, node.target, right)
    if isinstance(node, tree.OperatorAssign):
        return tree.OperatorAssign(node.start, right.end, node.target, node.operator, right)
    if isinstance(node, tree.MultipleAssign):
        return tree.MultipleAssign(node.start, right.end, node.targets, right)
    if isinstance(node, tree.Logical):
        return tree.Logical(node.start, right.end, node.left, node.operator, right)
    if isinstance(node, tree.Binary):
        return tree.Binary(node.start, right.end, node.left, node.operator, right, node.operator_span)
    if isinstance(node, tree.Unary):
        return tree.Unary(node.start, right.end, node.operator, right)
    if isinstance(node, tree.If):
        return tree.If(node.start, right.end, node.kind, right, node.consequence, node.alternative)
    if isinstance(node, tree.While):
        return tree.While(node.start, right.end, node.kind, right, node.body, node.body_first)
    if isinstance(node, tree.MethodDefinition):
        inside = tree.Statements(right.start, right.end, [right])
        body = tree.Body(right.start, right.end, inside, [], None, None)
        return tree.MethodDefinition(
            node.start, right.end, node.singleton, node.name, node.name_span, node.parameters, body, True
        )
    return node
