"""MatchData: what a match found, also behind ``$~`` and ``$1``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, integer, name
from vmlint.languages.ruby.evaluate.values import NIL, Array, Integer, Range, String, Symbol, Value, boolean

if TYPE_CHECKING:
    import re

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Provenance

METHODS = Methods()


class MatchData(Value):
    """A successful match: the Regexp and Python's match object."""

    __slots__ = ("found", "regexp")
    class_name = "MatchData"

    def __init__(self, regexp: Value, found: re.Match[str], provenance: Provenance | None = None) -> None:
        self.regexp = regexp
        self.found = found
        self.provenance = provenance

    def group(self, number: int) -> Value:
        """Return group NUMBER as a String, nil where it took no part or does not exist."""
        count = self.found.re.groups
        number = number + count + 1 if number < 0 else number
        taken = self.found.group(number) if 0 <= number <= count else None
        return NIL if taken is None else String(taken, self.provenance)

    def groups(self) -> list[Value]:
        """Return all groups but the whole match."""
        return [self.group(number) for number in range(1, self.found.re.groups + 1)]


def _match(value: Value) -> MatchData:
    assert isinstance(value, MatchData)
    return value


def _number(interpreter: Interpreter, found: MatchData, key: Value) -> int:
    if isinstance(key, (String, Symbol)):
        wanted = name(interpreter, key)
        number = found.found.re.groupindex.get(wanted)
        if number is None:
            raise interpreter.error("IndexError", f"undefined group name reference: {wanted}")
        return number
    return integer(interpreter, key)


def _checked(interpreter: Interpreter, found: MatchData, key: Value) -> int:
    """Return the number of the group KEY, which must exist."""
    number = _number(interpreter, found, key)
    if not 0 <= number <= found.found.re.groups:
        raise interpreter.error("IndexError", f"index {number} out of matches")
    return number


@METHODS("[]")
def at(interpreter: Interpreter, receiver: Value, key: Value, length: Value | None = None) -> Value:
    """MatchData#[]."""
    found = _match(receiver)
    if length is not None or isinstance(key, Range):
        whole = Array([found.group(0), *found.groups()])
        return interpreter.call_method(whole, "[]", [key] if length is None else [key, length])
    return found.group(_number(interpreter, found, key))


# What `_, name, version = *text.match(…)` asks.
@METHODS("to_a")
def to_a(_interpreter: Interpreter, receiver: Value) -> Value:
    """MatchData#to_a."""
    found = _match(receiver)
    return Array([found.group(0), *found.groups()])


@METHODS("captures", "deconstruct")
def captures(_interpreter: Interpreter, receiver: Value) -> Value:
    """MatchData#captures."""
    return Array(_match(receiver).groups())


@METHODS("names")
def names(_interpreter: Interpreter, receiver: Value) -> Value:
    """MatchData#names."""
    return Array([String(key) for key in _match(receiver).found.re.groupindex])


@METHODS("to_s")
def to_s(_interpreter: Interpreter, receiver: Value) -> Value:
    """MatchData#to_s."""
    return _match(receiver).group(0)


@METHODS("begin")
def begin(interpreter: Interpreter, receiver: Value, key: Value) -> Value:
    """MatchData#begin."""
    found = _match(receiver)
    start = found.found.start(_checked(interpreter, found, key))
    return NIL if start < 0 else Integer(start)


@METHODS("end")
def end(interpreter: Interpreter, receiver: Value, key: Value) -> Value:
    """MatchData#end."""
    found = _match(receiver)
    stop = found.found.end(_checked(interpreter, found, key))
    return NIL if stop < 0 else Integer(stop)


@METHODS("size", "length")
def size(_interpreter: Interpreter, receiver: Value) -> Value:
    """MatchData#size."""
    return Integer(_match(receiver).found.re.groups + 1)


@METHODS("string")
def string(_interpreter: Interpreter, receiver: Value) -> Value:
    """MatchData#string."""
    return String(_match(receiver).found.string, receiver.provenance)


@METHODS("regexp")
def regexp(_interpreter: Interpreter, receiver: Value) -> Value:
    """MatchData#regexp."""
    return _match(receiver).regexp


@METHODS("==", "eql?")
def equal(_interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """MatchData#==."""
    one = _match(receiver)
    if not isinstance(other, MatchData):
        return boolean(False)
    same = one.found.string == other.found.string and one.found.re is other.found.re
    return boolean(same and one.found.span() == other.found.span())
