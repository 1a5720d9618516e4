"""Calling a method on a value: host objects answer themselves, then methods of the file, the core's, Ruby's own.

A built-in function that is not tolerant is never called with an Unknown (or a value that is ``uncertain``) as
receiver, as a positional argument or as the value of a keyword.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate import builtins
from vmlint.languages.ruby.evaluate.branching import assumed, possibly
from vmlint.languages.ruby.evaluate.control import RubyError
from vmlint.languages.ruby.evaluate.lookup import find_method, linearized, opaque_reason
from vmlint.languages.ruby.evaluate.methods import Removed
from vmlint.languages.ruby.evaluate.protocols import join_text
from vmlint.languages.ruby.evaluate.values import (
    Array,
    Boolean,
    Class,
    Hash,
    HostObject,
    Nil,
    Proc,
    Provenance,
    RubyObject,
    String,
    Unknown,
    combine,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.methods import Function
    from vmlint.languages.ruby.evaluate.values import Arguments, Assumption, Value

_MUTATING_NAMES = """
<< []= push append unshift prepend insert concat replace clear delete delete_at delete_if keep_if fill store
update shift pop initialize_copy default= compare_by_identity setbyte force_encoding add remove
"""
MUTATING = frozenset(_MUTATING_NAMES.split())
# What Ruby 3.2 took away from some classes or all.
REMOVED = frozenset(("exists?", "=~", "taint", "untaint", "tainted?", "trust", "untrust", "untrusted?"))
REMOVED_IN = (3, 2)
LARGE = 200
READING = frozenset(("[]", "fetch", "dig", "first", "last"))
_HARMLESS_NAMES = """
class is_a? kind_of? instance_of? nil? frozen? object_id equal? ! respond_to? itself
"""
HARMLESS = frozenset(_HARMLESS_NAMES.split())


def send(  # noqa: C901 - the hot path stays in one piece
    it: Interpreter, receiver: Value, name: str, arguments: Arguments, *, own: bool = False, bare: bool = False
) -> Value:
    """Call the method NAME on RECEIVER; OWN: private ones too; BARE: no receiver stands in the text."""
    kind = type(receiver)
    if kind is Unknown:
        return call_unknown(it, receiver, name, arguments)  # type: ignore[arg-type]
    if isinstance(receiver, HostObject) and not bare:
        if name not in it.host_core:
            return call_host(it, receiver, name, arguments)
        answer: Value = it.core_any.get(name)(it, receiver, arguments)
        return answer
    if kind is Class or kind is RubyObject or name in it.defined_names:
        found = find_method(it, receiver, name)
        if found is not None:
            if type(found[0]) is Removed:
                return no_method(it, receiver, name, arguments, own=own)
            return it.invoke(receiver, found[0], found[1], name, arguments, own=own)
    if bare or (kind is Class and receiver.name == "Kernel"):  # type: ignore[attr-defined]
        bare_function = it.functions.get(name)
        if bare_function is not None:
            return bare_function(it, receiver, arguments)  # type: ignore[no-any-return]
        if isinstance(receiver, HostObject):
            return call_host(it, receiver, name, arguments)
    core = it.core.get(kind, it.core_any).get(name)
    if core is not None:
        given = core(it, receiver, arguments)
        if given is not None:
            return given  # type: ignore[no-any-return]
    function = built_in(receiver, name)
    if function is None or (name in REMOVED and _is_gone(it, receiver, name, arguments)):
        return no_method(it, receiver, name, arguments, own=own)
    return call_built_in(it, receiver, name, arguments, function)


def _is_gone(it: Interpreter, receiver: Value, name: str, arguments: Arguments) -> bool:
    """Whether the Ruby of this world has the method NAME no more; where only a later one has not, note the call."""
    if is_real(it, receiver, name, REMOVED_IN):
        return False
    if it.world.ruby_version >= REMOVED_IN:
        return not is_real(it, receiver, name)
    shown = f"{ruby_name(receiver)}.{name}" if type(receiver) is Class else f"{receiver.class_name}#{name}"
    it.note_removed(shown, REMOVED_IN, arguments.name_span)
    return False


def built_in(receiver: Value, name: str) -> Function | None:
    """Return the function that models Ruby's own method NAME of RECEIVER, or None."""
    kind = type(receiver)
    if kind is Class:
        return builtins.find_singleton(ruby_name(receiver), name)  # type: ignore[arg-type]
    if kind is RubyObject:
        for ancestor in linearized(receiver.class_):  # type: ignore[attr-defined]
            if builtins.is_class(ancestor.name):
                found = builtins.find(ancestor.name, name)
                if found is not None:
                    return found
        return None
    return builtins.find(receiver.class_name, name)


def ruby_name(class_: Class) -> str:
    """Return the name of the nearest class above CLASS_ that is Ruby's own; modules bring no class methods."""
    at: Class | None = class_
    while at is not None:
        if builtins.is_class(at.name):
            return at.name
        at = at.superclass
    return "Module" if class_.is_module else "Object"


