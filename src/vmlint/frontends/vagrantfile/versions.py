"""Version numbers and requirements as RubyGems compares them."""

from __future__ import annotations

import re

_VERSION = re.compile(r"\s*([0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)?\s*\Z")
_REQUIREMENT = re.compile(r"\s*(=|!=|>|<|>=|<=|~>)?\s*([0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)\s*\Z")
_SEGMENT = re.compile(r"[0-9]+|[a-zA-Z]+")

Segments = tuple["int | str", ...]


def segments(text: str) -> Segments | None:
    """Return the parts of a version, zeros at the end dropped as RubyGems does; None for what is no version."""
    match = _VERSION.match(text)
    if match is None:
        return None
    version = (match.group(1) or "0").replace("-", ".pre.")
    parts: list[int | str] = [int(part) if part.isdigit() else part for part in _SEGMENT.findall(version)]
    return tuple(parts)


def compare(one: Segments, two: Segments) -> int:
    """Return -1, 0 or 1; a letter makes a version come before the same one without it."""
    left, right = _canonical(one), _canonical(two)
    for at in range(max(len(left), len(right))):
        first = left[at] if at < len(left) else 0
        second = right[at] if at < len(right) else 0
        if first == second:
            continue
        if isinstance(first, str) != isinstance(second, str):
            return -1 if isinstance(first, str) else 1
        return -1 if first < second else 1  # type: ignore[operator]
    return 0


def _canonical(parts: Segments) -> list[int | str]:
    first = next((at for at, part in enumerate(parts) if isinstance(part, str)), len(parts))
    return _without_zeros(list(parts[:first])) + _without_zeros(list(parts[first:]))


def _without_zeros(parts: list[int | str]) -> list[int | str]:
    while parts and parts[-1] == 0:
        parts.pop()
    return parts


def satisfies(version: str, requirements: list[str]) -> bool | None:
    """Return whether VERSION meets all REQUIREMENTS; None where one of them is malformed."""
    given = segments(version)
    if given is None:
        return None
    answer = True
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement)
        wanted = None if match is None else segments(match.group(2))
        if match is None or wanted is None:
            return None
        answer = answer and _meets(match.group(1) or "=", given, wanted)
    return answer


def _meets(operator: str, given: Segments, wanted: Segments) -> bool:
    order = compare(given, wanted)
    if operator == "~>":
        numbers = [part for part in wanted if isinstance(part, int)]
        kept = numbers[: -1] if len(numbers) > 1 else numbers
        release = [part for part in given if isinstance(part, int)]
        limit = (*kept[:-1], kept[-1] + 1)
        return order >= 0 and compare(tuple(release), limit) < 0
    return {"=": order == 0, "!=": order != 0, ">": order > 0, "<": order < 0, ">=": order >= 0, "<=": order <= 0}[operator]
