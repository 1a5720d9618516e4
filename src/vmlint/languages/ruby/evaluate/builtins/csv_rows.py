"""CSV::Row and CSV::Table: what a table with headers gives."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.csv import FIELDS, HEADERS, ROWS
from vmlint.languages.ruby.evaluate.builtins.objects import part_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, inspect, items, to_s
from vmlint.languages.ruby.evaluate.values import NIL, Array, Hash, Integer, RubyObject, String, boolean, hash_key

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()


def _list(interpreter: Interpreter, value: Value, key: str) -> list[Value]:
    return items(interpreter, part_of(interpreter, value, key))


def _is_table(value: Value) -> bool:
    return isinstance(value, RubyObject) and ROWS in value.variables


def _field(interpreter: Interpreter, row: Value, key: Value) -> Value:
    fields = _list(interpreter, row, FIELDS)
    if isinstance(key, Integer):
        return fields[key.number] if -len(fields) <= key.number < len(fields) else NIL
    wanted = hash_key(key)
    for header, field in zip(_list(interpreter, row, HEADERS), fields, strict=True):
        if hash_key(header) == wanted:
            return field
    return NIL


@METHODS("[]")
def at(interpreter: Interpreter, receiver: Value, key: Value) -> Value:
    """A field of a row by header or number; a row of a table by number, a column by header."""
    if not _is_table(receiver):
        return _field(interpreter, receiver, key)
    rows = _list(interpreter, receiver, ROWS)
    if isinstance(key, Integer):
        return rows[key.number] if -len(rows) <= key.number < len(rows) else NIL
    return Array([_field(interpreter, row, key) for row in rows])


@METHODS("field", "dig")
def field(interpreter: Interpreter, receiver: Value, key: Value) -> Value:
    """CSV::Row#field."""
    return at(interpreter, receiver, key)


@METHODS("fetch")
def fetch(interpreter: Interpreter, receiver: Value, key: Value, *default: Value, block: Block) -> Value:
    """CSV::Row#fetch."""
    if hash_key(key) in {hash_key(header) for header in _list(interpreter, receiver, HEADERS)}:
        return _field(interpreter, receiver, key)
    if block is not None:
        return interpreter.call_block(block, [key])
    if default:
        return default[0]
    raise interpreter.error("KeyError", f"key not found: {to_s(interpreter, key)}")


@METHODS("has_key?", "header?", "include?", "key?", "member?", "has_header?")
def has_key(interpreter: Interpreter, receiver: Value, key: Value) -> Value:
    """CSV::Row#has_key?."""
    return boolean(hash_key(key) in {hash_key(header) for header in _list(interpreter, receiver, HEADERS)})


@METHODS("headers")
def headers(interpreter: Interpreter, receiver: Value) -> Value:
    """The headers of a row or a table."""
    return Array(_list(interpreter, receiver, HEADERS))


@METHODS("fields", "values_at")
def fields(interpreter: Interpreter, receiver: Value, *keys: Value) -> Value:
    """CSV::Row#fields."""
    if keys:
        return Array([at(interpreter, receiver, key) for key in keys])
    return Array(_list(interpreter, receiver, FIELDS))


@METHODS("to_h", "to_hash")
def to_h(interpreter: Interpreter, receiver: Value) -> Value:
    """CSV::Row#to_h: the first field of each header."""
    result = Hash()
    for header, value in zip(_list(interpreter, receiver, HEADERS), _list(interpreter, receiver, FIELDS), strict=True):
        if hash_key(header) not in result.entries:
            result.store(header, value)
    return result


@METHODS("each", "each_pair", enumerates=True)
def each(interpreter: Interpreter, receiver: Value, *, block: Block) -> Value:
    """The pairs of a row, or the rows of a table."""
    if _is_table(receiver):
        for row in _list(interpreter, receiver, ROWS):
            interpreter.call_block(block, [row])  # type: ignore[arg-type]
        return receiver
    pairs = zip(_list(interpreter, receiver, HEADERS), _list(interpreter, receiver, FIELDS), strict=True)
    for header, value in pairs:
        interpreter.call_block(block, [Array([header, value])])  # type: ignore[arg-type]
    return receiver


@METHODS("size", "length")
def size(interpreter: Interpreter, receiver: Value) -> Value:
    """How many fields, or rows."""
    return Integer(len(_list(interpreter, receiver, ROWS if _is_table(receiver) else FIELDS)))


@METHODS("inspect")
def inspect_(interpreter: Interpreter, receiver: Value) -> Value:
    """CSV::Row#inspect."""
    if _is_table(receiver):
        return String(f"#<CSV::Table mode:col_or_row row_count:{len(_list(interpreter, receiver, ROWS)) + 1}>")
    pairs = zip(_list(interpreter, receiver, HEADERS), _list(interpreter, receiver, FIELDS), strict=True)
    shown = " ".join(f"{_name(interpreter, header)}:{inspect(interpreter, value)}" for header, value in pairs)
    return String(f"#<CSV::Row {shown}>")


def _name(interpreter: Interpreter, header: Value) -> str:
    shown = inspect(interpreter, header)
    return shown[1:] if shown.startswith(":") else shown
