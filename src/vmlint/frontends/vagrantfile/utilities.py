"""What Vagrantfiles use of ``Vagrant::Util``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.recording import expect
from vmlint.languages.ruby.evaluate.values import Hash, Unknown, truth

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Proc, Value


def deep_merge(interpreter: Interpreter, arguments: Arguments) -> Value:
    """``Vagrant::Util::DeepMerge.deep_merge``: hashes in both are merged, else the second counts."""
    mine, other = expect(interpreter, arguments, 2, 2)
    return _merged(interpreter, mine, other, arguments.block)


def _merged(interpreter: Interpreter, mine: Value, other: Value, block: Proc | Unknown | None) -> Value:
    for given in (mine, other):
        if type(given) is not Hash or given.uncertain is not None or type(block) is Unknown:
            certain = interpreter.certain(given)
            return certain if type(certain) is Unknown else interpreter.unknown("what is merged is no plain hash")
    interpreter.deeper()
    made = interpreter.call_method(mine, "dup")
    if type(made) is Hash and type(other) is Hash:
        for entry in other.entries.values():
            interpreter.tick()
            before = made.get(entry.key)
            value = entry.value
            if type(before) is Hash and type(value) is Hash:
                value = _merged(interpreter, before, value, block)
            elif block is not None and before is not None and truth(before) is not False:
                value = interpreter.call_block(block, [entry.key, before, value])
            made.store(entry.key, value, entry.key_span, entry.value_span)
    interpreter.depth -= 1
    return made