def uncertainty(value: Value) -> Unknown | None:
    """Return why what VALUE holds is not known, or None where it is."""
    kind = type(value)
    if kind is Unknown:
        return value  # type: ignore[return-value]
    if kind is String or kind is Array or kind is Hash or kind is RubyObject:
        return value.uncertain  # type: ignore[attr-defined, no-any-return]
    return None


def unknown_argument(arguments: Arguments) -> Unknown | None:
    """Return why one of ARGUMENTS is not known, or None."""
    for value in arguments.positional:
        found = uncertainty(value)
        if found is not None:
            return found
    if arguments.keywords is not None:
        if arguments.keywords.uncertain is not None:
            return arguments.keywords.uncertain
        for entry in arguments.keywords.entries.values():
            found = uncertainty(entry.value)
            if found is not None:
                return found
    return None


def call_host(it: Interpreter, receiver: HostObject, name: str, arguments: Arguments) -> Value:
    """Let an object of the front end answer."""
    return receiver.call_method(it, name, arguments)


def call_built_in(it: Interpreter, receiver: Value, name: str, arguments: Arguments, function: Function) -> Value:
    """Run FUNCTION, and give its result the provenance and the assumptions of what went in."""
    doubt = uncertainty(receiver)
    if doubt is not None and name not in HARMLESS:
        return _with_doubt(it, receiver, name, arguments, doubt)
    if not builtins.is_tolerant(function):
        doubt = unknown_argument(arguments)
        if doubt is not None:
            return _with_doubt(it, receiver, name, arguments, doubt)
    parts = _provenances(receiver, arguments)
    premises = _assumptions(parts)
    if not premises:
        if arguments.block is None:
            result = function(it, receiver, arguments)
        else:
            gathered, it.gathered = it.gathered, []
            result = function(it, receiver, arguments)
            if it.gathered:
                result = with_assumptions(result, tuple(dict.fromkeys(it.gathered)))
            it.gathered = gathered
        if type(result) is Array and len(result.items) > LARGE and result is not receiver and name not in READING:
            it.check_size(len(result.items))
        if result.provenance is None and parts:
            return _placed(result, combine(parts))
        return result
    return _on_premises(it, receiver, arguments, function, parts, premises)


def _on_premises(
    it: Interpreter,
    receiver: Value,
    arguments: Arguments,
    function: Function,
    parts: list[Provenance],
    premises: tuple[Assumption, ...],
) -> Value:
    """Run FUNCTION where its arguments rest on PREMISES: an error that they lead to does not count."""
    if arguments.block is not None:
        return with_assumptions(
            assumed(
                it,
                premises,
                arguments.span,
                lambda: function(it, receiver, arguments),
                lambda: it.unknown("an error that only an assumption leads to"),
            ),
            premises,
        )
    try:
        result = function(it, receiver, arguments)
    except RubyError as error:
        error.assumptions = tuple(dict.fromkeys(error.assumptions + premises))
        if it.handler_for(error) is not None:
            raise
        it.pass_guard(error.assumptions, error)
        return it.unknown(f"{error.message}, were it not for an assumption")
    if result.provenance is None:
        result = _placed(result, combine(parts))
    return with_assumptions(result, premises)


def _provenances(receiver: Value, arguments: Arguments) -> list[Provenance]:
    parts = [] if receiver.provenance is None else [receiver.provenance]
    for value in arguments.positional:
        provenance = value.provenance
        if provenance is not None:
            parts.append(provenance)
    if arguments.keywords is not None:
        parts += [at.value.provenance for at in arguments.keywords.entries.values() if at.value.provenance is not None]
    return parts


def _assumptions(parts: list[Provenance]) -> tuple[Assumption, ...]:
    found: tuple[Assumption, ...] = ()
    for part in parts:
        if part.assumptions:
            found += part.assumptions
    return tuple(dict.fromkeys(found)) if len(found) > 1 else found


def _placed(result: Value, provenance: Provenance | None) -> Value:
    kind = type(result)
    if kind is Nil or kind is Boolean:
        return result
    if kind is not Class and not isinstance(result, HostObject):
        result.provenance = provenance
    return result


def with_assumptions(value: Value, premises: tuple[Assumption, ...]) -> Value:
    """Return VALUE, resting on PREMISES too. What can be changed in place stays the same object."""
    known = value.provenance
    if not premises or (known is not None and all(premise in known.assumptions for premise in premises)):
        return value
    provenance = combine((known, Provenance((), premises)))
    kind = type(value)
    if kind is Nil:
        return Nil(provenance)
    if kind is Boolean:
        return Boolean(value.value, provenance)  # type: ignore[attr-defined]
    from vmlint.languages.ruby.evaluate.premises import COPIERS

    copy = COPIERS.get(kind)
    if copy is not None:
        return copy(value, provenance)
    if kind is not Class and not isinstance(value, HostObject):
        value.provenance = provenance
    return value


