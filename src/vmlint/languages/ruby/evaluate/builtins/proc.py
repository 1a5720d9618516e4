"""Proc and Method: composition, currying, and what is known of their shape."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.iteration import native
from vmlint.languages.ruby.evaluate.builtins.support import Methods, integer, known
from vmlint.languages.ruby.evaluate.values import FALSE, Array, Integer, Method, Proc, Symbol, boolean

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()
CLASS_METHODS = Methods()


@CLASS_METHODS("new")
def _new(interpreter: Interpreter, _class: Value, *, arguments: Arguments) -> Value:
    if arguments.block is None:
        raise interpreter.error("ArgumentError", "tried to create Proc object without a block")
    return arguments.block


def _composed(interpreter: Interpreter, first: Value, then: Value) -> Value:
    def run(interpreter: Interpreter, arguments: Arguments) -> Value:
        middle = interpreter.call_method(first, "call", arguments.positional, arguments.keywords, arguments.block)
        return interpreter.call_method(then, "call", [middle])

    made = native(interpreter, run)
    made.is_lambda = True
    return made


@METHODS(">>")
def _then(interpreter: Interpreter, first: Value, then: Value) -> Value:
    return _composed(interpreter, first, then)


@METHODS("<<")
def _after(interpreter: Interpreter, then: Value, first: Value) -> Value:
    return _composed(interpreter, first, then)


@METHODS("curry")
def _curry(interpreter: Interpreter, value: Proc | Method, number: Value | None = None) -> Value:
    arity = known(interpreter.call_method(value, "arity"))
    assert type(arity) is Integer
    required = arity.number if arity.number >= 0 else -arity.number - 1
    wanted = required if number is None else integer(interpreter, number)
    if number is not None and _is_strict(value) and (wanted < required or wanted > arity.number >= 0):
        expected = str(arity.number) if arity.number >= 0 else f"{required}+"
        message = f"wrong number of arguments (given {wanted}, expected {expected})"
        raise interpreter.error("ArgumentError", message)
    return _partial(interpreter, value, wanted, [])


def _is_strict(value: Proc | Method) -> bool:
    return isinstance(value, Method) or value.is_lambda


def _partial(interpreter: Interpreter, value: Value, wanted: int, given: list[Value]) -> Value:
    if len(given) >= wanted:
        return interpreter.call_method(value, "call", given)

    def take(interpreter: Interpreter, arguments: Arguments) -> Value:
        return _partial(interpreter, value, wanted, [*given, *arguments.positional])

    made = native(interpreter, take)
    made.is_lambda = True
    return made


@METHODS("parameters")
def _parameters(interpreter: Interpreter, value: Proc | Method) -> Value:
    if isinstance(value, Method) or value.native is not None:
        return interpreter.unknown("the parameters of this method are not modelled")
    pairs: list[Value] = []
    for parameter in value.parameters or []:
        kind = _KINDS.get(parameter.kind)
        if kind is None:
            return interpreter.unknown("parameters of this kind are not modelled")
        if kind == "req" and not value.is_lambda:
            kind = "opt"
        if kind == "key" and parameter.default is None:
            kind = "keyreq"
        pairs.append(Array([Symbol(kind), *([Symbol(parameter.name)] if parameter.name else [])]))
    return Array(pairs)


_KINDS = {
    "required": "req",
    "optional": "opt",
    "rest": "rest",
    "keyword": "key",
    "keyword_rest": "keyrest",
    "block": "block",
}


@METHODS("name")
def _name(_interpreter: Interpreter, value: Method) -> Value:
    return Symbol(value.name)


@METHODS("==", "eql?")
def _equal(_interpreter: Interpreter, value: Value, other: Value) -> Value:
    if isinstance(value, Method) and isinstance(other, Method):
        return boolean(value.receiver is other.receiver and value.name == other.name)
    return boolean(value is other)


@METHODS("unbind", "owner", "original_name", "super_method", "source_location", "binding", "hash")
def _not_modelled(interpreter: Interpreter, _value: Value) -> Value:
    return interpreter.unknown("where a method or block comes from is not modelled")


@METHODS("ruby2_keywords")
def _same(_interpreter: Interpreter, value: Value) -> Value:
    return value


@METHODS("inspect", "to_s")
def _inspect(interpreter: Interpreter, value: Value) -> Value:
    return interpreter.unknown(f"the text of {value.class_name} objects holds an address")


@METHODS("frozen?")
def _frozen(_interpreter: Interpreter, _value: Value) -> Value:
    return FALSE
