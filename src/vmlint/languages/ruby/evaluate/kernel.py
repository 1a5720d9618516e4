"""Functions that a file calls without a receiver and that need the interpreter: jumps, loading, blocks, programs."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.branching import possibly, resolve
from vmlint.languages.ruby.evaluate.budgets import MOST_ROUNDS, ROUNDS
from vmlint.languages.ruby.evaluate.control import BudgetExceeded, Catch, RubyError, Signal, ThrowSignal
from vmlint.languages.ruby.evaluate.errors import CAUSE, MESSAGE, error_of, is_exception, make_error
from vmlint.languages.ruby.evaluate.loading import evaluate_text, load, require, require_relative
from vmlint.languages.ruby.evaluate.methods import UserMethod
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    Array,
    Class,
    HostObject,
    Nil,
    Proc,
    RubyObject,
    String,
    Symbol,
    Unknown,
    Value,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.methods import Function
    from vmlint.languages.ruby.evaluate.scope import Scope
    from vmlint.languages.ruby.evaluate.values import Arguments


class Binding(Value):
    """What ``binding`` gives: a scope that ``eval`` and templates can use."""

    __slots__ = ("scope",)
    class_name = "Binding"

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.provenance = None


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
    """Return an error of a class that is not modelled, or of a text that is not known."""
    if type(thrown) is Unknown and thrown.pieces is not None:
        error = make_error(it, "RuntimeError", it.display(thrown).strip('"'))
        error.value.variables[MESSAGE] = thrown
        return error
    class_ = Class(
        "StandardError" if not isinstance(thrown, HostObject) else thrown.class_name, it.class_named("StandardError")
    )
    class_.opaque = it.unknown("the class of an exception is not modelled")
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


def program(name: str) -> Function:
    """Return the function NAME, which would run a program."""

    def run(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
        shown = it.display(arguments.positional[0]) if arguments.positional else ""
        made = it.unknown(f"what the program `{shown.strip(chr(34))}` does cannot be known ({name})")
        if arguments.block is not None:
            from vmlint.languages.ruby.evaluate.dispatch import run_block_possibly

            run_block_possibly(it, arguments, made)
        return made

    return run


def not_known(reason: str) -> Function:
    """Return a function whose result cannot be known."""

    def run(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
        made = it.unknown(reason)
        if arguments.block is not None:
            from vmlint.languages.ruby.evaluate.dispatch import run_block_possibly

            run_block_possibly(it, arguments, made)
        return made

    return run


def prints(it: Interpreter, _receiver: Value, _arguments: Arguments) -> Value:
    """``puts``, ``print``, ``warn``: nothing is printed."""
    del it
    return NIL


def p(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``p``, ``pp``: gives back what it would print."""
    del it
    if len(arguments.positional) == 1:
        return arguments.positional[0]
    return Array(list(arguments.positional)) if arguments.positional else NIL


