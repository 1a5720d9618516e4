"""JSON: parse and load with the places of values, generate, pretty_generate and to_json."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.budgets import decimal
from vmlint.languages.ruby.evaluate.builtins.json_parser import JsonError, JsonParser
from vmlint.languages.ruby.evaluate.builtins.paths import path_text, source_of, whole
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer, known, text, to_s, true
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Boolean,
    Class,
    Float,
    Hash,
    Integer,
    Nil,
    RubyObject,
    String,
    Symbol,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()

DEEPEST = 100
_LONGEST = 1_000_000
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}


def _option(options: Hash | None, name: str) -> bool:
    found = options.symbol(name) if options is not None else None
    return found is not None and true(found)


def _parsed(interpreter: Interpreter, value: Value, options: Hash | None, *, lenient: bool = False) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.yaml import standing_at

    content = text(interpreter, value)
    if len(content) > _LONGEST:
        raise Unknowable(interpreter.unknown("JSON of more than a megabyte is not read"))
    if _option(options, "array_class") or _option(options, "create_additions") or _option(options, "decimal_class"):
        raise Unknowable(interpreter.unknown("JSON that is read into other classes is not followed"))
    nesting = options.symbol("max_nesting") if options is not None else None
    deepest = DEEPEST if nesting is None else integer(interpreter, nesting) if type(nesting) is Integer else 0
    source, offset = standing_at(content, value.provenance)
    parser = JsonParser(
        interpreter,
        content,
        source,
        offset,
        value.provenance,
        symbolize=_option(options, "symbolize_names"),
        nan=lenient or _option(options, "allow_nan"),
        freeze=_option(options, "freeze"),
        deepest=min(deepest, 200) or 200,
    )
    try:
        parsed = parser.parse()
    except JsonError as error:
        if error.kind == "NestingError" and deepest == 0:
            raise Unknowable(interpreter.unknown("JSON that is nested too deeply")) from None
        raise interpreter.error(f"JSON::{error.kind}", error.message) from None
    class_ = options.symbol("object_class") if options is not None else None
    return parsed if class_ is None or type(class_) is Nil else _of_class(interpreter, parsed, class_)


def _of_class(interpreter: Interpreter, value: Value, class_: Value) -> Value:
    """Return VALUE with its objects made OpenStructs; other classes are not followed."""
    if not isinstance(class_, Class) or class_.name not in ("OpenStruct", "Hash"):
        raise Unknowable(interpreter.unknown("JSON that is read into this class is not followed"))
    if class_.name == "Hash":
        return value
    if isinstance(value, Array):
        value.items = [_of_class(interpreter, item, class_) for item in value.items]
    elif isinstance(value, Hash):
        for entry in value.entries.values():
            entry.value = _of_class(interpreter, entry.value, class_)
        return interpreter.call_method(class_, "new", [value])
    return value


def _given(options: Value | None, keywords: Hash | None) -> Hash | None:
    return options if isinstance(options, Hash) else keywords


@CLASS_METHODS("parse", "parse!")
def parse(
    interpreter: Interpreter, _receiver: Value, source: Value, options: Value | None = None, *, keywords: Hash | None
) -> Value:
    """JSON.parse."""
    return _parsed(interpreter, source, _given(options, keywords))


@CLASS_METHODS("load", "restore", "unsafe_load")
def load(
    interpreter: Interpreter,
    _receiver: Value,
    source: Value,
    proc: Value | None = None,
    options: Value | None = None,
    *,
    keywords: Hash | None,
) -> Value:
    """JSON.load: a String or an open file; nil and an empty text give nil."""
    if proc is not None and type(proc) is not Nil:
        raise Unknowable(interpreter.unknown("JSON.load with a proc is not followed"))
    if type(source) is RubyObject and "content" in source.variables:
        source = interpreter.call_method(source, "read")
    if type(source) is Nil or (type(source) is String and not text(interpreter, source)):
        return NIL
    return _parsed(interpreter, source, _given(options, keywords), lenient=True)


@CLASS_METHODS("load_file", "load_file!")
def load_file(
    interpreter: Interpreter, _receiver: Value, path: Value, options: Value | None = None, *, keywords: Hash | None
) -> Value:
    """JSON.load_file."""
    content = whole(source_of(interpreter, path_text(interpreter, path)))
    return _parsed(interpreter, content, _given(options, keywords))


@CLASS_METHODS("[]")
def either(interpreter: Interpreter, _receiver: Value, value: Value, *, keywords: Hash | None) -> Value:
    """JSON[]: parses text, generates from all else."""
    if type(value) is String:
        return _parsed(interpreter, value, keywords)
    return String(written(interpreter, value, None, 0))


@CLASS_METHODS("generate", "dump", "fast_generate", "unparse")
def generate(interpreter: Interpreter, _receiver: Value, value: Value, *options: Value, keywords: Hash | None) -> Value:
    """JSON.generate and JSON.dump, without options."""
    if options or (keywords is not None and keywords.entries):
        raise Unknowable(interpreter.unknown("JSON.generate with options is not followed"))
    return String(written(interpreter, value, None, 0), value.provenance)


@CLASS_METHODS("pretty_generate", "pretty_unparse")
def pretty_generate(
    interpreter: Interpreter, _receiver: Value, value: Value, *options: Value, keywords: Hash | None
) -> Value:
    """JSON.pretty_generate, without options."""
    if options or (keywords is not None and keywords.entries):
        raise Unknowable(interpreter.unknown("JSON.pretty_generate with options is not followed"))
    return String(written(interpreter, value, "  ", 0), value.provenance)


def to_json(interpreter: Interpreter, value: Value) -> Value:
    """Return what Ruby's to_json gives for VALUE."""
    return String(written(interpreter, value, None, 0), value.provenance)