def _with_doubt(it: Interpreter, receiver: Value, name: str, arguments: Arguments, doubt: Unknown) -> Value:
    """Answer a call of a built-in method of which an argument, or what the receiver holds, is not known."""
    if name.endswith("!") or name in MUTATING:
        it.spoil(receiver, doubt)
    run_block_possibly(it, arguments, doubt)
    if name in ("each", "each_with_index", "each_pair", "<<", "push", "append", "concat", "merge!", "update"):
        return receiver
    if name == "+" and type(receiver) is String and receiver.uncertain is None:
        other = arguments.positional[0]
        if type(other) is Unknown:
            return join_text(it, [receiver, other], None)
    return Unknown(doubt.reason, doubt.span, provenance=combine(_provenances(receiver, arguments)))


def call_unknown(it: Interpreter, receiver: Unknown, name: str, arguments: Arguments) -> Value:
    """Answer a call on a value that is not known."""
    if name in ("to_s", "to_str", "itself", "dup", "clone", "freeze", "+@", "-@") and not arguments.positional:
        return receiver
    if name == "+" and receiver.pieces is not None and len(arguments.positional) == 1:
        other = arguments.positional[0]
        if type(other) is String and other.uncertain is None:
            return join_text(it, [receiver, other], None)
    if receiver.choices and name not in HARMLESS:
        for choice in receiver.choices:
            it.escape(choice, receiver.reason)
    for value in arguments.positional:
        it.escape(value, receiver.reason, strings=False)
    if arguments.keywords is not None:
        for entry in arguments.keywords.entries.values():
            it.escape(entry.value, receiver.reason, strings=False)
    run_block_possibly(it, arguments, receiver)
    return Unknown(receiver.reason, receiver.span, provenance=receiver.provenance)


def run_block_possibly(it: Interpreter, arguments: Arguments, cause: Unknown) -> None:
    """Run the block of a call that is not followed once, for what it could do, with parameters that are not known."""
    block = arguments.block
    if type(block) is not Proc or block.native is not None:
        return
    names = block.parameters or []
    values: list[Value] = [Unknown(cause.reason, cause.span) for at in names if at.kind in ("required", "destructure")]
    possibly(it, cause, arguments.span, lambda: it.call_block(block, values or [Unknown(cause.reason, cause.span)]))


def no_method(it: Interpreter, receiver: Value, name: str, arguments: Arguments, *, own: bool) -> Value:
    """Answer a call of a method that vmlint does not have: unknown where Ruby has it, else an error."""
    if "method_missing" in it.defined_names:
        found = find_method(it, receiver, "method_missing")
        if found is not None:
            return it.call_method_missing(receiver, found, name, arguments)
    kind = type(receiver)
    reason = None
    real = is_real(it, receiver, name)
    if kind is Class:
        reason = opaque_reason(receiver)  # type: ignore[arg-type]
        if reason is not None and builtins.is_open(receiver.name):  # type: ignore[attr-defined]
            reason = it.unknown(f"`{receiver.name}.{name}` is not followed")  # type: ignore[attr-defined]
    elif kind is RubyObject:
        reason = receiver.uncertain or opaque_reason(receiver.class_)  # type: ignore[attr-defined]
    if reason is None and not real and it.may_have_more(receiver):
        reason = it.unknown(f"a library that is not followed may define `{name}`")
    if reason is not None or real:
        return _not_followed(it, receiver, name, arguments, reason)
    return it.fail_no_method(receiver, name, arguments, own=own)


def is_real(it: Interpreter, receiver: Value, name: str, version: tuple[int, int] | None = None) -> bool:
    """Whether Ruby's own classes (of VERSION, by default this world's) give RECEIVER the method, modelled or not."""
    version = version or it.world.ruby_version
    kind = type(receiver)
    if kind is Class or kind is RubyObject:
        # What Ruby's own modules give to one object that they extend is not looked for.
        for module in receiver.extended:  # type: ignore[attr-defined]
            if builtins.is_class(module.name) and builtins.exists(module.name, name, version=version):
                return True
    if kind is Class:
        return builtins.exists(ruby_name(receiver), name, singleton=True, version=version)  # type: ignore[arg-type]
    if kind is RubyObject:
        names = [at.name for at in linearized(receiver.class_) if builtins.is_class(at.name)]  # type: ignore[attr-defined]
        return any(builtins.exists(class_name, name, version=version) for class_name in names)
    return builtins.exists(receiver.class_name, name, version=version)


def _not_followed(it: Interpreter, receiver: Value, name: str, arguments: Arguments, reason: Unknown | None) -> Value:
    from vmlint.languages.ruby.evaluate.escaping import escape_parts

    shown = receiver.name if type(receiver) is Class else receiver.class_name
    separator = "." if type(receiver) is Class else "#"
    cause = reason or it.unknown(f"`{shown}{separator}{name}` is not followed")
    if reason is not None:
        it.escape(receiver, cause.reason)
    else:
        if name.endswith("!") or name in MUTATING or (name[-1] == "=" and name[:1].isalpha()):
            it.spoil(receiver, cause)
        escape_parts(it, receiver, cause.reason)
    for value in arguments.positional:
        it.escape(value, cause.reason, strings=False)
    if arguments.keywords is not None:
        escape_parts(it, arguments.keywords, cause.reason)
    if arguments.block is not None:
        run_block_possibly(it, arguments, cause)
    return Unknown(cause.reason, it.current_span)
