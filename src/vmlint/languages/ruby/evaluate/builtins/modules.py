"""What including Singleton and extending Forwardable brings to a class."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import object_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, items, known, name
from vmlint.languages.ruby.evaluate.lookup import linearized
from vmlint.languages.ruby.evaluate.methods import NativeMethod
from vmlint.languages.ruby.evaluate.values import NIL, Array, Class, Hash, Symbol

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()

_INSTANCE = "singleton__instance__"


def _requires(interpreter: Interpreter, receiver: Value, module: str, method: str) -> Class:
    """Return the class RECEIVER, which must have taken in MODULE to have METHOD."""
    assert isinstance(receiver, Class)
    taken = [at.name for at in linearized(receiver)] + [at.name for at in receiver.extended]
    if module not in taken:
        raise interpreter.error(
            "NoMethodError", f"undefined method `{method}' for {receiver.name}:{receiver.class_name}"
        )
    return receiver


@METHODS("instance")
def instance(interpreter: Interpreter, receiver: Value) -> Value:
    """Singleton's ``instance``: always the same object."""
    class_ = _requires(interpreter, receiver, "Singleton", "instance")
    known_instance = class_.variables.get(_INSTANCE)
    if known_instance is None:
        interpreter.touch(class_)
        known_instance = class_.variables[_INSTANCE] = interpreter.call_method(class_, "new")
    return known_instance


def _delegate(interpreter: Interpreter, receiver: Value, accessor: str, method: str, alias: str) -> None:
    class_ = _requires(interpreter, receiver, "Forwardable", "def_delegator")

    def forward(it: Interpreter, self_value: Value, arguments: Arguments) -> Value:
        target: Value
        if accessor.startswith("@"):
            target = object_of(it, self_value).variables.get(accessor, NIL)
        else:
            target = it.call_method(self_value, accessor)
        return it.call_method(target, method, arguments.positional, arguments.keywords, arguments.block)

    interpreter.touch(class_)
    class_.methods[alias] = NativeMethod(alias, forward)
    interpreter.defined_names.add(alias)


@METHODS("def_delegators", "def_instance_delegators")
def def_delegators(interpreter: Interpreter, receiver: Value, accessor: Value, *methods: Value) -> Value:
    """Forwardable#def_delegators."""
    for method in methods:
        wanted = name(interpreter, method)
        _delegate(interpreter, receiver, name(interpreter, accessor), wanted, wanted)
    return NIL


@METHODS("def_delegator", "def_instance_delegator")
def def_delegator(
    interpreter: Interpreter, receiver: Value, accessor: Value, method: Value, alias: Value | None = None
) -> Value:
    """Forwardable#def_delegator."""
    wanted = name(interpreter, method)
    shown = wanted if alias is None else name(interpreter, alias)
    _delegate(interpreter, receiver, name(interpreter, accessor), wanted, shown)
    return Symbol(shown)


@METHODS("delegate", "instance_delegate")
def delegate(interpreter: Interpreter, receiver: Value, table: Value) -> Value:
    """Forwardable#delegate."""
    known(table)
    for entry in table.entries.values() if isinstance(table, Hash) else ():
        methods = items(interpreter, entry.key) if isinstance(entry.key, Array) else [entry.key]
        def_delegators(interpreter, receiver, entry.value, *methods)
    return NIL
