"""IO: open files, the standard streams, and strings that act as files."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins import file as files
from vmlint.languages.ruby.evaluate.builtins.file import CONTENT, POSITION, line_values
from vmlint.languages.ruby.evaluate.builtins.objects import part_of
from vmlint.languages.ruby.evaluate.builtins.paths import PATH
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer, text, text_of, true
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    Array,
    Hash,
    Integer,
    RubyObject,
    String,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()

for _name in ("read", "binread", "readlines", "foreach", "write", "binwrite"):
    CLASS_METHODS[_name] = files.CLASS_METHODS[_name]


@CLASS_METHODS("popen", "pipe", "select", "sysopen", "copy_stream", "for_fd", "new", "open")
def not_followed(interpreter: Interpreter, _receiver: Value, *_given: Value) -> Value:
    """IO.popen and the like."""
    return interpreter.unknown("what other programs and devices say cannot be known")


def _object(value: Value) -> RubyObject:
    assert isinstance(value, RubyObject)
    return value


def _rest(interpreter: Interpreter, value: Value) -> String:
    """Return what is still to be read of an open file, and move to its end."""
    opened = _object(value)
    content = opened.variables.get(CONTENT)
    if content is None:
        if "stream" in opened.variables:
            raise Unknowable(interpreter.unknown("what is typed at the keyboard cannot be known"))
        raise interpreter.error("IOError", "not opened for reading")
    position = integer(interpreter, part_of(interpreter, opened, POSITION))
    whole = text(interpreter, content)
    interpreter.touch(opened)
    opened.variables[POSITION] = Integer(len(whole))
    return String(whole[position:], content.provenance)


@METHODS("read")
def read(interpreter: Interpreter, receiver: Value, length: Value | None = None, _buffer: Value | None = None) -> Value:
    """IO#read."""
    if length is not None:
        raise Unknowable(interpreter.unknown("reading some bytes of a file is not followed"))
    return _rest(interpreter, receiver)


@METHODS("readlines", "to_a", "entries")
def readlines(interpreter: Interpreter, receiver: Value, *, keywords: Hash | None) -> Value:
    """IO#readlines."""
    return Array(line_values(interpreter, _rest(interpreter, receiver), chomp=_chomps(keywords)))


def _chomps(keywords: Hash | None) -> bool:
    found = keywords.symbol("chomp") if keywords is not None else None
    return found is not None and true(found)


@METHODS("each_line", "each", enumerates=True)
def each_line(interpreter: Interpreter, receiver: Value, *, keywords: Hash | None, block: Block) -> Value:
    """IO#each_line."""
    for line in line_values(interpreter, _rest(interpreter, receiver), chomp=_chomps(keywords)):
        interpreter.tick()
        interpreter.call_block(block, [line])  # type: ignore[arg-type]
    return receiver


@METHODS("gets", "readline")
def gets(interpreter: Interpreter, receiver: Value, *_given: Value, keywords: Hash | None) -> Value:
    """IO#gets."""
    opened = _object(receiver)
    rest = _rest(interpreter, receiver)
    if not rest.text:
        return NIL
    line = rest.text.partition("\n")[0] + ("\n" if "\n" in rest.text else "")
    whole = text_of(interpreter, opened.variables[CONTENT])
    opened.variables[POSITION] = Integer(len(whole) - len(rest.text) + len(line))
    return String(line.rstrip("\r\n") if _chomps(keywords) else line, rest.provenance)


@METHODS(
    "getc", "readchar", "getbyte", "noecho", "getch", "getpass", "raw", "winsize", "sysread", "readpartial", "stat"
)
def from_device(interpreter: Interpreter, _receiver: Value, *_given: Value) -> Value:
    """What is asked of a terminal."""
    return interpreter.unknown("what a terminal or device says cannot be known")


@METHODS("eof?", "eof")
def eof(interpreter: Interpreter, receiver: Value) -> Value:
    """IO#eof?."""
    opened = _object(receiver)
    if CONTENT not in opened.variables:
        raise Unknowable(interpreter.unknown("what is typed at the keyboard cannot be known"))
    at = integer(interpreter, part_of(interpreter, opened, POSITION))
    return boolean(at >= len(text_of(interpreter, opened.variables[CONTENT])))


@METHODS("rewind")
def rewind(interpreter: Interpreter, receiver: Value) -> Value:
    """IO#rewind."""
    opened = _object(receiver)
    interpreter.touch(opened)
    opened.variables[POSITION] = Integer(0)
    return Integer(0)


@METHODS("puts", "print", "printf", "pp", "flush", "fsync", "close", "sync=", "set_encoding", "binmode", tolerant=True)
def silent(_interpreter: Interpreter, _receiver: Value, *_given: Value) -> Value:
    """What only writes."""
    return NIL


@METHODS("<<", tolerant=True)
def append(_interpreter: Interpreter, receiver: Value, _value: Value) -> Value:
    """IO#<<."""
    return receiver


@METHODS("write", "syswrite", "putc", tolerant=True)
def write(interpreter: Interpreter, _receiver: Value, *values: Value) -> Value:
    """IO#write: the number of bytes."""
    texts = [value.text for value in values if isinstance(value, String) and value.uncertain is None]
    if len(texts) < len(values):
        return interpreter.unknown("how much was written")
    return Integer(sum(len(written.encode("utf-8", "surrogateescape")) for written in texts))


@METHODS("sync", "closed?")
def no(_interpreter: Interpreter, _receiver: Value) -> Value:
    """Questions whose answer matters to nobody."""
    return FALSE


@METHODS("tty?", "isatty")
def is_terminal(interpreter: Interpreter, _receiver: Value) -> Value:
    """IO#tty?."""
    return interpreter.unknown("whether a terminal is attached cannot be known")


@METHODS("path", "to_path")
def path(interpreter: Interpreter, receiver: Value) -> Value:
    """File#path."""
    found = _object(receiver).variables.get(PATH)
    return interpreter.unknown("the path of a stream") if found is None else found


@METHODS("size", "length")
def size(interpreter: Interpreter, receiver: Value) -> Value:
    """File#size."""
    content = _object(receiver).variables.get(CONTENT)
    if content is None:
        raise Unknowable(interpreter.unknown("the size of a stream cannot be known"))
    return Integer(len(text_of(interpreter, content).encode("utf-8", "surrogateescape")))


@METHODS("fileno", "to_i")
def fileno(interpreter: Interpreter, receiver: Value) -> Value:
    """IO#fileno."""
    stream = _object(receiver).variables.get("stream")
    if stream is None:
        raise Unknowable(interpreter.unknown("the number of an open file cannot be known"))
    return Integer(("STDIN", "STDOUT", "STDERR").index(text_of(interpreter, stream)))


@METHODS("flock")
def flock(_interpreter: Interpreter, _receiver: Value, _operation: Value) -> Value:
    """File#flock."""
    return Integer(0)
