"""Shellwords: splitting and quoting words for the shell."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, inspect, items, text, to_s
from vmlint.languages.ruby.evaluate.values import Array, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()
METHODS = CLASS_METHODS

_WORD = re.compile(
    r"""[ \t\r\n]*(?:([^ \t\r\n\\'"]+)|'([^']*)'|"((?:[^"\\]|\\.)*)"|(\\.?)|(\S))([ \t\r\n]|\Z)?""", re.S
)
_SPECIAL = re.compile(r"[^A-Za-z0-9_\-.,:+/@\n]")


def words(interpreter: Interpreter, line: str) -> list[str]:
    """Return LINE split into words as the shell does."""
    found, field, at = [], "", 0
    while at < len(line):
        part = _WORD.match(line, at)
        if part is None or part.end() == at:
            break
        plain, single, double, escaped, garbage, separator = part.groups()
        if garbage is not None:
            raise interpreter.error("ArgumentError", f"Unmatched quote: {inspect(interpreter, String(line))}")
        if plain is not None:
            field += plain
        elif single is not None:
            field += single
        elif double is not None:
            field += re.sub(r'\\([$`"\\\n])', r"\1", double)
        elif escaped is not None:
            field += re.sub(r"\\(.)", r"\1", escaped, flags=re.S)
        if separator is not None:
            found.append(field)
            field = ""
        at = part.end()
    return found


def escaped(word: str) -> str:
    """Return WORD so that the shell reads it as one word."""
    return _SPECIAL.sub(lambda at: "\\" + at.group(), word).replace("\n", "'\n'") if word else "''"


@CLASS_METHODS("split", "shellsplit", "shellwords")
def split(interpreter: Interpreter, _receiver: Value, line: Value) -> Value:
    """Shellwords.split."""
    return Array([String(word) for word in words(interpreter, text(interpreter, line))])


@CLASS_METHODS("escape", "shellescape")
def escape(interpreter: Interpreter, _receiver: Value, word: Value) -> Value:
    """Shellwords.escape."""
    return String(escaped(to_s(interpreter, word)))


@CLASS_METHODS("join", "shelljoin")
def join(interpreter: Interpreter, _receiver: Value, array: Value) -> Value:
    """Shellwords.join."""
    return String(" ".join(escaped(to_s(interpreter, word)) for word in items(interpreter, array)))
