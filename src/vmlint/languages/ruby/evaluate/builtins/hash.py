"""Hash: looking things up, storing, copying, iteration."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.elements import add_pair, frozen_key, known_deeply
from vmlint.languages.ruby.evaluate.builtins.iteration import call
from vmlint.languages.ruby.evaluate.builtins.support import (
    Methods,
    Unknowable,
    equal,
    inspect,
    known,
    mapping,
    true,
    yields,
)
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Array,
    Entry,
    Hash,
    Integer,
    Nil,
    String,
    Unknown,
    boolean,
    hash_key,
    truth,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()
CLASS_METHODS = Methods()


@CLASS_METHODS("new", tolerant=True)
def _new(_interpreter: Interpreter, _class: Value, default: Value | None = None, *, arguments: Arguments) -> Value:
    made = Hash()
    if default is None and arguments.keywords is not None and arguments.keywords.entries:
        default = arguments.keywords
    made.default = default
    if arguments.block is not None:
        made.default_block = known(arguments.block)  # type: ignore[assignment]
    return made


@CLASS_METHODS("[]")
def _literal(interpreter: Interpreter, _class: Value, *given: Value) -> Value:
    made = Hash()
    if len(given) == 1 and type(given[0]) is Hash:
        made.entries = copied(given[0])
    elif len(given) == 1 and type(given[0]) is Array:
        for at, pair in enumerate(given[0].items):
            add_pair(interpreter, made, pair, at)
    elif len(given) % 2:
        raise interpreter.error("ArgumentError", "odd number of arguments for Hash")
    else:
        for key, value in zip(given[::2], given[1::2], strict=True):
            made.store(key, value)
    return made


def copied(source: Hash) -> dict[object, Entry]:
    """Return a copy of the entries of SOURCE, each with its places in the text."""
    return {
        key: Entry(entry.key, entry.value, entry.key_span, entry.value_span) for key, entry in source.entries.items()
    }


def only(entries: list[Entry]) -> Hash:
    """Return a Hash of copies of ENTRIES."""
    made = Hash()
    for entry in entries:
        made.store(entry.key, entry.value, entry.key_span, entry.value_span)
    return made


def lookup(source: Hash, key: Value) -> Entry | None:
    """Return the entry of KEY in SOURCE, or None; it must be decidable which one it is."""
    known_deeply(key)
    for entry in source.entries.values():
        if type(entry.key) is Unknown:
            raise Unknowable(entry.key)
    return source.entries.get(hash_key(key))


def default(interpreter: Interpreter, source: Hash, key: Value) -> Value:
    """Return what SOURCE gives for the missing KEY."""
    if source.default_block is not None:
        return interpreter.call_block(source.default_block, [source, key])
    return NIL if source.default is None else source.default


def missing(interpreter: Interpreter, key: Value) -> RubyError:
    """Return Ruby's KeyError for KEY."""
    return interpreter.error("KeyError", f"key not found: {inspect(interpreter, key)}")


@METHODS("[]")
def _read(interpreter: Interpreter, source: Hash, key: Value) -> Value:
    entry = lookup(source, key)
    return default(interpreter, source, key) if entry is None else entry.value


@METHODS("[]=", "store", mutates=True)
def _write(interpreter: Interpreter, source: Hash, key: Value, value: Value, *, arguments: Arguments) -> Value:
    interpreter.check_size(1)
    known_deeply(key)
    spans = arguments.positional_spans
    places = (spans[0], spans[1]) if len(spans) == 2 else (None, None)
    if type(key) is String and not key.frozen:
        key = frozen_key(key)
    source.store(key, value, *places)
    return value


@METHODS("fetch", tolerant=True)
def _fetch(interpreter: Interpreter, source: Hash, key: Value, other: Value | None = None, *, block: Block) -> Value:
    entry = lookup(source, key)
    if entry is not None:
        return entry.value
    if block is not None:
        return yields(interpreter, block, key)
    if other is not None:
        return other
    raise missing(interpreter, key)


@METHODS("dig")
def _dig(interpreter: Interpreter, source: Hash, key: Value, *rest: Value) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.array import dug

    entry = lookup(source, key)
    return dug(interpreter, default(interpreter, source, key) if entry is None else entry.value, rest)


@METHODS("key?", "has_key?", "include?", "member?")
def _has_key(_interpreter: Interpreter, source: Hash, key: Value) -> Value:
    return boolean(lookup(source, key) is not None)


@METHODS("value?", "has_value?")
def _has_value(interpreter: Interpreter, source: Hash, value: Value) -> Value:
    return boolean(any(equal(interpreter, entry.value, value) for entry in source.entries.values()))


@METHODS("key")
def _key(interpreter: Interpreter, source: Hash, value: Value) -> Value:
    for entry in source.entries.values():
        if equal(interpreter, entry.value, value):
            return entry.key
    return NIL


@METHODS("keys")
def _keys(_interpreter: Interpreter, source: Hash) -> Value:
    return Array([entry.key for entry in source.entries.values()])


@METHODS("values")
def _values(_interpreter: Interpreter, source: Hash) -> Value:
    return Array([entry.value for entry in source.entries.values()])