def lambda_(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``lambda { }``."""
    block = arguments.block
    if type(block) is not Proc:
        raise it.error("ArgumentError", "tried to create Proc object without a block")
    made = Proc(block.parameters, block.body, block.scope, block.span, is_lambda=True, native=block.native)
    made.home = block.home
    return made


def proc(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``proc { }``."""
    if arguments.block is None:
        raise it.error("ArgumentError", "tried to create Proc object without a block")
    return arguments.block


def loop(it: Interpreter, receiver: Value, arguments: Arguments) -> Value:
    """``loop { }``: until ``break`` or StopIteration."""
    block = arguments.block
    if block is None:
        return it.unknown("`loop` without a block is not modelled")
    home = block.home if type(block) is Proc else None
    del receiver
    for _ in range(MOST_ROUNDS):
        it.tick()
        try:
            it.call_block(block, [])
        except RubyError as error:
            if any(at == "StopIteration" for at in _ancestor_names(error)):
                return error.value.variables.get("result", NIL)
            raise
        if home is not None and home.pendings:
            cause = Unknown(home.pendings[-1].guard.reason, home.pendings[-1].guard.span)
            possibly(it, cause, arguments.span, lambda: it.call_block(block, []))
            return Unknown(cause.reason, cause.span)
        if type(block) is Unknown:
            return block
    raise BudgetExceeded(ROUNDS, arguments.span)


def _ancestor_names(error: RubyError) -> list[str]:
    from vmlint.languages.ruby.evaluate.lookup import linearized

    return [ancestor.name for ancestor in linearized(error.value.class_)]


def catch(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``catch(tag) { }``."""
    tag: Value = arguments.positional[0] if arguments.positional else RubyObject(it.object)
    if arguments.block is None:
        raise it.error("LocalJumpError", "no block given")
    place = Catch(it.next_order(), tag)
    it.catches.append(place)
    try:
        value = it.call_block(arguments.block, [tag])
    except ThrowSignal as signal:
        if signal.target is not place:
            if place.pendings is None:
                raise
            return resolve(it, place, NIL, signal)
        return signal.value if place.pendings is None else resolve(it, place, signal.value, None)
    except (Signal, RubyError) as signal:
        if place.pendings is None:
            raise
        return resolve(it, place, NIL, signal)
    finally:
        it.catches.remove(place)
    return value if place.pendings is None else resolve(it, place, value, None)


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


def block_given(it: Interpreter, _receiver: Value, _arguments: Arguments) -> Value:
    """``block_given?``."""
    method = it.scope.method
    if method is None:
        return FALSE
    return method.block if type(method.block) is Unknown else boolean(method.block is not None)


def binding(it: Interpreter, _receiver: Value, _arguments: Arguments) -> Value:
    """``binding``."""
    return Binding(it.scope)


def eval_(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``eval text`` or ``eval text, binding``."""
    if not arguments.positional:
        raise it.error("ArgumentError", "wrong number of arguments (given 0, expected 1..4)")
    scope = it.scope
    if len(arguments.positional) > 1:
        place = arguments.positional[1]
        if type(place) is Binding:
            scope = place.scope
        elif type(place) is not Nil:
            it.outcome.note(it.current_span, "eval in a binding that is not known", affects_hosts=True)
            return it.unknown("eval in a binding that is not known")
    return evaluate_text(it, arguments.positional[0], scope)


def at_exit(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``at_exit { }``: runs long after the file was loaded."""
    if type(arguments.block) is Proc:
        it.exit_blocks.append(arguments.block)
        return arguments.block
    return NIL


def current_method(it: Interpreter, _receiver: Value, _arguments: Arguments) -> Value:
    """``__method__``."""
    return NIL if it.scope.method is None else Symbol(it.scope.method.name)


def current_folder(it: Interpreter, _receiver: Value, _arguments: Arguments) -> Value:
    """``__dir__``."""
    import os

    return String(os.path.dirname(it.absolute_path(it.source)), it.place_of_call())


def local_variables(it: Interpreter, _receiver: Value, _arguments: Arguments) -> Value:
    """``local_variables``."""
    return Array([Symbol(name) for name in it.scope.names() if name[:1].isalpha() or name[:1] == "_"])


def nothing(it: Interpreter, _receiver: Value, _arguments: Arguments) -> Value:
    """What changes nothing that matters here (``trap``, ``srand``)."""
    del it
    return NIL


def autoload(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``autoload :Name, path``: the constant may come from there."""
    it.missing_libraries.append(it.unknown("what `autoload` brings is not modelled"))
    del arguments
    return NIL


def using(it: Interpreter, _receiver: Value, _arguments: Arguments) -> Value:
    """``using``: refinements are not modelled."""
    it.missing_libraries.append(it.unknown("refinements are not modelled"))
    return it.unknown("refinements are not modelled")


def set_visibility(visibility: str) -> Function:
    """Return the function ``private`` or its like."""

    def run(it: Interpreter, receiver: Value, arguments: Arguments) -> Value:
        class_: Any = receiver if type(receiver) is Class else it.object
        if not arguments.positional:
            it.scope.visibility = visibility
            return NIL
        names = _names(arguments.positional)
        for name in names:
            _change_visibility(it, class_, name, visibility)
        return arguments.positional[0] if len(arguments.positional) == 1 else Array(list(arguments.positional))

    return run


def _names(values: list[Value]) -> list[str]:
    names = []
    for value in values:
        if type(value) is Symbol:
            names.append(value.name)
        elif type(value) is String:
            names.append(value.text)
        elif type(value) is Array:
            names += _names(value.items)
    return names


def _change_visibility(it: Interpreter, class_: Class, name: str, visibility: str) -> None:
    method = class_.methods.get(name)
    if type(method) is not UserMethod:
        return
    it.touch(class_)
    changed = UserMethod(method.name, method.node, method.source, method.owner, method.modules, visibility)
    if visibility == "module_function":
        changed.visibility = "private"
        class_.singleton_methods[name] = UserMethod(
            method.name, method.node, method.source, method.owner, method.modules, "public"
        )
    class_.methods[name] = changed


def object_include(it: Interpreter, receiver: Value, arguments: Arguments) -> Value:
    """``include`` outside of classes."""
    from vmlint.languages.ruby.evaluate.modules import include

    return include(it, receiver if type(receiver) is Class else it.object, arguments) or NIL


def define_method(it: Interpreter, receiver: Value, arguments: Arguments) -> Value:
    """``define_method`` without a receiver."""
    from vmlint.languages.ruby.evaluate.modules import define

    return define(it, receiver if type(receiver) is Class else it.scope.definee, arguments) or NIL


_INPUT = "what is read from standard input cannot be known"
FUNCTIONS: dict[str, Function] = {
    "raise": raise_,
    "fail": raise_,
    "exit": exit_,
    "exit!": exit_,
    "abort": abort,
    "exec": exec_,
    "system": program("system"),
    "`": program("backticks"),
    "spawn": program("spawn"),
    "fork": not_known("`fork` is not modelled"),
    "gets": not_known(_INPUT),
    "readline": not_known(_INPUT),
    "readlines": not_known(_INPUT),
    "sleep": not_known("how long `sleep` takes cannot be known"),
    "rand": not_known("a random number cannot be known"),
    "srand": not_known("a random number cannot be known"),
    "caller": not_known("`caller` is not modelled"),
    "caller_locations": not_known("`caller_locations` is not modelled"),
    "select": not_known("`select` is not modelled"),
    "set_trace_func": nothing,
    "trap": nothing,
    "puts": prints,
    "print": prints,
    "warn": prints,
    "printf": prints,
    "putc": prints,
    "display": prints,
    "p": p,
    "pp": p,
    "lambda": lambda_,
    "proc": proc,
    "loop": loop,
    "catch": catch,
    "throw": throw,
    "block_given?": block_given,
    "iterator?": block_given,
    "binding": binding,
    "eval": eval_,
    "at_exit": at_exit,
    "require": require,
    "require_relative": require_relative,
    "load": load,
    "gem": nothing,
    "autoload": autoload,
    "using": using,
    "__method__": current_method,
    "__callee__": current_method,
    "__dir__": current_folder,
    "local_variables": local_variables,
    "private": set_visibility("private"),
    "public": set_visibility("public"),
    "protected": set_visibility("protected"),
    "module_function": set_visibility("module_function"),
    "include": object_include,
    "define_method": define_method,
}
