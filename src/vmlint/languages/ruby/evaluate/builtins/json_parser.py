"""JSON text to values as Ruby's json 2.6 reads it (comments and NaN on request), each value with its place."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Array,
    Float,
    Hash,
    Integer,
    Provenance,
    String,
    Symbol,
)

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

_SPACE = re.compile(r"(?:[ \t\r\n]+|/\*.*?\*/|//[^\n]*\n)*", re.S)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:(\.[0-9]+)?([eE][+-]?[0-9]+)?)(?![0-9.eE])")
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\u[0-9a-fA-F]{4}|\\[^u\x00-\x1f])*)"')
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.S)
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS = {"null": NIL, "true": TRUE, "false": FALSE}
_NOT_NUMBERS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class JsonError(Exception):
    """What Ruby raises: the class below JSON, and the message."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class JsonParser:
    """Reads one text; SOURCE and OFFSET say where it stands, WHOLE what it rests on."""

    def __init__(
        self,
        interpreter: Interpreter,
        text: str,
        source: Source | None,
        offset: int,
        whole: Provenance | None,
        *,
        symbolize: bool,
        nan: bool,
        freeze: bool,
        deepest: int,
    ) -> None:
        self._interpreter = interpreter
        self._text = text
        self._source = source
        self._offset = offset
        self._whole = whole
        self._symbolize = symbolize
        self._nan = nan
        self._freeze = freeze
        self._deepest = deepest

    def parse(self) -> Value:
        """Return the one value of the text."""
        start = self._space(0)
        if start >= len(self._text):
            raise self._unexpected(start)
        value, at = self._value(start, 0)
        at = self._space(at)
        if at < len(self._text):
            raise self._unexpected(at)
        return value

    def _unexpected(self, at: int, number: int = 859) -> JsonError:
        return JsonError("ParserError", f"{number}: unexpected token at '{self._text[at:]}'")

    def _space(self, at: int) -> int:
        return _SPACE.match(self._text, at).end()  # type: ignore[union-attr]

    def _span(self, start: int, end: int) -> Span | None:
        return None if self._source is None else Span(self._source, self._offset + start, self._offset + end)

    def _provenance(self, start: int, end: int) -> Provenance | None:
        span = self._span(start, end)
        if span is None:
            return self._whole
        return Provenance((span,), self._whole.assumptions if self._whole is not None else ())

    def _value(self, at: int, depth: int) -> tuple[Value, int]:
        self._interpreter.tick()
        text = self._text
        character = text[at : at + 1]
        if character == '"':
            return self._string(at)
        if character == "{":
            return self._object(at, depth + 1)
        if character == "[":
            return self._array(at, depth + 1)
        for word, value in _WORDS.items():
            if text.startswith(word, at):
                return value, at + len(word)
        for word, number in _NOT_NUMBERS.items():
            if text.startswith(word, at):
                if not self._nan:
                    raise self._unexpected(at, 225)
                return Float(number, self._provenance(at, at + len(word))), at + len(word)
        return self._number(at)

    def _number(self, at: int) -> tuple[Value, int]:
        found = _NUMBER.match(self._text, at)
        if not found or found.group() == "-" or len(found.group()) > 1000:
            raise self._unexpected(at)
        provenance = self._provenance(at, found.end())
        if found.group(1) or found.group(2):
            return Float(float(found.group()), provenance), found.end()
        return Integer(int(found.group()), provenance), found.end()

    def _string(self, at: int) -> tuple[Value, int]:
        found = _STRING.match(self._text, at)
        if not found:
            raise self._unexpected(at)
        content = found.group(1)
        if "\\" in content:
            content = _ESCAPE.sub(_unescaped, content)
        value = String(content, self._provenance(at, found.end()))
        value.frozen = self._freeze
        return value, found.end()

    def _array(self, start: int, depth: int) -> tuple[Value, int]:
        self._check(depth)
        array = Array([])
        at = self._space(start + 1)
        while self._text[at : at + 1] != "]" or array.items:
            try:
                value, at = self._value(at, depth)
            except JsonError as error:
                if (
                    error.kind == "ParserError"
                    and error.message.startswith("859")
                    and self._text[at : at + 1] not in ("{", "[")
                ):
                    raise self._unexpected(at, 451) from None
                raise
            array.items.append(value)
            at = self._space(at)
            if self._text[at : at + 1] == "]":
                break
            if self._text[at : at + 1] != ",":
                raise self._unexpected(at, 451)
            at = self._space(at + 1)
        array.provenance = self._provenance(start, at + 1)
        array.frozen = self._freeze
        return array, at + 1

    def _object(self, start: int, depth: int) -> tuple[Value, int]:
        self._check(depth)
        mapping = Hash()
        at = self._space(start + 1)
        while self._text[at : at + 1] != "}" or mapping.entries:
            if self._text[at : at + 1] != '"':
                raise self._unexpected(start)
            key_start = at
            key, at = self._string(at)
            key_span = self._span(key_start, at)
            at = self._space(at)
            if self._text[at : at + 1] != ":":
                raise self._unexpected(start)
            value_start = self._space(at + 1)
            if self._text[value_start : value_start + 1] in ("}", ",", ""):
                raise self._unexpected(start)
            value, at = self._value(value_start, depth)
            mapping.store(self._key(key), value, key_span, self._span(value_start, at))
            at = self._space(at)
            if self._text[at : at + 1] == "}":
                break
            if self._text[at : at + 1] != ",":
                raise self._unexpected(start)
            at = self._space(at + 1)
        mapping.provenance = self._provenance(start, at + 1)
        mapping.frozen = self._freeze
        return mapping, at + 1

    def _key(self, key: Value) -> Value:
        assert isinstance(key, String)
        if self._symbolize:
            return Symbol(key.text, key.provenance)
        key.frozen = True
        return key

    def _check(self, depth: int) -> None:
        if depth > self._deepest:
            raise JsonError("NestingError", f"nesting of {depth} is too deep")


def _unescaped(found: re.Match[str]) -> str:
    high, low, code, letter = found.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    if code:
        return chr(int(code, 16))
    return _LETTERS.get(letter, letter)
