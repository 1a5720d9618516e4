"""Methods of every object, of procs and of bindings that need the interpreter."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.arguments import method_proc
from vmlint.languages.ruby.evaluate.definitions import singleton_of
from vmlint.languages.ruby.evaluate.errors import MESSAGE, is_exception
from vmlint.languages.ruby.evaluate.invoking import call_block
from vmlint.languages.ruby.evaluate.loading import evaluate_text
from vmlint.languages.ruby.evaluate.lookup import class_of, find_method, linearized, opaque_reason
from vmlint.languages.ruby.evaluate.methods import BlockMethod, Removed
from vmlint.languages.ruby.evaluate.tables import FUNCTIONS
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    TRUE,
    Arguments,
    Array,
    Class,
    HostObject,
    Method,
    Proc,
    RubyObject,
    String,
    Symbol,
    Unknown,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def name_of(value: Value) -> str | None:
    """Return the name that a Symbol or String gives."""
    if type(value) is Symbol:
        return value.name
    return value.text if type(value) is String and value.uncertain is None else None


def shifted(arguments: Arguments) -> Arguments:
    """Return ARGUMENTS without the first."""
    return Arguments(
        arguments.span,
        arguments.name_span,
        arguments.positional[1:],
        arguments.positional_spans[1:],
        arguments.keywords,
        arguments.block,
    )


def send_(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``send``."""
    from vmlint.languages.ruby.evaluate.dispatch import send

    if not arguments.positional:
        raise it.error("ArgumentError", "no method name given")
    name = name_of(arguments.positional[0])
    if name is None:
        it.escape(receiver, "the name of the method is not known")
        return it.unknown("the name of the method is not known")
    return send(
        it, receiver, name, shifted(arguments), own=True, bare=name in FUNCTIONS and type(receiver) is RubyObject
    )


