"""How Ruby writes its own values (``inspect``, ``to_s``), and text joined from known and unknown parts."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.budgets import MOST_TEXT, decimal
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable, inspect, known, to_s
from vmlint.languages.ruby.evaluate.values import (
    Array,
    Boolean,
    Class,
    Float,
    Hash,
    Integer,
    Nil,
    Range,
    Regexp,
    RubyObject,
    String,
    Symbol,
    Unknown,
    combine,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Provenance, Value

_NAMED = {
    '"': '\\"', "\\": "\\\\", "#": "\\#", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\e", "\a": "\\a",
    "\b": "\\b", "\v": "\\v", "\f": "\\f",
}  # fmt: skip
_PLAIN_SYMBOL = (
    r"(?:\$(?:\d+|-\w|[~*$?!@/\\;,.=:<>\"&`'+_]|[^\W\d]\w*)|@@?[^\W\d]\w*|[^\W\d]\w*[?!=]?|\[\]=?|\*\*"
    r"|[+\-~!]@|!=|=~|!~|!|<=>|===?|<<|>>|<=|>=|[<>+\-*/%&|^~`])\Z"
)
_PLAIN_LABEL = r"[^\W\d]\w*[?!]?\Z"
EXPONENT_FROM = 15
EXPONENT_BELOW = -4


def quoted(text: str) -> str:
    """Return TEXT as a Ruby string literal, as String#inspect writes it."""
    if text.isascii() and text.isprintable() and not ('"' in text or "\\" in text or "#" in text):
        return f'"{text}"'
    parts = ['"']
    for at, character in enumerate(text):
        if (character == "#" and text[at + 1 : at + 2] not in ("{", "$", "@")) or (
            " " <= character <= "~" and character not in _NAMED
        ):
            parts.append(character)
        else:
            parts.append(_escaped(character))
    parts.append('"')
    return "".join(parts)


def _escaped(character: str) -> str:
    named = _NAMED.get(character)
    if named is not None:
        return named
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02X}"
    if code >= 0xA0 and _is_shown(character):
        return character
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\u{{{code:X}}}"


def _is_shown(character: str) -> bool:
    from unicodedata import category

    return category(character) not in ("Cc", "Cn", "Cs", "Zl", "Zp")


def symbol(name: str) -> str:
    """Return the symbol NAME as Symbol#inspect writes it."""
    plain = (name.isidentifier() and name.isascii()) or re.match(_PLAIN_SYMBOL, name)
    return ":" + (name if plain else quoted(name))


def number(value: float) -> str:
    """Return VALUE as Float#to_s writes it."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    digits = repr(abs(value))
    sign = "-" if digits != repr(value) else ""
    mantissa, _, exponent = digits.partition("e")
    whole, _, fraction = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    figures = whole + fraction
    stripped = figures.lstrip("0")
    point -= len(figures) - len(stripped)
    figures = stripped.rstrip("0") or "0"
    if not stripped:
        return sign + "0.0"
    if EXPONENT_BELOW < point <= 0:
        return f"{sign}0.{'0' * -point}{figures}"
    if 0 < point <= EXPONENT_FROM or (point == EXPONENT_FROM + 1 and len(figures) > point):
        return f"{sign}{figures[:point].ljust(point, '0')}.{figures[point:] or '0'}"
    power = point - 1
    return f"{sign}{figures[0]}.{figures[1:] or '0'}e{'-' if power < 0 else '+'}{abs(power):02d}"


def shown(interpreter: Interpreter, value: Value) -> str:
    """Return what ``inspect`` gives for VALUE, an object of one of Ruby's own classes; it must be known."""
    kind = type(value)
    writer = _WRITERS.get(kind)
    if writer is not None:
        return writer(interpreter, value)
    if isinstance(value, (Array, Hash, Range)):
        return _collection(interpreter, value)
    if kind is Unknown:
        raise Unknowable(value)  # type: ignore[arg-type]
    if kind is Class:
        return value.name or _address(interpreter, "Class")  # type: ignore[attr-defined]
    if kind is RubyObject:
        return _object(interpreter, value)  # type: ignore[arg-type]
    return _address(interpreter, value.class_name)


def _address(interpreter: Interpreter, class_name: str) -> str:
    raise Unknowable(interpreter.unknown(f"the text of {class_name} objects holds an address"))


def _object(interpreter: Interpreter, value: RubyObject) -> str:
    from vmlint.languages.ruby.evaluate.builtins import ancestors

    at: Class | None = value.class_
    while at is not None:
        if "Exception" in ancestors(at.name):
            message = to_s(interpreter, interpreter.call_method(value, "to_s"))
            return f"#<{value.class_.name}: {message}>" if message else value.class_.name
        at = at.superclass
    return _address(interpreter, value.class_name)


