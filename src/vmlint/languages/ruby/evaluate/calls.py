"""Calls: evaluating receiver, arguments and block, and handing them to the dispatcher."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Span
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.arguments import block_of, gather
from vmlint.languages.ruby.evaluate.branching import leave, resolve, undecided
from vmlint.languages.ruby.evaluate.control import RubyError, Signal, Target
from vmlint.languages.ruby.evaluate.dispatch import call_unknown, send
from vmlint.languages.ruby.evaluate.frames import Site
from vmlint.languages.ruby.evaluate.lookup import find_super
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Arguments,
    Array,
    Class,
    Hash,
    Nil,
    Proc,
    Symbol,
    Unknown,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def call(it: Interpreter, node: tree.Call) -> Value:
    """``receiver.name(arguments) { block }``."""
    receiver_node = node.receiver
    if receiver_node is None:
        receiver = it.scope.self_value
        own = bare = True
    else:
        receiver = it.evaluate(receiver_node)
        own, bare = type(receiver_node) is tree.SelfReference, False
        if node.safe:
            if type(receiver) is Nil:
                return receiver
            if type(receiver) is Unknown:
                return undecided(it, receiver, it.span_of(node), lambda: NIL, lambda: _call_on(it, node, receiver))
    site = it.sites.get(id(node)) or call_site(it, node)
    if site.plain and node.keywords is None:
        evaluate = it.evaluate
        arguments = Arguments(
            site.span, site.name_span, [evaluate(each) for each in node.arguments], site.argument_spans
        )
    else:
        arguments = gather(it, site, node.arguments, node.keywords)
    if node.block is None:
        saved, it.site = it.site, site
        value = send(it, receiver, node.name, arguments, own=own, bare=bare)
        it.site = saved
        return value
    return call_with_block(
        it, site, node.block, lambda: send(it, receiver, node.name, arguments, own=own, bare=bare), arguments
    )


def _call_on(it: Interpreter, node: tree.Call, receiver: Value) -> Value:
    site = it.sites.get(id(node)) or call_site(it, node)
    arguments = gather(it, site, node.arguments, node.keywords)
    if node.block is not None:
        return call_with_block(it, site, node.block, lambda: send(it, receiver, node.name, arguments), arguments)
    return send(it, receiver, node.name, arguments)


def call_site(it: Interpreter, node: tree.Call) -> Site:
    """Make the site of a Call, once."""
    end = node.end if node.block is None or type(node.block) is tree.BlockPass else _end_without_block(it, node)
    source = it.source
    return make_site(it, node, Span(source, node.start, end), Span(source, *node.name_span), node.arguments)


def make_site(it: Interpreter, node: tree.Node, span: Span, name_span: Span, arguments: list[tree.Node]) -> Site:
    """Make the site of NODE, which has ARGUMENTS."""
    site = it.sites[id(node)] = Site(node, it.source, span, name_span)
    site.argument_spans = [it.span_of(each) for each in arguments]
    site.plain = not any(type(each) is tree.Splat or type(each) is tree.ForwardAll for each in arguments)
    return site


def _end_without_block(it: Interpreter, node: tree.Call) -> int:
    block: Any = node.block
    text = it.source.text
    end: int = block.start
    start = node.start
    while end > start and text[end - 1] in " \t\r\n\\":
        end -= 1
    return end


def call_with_block(
    it: Interpreter, site: Site, block: tree.Block | tree.BlockPass, action: Any, arguments: Arguments
) -> Value:
    """Do ACTION, a call that passes BLOCK; ``break`` in the block ends it."""
    home = Target(it.next_order())
    saved = it.site
    it.site = site
    arguments.block = block_of(it, block, home)
    try:
        value: Value = action()
    except (Signal, RubyError) as signal:
        value = leave(it, home, signal)
    else:
        if home.pendings is not None:
            value = resolve(it, home, value, None)
    finally:
        home.done = True
        it.site = saved
    return value


def bare_call(it: Interpreter, node: tree.Identifier) -> Value:
    """A bare name that is no variable: a call without arguments."""
    site = it.sites.get(id(node))
    if site is None:
        span = it.span_of(node)
        site = it.sites[id(node)] = Site(node, it.source, span, span)
    saved, it.site = it.site, site
    arguments = Arguments(site.span, site.span, [], [])
    value = send(it, it.scope.self_value, node.name, arguments, own=True, bare=True)
    it.site = saved
    return value


def send_simple(it: Interpreter, node: tree.Node, receiver: Value, name: str, values: list[Value]) -> Value:
    """Call the method of an operator at NODE."""
    site = it.sites.get(id(node))
    if site is None:
        span = it.span_of(node)
        operator = getattr(node, "operator_span", None)
        site = it.sites[id(node)] = Site(node, it.source, span, Span(it.source, *operator) if operator else span)
    saved, it.site = it.site, site
    value = send(it, receiver, name, Arguments(site.span, site.name_span, values, [site.span] * len(values)))
    it.site = saved
    return value


def send_binary(it: Interpreter, node: tree.Binary, left: Value, operator: str, right: Value) -> Value:
    """Call the method of a binary operator."""
    if type(right) is Unknown and type(left) is not Unknown and operator in ("==", "===", "eql?", "<=>"):
        return Unknown(right.reason, right.span)
    if operator == "=~":
        return match_operator(it, node, left, right)
    return send_simple(it, node, left, operator, [right])


def match_operator(it: Interpreter, node: tree.Binary, left: Value, right: Value) -> Value:
    """``a =~ b``: nil never matches."""
    if type(left) is Nil:
        return NIL
    return send_simple(it, node, left, "=~", [right])


def index(it: Interpreter, node: tree.Index) -> Value:
    """``a[b]``."""
    receiver = it.evaluate(node.receiver)
    site = it.sites.get(id(node)) or index_site(it, node)
    if site.plain and node.keywords is None:
        arguments = Arguments(site.span, site.span, [it.evaluate(each) for each in node.arguments], site.argument_spans)
    else:
        arguments = gather(it, site, node.arguments, node.keywords)
    saved, it.site = it.site, site
    value = send(it, receiver, "[]", arguments, own=type(node.receiver) is tree.SelfReference)
    it.site = saved
    return value


def index_site(it: Interpreter, node: tree.Index) -> Site:
    """Make the site of an Index, once."""
    span = it.span_of(node)
    return make_site(it, node, span, span, node.arguments)


def yield_(it: Interpreter, node: tree.Yield) -> Value:
    """``yield``."""
    method = it.scope.method
    site = it.sites.get(id(node))
    if site is None:
        span = it.span_of(node)
        site = make_site(it, node, span, span, node.arguments)
    arguments = gather(it, site, node.arguments, node.keywords)
    if method is None or method.block is None:
        raise it.error("LocalJumpError", "no block given (yield)")
    saved = it.site
    if method.arguments is not None and method.frame is not None:
        it.site = getattr(method.frame, "site", site)
    if arguments.spread is not None and type(method.block) is Proc:
        arguments.positional = [Unknown(arguments.spread.reason, arguments.spread.span)]
    value = it.call_block(method.block, arguments.positional, arguments.keywords)
    it.site = saved
    return value


def super_(it: Interpreter, node: tree.Super) -> Value:
    """``super``."""
    method = it.scope.method
    if method is None or method.owner is None:
        raise it.error("RuntimeError", "super called outside of method")
    site = it.sites.get(id(node))
    if site is None:
        span = it.span_of(node)
        site = make_site(it, node, span, span, node.arguments or [])
    if node.arguments is None:
        arguments = _implicit_arguments(it, site)
    else:
        arguments = gather(it, site, node.arguments, node.keywords)
    arguments.block = method.block
    if node.block is not None:
        return call_with_block(it, site, node.block, lambda: _call_super(it, method, arguments), arguments)
    saved, it.site = it.site, site
    value = _call_super(it, method, arguments)
    it.site = saved
    return value


def _implicit_arguments(it: Interpreter, site: Site) -> Arguments:
    context: Any = it.scope.method
    given: Arguments = context.arguments
    parameters = getattr(context.method, "parameters", None)
    if parameters is None:
        return Arguments(
            site.span, site.name_span, list(given.positional), list(given.positional_spans), given.keywords
        )
    arguments = Arguments(site.span, site.name_span, [], [])
    for one in parameters:
        holder = it.scope.find(one.name or "*", 1 << 60)
        value = holder.variables[one.name or "*"] if holder is not None else NIL
        if one.kind in ("required", "optional"):
            arguments.positional.append(value)
        elif one.kind == "rest" and type(value) is Array:
            arguments.positional += value.items
        elif one.kind == "keyword":
            arguments.keywords = arguments.keywords or Hash()
            arguments.keywords.store(Symbol(one.name), value)
        elif one.kind == "keyword_rest":
            rest = it.scope.find(one.name or "**", 1 << 60)
            found = rest.variables[one.name or "**"] if rest is not None else NIL
            if type(found) is Hash and found.entries:
                arguments.keywords = arguments.keywords or Hash()
                arguments.keywords.entries.update(found.entries)
    arguments.positional_spans = [site.span] * len(arguments.positional)
    return arguments


def _call_super(it: Interpreter, method: Any, arguments: Arguments) -> Value:
    from vmlint.languages.ruby.evaluate.errors import described
    from vmlint.languages.ruby.evaluate.lookup import class_of, opaque_reason
    from vmlint.languages.ruby.evaluate.objects import built_in_super

    receiver = it.scope.self_value
    found = find_super(it, receiver, method.name, method.owner, method.method)
    if found is not None:
        return it.invoke(receiver, found[0], found[1], method.name, arguments, own=True)
    doubt = opaque_reason(receiver if type(receiver) is Class else class_of(it, receiver))
    if doubt is not None:
        return call_unknown(it, doubt, method.name, arguments)
    answer = built_in_super(it, receiver, method.name, arguments)
    if answer is not None:
        return answer
    raise it.error("NoMethodError", f"super: no superclass method `{method.name}' for {described(it, receiver)}")
