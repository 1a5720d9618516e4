"""Turn vmlint's Ruby tree into the plain lists that ripper_tree.rb makes of Ripper's: without positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vmlint.languages.ruby import tree

if TYPE_CHECKING:
    from collections.abc import Callable


def normal(node: Any) -> Any:
    """Return the plain form of NODE: lists, strings, numbers, None."""
    if node is None or isinstance(node, (str, bool)):
        return node
    if isinstance(node, list):
        return [normal(item) for item in node]
    return _FORMS[type(node)](node)


def statements(node: tree.Node | None) -> Any:
    """Return a run of statements as a list; a single expression is a run of one."""
    if node is None:
        return None
    return [normal(one) for one in node.statements] if isinstance(node, tree.Statements) else [normal(node)]


def _parts(parts: list[tree.Node]) -> list[Any]:
    joined: list[Any] = []
    for part in parts:
        if isinstance(part, tree.StringLiteral):
            value = _text(part.value)
            if joined and joined[-1][0] == "str" and isinstance(joined[-1][1], str) and isinstance(value, str):
                joined[-1] = ["str", joined[-1][1] + value]
            else:
                joined.append(["str", value])
        else:
            joined.append(["code", statements(part)])
    return joined


def _text(value: str) -> Any:
    if any("\ud800" <= character <= "\udfff" for character in value):
        return ["bytes", list(value.encode("utf-8", "surrogateescape"))]
    return value


def _string(node: tree.InterpolatedString) -> Any:
    return ["dstr", _parts(node.parts)]


def _branch(node: tree.Node | None) -> Any:
    """Return the text's ``else``: a run of statements, or an ``elsif``."""
    return normal(node) if isinstance(node, tree.If) and node.kind == "elsif" else statements(node)


def _if(node: tree.If) -> Any:
    if node.kind == "ternary" or node.kind.startswith("modifier"):
        return ["if", node.kind, normal(node.condition), normal(node.consequence), normal(node.alternative)]
    return ["if", node.kind, normal(node.condition), _branch(node.consequence), _branch(node.alternative)]


def _while(node: tree.While) -> Any:
    body = normal(node.body) if node.kind.startswith("modifier") else statements(node.body)
    return ["while", node.kind, normal(node.condition), body, node.body_first]


def _body(node: tree.Body) -> Any:
    return [
        "body", statements(node.statements), normal(node.rescues), statements(node.otherwise), statements(node.ensure)
    ]  # fmt: skip


def _patterns(patterns: list[tree.Node]) -> Any:
    # Ripper does not tell `in a, b` from `in [a, b]`, nor `in a:` from `in {a:}`.
    if len(patterns) > 1 or isinstance(patterns[0], tree.Splat):
        return [["array", normal(patterns)]]
    if isinstance(patterns[0], tree.HashLiteral):
        return [["hash", True, normal(patterns[0].pairs)]]
    return normal(patterns)


def _lambda(node: tree.Lambda) -> Any:
    # Ripper 3.1 loses the local variables of a lambda.
    return ["lambda", normal([one for one in node.parameters if one.kind != "local"]), normal(node.body)]


def _unary(node: tree.Unary) -> Any:
    operand = normal(node.operand)
    if node.operator == "-" and operand[0] in ("int", "float", "odd"):
        return [operand[0], -operand[1] if operand[0] == "float" else "-" + operand[1]]
    if node.operator == "not" and operand[0] == "paren" and len(operand[1]) == 1:
        # Ripper drops these parentheses.
        operand = operand[1][0]
    if operand == ["paren", []] and node.operator == "not":
        operand = None
    return ["unary", node.operator, operand]


def _call(node: tree.Call) -> Any:
    return [
        "call", normal(node.receiver), node.name, normal(node.arguments), normal(node.keywords), normal(node.block),
        node.parenthesized, node.safe,
    ]  # fmt: skip


def _definition(node: tree.MethodDefinition) -> Any:
    return [
        "def", normal(node.singleton), node.name, normal(node.parameters), normal(node.body), node.endless
    ]  # fmt: skip


def _number(node: tree.IntegerLiteral) -> Any:
    return ["int", _decimal(node.value)]


def _decimal(value: int) -> str:
    # Python refuses to print very long numbers.
    return str(value) if abs(value) < 10**4000 else hex(value)


