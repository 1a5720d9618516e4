"""``defined?``: what an expression is, without evaluating it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.constants import class_variable_owner, defined_by_plugin, full_name, lookup_quietly
from vmlint.languages.ruby.evaluate.control import RubyError
from vmlint.languages.ruby.evaluate.lookup import class_of, find_method, find_super
from vmlint.languages.ruby.evaluate.values import NIL, HostObject, Nil, String, Unknown

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

_FIXED = {
    tree.NilLiteral: "expression",
    tree.SelfReference: "self",
    tree.BooleanLiteral: "expression",
    tree.Assign: "assignment",
    tree.OperatorAssign: "assignment",
    tree.MultipleAssign: "assignment",
}


def defined(it: Interpreter, node: tree.Defined) -> Value:
    """``defined?(x)``."""
    operand: Any = node.operand
    while type(operand) is tree.Parenthesized and len(operand.body.statements) == 1:
        operand = operand.body.statements[0]
    return _answer(it, operand)


def _answer(it: Interpreter, operand: Any) -> Value:
    kind = type(operand)
    if kind in _FIXED:
        return String(_FIXED[kind])
    if kind is tree.Identifier:
        if it.scope.find(operand.name, operand.start) is not None:
            return String("local-variable")
        return _method(it, it.scope.self_value, operand.name, bare=True)
    if kind is tree.InstanceVariable:
        return String("instance-variable") if operand.name in it.variables_of(it.scope.self_value) else NIL
    if kind is tree.ClassVariable:
        return NIL if class_variable_owner(it, operand.name) is None else String("class variable")
    if kind is tree.GlobalVariable:
        known = operand.name in it.globals.variables or not operand.name[1:2].isalpha()
        value = it.evaluate(operand)
        return String("global-variable") if known or type(value) is not Nil else NIL
    if kind is tree.Constant:
        return _constant(it, operand)
    if kind is tree.Call:
        return _call(it, operand)
    if kind is tree.Yield:
        method = it.scope.method
        return NIL if method is None or method.block is None else String("yield")
    if kind is tree.Super:
        method = it.scope.method
        found = (
            method is not None
            and method.owner is not None
            and find_super(it, it.scope.self_value, method.name, method.owner, method.method)
        )
        return String("super") if found else NIL
    if kind in (tree.Index, tree.Binary, tree.Unary):
        return String("method")
    return String("expression")


def _constant(it: Interpreter, node: tree.Constant) -> Value:
    try:
        found = lookup_quietly(it, node)
    except RubyError:
        return NIL
    if type(found) is Unknown:
        return Unknown(found.reason, found.span)
    if found is None:
        return defined_by_plugin(it, full_name(node), NIL, String("constant"))
    return String("constant")


def _call(it: Interpreter, node: tree.Call) -> Value:
    if node.receiver is None:
        return _method(it, it.scope.self_value, node.name, bare=True)
    try:
        receiver = it.evaluate(node.receiver)
    except RubyError:
        return NIL
    return _method(it, receiver, node.name, bare=False)


def _method(it: Interpreter, receiver: Value, name: str, *, bare: bool) -> Value:
    from vmlint.languages.ruby.evaluate.dispatch import is_real
    from vmlint.languages.ruby.evaluate.tables import FUNCTIONS

    if type(receiver) is Unknown or isinstance(receiver, HostObject):
        return (
            Unknown(receiver.reason, receiver.span)
            if type(receiver) is Unknown
            else it.unknown("whether a method is defined")
        )
    if find_method(it, receiver, name) is not None or is_real(it, receiver, name) or (bare and name in FUNCTIONS):
        return String("method")
    return it.unknown("whether a method is defined") if it.missing_libraries or class_of(it, receiver).opaque else NIL
