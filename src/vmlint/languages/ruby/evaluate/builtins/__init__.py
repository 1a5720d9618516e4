"""Ruby's own classes: which module models which, their ancestors, and whether a method exists at all.

Each class has a module with ``METHODS`` (for instances) and ``CLASS_METHODS`` (for the class object). A module is
imported when a method of its class is first looked up; a class with several modules tries them in order.
"""

from __future__ import annotations

import sys

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.builtins.catalogue import EXTENSIBLE, LIBRARY, TOLERANT, is_available

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.methods import Function
    from vmlint.languages.ruby.evaluate.values import Value

__all__ = [
    "EXTENSIBLE",
    "MODULES",
    "ancestors",
    "constant",
    "exists",
    "find",
    "find_singleton",
    "is_available",
    "is_class",
    "is_module",
    "is_open",
    "is_tolerant",
    "part",
    "superclass",
]

# Class -> the modules that model it, the most used methods first.
MODULES: dict[str, tuple[str, ...]] = {
    "Array": ("array", "array_edit", "array_combine"),
    "BasicObject": ("object",),
    "Comparable": ("comparable",),
    "Enumerable": ("enumerable", "enumerable_more"),
    "Enumerator": ("enumerator",),
    "Exception": ("exception",),
    "FalseClass": ("boolean",),
    "Float": ("float",),
    "Hash": ("hash", "hash_edit", "hash_more"),
    "Integer": ("integer", "integer_more"),
    "Kernel": ("object", "kernel", "serializing"),
    "NilClass": ("nil",),
    "Object": ("object",),
    "Range": ("range",),
    "String": ("string", "string_edit", "string_pattern", "string_more"),
    "Symbol": ("symbol",),
    "TrueClass": ("boolean",),
    **LIBRARY,
}

_HERE = __name__
_ancestors: dict[str, tuple[str, ...]] = {}
_found: dict[tuple[str, str], Function | None] = {}
_found_singleton: dict[tuple[str, str], Function | None] = {}

# Names that a later Ruby took away or brought: class, method -> (first version with it, first version without it).
_CHANGED: dict[tuple[str, str], tuple[tuple[int, int], tuple[int, int]]] = {
    ("Kernel", "=~"): ((0, 0), (3, 2)),
    ("Kernel", "taint"): ((0, 0), (3, 2)),
    ("Kernel", "untaint"): ((0, 0), (3, 2)),
    ("Kernel", "tainted?"): ((0, 0), (3, 2)),
    ("Kernel", "trust"): ((0, 0), (3, 2)),
    ("Kernel", "untrust"): ((0, 0), (3, 2)),
    ("Kernel", "untrusted?"): ((0, 0), (3, 2)),
    ("Hash", "index"): ((0, 0), (3, 0)),
}
_SINGLETON_CHANGED: dict[tuple[str, str], tuple[tuple[int, int], tuple[int, int]]] = {
    ("File", "exists?"): ((0, 0), (3, 2)),
    ("Dir", "exists?"): ((0, 0), (3, 2)),
    ("FileTest", "exists?"): ((0, 0), (3, 2)),
    ("URI", "escape"): ((0, 0), (3, 0)),
    ("URI", "encode"): ((0, 0), (3, 0)),
    ("URI", "decode"): ((0, 0), (3, 0)),
    ("URI", "unescape"): ((0, 0), (3, 0)),
    ("ERB", "version"): ((0, 0), (9, 0)),
}


def is_class(name: str) -> bool:
    """Return whether NAME is a class or module of Ruby's own."""
    from vmlint.languages.ruby.evaluate.builtins.hierarchy import CLASSES

    return name in CLASSES


def is_open(name: str) -> bool:
    """Return whether NAME is a class or module of Ruby's own that is not followed: any method of it may exist."""
    from vmlint.languages.ruby.evaluate.builtins.hierarchy import OPEN

    return name in OPEN


def is_module(name: str) -> bool:
    """Return whether NAME is a module (not a class) of Ruby's own."""
    from vmlint.languages.ruby.evaluate.builtins.hierarchy import CLASSES

    return name in CLASSES and CLASSES[name][0] is None


def superclass(name: str) -> str | None:
    """Return the name of the superclass of Ruby's class NAME; None for modules, BasicObject and strangers."""
    from vmlint.languages.ruby.evaluate.builtins.hierarchy import CLASSES

    return (CLASSES.get(name) or (None,))[0] or None


