"""Plain values as YAML text, as Psych's emitter writes them; what it might write otherwise is not known."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.psych.resolve import BadNumberError, resolve
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable, known
from vmlint.languages.ruby.evaluate.digits import decimal
from vmlint.languages.ruby.evaluate.values import Array, Boolean, Float, Hash, Integer, Nil, String, Symbol

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

# Text that Psych surely writes plain, in one line: words of such characters, not too long to be folded.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@+-]*(?: [A-Za-z0-9_./@+-]+)*")
_LONGEST = 60


def emit(interpreter: Interpreter, value: Value) -> str:
    """Return VALUE as a document, or raise Unknowable."""
    if isinstance(value, (Hash, Array)) and _parts(value):
        return "---\n" + "".join(_lines(interpreter, value, 0))
    return f"--- {_scalar(interpreter, value)}".rstrip() + "\n"


def _parts(value: Hash | Array) -> int:
    return len(value.items) if isinstance(value, Array) else len(value.entries)


def _lines(interpreter: Interpreter, value: Value, indent: int) -> list[str]:
    interpreter.tick()
    known(value)
    pad, lines = " " * indent, []
    if isinstance(value, Array):
        for item in value.items:
            lines += _entry(interpreter, f"{pad}-", item, indent + 2, inline=True)
    elif isinstance(value, Hash):
        for entry in value.entries.values():
            if isinstance(entry.key, (Hash, Array)):
                raise _not_known(interpreter)
            extra = 0 if isinstance(entry.value, Array) else 2
            key = _scalar(interpreter, entry.key)
            lines += _entry(interpreter, f"{pad}{key}:", entry.value, indent + extra, inline=False)
    return lines


def _entry(interpreter: Interpreter, head: str, value: Value, indent: int, *, inline: bool) -> list[str]:
    if not isinstance(value, (Hash, Array)) or not _parts(value):
        known(value)
        text = _scalar(interpreter, value)
        return [f"{head} {text}\n" if text else f"{head}\n"]
    nested = _lines(interpreter, value, indent)
    if inline:
        return [f"{head} {nested[0][indent:]}", *nested[1:]]
    return [f"{head}\n", *nested]


def _scalar(interpreter: Interpreter, value: Value) -> str:
    known(value)
    if isinstance(value, Nil):
        return ""
    if isinstance(value, Boolean):
        return "true" if value.value else "false"
    if isinstance(value, Integer):
        return decimal(value.number)
    if isinstance(value, Float):
        return known(interpreter.to_s(value)).text  # type: ignore[attr-defined, no-any-return]
    if isinstance(value, Array):
        return "[]"
    if isinstance(value, Hash):
        return "{}"
    text = value.text if isinstance(value, String) else value.name if isinstance(value, Symbol) else None
    if text in ("y", "n") and isinstance(value, String):
        return f'"{text}"'
    if text is None or len(text) > _LONGEST or not _PLAIN.fullmatch(text) or text in ("y", "n", "Y", "N"):
        return _quoted(interpreter, value, text)
    if isinstance(value, Symbol):
        return f":{text}"
    try:
        plain = isinstance(resolve(text, 4), str)
    except BadNumberError:
        plain = False
    return text if plain else f"'{text}'"


def _quoted(interpreter: Interpreter, value: Value, text: str | None) -> str:
    """Return a String that looks like a number, or begins with a sign, quoted; how others are written is not known."""
    if isinstance(value, String) and text is not None and len(text) < _LONGEST:
        if re.fullmatch(r"[0-9][0-9.]*", text):
            plain = isinstance(resolve(text, 4), str) and not re.match("0[0-7]*[89]", text)
            return text if plain else f"'{text}'"
        if re.fullmatch(r"[^\w\s\"\\][^\"\\]*", text, re.A) and text.isascii() and text.isprintable():
            return f'"{text}"'
    raise _not_known(interpreter)


def _not_known(interpreter: Interpreter) -> Unknowable:
    return Unknowable(interpreter.unknown("how to_yaml writes this value is not modelled"))
