"""What including Singleton and extending Forwardable brings to a class."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods
from vmlint.languages.ruby.evaluate.lookup import linearized
from vmlint.languages.ruby.evaluate.values import Class

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

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
