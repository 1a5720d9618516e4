"""Running blocks and methods of the file: a new scope, a frame of the call stack, and their parameters bound."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.branching import leave, resolve
from vmlint.languages.ruby.evaluate.control import RedoSignal, RubyError, Signal, Unknowable
from vmlint.languages.ruby.evaluate.frames import Frame
from vmlint.languages.ruby.evaluate.methods import BlockMethod, NativeMethod, UserMethod
from vmlint.languages.ruby.evaluate.parameters import bind, block_plan
from vmlint.languages.ruby.evaluate.scope import MethodContext, Scope
from vmlint.languages.ruby.evaluate.values import Arguments, Class, HostObject, Proc, Unknown

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Hash, Value


def call_block(
    it: Interpreter,
    block: Value,
    positional: list[Value],
    keywords: Hash | None,
    *,
    passed: Proc | Unknown | None = None,
    self_value: Value | None = None,
    definee: Class | None = None,
    method: MethodContext | None = None,
) -> Value:
    """Run BLOCK with the values given; SELF_VALUE, DEFINEE and METHOD replace those of where it was written."""
    if type(block) is not Proc:
        return _call_other(it, block, positional, keywords)
    site = it.site
    if block.native is not None:
        spans = [site.span] * len(positional)
        return block.native(it, Arguments(site.span, site.name_span, positional, spans, keywords, passed))
    outer = block.scope
    if outer is None or block.body is None:
        return it.unknown("a block without a body")
    it.deeper()
    scope = Scope(
        outer.self_value if self_value is None else self_value,
        outer.modules if definee is None else (definee, *outer.modules),
        outer.definee if definee is None else definee,
        outer.method if method is None else method,
        outer,
    )
    it.order += 1
    frame = Frame(it.order, it.frame, site, None)
    scope.round = frame
    if block.is_lambda or method is not None:
        scope.ends = scope.home = frame
    else:
        scope.ends = outer.ends
        scope.home = block.home
    if it.journal.layers:
        it.journal.born(scope)
    outer_scope, outer_frame, outer_source, depth = it.scope, it.frame, it.source, it.depth - 1
    it.scope, it.frame, it.source = scope, frame, block.span.source
    try:
        plan = block_plan(it, block)
        if plan.names is not None and keywords is None and len(positional) == len(plan.names):
            scope.variables = dict(zip(plan.names, positional, strict=True))
            frame.names, frame.values = plan.names, positional
            frame.hidden = bool(positional) and isinstance(positional[0], HostObject)
        else:
            bind(it, scope, frame, plan, positional, keywords, passed, strict=block.is_lambda)
        value = it.evaluate(block.body)
    except (Signal, RubyError) as signal:
        if isinstance(signal, RedoSignal) and signal.target is frame:
            value = it.unknown("`redo` is not followed")
        else:
            value = leave(it, frame, signal)
    else:
        if frame.pendings is not None:
            value = resolve(it, frame, value, None)
    finally:
        frame.done = True
        it.scope, it.frame, it.source, it.depth = outer_scope, outer_frame, outer_source, depth
        it.site = site
    provenance = value.provenance
    if provenance is not None and provenance.assumptions:
        it.gathered.extend(provenance.assumptions)
    return value


def _call_other(it: Interpreter, block: Value, positional: list[Value], keywords: Hash | None) -> Value:
    if type(block) is Unknown:
        for value in positional:
            it.escape(value, block.reason, strings=False)
        return Unknown(block.reason, block.span)
    return it.call_method(block, "call", positional, keywords)


def invoke(
    it: Interpreter, receiver: Value, method: Value, owner: Class, name: str, arguments: Arguments, *, own: bool
) -> Value:
    """Run METHOD, which was found in OWNER under NAME, on RECEIVER."""
    kind = type(method)
    if kind is UserMethod:
        if not own and method.visibility != "public":  # type: ignore[attr-defined]
            _check_visible(it, receiver, method, name)  # type: ignore[arg-type]
        return _invoke_user(it, receiver, method, owner, name, arguments)  # type: ignore[arg-type]
    if kind is NativeMethod:
        try:
            return method.function(it, receiver, arguments)  # type: ignore[attr-defined, no-any-return]
        except Unknowable as way_out:
            return way_out.unknown
    if kind is BlockMethod:
        return _invoke_block(it, receiver, method, owner, name, arguments)  # type: ignore[arg-type]
    if kind is Proc:
        return call_block(
            it, method, arguments.positional, arguments.keywords, passed=arguments.block, self_value=receiver
        )
    if kind is Unknown:
        from vmlint.languages.ruby.evaluate.dispatch import call_unknown

        it.escape(receiver, method.reason)  # type: ignore[attr-defined]
        return call_unknown(it, method, name, arguments)  # type: ignore[arg-type]
    raise ValueError(f"internal error: {kind.__name__} is no method")


def _check_visible(it: Interpreter, receiver: Value, method: UserMethod, name: str) -> None:
    if method.visibility == "protected" and it.scope.self_value.class_name == receiver.class_name:
        return
    from vmlint.languages.ruby.evaluate.errors import described

    shown = described(it, receiver)
    raise it.error("NoMethodError", f"{method.visibility} method `{name}' called for {shown}")


def _invoke_user(
    it: Interpreter, receiver: Value, method: UserMethod, owner: Class, name: str, arguments: Arguments
) -> Value:
    it.deeper()
    it.order += 1
    site = it.site
    frame = Frame(it.order, it.frame, site, name)
    frame.values = arguments.positional
    context = MethodContext(method.name, owner, arguments, arguments.block, frame)
    context.method = method
    scope = Scope(receiver, method.modules, method.modules[0] if method.modules else it.object, context)
    scope.ends = frame
    if it.journal.layers:
        it.journal.born(scope)
    outer_scope, outer_frame, outer_source, depth = it.scope, it.frame, it.source, it.depth - 1
    it.scope, it.frame, it.source = scope, frame, method.source
    try:
        if method.parameters or arguments.positional or arguments.keywords is not None:
            plan = block_plan(it, method)
            bind(
                it,
                scope,
                frame,
                plan,
                arguments.positional,
                arguments.keywords,
                arguments.block,
                strict=True,
                spread=arguments.spread,
            )
        frame.names = ()
        value = it.evaluate(method.body)
    except (Signal, RubyError) as signal:
        value = leave(it, frame, signal)
    else:
        if frame.pendings is not None:
            value = resolve(it, frame, value, None)
    finally:
        frame.done = True
        it.scope, it.frame, it.source, it.depth = outer_scope, outer_frame, outer_source, depth
        it.site = site
    return value


def _invoke_block(
    it: Interpreter, receiver: Value, method: BlockMethod, owner: Class, name: str, arguments: Arguments
) -> Value:
    context = MethodContext(name, owner, arguments, arguments.block, Frame(it.next_order(), it.frame, it.site, name))
    context.method = method
    block = method.proc
    strict = Proc(block.parameters, block.body, block.scope, block.span, is_lambda=True, native=block.native)
    if block.native is not None:
        positional = [receiver, *arguments.positional]
        return call_block(it, strict, positional, arguments.keywords, passed=arguments.block)
    return call_block(
        it,
        strict,
        arguments.positional,
        arguments.keywords,
        passed=arguments.block,
        self_value=receiver,
        method=context,
    )
