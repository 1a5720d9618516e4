"""Functions that a file calls without a receiver and that need the interpreter: jumps, loading, blocks, programs."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.branching import possibly
from vmlint.languages.ruby.evaluate.budgets import MOST_ROUNDS, ROUNDS
from vmlint.languages.ruby.evaluate.control import BudgetExceeded, RubyError
from vmlint.languages.ruby.evaluate.loading import evaluate_text, load, require, require_relative
from vmlint.languages.ruby.evaluate.raising import abort, catch, exec_, exit_, raise_, throw
from vmlint.languages.ruby.evaluate.scope import Binding
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    Array,
    Class,
    Nil,
    Proc,
    String,
    Symbol,
    Unknown,
    Value,
    boolean,
)
from vmlint.languages.ruby.evaluate.visibility import set_visibility

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.methods import Function
    from vmlint.languages.ruby.evaluate.values import Arguments


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
        return it.unknown("`loop` without a block is not followed")
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
    it.missing_libraries.append(it.unknown("what `autoload` brings is not followed"))
    del arguments
    return NIL


def using(it: Interpreter, _receiver: Value, _arguments: Arguments) -> Value:
    """``using``: refinements are not followed."""
    it.missing_libraries.append(it.unknown("refinements are not followed"))
    return it.unknown("refinements are not followed")


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
    "fork": not_known("`fork` is not followed"),
    "gets": not_known(_INPUT),
    "readline": not_known(_INPUT),
    "readlines": not_known(_INPUT),
    "sleep": not_known("how long `sleep` takes cannot be known"),
    "rand": not_known("a random number cannot be known"),
    "srand": not_known("a random number cannot be known"),
    "caller": not_known("`caller` is not followed"),
    "caller_locations": not_known("`caller_locations` is not followed"),
    "select": not_known("`select` is not followed"),
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