def written(interpreter: Interpreter, value: Value, indent: str | None, depth: int) -> str:
    """Return VALUE as JSON, over several lines where INDENT is given; it must be known."""
    interpreter.tick()
    known(value)
    if depth > DEEPEST:
        raise interpreter.error("JSON::NestingError", f"nesting of {depth} is too deep")
    if isinstance(value, Nil):
        return "null"
    if isinstance(value, Boolean):
        return "true" if value.value else "false"
    if isinstance(value, Integer):
        return decimal(value.number)
    if isinstance(value, Float):
        shown = to_s(interpreter, value)
        if shown in ("NaN", "Infinity", "-Infinity"):
            raise interpreter.error("JSON::GeneratorError", f"1000: {shown} not allowed in JSON")
        return shown
    if isinstance(value, (String, Symbol)):
        return quoted(value.text if isinstance(value, String) else value.name)
    if isinstance(value, Array):
        parts = [written(interpreter, item, indent, depth + 1) for item in value.items]
        return _collection("[", "]", parts, indent, depth)
    if isinstance(value, Hash):
        parts = []
        for entry in value.entries.values():
            key = quoted(to_s(interpreter, entry.key))
            colon = ":" if indent is None else ": "
            parts.append(key + colon + written(interpreter, entry.value, indent, depth + 1))
        return _collection("{", "}", parts, indent, depth)
    return _object(interpreter, value)


def _object(interpreter: Interpreter, value: Value) -> str:
    if type(value) is RubyObject and "to_json" in interpreter.defined_names:
        return to_s(interpreter, interpreter.call_method(value, "to_json"))
    return quoted(to_s(interpreter, value))


def _collection(opening: str, closing: str, parts: list[str], indent: str | None, depth: int) -> str:
    if indent is None:
        return opening + ",".join(parts) + closing
    inner = "\n" + indent * (depth + 1)
    if not parts:
        # Ruby's json 2.6 breaks the line in empty collections: once in an object, twice in an array.
        return opening + ("\n" if opening == "[" else "") + "\n" + indent * depth + closing
    return opening + inner + ("," + inner).join(parts) + "\n" + indent * depth + closing


def quoted(content: str) -> str:
    """Return CONTENT as a JSON string."""
    escaped = "".join(_ESCAPES.get(at) or (f"\\u{ord(at):04x}" if at < " " else at) for at in content)
    return f'"{escaped}"'
