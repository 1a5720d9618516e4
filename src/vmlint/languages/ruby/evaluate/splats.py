"""``*values``: what a splat stands for."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Boolean,
    Float,
    Hash,
    Integer,
    Nil,
    Proc,
    Range,
    Regexp,
    RubyObject,
    String,
    Symbol,
    Unknown,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def anonymous(it: Interpreter, name: str) -> list[Value] | Unknown:
    """Return the values of the anonymous parameter ``*`` around."""
    scope = it.scope.find(name, 1 << 60)
    value = scope.variables[name] if scope is not None else NIL
    return splat(it, value)


def splat(it: Interpreter, value: Value) -> list[Value] | Unknown:
    """Return the values that ``*value`` stands for."""
    kind = type(value)
    if kind is Array:
        return value.uncertain or list(value.items)  # type: ignore[attr-defined]
    if kind is Unknown:
        return value  # type: ignore[return-value]
    if kind is Nil:
        return []
    if kind in (String, Symbol, Integer, Float, Boolean, Proc, Regexp):
        return [value]
    if kind is RubyObject and not it.responds(value, "to_a"):
        return [value]
    if kind in (Hash, Range, RubyObject) or it.responds(value, "to_a"):
        made = it.call_method(value, "to_a")
        if type(made) is Array:
            return made.uncertain or list(made.items)
        if type(made) is Unknown:
            return made
    return [value]
