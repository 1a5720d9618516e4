"""Values as Ruby source: what reads back as the same value, or the reason why nothing does."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.frontends.vagrantfile.convert import DEEPEST, TEXT_LIKE
from vmlint.languages.ruby import quoting
from vmlint.languages.ruby.evaluate.values import (
    Array,
    Boolean,
    Float,
    Hash,
    HostObject,
    Integer,
    Method,
    Nil,
    Proc,
    Range,
    Regexp,
    RubyObject,
    String,
    Symbol,
    Unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Assumption, Entry, Value

_MOST_BITS = 10_000


class UnprintableError(Exception):
    """A value that no literal stands for: why, and where it stands if that is known."""

    def __init__(self, reason: str, span: Span | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span


class Heredoc(Record):
    """A text that follows the line it is named in: the word that ends it, its lines, whether they may be indented."""

    __slots__ = ("word", "indented", "lines")
    word: str
    indented: bool
    lines: tuple[str, ...]


class Literal(Record):
    """An expression, and the heredoc that it opens, if it does."""

    __slots__ = ("text", "heredoc")
    text: str
    heredoc: Heredoc | None


class Printer:
    """Writes values as source. PLACES: paths of this machine that no output may hold, and what stands for each.

    ``assumptions``: all that the written values rest on.
    """

    def __init__(self, interpreter: Interpreter, places: tuple[tuple[str, str], ...]) -> None:
        self.interpreter = interpreter
        self.places = places
        self.assumptions: dict[Assumption, None] = {}

    def literal(self, value: Value) -> Literal:
        """Return VALUE as an argument or the right side of an assignment; several lines become a heredoc."""
        if type(value) is String and value.uncertain is None and quoting.heredoc_kind(value.text):
            self._note(value)
            plain = quoting.string(value.text) == quoting.string(value.text, self.places)
            if plain:
                return _heredoc(value.text)
        return Literal(self.source(value), None)

    def source(self, value: Value, depth: int = 0) -> str:
        """Return VALUE on one line."""
        if depth > DEEPEST:
            raise UnprintableError("it is nested too deeply")
        self._note(value)
        uncertain = getattr(value, "uncertain", None)
        if uncertain is not None:
            raise UnprintableError(uncertain.reason, uncertain.span)
        write = WRITERS.get(type(value))
        if write is not None:
            return write(self, value, depth)
        if isinstance(value, RubyObject) and value.class_name in TEXT_LIKE:
            text = self.interpreter.to_s(value)
            if type(text) is String:
                return self.source(text, depth)
        raise UnprintableError(_kind_of(value))

    def _note(self, value: Value) -> None:
        if value.provenance is not None and value.provenance.assumptions:
            self.assumptions.update(dict.fromkeys(value.provenance.assumptions))

    def pair(self, entry: Entry, depth: int = 0) -> str:
        """Return one pair of a hash, without braces."""
        return f"{self.key(entry.key, depth)} {self.source(entry.value, depth + 1)}"

    def key(self, key: Value, depth: int = 0) -> str:
        """Return the key of a pair with what follows it: ``name:`` or ``"name" =>``."""
        if type(key) is Symbol:
            return quoting.label(key.name)
        return f"{self.source(key, depth + 1)} =>"


def _heredoc(text: str) -> Literal:
    word = quoting.heredoc_word(text)
    chomped = not text.endswith("\n")
    lines = tuple(text.split("\n") if chomped else text[:-1].split("\n"))
    kind = quoting.heredoc_kind(text)
    return Literal(f"<<{kind}'{word}'{'.chomp' if chomped else ''}", Heredoc(word, kind == "~", lines))


def _kind_of(value: Value) -> str:
    if isinstance(value, (Proc, Method)):
        return "it is a block of Ruby"
    if isinstance(value, HostObject):
        return "it is an object of Vagrant's"
    return f"it is an object of the class {value.class_name}"


def _string(printer: Printer, value: Any, _: int) -> str:
    return quoting.string(value.text, printer.places)


def _number(_: Printer, value: Any, __: int) -> str:
    if type(value.number) is int and value.number.bit_length() > _MOST_BITS:
        # Python refuses to write such a number in tens.
        return hex(value.number)
    text = repr(value.number)
    if text in ("inf", "-inf", "nan"):
        return {"inf": "Float::INFINITY", "-inf": "-Float::INFINITY", "nan": "Float::NAN"}[text]
    return text


def _unknown(_: Printer, value: Any, __: int) -> str:
    raise UnprintableError(value.reason, value.span)


def _array(printer: Printer, value: Any, depth: int) -> str:
    return f"[{', '.join(printer.source(item, depth + 1) for item in value.items)}]"


def _hash(printer: Printer, value: Any, depth: int) -> str:
    if value.default is not None or value.default_block is not None:
        raise UnprintableError("it is a hash with a default")
    if not value.entries:
        return "{}"
    return f"{{ {', '.join(printer.pair(entry, depth) for entry in value.entries.values())} }}"


def _range(printer: Printer, value: Any, depth: int) -> str:
    first, last = ("" if type(end) is Nil else printer.source(end, depth + 1) for end in (value.first, value.last))
    return f"({first}{'...' if value.exclusive else '..'}{last})"


def _regexp(_: Printer, value: Any, __: int) -> str:
    if "/" in value.source.replace("\\/", "") or "#" in value.source or not value.source.isprintable():
        raise UnprintableError("it is a regular expression")
    return f"/{value.source}/{value.flags}"


WRITERS: dict[type, Callable[[Printer, Any, int], str]] = {
    String: _string,
    Symbol: lambda _, value, __: quoting.symbol(value.name),
    Integer: _number,
    Float: _number,
    Boolean: lambda _, value, __: "true" if value.value else "false",
    Nil: lambda _, __, ___: "nil",
    Unknown: _unknown,
    Array: _array,
    Hash: _hash,
    Range: _range,
    Regexp: _regexp,
}