_FORMS: dict[type, Callable[[Any], Any]] = {
    tree.Missing: lambda _: ["missing"],
    tree.NilLiteral: lambda _: ["nil"],
    tree.BooleanLiteral: lambda n: ["bool", n.value],
    tree.SelfReference: lambda _: ["self"],
    tree.IntegerLiteral: _number,
    tree.FloatLiteral: lambda n: ["float", n.value],
    tree.OddNumberLiteral: lambda n: ["odd", n.text],
    tree.StringLiteral: lambda n: ["str", _text(n.value)],
    tree.InterpolatedString: _string,
    tree.CommandString: lambda n: ["xstr", _parts(n.parts)],
    tree.SymbolLiteral: lambda n: ["sym", _text(n.name)],
    tree.InterpolatedSymbol: lambda n: ["dsym", _parts(n.parts)],
    tree.RegexLiteral: lambda n: ["regex", _parts(n.parts), n.flags],
    tree.ArrayLiteral: lambda n: ["array", normal(n.elements)],
    tree.Pair: lambda n: ["pair", normal(n.key), normal(n.value)],
    tree.HashLiteral: lambda n: ["hash", n.braces, normal(n.pairs)],
    tree.RangeLiteral: lambda n: ["range", normal(n.first), normal(n.last), n.exclusive],
    tree.Identifier: lambda n: ["id", n.name],
    tree.InstanceVariable: lambda n: ["var", n.name],
    tree.ClassVariable: lambda n: ["var", n.name],
    tree.GlobalVariable: lambda n: ["var", n.name],
    tree.Constant: lambda n: ["const", normal(n.scope), n.name, n.top],
    tree.PseudoVariable: lambda n: ["pseudo", n.name],
    tree.Splat: lambda n: ["splat", normal(n.value)],
    tree.DoubleSplat: lambda n: ["dsplat", normal(n.value)],
    tree.BlockPass: lambda n: ["blockpass", normal(n.value)],
    tree.ForwardAll: lambda _: ["forward"],
    tree.Parameter: lambda n: ["parameter", n.kind, n.name, normal(n.default), normal(n.parts)],
    tree.Block: lambda n: ["block", normal(n.parameters), normal(n.body), n.braces],
    tree.Lambda: _lambda,
    tree.Call: _call,
    tree.Index: lambda n: ["index", normal(n.receiver), normal(n.arguments), normal(n.keywords)],
    tree.Super: lambda n: ["super", normal(n.arguments), normal(n.keywords), normal(n.block)],
    tree.Yield: lambda n: ["yield", normal(n.arguments), normal(n.keywords)],
    tree.Unary: _unary,
    tree.Defined: lambda n: ["defined", normal(n.operand)],
    tree.Binary: lambda n: ["binary", normal(n.left), n.operator, normal(n.right)],
    tree.Logical: lambda n: ["logical", normal(n.left), n.operator, normal(n.right)],
    tree.Assign: lambda n: ["assign", normal(n.target), normal(n.value)],
    tree.OperatorAssign: lambda n: ["operator_assign", normal(n.target), n.operator, normal(n.value)],
    tree.TargetList: lambda n: ["targets", normal(n.targets)],
    tree.MultipleAssign: lambda n: ["multiple_assign", normal(n.targets), normal(n.value)],
    tree.Parenthesized: lambda n: ["paren", statements(n.body)],
    tree.Rescue: lambda n: ["rescue", normal(n.exceptions), normal(n.variable), statements(n.body)],
    tree.Body: _body,
    tree.Begin: lambda n: ["begin", normal(n.body)],
    tree.RescueModifier: lambda n: ["rescue_modifier", normal(n.body), normal(n.fallback)],
    tree.If: _if,
    tree.While: _while,
    tree.For: lambda n: ["for", normal(n.targets), normal(n.iterable), statements(n.body)],
    tree.When: lambda n: ["when", normal(n.patterns), statements(n.body)],
    tree.Case: lambda n: ["case", normal(n.subject), normal(n.branches), statements(n.alternative)],
    tree.In: lambda n: ["in", _patterns(n.patterns), normal(n.guard), n.guard_kind, statements(n.body)],
    tree.CaseIn: lambda n: ["case_in", normal(n.subject), normal(n.branches), statements(n.alternative)],
    tree.PatternMatch: lambda n: ["match", normal(n.value), _patterns(n.patterns)],
    tree.Capture: lambda n: ["capture", normal(n.pattern), normal(n.name)],
    tree.Jump: lambda n: ["jump", n.kind, normal(n.value)],
    tree.MethodDefinition: _definition,
    tree.ClassDefinition: lambda n: ["class", normal(n.path), normal(n.parent), normal(n.body)],
    tree.SingletonClass: lambda n: ["singleton_class", normal(n.subject), normal(n.body)],
    tree.ModuleDefinition: lambda n: ["module", normal(n.path), normal(n.body)],
    tree.Alias: lambda n: ["alias", n.new, n.old],
    tree.Undefine: lambda n: ["undef", list(n.names)],
    tree.ProgramHook: lambda n: ["hook", n.kind, normal(n.body)],
}
