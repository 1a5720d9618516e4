"""Hash: the methods that change it in place."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.hash import (
    chosen_entries,
    default,
    lookup,
    merge_into,
)
from vmlint.languages.ruby.evaluate.builtins.iteration import call
from vmlint.languages.ruby.evaluate.builtins.support import Methods, mapping
from vmlint.languages.ruby.evaluate.values import NIL, Array, hash_key

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Entry, Hash, Value

METHODS = Methods()


@METHODS("merge!", "update", mutates=True)
def _update(interpreter: Interpreter, source: Hash, *others: Value, block: Block) -> Value:
    for other in others:
        merge_into(interpreter, source, mapping(interpreter, other), block)
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


@METHODS("default=", mutates=True)
def _set_default(_interpreter: Interpreter, source: Hash, value: Value) -> Value:
    source.default, source.default_block = value, None
    return value
