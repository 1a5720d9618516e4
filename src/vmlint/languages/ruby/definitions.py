"""The part of the tree builder that makes blocks, methods, classes, their parameters and their bodies."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.building import Building
from vmlint.languages.ruby.lexer.tables import PSEUDO_VARIABLES
from vmlint.languages.ruby.literals import pseudo_variable
from vmlint.languages.ruby.tree import Parameter
from vmlint.languages.ruby.validity import check_parameters

if TYPE_CHECKING:
    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.tree import Node

    # What a body's productions hand to the construct around them, which alone knows the place of an empty one.
    Parts = tuple[tree.Statements | None, list[tree.Rescue], tuple[Token, tree.Statements | None] | None,
                  tuple[Token, tree.Statements | None] | None]  # fmt: skip
    # `def`, the method's name, and whose method it is.
    Head = tuple[Token, Token, Node | None]

# What has no methods of its own.
_LITERALS = (
    tree.StringLiteral, tree.InterpolatedString, tree.CommandString, tree.SymbolLiteral, tree.RegexLiteral,
    tree.IntegerLiteral, tree.FloatLiteral, tree.OddNumberLiteral, tree.ArrayLiteral, tree.InterpolatedSymbol,
)  # fmt: skip


class Definitions(Building):
    """One method for each production that makes a block, a definition, a parameter or a body."""

    # Bodies

    def simple_body(self, statements: tree.Statements | None, start: int, end: int) -> tree.Body:
        """Build a body without ``rescue``."""
        inside = statements or tree.Statements(start, end, [])
        return tree.Body(inside.start, inside.end, inside, [], None, None)

    def make_body(self, parts: Parts, start: int, end: int) -> tree.Body:
        """Build a body between START and END."""
        statements, rescues, otherwise, ensure = parts
        inside = statements or tree.Statements(start, start, [])
        if otherwise is None and ensure is None and not rescues:
            return tree.Body(inside.start, inside.end, inside, rescues, None, None)
        last = end
        final = ensure and (ensure[1] or tree.Statements(ensure[0].end, ensure[0].end, []))
        if otherwise and not rescues:
            self.problem("else-without-rescue", otherwise[0].start, otherwise[0].end)
        other = otherwise and (otherwise[1] or tree.Statements(otherwise[0].end, otherwise[0].end, []))
        for node in (final, other, rescues[-1] if rescues else None):
            if node is not None:
                last = node.end
                break
        return tree.Body(inside.start, last, inside, rescues, other, final)

    def body(self, statements: tree.Statements | None, rescues: list[tree.Rescue]) -> Parts:
        """Hand on a body."""
        return statements, rescues, None, None

    def body_else(
        self,
        statements: tree.Statements | None,
        rescues: list[tree.Rescue],
        word: Token,
        otherwise: tree.Statements | None,
    ) -> Parts:
        """Hand on a body with ``else``."""
        return statements, rescues, (word, otherwise), None

    def body_ensure(
        self,
        statements: tree.Statements | None,
        rescues: list[tree.Rescue],
        word: Token,
        ensure: tree.Statements | None,
    ) -> Parts:
        """Hand on a body with ``ensure``."""
        return statements, rescues, None, (word, ensure)

    def body_else_ensure(
        self, statements: tree.Statements | None, rescues: list[tree.Rescue], word: Token,
        otherwise: tree.Statements | None, last: Token, ensure: tree.Statements | None,
    ) -> Parts:  # fmt: skip
        """Hand on a body with ``else`` and ``ensure``."""
        return statements, rescues, (word, otherwise), (last, ensure)

    def _rescue(
        self, rescues: list[tree.Rescue], word: Token, exceptions: list[Node], variable: Node | None,
        statements: tree.Statements | None,
    ) -> list[tree.Rescue]:  # fmt: skip
        self.claim(exceptions)
        for exception in exceptions:
            self.check_operand(exception)
        at = variable.end if variable is not None else exceptions[-1].end if exceptions else word.end
        body = statements or tree.Statements(at, at, [])
        rescues.append(tree.Rescue(word.start, body.end, exceptions, variable, body))
        return rescues

    def rescue_all(
        self, rescues: list[tree.Rescue], word: Token, _: None, statements: tree.Statements | None
    ) -> list[tree.Rescue]:
        """Add ``rescue``."""
        return self._rescue(rescues, word, [], None, statements)

    def rescue_some(
        self,
        rescues: list[tree.Rescue],
        word: Token,
        exceptions: list[Node],
        _: None,
        statements: tree.Statements | None,
    ) -> list[tree.Rescue]:
        """Add ``rescue A, B``."""
        return self._rescue(rescues, word, exceptions, None, statements)

    def rescue_into(
        self,
        rescues: list[tree.Rescue],
        word: Token,
        _: Token,
        variable: Node,
        __: None,
        statements: tree.Statements | None,
    ) -> list[tree.Rescue]:
        """Add ``rescue => e``."""
        return self._rescue(rescues, word, [], self.target(variable), statements)

    def rescue_some_into(
        self, rescues: list[tree.Rescue], word: Token, exceptions: list[Node], _: Token, variable: Node, __: None,
        statements: tree.Statements | None,
    ) -> list[tree.Rescue]:  # fmt: skip
        """Add ``rescue A => e``."""
        return self._rescue(rescues, word, exceptions, self.target(variable), statements)

    # Blocks

    def brace_block(
        self,
        callee: Node,
        opening: Token,
        parameters: list[Parameter] | None,
        statements: tree.Statements | None,
        closing: Token,
    ) -> Node:
        """Build ``callee { … }``."""
        body = self.simple_body(statements, opening.end, closing.start)
        return self.with_block(callee, tree.Block(opening.start, closing.end, parameters, body, True))

    def do_block(
        self, callee: Node, opening: Token, parameters: list[Parameter] | None, body: Parts, closing: Token
    ) -> Node:
        """Build ``callee do … end``."""
        made = self.make_body(body, opening.end, closing.start)
        return self.with_block(callee, tree.Block(opening.start, closing.end, parameters, made, False))

    def brace_lambda(
        self,
        arrow: Token,
        parameters: list[Parameter],
        opening: Token,
        statements: tree.Statements | None,
        closing: Token,
    ) -> Node:
        """Build ``-> { … }``."""
        body = self.simple_body(statements, opening.end, closing.start)
        return tree.Lambda(arrow.start, closing.end, parameters, body)

    def do_lambda(self, arrow: Token, parameters: list[Parameter], opening: Token, body: Parts, closing: Token) -> Node:
        """Build ``-> do … end``."""
        return tree.Lambda(arrow.start, closing.end, parameters, self.make_body(body, opening.end, closing.start))

    # Methods, classes, modules

    def definition_head(self, word: Token, name: Token) -> Head:
        """Take ``def name``."""
        return word, name, _singleton(name.body)  # type: ignore[arg-type]

    def definition_head_of_value(
        self, word: Token, opening: Token, value: Node, closing: Token, dot: Token, name: Token
    ) -> Head:
        """Take ``def (value).name``."""
        if isinstance(value, _LITERALS):
            self.problem("method-of-literal", value.start, value.end)
        inside = tree.Statements(value.start, value.end, [value])
        return word, name, tree.Parenthesized(opening.start, closing.end, inside)

    def definition(self, head: Head, parameters: list[Parameter], body: Parts, end: Token) -> Node:
        """Build ``def … end``."""
        made = self.make_body(body, head[1].end, end.start)
        return self._definition(head, parameters, made, end.end, False)

    def _definition(self, head: Head, parameters: list[Parameter], body: tree.Body, end: int, endless: bool) -> Node:
        word, name, singleton = head
        self.defines_methods = True
        self.needs_walk = self.needs_walk or (endless and name.value[-1] == "=")
        place = (name.start, name.end)
        return tree.MethodDefinition(word.start, end, singleton, name.value, place, parameters, body, endless)

    def endless_definition(self, head: Head, _: Token, value: Node) -> Node:
        """Build ``def name = value``."""
        return self._definition(head, [], self.simple_body(_only(value), 0, 0), value.end, True)

    def endless_definition_with(
        self, head: Head, _: Token, parameters: list[Parameter], __: Token, ___: Token, value: Node
    ) -> Node:
        """Build ``def name(…) = value``."""
        self.checked(parameters)
        return self._definition(head, parameters, self.simple_body(_only(value), 0, 0), value.end, True)

    def endless_definition_without(self, head: Head, _: Token, __: Token, equals: Token, value: Node) -> Node:
        """Build ``def name() = value``."""
        return self.endless_definition(head, equals, value)

    def _path(self, path: Node) -> tree.Constant:
        """Take the name of a class or a module: a constant, of whatever value."""
        self.needs_walk = True
        if isinstance(path, tree.Constant):
            return path
        self.problem("no-class-name", path.start, path.end)
        return tree.Constant(path.start, path.end, None, "", False)

    def class_definition(self, word: Token, path: Node, _: Token, body: Parts, end: Token) -> Node:
        """Build ``class Path``."""
        return self.class_on_line(word, path, body, end)

    def class_on_line(self, word: Token, path: Node, body: Parts, end: Token) -> Node:
        """Build ``class Path end``."""
        made = self.make_body(body, path.end, end.start)
        return tree.ClassDefinition(word.start, end.end, self._path(path), None, made)

    def class_with_parent(
        self, word: Token, path: Node, _: Token, parent: Node, __: Token, body: Parts, end: Token
    ) -> Node:
        """Build ``class Path < Parent``."""
        path = self._path(path)
        return tree.ClassDefinition(word.start, end.end, path, parent, self.make_body(body, parent.end, end.start))

    def singleton_class(self, word: Token, _: Token, subject: Node, __: Token, body: Parts, end: Token) -> Node:
        """Build ``class << subject``."""
        return tree.SingletonClass(word.start, end.end, subject, self.make_body(body, subject.end, end.start))

    def module_definition(self, word: Token, path: Node, _: Token, body: Parts, end: Token) -> Node:
        """Build ``module Path``."""
        return self.module_on_line(word, path, body, end)

    def module_on_line(self, word: Token, path: Node, body: Parts, end: Token) -> Node:
        """Build ``module Path end``."""
        made = self.make_body(body, path.end, end.start)
        return tree.ModuleDefinition(word.start, end.end, self._path(path), made)

    # Parameters

    def no_parameters(self, *_: Token) -> list[Parameter]:
        """Take ``()`` or ``||``."""
        return []

    def plain_parameters(self, parameters: list[Parameter], _: Token | None = None) -> list[Parameter]:
        """Take parameters without brackets."""
        return self.checked(parameters)

    def parameters_in(self, _: Token, parameters: list[Parameter], *__: Token) -> list[Parameter]:
        """Take parameters in brackets or bars."""
        return self.checked(parameters)

    def parameters_with_comma(self, _: Token, parameters: list[Parameter], comma: Token, __: Token) -> list[Parameter]:
        """Take ``|a,|``: the comma stands for a rest without name."""
        return self.checked([*parameters, Parameter(comma.start, comma.end, "excess_comma", "", None, [])])

    def parameters_and_locals(
        self, _: Token, parameters: list[Parameter], __: Token, locals_: list[Parameter], ___: Token
    ) -> list[Parameter]:
        """Take ``|a; b|``."""
        return self.checked([*parameters, *(self._local(parameter) for parameter in locals_)])

    def locals_only(self, _: Token, __: Token, locals_: list[Parameter], ___: Token) -> list[Parameter]:
        """Take ``|; b|``."""
        return self.checked([self._local(parameter) for parameter in locals_])

    def checked(self, parameters: list[Parameter]) -> list[Parameter]:
        """Return PARAMETERS, having looked at their names and their order."""
        for key, start, end in check_parameters(parameters):
            self.problem(key, start, end)
        return parameters

    def _local(self, parameter: Parameter) -> Parameter:
        if parameter.kind != "required":
            self.problem("bad-block-local", parameter.start, parameter.end)
        return Parameter(parameter.start, parameter.end, "local", parameter.name, None, [])

    def required_parameter(self, name: Token) -> Parameter:
        """Take ``a``."""
        return Parameter(name.start, name.end, "required", name.value, None, [])

    def optional_parameter(self, name: Token, equals: Token, default: Node) -> Parameter:
        """Take ``a = 1``."""
        if equals.value != "=":
            self.problem("bad-parameter", equals.start, equals.end)
        self.check_operand(default)
        return Parameter(name.start, default.end, "optional", name.value, default, [])

    def rest_parameter(self, star: Token, name: Token) -> Parameter:
        """Take ``*a``."""
        return Parameter(star.start, name.end, "rest", name.value, None, [])

    def keyword_rest_parameter(self, star: Token, name: Token) -> Parameter:
        """Take ``**a``."""
        return Parameter(star.start, name.end, "keyword_rest", name.value, None, [])

    def block_parameter(self, ampersand: Token, name: Token) -> Parameter:
        """Take ``&a``."""
        return Parameter(ampersand.start, name.end, "block", name.value, None, [])

    def no_keywords_parameter(self, star: Token, nil: Token) -> Parameter:
        """Take ``**nil``."""
        if nil.value != "nil":
            self.problem("bad-parameter", nil.start, nil.end)
        return Parameter(star.start, nil.end, "no_keywords", "", None, [])

    def anonymous_parameter(self, token: Token) -> Parameter:
        """Take ``*``, ``**`` or ``&``."""
        kind = {"*": "rest", "**": "keyword_rest", "&": "block"}[token.value]
        return Parameter(token.start, token.end, kind, "", None, [])

    def forward_parameter(self, token: Token) -> Parameter:
        """Take ``...``."""
        return Parameter(token.start, token.end, "forward", "", None, [])

    def required_keyword(self, label: Token) -> Parameter:
        """Take ``a:``."""
        return Parameter(label.start, label.end, "keyword", label.value, None, [])

    def optional_keyword(self, label: Token, default: Node) -> Parameter:
        """Take ``a: 1``."""
        self.check_operand(default)
        return Parameter(label.start, default.end, "keyword", label.value, default, [])

    def destructuring_parameter(self, opening: Token, parts: list[Parameter], closing: Token) -> Parameter:
        """Take ``(a, b)``."""
        for part in parts:
            if part.kind not in ("required", "rest", "destructure"):
                self.problem("bad-parameter", part.start, part.end)
        return Parameter(opening.start, closing.end, "destructure", "", None, parts)

    def destructuring_with_comma(
        self, opening: Token, parts: list[Parameter], comma: Token, closing: Token
    ) -> Parameter:
        """Take ``(a,)``."""
        return self.destructuring_parameter(opening, parts, closing)


def _only(node: Node) -> tree.Statements:
    return tree.Statements(node.start, node.end, [node])


def _singleton(place: tuple[str, int, int] | None) -> Node | None:
    """Build what stands before the dot of ``def self.name``."""
    if place is None:
        return None
    text, start, end = place
    if text[0].isupper():
        return tree.Constant(start, end, None, text, False)
    if text.startswith("@@"):
        return tree.ClassVariable(start, end, text)
    if text.startswith("@"):
        return tree.InstanceVariable(start, end, text)
    if text.startswith("$"):
        return tree.GlobalVariable(start, end, text)
    if text in PSEUDO_VARIABLES:
        return pseudo_variable(text, start, end)
    return tree.Identifier(start, end, text)
