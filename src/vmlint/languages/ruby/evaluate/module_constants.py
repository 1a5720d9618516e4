"""Constants and class variables, by methods of classes and modules."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate import builtins
from vmlint.languages.ruby.evaluate.constants import defined_by_plugin, inside, missing_constant, qualified
from vmlint.languages.ruby.evaluate.lookup import linearized
from vmlint.languages.ruby.evaluate.objects import name_of
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Class,
    Symbol,
    Unknown,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value


def const_get(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``const_get``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    if name is None:
        return it.unknown("the name of the constant is not known")
    found: Value = receiver
    for part in name.split("::"):
        if not part:
            found = it.object
            continue
        next_one = _constant(it, found, part)
        if next_one is None:
            return missing_constant(it, name, it.current_span)
        found = next_one
    return found


def _constant(it: Interpreter, owner: Value, name: str) -> Value | None:
    from vmlint.languages.ruby.evaluate.constants import top_level

    found = inside(it, owner, name)
    return top_level(it, name) if found is None and type(owner) is Class else found


def const_defined(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``const_defined?``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    if name is None:
        return it.unknown("the name of the constant is not known")
    found: Value | None = receiver
    for part in name.split("::"):
        found = it.object if not part else _constant(it, found, part)  # type: ignore[arg-type]
        if found is None:
            return defined_by_plugin(it, name, boolean(False), boolean(True))
        if type(found) is Unknown:
            return found
    return boolean(True)


def const_set(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``const_set``."""
    name = name_of(arguments.positional[0]) if len(arguments.positional) == 2 else None
    it.touch(receiver)
    if name is None:
        receiver.opaque = it.unknown("the name of a constant is not known")
        return NIL
    value = arguments.positional[1]
    if type(value) is Class and not value.name:
        value.name = qualified(it, receiver, name)
    receiver.constants[name] = value
    return value


def remove_const(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``remove_const``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    it.touch(receiver)
    return receiver.constants.pop(name, NIL) if name is not None else NIL


def variable_get(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``class_variable_get``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    for at in linearized(receiver):
        if name in at.variables:
            return at.variables[name]
    raise it.error("NameError", f"uninitialized class variable {name} in {receiver.name}")


def variable_set(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``class_variable_set``."""
    name = name_of(arguments.positional[0]) if len(arguments.positional) == 2 else None
    if name is not None:
        it.touch(receiver)
        receiver.variables[name] = arguments.positional[1]
        return arguments.positional[1]
    return NIL


def variable_defined(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``class_variable_defined?``."""
    del it
    name = name_of(arguments.positional[0]) if arguments.positional else None
    return boolean(any(name in at.variables for at in linearized(receiver)))


def constants(it: Interpreter, receiver: Class, _arguments: Arguments) -> Value | None:
    """``constants``."""
    if builtins.is_class(receiver.name) or receiver.opaque is not None:
        return it.unknown("lists of constants are not followed")
    return Array([Symbol(one) for one in receiver.constants])
