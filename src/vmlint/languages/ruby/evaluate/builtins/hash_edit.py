"""Hash: the methods that change it in place."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.hash import (
    chosen_entries,
    copied,
    default,
    lookup,
    merge_into,
)
from vmlint.languages.ruby.evaluate.builtins.hash_more import with_new_keys
from vmlint.languages.ruby.evaluate.builtins.iteration import call
from vmlint.languages.ruby.evaluate.builtins.support import Methods, known, mapping
from vmlint.languages.ruby.evaluate.values import NIL, Array, Nil, Proc, hash_key

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Entry, Hash, Value

METHODS = Methods()


@METHODS("merge!", "update", mutates=True)
def _update(interpreter: Interpreter, source: Hash, *others: Value, block: Block) -> Value:
    for other in others:
        merge_into(interpreter, source, mapping(interpreter, other), block)
    return source


@METHODS("replace", "initialize_copy", mutates=True)
def _replace(interpreter: Interpreter, source: Hash, other: Value) -> Value:
    given = mapping(interpreter, other)
    source.entries = copied(given)
    source.default, source.default_block = given.default, given.default_block
    return source


@METHODS("clear", mutates=True)
def _clear(_interpreter: Interpreter, source: Hash) -> Value:
    source.entries = {}
    return source


@METHODS("delete", mutates=True)
def _delete(interpreter: Interpreter, source: Hash, key: Value, *, block: Block) -> Value:
    entry = lookup(source, key)
    if entry is None:
        return NIL if block is None else call(interpreter, block, key)
    del source.entries[hash_key(key)]
    return entry.value


@METHODS("shift", mutates=True)
def _shift(interpreter: Interpreter, source: Hash) -> Value:
    for key, entry in source.entries.items():
        del source.entries[key]
        return Array([entry.key, entry.value])
    if interpreter.world.ruby_version >= (3, 2):
        return NIL
    return default(interpreter, source, NIL)


def _keep(source: Hash, entries: list[Entry], *, nil_if_same: bool) -> Value:
    same = len(entries) == len(source.entries)
    source.entries = {hash_key(entry.key): entry for entry in entries}
    return NIL if same and nil_if_same else source


def _filtering(names: str, *, wanted: bool, nil_if_same: bool) -> None:
    @METHODS(*names.split(), enumerates=True, mutates=True)
    def filter_in_place(interpreter: Interpreter, source: Hash, *, block: Block) -> Value:
        return _keep(source, chosen_entries(interpreter, source, block, wanted=wanted), nil_if_same=nil_if_same)


_filtering("select! filter!", wanted=True, nil_if_same=True)
_filtering("keep_if", wanted=True, nil_if_same=False)
_filtering("reject!", wanted=False, nil_if_same=True)
_filtering("delete_if", wanted=False, nil_if_same=False)


@METHODS("compact!", mutates=True)
def _compact(_interpreter: Interpreter, source: Hash) -> Value:
    kept = [entry for entry in source.entries.values() if type(known(entry.value)) is not Nil]
    return _keep(source, kept, nil_if_same=True)


@METHODS("transform_values!", enumerates=True, mutates=True)
def _transform_values(interpreter: Interpreter, source: Hash, *, block: Block) -> Value:
    entries = copied(source)
    for entry in entries.values():
        entry.value = call(interpreter, block, entry.value)
    source.entries = entries
    return source


@METHODS("transform_keys!", mutates=True)
def _transform_keys(
    interpreter: Interpreter, source: Hash, names: Value | None = None, *, arguments: Arguments
) -> Value:
    if names is None and arguments.keywords is None and arguments.block is None:
        from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

        return Enumerator(source, "transform_keys!", [])
    source.entries = with_new_keys(interpreter, source, names or arguments.keywords, arguments.block).entries
    return source


@METHODS("default=", mutates=True)
def _set_default(_interpreter: Interpreter, source: Hash, value: Value) -> Value:
    source.default, source.default_block = value, None
    return value


@METHODS("default_proc=", mutates=True)
def _set_default_proc(interpreter: Interpreter, source: Hash, value: Value) -> Value:
    if type(known(value)) is Nil:
        source.default_block = None
    elif type(value) is Proc:
        source.default, source.default_block = None, value
    else:
        message = f"wrong default_proc type {value.class_name} (expected Proc)"
        raise interpreter.error("TypeError", message)
    return value


@METHODS("rehash", mutates=True)
def _rehash(_interpreter: Interpreter, source: Hash) -> Value:
    source.entries = {hash_key(entry.key): entry for entry in source.entries.values()}
    return source


@METHODS("compare_by_identity", mutates=True)
def _compare_by_identity(interpreter: Interpreter, source: Hash) -> Value:
    source.uncertain = interpreter.unknown("Hash#compare_by_identity is not modelled")
    return source
