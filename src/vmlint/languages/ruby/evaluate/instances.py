"""Methods of instances of the file's classes, and of exceptions."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate import builtins
from vmlint.languages.ruby.evaluate.errors import CAUSE, MESSAGE, is_exception
from vmlint.languages.ruby.evaluate.lookup import find_method, linearized
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Arguments,
    Class,
    Nil,
    RubyObject,
    String,
    Unknown,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def is_frozen(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``frozen?`` of an object of the file's classes."""
    del it
    return boolean(receiver.frozen) if type(receiver) is RubyObject else None


def freeze(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``freeze`` of an object of the file's classes."""
    if type(receiver) is not RubyObject:
        return None
    it.touch(receiver)
    receiver.frozen = True
    return receiver


def copy(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``dup`` and ``clone`` of an object of the file's classes."""
    if type(receiver) is Class:
        return it.unknown("copies of classes are not followed")
    if type(receiver) is not RubyObject:
        return None
    made = RubyObject(receiver.class_)
    made.variables = dict(receiver.variables)
    made.uncertain = receiver.uncertain
    if it.journal.layers:
        it.journal.born(made)
    if "initialize_copy" in it.defined_names and find_method(it, made, "initialize_copy") is not None:
        it.call_method(made, "initialize_copy", [receiver])
    return made


def to_s(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``to_s`` of objects of the file's classes."""
    if receiver is it.main:
        return String("main")
    if type(receiver) is RubyObject:
        if is_exception(receiver.class_):
            text = receiver.variables.get(MESSAGE, NIL)
            return String(receiver.class_.name) if type(text) is Nil else it.to_s(text)
        if builtins_of(receiver.class_) in ("Object", "BasicObject"):
            return it.unknown(
                "the text of an object holds its address",
                pieces=(f"#<{receiver.class_.name}:", it.unknown("an address"), ">"),
            )
    return None


def builtins_of(found: Class) -> str:
    """Return the nearest ancestor of FOUND that is a class of Ruby's own."""
    return next((at.name for at in linearized(found) if builtins.is_class(at.name) and not at.is_module), "Object")


def inspect(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``inspect`` of objects of the file's classes."""
    if receiver is it.main:
        return String("main")
    if type(receiver) is RubyObject and is_exception(receiver.class_):
        text = it.to_s(receiver)
        if type(text) is not String:
            return text
        return String(f"#<{receiver.class_.name}: {text.text}>" if text.text else receiver.class_.name)
    return to_s(it, receiver, arguments)


def message(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``message`` of an exception."""
    if type(receiver) is RubyObject and is_exception(receiver.class_):
        return it.to_s(receiver)
    return None


def cause(it: Interpreter, receiver: Value, _arguments: Arguments) -> Value | None:
    """``cause`` of an exception."""
    del it
    if type(receiver) is RubyObject and is_exception(receiver.class_):
        return receiver.variables.get(CAUSE, NIL)
    return None


def identity(it: Interpreter, receiver: Value, arguments: Arguments) -> Value | None:
    """``==`` of objects of the file's classes."""
    if type(receiver) is not RubyObject or builtins_of(receiver.class_) not in ("Object", "BasicObject"):
        return None
    if any(at.name == "Comparable" for at in linearized(receiver.class_)):
        return None
    other = arguments.positional[0] if arguments.positional else NIL
    if type(other) is Unknown:
        return Unknown(other.reason, other.span)
    del it
    return boolean(receiver is other)


# Methods of instances of the file's classes, and of exceptions.
OF_FILE: dict[str, Any] = {
    "frozen?": is_frozen,
    "freeze": freeze,
    "dup": copy,
    "clone": copy,
    "to_s": to_s,
    "inspect": inspect,
    "message": message,
    "cause": cause,
    "==": identity,
}
