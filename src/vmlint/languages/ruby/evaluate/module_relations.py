"""What classes and modules say of themselves and of one another."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate import builtins
from vmlint.languages.ruby.evaluate.instances import builtins_of
from vmlint.languages.ruby.evaluate.lookup import linearized, opaque_reason
from vmlint.languages.ruby.evaluate.methods import Removed
from vmlint.languages.ruby.evaluate.objects import instance_of, name_of
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Class,
    HostObject,
    String,
    Symbol,
    Unknown,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value


def method_defined(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``method_defined?`` and its like."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    if name is None:
        return it.unknown("the name of the method is not known")
    for at in linearized(receiver):
        found = at.methods.get(name)
        if found is not None:
            return boolean(type(found) is not Removed)
    doubt = opaque_reason(receiver)
    if doubt is not None:
        return doubt  # type: ignore[no-any-return]
    return boolean(
        any(
            builtins.exists(at.name, name, version=it.world.ruby_version)
            for at in linearized(receiver)
            if builtins.is_class(at.name)
        )
    )


def instance_method(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``instance_method``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    for at in linearized(receiver):
        if name in at.methods:
            return at.methods[name]
    return it.unknown("this method is not followed as an object")


def superclass(it: Interpreter, receiver: Class, _arguments: Arguments) -> Value | None:
    """``superclass``."""
    if receiver.opaque is not None:
        return receiver.opaque
    del it
    return receiver.superclass or NIL


def ancestors(it: Interpreter, receiver: Class, _arguments: Arguments) -> Value | None:
    """``ancestors``."""
    doubt = opaque_reason(receiver)
    if doubt is not None:
        return doubt  # type: ignore[no-any-return]
    if builtins.is_class(builtins_of(receiver)) and any(at.name in ("JSON", "PP") for at in linearized(receiver)):
        return it.unknown("the ancestors depend on the libraries that are loaded")
    return Array(list(linearized(receiver)))


def name(it: Interpreter, receiver: Class, _arguments: Arguments) -> Value | None:
    """``name``."""
    del it
    return String(receiver.name) if receiver.name else NIL


def to_s(it: Interpreter, receiver: Class, _arguments: Arguments) -> Value | None:
    """``to_s``, ``inspect``."""
    return (
        String(receiver.name) if receiver.name else it.unknown("the text of a class without a name holds its address")
    )


def case_equal(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``Class === value``."""
    value = arguments.positional[0] if arguments.positional else NIL
    return instance_of(it, value, receiver, exact=False)


def equal(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``==`` of classes."""
    del it
    other = arguments.positional[0] if arguments.positional else NIL
    return Unknown(other.reason, other.span) if type(other) is Unknown else boolean(other is receiver)


def comparison(strict: bool, upward: bool) -> Any:
    """Return ``<``, ``<=``, ``>`` or ``>=`` of classes."""

    def run(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
        other = arguments.positional[0] if arguments.positional else NIL
        if isinstance(other, (Unknown, HostObject)):
            return it.unknown("the class is not followed")
        if type(other) is not Class:
            raise it.error("TypeError", "compared with non class/module")
        if receiver is other:
            return boolean(not strict)
        low, high = (other, receiver) if upward else (receiver, other)
        if high in list(linearized(low)):
            return boolean(True)
        doubt = opaque_reason(low)
        if doubt is not None:
            return doubt  # type: ignore[no-any-return]
        return boolean(False) if low in list(linearized(high)) else NIL

    return run


def instance_methods(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``instance_methods(false)``: those of the file."""
    if arguments.positional and not builtins.is_class(receiver.name) and receiver.opaque is None:
        names = [key for key, found in receiver.methods.items() if getattr(found, "visibility", "public") == "public"]
        return Array([Symbol(one) for one in names])
    return it.unknown("lists of methods are not followed")
