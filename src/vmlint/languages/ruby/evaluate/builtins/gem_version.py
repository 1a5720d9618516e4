"""Gem and Gem::Version: versions and their order."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import constructor, object_of, part_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, known, text_of
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    Integer,
    Nil,
    RubyObject,
    String,
    boolean,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()
constructor(CLASS_METHODS)

VERSION = "@version"
_CORRECT = re.compile(r"\s*(?:[0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)?\s*")


def segments(version: str) -> list[int | str]:
    """Return the numbers and words of VERSION."""
    return [int(part[:18]) if part.isdigit() else part for part in re.findall("[0-9]+|[a-z]+", version, re.I)]


def compare(one: str, two: str) -> int:
    """Return -1, 0 or 1 as version ONE is below, equal to or above TWO; words are below numbers."""
    left, right = _canonical(segments(one)), _canonical(segments(two))
    for at in range(max(len(left), len(right))):
        first = left[at] if at < len(left) else 0
        second = right[at] if at < len(right) else 0
        if first == second:
            continue
        if isinstance(first, str) and isinstance(second, int):
            return -1
        if isinstance(first, int) and isinstance(second, str):
            return 1
        return -1 if first < second else 1  # type: ignore[operator]
    return 0


def _canonical(parts: list[int | str]) -> list[int | str]:
    """Return PARTS without zeros at the end of their numbers and of the whole."""
    at = next((index for index, part in enumerate(parts) if isinstance(part, str)), len(parts))
    return _without_zeros(parts[:at]) + _without_zeros(parts[at:])


def _without_zeros(parts: list[int | str]) -> list[int | str]:
    while parts and parts[-1] == 0:
        parts = parts[:-1]
    return parts


def version_of(interpreter: Interpreter, value: Value) -> str:
    """Return the text of the Gem::Version VALUE."""
    return text_of(interpreter, part_of(interpreter, value, VERSION))


def checked(interpreter: Interpreter, value: Value) -> str:
    """Return the text of the version that VALUE (text, a number, nil) gives, or raise Ruby's error."""
    from vmlint.languages.ruby.evaluate.builtins.support import to_s

    known(value)
    if type(value) is Nil:
        return ""
    given = to_s(interpreter, value)
    if not _CORRECT.fullmatch(given):
        raise interpreter.error("ArgumentError", f"Malformed version number string {given}")
    stripped = given.strip()
    return stripped.replace("-", ".pre.") if stripped else "0"


@METHODS("initialize")
def initialize(interpreter: Interpreter, receiver: Value, version: Value) -> Value:
    """Gem::Version.new."""
    object_of(interpreter, receiver).variables[VERSION] = String(checked(interpreter, version), version.provenance)
    return NIL


@CLASS_METHODS("create")
def create(interpreter: Interpreter, receiver: Value, version: Value) -> Value:
    """Gem::Version.create."""
    if isinstance(version, RubyObject) or type(version) is Nil:
        return version
    return interpreter.call_method(receiver, "new", [version])


def _comparison(name: str, test: Callable[[int], bool]) -> None:
    @METHODS(name)
    def ask(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
        own = version_of(interpreter, receiver)
        theirs = _other(interpreter, other)
        if theirs is None:
            if name == "==":
                return FALSE
            shown = interpreter.display(other)
            raise interpreter.error("ArgumentError", f"comparison of Gem::Version with {shown} failed")
        return boolean(test(compare(own, theirs)))


def _other(interpreter: Interpreter, other: Value) -> str | None:
    if isinstance(other, RubyObject) and VERSION in other.variables:
        return version_of(interpreter, other)
    if isinstance(other, String) and _CORRECT.fullmatch(other.text):
        return checked(interpreter, other)
    return None


_comparison("<", lambda order: order < 0)
_comparison("<=", lambda order: order <= 0)
_comparison(">", lambda order: order > 0)
_comparison(">=", lambda order: order >= 0)
_comparison("==", lambda order: order == 0)


@METHODS("<=>")
def order(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Gem::Version#<=>."""
    theirs = _other(interpreter, other)
    return NIL if theirs is None else Integer(compare(version_of(interpreter, receiver), theirs))


@METHODS("between?")
def between(interpreter: Interpreter, receiver: Value, low: Value, high: Value) -> Value:
    """Comparable#between?."""
    own, first, last = version_of(interpreter, receiver), checked(interpreter, low), checked(interpreter, high)
    return boolean(compare(own, first) >= 0 and compare(own, last) <= 0)


@METHODS("to_s", "version")
def to_s(interpreter: Interpreter, receiver: Value) -> Value:
    """Gem::Version#to_s."""
    return String(version_of(interpreter, receiver))


@METHODS("inspect")
def inspect(interpreter: Interpreter, receiver: Value) -> Value:
    """Gem::Version#inspect."""
    return String(f'Gem::Version.new("{version_of(interpreter, receiver)}")')


@METHODS("release")
def release(interpreter: Interpreter, receiver: Value) -> Value:
    """Gem::Version#release."""
    parts = segments(version_of(interpreter, receiver))
    end = next((at for at, part in enumerate(parts) if isinstance(part, str)), len(parts))
    return interpreter.call_method(
        object_of(interpreter, receiver).class_, "new", [String(".".join(str(part) for part in parts[:end]))]
    )
