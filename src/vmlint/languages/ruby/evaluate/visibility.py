"""``private``, ``public``, ``protected`` and ``module_function``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.methods import UserMethod
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Class,
    String,
    Symbol,
    Value,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.methods import Function
    from vmlint.languages.ruby.evaluate.values import Arguments


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
