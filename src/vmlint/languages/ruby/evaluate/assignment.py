"""Assignment in all its forms."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Span
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.arguments import gather
from vmlint.languages.ruby.evaluate.branching import assumed, undecided
from vmlint.languages.ruby.evaluate.calls import index_site, make_site, send_simple
from vmlint.languages.ruby.evaluate.constants import assign_constant, class_variable_owner, lookup_quietly
from vmlint.languages.ruby.evaluate.dispatch import send, with_assumptions
from vmlint.languages.ruby.evaluate.expressions import FAST
from vmlint.languages.ruby.evaluate.parameters import spread_value
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Arguments,
    Array,
    Integer,
    Nil,
    RubyObject,
    Unknown,
    combine,
    truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.frames import Site
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def assign(it: Interpreter, node: tree.Assign) -> Value:
    """``target = value``."""
    target = node.target
    if type(target) is tree.Identifier:
        holder = it.scope.find(target.name, target.start)
        if holder is None:
            declare_local(it, target)
            holder = it.scope
        value = it.evaluate(node.value)
        if it.journal.layers:
            it.journal.touch(holder)
        holder.variables[target.name] = value
        return value
    if type(target) is tree.Index or type(target) is tree.Call:
        receiver, store = prepare(it, target, node.value)
        del receiver
        value = it.evaluate(node.value)
        store(value)
        return value
    value = it.evaluate(node.value)
    assign_to(it, target, value)
    return value


def declare_local(it: Interpreter, target: tree.Identifier) -> None:
    """Make a new local variable, nil until it is assigned."""
    scope = it.scope
    if it.journal.layers:
        it.journal.touch(scope)
    scope.variables[target.name] = NIL
    scope.since[target.name] = target.start


def assign_local(it: Interpreter, target: tree.Identifier, value: Value) -> None:
    """Set a local variable, of this scope or of one around it."""
    holder = it.scope.find(target.name, target.start)
    if holder is None:
        declare_local(it, target)
        holder = it.scope
    if it.journal.layers:
        it.journal.touch(holder)
    holder.variables[target.name] = value


def assign_to(it: Interpreter, target: Any, value: Value) -> None:
    """Give VALUE to TARGET, whatever it is."""
    assigner = ASSIGNERS.get(type(target))
    if assigner is None:
        # Only a broken file has anything else here.
        it.evaluate(target)
    else:
        assigner(it, target, value)


def _assign_instance(it: Interpreter, target: tree.InstanceVariable, value: Value) -> None:
    holder = it.scope.self_value
    if type(holder) is RubyObject and holder.frozen:
        raise it.error("FrozenError", f"can't modify frozen {holder.class_name}: {it.display(holder)}")
    it.touch(holder)
    it.variables_of(holder)[target.name] = value


def _assign_global(it: Interpreter, target: tree.GlobalVariable, value: Value) -> None:
    from vmlint.languages.ruby.evaluate.globals import write

    write(it, target.name, value)


def _assign_class_variable(it: Interpreter, target: tree.ClassVariable, value: Value) -> None:
    owner = class_variable_owner(it, target.name) or it.scope.definee
    it.touch(owner)
    owner.variables[target.name] = value


def _assign_prepared(it: Interpreter, target: tree.Node, value: Value) -> None:
    prepare(it, target)[1](value)


def _assign_splat(it: Interpreter, target: tree.Splat, value: Value) -> None:
    if target.value is not None:
        assign_to(it, target.value, value)


def _assign_list(it: Interpreter, target: tree.TargetList, value: Value) -> None:
    assign_many(it, target.targets, value)


ASSIGNERS: dict[type, Callable[[Interpreter, Any, Value], None]] = {
    tree.Identifier: assign_local,
    tree.InstanceVariable: _assign_instance,
    tree.GlobalVariable: _assign_global,
    tree.ClassVariable: _assign_class_variable,
    tree.Constant: assign_constant,
    tree.Index: _assign_prepared,
    tree.Call: _assign_prepared,
    tree.Splat: _assign_splat,
    tree.TargetList: _assign_list,
}


def prepare(
    it: Interpreter, target: Any, given: tree.Node | None = None
) -> tuple[Callable[[], Value], Callable[[Value], None]]:
    """Evaluate receiver and arguments of an Index or Call target once; return how to read and how to set it.

    GIVEN is the expression of the value, where there is just one: its place is that of the last argument.
    """
    receiver = it.evaluate(target.receiver) if target.receiver is not None else it.scope.self_value
    own = target.receiver is None or type(target.receiver) is tree.SelfReference
    if type(target) is tree.Index:
        site = it.sites.get(id(target)) or index_site(it, target)
        arguments = gather(it, site, target.arguments, target.keywords)
        name = "[]"
    else:
        if target.safe and type(receiver) is Nil:
            return (lambda: NIL), (lambda _: None)
        site = it.sites.get(id(target)) or make_site(
            it, target, it.span_of(target), Span(it.source, *target.name_span), []
        )
        arguments = Arguments(site.span, site.name_span, [], [])
        name = target.name
    setter = _setter_name(name)

    def read() -> Value:
        return _at(it, site, lambda: send(it, receiver, name, arguments, own=own))

    def store(value: Value) -> None:
        positional = [*arguments.positional, value]
        spans = [*arguments.positional_spans, site.span if given is None else it.span_of(given)]
        passed = Arguments(site.span, site.name_span, positional, spans, arguments.keywords)
        passed.spread = arguments.spread
        _at(it, site, lambda: send(it, receiver, setter, passed, own=own))

    return read, store


def _setter_name(name: str) -> str:
    return "[]=" if name == "[]" else f"{name}="


def _at(it: Interpreter, site: Site, action: Callable[[], Value]) -> Value:
    saved, it.site = it.site, site
    value = action()
    it.site = saved
    return value


def _reader_and_writer(it: Interpreter, target: Any) -> tuple[Callable[[], Value | None], Callable[[Value], None]]:
    """Return how to read TARGET without an error where it is not set (None then), and how to set it."""
    kind = type(target)
    if kind is tree.Index or kind is tree.Call:
        return prepare(it, target)
    if kind is tree.Identifier:
        if it.scope.find(target.name, target.start) is None:
            declare_local(it, target)
        return (lambda: it.evaluate(target)), (lambda value: assign_local(it, target, value))
    if kind is tree.Constant:
        return (lambda: lookup_quietly(it, target)), (lambda value: assign_constant(it, target, value))
    if kind is tree.ClassVariable:
        return (
            lambda: None if class_variable_owner(it, target.name) is None else it.evaluate(target)
        ), lambda value: assign_to(it, target, value)
    return (lambda: it.evaluate(target)), (lambda value: assign_to(it, target, value))


def operator_assign(it: Interpreter, node: tree.OperatorAssign) -> Value:
    """``target += value``, ``target ||= value``."""
    target: Any = node.target
    read, store = _reader_and_writer(it, target)
    if (
        type(target) is tree.Call
        and target.safe
        and target.receiver is not None
        and type(it.evaluate(target.receiver)) is Nil
    ):
        return NIL
    left = read()
    if node.operator in ("||", "&&"):
        return _conditional_assign(it, node, NIL if left is None else left, store)
    if left is None:
        left = it.evaluate(target)
    right = it.evaluate(node.value)
    if (
        type(left) is Integer
        and type(right) is Integer
        and node.operator in FAST
        and node.operator not in it.defined_names
    ):
        number = FAST[node.operator](left.number, right.number)
        if number is not None:
            value: Value = Integer(int(number), combine((left.provenance, right.provenance)))
            store(value)
            return value
    value = send_simple(it, node, left, node.operator, [right])
    store(value)
    return value


def _conditional_assign(
    it: Interpreter, node: tree.OperatorAssign, left: Value, store: Callable[[Value], None]
) -> Value:
    holds = truth(left)
    either = node.operator == "||"
    if holds is None:
        cause: Unknown = left  # type: ignore[assignment]
        return undecided(it, cause, it.span_of(node), lambda: left, lambda: _evaluate_into(it, node, store))
    if holds is either:
        it.declare_skipped(node.value)
        return left
    premises = left.provenance.assumptions if left.provenance is not None else ()
    if not premises:
        return _evaluate_into(it, node, store)
    value = assumed(
        it,
        premises,
        it.span_of(node),
        lambda: it.evaluate(node.value),
        lambda: it.unknown("a value that the file insists on is not known"),
    )
    value = with_assumptions(value, premises)
    store(value)
    return value


def _evaluate_into(it: Interpreter, node: tree.OperatorAssign, store: Callable[[Value], None]) -> Value:
    value = it.evaluate(node.value)
    store(value)
    return value


def multiple_assign(it: Interpreter, node: tree.MultipleAssign) -> Value:
    """``a, *b = value``."""
    for target in node.targets:
        if type(target) is tree.Identifier and it.scope.find(target.name, target.start) is None:
            declare_local(it, target)
    value = it.evaluate(node.value)
    assign_many(it, node.targets, value)
    return value


def parts_of(it: Interpreter, value: Value, wanted: int) -> list[Value]:
    """Return the values that the targets on the left of ``=`` get from VALUE."""
    return spread_value(it, value, wanted)


def assign_many(it: Interpreter, targets: list[tree.Node], value: Value) -> None:
    """Give the parts of VALUE to TARGETS."""
    parts = parts_of(it, value, len(targets))
    star = next((at for at, target in enumerate(targets) if type(target) is tree.Splat), None)
    if star is None:
        for at, target in enumerate(targets):
            assign_to(it, target, parts[at] if at < len(parts) else NIL)
        return
    after = len(targets) - star - 1
    end = max(star, len(parts) - after)
    for at, target in enumerate(targets):
        if at < star:
            assign_to(it, target, parts[at] if at < len(parts) else NIL)
        elif at == star:
            assign_to(it, target, Array(parts[star:end]))
        else:
            place = end + at - star - 1
            assign_to(it, target, parts[place] if place < len(parts) else NIL)
