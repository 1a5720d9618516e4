"""Gem::Requirement: which versions are good enough."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.gem_version import VERSION, checked, compare, segments, version_of
from vmlint.languages.ruby.evaluate.builtins.objects import constructor, object_of, part_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, known, text, to_s
from vmlint.languages.ruby.evaluate.values import NIL, Array, Nil, RubyObject, String, boolean

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()
constructor(CLASS_METHODS)

_REQUIREMENTS = "@requirements"
_PATTERN = re.compile(
    r"\s*(=|!=|>=|<=|~>|>|<)?\s*([0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)\s*"
)


def holds(version: str, operator: str, wanted: str) -> bool:
    """Return whether VERSION satisfies OPERATOR WANTED."""
    order = compare(version, wanted)
    if operator == "~>":
        numbers = _numbers(wanted)
        upper = numbers[:-1] if len(numbers) > 1 else numbers
        bumped = ".".join(str(part) for part in [*upper[:-1], upper[-1] + 1])
        released = ".".join(str(part) for part in _numbers(version))
        return order >= 0 and compare(released, bumped) < 0
    return {"=": order == 0, "!=": order != 0, ">": order > 0, "<": order < 0, ">=": order >= 0, "<=": order <= 0}[
        operator
    ]


def _numbers(version: str) -> list[int]:
    found: list[int] = []
    for part in segments(version):
        if isinstance(part, str):
            break
        found.append(part)
    return found


def _parsed(interpreter: Interpreter, given: tuple[Value, ...]) -> list[str]:
    requirements: list[str] = []
    for value in given:
        known(value)
        if isinstance(value, Array):
            requirements += _parsed(interpreter, tuple(value.items))
        elif isinstance(value, RubyObject) and VERSION in value.variables:
            requirements.append(f"= {version_of(interpreter, value)}")
        elif type(value) is not Nil:
            written = to_s(interpreter, value)
            found = _PATTERN.fullmatch(written)
            if found is None:
                message = f'Illformed requirement ["{written}"]'
                raise interpreter.error("Gem::Requirement::BadRequirementError", message)
            requirements.append(f"{found.group(1) or '='} {found.group(2)}")
    return requirements


@METHODS("initialize")
def initialize(interpreter: Interpreter, receiver: Value, *given: Value) -> Value:
    """Gem::Requirement.new."""
    requirements = _parsed(interpreter, given) or [">= 0"]
    object_of(interpreter, receiver).variables[_REQUIREMENTS] = Array([String(each) for each in requirements])
    return NIL


@CLASS_METHODS("create", "default")
def create(interpreter: Interpreter, receiver: Value, *given: Value) -> Value:
    """Gem::Requirement.create."""
    if given and isinstance(given[0], RubyObject) and _REQUIREMENTS in given[0].variables:
        return given[0]
    return interpreter.call_method(receiver, "new", list(given))


def _listed(interpreter: Interpreter, receiver: Value) -> list[str]:
    found = part_of(interpreter, receiver, _REQUIREMENTS)
    assert isinstance(found, Array)
    return [text(interpreter, each) for each in found.items]


@METHODS("satisfied_by?", "===", "=~")
def satisfied_by(interpreter: Interpreter, receiver: Value, version: Value) -> Value:
    """Gem::Requirement#satisfied_by?."""
    if not (isinstance(version, RubyObject) and VERSION in version.variables):
        raise interpreter.error("ArgumentError", f"Need a Gem::Version: {interpreter.display(version)}")
    own = checked(interpreter, String(version_of(interpreter, version)))
    return boolean(all(holds(own, *each.split(" ", 1)) for each in _listed(interpreter, receiver)))
