"""Which local variables a piece of text assigns: Ruby knows them from there on, even where it never ran."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.values import NIL

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter

_OWN_SCOPE = (
    tree.Block,
    tree.Lambda,
    tree.MethodDefinition,
    tree.ClassDefinition,
    tree.ModuleDefinition,
    tree.SingletonClass,
)
_LEAVES = frozenset(
    (
        tree.StringLiteral,
        tree.SymbolLiteral,
        tree.IntegerLiteral,
        tree.FloatLiteral,
        tree.NilLiteral,
        tree.BooleanLiteral,
        tree.Identifier,
        tree.InstanceVariable,
        tree.GlobalVariable,
        tree.SelfReference,
        tree.Constant,
    )
)


def declare_skipped(it: Interpreter, node: tree.Node | None) -> None:
    """Declare the local variables that NODE, which is not evaluated, assigns."""
    if node is None or type(node) in _LEAVES:
        return
    names = assigned(it, node)
    if not names:
        return
    scope = it.scope
    for name, offset in names:
        if scope.find(name, offset) is None:
            if it.journal.layers:
                it.journal.touch(scope)
            scope.variables[name] = NIL
            scope.since[name] = offset


def assigned(it: Interpreter, node: tree.Node) -> tuple[tuple[str, int], ...]:
    """Return the local variables that NODE assigns, with the place of the first assignment of each."""
    key = ("assigned", id(node))
    found = it.literals.get(key)
    if found is None:
        names: dict[str, int] = {}
        _collect(node, names)
        found = it.literals[key] = tuple(names.items())
    return found


def _collect(node: Any, names: dict[str, int]) -> None:
    kind = type(node)
    if kind in _LEAVES or kind in _OWN_SCOPE:
        return
    if kind is tree.Assign or kind is tree.OperatorAssign:
        _target(node.target, names)
    elif kind is tree.MultipleAssign or kind is tree.For:
        for target in node.targets:
            _target(target, names)
    elif kind is tree.Rescue and node.variable is not None:
        _target(node.variable, names)
    for field in node._fields:
        value = getattr(node, field)
        if isinstance(value, tree.Node):
            _collect(value, names)
        elif type(value) is list:
            for item in value:
                if isinstance(item, tree.Node):
                    _collect(item, names)


def _target(node: Any, names: dict[str, int]) -> None:
    kind = type(node)
    if kind is tree.Identifier:
        names.setdefault(node.name, node.start)
    elif kind is tree.Splat and node.value is not None:
        _target(node.value, names)
    elif kind is tree.TargetList:
        for target in node.targets:
            _target(target, names)
