"""``*values``: what a splat stands for."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.dispatch import is_real
from vmlint.languages.ruby.evaluate.lookup import opaque_reason
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Boolean,
    Float,
    Hash,
    HostObject,
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
    if kind in (Hash, Range) or _has_to_a(it, value):
        made = it.call_method(value, "to_a")
        if type(made) is Array:
            return made.uncertain or list(made.items)
        if type(made) is Unknown:
            return made
    return [value]


def _has_to_a(it: Interpreter, value: Value) -> bool:
    """Whether VALUE has, or may have, a method `to_a`."""
    if isinstance(value, HostObject):
        return False
    if type(value) is RubyObject and (it.responds(value, "to_a") or opaque_reason(value.class_) is not None):
        return True
    return is_real(it, value, "to_a")
