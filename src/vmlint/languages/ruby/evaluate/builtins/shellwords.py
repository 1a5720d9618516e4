"""Shellwords: splitting and quoting words for the shell."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, items, to_s
from vmlint.languages.ruby.evaluate.values import String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()
METHODS = CLASS_METHODS

_WORD = re.compile(
    r"""[ \t\r\n]*(?:([^ \t\r\n\\'"]+)|'([^']*)'|"((?:[^"\\]|\\.)*)"|(\\.?)|(\S))([ \t\r\n]|\Z)?""", re.S
)
_SPECIAL = re.compile(r"[^A-Za-z0-9_\-.,:+/@\n]")


def escaped(word: str) -> str:
    """Return WORD so that the shell reads it as one word."""
    return _SPECIAL.sub(lambda at: "\\" + at.group(), word).replace("\n", "'\n'") if word else "''"


@CLASS_METHODS("escape", "shellescape")
def escape(interpreter: Interpreter, _receiver: Value, word: Value) -> Value:
    """Shellwords.escape."""
    return String(escaped(to_s(interpreter, word)))


@CLASS_METHODS("join", "shelljoin")
def join(interpreter: Interpreter, _receiver: Value, array: Value) -> Value:
    """Shellwords.join."""
    return String(" ".join(escaped(to_s(interpreter, word)) for word in items(interpreter, array)))
