"""Whole numbers and their digits: Python itself refuses more than 4,300 of them, a budget refuses more than 19,000."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.budgets import MOST_DIGITS, NUMBERS
from vmlint.languages.ruby.evaluate.control import BudgetExceeded

CHUNK = 4_000


def whole(text: str, radix: int = 10) -> int:
    """Return the number that the ASCII digits of TEXT are in RADIX; a sign may stand in front."""
    if len(text) <= CHUNK:
        return int(text, radix)
    negative = text[0] == "-"
    digits = text.lstrip("+-").lstrip("0") or "0"
    if len(digits) > MOST_DIGITS:
        raise BudgetExceeded(NUMBERS)
    number = 0
    for at in range(0, len(digits), CHUNK):
        chunk = digits[at : at + CHUNK]
        number = number * radix ** len(chunk) + int(chunk, radix)
    return -number if negative else number


def decimal(number: int) -> str:
    """Return NUMBER as text."""
    try:
        return str(number)
    except ValueError:
        pass
    parts, rest = [], abs(number)
    while rest:
        rest, chunk = divmod(rest, 10**CHUNK)
        parts.append(str(chunk).rjust(CHUNK if rest else 0, "0"))
    return ("-" if number < 0 else "") + "".join(reversed(parts))
