"""Tests of Jinja and Ansible: ``is defined``, ``is version(…)``, ``is succeeded`` …"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.ansible import filters
from vmlint.guest.ansible.judging import compared
from vmlint.guest.ansible.values import Undefined, known, plain, unknown
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

_OPERATORS = {
    "==": "eq", "eq": "eq", "equalto": "eq", "!=": "ne", "ne": "ne", ">": "gt", "gt": "gt", "greaterthan": "gt",
    ">=": "gteq", "ge": "gteq", "<": "lt", "lt": "lt", "lessthan": "lt", "<=": "lteq", "le": "lteq", "in": "in",
}  # fmt: skip
_RESULTS = {
    "succeeded": ("failed", False), "success": ("failed", False), "successful": ("failed", False),
    "failed": ("failed", True), "failure": ("failed", True), "changed": ("changed", True), "change": ("changed", True),
    "skipped": ("skipped", True), "skip": ("skipped", True),
}  # fmt: skip


def tested(name: str, value: Any, given: list[Any], named: dict[str, Any]) -> Any:
    """Return what the test NAME says of VALUE: a truth value, or Unknown."""
    short = name.rpartition(".")[2]
    if short in ("defined", "undefined"):
        if isinstance(value, Unknown):
            return value
        return isinstance(value, Undefined) is (short == "undefined")
    if isinstance(value, (Undefined, Unknown)):
        return unknown(value)
    if short in _OPERATORS:
        return compared(value, _OPERATORS[short], given[0])
    if short in _RESULTS:
        return _result(value, *_RESULTS[short])
    if short in (
        "mapping",
        "iterable",
        "sequence",
        "string",
        "number",
        "integer",
        "float",
        "boolean",
        "none",
        "true",
        "false",
    ):
        return _KINDS[short](value)
    for each in (value, *given, *named.values()):
        if not known(each):
            return unknown(each)
    own = _TESTS.get(short)
    if own is None:
        return Unknown(f"the test {name} is not followed")
    return own(plain(value), *map(plain, given), **{key: plain(each) for key, each in named.items()})


def _result(value: Any, key: str, wanted: bool) -> Any:
    if not isinstance(value, dict):
        return Unknown("it is no result of a task")
    found = value.get(key, value.get("*", False))
    if isinstance(found, Unknown):
        return found
    return bool(found) is wanted


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float))


def _integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_KINDS: dict[str, Callable[[Any], Any]] = {
    "mapping": lambda value: isinstance(value, dict),
    "iterable": lambda value: isinstance(value, (str, list, tuple, dict)),
    "sequence": lambda value: isinstance(value, (str, list, tuple, dict)),
    "string": lambda value: isinstance(value, str),
    "number": _is_number,
    "integer": _integer,
    "float": lambda value: isinstance(value, float),
    "boolean": lambda value: isinstance(value, bool),
    "none": lambda value: value is None,
    "true": lambda value: value is True,
    "false": lambda value: value is False,
}


def _matches(
    value: str, regex: str, ignorecase: bool = False, multiline: bool = False, *, search: bool = False
) -> bool:
    import re

    flags = (re.IGNORECASE if ignorecase else 0) | (re.MULTILINE if multiline else 0)
    compiled = filters.pattern(regex, str(value), flags)
    return (compiled.search if search else compiled.match)(str(value)) is not None


def _search(value: str, regex: str, ignorecase: bool = False, multiline: bool = False) -> bool:
    return _matches(value, regex, ignorecase, multiline, search=True)


def _contains(value: Any, item: Any) -> bool:
    return item in value


_TESTS: dict[str, Callable[..., Any]] = {
    "odd": lambda value: value % 2 == 1,
    "even": lambda value: value % 2 == 0,
    "divisibleby": lambda value, number: value % number == 0,
    "lower": lambda value: str(value).islower(),
    "upper": lambda value: str(value).isupper(),
    "sameas": lambda value, other: value is other or (value == other and isinstance(value, (bool, type(None)))),
    "version": lambda value, *given, **named: filters.FILTERS["version_compare"](value, *given, **named),
    "version_compare": lambda value, *given, **named: filters.FILTERS["version_compare"](value, *given, **named),
    "match": _matches,
    "search": _search,
    "regex": _search,
    "contains": _contains,
    "subset": lambda value, other: all(each in other for each in value),
    "superset": lambda value, other: all(each in value for each in other),
    "any": any,
    "all": all,
    "truthy": bool,
    "falsy": lambda value: not value,
}
