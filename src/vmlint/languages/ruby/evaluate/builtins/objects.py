"""Objects of library classes: made by ``new``, with their state in variables that the journal knows."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable
from vmlint.languages.ruby.evaluate.values import Class, RubyObject, Unknown

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Methods
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value


def constructed(interpreter: Interpreter, receiver: Value, *given: Value, arguments: Arguments) -> Value:
    """Make an object of the class RECEIVER and call its ``initialize``: this is ``Class#new``."""
    assert isinstance(receiver, Class)
    made = RubyObject(receiver)
    if interpreter.journal.layers:
        interpreter.journal.born(made)
    answer = interpreter.call_method(made, "initialize", list(given), arguments.keywords, arguments.block)
    if type(answer) is Unknown and made.uncertain is None and not made.variables:
        made.uncertain = answer
    return made


def constructor(table: Methods, *, tolerant: bool = False) -> None:
    """Enter ``new`` for a class whose module has ``initialize``."""
    table("new", tolerant=tolerant)(constructed)


def object_of(_interpreter: Interpreter, value: Value) -> RubyObject:
    """Return VALUE, an object of a library class whose state is known."""
    if not isinstance(value, RubyObject):
        raise TypeError("internal error: an object of a library class was expected")
    if value.uncertain is not None:
        raise Unknowable(value.uncertain)
    return value


def part_of(interpreter: Interpreter, value: Value, name: str) -> Value:
    """Return the part NAME of the state of VALUE; a subclass that does not call ``super`` may have made it without."""
    found = object_of(interpreter, value).variables.get(name)
    if found is None:
        raise Unknowable(interpreter.unknown("what this object of the library holds is not known"))
    return found


def like(original: RubyObject, variables: dict[str, Value]) -> RubyObject:
    """Return a new object of the class of ORIGINAL with VARIABLES."""
    made = RubyObject(original.class_, original.provenance)
    made.variables.update(variables)
    return made


def not_known(table: Methods, reason: str, *names: str) -> None:
    """Enter methods whose answer cannot be known, for REASON; a block given to one may run."""

    @table(*names, tolerant=True)
    def ask(interpreter: Interpreter, _receiver: Value, *_given: Value, arguments: Arguments) -> Value:
        from vmlint.languages.ruby.evaluate.dispatch import run_block_possibly

        cause = interpreter.unknown(reason)
        run_block_possibly(interpreter, arguments, cause)
        return cause


def answering(table: Methods, value: Value, *names: str) -> None:
    """Enter methods that always answer VALUE and do nothing."""

    @table(*names, tolerant=True)
    def answer(_interpreter: Interpreter, _receiver: Value, *_given: Value) -> Value:
        return value
