"""Regular expressions of sed, grep and awk (POSIX with GNU's additions), matched by Python's ``re`` within bounds.

What Python would read otherwise, or could take too long for, is no pattern at all: ``pattern`` gives None,
``Pattern.find`` raises ``UnclearError``, and whoever asked has an unknown instead of a wrong answer.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.guest.programs.posix_reader import ANYTHING, Reader, UnclearError, emitted

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

MOST_WORK = 20_000_000
"""Steps of one look into one line, in the worst case."""
MOST_IN_ALL = 400_000_000
"""Steps of all looks of one pattern."""
_LONGEST = 1_000
DECIDES = later("bind|listen|port|host|addr|interfac|network|includ|socket|url|server", re.IGNORECASE)
"""Words of settings that may decide where a service listens."""


class Pattern:
    """A translated expression. ``groups``: how many it has; ``head``: literal text with which each match begins."""

    __slots__ = (
        "_ambiguous", "_costs", "_leads", "_looks", "_regex", "_reverse", "_spent", "alone", "anchored",
        "groups", "head", "text",
    )  # fmt: skip

    def __init__(self, reader: Reader, tree: Any, *, ignore: bool) -> None:
        flags = re.ASCII | (re.IGNORECASE if ignore else 0)
        text = emitted(tree, reverse=False)
        self._regex = re.compile(text, flags)
        self._reverse = re.compile(emitted(tree, reverse=True), flags) if reader.alternatives else None
        self._ambiguous = reader.alternatives or reader.hard
        self._costs = [each if isinstance(each, int) else None for each in reader.costs] if ignore else reader.costs
        self._looks = reader.edges > (1 if text.startswith("\\A") else 0)
        self._spent = 0
        self.groups = reader.groups
        self.text = reader.text
        first = tree[1] if tree[0] == "seq" else []
        self.anchored = bool(first) and first[0] == ("edge", "^")
        self._leads = not self.anchored and first[:1] == [ANYTHING]
        if first[-1:] == [ANYTHING] or first[-2:] == [ANYTHING, ("edge", "$")]:
            # It takes all that is left, and is never asked again.
            self._costs = self._costs[:-1]
        rest = first[1:] if self.anchored else first
        known: list[str] = []
        for node in rest:
            if node[0] != "char":
                break
            known.append(node[1])
        self.head = "" if ignore else "".join(known)
        self.alone = self.head if rest and len(known) == len(rest) and not self.anchored else None
        """The text that it matches, where it is no more than that."""

    def find(self, line: str, at: int = 0) -> re.Match[str] | None:
        """Return the first match in LINE from AT on, the longest there; ``UnclearError`` where that is not sure."""
        work = self._work(line)
        self._spent += work
        if (len(line) > 2 * _LONGEST and self._costs) or work > MOST_WORK or self._spent > MOST_IN_ALL:
            raise UnclearError
        found = self._regex.match(line) if self._leads and not at else self._regex.search(line, at)
        if found is None or not self._ambiguous:
            return found
        for end in range(len(line), found.end(), -1):
            longer = self._regex.fullmatch(line, found.start(), end)
            if longer is not None:
                if end < len(line) and self._looks:
                    # Where it is cut off, `$` and `\\b` may hold that do not hold in the line.
                    raise UnclearError
                found = longer
                break
        if self._reverse is not None:
            other = self._reverse.search(line, at)
            if other is None or other.span() != found.span() or other.groups() != found.groups():
                raise UnclearError
        return found

    def _work(self, line: str) -> int:
        work = 1 if self.anchored or self._leads else len(line) + 1
        if self._ambiguous:
            work *= len(line) + 1
        for kind in self._costs:
            if isinstance(kind, int):
                work *= kind
                continue
            work *= 1 + (len(line) if kind is None else max((len(run) for run in kind.findall(line)), default=0))
            if work > MOST_WORK:
                break
        return work

    def may_touch(self, known: str) -> bool:
        """Whether a match can begin inside KNOWN, the start of a line that goes on with anything."""
        head = self.head
        if not head or not known:
            return bool(known)
        starts = (0,) if self.anchored else range(len(known))
        return any(known.startswith(head, at) or head.startswith(known[at:]) for at in starts)

    def may_end_in(self, known: str) -> bool:
        """Whether a match may touch KNOWN, the end of a line that begins with anything."""
        text = self.alone
        return not text or text in known or any(known.startswith(text[at:]) for at in range(len(text)))


def pattern(text: str, *, extended: bool, ignore: bool = False, sed: bool = False) -> Pattern | None:
    """Return the expression TEXT, basic or extended; None where it is not read."""
    if len(text) > _LONGEST:
        return None
    reader = Reader(text, extended=extended, sed=sed)
    try:
        tree = reader.alternation(0)
        if reader.at < len(text):
            return None
        return Pattern(reader, tree, ignore=ignore)
    except (UnclearError, re.error, RecursionError, OverflowError):
        return None


__all__ = ["DECIDES", "Pattern", "UnclearError", "pattern"]
