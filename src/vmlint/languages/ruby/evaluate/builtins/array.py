"""Array: parts by position, joining, iteration, and the most used ways to add to it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.indexing import piece, read_bounds, write_bounds
from vmlint.languages.ruby.evaluate.builtins.rendering import joined
from vmlint.languages.ruby.evaluate.builtins.support import (
    Methods,
    equal,
    integer,
    items,
    known,
    responds,
    text,
    yields,
)
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Array,
    Integer,
    Nil,
    Range,
    String,
    Unknown,
    boolean,
    combine,
    hash_key,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()
CLASS_METHODS = Methods()


@CLASS_METHODS("new")
def _new(
    interpreter: Interpreter, _class: Value, size: Value | None = None, fill: Value | None = None, *, block: Block
) -> Value:
    if size is None:
        return Array([])
    if fill is None and type(size) is Array:
        return Array(list(items(interpreter, size)))
    number = integer(interpreter, size)
    if number < 0:
        raise interpreter.error("ArgumentError", "negative array size")
    interpreter.check_size(number)
    if block is None:
        return Array([NIL if fill is None else fill] * number)
    return Array([yields(interpreter, block, Integer(at)) for at in range(number)])


@CLASS_METHODS("[]", tolerant=True)
def _literal(_interpreter: Interpreter, _class: Value, *values: Value) -> Value:
    return Array(list(values))


@METHODS("each", enumerates=True)
def _each(interpreter: Interpreter, array: Array, *, block: Block) -> Value:
    assert block is not None
    at = 0
    while at < len(array.items):
        interpreter.tick()
        interpreter.call_block(block, [array.items[at]])
        if array.uncertain is not None:
            break
        at += 1
    return array


@METHODS("each_index", enumerates=True)
def _each_index(interpreter: Interpreter, array: Array, *, block: Block) -> Value:
    at = 0
    while at < len(array.items):
        yields(interpreter, block, Integer(at))
        at += 1
    return array


@METHODS("[]", "slice")
def _read(interpreter: Interpreter, array: Array, index: Value, length: Value | None = None) -> Value:
    if length is None and type(index) is Integer:
        at = index.number
        return array.items[at] if -len(array.items) <= at < len(array.items) else NIL
    return part(interpreter, array, index, length)


def part(interpreter: Interpreter, array: Array, index: Value, length: Value | None) -> Value:
    """Return what ``array[index, length]`` gives."""
    size = len(array.items)
    if length is not None:
        bounds = piece(integer(interpreter, index), integer(interpreter, length), size)
    elif type(index) is Range:
        bounds = read_bounds(interpreter, index, size)
    else:
        at = integer(interpreter, index)
        return array.items[at] if -size <= at < size else NIL
    return NIL if bounds is None else Array(array.items[bounds[0] : bounds[1]])


@METHODS("[]=", mutates=True)
def _write(interpreter: Interpreter, array: Array, index: Value, *rest: Value) -> Value:
    if not 1 <= len(rest) <= 2:
        given = len(rest) + 1
        raise interpreter.error("ArgumentError", f"wrong number of arguments (given {given}, expected 2..3)")
    value, size = rest[-1], len(array.items)
    if len(rest) == 2:
        at, number = integer(interpreter, index), integer(interpreter, rest[0])
        if number < 0:
            raise interpreter.error("IndexError", f"negative length ({number})")
        if at < -size:
            raise interpreter.error("IndexError", f"index {at} too small for array; minimum: -{size}")
        _splice(interpreter, array, at + size if at < 0 else at, number, value)
    elif type(index) is Range:
        start, number = write_bounds(interpreter, index, size)
        _splice(interpreter, array, start, number, value)
    else:
        at = integer(interpreter, index)
        if at < -size:
            raise interpreter.error("IndexError", f"index {at} too small for array; minimum: -{size}")
        if at >= size:
            interpreter.check_size(at + 1)
            array.items += [NIL] * (at + 1 - size)
        array.items[at] = value
    return value


def _splice(interpreter: Interpreter, array: Array, start: int, number: int, value: Value) -> None:
    added = list(items(interpreter, value)) if type(value) is Array else [value]
    interpreter.check_size(start + len(added))
    if start > len(array.items):
        array.items += [NIL] * (start - len(array.items))
    array.items[start : start + number] = added


@METHODS("<<", mutates=True)
def _append(interpreter: Interpreter, array: Array, value: Value) -> Value:
    interpreter.check_size(1)
    array.items.append(value)
    return array


@METHODS("push", "append", mutates=True)
def _push(_interpreter: Interpreter, array: Array, *values: Value) -> Value:
    array.items += values
    return array


@METHODS("at")
def _at(interpreter: Interpreter, array: Array, index: Value) -> Value:
    at = integer(interpreter, index)
    return array.items[at] if -len(array.items) <= at < len(array.items) else NIL


@METHODS("dig")
def _dig(interpreter: Interpreter, array: Array, index: Value, *rest: Value) -> Value:
    at = integer(interpreter, index)
    found = array.items[at] if -len(array.items) <= at < len(array.items) else NIL
    return dug(interpreter, found, rest)


def dug(interpreter: Interpreter, found: Value, rest: tuple[Value, ...]) -> Value:
    """Return what the rest of a ``dig`` finds in FOUND."""
    if not rest or type(found) is Nil:
        return found
    known(found)
    from vmlint.languages.ruby.evaluate.builtins import exists

    if not responds(found, "dig") and not exists(found.class_name, "dig"):
        raise interpreter.error("TypeError", f"{found.class_name} does not have #dig method")
    return interpreter.call_method(found, "dig", list(rest))


@METHODS("fetch", tolerant=True)
def _fetch(
    interpreter: Interpreter, array: Array, index: Value, default: Value | None = None, *, block: Block
) -> Value:
    at, size = integer(interpreter, index), len(array.items)
    if -size <= at < size:
        return array.items[at]
    if block is not None:
        return yields(interpreter, block, index)
    if default is not None:
        return default
    raise interpreter.error("IndexError", f"index {at} outside of array bounds: {-size}...{size}")


@METHODS("values_at")
def _values_at(interpreter: Interpreter, array: Array, *indices: Value) -> Value:
    found: list[Value] = []
    for index in indices:
        if type(index) is Range:
            bounds = read_bounds(interpreter, index, len(array.items))
            if bounds is not None:
                asked = _range_size(interpreter, index, len(array.items))
                taken = array.items[bounds[0] : bounds[1]]
                interpreter.check_size(asked)
                found += taken + [NIL] * (asked - len(taken))
        else:
            found.append(_at_index(interpreter, array, index))
    return Array(found)


def _at_index(interpreter: Interpreter, array: Array, index: Value) -> Value:
    at = integer(interpreter, index)
    return array.items[at] if -len(array.items) <= at < len(array.items) else NIL


def _range_size(interpreter: Interpreter, range_: Range, size: int) -> int:
    from vmlint.languages.ruby.evaluate.builtins.indexing import range_bounds

    bounds = range_bounds(interpreter, range_, size)
    return 0 if bounds is None else bounds[1]


@METHODS("first")
def _first(interpreter: Interpreter, array: Array, number: Value | None = None) -> Value:
    if number is None:
        return array.items[0] if array.items else NIL
    return Array(array.items[: _count_of(interpreter, number)])


@METHODS("last")
def _last(interpreter: Interpreter, array: Array, number: Value | None = None) -> Value:
    if number is None:
        return array.items[-1] if array.items else NIL
    count = _count_of(interpreter, number)
    return Array(array.items[-count:] if count else [])


def _count_of(interpreter: Interpreter, number: Value) -> int:
    count = integer(interpreter, number)
    if count < 0:
        raise interpreter.error("ArgumentError", "negative array size")
    return count


@METHODS("length", "size")
def _length(_interpreter: Interpreter, array: Array) -> Value:
    return Integer(len(array.items))


@METHODS("empty?")
def _empty(_interpreter: Interpreter, array: Array) -> Value:
    return FALSE if array.items else TRUE


@METHODS("to_a", "entries", "to_ary")
def _to_a(_interpreter: Interpreter, array: Array) -> Value:
    return array


@METHODS("join")
def _join(interpreter: Interpreter, array: Array, separator: Value | None = None) -> Value:
    between = "" if separator is None or type(separator) is Nil else text(interpreter, separator)
    parts: list[str | Value] = []
    _add_parts(interpreter, array, between, parts, (array,))
    origins = array.provenance, None if separator is None or len(parts) < 2 else separator.provenance
    return joined(interpreter, parts, combine(origins))


def _add_parts(
    interpreter: Interpreter, array: Array, between: str, parts: list[str | Value], inside: tuple[Array, ...]
) -> None:
    for at, item in enumerate(array.items):
        interpreter.tick()
        if at:
            parts.append(between)
        if type(item) is Array and item.uncertain is None:
            if item in inside:
                raise interpreter.error("ArgumentError", "recursive array join")
            _add_parts(interpreter, item, between, parts, (*inside, item))
        else:
            parts.append(item if type(item) in (String, Unknown) else interpreter.to_s(item))


@METHODS("inspect", "to_s")
def _inspect(interpreter: Interpreter, array: Array) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.rendering import shown

    return String(shown(interpreter, array))


@METHODS("reverse")
def _reverse(_interpreter: Interpreter, array: Array) -> Value:
    return Array(array.items[::-1])


@METHODS("index", "find_index")
def _index(interpreter: Interpreter, array: Array, *wanted: Value, arguments: Arguments) -> Value:
    return _place(interpreter, array, wanted, arguments, "index", range(len(array.items)))


def _place(
    interpreter: Interpreter, array: Array, wanted: tuple[Value, ...], arguments: Arguments, name: str, places: range
) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.iteration import holds

    if not wanted and arguments.block is None:
        from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

        return Enumerator(array, name, [])
    for at in places:
        interpreter.tick()
        item = array.items[at]
        if equal(interpreter, item, wanted[0]) if wanted else holds(interpreter, arguments.block, item):
            return Integer(at)
    return NIL


@METHODS("<=>")
def _order(interpreter: Interpreter, array: Array, other: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.compare import order

    answer = order(interpreter, array, other)
    return NIL if answer is None else Integer(answer)


@METHODS("eql?")
def _eql(_interpreter: Interpreter, array: Array, other: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.elements import known_deeply

    return boolean(hash_key(known_deeply(array)) == hash_key(known_deeply(other)))
