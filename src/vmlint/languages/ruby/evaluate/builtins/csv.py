"""CSV: tables of known text, as arrays or, with headers, as rows; only the common options are modelled."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.paths import path_text, source_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, items, name, text, to_s, true
from vmlint.languages.ruby.evaluate.digits import whole
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    Array,
    Boolean,
    Float,
    Hash,
    Integer,
    Nil,
    RubyObject,
    String,
    Symbol,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()

HEADERS = "@headers"
FIELDS = "@fields"
ROWS = "@table"
_KNOWN = ("headers", "header_converters", "converters", "col_sep", "skip_blanks", "encoding", "return_headers")
_INTEGER = re.compile(r"\s*[+-]?(?:0|[1-9][0-9]*(?:_[0-9]+)*)\s*")
_FLOAT = re.compile(r"\s*[+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?\s*")
_LIKE_A_NUMBER = re.compile(r"\s*[+-]?[.0-9]")


class _Options:
    """What the keywords of a call ask for."""

    def __init__(self, interpreter: Interpreter, keywords: Hash | None) -> None:
        given = (
            {name(interpreter, at.key): at.value for at in keywords.entries.values()} if keywords is not None else {}
        )
        if any(option not in _KNOWN for option in given) or true(given.get("return_headers", FALSE)):
            raise Unknowable(interpreter.unknown("this option of CSV is not modelled"))
        self.separator = text(interpreter, given["col_sep"]) if "col_sep" in given else ","
        self.skip_blanks = true(given.get("skip_blanks", FALSE))
        self.headers = given.get("headers", NIL)
        self.header_converters = _names(interpreter, given.get("header_converters", NIL), ("symbol", "downcase"))
        self.converters = _names(interpreter, given.get("converters", NIL), ("integer", "float", "numeric", "all"))

    @property
    def has_headers(self) -> bool:
        """Whether rows have names for their fields."""
        return type(self.headers) is not Nil and not (isinstance(self.headers, Boolean) and not self.headers.value)


def _names(interpreter: Interpreter, value: Value, allowed: tuple[str, ...]) -> list[str]:
    if type(value) is Nil:
        return []
    listed = items(interpreter, value) if isinstance(value, Array) else [value]
    found = [each.name if isinstance(each, Symbol) else "" for each in listed]
    if any(each not in allowed for each in found):
        raise Unknowable(interpreter.unknown("a converter of CSV that is not modelled"))
    return found


def _cells(interpreter: Interpreter, content: str, separator: str) -> list[list[str | None]]:
    """Return the fields of CONTENT; an empty one is None, an empty quoted one the empty text."""
    field = re.compile(rf'(?:"((?:[^"]|"")*)"|([^"\r\n{re.escape(separator)}]*))({re.escape(separator)}|\r?\n|\Z)')
    rows: list[list[str | None]] = []
    row: list[str | None] = []
    at, line = 0, 1
    while at < len(content):
        interpreter.tick()
        found = field.match(content, at)
        if found is None:
            what = "Unclosed quoted field" if content.startswith('"', at) else "Illegal quoting"
            raise interpreter.error("CSV::MalformedCSVError", f"{what} in line {line}.")
        quoted, plain, end = found.groups()
        row.append(quoted.replace('""', '"') if quoted is not None else plain or None)
        at = found.end()
        line += found.group().count("\n")
        if end != separator:
            rows.append([] if row == [None] else row)
            row = []
        elif at == len(content):
            rows.append([*row, None])
    return rows


def _converted(interpreter: Interpreter, cell: str | None, converters: list[str]) -> Value:
    if cell is None:
        return NIL
    if not converters:
        return String(cell)
    if _INTEGER.fullmatch(cell) and converters != ["float"]:
        return Integer(whole(cell.replace("_", "")))
    decimal = _FLOAT.fullmatch(cell) is not None
    if decimal and converters != ["integer"]:
        return Float(float(cell))
    if "all" in converters or (_LIKE_A_NUMBER.match(cell) and not decimal):
        raise Unknowable(interpreter.unknown("this conversion of CSV is not modelled"))
    return String(cell)


def _header(cell: str | None, converters: list[str]) -> Value:
    if cell is None:
        return NIL
    if "symbol" in converters:
        return Symbol(re.sub(r"\s+", "_", re.sub(r"[^\s\w]+", "", cell.lower(), flags=re.A).strip()))
    header = String(cell.lower() if "downcase" in converters else cell)
    header.frozen = True
    return header


def _read(interpreter: Interpreter, content: str, keywords: Hash | None) -> Value:
    """Return the Array of Arrays, or the CSV::Table, that CONTENT is."""
    options = _Options(interpreter, keywords)
    rows = _cells(interpreter, content, options.separator)
    if options.skip_blanks:
        rows = [row for row in rows if row]
    if not options.has_headers:
        return Array([Array([_converted(interpreter, cell, options.converters) for cell in row]) for row in rows])
    if isinstance(options.headers, Array):
        headers: list[Value] = list(options.headers.items)
    elif isinstance(options.headers, (Boolean, Symbol)):
        headers = [_header(cell, options.header_converters) for cell in (rows.pop(0) if rows else [])]
    else:
        raise Unknowable(interpreter.unknown("this option of CSV is not modelled"))
    made = [
        _row(interpreter, headers, [_converted(interpreter, cell, options.converters) for cell in row]) for row in rows
    ]
    table = RubyObject(interpreter.class_named("CSV::Table"))
    table.variables[ROWS] = Array(made)
    table.variables[HEADERS] = Array(headers)
    return table


def _row(interpreter: Interpreter, headers: list[Value], fields: list[Value]) -> Value:
    width = max(len(headers), len(fields))
    row = RubyObject(interpreter.class_named("CSV::Row"))
    row.variables[HEADERS] = Array(headers + [NIL] * (width - len(headers)))
    row.variables[FIELDS] = Array(fields + [NIL] * (width - len(fields)))
    return row


def _rows(value: Value) -> list[Value]:
    found = value.variables[ROWS] if isinstance(value, RubyObject) else value
    return list(found.items) if isinstance(found, Array) else []


def _file(interpreter: Interpreter, path: Value) -> str:
    return source_of(interpreter, path_text(interpreter, path)).text


@CLASS_METHODS("parse")
def parse(interpreter: Interpreter, _receiver: Value, content: Value, *, keywords: Hash | None, block: Block) -> Value:
    """CSV.parse."""
    return _given(interpreter, _read(interpreter, text(interpreter, content), keywords), block)


@CLASS_METHODS("read", "readlines")
def read(interpreter: Interpreter, _receiver: Value, path: Value, *, keywords: Hash | None) -> Value:
    """CSV.read."""
    return _read(interpreter, _file(interpreter, path), keywords)


@CLASS_METHODS("table")
def table(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """CSV.table: headers as Symbols, numbers as such."""
    options = Hash()
    options.store(Symbol("headers"), Boolean(True))
    options.store(Symbol("converters"), Symbol("numeric"))
    options.store(Symbol("header_converters"), Symbol("symbol"))
    return _read(interpreter, _file(interpreter, path), options)


def _given(interpreter: Interpreter, found: Value, block: Block) -> Value:
    if block is None:
        return found
    for row in _rows(found):
        interpreter.call_block(block, [row])
    return NIL


@CLASS_METHODS("foreach", enumerates=True)
def foreach(
    interpreter: Interpreter, _receiver: Value, path: Value, *_mode: Value, keywords: Hash | None, block: Block
) -> Value:
    """CSV.foreach."""
    return _given(interpreter, _read(interpreter, _file(interpreter, path), keywords), block)


@CLASS_METHODS("parse_line")
def parse_line(interpreter: Interpreter, _receiver: Value, line: Value, *, keywords: Hash | None) -> Value:
    """CSV.parse_line."""
    rows = _rows(_read(interpreter, text(interpreter, line), keywords))
    return rows[0] if rows else NIL


@CLASS_METHODS("generate_line")
def generate_line(interpreter: Interpreter, _receiver: Value, fields: Value) -> Value:
    """CSV.generate_line."""
    written = []
    for field in items(interpreter, fields):
        shown = "" if type(field) is Nil else to_s(interpreter, field)
        quote = (type(field) is not Nil and not shown) or re.search(r'[",\r\n]|\A[\s]|\s\Z', shown)
        written.append('"' + shown.replace('"', '""') + '"' if quote else shown)
    return String(",".join(written) + "\n")


not_known(CLASS_METHODS, "this use of CSV is not modelled", "new", "open", "generate", "generate_lines", "instance")
