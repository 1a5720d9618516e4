"""What a script of sed makes of a text: line by line, and where lines are unknown, what is sure all the same."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, Woven, gap, joined, made
from vmlint.guest.programs.common import is_partial
from vmlint.guest.programs.posix_patterns import DECIDES, UnclearError
from vmlint.guest.programs.sed_lines import Line, by_number, either, substituted

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span
    from vmlint.guest.programs.posix_patterns import Pattern
    from vmlint.guest.programs.sed_script import Address, Order

_NEWLINE = made("\n", None)
_MOST_STEPS = 200_000
_NOTHING = Woven()
_MAYBE = "maybe"


class Editor:
    """Runs a script over texts; ``edit`` is called once for each file of ``-i``, else for all as one."""

    def __init__(
        self,
        orders: list[Order],
        span: Span | None,
        *,
        quiet: bool,
        read: Callable[[Woven], Woven | None] | None = None,
    ) -> None:
        self.orders = orders
        self.read = read
        self.span = span
        self.quiet = quiet
        self.ranges: dict[int, str | int] = {}
        self.steps = 0
        self.latest: Pattern | None = None
        self.hits: set[int] = set()
        self.packaged = self.loose = False

    def edit(self, text: Woven) -> Woven:
        """Return what the script makes of TEXT; ``UnclearError`` where not even lines are sure."""
        self.ranges = {}
        self.hits = set()
        # Of a package's own file only the lines that decide are here; without places of their own (loose), or with.
        self.packaged = is_partial(text)
        self.loose = any(piece.reason and piece.length > 1 for piece in text.pieces)
        parts: list[Woven] = []
        lines = list(text.lines())
        number: int | None = 1
        for at, line in enumerate(lines):
            whole = line.text.endswith("\n")
            body = line.cut(0, len(line.text) - 1) if whole else line
            end = line.cut(len(line.text) - 1, len(line.text)) if whole else _NOTHING
            last: bool | None = at == len(lines) - 1
            if at == len(lines) - 2 and lines[-1].text == GAP:
                last = None
            this = Line(body, end, number, last)
            if not this.single():
                number = None
            if self.packaged and body.text == "#" and body.place(0, 1) is None:
                self._run([order for order in self.orders if by_number(order)], this)
            else:
                self._run(self.orders, this)
            parts.extend(self._shown(this, follows=not whole and at == len(lines) - 1))
            number = None if number is None else number + 1
            if this.quits:
                break
        if self.packaged and any(self._may_hit_others(order) for order in self._all(self.orders)):
            raise UnclearError
        return joined(parts)

    def _all(self, orders: list[Order] | tuple[Order, ...]) -> list[Order]:
        return [each for order in orders for each in (order, *self._all(order.inside))]

    def _may_hit_others(self, order: Order) -> bool:
        """Whether an order that met none of a package's deciding lines may make one of another line."""
        asked = order.pattern if order.letter == "s" else order.first.pattern if order.first is not None else None
        if order.number in self.hits or asked is None or DECIDES.search(asked.text):
            return False
        said = (
            order.text.text
            if order.text is not None
            else "".join(part.text for part in order.replacement if isinstance(part, Woven))
        )
        return any(DECIDES.search(line) for line in said.split("\n") if not line.lstrip().startswith(("#", ";")))

    def _shown(self, line: Line, *, follows: bool) -> list[Woven]:
        """Return what comes of a line; a missing line end is made up for where more is printed."""
        found = list(line.out)
        if not line.deleted and not self.quiet:
            found.append(line.printed())
        found.extend(line.after)
        if follows:
            kept = [each for each in found if each.text]
            found = [each if each.text.endswith("\n") else each + _NEWLINE for each in kept[:-1]] + kept[-1:]
        return found

    def _run(self, orders: tuple[Order, ...] | list[Order], line: Line) -> None:
        for order in orders:
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise UnclearError
            selected = self._selected(order, line)
            if (
                self.loose
                and order.letter == "i"
                and order.first is not None
                and order.first.number == 1 == line.number
            ):
                selected = True
            if not line.known() and not (selected and line.single() and order.letter not in "sy"):
                if selected is not False:
                    self._unsure_line(order, line, selected)
            elif selected is None:
                self._maybe(order, line)
            elif selected:
                if order.letter != "s":
                    self.hits.add(order.number)
                self._apply(order, line)
            if line.deleted or line.quits:
                return

    # Which lines

    def _selected(self, order: Order, line: Line) -> bool | None:
        if order.first is None:
            return not order.negated
        found = self._in_range(order, line) if order.second is not None else self._matches(order.first, line)
        return found if found is None or not order.negated else not found

    def _matches(self, address: Address, line: Line) -> bool | None:
        if address.number == -1:
            return line.last if line.single() else None
        if address.number is not None and self.loose:
            # The lines of this file have no places: any of them may be this one, but others only come before it.
            return False if line.number is not None and line.number > address.number else None
        if address.number is not None:
            if line.number is None or (address.step is not None and not line.single()):
                return None
            if address.step:
                return line.number >= address.number and (line.number - address.number) % address.step == 0
            return False if line.number > address.number else address.number == line.number if line.single() else None
        used = address.pattern if address.pattern is not None else self.latest
        if used is None or not line.known():
            self.latest = used if line.known() else None
            before = "" if used is None or not line.single() else line.sides()[0]
            return False if before and used is not None and used.anchored and not used.may_touch(before) else None
        self.latest = used
        try:
            return used.find(line.space.text) is not None
        except UnclearError:
            return None

    def _in_range(self, order: Order, line: Line) -> bool | None:
        first, second = order.first, order.second
        assert first is not None and second is not None  # noqa: PT018
        state = self.ranges.get(order.number)
        if state is None and first.number == 0 and first.step is None and line.number == 1:
            # It begins before the first line, which may end it.
            state = self.ranges[order.number] = "on"
        if state is None:
            starts = self._matches(first, line)
            if starts is not False:
                self.ranges[order.number] = _MAYBE if starts is None or not line.known() else self._until(second, line)
                if self.ranges[order.number] == "off":
                    del self.ranges[order.number]
            return starts
        if state == _MAYBE:
            return self._perhaps(order.number, first, second, line)
        if isinstance(state, int):
            if line.number is None or not line.known():
                self.ranges[order.number] = _MAYBE
                return None
            if line.number >= state:
                del self.ranges[order.number]
            return line.number <= state
        ends = self._matches(second, line)
        if ends:
            del self.ranges[order.number]
        elif ends is None:
            self.ranges[order.number] = _MAYBE
            return True if line.known() else None
        return True

    def _until(self, second: Address, line: Line) -> str | int:
        """Return how a range ends that begins with LINE: at a number, ``on`` until a match, ``off`` at once."""
        if second.plus is not None or (second.number or 0) > 0:
            if line.number is None:
                return _MAYBE
            end = second.number if second.plus is None else line.number + second.plus
            return "off" if end is None or end <= line.number else end
        return "off" if second.number == -1 and line.last else "on"

    def _perhaps(self, number: int, first: Address, second: Address, line: Line) -> bool | None:
        """Look at a line of a range of which nobody knows whether it has begun or is over."""
        starts = self._matches(first, line)
        if second.plus is not None or (second.number or 0) > 0 or not line.known():
            return None
        ends = self._matches(second, line)
        if starts and ends is False:
            self.ranges[number] = "on"
        elif ends and starts is False:
            del self.ranges[number]
        return True if starts else None

    # What is done

    def _apply(self, order: Order, line: Line) -> None:
        letter = order.letter
        if letter == "s":
            self._substitute(order, line)
        elif letter == "d":
            line.deleted = True
        elif letter == "p":
            line.out += (line.printed(),)
        elif letter == "{":
            self._run(order.inside, line)
        elif letter == "y":
            new = "".join(order.map.get(char, char) for char in line.space.text)
            if new != line.space.text:
                line.space = made(new, self.span)
        elif letter == "q":
            line.quits = True
        elif letter == "r":
            found = None if self.read is None or order.text is None else self.read(order.text)
            line.after += () if found is None else (found,)
        elif order.text is not None:
            self._insert(order, line)

    def _insert(self, order: Order, line: Line) -> None:
        text = order.text or _NOTHING
        if order.letter == "i":
            line.out += (text,)
        elif order.letter == "a":
            line.after += (text,)
        else:
            line.deleted = True
            if order.second is None or order.negated or order.number not in self.ranges or line.last:
                line.out += (text,)

    def _substitute(self, order: Order, line: Line) -> None:
        used = order.pattern if order.pattern is not None else self.latest
        self.latest = used
        if used is None:
            raise UnclearError
        try:
            new = substituted(order, used, line.space)
        except UnclearError:
            line.space = gap("what sed leaves of this line is not sure", self.span)
            return
        if new is not None:
            self.hits.add(order.number)
            line.space = new
            if order.prints:
                line.out += (line.printed(),)

    # Where it is not sure

    def _maybe(self, order: Order, line: Line) -> None:
        """Do something to a known line of which nobody knows whether it is selected."""
        trial = line.copy()
        ranges = dict(self.ranges)
        self._apply(order, trial)
        if trial.quits:
            raise UnclearError
        self.latest = None
        if ranges != self.ranges:
            self.ranges = dict.fromkeys({*ranges, *self.ranges}, _MAYBE)
        unsure = gap("whether sed changes this line is not sure", self.span)
        if trial.out != line.out:
            line.out += (unsure,)
        if trial.after != line.after:
            line.after += (unsure,)
        if trial.deleted:
            line.space = unsure
        elif trial.space != line.space:
            line.space = either(line.space, trial.space, unsure)

    def _adds(self, order: Order, line: Line) -> bool:
        """Put lines before or behind one with unknown text, where it is known that they stand there, or may."""
        letter, first = order.letter, order.first
        if line.single() and letter in "air":
            unsure = gap("whether sed adds lines here is not sure", self.span)
            if letter == "i":
                line.out += (unsure,)
            else:
                line.after += (unsure,)
            return True
        if (
            order.text is not None
            and first is not None
            and order.second is None
            and not order.negated
            and letter != "r"
        ):
            if letter == "a" and first.number == -1 and line.last:
                line.end = _NEWLINE
                line.after += (order.text,)
                return True
            if letter == "i" and first.number == 1 and first.step is None and line.number == 1:
                line.out += (order.text,)
                return True
        return False

    def _unsure_line(self, order: Order, line: Line, selected: bool | None) -> None:
        """Do something to a line with unknown text in it, which may be several lines."""
        letter, first = order.letter, order.first
        if letter == "{":
            if selected:
                self._run(order.inside, line)
            else:
                for each in order.inside:
                    self._unsure_line(each, line, None)
            return
        if letter == "d" and selected:
            line.deleted = True
            return
        if letter == "q":
            raise UnclearError
        if self._adds(order, line):
            return
        prefix, suffix = line.sides()
        asked = order.pattern if letter == "s" else first.pattern if first is not None and not order.negated else None
        # An address may match behind the known part of a line, and then it is the whole line that goes.
        keeps = asked is not None and not asked.may_touch(prefix)
        keeps = keeps and (letter == "s" or (order.second is None and asked is not None and asked.anchored))
        keeps = (keeps and bool(prefix)) or letter in ("a", "p", "r")
        rest = letter == "s" and line.single() and asked is not None and not asked.may_end_in(suffix)
        if (self.quiet and letter in "paicr") or (letter == "s" and order.prints):
            line.out += (gap("what sed prints of this line is not sure", self.span),)
        unsure = gap(line.space.reason or "what sed leaves of this line is not sure", self.span)
        whole = line.space
        line.space = (whole.cut(0, len(prefix)) if keeps else _NOTHING) + unsure
        if rest:
            line.space = line.space + whole.cut(len(whole.text) - len(suffix), len(whole.text))