def public_send(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``public_send``."""
    from vmlint.languages.ruby.evaluate.dispatch import send

    name = name_of(arguments.positional[0]) if arguments.positional else None
    if name is None:
        it.escape(receiver, "the name of the method is not known")
        return it.unknown("the name of the method is not known")
    return send(it, receiver, name, shifted(arguments))


def respond_to(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``respond_to?``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    if name is None:
        return it.unknown("the name of the method is not known")
    found = find_method(it, receiver, name)
    if found is not None:
        return boolean(type(found[0]) is not Removed and getattr(found[0], "visibility", "public") == "public")
    if "respond_to_missing?" in it.defined_names:
        missing = find_method(it, receiver, "respond_to_missing?")
        if missing is not None:
            return it.call_method(
                receiver, "respond_to_missing?", [Symbol(name), boolean(len(arguments.positional) > 1)]
            )
    if type(receiver) in (RubyObject, Class):
        doubt = opaque_reason(receiver if type(receiver) is Class else receiver.class_)  # type: ignore[attr-defined]
        if doubt is not None:
            return doubt  # type: ignore[no-any-return]
    from vmlint.languages.ruby.evaluate.dispatch import is_real

    return boolean(is_real(it, receiver, name) and name not in FUNCTIONS)


def variable_get(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``instance_variable_get``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    if name is None:
        return it.unknown("the name of the variable is not known")
    return it.variables_of(receiver).get(name, NIL)


def variable_set(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``instance_variable_set``."""
    name = name_of(arguments.positional[0]) if len(arguments.positional) == 2 else None
    if name is None:
        it.escape(receiver, "the name of the variable is not known")
        return it.unknown("the name of the variable is not known")
    if type(receiver) is RubyObject and receiver.frozen:
        raise it.error("FrozenError", f"can't modify frozen {receiver.class_name}: {it.display(receiver)}")
    it.touch(receiver)
    it.variables_of(receiver)[name] = arguments.positional[1]
    return arguments.positional[1]


def variable_defined(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``instance_variable_defined?``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    return boolean(name in it.variables_of(receiver))


def instance_variables(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``instance_variables``."""
    names = [name for name in it.variables_of(receiver) if name.startswith("@") and not name.startswith("@@")]
    return Array([Symbol(name) for name in names])


def method(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``method(:name)``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    return it.unknown("the name of the method is not known") if name is None else Method(receiver, name)


def instance_eval(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``instance_eval`` and ``instance_exec`` with a block; with a text only where it is known."""
    block = arguments.block
    if block is None:
        if not arguments.positional:
            raise it.error("ArgumentError", "wrong number of arguments (given 0, expected 1..3)")
        return evaluate_text(it, arguments.positional[0], it.scope, receiver)
    definee = singleton_of(it, receiver) if type(receiver) in (Class, RubyObject) and receiver is not it.main else None
    values = arguments.positional or [receiver]
    return call_block(it, block, values, arguments.keywords, self_value=receiver, definee=definee)


def extend(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``extend``."""
    if type(receiver) is not RubyObject and type(receiver) is not Class:
        it.escape(receiver, "an object of Ruby's own is extended")
        return receiver
    for module in arguments.positional:
        if type(module) is not Class or opaque_reason(module) is not None:
            it.touch(receiver)
            if type(receiver) is Class:
                receiver.opaque = it.unknown("a module that is not followed extends it")
            else:
                it.spoil(receiver, it.unknown("a module that is not followed extends it"))
        elif module not in receiver.extended:
            it.touch(receiver)
            receiver.extended.append(module)
            it.defined_names.update(name for at in linearized(module) for name in at.methods)
            if "extended" in it.defined_names and find_method(it, module, "extended") is not None:
                it.call_method(module, "extended", [receiver])
    return receiver


def define_singleton_method(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``define_singleton_method(:name) { }``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    block = arguments.block or (arguments.positional[1] if len(arguments.positional) > 1 else None)
    if type(block) is Method:
        block = method_proc(it, block)
    if name is None or type(block) is not Proc or type(receiver) not in (Class, RubyObject):
        it.escape(receiver, "a method is defined for this object alone")
        return it.unknown("a method is defined for this object alone")
    it.touch(receiver)
    holder: Any = receiver
    holder.singleton_methods[name] = BlockMethod(name, block, class_of(it, receiver), "public")
    it.defined_names.add(name)
    return Symbol(name)


def singleton_class(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``singleton_class``."""
    if type(receiver) in (Class, RubyObject):
        return singleton_of(it, receiver)
    return it.unknown("the singleton class of this object is not followed")


def is_a(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``is_a?``."""
    asked = arguments.positional[0] if arguments.positional else NIL
    return instance_of(it, receiver, asked, exact=False)


def is_exactly(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``instance_of?``."""
    asked = arguments.positional[0] if arguments.positional else NIL
    return instance_of(it, receiver, asked, exact=True)


def instance_of(it: Interpreter, value: Value, asked: Value, *, exact: bool) -> Value:
    """Return whether VALUE is an instance of ASKED."""
    if type(value) is Unknown:
        return Unknown(value.reason, value.span)
    if type(asked) is Unknown:
        return Unknown(asked.reason, asked.span)
    if isinstance(asked, HostObject) or isinstance(value, HostObject):
        roots = ("Object", "BasicObject", "Kernel")
        return boolean(type(asked) is Class and asked.name in roots)
    if type(asked) is not Class:
        raise it.error("TypeError", "class or module required")
    class_ = class_of(it, value)
    if exact:
        return boolean(asked is class_)
    if asked in list(linearized(class_)) or asked in getattr(value, "extended", ()):
        return TRUE
    doubt = opaque_reason(class_)
    if doubt is not None:
        return doubt  # type: ignore[no-any-return]
    if type(value) is Class and asked.name == "Module":
        return TRUE
    return boolean(False)


def class_(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``class``."""
    return class_of(it, receiver)


def tap(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``tap``."""
    if arguments.block is not None:
        it.call_block(arguments.block, [receiver])
    return receiver


def then(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``then``."""
    return None if arguments.block is None else it.call_block(arguments.block, [receiver])


def difference(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``!=`` by ``==``."""
    from vmlint.languages.ruby.evaluate.values import truth

    answer = it.call_method(receiver, "==", arguments.positional)
    holds = truth(answer)
    return answer if holds is None else boolean(not holds)


def negation(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``!``."""
    from vmlint.languages.ruby.evaluate.values import truth

    del it
    holds = truth(receiver)
    return None if holds is None else boolean(not holds)


def methods(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``methods``, ``public_methods``, …"""
    del receiver
    return it.unknown("lists of methods are not followed")


def singleton_methods(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``singleton_methods`` of an object of the file's."""
    if type(receiver) is not RubyObject or receiver.extended:
        return it.unknown("lists of methods are not followed")
    return Array([Symbol(name) for name in receiver.singleton_methods])


def built_in_super(it: Interpreter, receiver: Value, name: str, arguments: Arguments) -> Value | None:
    """Answer ``super`` where the next method is one of Ruby's own; None where there is none."""
    from vmlint.languages.ruby.evaluate.dispatch import built_in, call_built_in, is_real

    if name == "initialize":
        if type(receiver) is RubyObject and is_exception(receiver.class_):
            it.touch(receiver)
            if arguments.positional:
                receiver.variables[MESSAGE] = arguments.positional[0]
            return NIL
        initialize = built_in(receiver, name)
        return NIL if initialize is None else call_built_in(it, receiver, name, arguments, initialize)
    if name in (
        "inherited",
        "included",
        "extended",
        "prepended",
        "method_added",
        "initialize_copy",
        "respond_to_missing?",
    ):
        return NIL if name != "respond_to_missing?" else boolean(False)
    if name == "method_missing":
        wanted = name_of(arguments.positional[0]) or "?"
        return it.fail_no_method(receiver, wanted, shifted(arguments), own=False)
    from vmlint.languages.ruby.evaluate.tables import ANY as TABLE
    from vmlint.languages.ruby.evaluate.tables import BY_KIND

    core = BY_KIND.get(type(receiver), TABLE).get(name)
    if core is not None:
        answer = core(it, receiver, arguments)
        if answer is not None:
            return answer  # type: ignore[no-any-return]
    function = built_in(receiver, name)
    if function is not None:
        return call_built_in(it, receiver, name, arguments, function)
    return it.unknown(f"`{name}` is not followed") if is_real(it, receiver, name) else None


# Methods of any object.
ANY: dict[str, Any] = {
    "send": send_,
    "__send__": send_,
    "public_send": public_send,
    "respond_to?": respond_to,
    "instance_variable_get": variable_get,
    "instance_variable_set": variable_set,
    "instance_variable_defined?": variable_defined,
    "instance_variables": instance_variables,
    "method": method,
    "public_method": method,
    "instance_eval": instance_eval,
    "instance_exec": instance_eval,
    "extend": extend,
    "define_singleton_method": define_singleton_method,
    "singleton_class": singleton_class,
    "is_a?": is_a,
    "kind_of?": is_a,
    "instance_of?": is_exactly,
    "class": class_,
    "tap": tap,
    "then": then,
    "yield_self": then,
    "!=": difference,
    "!": negation,
    "methods": methods,
    "public_methods": methods,
    "private_methods": methods,
    "singleton_methods": singleton_methods,
}
