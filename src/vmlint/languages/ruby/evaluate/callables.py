"""Methods of procs, methods as objects, and bindings."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.arguments import method_proc
from vmlint.languages.ruby.evaluate.invoking import call_block
from vmlint.languages.ruby.evaluate.loading import evaluate_text
from vmlint.languages.ruby.evaluate.lookup import find_method
from vmlint.languages.ruby.evaluate.methods import UserMethod
from vmlint.languages.ruby.evaluate.objects import name_of
from vmlint.languages.ruby.evaluate.parameters import arity_of, block_plan
from vmlint.languages.ruby.evaluate.scope import Binding
from vmlint.languages.ruby.evaluate.values import (
    Arguments,
    Integer,
    Method,
    Proc,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def call(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``call`` of a Proc or Method."""
    if type(receiver) is Proc:
        return call_block(it, receiver, arguments.positional, arguments.keywords, passed=arguments.block)
    if type(receiver) is Method:
        from vmlint.languages.ruby.evaluate.dispatch import send

        it.tick()
        return send(it, receiver.receiver, receiver.name, arguments, own=True, bare=receiver.receiver is it.main)
    return None


def to_proc(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``to_proc``."""
    if type(receiver) is Proc:
        return receiver
    return method_proc(it, receiver) if type(receiver) is Method else None


def is_lambda(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``lambda?``."""
    del it
    return boolean(receiver.is_lambda) if type(receiver) is Proc else None


def arity(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``arity``."""
    if type(receiver) is Proc:
        return (
            Integer(-1)
            if receiver.native is not None
            else arity_of(block_plan(it, receiver), strict=receiver.is_lambda)
        )
    if type(receiver) is Method:
        found = find_method(it, receiver.receiver, receiver.name)
        if found is not None and type(found[0]) is UserMethod:
            return arity_of(block_plan(it, found[0]), strict=True)
        return it.unknown("the arity of this method is not followed")
    return None


def local_get(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``binding.local_variable_get``."""
    if type(receiver) is not Binding:
        return None
    name = name_of(arguments.positional[0]) if arguments.positional else None
    if name is None:
        return it.unknown("the name of the variable is not known")
    holder = receiver.scope.find(name, 1 << 60)
    if holder is None:
        raise it.error("NameError", f"local variable `{name}' is not defined for #<Binding>")
    return holder.variables[name]


def local_set(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``binding.local_variable_set``."""
    if type(receiver) is not Binding:
        return None
    name = name_of(arguments.positional[0]) if len(arguments.positional) == 2 else None
    if name is None:
        return it.unknown("the name of the variable is not known")
    holder = receiver.scope.find(name, 1 << 60) or receiver.scope
    it.touch(holder)
    holder.variables[name] = arguments.positional[1]
    return arguments.positional[1]


def local_defined(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``binding.local_variable_defined?``."""
    if type(receiver) is not Binding:
        return None
    name = name_of(arguments.positional[0]) if arguments.positional else None
    return (
        it.unknown("the name is not known") if name is None else boolean(receiver.scope.find(name, 1 << 60) is not None)
    )


def receiver_of(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``binding.receiver``, ``method.receiver``."""
    del it, arguments
    if type(receiver) is Binding:
        return receiver.scope.self_value
    return receiver.receiver if type(receiver) is Method else None


def binding_eval(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``binding.eval``."""
    if type(receiver) is not Binding or not arguments.positional:
        return None
    return evaluate_text(it, arguments.positional[0], receiver.scope)


CALLABLE: dict[str, Any] = {
    "call": call,
    "()": call,
    "yield": call,
    "[]": call,
    "===": call,
    "to_proc": to_proc,
    "lambda?": is_lambda,
    "arity": arity,
    "receiver": receiver_of,
}


BINDING: dict[str, Any] = {
    "local_variable_get": local_get,
    "local_variable_set": local_set,
    "local_variable_defined?": local_defined,
    "receiver": receiver_of,
    "eval": binding_eval,
}
