"""ENV: what the world sets, what it hides, what the file sets itself, and the assumption that the rest is not set."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.state import state
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, described, known, text
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    Array,
    Boolean,
    Hash,
    Nil,
    Proc,
    String,
    Unknown,
    Value,
    combine,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments

METHODS = Methods()


class Environment(Value):
    """The object ENV; what the file changes is kept in the interpreter's state."""

    __slots__ = ()
    class_name = "ENV"


def name_of(interpreter: Interpreter, value: Value) -> str:
    """Return the name of a variable that VALUE gives, a String."""
    if type(value) not in (String, Unknown):
        known(value)
        if not hasattr(value, "class_"):
            raise interpreter.error("TypeError", f"no implicit conversion of {described(value)} into String")
    name = text(interpreter, value)
    if "\0" in name:
        raise interpreter.error("ArgumentError", "bad environment variable name: contains null byte")
    return name


def get(interpreter: Interpreter, name: str) -> Value:
    """Return the value of the variable NAME: a String, nil (on an assumption unless deleted by the file), Unknown."""
    changes = state(interpreter).environment
    if changes.uncertain is not None:
        return changes.uncertain
    own = changes.entries.get(("string", name))
    if own is not None:
        return interpreter.certain(own.value)
    world = interpreter.world
    if world.hides(name):
        return interpreter.unknown(f"the value of ENV['{name}'] is not known")
    found = world.environment.get(name)
    if found is None:
        return Nil(interpreter.assume(f"ENV['{name}'] is not set", f"--env {name}=…"))
    result = String(found)
    result.frozen = True
    return result


def whether(interpreter: Interpreter, name: str) -> Value:
    """Return whether the variable NAME is set, as a Boolean with its provenance, or Unknown."""
    value = get(interpreter, name)
    if type(value) is Unknown:
        if interpreter.world.hides(name) and name in ("PATH", "SHELL", "TERM", "PWD"):
            return Boolean(True)
        return interpreter.unknown(f"whether ENV['{name}'] is set is not known")
    return Boolean(type(value) is not Nil, value.provenance)


def store(interpreter: Interpreter, name: str, value: Value) -> None:
    """Set the variable NAME for this process."""
    changes = state(interpreter).environment
    interpreter.touch(changes)
    kept = value
    if type(value) is String:
        kept = String(value.text, value.provenance)
        kept.frozen = True
    changes.store(String(name), kept)


def everything(interpreter: Interpreter) -> Unknown:
    """Return what stands for all variables: some of them are always hidden."""
    return interpreter.unknown("which environment variables are set is not known")


@METHODS("[]")
def at(interpreter: Interpreter, _receiver: Value, name: Value) -> Value:
    """ENV[]."""
    return get(interpreter, name_of(interpreter, name))


@METHODS("fetch", tolerant=True)
def fetch(
    interpreter: Interpreter, _receiver: Value, name: Value, default: Value | None = None, *, block: Proc | None
) -> Value:
    """ENV.fetch; the default and its block count where the variable is not set."""
    from vmlint.languages.ruby.evaluate.dispatch import with_assumptions

    wanted = name_of(interpreter, name)
    value = get(interpreter, wanted)
    if type(value) is not Nil:
        return value
    premises = value.provenance.assumptions if value.provenance is not None else ()
    if block is not None:
        return with_assumptions(interpreter.call_block(block, [name]), premises)
    if default is not None:
        return with_assumptions(default, premises)
    error = interpreter.error("KeyError", f'key not found: "{wanted}"')
    return _refused(interpreter, error, value)


def _refused(interpreter: Interpreter, error: RubyError, value: Value) -> Value:
    """Raise ERROR; where it hangs on an assumption and nobody rescues it, the variable is taken to be set."""
    premises = value.provenance.assumptions if value.provenance is not None else ()
    if not premises:
        raise error
    error.assumptions = premises
    if interpreter.handler_for(error) is not None:
        raise error
    interpreter.pass_guard(premises, error)
    return interpreter.unknown(f"{error.message}, were it not for an assumption")


@METHODS("key?", "has_key?", "include?", "member?")
def has_key(interpreter: Interpreter, _receiver: Value, name: Value) -> Value:
    """ENV.key? and its other names."""
    return whether(interpreter, name_of(interpreter, name))


