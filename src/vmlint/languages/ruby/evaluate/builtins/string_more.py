"""String: characters, lines and bytes one by one, successors, encodings."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer, text, yields
from vmlint.languages.ruby.evaluate.values import Array, Integer, Nil, String

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Hash, Value

METHODS = Methods()
UTF8_NAMES = frozenset(("UTF-8", "UTF8", "US-ASCII", "ASCII"))


def lines(interpreter: Interpreter, value: str, separator: Value | None, keywords: Hash | None) -> list[str]:
    """Return the lines of VALUE with their ends, or without them where KEYWORDS say ``chomp: true``."""
    if type(separator) is Nil:
        return [value]
    end = "\n" if separator is None else text(interpreter, separator)
    keep = not (keywords is not None and type(keywords.symbol("chomp")) is not Nil and _given(keywords))
    if end == "":
        return _paragraphs(value, keep)
    found = [part + end for part in value.split(end)]
    last = found.pop()[: -len(end)]
    if last:
        found.append(last)
    if keep:
        return found
    if end == "\n":
        return [line[:-2] if line.endswith("\r\n") else line.removesuffix("\n") for line in found]
    return [line.removesuffix(end) for line in found]


def _given(keywords: Hash) -> bool:
    value = keywords.symbol("chomp")
    return value is not None and getattr(value, "value", True)


def _paragraphs(value: str, keep: bool) -> list[str]:
    import re

    parts = re.split(r"\n\n+", value)
    found = [part + ("\n\n" if keep else "") for part in parts[:-1]]
    return [*found, parts[-1]] if parts[-1] else found


def _bytes(value: str) -> bytes:
    return value.encode("utf-8", "surrogateescape")


_PARTS: dict[str, Callable[[str], list[str] | list[int]]] = {
    "char": list,
    "byte": lambda value: list(_bytes(value)),
    "codepoint": lambda value: [ord(character) for character in value],
    "grapheme_cluster": list,
}


def _each(interpreter: Interpreter, string: String, kind: str) -> Iterator[Value]:
    found = _PARTS[kind](string.text)
    interpreter.check_size(len(found))
    for part in found:
        interpreter.tick()
        yield String(part, string.provenance) if isinstance(part, str) else Integer(part, string.provenance)


def _parts(kind: str) -> None:
    @METHODS(f"{kind}s")
    def parts(interpreter: Interpreter, string: String, *, block: Block) -> Value:
        if block is None:
            return Array(list(_each(interpreter, string, kind)))
        for value in _each(interpreter, string, kind):
            yields(interpreter, block, value)
        return string

    @METHODS(f"each_{kind}", enumerates=True)
    def each(interpreter: Interpreter, string: String, *, block: Block) -> Value:
        for value in _each(interpreter, string, kind):
            yields(interpreter, block, value)
        return string


for _kind in _PARTS:
    _parts(_kind)


@METHODS("lines")
def _lines(
    interpreter: Interpreter, string: String, separator: Value | None = None, *, keywords: Hash | None, block: Block
) -> Value:
    found = lines(interpreter, string.text, separator, keywords)
    interpreter.check_size(len(found))
    values: list[Value] = [String(line, string.provenance) for line in found]
    if block is None:
        return Array(values)
    for value in values:
        yields(interpreter, block, value)
    return string


@METHODS("each_line", enumerates=True)
def _each_line(
    interpreter: Interpreter, string: String, separator: Value | None = None, *, keywords: Hash | None, block: Block
) -> Value:
    for line in lines(interpreter, string.text, separator, keywords):
        interpreter.tick()
        yields(interpreter, block, String(line, string.provenance))
    return string


@METHODS("sum")
def _sum(interpreter: Interpreter, string: String, bits: Value | None = None) -> Value:
    width, total = 16 if bits is None else integer(interpreter, bits), sum(_bytes(string.text))
    return Integer(total & ((1 << min(width, 64)) - 1) if width > 0 else total)


@METHODS("succ", "next")
def _succ(_interpreter: Interpreter, string: String) -> Value:
    return String(successor(string.text))


def successor(value: str) -> str:
    """Return the String that follows VALUE: its last letter or digit counted on, with carry to the left."""
    if not value:
        return ""
    characters = list(value)
    places = [at for at, character in enumerate(characters) if character.isascii() and character.isalnum()]
    if not places:
        return _next_codes(characters)
    at = places[-1]
    while True:
        character = characters[at]
        first, last, more = (
            ("0", "9", "1") if character.isdigit() else ("a", "z", "a") if character.islower() else ("A", "Z", "A")
        )
        if character != last:
            characters[at] = chr(ord(character) + 1)
            return "".join(characters)
        characters[at] = first
        before = _carry_place(characters, at)
        if before is None:
            characters.insert(at, more)
            return "".join(characters)
        at = before


def _carry_place(characters: list[str], at: int) -> int | None:
    """Return the place of the letter or digit that takes the carry from AT, or None."""
    left = at - 1
    while left >= 0 and not (characters[left].isascii() and characters[left].isalnum()):
        left -= 1
    if left < 0:
        return None
    if left < at - 1 and characters[left].isdigit() != characters[at].isdigit():
        return None
    return left


def _next_codes(characters: list[str]) -> str:
    for at in range(len(characters) - 1, -1, -1):
        code = ord(characters[at])
        if code < 0x10FFFF:
            characters[at] = chr(code + 1)
            return "".join(characters)
        characters[at] = "\x01"
    return "\x01" + "".join(characters)


def text_range(interpreter: Interpreter, first: str, last: str, exclusive: bool) -> Iterator[str]:
    """Yield the Strings from FIRST to LAST as Ruby counts them, which is by bytes."""
    if not (first.isascii() and last.isascii()):
        raise Unknowable(interpreter.unknown("ranges of text that is not ASCII are not followed"))
    if len(first) == 1 and len(last) == 1 and first.isascii() and last.isascii():
        for code in range(ord(first), ord(last) + (not exclusive)):
            interpreter.tick()
            yield chr(code)
        return
    if first.isdigit() and last.isdigit() and first.isascii() and last.isascii():
        width = len(first)
        for number in range(int(first), int(last) + (not exclusive)):
            interpreter.tick()
            yield str(number).rjust(width, "0")
        return
    if len(first) > len(last) or (len(first) == len(last) and first > last):
        return
    at = first
    while True:
        interpreter.tick()
        if at == last and exclusive:
            return
        yield at
        if at == last:
            return
        at = successor(at)
        if len(at) > len(last):
            return


@METHODS("unpack", "unpack1", "crypt", "encoding", "undump")
def _not_modelled(interpreter: Interpreter, _string: String, *_: Value) -> Value:
    return interpreter.unknown("bytes and encodings of text are not followed")


@METHODS("+@")
def _unfrozen(_interpreter: Interpreter, string: String) -> Value:
    return String(string.text) if string.frozen else string


@METHODS("-@", "dedup")
def _frozen(_interpreter: Interpreter, string: String) -> Value:
    if string.frozen:
        return string
    copy = String(string.text)
    copy.frozen = True
    return copy
