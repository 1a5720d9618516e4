"""What an evaluation may use up, each limit with its own message."""

from __future__ import annotations

from time import process_time

from vmlint.languages.ruby.evaluate.control import BudgetExceeded

MOST_STEPS = 300_000
# A step is a step, however long it takes: the clock is asked after so many. No file that means something comes near.
SLICE = 5_000
MOST_SECONDS = 5
MOST_CALLS_DEEP = 300
MOST_ROUNDS = 20_000
MOST_ELEMENTS = 100_000
MOST_TEXT = 1_000_000
MOST_MATERIAL = 4_000_000
MOST_FILE_BYTES = 1_000_000
MOST_BYTES_READ = 8_000_000
RECURSION_LIMIT = 9_000
MOST_BITS = 1 << 16
MOST_DIGITS = 19_000

STEPS = f"evaluation stopped: more than {MOST_STEPS:,} steps"
TIME = f"evaluation stopped: more than {MOST_SECONDS} seconds"
DEPTH = f"evaluation stopped: calls nested more than {MOST_CALLS_DEEP} deep"
NESTING = "evaluation stopped: expressions nested too deeply"
ROUNDS = f"evaluation stopped: a loop of more than {MOST_ROUNDS:,} rounds"
ELEMENTS = f"evaluation stopped: more than {MOST_ELEMENTS:,} elements or characters times ten made at once"
MATERIAL = f"evaluation stopped: strings and collections of more than {MOST_MATERIAL:,} elements made in all"
NUMBERS = f"evaluation stopped: a whole number of more than {MOST_DIGITS:,} digits"
BYTES = f"evaluation stopped: more than {MOST_BYTES_READ:,} bytes of files read"


class Budget:
    """What is left of each limit. ``steps`` counts down a slice; the interpreter's loop lowers it itself."""

    __slots__ = ("_left", "_started", "bytes_read", "material", "steps")

    def __init__(self) -> None:
        self.steps = SLICE
        self._left = MOST_STEPS - SLICE
        self._started = process_time()
        self.material = 0
        self.bytes_read = 0

    def go_on(self) -> str | None:
        """Take the next slices of steps where ``steps`` is used up; return which limit is reached, if one is."""
        if process_time() - self._started > MOST_SECONDS:
            return TIME
        while self.steps < 0:
            if self._left <= 0:
                return STEPS
            self.steps += SLICE
            self._left -= SLICE
        return None

    def read(self, size: int) -> None:
        """Count SIZE bytes of a file."""
        self.bytes_read += size
        if self.bytes_read > MOST_BYTES_READ:
            raise BudgetExceeded(BYTES)

    def make(self, size: int) -> None:
        """Count a string or collection of SIZE characters or elements that is about to be made."""
        if size > MOST_TEXT:
            raise BudgetExceeded(f"evaluation stopped: a string or collection of more than {MOST_TEXT:,} elements")
        self.material += size
        if self.material > MOST_MATERIAL:
            raise BudgetExceeded(MATERIAL)

    def elements(self, size: int) -> None:
        """Count a collection of SIZE elements, each of which is a value of its own."""
        if size > MOST_ELEMENTS:
            raise BudgetExceeded(f"evaluation stopped: a collection of more than {MOST_ELEMENTS:,} elements")
        self.make(size)


# Python itself refuses numbers of more than 4,300 digits.
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
