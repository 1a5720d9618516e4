"""What Ruby refuses though the grammar has no quarrel with it: commands, voids, parameters, patterns."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.languages.ruby.tree import Node, Parameter

# The order in which parameters may come: each kind's rank; `required` may come before and after the optional ones.
_RANKS = {
    "required": 0, "destructure": 0, "optional": 1, "rest": 2, "excess_comma": 2, "keyword": 4, "keyword_rest": 5,
    "no_keywords": 5, "forward": 5, "block": 6, "local": 7,
}  # fmt: skip


def is_command(node: Node | None, text: str) -> bool:
    """Tell whether NODE is a call without parentheses that has arguments: Ruby allows it in few places."""
    while node is not None:
        kind = type(node)
        if kind is tree.Call:
            call: tree.Call = node  # type: ignore[assignment]
            if not call.parenthesized and (call.arguments or call.keywords is not None):
                return True
            if isinstance(call.block, tree.BlockPass) and not call.parenthesized:
                return True
            receiver = call.receiver
            # `foo a do … end.bar` is no operand either.
            node = receiver if type(receiver) is tree.Call and type(receiver.block) is tree.Block else None
        elif kind is tree.Assign or kind is tree.OperatorAssign:
            node = node.value  # type: ignore[attr-defined]
        elif kind is tree.Unary:
            node = node.operand if node.operator == "!" else None  # type: ignore[attr-defined]
        elif kind is tree.Jump:
            return node.value is not None  # type: ignore[attr-defined]
        elif kind is tree.Yield or kind is tree.Super:
            return bool(node.arguments or node.keywords) and text[node.start + 5 : node.start + 6] != "("  # type: ignore[attr-defined]
        elif kind is tree.MethodDefinition and node.endless:  # type: ignore[attr-defined]
            node = node.body.statements.statements[0]  # type: ignore[attr-defined]
        else:
            return False
    return False


def is_void(node: Node | None) -> bool:
    """Tell whether NODE never has a value: ``return`` and its like."""
    while isinstance(node, (tree.Parenthesized, tree.Begin)):
        inside = node.body.statements if isinstance(node, tree.Parenthesized) else node.body.statements.statements
        node = inside[-1] if inside else None
    return isinstance(node, tree.Jump)


def check_parameters(parameters: list[Parameter]) -> Iterator[tuple[str, int, int]]:
    """Yield what is wrong with a list of formal parameters."""
    seen: set[str] = set()
    for parameter in _all_parameters(parameters):
        name = parameter.name
        if name[-1:] in ("?", "!"):
            yield "bad-parameter", parameter.start, parameter.end
        elif is_numbered(name):
            yield "numbered-reserved", parameter.start, parameter.end
        elif name and name in seen and not name.startswith("_"):
            yield "duplicate-parameter", parameter.start, parameter.end
        seen.add(name)
    rank = 0
    for parameter in parameters:
        own = _RANKS[parameter.kind]
        if own == 0 and rank in (1, 2, 3):
            own = 3
        if own < rank or (own == rank and own in (2, 5, 6)):
            yield "parameter-order", parameter.start, parameter.end
        rank = max(rank, own)


def _all_parameters(parameters: list[Parameter]) -> Iterator[Parameter]:
    for parameter in parameters:
        yield parameter
        if parameter.parts:
            yield from _all_parameters(parameter.parts)


def is_numbered(name: str) -> bool:
    """Tell whether NAME is one of the parameters of a block that names none: ``_1``."""
    return len(name) == 2 and name[0] == "_" and name[1] in "123456789"


def check_pattern(patterns: list[Node]) -> Iterator[tuple[str, int, int]]:
    """Yield what is wrong with a pattern: a variable or key given twice, a variable in one of several alternatives."""
    seen: set[str] = set()
    # (node, whether it stands in an alternative)
    waiting: list[tuple[Node, bool]] = [(pattern, False) for pattern in reversed(patterns)]
    while waiting:
        node, alternative = waiting.pop()
        if isinstance(node, tree.Identifier):
            if node.name in seen and not node.name.startswith("_"):
                yield "duplicate-variable", node.start, node.end
            if alternative and not node.name.startswith("_"):
                yield "variable-in-alternative", node.start, node.end
            seen.add(node.name)
        elif isinstance(node, tree.HashLiteral):
            keys = [
                pair.key.name
                for pair in node.pairs
                if isinstance(pair, tree.Pair) and isinstance(pair.key, tree.SymbolLiteral)
            ]
            if len(set(keys)) < len(keys):
                yield "duplicate-key", node.start, node.end
            for pair in reversed(node.pairs):
                if isinstance(pair, tree.Pair):
                    key = pair.key
                    name = key.name if isinstance(key, tree.SymbolLiteral) else ""
                    waiting.append((pair.value or tree.Identifier(key.start, key.end, name), alternative))
                elif isinstance(pair, tree.DoubleSplat) and pair.value is not None:
                    waiting.append((pair.value, alternative))
        else:
            waiting += [(part, alternative or isinstance(node, tree.Binary)) for part in reversed(_pattern_parts(node))]


def _pattern_parts(node: Node) -> list[Node]:
    if isinstance(node, tree.ArrayLiteral):
        return node.elements
    if isinstance(node, tree.Index):
        return [*node.arguments, node.keywords] if node.keywords is not None else node.arguments
    if isinstance(node, tree.Binary):
        return [node.left, node.right]
    if isinstance(node, tree.Capture):
        return [node.pattern, node.name]
    if isinstance(node, tree.Splat) and node.value is not None:
        return [node.value]
    return node.body.statements if isinstance(node, tree.Parenthesized) else []
