"""Whether a value is true, and how two compare: yes, no, or unknown."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.guest.ansible.values import Text, Undefined, known, unknown
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.basics.hints import Any


def truth(value: Any) -> bool | Unknown:
    """Return whether Jinja takes VALUE for true."""
    if isinstance(value, (Unknown, Undefined)):
        return unknown(value)
    if isinstance(value, Text) and not value.woven.known:
        # A text with a known part is not empty, whatever else stands in it.
        return True if value.strip("\U0010fffe") else unknown(value)
    return bool(value)


def compared(left: Any, operator: str, right: Any) -> bool | Unknown:
    """Return what a comparison comes to."""
    if operator in ("in", "notin"):
        found = _within(left, right)
        return found if isinstance(found, Unknown) or operator == "in" else not found
    for each in (left, right):
        if not known(each):
            return unknown(each)
    try:
        if operator == "eq":
            return bool(left == right)
        if operator == "ne":
            return bool(left != right)
        if operator == "lt":
            return bool(left < right)
        if operator == "lteq":
            return bool(left <= right)
        return bool(left > right) if operator == "gt" else bool(left >= right)
    except TypeError:
        return Unknown("the two cannot be compared")


def _within(item: Any, container: Any) -> bool | Unknown:
    if not known(item):
        return unknown(item)
    if isinstance(container, (list, tuple)):
        if any(known(each) and each == item for each in container):
            return True
        strange = next((each for each in container if not known(each)), None)
        return False if strange is None else unknown(strange)
    if isinstance(container, dict):
        if item in container:
            return True
        return container["*"] if isinstance(container.get("*"), Unknown) else False
    if not isinstance(container, str):
        return unknown(container) if not known(container) else Unknown("it is no list and no text")
    if isinstance(item, str) and str(item) in str(container):
        return True
    return False if known(container) and isinstance(item, str) else unknown(container)
