"""Which block a statement belongs to, where blocks had to be mended: what speaks for a repair, and what stays open."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree

if TYPE_CHECKING:
    from vmlint.languages.ruby.tree import Node

_NEW_SCOPE = (tree.MethodDefinition, tree.ClassDefinition, tree.ModuleDefinition, tree.SingletonClass)
_MOST_ASTRAY = 12
# A statement's place, and where the calls begin whose blocks hold it.
Owners = dict[tuple[int, int], tuple[int, ...]]


def astray(program: tree.Program) -> tuple[int, int]:
    """Return how many times a parameter of a block is used where no such block is open, and where first (-1: nowhere).

    A repair that leaves none is likely to be what was meant.
    """
    names: set[str] = set()
    uses: list[tuple[str, frozenset[str], int]] = []
    assigned: set[str] = set()
    waiting: list[tuple[Node, frozenset[str]]] = [(program, frozenset())]
    while waiting:
        node, bound = waiting.pop()
        kind = type(node)
        if kind is tree.Identifier:
            uses.append((node.name, bound, node.start))  # type: ignore[attr-defined]
            continue
        if kind is tree.Block or kind is tree.Lambda:
            given = _names(node.parameters or [])  # type: ignore[attr-defined]
            names |= given
            bound |= given
        elif kind in _NEW_SCOPE:
            bound = frozenset(_names(getattr(node, "parameters", [])))
        elif kind is tree.Assign or kind is tree.OperatorAssign:
            assigned |= _names([node.target])  # type: ignore[attr-defined]
        elif kind is tree.MultipleAssign or kind is tree.For:
            assigned |= _names(node.targets)  # type: ignore[attr-defined]
        waiting += [(child, bound) for child in _children(node)]
    places = [at for name, bound, at in uses if name in names and name not in bound and name not in assigned]
    return min(len(places), _MOST_ASTRAY), min(places, default=-1)


def _names(nodes: list[Any]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        found |= {node.name} if isinstance(node, (tree.Identifier, tree.Parameter)) else set()
        found |= _names(getattr(node, "parts", None) or [])
    return found


def _children(node: Node) -> list[Node]:
    found: list[Node] = []
    for name in node._fields:
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            found.append(value)
        elif isinstance(value, list):
            found += [item for item in value if isinstance(item, tree.Node)]
    return found


def owners(program: tree.Program) -> Owners:
    """Return for each statement the calls whose blocks hold it, outermost first."""
    found: Owners = {}
    waiting: list[tuple[Node, tuple[int, ...]]] = [(program, ())]
    while waiting:
        node, chain = waiting.pop()
        kind = type(node)
        if kind is tree.Statements:
            for statement in node.statements:  # type: ignore[attr-defined]
                found[statement.start, _head_end(statement)] = chain
        if kind is tree.Call and type(node.block) is tree.Block:  # type: ignore[attr-defined]
            block = node.block  # type: ignore[attr-defined]
            waiting += [(child, chain) for child in _children(node) if child is not block]
            waiting.append((block, (*chain, node.start)))
        else:
            waiting += [(child, chain) for child in _children(node)]
    return found


def _head_end(statement: Node) -> int:
    """Return where STATEMENT ends, or the part of it before its block, which another repair may end elsewhere."""
    if type(statement) is tree.Call and type(statement.block) is tree.Block:
        return statement.block.start
    return statement.end


def unsure(best: tree.Program, rivals: list[tree.Program]) -> list[tuple[int, int]]:
    """Return the spans of the statements of BEST that an equally good repair puts into other blocks."""
    mine = owners(best)
    spans: set[tuple[int, int]] = set()
    for rival in rivals:
        theirs = owners(rival)
        spans |= {span for span, chain in mine.items() if theirs.get(span, chain) != chain}
    return sorted(spans)
