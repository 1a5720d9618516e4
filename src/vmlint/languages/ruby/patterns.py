"""The part of the tree builder that makes patterns: their trees are expression-like."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.building import Building
from vmlint.languages.ruby.validity import check_pattern

if TYPE_CHECKING:
    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.tree import Node


class Patterns(Building):
    """One method for each production that makes a pattern."""

    def match_required(self, value: Node, rocket: Token, patterns: list[Node]) -> Node:
        """Build ``value => pattern``."""
        self.check_operand(value)
        made = tree.PatternMatch(value.start, patterns[-1].end, value, patterns, True)
        self.loose[id(made)] = made
        return self._checked(made)

    def match_test(self, value: Node, word: Token, patterns: list[Node]) -> Node:
        """Build ``value in pattern``."""
        self.check_operand(value)
        return self._checked(tree.PatternMatch(value.start, patterns[-1].end, value, patterns, False))

    def _checked(self, node: Node) -> Node:
        for key, start, end in check_pattern(node.patterns):  # type: ignore[attr-defined]
            self.problem(key, start, end)
        return node

    def in_branch(self, word: Token, patterns: list[Node], _: None, statements: tree.Statements | None) -> tree.In:
        """Build ``in pattern``."""
        body = statements or tree.Statements(patterns[-1].end, patterns[-1].end, [])
        made = tree.In(word.start, body.end, patterns, None, "", body)
        self._checked(made)
        return made

    def guarded_in_branch(
        self,
        word: Token,
        patterns: list[Node],
        guard_word: Token,
        guard: Node,
        _: None,
        statements: tree.Statements | None,
    ) -> tree.In:
        """Build ``in pattern if guard``."""
        if guard_word.value not in ("if", "unless"):
            self.problem("bad-guard", guard_word.start, guard_word.end)
        body = statements or tree.Statements(guard.end, guard.end, [])
        made = tree.In(word.start, body.end, patterns, guard, guard_word.value, body)
        self._checked(made)
        return made

    def case_in(self, word: Token, subject: Node | None, branches: list[tree.In], end: Token) -> Node:
        """Build ``case … in … end``."""
        if subject is None:
            self.problem("case-in-without-subject", word.start, word.end)
        return tree.CaseIn(word.start, end.end, subject, branches, None)

    def case_in_else(
        self, word: Token, subject: Node | None, branches: list[tree.In], otherwise: Token,
        statements: tree.Statements | None, end: Token,
    ) -> Node:  # fmt: skip
        """Build ``case … in … else … end``."""
        if subject is None:
            self.problem("case-in-without-subject", word.start, word.end)
        alternative = statements or tree.Statements(otherwise.end, end.start, [])
        return tree.CaseIn(word.start, end.end, subject, branches, alternative)

    # The top of a pattern: `in a, b` and `in a:, b:` need no brackets

    def bare_elements(self, elements: list[Node]) -> list[Node]:
        """Take ``a, b`` or a single pattern."""
        return elements

    def bare_elements_open(self, elements: list[Node], comma: Token) -> list[Node]:
        """Take ``a,``: anything may follow."""
        return [*elements, tree.Splat(comma.start, comma.end, None)]

    def bare_pairs(self, pairs: list[Node], _: Token | None = None) -> list[Node]:
        """Take ``a:, b:``."""
        return [tree.HashLiteral(pairs[0].start, pairs[-1].end, pairs, False)]

    # Inside

    def splat_pattern(self, star: Token, name: Token) -> Node:
        """Take ``*rest``."""
        return tree.Splat(star.start, name.end, tree.Identifier(name.start, name.end, name.value))

    def rest_pattern(self, token: Token) -> Node:
        """Take ``*`` or ``**``."""
        return (tree.DoubleSplat if token.value == "**" else tree.Splat)(token.start, token.end, None)

    def double_splat_pattern(self, star: Token, name: Token) -> Node:
        """Take ``**rest``."""
        return tree.DoubleSplat(star.start, name.end, tree.Identifier(name.start, name.end, name.value))

    def no_more_pairs(self, star: Token, nil: Token) -> Node:
        """Take ``**nil``."""
        if nil.value != "nil":
            self.problem("bad-pattern", star.start, nil.end)
        return tree.DoubleSplat(star.start, nil.end, tree.NilLiteral(nil.start, nil.end))

    def alternatives(self, items: list[Node | Token]) -> Node:
        """Fold ``a | b``; a range binds more strongly."""
        found: list[tuple[Node, Token | None]] = []
        current: Node = items[0]  # type: ignore[assignment]
        before: Token | None = None
        for place in range(1, len(items), 2):
            operator: Token = items[place]  # type: ignore[assignment]
            operand: Node = items[place + 1]  # type: ignore[assignment]
            if operator.value in ("..", "..."):
                current = tree.RangeLiteral(current.start, operand.end, current, operand, operator.value == "...")
                continue
            if operator.value != "|":
                self.problem("bad-pattern", operator.start, operator.end)
            found.append((current, before))
            current, before = operand, operator
        found.append((current, before))
        node = found[0][0]
        for right, bar in found[1:]:
            span = (bar.start, bar.end) if bar is not None else (right.start, right.start)
            node = tree.Binary(node.start, right.end, node, "|", right, span)
        return node

    def endless_alternatives(self, items: list[Node | Token], dots: Token) -> Node:
        """Fold ``a | 1..``."""
        last: Node = items[-1]  # type: ignore[assignment]
        items[-1] = tree.RangeLiteral(last.start, dots.end, last, None, dots.value == "...")
        return self.alternatives(items)

    def prefixed_pattern(self, token: Token, operand: Node) -> Node:
        """Take ``..5``."""
        if token.value not in ("..", "..."):
            self.problem("bad-pattern", token.start, token.end)
        return tree.RangeLiteral(token.start, operand.end, None, operand, token.value == "...")

    def capture(self, pattern: Node, rocket: Token, name: Token) -> Node:
        """Take ``pattern => name``."""
        return tree.Capture(pattern.start, name.end, pattern, tree.Identifier(name.start, name.end, name.value))

    def pin_name(self, pin: Token, name: Token) -> Node:
        """Take ``^name``."""
        return tree.Unary(pin.start, name.end, "^", tree.Identifier(name.start, name.end, name.value))

    def pin_variable(self, pin: Token, name: Token) -> Node:
        """Take ``^@name``."""
        return tree.Unary(pin.start, name.end, "^", self.variable(name))

    def pin_expression(self, pin: Token, opening: Token, statements: tree.Statements | None, closing: Token) -> Node:
        """Take ``^(expression)``."""
        inside = statements or tree.Statements(opening.end, closing.start, [])
        return tree.Unary(pin.start, closing.end, "^", tree.Parenthesized(opening.start, closing.end, inside))

    def constant_pattern_empty(self, path: tree.Constant, opening: Token, closing: Token) -> Node:
        """Take ``Name()``."""
        return self._constant_pattern(path, [], closing)

    def constant_pattern(self, path: tree.Constant, opening: Token, elements: list[Node], closing: Token) -> Node:
        """Take ``Name(…)`` or ``Name[…]``."""
        return self._constant_pattern(path, elements, closing)

    def _constant_pattern(self, path: tree.Constant, elements: list[Node], closing: Token) -> Node:
        keywords = (
            elements[0] if elements and isinstance(elements[0], tree.HashLiteral) and not elements[0].braces else None
        )
        positional = [] if keywords is not None else elements
        return tree.Index(path.start, closing.end, path, positional, keywords)

    def element_list(self, elements: list[Node], _: Token | None = None) -> list[Node]:
        """Take what stands between the brackets of a pattern."""
        if isinstance(elements[0], (tree.Pair, tree.DoubleSplat)):
            return [tree.HashLiteral(elements[0].start, elements[-1].end, elements, False)]
        return elements

    def element_list_open(self, elements: list[Node], comma: Token) -> list[Node]:
        """Take ``a,``: anything may follow."""
        return [*elements, tree.Splat(comma.start, comma.end, None)]

    def bracket_pattern(self, opening: Token, elements: list[Node], closing: Token) -> Node:
        """Take ``[a, b]``."""
        return tree.ArrayLiteral(opening.start, closing.end, elements)

    def pattern_in_parentheses(self, opening: Token, pattern: Node, closing: Token) -> Node:
        """Take ``(a | b)``."""
        inside = tree.Statements(pattern.start, pattern.end, [pattern])
        return tree.Parenthesized(opening.start, closing.end, inside)
