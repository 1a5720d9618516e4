"""The tables by which the interpreter finds what evaluates a node, and the methods that it answers itself.

They name their functions by module: what a file does not use is not imported.
"""

from __future__ import annotations

import sys

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.scope import Binding
from vmlint.languages.ruby.evaluate.values import Class, Method, Proc, RubyObject, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

    Evaluator = Callable[[Interpreter, Any], Value]


def _module(name: str) -> Any:
    path = f"vmlint.languages.ruby.evaluate.{name}"
    __import__(path)
    return sys.modules[path]


_PLACES = {
    tree.Missing: "flow.missing",
    tree.NilLiteral: "literals.nil",
    tree.BooleanLiteral: "literals.boolean",
    tree.SelfReference: "expressions.self_",
    tree.IntegerLiteral: "literals.integer",
    tree.FloatLiteral: "literals.float_",
    tree.OddNumberLiteral: "literals.odd_number",
    tree.StringLiteral: "literals.string",
    tree.InterpolatedString: "literals.interpolated",
    tree.CommandString: "literals.command",
    tree.SymbolLiteral: "literals.symbol",
    tree.InterpolatedSymbol: "literals.interpolated_symbol",
    tree.RegexLiteral: "literals.regex",
    tree.ArrayLiteral: "literals.array",
    tree.HashLiteral: "literals.hash_",
    tree.RangeLiteral: "literals.range_",
    tree.Identifier: "expressions.identifier",
    tree.InstanceVariable: "expressions.instance_variable",
    tree.ClassVariable: "expressions.class_variable",
    tree.GlobalVariable: "expressions.global_variable",
    tree.Constant: "expressions.constant",
    tree.PseudoVariable: "expressions.pseudo",
    tree.Unary: "expressions.unary",
    tree.Binary: "expressions.binary",
    tree.Logical: "expressions.logical",
    tree.Defined: "definedness.defined",
    tree.Lambda: "flow.lambda_",
    tree.Call: "calls.call",
    tree.Index: "calls.index",
    tree.Super: "calls.super_",
    tree.Yield: "calls.yield_",
    tree.Assign: "assignment.assign",
    tree.OperatorAssign: "assignment.operator_assign",
    tree.MultipleAssign: "assignment.multiple_assign",
    tree.Statements: "flow.statements",
    tree.Parenthesized: "flow.parenthesized",
    tree.Body: "flow.body",
    tree.Begin: "handling.begin",
    tree.RescueModifier: "handling.rescue_modifier",
    tree.If: "flow.if_",
    tree.While: "loops.while_",
    tree.For: "loops.for_",
    tree.Case: "flow.case",
    tree.CaseIn: "patterns.case_in",
    tree.PatternMatch: "patterns.pattern_match",
    tree.Jump: "flow.jump",
    tree.MethodDefinition: "definitions.method_definition",
    tree.ClassDefinition: "definitions.class_definition",
    tree.SingletonClass: "definitions.singleton_class",
    tree.ModuleDefinition: "definitions.module_definition",
    tree.Alias: "definitions.alias",
    tree.Undefine: "definitions.undefine",
    tree.ProgramHook: "flow.program_hook",
}


class Evaluators(dict[type, "Evaluator"]):
    """What evaluates each kind of node; in a broken file any other kind may stand where an expression belongs."""

    def __missing__(self, kind: type) -> Evaluator:
        module, _, name = _PLACES.get(kind, "tables.damaged").partition(".")
        evaluator: Evaluator = getattr(_module(module), name)
        self[kind] = evaluator
        return evaluator


def damaged(it: Interpreter, node: Any) -> Value:
    """Evaluate what recovery left where no expression can stand: its parts, and nothing is known of the whole."""
    for name in ("elements", "value", "key"):
        part = getattr(node, name, None)
        for each in part if isinstance(part, list) else [part]:
            if isinstance(each, tree.Node):
                it.evaluate(each)
    return Unknown("syntax error", it.span_of(node))


TABLE = Evaluators()


class Functions:
    """The table NAME of a module: functions by the NAMES that Ruby has for them; after them those of BELOW."""

    __slots__ = ("_below", "_functions", "_names", "_place")

    def __init__(self, module: str, name: str, names: str, below: Functions | None = None) -> None:
        self._place = module, name
        self._names = frozenset(names.split())
        self._below = below
        self._functions: dict[str, Any] = {}

    def get(self, name: str) -> Any:
        """Return the function that is called NAME, or None."""
        if name in self._names:
            if not self._functions:
                module, table = self._place
                self._functions = getattr(_module(module), table)
            return self._functions[name]
        return None if self._below is None else self._below.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self._names


# What the interpreter answers before Ruby's own methods are looked up; None as an answer: not its business.
ANY = Functions(
    "objects",
    "ANY",
    """
    send __send__ public_send respond_to? instance_variable_get instance_variable_set instance_variable_defined?
    instance_variables method public_method instance_eval instance_exec extend define_singleton_method
    singleton_class is_a? kind_of? instance_of? class tap then yield_self != ! methods public_methods private_methods
    singleton_methods
    """,
)
_CALLABLE = Functions("callables", "CALLABLE", "call () yield [] === to_proc lambda? arity receiver", ANY)
BY_KIND: dict[type, Functions] = {
    Class: Functions(
        "modules",
        "MODULE",
        """
    new class_eval module_eval class_exec module_exec define_method attr_accessor attr_reader attr attr_writer
        include prepend const_get const_defined? const_set remove_const constants method_defined? public_method_defined?
        instance_method instance_methods public_instance_methods alias_method remove_method undef_method
        class_variable_get class_variable_set class_variable_defined? private_class_method public_class_method
        private_constant refine superclass ancestors name to_s inspect === == < <= > >=
        """,
        ANY,
    ),
    RubyObject: Functions("instances", "OF_FILE", "frozen? freeze dup clone to_s inspect message cause ==", ANY),
    Proc: _CALLABLE,
    Method: _CALLABLE,
    Binding: Functions(
        "callables",
        "BINDING",
        "local_variable_get local_variable_set local_variable_defined? receiver eval",
        ANY,
    ),
}
FUNCTIONS = Functions(
    "kernel",
    "FUNCTIONS",
    """
    raise fail exit exit! abort exec system ` spawn fork gets readline readlines sleep rand srand caller
    caller_locations select set_trace_func trap puts print warn printf putc display p pp lambda proc loop catch throw
    block_given? iterator? binding eval at_exit require require_relative load gem autoload using __method__
    __callee__ __dir__ local_variables private public protected module_function include define_method
    """,
)
HOST_CORE = frozenset(("instance_eval", "instance_exec"))
