"""Lines while sed works on them, and what a substitution leaves of one."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, Woven, joined
from vmlint.guest.programs.posix_patterns import UnclearError

if TYPE_CHECKING:
    from vmlint.guest.programs.posix_patterns import Pattern
    from vmlint.guest.programs.sed_script import Order


class Line:
    """One line while the commands work on it. ``out`` comes before it, ``after`` behind it."""

    __slots__ = ("after", "deleted", "end", "last", "number", "out", "quits", "space")

    def __init__(self, space: Woven, end: Woven, number: int | None, last: bool | None) -> None:
        self.space = space
        self.end = end
        self.number = number
        self.last = last
        self.out: tuple[Woven, ...] = ()
        self.after: tuple[Woven, ...] = ()
        self.deleted = False
        self.quits = False

    def copy(self) -> Line:
        """Return another one that is alike."""
        other = Line(self.space, self.end, self.number, self.last)
        other.out, other.after, other.deleted, other.quits = self.out, self.after, self.deleted, self.quits
        return other

    def known(self) -> bool:
        """Whether all of it is known."""
        return GAP not in self.space.text

    def sides(self) -> tuple[str, str]:
        """Return what is known before and behind the unknown part."""
        text = self.space.text
        return text[: text.find(GAP)], text[text.rfind(GAP) + 1 :]

    def single(self) -> bool:
        """Whether it is taken for one line: all of it is known, or a value inside of it is not (``listen $PORT;``)."""
        return self.known() or any(each.strip() for each in self.sides())

    def printed(self) -> Woven:
        """Return the line as it is printed, a line end behind it if anything follows."""
        return self.space + self.end


def either(one: Woven, other: Woven, unsure: Woven) -> Woven:
    """Return a line that is ONE or OTHER: what both begin and end with, and UNSURE between."""
    start, most = 0, min(len(one.text), len(other.text))
    while start < most and one.text[start] == other.text[start]:
        start += 1
    end = 0
    while end < most - start and one.text[-end - 1] == other.text[-end - 1]:
        end += 1
    return one.cut(0, start) + unsure + one.cut(len(one.text) - end, len(one.text))


def by_number(order: Order) -> bool:
    """Whether an order looks at the number of a line alone, and does the same to each."""
    first = order.first
    return (
        order.letter in ("a", "i", "c", "d") and order.second is None and first is not None and first.number is not None
    )


def substituted(order: Order, used: Pattern, space: Woven) -> Woven | None:
    """Return a line after ``s``; None where nothing matches."""
    text = space.text
    parts: list[Woven] = []
    at, kept, count, ended = 0, 0, 0, -1
    while at <= len(text):
        found = used.find(text, at)
        if found is None:
            break
        start, end = found.span()
        if start == end and start == ended:
            at = end + 1
            continue
        count += 1
        ended = end
        if count >= order.nth:
            parts.append(space.cut(kept, start))
            for each in order.replacement:
                if isinstance(each, Woven):
                    parts.append(each)
                elif each <= used.groups:
                    parts.append(space.cut(*found.span(each)) if found.start(each) >= 0 else Woven())
                else:
                    raise UnclearError
            kept = end
            if not order.every:
                break
        at = end + 1 if start == end else end
        if count > 10_000 or len(parts) > 50_000:
            raise UnclearError
    if not parts:
        return None
    return joined((*parts, space.cut(kept, len(text))))