@METHODS("values_at")
def _values_at(interpreter: Interpreter, source: Hash, *keys: Value) -> Value:
    return Array([value_of(interpreter, source, key) for key in keys])


def value_of(interpreter: Interpreter, source: Hash, key: Value) -> Value:
    """Return what ``source[key]`` gives."""
    entry = lookup(source, key)
    return default(interpreter, source, key) if entry is None else entry.value


@METHODS("length", "size")
def _length(_interpreter: Interpreter, source: Hash) -> Value:
    return Integer(len(source.entries))


@METHODS("empty?")
def _empty(_interpreter: Interpreter, source: Hash) -> Value:
    return FALSE if source.entries else TRUE


@METHODS("each", "each_pair", enumerates=True)
def _each(interpreter: Interpreter, source: Hash, *, block: Block) -> Value:
    assert block is not None
    for entry in list(source.entries.values()):
        interpreter.tick()
        interpreter.call_block(block, [Array([entry.key, entry.value])])
    return source


@METHODS("each_key", enumerates=True)
def _each_key(interpreter: Interpreter, source: Hash, *, block: Block) -> Value:
    for entry in list(source.entries.values()):
        call(interpreter, block, entry.key)
    return source


@METHODS("each_value", enumerates=True)
def _each_value(interpreter: Interpreter, source: Hash, *, block: Block) -> Value:
    for entry in list(source.entries.values()):
        call(interpreter, block, entry.value)
    return source


@METHODS("to_h")
def _to_h(interpreter: Interpreter, source: Hash, *, block: Block) -> Value:
    if block is None:
        return source
    made = Hash()
    for entry in list(source.entries.values()):
        add_pair(interpreter, made, yields(interpreter, block, entry.key, entry.value), None)
    return made


@METHODS("inspect", "to_s")
def _inspect(interpreter: Interpreter, source: Hash) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.rendering import shown

    return String(shown(interpreter, source))


@METHODS("merge", tolerant=True)
def _merge(interpreter: Interpreter, source: Hash, *others: Value, block: Block) -> Value:
    made = Hash(copied(source))
    made.default, made.default_block = source.default, source.default_block
    for other in others:
        merge_into(interpreter, made, mapping(interpreter, other), block)
    return made


def merge_into(interpreter: Interpreter, target: Hash, other: Hash, block: Block) -> None:
    """Set the entries of OTHER in TARGET; BLOCK decides where both have a key."""
    for key, entry in list(other.entries.items()):
        interpreter.tick()
        value = entry.value
        present = target.entries.get(key)
        if present is not None and block is not None:
            value = interpreter.call_block(block, [entry.key, present.value, value])
        target.entries[key] = Entry(entry.key, value, entry.key_span, entry.value_span)


def chosen_entries(interpreter: Interpreter, source: Hash, block: Block, *, wanted: bool) -> list[Entry]:
    """Return the entries for which BLOCK holds (or does not); all are asked before an unknown answer counts."""
    found: list[Entry] = []
    doubt: Unknown | None = None
    for entry in list(source.entries.values()):
        interpreter.tick()
        answer = yields(interpreter, block, entry.key, entry.value)
        if type(answer) is Unknown:
            doubt = doubt or answer
        elif truth(answer) is wanted:
            found.append(entry)
    if doubt is not None:
        raise Unknowable(doubt)
    return found


@METHODS("select", "filter", enumerates=True)
def _select(interpreter: Interpreter, source: Hash, *, block: Block) -> Value:
    return only(chosen_entries(interpreter, source, block, wanted=True))


@METHODS("reject", enumerates=True)
def _reject(interpreter: Interpreter, source: Hash, *, block: Block) -> Value:
    return only(chosen_entries(interpreter, source, block, wanted=False))


@METHODS("slice")
def _slice(_interpreter: Interpreter, source: Hash, *keys: Value) -> Value:
    found = [lookup(source, key) for key in keys]
    return only([entry for entry in found if entry is not None])


@METHODS("except")
def _except(_interpreter: Interpreter, source: Hash, *keys: Value) -> Value:
    unwanted = {hash_key(known_deeply(key)) for key in keys}
    return only([entry for key, entry in source.entries.items() if key not in unwanted])


@METHODS("compact")
def _compact(_interpreter: Interpreter, source: Hash) -> Value:
    return only([entry for entry in source.entries.values() if type(known(entry.value)) is not Nil])


@METHODS("transform_values", enumerates=True)
def _transform_values(interpreter: Interpreter, source: Hash, *, block: Block) -> Value:
    made = Hash()
    for entry in list(source.entries.values()):
        made.store(entry.key, call(interpreter, block, entry.value), entry.key_span, entry.value_span)
    return made


@METHODS("any?")
def _any(interpreter: Interpreter, source: Hash, *pattern: Value, block: Block) -> Value:
    if not pattern and block is None:
        return boolean(bool(source.entries))
    for entry in list(source.entries.values()):
        pair = Array([entry.key, entry.value])
        if pattern:
            answer = interpreter.call_method(pattern[0], "===", [pair])
        else:
            answer = call(interpreter, block, pair)
        if true(answer):
            return TRUE
    return FALSE
