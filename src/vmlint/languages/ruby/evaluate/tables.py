"""The tables by which the interpreter finds what evaluates a node, and the methods that it answers itself."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate import (
    assignment,
    callables,
    calls,
    definedness,
    definitions,
    expressions,
    flow,
    handling,
    instances,
    kernel,
    literals,
    loops,
    modules,
    objects,
    patterns,
)
from vmlint.languages.ruby.evaluate.values import Class, Method, Proc, RubyObject, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

    Evaluator = Callable[[Interpreter, Any], Value]


class Evaluators(dict[type, "Evaluator"]):
    """What evaluates each kind of node; in a broken file any other kind may stand where an expression belongs."""

    def __missing__(self, kind: type) -> Evaluator:
        return damaged


def damaged(it: Interpreter, node: Any) -> Value:
    """Evaluate what recovery left where no expression can stand: its parts, and nothing is known of the whole."""
    for name in ("elements", "value", "key"):
        part = getattr(node, name, None)
        for each in part if isinstance(part, list) else [part]:
            if isinstance(each, tree.Node):
                it.evaluate(each)
    return Unknown("syntax error", it.span_of(node))


TABLE = Evaluators(
    {
        tree.Missing: flow.missing,
        tree.NilLiteral: literals.nil,
        tree.BooleanLiteral: literals.boolean,
        tree.SelfReference: expressions.self_,
        tree.IntegerLiteral: literals.integer,
        tree.FloatLiteral: literals.float_,
        tree.OddNumberLiteral: literals.odd_number,
        tree.StringLiteral: literals.string,
        tree.InterpolatedString: literals.interpolated,
        tree.CommandString: literals.command,
        tree.SymbolLiteral: literals.symbol,
        tree.InterpolatedSymbol: literals.interpolated_symbol,
        tree.RegexLiteral: literals.regex,
        tree.ArrayLiteral: literals.array,
        tree.HashLiteral: literals.hash_,
        tree.RangeLiteral: literals.range_,
        tree.Identifier: expressions.identifier,
        tree.InstanceVariable: expressions.instance_variable,
        tree.ClassVariable: expressions.class_variable,
        tree.GlobalVariable: expressions.global_variable,
        tree.Constant: expressions.constant,
        tree.PseudoVariable: expressions.pseudo,
        tree.Unary: expressions.unary,
        tree.Binary: expressions.binary,
        tree.Logical: expressions.logical,
        tree.Defined: definedness.defined,
        tree.Lambda: flow.lambda_,
        tree.Call: calls.call,
        tree.Index: calls.index,
        tree.Super: calls.super_,
        tree.Yield: calls.yield_,
        tree.Assign: assignment.assign,
        tree.OperatorAssign: assignment.operator_assign,
        tree.MultipleAssign: assignment.multiple_assign,
        tree.Statements: flow.statements,
        tree.Parenthesized: flow.parenthesized,
        tree.Body: handling.body,
        tree.Begin: handling.begin,
        tree.RescueModifier: handling.rescue_modifier,
        tree.If: flow.if_,
        tree.While: loops.while_,
        tree.For: loops.for_,
        tree.Case: flow.case,
        tree.CaseIn: patterns.case_in,
        tree.PatternMatch: patterns.pattern_match,
        tree.Jump: flow.jump,
        tree.MethodDefinition: definitions.method_definition,
        tree.ClassDefinition: definitions.class_definition,
        tree.SingletonClass: definitions.singleton_class,
        tree.ModuleDefinition: definitions.module_definition,
        tree.Alias: definitions.alias,
        tree.Undefine: definitions.undefine,
        tree.ProgramHook: flow.program_hook,
    }
)

# What the interpreter answers before Ruby's own methods are looked up; None as an answer: not its business.
ANY = objects.ANY
BY_KIND: dict[type, dict[str, Any]] = {
    Class: {**objects.ANY, **modules.MODULE},
    RubyObject: {**objects.ANY, **instances.OF_FILE},
    Proc: {**objects.ANY, **callables.CALLABLE},
    Method: {**objects.ANY, **callables.CALLABLE},
    kernel.Binding: {**objects.ANY, **callables.BINDING},
}
FUNCTIONS = kernel.FUNCTIONS
HOST_CORE = frozenset(("instance_eval", "instance_exec"))
