"""Range: what lies in it, its ends, counting through it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.iteration import iterate, range_values
from vmlint.languages.ruby.evaluate.builtins.support import (
    Methods,
    Unknowable,
    integer,
    known,
    to_s,
    true,
    yields,
)
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Array,
    Float,
    Integer,
    Nil,
    Range,
    String,
    boolean,
    hash_key,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()


@CLASS_METHODS("new")
def _new(interpreter: Interpreter, _class: Value, first: Value, last: Value, exclusive: Value | None = None) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.compare import order

    ordered = type(first) is Nil or type(last) is Nil or order(interpreter, first, last) is not None
    if not ordered:
        raise interpreter.error("ArgumentError", "bad value for range")
    return Range(first, last, exclusive is not None and true(exclusive))


@METHODS("each", enumerates=True)
def _each(interpreter: Interpreter, range_: Range, *, block: Block) -> Value:
    for value in range_values(interpreter, range_):
        yields(interpreter, block, value)
    return range_


@METHODS("reverse_each", enumerates=True)
def _reverse_each(interpreter: Interpreter, range_: Range, *, block: Block) -> Value:
    if type(range_.last) is Nil:
        raise interpreter.error("TypeError", "can't iterate from NilClass")
    for value in reversed(list(range_values(interpreter, range_))):
        yields(interpreter, block, value)
    return range_


@METHODS("to_a", "entries")
def _to_a(interpreter: Interpreter, range_: Range) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.enumerable import made

    if type(range_.last) is Nil:
        raise interpreter.error("RangeError", "cannot convert endless range to an array")
    if type(range_.first) is Integer and type(range_.last) is Integer:
        interpreter.check_size(max(0, range_.last.number - range_.first.number))
    return made(interpreter, range_values(interpreter, range_))


@METHODS("begin")
def _begin(_interpreter: Interpreter, range_: Range) -> Value:
    return range_.first


@METHODS("end")
def _end(_interpreter: Interpreter, range_: Range) -> Value:
    return range_.last


@METHODS("first")
def _first(interpreter: Interpreter, range_: Range, number: Value | None = None) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.enumerable import made

    if type(range_.first) is Nil:
        raise interpreter.error("RangeError", "cannot get the first element of beginless range")
    if number is None:
        return range_.first
    count = integer(interpreter, number)
    if count < 0:
        raise interpreter.error("ArgumentError", "negative array size (or size too big)")
    found: list[Value] = []
    for value in range_values(interpreter, range_) if count else ():
        found.append(value)
        if len(found) >= count:
            break
    return made(interpreter, found)


@METHODS("last")
def _last(interpreter: Interpreter, range_: Range, number: Value | None = None) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.enumerable import made

    if type(range_.last) is Nil:
        raise interpreter.error("RangeError", "cannot get the last element of endless range")
    if number is None:
        return range_.last
    values = list(range_values(interpreter, range_))
    count = integer(interpreter, number)
    if count < 0:
        raise interpreter.error("ArgumentError", "negative array size")
    return made(interpreter, values[-count:] if count else [])


def _covers(interpreter: Interpreter, range_: Range, value: Value) -> bool:
    from vmlint.languages.ruby.evaluate.builtins.compare import order

    if type(known(range_.first)) is not Nil:
        above = order(interpreter, range_.first, value)
        if above is None or above > 0:
            return False
    if type(known(range_.last)) is not Nil:
        below = order(interpreter, value, range_.last)
        if below is None or below > 0 or (below == 0 and range_.exclusive):
            return False
    return True


@METHODS("===")
def _case(interpreter: Interpreter, range_: Range, value: Value) -> Value:
    return boolean(_covers(interpreter, range_, value))


@METHODS("cover?")
def _cover(interpreter: Interpreter, range_: Range, value: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.compare import order

    if type(value) is not Range:
        return boolean(_covers(interpreter, range_, value))
    if type(value.first) is Nil or type(value.last) is Nil or type(range_.first) is Nil or type(range_.last) is Nil:
        raise Unknowable(interpreter.unknown("Range#cover? with open ranges is not followed"))
    if not _covers(interpreter, range_, value.first):
        return FALSE
    ends = order(interpreter, value.last, range_.last)
    if ends is None:
        return FALSE
    if ends < 0 or (ends == 0 and (value.exclusive or not range_.exclusive)):
        return TRUE
    raise Unknowable(interpreter.unknown("Range#cover? of a longer range is not followed"))


@METHODS("include?", "member?")
def _include(interpreter: Interpreter, range_: Range, value: Value) -> Value:
    ends = (range_.first, range_.last)
    if any(isinstance(end, (Integer, Float)) for end in ends):
        return boolean(_covers(interpreter, range_, value))
    if type(range_.first) is String and type(range_.last) is String:
        if type(value) is not String:
            return FALSE
        return boolean(any(to_s(interpreter, item) == value.text for item in range_values(interpreter, range_)))
    if type(range_.first) is Nil or type(range_.last) is Nil:
        if type(range_.first) is Nil and type(range_.last) is Nil:
            raise interpreter.error("TypeError", "cannot determine inclusion in beginless/endless ranges")
        return boolean(_covers(interpreter, range_, value))
    return boolean(_covers(interpreter, range_, value))


def _extreme(name: str, sign: int) -> None:
    @METHODS(name)
    def extreme(interpreter: Interpreter, range_: Range, number: Value | None = None, *, block: Block) -> Value:
        from vmlint.languages.ruby.evaluate.builtins.compare import order

        end = range_.last if sign > 0 else range_.first
        if type(end) is Nil:
            side = "maximum of endless" if sign > 0 else "minimum of beginless"
            raise interpreter.error("RangeError", f"cannot get the {side} range")
        if block is not None or number is not None:
            values = Array(list(range_values(interpreter, range_)))
            return interpreter.call_method(values, name, [] if number is None else [number], None, block)
        if type(range_.first) is not Nil and type(range_.last) is not Nil:
            where = order(interpreter, range_.first, range_.last)
            if where is None or where > 0 or (where == 0 and range_.exclusive):
                return NIL
        if sign > 0 and range_.exclusive:
            if type(range_.last) is Integer and type(range_.first) is Integer:
                return Integer(range_.last.number - 1)
            if isinstance(range_.last, (Integer, Float)):
                raise interpreter.error("TypeError", "cannot exclude non Integer end value")
            return list(iterate(interpreter, range_))[-1]
        return end


_extreme("min", -1)
_extreme("max", 1)


@METHODS("sum")
def _sum(interpreter: Interpreter, range_: Range, start: Value | None = None, *, block: Block) -> Value:
    first, last = range_.first, range_.last
    if block is None and type(first) is Integer and type(last) is Integer and (start is None or type(start) is Integer):
        end = last.number - range_.exclusive
        total = (end - first.number + 1) * (end + first.number) // 2 if end >= first.number else 0
        return Integer(total + (start.number if type(start) is Integer else 0))
    values = Array(list(range_values(interpreter, range_)))
    return interpreter.call_method(values, "sum", [] if start is None else [start], None, block)


@METHODS("eql?")
def _eql(_interpreter: Interpreter, range_: Range, other: Value) -> Value:
    if type(other) is not Range or other.exclusive != range_.exclusive:
        return FALSE
    same = hash_key(range_.first) == hash_key(other.first) and hash_key(range_.last) == hash_key(other.last)
    return boolean(same)


@METHODS("inspect")
def _inspect(interpreter: Interpreter, range_: Range) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.rendering import shown

    return String(shown(interpreter, range_))


@METHODS("to_s")
def _to_s(interpreter: Interpreter, range_: Range) -> Value:
    dots = "..." if range_.exclusive else ".."
    return String(to_s(interpreter, range_.first) + dots + to_s(interpreter, range_.last))


@METHODS("frozen?")
def _frozen(_interpreter: Interpreter, _range: Range) -> Value:
    return TRUE
