"""Literals, names and operators."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.branching import assumed, undecided
from vmlint.languages.ruby.evaluate.calls import bare_call, send_binary, send_simple
from vmlint.languages.ruby.evaluate.constants import class_variable_owner, lookup
from vmlint.languages.ruby.evaluate.dispatch import with_assumptions
from vmlint.languages.ruby.evaluate.literals import place
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Boolean,
    Integer,
    Nil,
    RubyObject,
    String,
    Unknown,
    combine,
    truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def self_(it: Interpreter, _node: tree.SelfReference) -> Value:
    """``self``."""
    return it.scope.self_value


def identifier(it: Interpreter, node: tree.Identifier) -> Value:
    """A bare name: a local variable, or else a call."""
    name = node.name
    scope = it.scope
    while scope is not None:
        value = scope.variables.get(name)
        if value is not None and scope.since.get(name, -1) <= node.start:
            return value
        scope = scope.parent  # type: ignore[assignment]
    return bare_call(it, node)


def instance_variable(it: Interpreter, node: tree.InstanceVariable) -> Value:
    """``@name``."""
    holder = it.scope.self_value
    table = holder.uncertain if type(holder) is RubyObject else None
    if table is not None:
        return table
    found = it.variables_of(holder).get(node.name)
    return NIL if found is None else found


def class_variable(it: Interpreter, node: tree.ClassVariable) -> Value:
    """``@@name``."""
    owner = class_variable_owner(it, node.name)
    if owner is None:
        if not it.scope.modules:
            raise it.error("RuntimeError", "class variable access from toplevel")
        raise it.error("NameError", f"uninitialized class variable {node.name} in {it.scope.definee.name}")
    return owner.variables[node.name]


def global_variable(it: Interpreter, node: tree.GlobalVariable) -> Value:
    """``$name``."""
    from vmlint.languages.ruby.evaluate.globals import read

    return read(it, node.name)


def constant(it: Interpreter, node: tree.Constant) -> Value:
    """``Name``, ``A::Name``, ``::Name``."""
    return lookup(it, node)


def pseudo(it: Interpreter, node: tree.PseudoVariable) -> Value:
    """``__FILE__`` and its like."""
    if node.name == "__FILE__":
        return String(it.absolute_path(it.source), place(it, node))
    if node.name == "__LINE__":
        return Integer(it.source.position(node.start)[0], place(it, node))
    return Unknown(f"{node.name} is not followed", it.span_of(node))


def unary(it: Interpreter, node: tree.Unary) -> Value:
    """``-x``, ``!x``."""
    operand = it.evaluate(node.operand)
    if node.operator in ("!", "not"):
        if "!" in it.defined_names:
            return send_simple(it, node, operand, "!", [])
        answer = truth(operand)
        if answer is None:
            return Unknown(operand.reason, operand.span)  # type: ignore[attr-defined]
        return Boolean(not answer, operand.provenance)
    return send_simple(it, node, operand, f"{node.operator}@" if node.operator in "+-" else node.operator, [])


def _fast_divide(one: int, two: int) -> int | None:
    return one // two if two else None


FAST: dict[str, Callable[[int, int], int | bool | None]] = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "*": lambda one, two: one * two if one.bit_length() + two.bit_length() < 128 else None,
    "/": _fast_divide,
    "%": lambda one, two: one % two if two else None,
    "==": lambda one, two: one == two,
    "!=": lambda one, two: one != two,
    "<": lambda one, two: one < two,
    ">": lambda one, two: one > two,
    "<=": lambda one, two: one <= two,
    ">=": lambda one, two: one >= two,
}


def binary(it: Interpreter, node: tree.Binary) -> Value:
    """``a + b``."""
    left = it.evaluate(node.left)
    right = it.evaluate(node.right)
    operator = node.operator
    if type(left) is Integer and type(right) is Integer and operator not in it.defined_names:
        fast = FAST.get(operator)
        if fast is not None:
            number = fast(left.number, right.number)
            if number is not None:
                provenance = combine((left.provenance, right.provenance))
                return Boolean(number, provenance) if type(number) is bool else Integer(number, provenance)
    if operator in ("==", "!=") and _asks_whether_main(node):
        return Boolean(operator == "!=")
    if operator in ("!=", "!~") and operator not in it.defined_names:
        answer = send_binary(it, node, left, "==" if operator == "!=" else "=~", right)
        holds = truth(answer)
        if holds is None:
            return answer
        return Boolean(not holds, answer.provenance)
    answer = send_binary(it, node, left, operator, right)
    if operator == "=~" and type(node.left) is tree.RegexLiteral:
        bind_captures(it, node.left, answer)
    return answer


def bind_captures(it: Interpreter, pattern: tree.RegexLiteral, answer: Value) -> None:
    """Set the local variables that ``/(?<name>…)/ =~ text`` sets."""
    for name in capture_names(pattern):
        if type(answer) is Unknown:
            value: Value = Unknown(answer.reason, answer.span)
        elif type(answer) is Nil or type(it.match) is Nil:
            value = NIL
        else:
            value = it.call_method(it.match, "[]", [String(name)])
        holder = it.scope.find(name, pattern.start) or it.scope
        it.touch(holder)
        holder.variables[name] = value
        holder.since.setdefault(name, pattern.start)


def capture_names(pattern: tree.RegexLiteral) -> list[str]:
    """Return the names of the groups of a literal without interpolation."""
    if (
        len(pattern.parts) != 1
        or type(pattern.parts[0]) is not tree.StringLiteral
        or "(?<" not in pattern.parts[0].value
    ):
        return []
    import re

    return re.findall(r"\(\?<([a-z_]\w*)>", pattern.parts[0].value)


def _asks_whether_main(node: tree.Binary) -> bool:
    """Whether NODE is ``__FILE__ == $0``: never so in a file that Vagrant loads."""
    sides = (node.left, node.right)
    return any(type(side) is tree.PseudoVariable and side.name == "__FILE__" for side in sides) and any(
        type(side) is tree.GlobalVariable and side.name in ("$0", "$PROGRAM_NAME") for side in sides
    )


def logical(it: Interpreter, node: tree.Logical) -> Value:
    """``a && b``, ``a || b``."""
    left = it.evaluate(node.left)
    return choose(it, node, left, node.right, either=node.operator in ("||", "or"))


def choose(it: Interpreter, node: tree.Node, left: Value, right: tree.Node, *, either: bool) -> Value:
    """Return LEFT or the value of RIGHT, as ``||`` (EITHER) or ``&&`` would."""
    holds = truth(left)
    if holds is None:
        cause: Unknown = left  # type: ignore[assignment]
        kept = Boolean(False) if not either else Unknown(cause.reason, cause.span, pieces=cause.pieces)
        return undecided(it, cause, it.span_of(node), lambda: kept, lambda: it.evaluate(right))
    premises = left.provenance.assumptions if left.provenance is not None else ()
    if holds is either:
        it.declare_skipped(right)
        return left
    if not premises:
        return it.evaluate(right)
    span = it.span_of(node)
    value = assumed(it, premises, span, lambda: it.evaluate(right), lambda: _passed(it, left, either=either))
    return with_assumptions(value, premises)


def _passed(it: Interpreter, left: Value, *, either: bool) -> Value:
    """Return the left side of ``x || raise`` where the guard is taken to have passed."""
    if type(left) is Boolean:
        return Boolean(either)
    return it.unknown("a value that the file insists on is not known") if either else NIL
