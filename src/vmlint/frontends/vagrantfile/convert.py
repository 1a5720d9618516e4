"""From the evaluator's values to the plain ones of the facts."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.facts import ObjectFact, RangeFact, Setting, SymbolName, UnknownFact
from vmlint.languages.ruby.evaluate.values import (
    Array,
    Boolean,
    Float,
    Hash,
    HostObject,
    Integer,
    Method,
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
    from collections.abc import Callable
    from typing import Any

    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.facts import Plain
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Assumption, Provenance, Value

DEEPEST = 12
# Python makes no text of a number of more than 4,300 digits.
MOST_BITS = 14_000
TOO_LARGE = "a number of more than 4,200 digits"
TEXT_LIKE = frozenset(("Pathname",))


def plain(interpreter: Interpreter, value: Value, depth: int = 0) -> Plain:
    """Return VALUE as the facts hold it."""
    if depth > DEEPEST:
        return UnknownFact("nested too deeply", None, None)
    convert = CONVERTERS.get(type(value))
    if convert is not None:
        return convert(interpreter, value, depth)
    if isinstance(value, RubyObject):
        return _object(interpreter, value, depth)
    if isinstance(value, HostObject):
        return ObjectFact("Dummy", "")
    return ObjectFact("Class", getattr(value, "name", ""))


def unknown(value: Unknown) -> UnknownFact:
    """Return the fact that stands for VALUE."""
    pieces = None
    if value.pieces is not None:
        pieces = tuple(piece if isinstance(piece, str) else unknown(piece) for piece in value.pieces)
    return UnknownFact(value.reason, value.span, pieces)


def setting(
    interpreter: Interpreter,
    value: Value,
    span: Span | None,
    key_span: Span | None,
    call: Span | None,
    assumptions: tuple[Assumption, ...] = (),
) -> Setting:
    """Return VALUE with its places."""
    provenance: Provenance | None = value.provenance
    origins: tuple[Span, ...] = ()
    if provenance is not None:
        origins = tuple(at for at in provenance.spans if span is None or not _inside(at, span))
        if provenance.assumptions:
            assumptions = tuple(dict.fromkeys((*provenance.assumptions, *assumptions)))
    return Setting(plain(interpreter, value), span, key_span, origins, assumptions, call)


def _inside(one: Span, other: Span) -> bool:
    return one.source is other.source and other.start <= one.start and one.end <= other.end


def key_text(interpreter: Interpreter, key: Value) -> str:
    """Return an option's key: a symbol's name, anything else as ``inspect`` shows it."""
    if type(key) is Symbol:
        return key.name
    shown = interpreter.inspect(key)
    return shown.text if type(shown) is String else "?"


def _string(_: Interpreter, value: Any, __: int) -> Plain:
    return value.text if value.uncertain is None else unknown(value.uncertain)


def _integer(_: Interpreter, value: Any, __: int) -> Plain:
    return value.number if value.number.bit_length() < MOST_BITS else UnknownFact(TOO_LARGE, None, None)


def _array(interpreter: Interpreter, value: Any, depth: int) -> Plain:
    if value.uncertain is not None:
        return unknown(value.uncertain)
    return [plain(interpreter, item, depth + 1) for item in value.items]


def _hash(interpreter: Interpreter, value: Any, depth: int) -> Plain:
    if value.uncertain is not None:
        return unknown(value.uncertain)
    found = {}
    for entry in value.entries.values():
        key = interpreter.to_s(entry.key)
        if type(key) is not String:
            return unknown(key) if type(key) is Unknown else UnknownFact("a key is not known", None, None)
        found[key.text] = plain(interpreter, entry.value, depth + 1)
    return found


def _range(interpreter: Interpreter, value: Any, depth: int) -> Plain:
    return RangeFact(
        plain(interpreter, value.first, depth + 1), plain(interpreter, value.last, depth + 1), value.exclusive
    )


def _object(interpreter: Interpreter, value: RubyObject, depth: int) -> Plain:
    if value.uncertain is not None:
        return unknown(value.uncertain)
    if value.class_name == "Set":
        items = interpreter.call_method(value, "to_a")
        return plain(interpreter, items, depth + 1)
    text = interpreter.to_s(value)
    if type(text) is not String:
        return unknown(text) if type(text) is Unknown else UnknownFact("its text is not known", None, None)
    return text.text if value.class_name in TEXT_LIKE else ObjectFact(value.class_name, text.text)


def _regexp(interpreter: Interpreter, value: Any, _: int) -> Plain:
    on = "".join(flag for flag in "mix" if flag in value.flags)
    off = "".join(flag for flag in "mix" if flag not in value.flags)
    return ObjectFact("Regexp", f"(?{on}{'-' if off else ''}{off}:{value.source})")


CONVERTERS: dict[type, Callable[[Interpreter, Any, int], Plain]] = {
    String: _string,
    Symbol: lambda _, value, __: SymbolName(value.name),
    Integer: _integer,
    Float: lambda _, value, __: value.number,
    Boolean: lambda _, value, __: value.value,
    Nil: lambda _, value, __: None,
    Unknown: lambda _, value, __: unknown(value),
    Array: _array,
    Hash: _hash,
    Range: _range,
    Regexp: _regexp,
    Proc: lambda _, value, __: ObjectFact("Proc", ""),
    Method: lambda _, value, __: ObjectFact("Proc", ""),
}
