"""Values that were handed to code that is not followed: what they hold is not known any more."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.dispatch import run_block_possibly
from vmlint.languages.ruby.evaluate.values import Arguments, Array, Hash, HostObject, Proc, RubyObject, String, Unknown

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def escape(it: Interpreter, value: Value, reason: str, *, strings: bool = True) -> None:
    """Note that VALUE was handed to code that is not followed; without STRINGS, texts stay what they are."""
    kind = type(value)
    if kind is String:
        if strings:
            it.spoil(value, Unknown(reason, it.current_span))
    elif kind is Array or kind is Hash or kind is RubyObject:
        _spoil_whole(it, value, reason)
    elif kind is Proc:
        _escape_block(it, value, reason)  # type: ignore[arg-type]
    elif isinstance(value, HostObject):
        it.outcome.note(it.current_span, reason, affects_hosts=True)
    elif kind is Unknown:
        for choice in value.choices:  # type: ignore[attr-defined]
            it.escape(choice, reason, strings=strings)


def _escape_block(it: Interpreter, block: Proc, reason: str) -> None:
    """Run BLOCK for what it could do: code that is not followed may call it."""
    if block in it.escaping:
        return
    it.escaping.append(block)
    arguments = Arguments(it.site.span, it.site.name_span, [], [], None, block)
    run_block_possibly(it, arguments, it.unknown(reason))
    it.escaping.pop()


def escape_parts(it: Interpreter, value: Any, reason: str) -> None:
    """Note that what VALUE holds was handed to code that is not followed; VALUE itself stays what it is."""
    kind = type(value)
    if kind is Array:
        parts: list[Value] = list(value.items)
    elif kind is Hash:
        parts = [entry.value for entry in value.entries.values()]
    elif kind is RubyObject:
        parts = list(value.variables.values())
    else:
        return
    for part in parts:
        it.escape(part, reason, strings=False)


def _spoil_whole(it: Interpreter, value: Any, reason: str) -> None:
    if value is it.main or value.uncertain is not None:
        return
    it.spoil(value, Unknown(reason, it.current_span))
    escape_parts(it, value, reason)
