"""What a branch leaves that was decided by an assumption: all that either arm changes rests on that assumption.

The arm that was not taken counts as well: ``ok = true if ENV["X"]`` leaves an ``ok`` that rests on X not being set.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.dispatch import MUTATING, with_assumptions
from vmlint.languages.ruby.evaluate.values import NIL, Array, Hash, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Assumption, Value

_OWN_SCOPE = (tree.MethodDefinition, tree.ClassDefinition, tree.ModuleDefinition, tree.SingletonClass)
_VARIABLES = (tree.Identifier, tree.InstanceVariable, tree.GlobalVariable)
_CONTAINERS = (Array, Hash, String)


def rest_on(it: Interpreter, premises: tuple[Assumption, ...], *arms: tree.Node | None) -> None:
    """Note that what ARMS assign or change rests on PREMISES, which decided between them."""
    for arm in arms:
        if arm is None:
            continue
        for kind, name in _changed(it, arm):
            if kind is tree.Identifier:
                _rest_local(it, name, premises)
            elif kind is tree.GlobalVariable:
                _rest_in(it, it.globals, it.globals.variables, name, premises)
            else:
                holder = it.scope.self_value
                _rest_in(it, holder, it.variables_of(holder), name, premises)


def _rest_local(it: Interpreter, name: str, premises: tuple[Assumption, ...]) -> None:
    holder = it.scope.find(name, 1 << 60)
    if holder is not None:
        _rest_in(it, holder, holder.variables, name, premises)


def _rest_in(
    it: Interpreter, holder: Any, variables: dict[str, Value], name: str, premises: tuple[Assumption, ...]
) -> None:
    if holder is not it.globals and name not in variables and not name.startswith("@"):
        return
    value = variables.get(name, NIL)
    if isinstance(value, _CONTAINERS) and value.uncertain is not None:
        return
    it.touch(holder)
    variables[name] = with_assumptions(value, premises)


def _changed(it: Interpreter, node: tree.Node) -> tuple[tuple[type, str], ...]:
    """Return the variables that NODE assigns, or whose value it changes in place, by kind and name."""
    key = ("changed", id(node))
    found = it.literals.get(key)
    if found is None:
        names: dict[tuple[type, str], None] = {}
        _collect(node, names)
        found = it.literals[key] = tuple(names)
    return found


def _collect(node: Any, names: dict[tuple[type, str], None]) -> None:
    if type(node) in _OWN_SCOPE:
        return
    for target in _targets(node):
        _target(target, names)
    for field in node._fields:
        value = getattr(node, field)
        for part in value if type(value) is list else (value,):
            if isinstance(part, tree.Node):
                _collect(part, names)


def _targets(node: Any) -> list[Any]:
    """Return what NODE itself assigns to or changes in place."""
    kind = type(node)
    if kind is tree.Assign or kind is tree.OperatorAssign:
        return [node.target]
    if kind is tree.MultipleAssign or kind is tree.For:
        return list(node.targets)
    if kind is tree.Rescue:
        return [node.variable]
    if kind is tree.Binary and node.operator == "<<":
        return [node.left]
    if kind is tree.Call and node.receiver is not None and (node.name in MUTATING or node.name.endswith("!")):
        return [node.receiver]
    return []


def _target(node: Any, names: dict[tuple[type, str], None]) -> None:
    kind = type(node)
    while kind is tree.Index:
        node = node.receiver
        kind = type(node)
    if kind in _VARIABLES:
        names[kind, node.name] = None
    elif kind is tree.Splat and node.value is not None:
        _target(node.value, names)
    elif kind is tree.TargetList:
        for target in node.targets:
            _target(target, names)
