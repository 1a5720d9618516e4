"""Finding the methods that the file defines: Ruby's order of ancestors, singleton methods, ``super``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.values import Class, RubyObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def linearized(class_: Class) -> Iterator[Class]:
    """Yield CLASS_ and its ancestors in the order in which Ruby looks for methods."""
    at: Class | None = class_
    seen: set[Class] = set()
    while at is not None and at not in seen:
        seen.add(at)
        # Nearly no class has modules: to go through none of them is half of what a look-up costs.
        if at.prepended:
            for module in reversed(at.prepended):
                yield from _with_modules(module, seen)
        yield at
        if at.included:
            for module in reversed(at.included):
                yield from _with_modules(module, seen)
        at = at.superclass


def _with_modules(module: Class, seen: set[Class]) -> Iterator[Class]:
    if module in seen:
        return
    seen.add(module)
    for inner in reversed(module.prepended):
        yield from _with_modules(inner, seen)
    yield module
    for inner in reversed(module.included):
        yield from _with_modules(inner, seen)


def class_of(it: Interpreter, value: Value) -> Class:
    """Return the class of VALUE."""
    if type(value) is RubyObject:
        return value.class_
    return it.class_named(value.class_name)


def chain(it: Interpreter, receiver: Value) -> Iterator[tuple[Class, dict[str, Value]]]:
    """Yield each place where a method of RECEIVER may be defined by the file, nearest first."""
    kind = type(receiver)
    if kind is RubyObject or kind is Class:
        at: Any = receiver
        yield at if kind is Class else at.class_, at.singleton_methods
        if at.extended:
            for module in reversed(at.extended):
                for inner in _with_modules(module, set()):
                    yield inner, inner.methods
        above = at.superclass if kind is Class else None
        while above is not None:
            yield above, above.singleton_methods
            for module in reversed(above.extended):
                for inner in _with_modules(module, set()):
                    yield inner, inner.methods
            above = above.superclass
    for class_ in linearized(class_of(it, receiver)):
        yield class_, class_.methods


def find_method(it: Interpreter, receiver: Value, name: str) -> tuple[Value, Class] | None:
    """Return the method NAME of RECEIVER that the file defines, and where it was found."""
    if name not in it.defined_names:
        return None
    for owner, methods in chain(it, receiver):
        found = methods.get(name)
        if found is not None:
            return found, owner
    return None


def find_super(
    it: Interpreter, receiver: Value, name: str, owner: Class, current: Value | None
) -> tuple[Value, Class] | None:
    """Return the method that ``super`` calls from the method NAME, CURRENT, found in OWNER."""
    passed = False
    for place, methods in chain(it, receiver):
        found = methods.get(name)
        if passed and found is not None:
            return found, place
        if not passed and found is not None and (found is current or (current is None and place is owner)):
            passed = True
    return None


def opaque_reason(class_: Class) -> Any:
    """Return the Unknown that says why the ancestors of CLASS_ are not all known, or None."""
    for ancestor in linearized(class_):
        if ancestor.opaque is not None:
            return ancestor.opaque
    return None
