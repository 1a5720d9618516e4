"""From the evaluator's values to the plain ones of the facts, and from those to what the model has of them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.facts import CERTAIN, ObjectFact, RangeFact, Setting, SymbolName, UnknownFact
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
from vmlint.model.value import ABSENT, Origin, Spanned, Step
from vmlint.model.value import Assumption as ModelAssumption
from vmlint.model.value import Unknown as UnknownValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.facts import Declaration, MachineFacts, NetworkFacts, Plain
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


def origin_of(network: NetworkFacts, machine: MachineFacts | None = None) -> Origin:
    """Return what a network rests on: its last call, and whether it certainly exists in its machine."""
    certain = network.certainty == CERTAIN and (machine is None or machine.certainty == CERTAIN)
    return origin(network.declaration, certain)


def origin_of_declaration(declaration: Declaration) -> Origin:
    """Return what a call rests on."""
    return origin(declaration, not declaration.guards)


def spanned(setting: Setting | None) -> Spanned:
    """Return the value of an option with its place; what is no text, number or truth value is unknown."""
    if setting is None:
        return ABSENT
    return Spanned(_in_the_model(setting.value), setting.span, assumptions(setting.assumptions), setting.origins)


def assumptions(stated: Iterable[Assumption]) -> tuple[ModelAssumption, ...]:
    """Return assumptions of the evaluation as the model has them."""
    return tuple(ModelAssumption(each.what, each.change, each.span) for each in stated)


def _in_the_model(value: Plain) -> object:
    if isinstance(value, UnknownFact):
        return UnknownValue(value.reason)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return UnknownValue(f"it is no plain value but a {type(value).__name__}")


def origin(declaration: Declaration | None, certain: bool) -> Origin:
    """Return what a call rests on that is as CERTAIN; None: nobody wrote it."""
    if declaration is None:
        return Origin(None, certain, (), ())
    steps = tuple(Step(frame.text, frame.span, frame.values) for frame in declaration.frames if frame.span is not None)
    return Origin(declaration.span, certain, assumptions(declaration.assumptions), steps)


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
