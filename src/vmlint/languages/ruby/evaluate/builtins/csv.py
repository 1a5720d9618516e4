"""CSV: tables of known text, without options."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.paths import path_text, source_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, text
from vmlint.languages.ruby.evaluate.values import NIL, Array, Hash, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()


def _rows(interpreter: Interpreter, content: str, keywords: Hash | None) -> list[Value]:
    if keywords is not None and keywords.entries:
        raise Unknowable(interpreter.unknown("CSV with options is not modelled"))
    if '"' in content:
        raise Unknowable(interpreter.unknown("CSV with quotes is not modelled"))
    rows: list[Value] = []
    for line in content.splitlines():
        interpreter.tick()
        rows.append(Array([String(cell) if cell else NIL for cell in line.split(",")] if line else []))
    return rows


@CLASS_METHODS("parse")
def parse(interpreter: Interpreter, _receiver: Value, content: Value, *, keywords: Hash | None) -> Value:
    """CSV.parse."""
    return Array(_rows(interpreter, text(interpreter, content), keywords))


@CLASS_METHODS("read", "readlines")
def read(interpreter: Interpreter, _receiver: Value, path: Value, *, keywords: Hash | None) -> Value:
    """CSV.read."""
    return Array(_rows(interpreter, source_of(interpreter, path_text(interpreter, path)).text, keywords))


@CLASS_METHODS("foreach", enumerates=True)
def foreach(interpreter: Interpreter, _receiver: Value, path: Value, *, keywords: Hash | None, block: Block) -> Value:
    """CSV.foreach."""
    for row in _rows(interpreter, source_of(interpreter, path_text(interpreter, path)).text, keywords):
        interpreter.call_block(block, [row])  # type: ignore[arg-type]
    return NIL


not_known(
    CLASS_METHODS, "this use of CSV is not modelled", "new", "open", "table", "generate", "generate_line", "parse_line"
)
