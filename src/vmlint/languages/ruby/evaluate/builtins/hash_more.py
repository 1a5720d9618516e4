"""Hash: keys replaced, pairs looked for, defaults, subsets, and other things that are asked more rarely."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.elements import known_deeply
from vmlint.languages.ruby.evaluate.builtins.hash import value_of
from vmlint.languages.ruby.evaluate.builtins.iteration import call, native
from vmlint.languages.ruby.evaluate.builtins.support import Methods, integer, mapping
from vmlint.languages.ruby.evaluate.values import FALSE, NIL, Array, Hash, Proc, boolean, hash_key

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()


@METHODS("transform_keys")
def _transform_keys(
    interpreter: Interpreter, source: Hash, names: Value | None = None, *, arguments: Arguments
) -> Value:
    if names is None and arguments.block is None and arguments.keywords is None:
        from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

        return Enumerator(source, "transform_keys", [])
    return with_new_keys(interpreter, source, names or arguments.keywords, arguments.block)


def with_new_keys(interpreter: Interpreter, source: Hash, names: Value | None, block: Block) -> Hash:
    """Return a copy of SOURCE whose keys are what the Hash NAMES or BLOCK gives for them."""
    table = None if names is None else mapping(interpreter, names)
    made = Hash()
    for entry in list(source.entries.values()):
        key: Value | None = None if table is None else table.get(entry.key)
        if key is None:
            key = entry.key if block is None else known_deeply(call(interpreter, block, entry.key))
        made.store(key, entry.value, entry.key_span, entry.value_span)
    return made


@METHODS("default")
def _default(interpreter: Interpreter, source: Hash, key: Value | None = None) -> Value:
    if key is not None and source.default_block is not None:
        return interpreter.call_block(source.default_block, [source, key])
    return NIL if source.default is None else source.default


@METHODS("to_proc")
def _to_proc(interpreter: Interpreter, source: Hash) -> Value:
    made: Proc = native(
        interpreter, lambda interpreter, arguments: value_of(interpreter, source, arguments.positional[0])
    )
    made.is_lambda = True
    return made


@METHODS("eql?")
def _eql(_interpreter: Interpreter, source: Hash, other: Value) -> Value:
    if type(other) is not Hash or len(source.entries) != len(other.entries):
        return FALSE
    return boolean(
        all(
            key in other.entries
            and hash_key(known_deeply(entry.value)) == hash_key(known_deeply(other.entries[key].value))
            for key, entry in source.entries.items()
        )
    )


@METHODS("invert")
def _invert(_interpreter: Interpreter, source: Hash) -> Value:
    made = Hash()
    for entry in source.entries.values():
        made.store(known_deeply(entry.value), entry.key, entry.value_span, entry.key_span)
    return made


@METHODS("first")
def _first(interpreter: Interpreter, source: Hash, number: Value | None = None) -> Value:
    entries = list(source.entries.values())
    if number is None:
        return Array([entries[0].key, entries[0].value]) if entries else NIL
    count = integer(interpreter, number)
    if count < 0:
        raise interpreter.error("ArgumentError", "attempt to take negative size")
    return Array([Array([entry.key, entry.value]) for entry in entries[:count]])
