"""What methods of collections share: choosing, sorting, telling apart and pairing elements."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.iteration import call
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable, class_name, first_unknown, known, undecided
from vmlint.languages.ruby.evaluate.globals import OWN_FOLDERS
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    TRUE,
    Array,
    Boolean,
    Hash,
    String,
    Unknown,
    combine,
    hash_key,
    truth,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def chosen(interpreter: Interpreter, values: Iterable[Value], block: Block, *, wanted: bool) -> list[Value]:
    """Return those of VALUES for which BLOCK holds (or does not); all are asked before an unknown answer counts."""
    found: list[Value] = []
    doubt: Unknown | None = None
    for item in values:
        answer = call(interpreter, block, item)
        if type(answer) is Unknown:
            doubt = doubt or answer
        elif truth(answer) is wanted:
            found.append(item)
    if doubt is not None:
        raise Unknowable(doubt)
    return found


def contains(interpreter: Interpreter, values: list[Value], wanted: Value) -> Value:
    """Return whether one of VALUES equals WANTED; where no known one does and one is unknown, it is undecidable.

    The answer rests on the assumptions of the element that is found, else on those of all.
    """
    doubt: Unknown | None = None
    for item in values:
        interpreter.tick()
        answer = interpreter.equal(item, wanted)
        if answer:
            return _resting_on(TRUE, [item, wanted])
        if answer is None and not _is_elsewhere(interpreter, item, wanted):
            doubt = doubt or undecided(interpreter, item, wanted)
    if doubt is not None:
        raise Unknowable(doubt)
    return _resting_on(FALSE, [*values, wanted])


def _is_elsewhere(interpreter: Interpreter, item: Value, wanted: Value) -> bool:
    """Whether ITEM is a folder of Vagrant's own (``$LOAD_PATH``) and WANTED a path in the project, never the same."""
    if type(item) is not Unknown or item.reason != OWN_FOLDERS or type(wanted) is not String:
        return False
    return type(interpreter.files.exists(wanted.text)) is bool


def _resting_on(answer: Boolean, values: list[Value]) -> Value:
    if not any(value.provenance is not None and value.provenance.assumptions for value in values):
        return answer
    return Boolean(answer.value, combine([value.provenance for value in values]))


def sorted_by(interpreter: Interpreter, values: list[Value], block: Block) -> list[Value]:
    """Return VALUES sorted by ``<=>`` or by the comparing BLOCK."""
    from vmlint.languages.ruby.evaluate.builtins.compare import block_order, sort

    if block is None:
        return sort(interpreter, values)
    asked = block
    return sort(
        interpreter,
        values,
        lambda one, other: block_order(interpreter, interpreter.call_block(asked, [one, other]), one, other),
    )


def sorted_by_key(interpreter: Interpreter, values: list[Value], block: Block) -> list[Value]:
    """Return VALUES sorted by what BLOCK gives for each."""
    from vmlint.languages.ruby.evaluate.builtins.compare import must_order, sorting_key

    keyed = [(known(call(interpreter, block, item)), item) for item in values]
    key = sorting_key(lambda one, other: must_order(interpreter, one[0], other[0]))
    return [item for _, item in sorted(keyed, key=key)]


def add_pair(interpreter: Interpreter, pairs: Hash, pair: Value, at: int | None) -> None:
    """Store the PAIR, the AT-th one of an Array (else None), into PAIRS, or raise Ruby's errors for what is no pair."""
    known(pair)
    place = "" if at is None else f" at {at}"
    if type(pair) is not Array:
        raise interpreter.error("TypeError", f"wrong element type {class_name(pair)}{place} (expected array)")
    if len(pair.items) != 2:
        size = len(pair.items)
        what = "element has wrong array length" if at is None else f"wrong array length{place}"
        raise interpreter.error("ArgumentError", f"{what} (expected 2, was {size})")
    key = known(pair.items[0])
    if type(key) is String and not key.frozen:
        key = frozen_key(key)
    pairs.store(key, pair.items[1])


def frozen_key(key: String) -> String:
    """Return the frozen copy of KEY that a Hash keeps."""
    copy = String(key.text, key.provenance)
    copy.frozen = True
    return copy


def distinct(interpreter: Interpreter, values: list[Value], block: Block) -> list[Value]:
    """Return VALUES without those whose key (by BLOCK, or they themselves) came before."""
    seen = set()
    found = []
    for item in values:
        interpreter.tick()
        key = hash_key(known_deeply(item if block is None else call(interpreter, block, item)))
        if key not in seen:
            seen.add(key)
            found.append(item)
    return found


def known_deeply(value: Value) -> Value:
    """Return VALUE, which must hold no Unknown: it is about to be a key."""
    doubt = first_unknown((value,))
    if doubt is not None:
        raise Unknowable(doubt)
    return value
