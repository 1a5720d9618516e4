"""Kernel: conversion functions (``Integer("3")``), ``format``, and what only the time or chance decides."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.numerals import parse_float, parse_integer
from vmlint.languages.ruby.evaluate.builtins.support import (
    Methods,
    described,
    integer,
    responds,
    text,
    true,
)
from vmlint.languages.ruby.evaluate.control import RubyError
from vmlint.languages.ruby.evaluate.values import NIL, Array, Float, Hash, Integer, Nil, RubyObject, String

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = METHODS


@METHODS("format", "sprintf", tolerant=True)
def _format(interpreter: Interpreter, _self: Value, template: Value, *values: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.format import formatted

    return formatted(interpreter, text(interpreter, template), list(values), template.provenance)


def _quietly(keywords: Hash | None, convert: Callable[[], Value]) -> Value:
    """Return what CONVERT gives; where KEYWORDS say ``exception: false``, nil instead of an error."""
    raises = None if keywords is None else keywords.symbol("exception")
    if raises is None or true(raises):
        return convert()
    try:
        return convert()
    except RubyError:
        return NIL


@METHODS("Integer")
def _integer(
    interpreter: Interpreter, _self: Value, value: Value, base: Value | None = None, *, keywords: Hash | None
) -> Value:
    return _quietly(keywords, lambda: _to_integer(interpreter, value, base))


def _to_integer(interpreter: Interpreter, value: Value, base: Value | None) -> Value:
    radix = 0 if base is None or type(base) is Nil else integer(interpreter, base)
    if type(value) is String:
        if radix < 0 or radix == 1 or radix > 36:
            raise interpreter.error("ArgumentError", f"invalid radix {radix}")
        return Integer(parse_integer(interpreter, value.text, radix))
    if radix:
        raise interpreter.error("ArgumentError", "base specified for non string value")
    if type(value) is Integer:
        return value
    if type(value) is Float:
        return interpreter.call_method(value, "to_i")
    if type(value) is Nil:
        raise interpreter.error("TypeError", "can't convert nil into Integer")
    for method in ("to_int", "to_i"):
        if responds(value, method):
            return interpreter.call_method(value, method)
    if value.class_name in ("Time", "Rational", "BigDecimal"):
        return interpreter.call_method(value, "to_i")
    raise interpreter.error("TypeError", f"can't convert {described(value)} into Integer")


@METHODS("Float")
def _float(interpreter: Interpreter, _self: Value, value: Value, *, keywords: Hash | None) -> Value:
    return _quietly(keywords, lambda: _to_float(interpreter, value))


def _to_float(interpreter: Interpreter, value: Value) -> Value:
    if type(value) is String:
        return Float(parse_float(interpreter, value.text))
    if type(value) in (Integer, Float):
        return interpreter.call_method(value, "to_f")
    if type(value) is RubyObject and responds(value, "to_f"):
        return interpreter.call_method(value, "to_f")
    raise interpreter.error("TypeError", f"can't convert {described(value)} into Float")


@METHODS("String", tolerant=True)
def _string(interpreter: Interpreter, _self: Value, value: Value) -> Value:
    return value if type(value) is String else interpreter.to_s(value)


@METHODS("Array")
def _array(interpreter: Interpreter, _self: Value, value: Value) -> Value:
    if type(value) is Array:
        return value
    if type(value) is Nil:
        return Array([])
    if responds(value, "to_ary"):
        return interpreter.call_method(value, "to_ary")
    from vmlint.languages.ruby.evaluate.builtins import exists

    if responds(value, "to_a") or exists(value.class_name, "to_a"):
        return interpreter.call_method(value, "to_a")
    return Array([value])


@METHODS("Pathname")
def _pathname(interpreter: Interpreter, _self: Value, value: Value) -> Value:
    return interpreter.call_method(interpreter.class_named("Pathname"), "new", [value])


@METHODS("URI")
def _uri(interpreter: Interpreter, _self: Value, value: Value) -> Value:
    return interpreter.call_method(interpreter.class_named("URI"), "parse", [value])


@METHODS("test")
def _test(interpreter: Interpreter, _self: Value, command: Value, path: Value) -> Value:
    asked = {"e": "exist?", "f": "file?", "d": "directory?"}.get(text(interpreter, command))
    if asked is None:
        return interpreter.unknown("Kernel#test is modelled for e, f and d only")
    return interpreter.call_method(interpreter.class_named("File"), asked, [path])
