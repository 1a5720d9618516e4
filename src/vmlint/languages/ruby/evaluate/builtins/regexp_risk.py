"""How long a text an expression may be matched against: Python's ``re`` backtracks, sometimes without end."""

from __future__ import annotations

import sys

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

if sys.version_info >= (3, 11):
    from re import _constants as constants
    from re import _parser as parser
else:
    import sre_constants as constants
    import sre_parse as parser

LONGEST = 100_000
LONGEST_RISKY = 18
# By how many repeats of open number stand in the expression: each may multiply the work by the length of the text.
_BY_REPEATS = (LONGEST, 10_000, 800, 250)
_LEAST = 100
_OPEN = 200
_SOME = frozenset(range(256))
_WORD = frozenset(ord(at) for at in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_REPEATS = tuple(
    getattr(constants, name) for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") if hasattr(constants, name)
)


def longest_text(pattern: str) -> int:
    """Return the length of the longest text that PATTERN may be matched against in reasonable time."""
    tree = parser.parse(pattern)
    if _is_risky(tree):
        return LONGEST_RISKY
    repeats = _open_repeats(tree)
    return _BY_REPEATS[repeats] if repeats < len(_BY_REPEATS) else _LEAST


def _parts(item: tuple[Any, Any]) -> list[Any]:
    """Return the sequences inside ITEM."""
    kind, value = item
    if kind in _REPEATS:
        return [value[2]]
    if kind is constants.SUBPATTERN:
        return [value[3]]
    if kind is constants.BRANCH:
        return list(value[1])
    if kind in (constants.ASSERT, constants.ASSERT_NOT):
        return [value[1]]
    if kind is constants.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]
    if kind is getattr(constants, "ATOMIC_GROUP", None):
        return [value]
    return []


def _open_repeats(sequence: Any) -> int:
    count = 0
    for item in sequence:
        if item[0] in _REPEATS and item[1][1] > _OPEN:
            count += 1
        count += sum(_open_repeats(part) for part in _parts(item))
    return count


def _is_risky(sequence: Any) -> bool:
    """Return whether SEQUENCE repeats what can itself match one text in several ways."""
    for item in sequence:
        kind, value = item
        if kind in _REPEATS and value[1] > 1 and _is_ambiguous(value[2]):
            return True
        if any(_is_risky(part) for part in _parts(item)):
            return True
    return False


def _is_ambiguous(body: Any) -> bool:
    """Return whether rounds of BODY can share out one text among them in several ways."""
    variable = _variable(body)
    branches = _branches(body)
    if not variable and not branches:
        return False
    if branches and any(_first(one) & _first(two) for at, one in enumerate(branches) for two in branches[:at]):
        return True
    # What must stand once in each round, and what no repeat in it takes, keeps the rounds apart.
    taken: frozenset[int] = frozenset().union(*variable) if variable else frozenset()
    return not any(_required(item) and not _required(item) & taken for item in _flat(body))


def _flat(sequence: Any) -> list[Any]:
    """Return the items of SEQUENCE that each match of it goes through."""
    found: list[Any] = []
    for item in sequence:
        if item[0] is constants.SUBPATTERN:
            found += _flat(item[1][3])
        else:
            found.append(item)
    return found


def _variable(sequence: Any) -> list[frozenset[int]]:
    """Return the characters that each repeat of open number in SEQUENCE takes."""
    found: list[frozenset[int]] = []
    for item in sequence:
        if item[0] in _REPEATS and item[1][0] != item[1][1]:
            found.append(_all(item[1][2]))
        for part in _parts(item):
            found += _variable(part)
    return found


def _branches(sequence: Any) -> list[Any]:
    found: list[Any] = []
    for item in sequence:
        if item[0] is constants.BRANCH:
            found += item[1][1]
        elif item[0] is constants.SUBPATTERN:
            found += _branches(item[1][3])
    return found


def _first(sequence: Any) -> frozenset[int]:
    """Return the characters that a match of SEQUENCE may begin with (all, where that is not plain)."""
    for item in sequence:
        if item[0] is constants.AT:
            continue
        return _required(item) or _SOME
    return _SOME


def _all(sequence: Any) -> frozenset[int]:
    """Return the characters that a match of SEQUENCE may hold."""
    found: frozenset[int] = frozenset()
    for item in sequence:
        parts = _parts(item)
        found |= frozenset().union(*(_all(part) for part in parts)) if parts else _required(item)
    return found


def _required(item: tuple[Any, Any]) -> frozenset[int]:
    """Return the characters of which one must stand where ITEM is; nothing, where it may match nothing."""
    kind, value = item
    if kind is constants.LITERAL:
        return frozenset((min(value, 255),))
    if kind is constants.NOT_LITERAL:
        return _SOME - {value}
    if kind is constants.ANY:
        return _SOME - {10}
    if kind is constants.IN:
        return _members(value)
    if kind in _REPEATS and value[0] > 0 and len(value[2]) == 1:
        return _required(value[2][0])
    return frozenset()


def _members(members: Any) -> frozenset[int]:
    found: set[int] = set()
    negated = False
    for kind, value in members:
        if kind is constants.NEGATE:
            negated = True
        elif kind is constants.LITERAL:
            found.add(min(value, 255))
        elif kind is constants.RANGE:
            found.update(range(min(value[0], 255), min(value[1], 255) + 1))
        else:
            found |= _SOME if negated else _WORD
    return _SOME - found if negated else frozenset(found)
