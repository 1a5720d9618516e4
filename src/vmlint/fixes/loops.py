"""Values that differ from round to round of a loop: ``8080`` in it becomes ``8079 + i``."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.record import Record

if TYPE_CHECKING:
    from vmlint.fixes.bench import Bench
    from vmlint.text import Span


class Counter(Record):
    """A loop's variable that counts: its name, and its value for each network that one call makes."""

    __slots__ = ("name", "values")
    name: str
    values: tuple[int, ...]

    def sum(self, base: int) -> str:
        """Return an expression that is BASE in the first round, and as much more as the variable counts."""
        start = base - min(self.values)
        return self.name if start == 0 else f"{start} + {self.name}"

    def results(self, base: int) -> list[int]:
        """Return what the expression gives, in the order of the networks."""
        return [base - min(self.values) + value for value in self.values]


def counter_of(bench: Bench, call: Span) -> Counter | None:
    """Return a variable that has another whole number each time CALL is made; None where there is none."""
    rounds: list[dict[str, str]] = []
    for way in bench.ways.of_call(call):
        network = bench.ways.network(way)
        frames = () if network is None or network.declaration is None else network.declaration.frames
        rounds.append({name: value for frame in frames for name, value in frame.values})
    if len(rounds) < 2:
        return None
    for name in rounds[0]:
        texts = [values.get(name, "") for values in rounds]
        if all(text.isascii() and text.isdigit() for text in texts) and len(set(texts)) == len(texts):
            return Counter(name, tuple(map(int, texts)))
    return None
