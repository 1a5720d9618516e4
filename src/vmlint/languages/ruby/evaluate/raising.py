"""Functions that leave the normal path: ``raise``, ``exit``, ``abort``, ``exec``, ``throw``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.branching import leave, resolve
from vmlint.languages.ruby.evaluate.control import BudgetExceeded, Catch, RubyError, Signal, ThrowSignal
from vmlint.languages.ruby.evaluate.errors import CAUSE, MESSAGE, error_of, is_exception, make_error
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Class,
    HostObject,
    RubyObject,
    String,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments


def raise_(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``raise`` in all its forms."""
    values = arguments.positional
    if not values:
        current = it.globals.variables.get("$!")
        if type(current) is RubyObject:
            raise error_of(it, current)
        raise make_error(it, "RuntimeError", "unhandled exception")
    raise _error_from(it, values)


def _error_from(it: Interpreter, values: list[Value]) -> RubyError:
    first = it.certain(values[0])
    given = values[1] if len(values) > 1 else None
    if type(first) is String:
        error = make_error(it, "RuntimeError", first.text)
        error.value.variables[MESSAGE] = first
    elif type(first) is Class and is_exception(first):
        made = it.call_method(first, "new", [] if given is None else [given])
        error = error_of(it, made) if type(made) is RubyObject else _unknown_error(it, first)
    elif type(first) is RubyObject and is_exception(first.class_):
        if given is not None:
            first.variables[MESSAGE] = given
        error = error_of(it, first)
    elif type(first) is Unknown or isinstance(first, (HostObject, Class)):
        error = _unknown_error(it, first, given)
    else:
        return make_error(it, "TypeError", "exception class/object expected")
    cause = it.globals.variables.get("$!")
    if cause is not None and cause is not error.value:
        error.value.variables.setdefault(CAUSE, cause)
    return error


def _unknown_error(it: Interpreter, thrown: Value, given: Value | None = None) -> RubyError:
    """Return an error of a class that is not followed, or of a text that is not known."""
    if type(thrown) is Unknown and thrown.pieces is not None:
        error = make_error(it, "RuntimeError", it.display(thrown).strip('"'))
        error.value.variables[MESSAGE] = thrown
        return error
    class_ = Class(
        "StandardError" if not isinstance(thrown, HostObject) else thrown.class_name, it.class_named("StandardError")
    )
    class_.opaque = it.unknown("the class of an exception is not followed")
    value = RubyObject(class_)
    value.variables[MESSAGE] = given or it.unknown("the text of an exception is not known")
    return RubyError(value, class_.name, "…" if given is None else it.display(given).strip('"'), it.current_span)


def exit_(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``exit``: ends the program, so that nothing is loaded."""
    del arguments
    raise make_error(it, "SystemExit", "exit")


def abort(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``abort message``."""
    message = it.certain(arguments.positional[0]) if arguments.positional else NIL
    error = make_error(it, "SystemExit", message.text if type(message) is String else "exit")
    raise error


def exec_(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``exec``: another program takes the place of this one."""
    del arguments
    error = make_error(it, "SystemExit", "another program takes the place of Vagrant here")
    error.replaced = True
    raise error


def catch(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``catch(tag) { }``."""
    tag: Value = arguments.positional[0] if arguments.positional else RubyObject(it.object)
    if arguments.block is None:
        raise it.error("LocalJumpError", "no block given")
    place = Catch(it.next_order(), tag)
    it.catches.append(place)
    try:
        value = it.call_block(arguments.block, [tag])
    except (Signal, RubyError) as signal:
        return leave(it, place, signal)
    finally:
        it.catches.remove(place)
    return resolve(it, place, value, None)


def throw(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``throw tag, value``."""
    tag = arguments.positional[0] if arguments.positional else NIL
    value = arguments.positional[1] if len(arguments.positional) > 1 else NIL
    for place in reversed(it.catches):
        same = place.tag is tag or (type(tag) is not RubyObject and it.equal(place.tag, tag))
        if same is None:
            raise BudgetExceeded("`throw` of a tag that is not known", it.current_span)
        if same:
            raise ThrowSignal(place, value)
    raise it.error("UncaughtThrowError", f"uncaught throw {it.display(tag)}")
