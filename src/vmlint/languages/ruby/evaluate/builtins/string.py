"""String: joining, comparison, case, blanks, parts by position, conversion."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import (
    BLANK,
    Methods,
    Unknowable,
    described,
    integer,
    known,
    text,
    yields,
)
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Array,
    Float,
    Hash,
    Integer,
    Nil,
    Range,
    Regexp,
    String,
    Symbol,
    Unknown,
    boolean,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()


@CLASS_METHODS("new")
def _new(interpreter: Interpreter, _class: Value, start: Value | None = None, *, keywords: Hash | None) -> Value:
    del keywords
    return String("" if start is None else text(interpreter, start))


@METHODS("+", tolerant=True)
def _plus(interpreter: Interpreter, string: String, other: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.rendering import joined

    if type(other) not in (String, Unknown):
        other = String(text(interpreter, other), other.provenance)
    return joined(interpreter, (string, other))


@METHODS("*")
def _times(interpreter: Interpreter, string: String, times: Value) -> Value:
    number = integer(interpreter, times)
    if number < 0:
        raise interpreter.error("ArgumentError", "negative argument")
    interpreter.check_size(number * len(string.text))
    return String(string.text * number)


@METHODS("%", tolerant=True)
def _format(interpreter: Interpreter, string: String, argument: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.format import formatted

    if type(argument) is Array:
        return formatted(interpreter, string.text, known(argument).items, string.provenance)  # type: ignore[attr-defined]
    return formatted(interpreter, string.text, [argument], string.provenance)


@METHODS("<<", "concat", mutates=True)
def _append(interpreter: Interpreter, string: String, *others: Value) -> Value:
    added = [_appendable(interpreter, string if other is string else other) for other in others]
    interpreter.check_size(len(string.text) + sum(len(other) for other in added))
    string.text += "".join(added)
    return string


def _appendable(interpreter: Interpreter, value: Value) -> str:
    if type(value) is not Integer:
        return text(interpreter, value)
    if not 0 <= value.number <= 0x10FFFF:
        raise interpreter.error("RangeError", f"{value.number} out of char range")
    return chr(value.number)


@METHODS("eql?")
def _eql(_interpreter: Interpreter, string: String, other: Value) -> Value:
    return boolean(type(other) is String and other.text == string.text)


@METHODS("<=>")
def _order(interpreter: Interpreter, string: String, other: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.compare import order

    answer = order(interpreter, string, other)
    return NIL if answer is None else Integer(answer)


def _simple(names: str, function: Callable[[str], str]) -> None:
    @METHODS(*names.split())
    def method(_interpreter: Interpreter, string: String) -> Value:
        return String(function(string.text))


_simple("reverse", lambda value: value[::-1])
_simple("strip", lambda value: value.strip(BLANK))
_simple("lstrip", lambda value: value.lstrip(BLANK))
_simple("rstrip", lambda value: value.rstrip(BLANK))
_simple("chop", lambda value: value[:-2] if value.endswith("\r\n") else value[:-1])
_simple("b scrub", lambda value: value)


def _casing(names: str, function: Callable[[str], str]) -> None:
    @METHODS(*names.split())
    def method(interpreter: Interpreter, string: String, *options: Value) -> Value:
        if options:
            raise Unknowable(interpreter.unknown("the options of changes of case are not followed"))
        return String(function(string.text))


CASES: dict[str, Callable[[str], str]] = {
    "upcase": str.upper,
    "downcase": str.lower,
    "capitalize": str.capitalize,
    "swapcase": str.swapcase,
}
for _name, _function in CASES.items():
    _casing(_name, _function)


@METHODS("to_s", "to_str")
def _to_s(_interpreter: Interpreter, string: String) -> Value:
    return string


@METHODS("inspect")
def _inspect(_interpreter: Interpreter, string: String) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.rendering import quoted

    return String(quoted(string.text))


@METHODS("to_sym", "intern")
def _to_sym(_interpreter: Interpreter, string: String) -> Value:
    return Symbol(string.text)


@METHODS("to_i")
def _to_i(interpreter: Interpreter, string: String, base: Value | None = None) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.numerals import leading_integer

    radix = 10 if base is None else integer(interpreter, base)
    if radix < 0 or radix == 1 or radix > 36:
        raise interpreter.error("ArgumentError", f"invalid radix {radix}")
    found = leading_integer(string.text, radix)
    return Integer(found[0] if found else 0)


@METHODS("to_f")
def _to_f(_interpreter: Interpreter, string: String) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.numerals import leading_float

    return Float(leading_float(string.text))


@METHODS("length", "size")
def _length(_interpreter: Interpreter, string: String) -> Value:
    return Integer(len(string.text))


@METHODS("empty?")
def _empty(_interpreter: Interpreter, string: String) -> Value:
    return FALSE if string.text else TRUE


@METHODS("include?")
def _include(interpreter: Interpreter, string: String, other: Value) -> Value:
    return boolean(text(interpreter, other) in string.text)


@METHODS("start_with?")
def _start_with(interpreter: Interpreter, string: String, *starts: Value) -> Value:
    for start in starts:
        if type(start) is Regexp:
            from vmlint.languages.ruby.evaluate.builtins.pattern import find

            if find(interpreter, Regexp(r"\A(?:" + start.source + ")", start.flags), string, 0) is not None:
                return TRUE
        elif string.text.startswith(text(interpreter, start)):
            return TRUE
    return FALSE


@METHODS("end_with?")
def _end_with(interpreter: Interpreter, string: String, *ends: Value) -> Value:
    return boolean(any(string.text.endswith(text(interpreter, end)) for end in ends))


@METHODS("delete_prefix")
def _delete_prefix(interpreter: Interpreter, string: String, prefix: Value) -> Value:
    return String(string.text.removeprefix(text(interpreter, prefix)))


@METHODS("delete_suffix")
def _delete_suffix(interpreter: Interpreter, string: String, suffix: Value) -> Value:
    return String(string.text.removesuffix(text(interpreter, suffix)))


@METHODS("chomp")
def _chomp(interpreter: Interpreter, string: String, ending: Value | None = None) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.splitting import without_ending

    if type(ending) is Nil:
        return String(string.text)
    return String(without_ending(string.text, "\n" if ending is None else text(interpreter, ending)))


def _justifying(name: str, function: Callable[[int], tuple[int, int]]) -> None:
    @METHODS(name)
    def justify(interpreter: Interpreter, string: String, width: Value, padding: Value | None = None) -> Value:
        size, pad = integer(interpreter, width), " " if padding is None else text(interpreter, padding)
        if not pad:
            raise interpreter.error("ArgumentError", "zero width padding")
        missing = max(0, size - len(string.text))
        interpreter.check_size(missing)
        before, after = function(missing)
        left = (pad * (before // len(pad) + 1))[:before]
        return String(left + string.text + (pad * (after // len(pad) + 1))[:after])


_justifying("ljust", lambda missing: (0, missing))
_justifying("rjust", lambda missing: (missing, 0))
_justifying("center", lambda missing: (missing // 2, missing - missing // 2))


@METHODS("[]", "slice")
def _slice(interpreter: Interpreter, string: String, index: Value, length: Value | None = None) -> Value:
    found = located(interpreter, string, index, length)
    return NIL if found is None else String(string.text[found[0] : found[1]])


def located(interpreter: Interpreter, string: String, index: Value, length: Value | None) -> tuple[int, int] | None:
    """Return start and end of what ``string[index, length]`` means, or None."""
    from vmlint.languages.ruby.evaluate.builtins.indexing import piece, read_bounds

    size = len(string.text)
    if type(index) is Regexp:
        from vmlint.languages.ruby.evaluate.builtins.pattern import group_span

        return group_span(interpreter, index, string, length)
    if length is not None:
        return piece(integer(interpreter, index), integer(interpreter, length), size)
    if type(index) is Range:
        return read_bounds(interpreter, index, size)
    if type(index) is String:
        at = string.text.find(index.text)
        return None if at < 0 else (at, at + len(index.text))
    at = integer(interpreter, index)
    at += size if at < 0 else 0
    return (at, at + 1) if 0 <= at < size else None


@METHODS("chr")
def _chr(_interpreter: Interpreter, string: String) -> Value:
    return String(string.text[:1])


@METHODS("ord")
def _ord(interpreter: Interpreter, string: String) -> Value:
    if not string.text:
        raise interpreter.error("ArgumentError", "empty string")
    return Integer(ord(string.text[0]))


@METHODS("split")
def _split(
    interpreter: Interpreter,
    string: String,
    separator: Value | None = None,
    limit: Value | None = None,
    *,
    block: Block,
) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.splitting import split_blank, split_text

    at_most = 0 if limit is None else integer(interpreter, limit)
    if type(separator) is Regexp:
        from vmlint.languages.ruby.evaluate.builtins.pattern import split

        parts = split(interpreter, string, separator, at_most)
    elif separator is None or type(separator) is Nil:
        parts = split_blank(string.text, at_most)
    elif type(separator) is String:
        parts = split_text(string.text, separator.text, at_most)
    else:
        raise interpreter.error("TypeError", f"wrong argument type {described(separator)} (expected Regexp)")
    if at_most == 0:
        while parts and not parts[-1]:
            parts.pop()
    interpreter.check_size(len(parts))
    values: list[Value] = [String(part, string.provenance) for part in parts]
    if block is None:
        return Array(values)
    for value in values:
        yields(interpreter, block, value)
    return string