def _collection(interpreter: Interpreter, value: Array | Hash | Range) -> str:
    known(value)
    interpreter.tick()
    if type(value) is Array:
        return "[" + ", ".join([inspect(interpreter, item) for item in value.items]) + "]"
    if type(value) is Range:
        first = "" if type(value.first) is Nil else inspect(interpreter, value.first)
        last = "" if type(value.last) is Nil else inspect(interpreter, value.last)
        if not first and not last:
            first = last = "nil"
        return f"{first}{'...' if value.exclusive else '..'}{last}"
    assert type(value) is Hash
    if not value.entries:
        return "{}"
    modern = interpreter.world.ruby_version >= (3, 4)
    pairs = []
    for entry in value.entries.values():
        shown_value = inspect(interpreter, entry.value)
        if modern and type(entry.key) is Symbol:
            name = entry.key.name
            pairs.append(f"{name if re.match(_PLAIN_LABEL, name) else quoted(name)}: {shown_value}")
        else:
            pairs.append(f"{inspect(interpreter, entry.key)}{' => ' if modern else '=>'}{shown_value}")
    return "{" + ", ".join(pairs) + "}"


def _regexp(_interpreter: Interpreter, value: Regexp) -> str:
    source = re.sub(r"\\.|/", lambda match: "\\/" if match[0] == "/" else match[0], value.source, flags=re.DOTALL)
    return f"/{source}/{''.join(flag for flag in 'mix' if flag in value.flags)}"


def regexp_text(value: Regexp) -> str:
    """Return what Regexp#to_s gives: ``(?-mix:source)``."""
    on = "".join(flag for flag in "mix" if flag in value.flags)
    off = "".join(flag for flag in "mix" if flag not in value.flags)
    return f"(?{on}{'-' + off if off else ''}:{value.source})"


def written(interpreter: Interpreter, value: Value) -> str:
    """Return what ``to_s`` gives for VALUE, an object of one of Ruby's own classes; it must be known."""
    kind = type(value)
    if kind is String:
        return known(value).text  # type: ignore[attr-defined, no-any-return]
    if kind is Symbol:
        return value.name  # type: ignore[attr-defined, no-any-return]
    if kind is Nil:
        return ""
    if kind is Range:
        dots = "..." if value.exclusive else ".."  # type: ignore[attr-defined]
        return to_s(interpreter, value.first) + dots + to_s(interpreter, value.last)  # type: ignore[attr-defined]
    if kind is Regexp:
        return regexp_text(value)  # type: ignore[arg-type]
    if kind is RubyObject:
        return _address(interpreter, value.class_name)
    return shown(interpreter, value)


def joined(
    interpreter: Interpreter, parts: Iterable[str | Value], origin: Provenance | None = None
) -> String | Unknown:
    """Return the text made of PARTS: known text, Strings, and Unknowns, which make the whole an Unknown with pieces.

    ORIGIN is where text among the parts comes from.
    """
    pieces: list[str | Unknown] = []
    provenances = [origin]
    size = 0
    for part in parts:
        # Counted while it grows: thousands of long parts are too much before they are one.
        size += len(part) if isinstance(part, str) else len(part.text) if type(part) is String else 0
        if size > MOST_TEXT:
            interpreter.check_size(size)
        if isinstance(part, str):
            _add(pieces, part)
            continue
        provenances.append(part.provenance)
        if type(part) is String and part.uncertain is None:
            _add(pieces, part.text)
        elif type(part) is Unknown and part.pieces is not None:
            for piece in part.pieces:
                _add(pieces, piece)
        else:
            _add(pieces, part if type(part) is Unknown else _uncertain(part))
    provenance = combine(provenances)
    if all(isinstance(piece, str) for piece in pieces):
        text = "".join(pieces)  # type: ignore[arg-type]
        interpreter.check_size(len(text))
        return String(text, provenance)
    reason = next(piece.reason for piece in pieces if isinstance(piece, Unknown))
    whole = interpreter.unknown(reason, pieces=tuple(pieces))
    if provenance is not None:
        whole.provenance = provenance
    return whole


def _add(pieces: list[str | Unknown], piece: str | Unknown) -> None:
    if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
        pieces[-1] += piece
    elif piece != "":
        pieces.append(piece)


def _uncertain(value: Value) -> Unknown:
    uncertain: Unknown = value.uncertain  # type: ignore[attr-defined]
    return uncertain


def _certain(value: String) -> str:
    known(value)
    return value.text


_WRITERS: dict[type[Value], Callable[[Interpreter, Any], str]] = {
    String: lambda _, value: quoted(_certain(value)),
    Symbol: lambda _, value: symbol(value.name),
    Integer: lambda _, value: decimal(value.number),
    Float: lambda _, value: number(value.number),
    Nil: lambda *_: "nil",
    Boolean: lambda _, value: "true" if value.value else "false",
    Regexp: _regexp,
}
