"""Which known word somebody may have meant."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be put in, dropped, changed or swapped; ``most + 1`` if more than MOST."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i] + [0] * len(other)
        for j, wanted in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def closest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice nearest to WORD, None if none is near enough to be meant."""
    if len(word) > 100:
        return None
    most = 1 if len(word) < 5 else 2 if len(word) < 10 else 3
    plain = bare(word)
    letters = set(plain)
    best, least = None, most + 1
    for choice in choices:
        other = bare(choice)
        # Each letter that only one of the two has costs a step: most choices are out without counting more.
        if len(letters.difference(other)) > most:
            continue
        far = 0 if other == plain else distance(plain, other, most)
        if far < least:
            best, least = choice, far
    return best


def bare(word: str) -> str:
    """Return WORD without what people mix up: capitals, hyphens and underscores."""
    return word.lower().replace("-", "").replace("_", "")


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return ``; did you mean `x`?``, or nothing if no choice is near."""
    choice = closest(word, choices)
    return "" if choice is None else f"; did you mean `{choice}`?"