def ancestors(class_name: str) -> tuple[str, ...]:
    """Return CLASS_NAME and its ancestors in the order in which Ruby looks methods up.

    A module yields itself and what it includes; a name that is not Ruby's yields itself, Object, Kernel, BasicObject.
    """
    known = _ancestors.get(class_name)
    if known is None:
        from vmlint.languages.ruby.evaluate.builtins.hierarchy import CLASSES

        names: list[str] = []
        at: str | None = class_name if class_name in CLASSES else "Object"
        if at != class_name:
            names.append(class_name)
        while at:
            parent, included = CLASSES[at]
            names += [at, *included.split()]
            at = parent
        known = _ancestors[class_name] = tuple(names)
    return known


def constant(interpreter: Interpreter, name: str) -> Value | None:
    """Return Ruby's constant NAME (its full name) where it is no class, None where there is none."""
    number = _NUMBERS.get(name)
    if number is not None:
        from vmlint.languages.ruby.evaluate.values import Float, Integer

        return Integer(number) if isinstance(number, int) else Float(number)
    found: Value | None = part("library").constant(interpreter, name)
    return found


_NUMBERS: dict[str, int | float] = {
    "Float::DIG": 15,
    "Float::EPSILON": 2.220446049250313e-16,
    "Float::INFINITY": float("inf"),
    "Float::MANT_DIG": 53,
    "Float::MAX": 1.7976931348623157e308,
    "Float::MAX_10_EXP": 308,
    "Float::MIN": 2.2250738585072014e-308,
    "Float::NAN": float("nan"),
    "Float::RADIX": 2,
    "Math::E": 2.718281828459045,
    "Math::PI": 3.141592653589793,
}


def _tables(class_name: str, attribute: str, name: str) -> Function | None:
    for module in MODULES.get(class_name, ()):
        table: dict[str, Function] | None = getattr(part(module), attribute, None)
        if table is not None and name in table:
            return table[name]
    return None


def part(module: str) -> Any:
    """Return one of the modules below, by its name; None where there is none.

    So the interpreter reaches what it asks of them: none of its files imports one, and all of them lie below it.
    """
    full = f"{_HERE}.{module}"
    try:
        # importlib itself is not imported by Python's start, and costs as much as four of our modules.
        __import__(full)
    except ModuleNotFoundError as missing:
        if missing.name != full:
            raise
        return None
    return sys.modules[full]


def find(class_name: str, name: str) -> Function | None:
    """Return the function that models method NAME for instances of CLASS_NAME, or None.

    None means that the method does not exist or is not followed: ``exists`` tells which.
    """
    key = class_name, name
    if key not in _found:
        _found[key] = next(filter(None, (_tables(each, "METHODS", name) for each in ancestors(class_name))), None)
    return _found[key]


def find_singleton(class_name: str, name: str) -> Function | None:
    """Return the function that models ``CLASS_NAME.NAME``, or None; Module's and Object's methods included."""
    key = class_name, name
    if key not in _found_singleton:
        own = (_tables(each, "CLASS_METHODS", name) for each in ancestors(class_name))
        found = next(filter(None, own), None)
        _found_singleton[key] = found or find("Module" if is_module(class_name) else "Class", name)
    return _found_singleton[key]


def is_tolerant(function: Function) -> bool:
    """Return whether FUNCTION itself deals with arguments that are Unknown."""
    return function in TOLERANT


def exists(class_name: str, name: str, *, singleton: bool = False, version: tuple[int, ...] = (3, 1)) -> bool:
    """Return whether Ruby VERSION has method NAME for instances of CLASS_NAME (SINGLETON: for the class itself).

    Classes that are not Ruby's own have what Object has; of those whose methods are not listed any may exist.
    Private methods of Kernel and Module count.
    """
    from vmlint.languages.ruby.evaluate.builtins.hierarchy import OPEN
    from vmlint.languages.ruby.evaluate.builtins.names import INSTANCE, SINGLETON

    chain = ancestors(class_name)
    if not OPEN.isdisjoint(chain):
        return True
    if singleton:
        if _defined(chain, name, SINGLETON, _SINGLETON_CHANGED, version):
            return True
        chain = ancestors("Module" if is_module(class_name) else "Class")
    return _defined(chain, name, INSTANCE, _CHANGED, version)


def _defined(
    chain: tuple[str, ...],
    name: str,
    table: dict[str, str],
    changed: dict[tuple[str, str], tuple[tuple[int, int], tuple[int, int]]],
    version: tuple[int, ...],
) -> bool:
    for each in chain:
        change = changed.get((each, name))
        if change is not None:
            if change[0] <= version[:2] < change[1]:
                return True
        elif f" {name} " in f" {table.get(each, '')} ":
            return True
    return False