@METHODS("[]=", "store", tolerant=True)
def set_variable(interpreter: Interpreter, _receiver: Value, name: Value, value: Value) -> Value:
    """ENV[]=: a String, or nil to delete."""
    wanted = name_of(interpreter, name)
    if type(value) is not Unknown and type(value) is not Nil and interpreter.certain(value) is value:
        text(interpreter, value)
    store(interpreter, wanted, value)
    return value


@METHODS("delete")
def delete(interpreter: Interpreter, _receiver: Value, name: Value) -> Value:
    """ENV.delete."""
    wanted = name_of(interpreter, name)
    value = get(interpreter, wanted)
    store(interpreter, wanted, NIL)
    return value


@METHODS("values_at")
def values_at(interpreter: Interpreter, _receiver: Value, *names: Value) -> Value:
    """ENV.values_at."""
    return Array([get(interpreter, name_of(interpreter, name)) for name in names])


@METHODS("slice")
def slice_(interpreter: Interpreter, _receiver: Value, *names: Value) -> Value:
    """ENV.slice."""
    result, parts = Hash(), []
    for name in names:
        value = get(interpreter, name_of(interpreter, name))
        if type(value) is Unknown:
            raise Unknowable(value)
        parts.append(value.provenance)
        if type(value) is not Nil:
            result.store(name, value)
    result.provenance = combine(parts)
    return result


@METHODS("update", "merge!")
def update(interpreter: Interpreter, receiver: Value, *others: Value) -> Value:
    """ENV.update."""
    for other in others:
        if type(other) is not Hash:
            raise interpreter.error("TypeError", f"no implicit conversion of {described(other)} into Hash")
        for entry in other.entries.values():
            set_variable(interpreter, receiver, entry.key, entry.value)
    return receiver


@METHODS("to_s", "inspect")
def to_s(interpreter: Interpreter, _receiver: Value, *, arguments: Arguments) -> Value:
    """ENV.to_s and ENV.inspect."""
    if arguments.name_span.text == "to_s":
        return String("ENV")
    return everything(interpreter)


@METHODS("empty?")
def empty(_interpreter: Interpreter, _receiver: Value) -> Value:
    """ENV.empty?: HOME at least is set."""
    return FALSE


@METHODS("class")
def class_(interpreter: Interpreter, _receiver: Value) -> Value:
    """ENV.class."""
    return interpreter.class_named("Object")


def _on_everything(*names: str) -> None:
    @METHODS(*names, tolerant=True)
    def ask(interpreter: Interpreter, _receiver: Value, *_given: Value, arguments: Arguments) -> Value:
        from vmlint.languages.ruby.evaluate.dispatch import run_block_possibly

        cause = everything(interpreter)
        run_block_possibly(interpreter, arguments, cause)
        return cause


_on_everything("to_h", "to_hash", "to_a", "keys", "values", "size", "length", "each", "each_pair", "map", "collect")
_on_everything(
    "select", "filter", "reject", "find", "detect", "find_all", "any?", "all?", "none?", "count", "key", "value?"
)
_on_everything(
    "has_value?", "invert", "each_key", "each_value", "sort", "sort_by", "flat_map", "each_with_object", "inject"
)
_on_everything(
    "reduce", "group_by", "partition", "filter_map", "assoc", "rassoc", "clone", "dup", "except", "min_by", "max_by"
)
_on_everything(
    "to_set", "each_with_index", "sum", "zip", "first", "grep", "entries", "lazy", "each_entry", "freeze", "rehash"
)


def _spoiling(*names: str) -> None:
    @METHODS(*names, tolerant=True)
    def change(interpreter: Interpreter, receiver: Value, *_given: Value, arguments: Arguments) -> Value:
        from vmlint.languages.ruby.evaluate.dispatch import run_block_possibly

        cause = everything(interpreter)
        interpreter.spoil(state(interpreter).environment, cause)
        run_block_possibly(interpreter, arguments, cause)
        return receiver


_spoiling("clear", "replace", "delete_if", "keep_if", "reject!", "select!", "filter!", "shift")
