"""What every Ruby object can be asked, answered for the objects of Vagrant."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.attributes import words
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Class,
    HostObject,
    Method,
    String,
    Symbol,
    Unknown,
    boolean,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

ITSELF = frozenset(("itself", "freeze", "dup", "clone", "extend"))
NOT_MODELLED = words(
    "class hash object_id __id__ inspect to_s instance_variables methods public_methods singleton_class",
    "singleton_methods define_singleton_method instance_variable_defined? to_json to_yaml enum_for to_enum",
    "instance_eval instance_exec instance_variables_hash remove_instance_variable finalize! merge validate",
    "set_options private_methods protected_methods public_method singleton_method !~ <=> pretty_inspect",
)
ROOTS = frozenset(("Object", "BasicObject", "Kernel", "Vagrant::Plugin::V2::Config"))


def object_method(receiver: HostObject, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
    """Answer method NAME of Ruby's Object; None where Object has no such method."""
    if name in NOT_MODELLED:
        return interpreter.unknown(f"`{name}` of an object of Vagrant's is not followed")
    answer = ANSWERS.get(name)
    if answer is not None:
        return answer(receiver, interpreter, arguments)
    if name in ITSELF:
        return receiver
    return None


def _send(receiver: HostObject, interpreter: Interpreter, arguments: Arguments) -> Value:
    if not arguments.positional:
        raise interpreter.error("ArgumentError", "no method name given")
    name = _name(arguments.positional[0])
    if name is None:
        interpreter.escape(receiver, "the name of the method is not known")
        return interpreter.unknown("the name of the method is not known")
    rest = type(arguments)(
        arguments.span,
        arguments.name_span,
        arguments.positional[1:],
        arguments.positional_spans[1:],
        arguments.keywords,
        arguments.block,
    )
    return receiver.call_method(interpreter, name, rest)


def _name(value: Value) -> str | None:
    if type(value) is Symbol:
        return value.name
    return value.text if type(value) is String else None


def _tap(receiver: HostObject, interpreter: Interpreter, arguments: Arguments) -> Value:
    if arguments.block is not None:
        interpreter.call_block(arguments.block, [receiver])
    return receiver


def _then(receiver: HostObject, interpreter: Interpreter, arguments: Arguments) -> Value:
    return receiver if arguments.block is None else interpreter.call_block(arguments.block, [receiver])


def _same(receiver: HostObject, _: Interpreter, arguments: Arguments) -> Value:
    return boolean(bool(arguments.positional) and arguments.positional[0] is receiver)


def _different(receiver: HostObject, _: Interpreter, arguments: Arguments) -> Value:
    return boolean(not (arguments.positional and arguments.positional[0] is receiver))


def _is_a(receiver: HostObject, interpreter: Interpreter, arguments: Arguments) -> Value:
    asked = arguments.positional[0] if arguments.positional else NIL
    if type(asked) is not Class:
        return interpreter.unknown("the class is not known")
    return boolean(asked.name in ROOTS or asked.name == receiver.class_name)


def _responds(receiver: HostObject, interpreter: Interpreter, arguments: Arguments) -> Value:
    name = _name(arguments.positional[0]) if arguments.positional else None
    if name is None:
        return interpreter.unknown("the name of the method is not known")
    known = getattr(receiver, "responds_to", None)
    if name in NOT_MODELLED or name in ANSWERS or name in ITSELF:
        return TRUE
    return boolean(known is not None and known(name))


def _method(receiver: HostObject, interpreter: Interpreter, arguments: Arguments) -> Value:
    name = _name(arguments.positional[0]) if arguments.positional else None
    return interpreter.unknown("the name of the method is not known") if name is None else Method(receiver, name)


def _variable(receiver: HostObject, interpreter: Interpreter, arguments: Arguments) -> Value:
    return interpreter.unknown("instance variables of Vagrant's objects are not followed")


def _no(receiver: HostObject, interpreter: Interpreter, arguments: Arguments) -> Value:
    return FALSE


ANSWERS: dict[str, Callable[[HostObject, Interpreter, Arguments], Value]] = {
    "send": _send,
    "__send__": _send,
    "public_send": _send,
    "tap": _tap,
    "then": _then,
    "yield_self": _then,
    "==": _same,
    "===": _same,
    "eql?": _same,
    "equal?": _same,
    "!=": _different,
    "is_a?": _is_a,
    "kind_of?": _is_a,
    "instance_of?": _is_a,
    "respond_to?": _responds,
    "method": _method,
    "instance_variable_get": _variable,
    "instance_variable_set": _variable,
    "nil?": _no,
    "!": _no,
    "frozen?": _no,
    "=~": lambda receiver, interpreter, arguments: NIL,
}

__all__ = ["ANSWERS", "NOT_MODELLED", "Unknown", "object_method"]
