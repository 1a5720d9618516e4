"""Ways that a script may go: conditions that nobody can decide, what leaves, and where they join."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.basics.woven import Woven, gap
from vmlint.languages.shell.effects.assigning import Assigning
from vmlint.languages.shell.effects.state import State, blurred, one_of
from vmlint.languages.shell.effects.streams import NOBODY, Sink
from vmlint.languages.shell.effects.values import SUCCESS, Gone, Status, Value, plain, together, unknown
from vmlint.languages.shell.effects.values import one_of as one_status

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Source
    from vmlint.languages.shell.effects.streams import Stream
    from vmlint.languages.shell.outside import Outside

_MOST_WAITING = 200


class Moment(Record):
    """All that there is at one moment: the shell, the world, what was printed and read so far."""

    __slots__ = ("state", "world", "printed", "read")
    state: State
    world: Any
    printed: tuple[tuple[Sink, tuple[Woven, ...], int], ...]
    read: tuple[Stream, int] | None


class Waiting(Record):
    """A way that left under a condition and goes on where it left for."""

    __slots__ = ("how", "level", "moment", "status")
    how: str
    level: int
    moment: Moment
    status: Status


class Core(Assigning):
    """Follows ways side by side. ``waiting``: those that left; ``open``: the streams that somebody wants."""

    def __init__(self, source: Source, outside: Outside, state: State, shell: str, user: str | None) -> None:
        super().__init__(source, outside, state, shell, user)
        self.waiting: list[Waiting] = []
        self.fds: dict[int, Sink] = {1: NOBODY, 2: NOBODY}
        self.stdin: Stream | None = None
        self.open: list[Sink] = []

    # Moments

    def moment(self) -> Moment:
        """Return all that there is now."""
        printed = tuple((sink, tuple(sink.parts), sink.size) for sink in self.open)
        read = None if self.stdin is None else (self.stdin, self.stdin.at)
        return Moment(self.state.copy(), self.outside.fork(), printed, read)

    def go_back(self, moment: Moment) -> None:
        """Go on from MOMENT."""
        self.state = moment.state.copy()
        self.outside.back(moment.world)
        for sink, parts, size in moment.printed:
            sink.parts[:] = parts
            sink.size = size
        if moment.read is not None:
            moment.read[0].at = moment.read[1]

    def join(self, moments: list[Moment], reason: str) -> None:
        """Go on after one of MOMENTS, nobody knows which."""
        if len(moments) == 1:
            self.go_back(moments[0])
            return
        self.state = one_of([moment.state for moment in moments], reason)
        self.outside.join([moment.world for moment in moments], reason)
        for number, sink in enumerate(self.open):
            texts = [
                moment.printed[number][1]
                for moment in moments
                if number < len(moment.printed) and moment.printed[number][0] is sink
            ]
            common = _common(texts)
            if texts and any(len(text) > common for text in texts):
                sink.parts[:] = (*texts[0][:common], gap(f"printed under a condition: {reason}", None))
            elif texts:
                sink.parts[:] = texts[0]
        if self.stdin is not None:
            self.stdin.at = max(
                (moment.read[1] for moment in moments if moment.read and moment.read[0] is self.stdin),
                default=self.stdin.at,
            )

    # Ways

    def alternatives(
        self,
        ways: list[Callable[[], Status]],
        reason: str,
        *,
        idle: Status | None = None,
        likely: int = -1,
        blur: bool = False,
    ) -> Status:
        """Follow WAYS from here, of which one is gone (or none: IDLE is the status then), and join them.

        LIKELY: the number of the one that is taken for granted. BLUR: they may be gone any number of times.
        """
        start, certain, waiting = self.moment(), self.certain, len(self.waiting)
        ends: list[tuple[Moment, Status]] = []
        left: list[tuple[Moment, Gone]] = []
        for number, way in enumerate(ways):
            if number:
                self.go_back(start)
            self.certain = certain and number == likely
            try:
                status = way()
            except Gone as gone:
                if gone.how != "nowhere":
                    left.append((self.moment(), gone))
            else:
                if blur:
                    self.state = blurred(start.state, self.state, reason)
                ends.append((self.moment(), status))
        if idle is not None:
            ends.append((start, idle))
        self.certain = certain
        self._leave(left, dismiss=bool(ends), soft=bool(ends) and not self.condition)
        self.certain = certain and len(self.waiting) == waiting
        if not ends:
            raise Gone("nowhere")
        self.join([moment for moment, _ in ends], reason)
        return one_status([status for _, status in ends])

    def _leave(self, left: list[tuple[Moment, Gone]], *, dismiss: bool, soft: bool) -> None:
        """Let the ways that LEFT wait; those that look like error handling only where nothing else goes on."""
        kept = [
            (moment, gone)
            for moment, gone in left
            if not (gone.fails and dismiss) and not (soft and gone.how == "return" and gone.status.holds is False)
        ]
        others = [(moment, gone) for moment, gone in kept if not gone.fails]
        if not dismiss:
            kept = others or kept
        if not dismiss and len(kept) == 1:
            moment, gone = kept[0]
            self.go_back(moment)
            raise gone
        self.waiting += [Waiting(gone.how, gone.level, moment, gone.status) for moment, gone in kept[:_MOST_WAITING]]

    def together(self, action: Callable[[], Status], hows: tuple[str, ...], reason: str) -> Status:
        """Do ACTION; whatever leaves it by one of HOWS joins behind it."""
        first, certain = len(self.waiting), self.certain
        gone: Gone | None = None
        status: Status | None = None
        try:
            status = action()
        except Gone as leaving:
            if leaving.how in hows and leaving.level <= 1:
                status = leaving.status
            elif leaving.how in hows:
                gone = Gone(leaving.how, leaving.status, leaving.level - 1)
            else:
                gone = leaving
        mine = [each for each in self.waiting[first:] if each.how in hows and each.level <= 1]
        rest = [
            Waiting(each.how, each.level - (each.how in hows), each.moment, each.status)
            for each in self.waiting[first:]
            if not (each.how in hows and each.level <= 1)
        ]
        self.waiting[first:] = rest
        if gone is not None and not mine:
            self.certain = certain and not rest
            raise gone
        if mine:
            moments = [each.moment for each in mine]
            statuses = [each.status for each in mine]
            if status is not None:
                moments.append(self.moment())
                statuses.append(status)
            elif gone is not None and gone.how != "nowhere" and not gone.fails:
                self.waiting.append(Waiting(gone.how, gone.level, self.moment(), gone.status))
            self.join(moments, reason)
            status = one_status(statuses)
        self.certain = certain and len(self.waiting) == first
        assert status is not None
        return status

    def guarded(
        self, decision: Status, action: Callable[[], Status], instead: Status = SUCCESS, *, always: bool = False
    ) -> Status:
        """Do what is decided; where it leaves the script on an assumption alone, it is taken not to be, or possible.

        ALWAYS: the decision itself is only taken for granted.
        """
        if not decision.assumptions and not always:
            return action()
        before = self.assumptions
        start = self.moment()
        self.assumptions = together((before, decision.assumptions))
        try:
            return action()
        except Gone as gone:
            if gone.how not in ("exit", "return"):
                raise
            if not gone.fails:
                self.waiting.append(Waiting(gone.how, gone.level, self.moment(), gone.status))
                self.certain = False
            self.go_back(start)
            return instead
        finally:
            self.assumptions = before

    def inside(self, action: Callable[[], Status]) -> Status:
        """Do ACTION in a shell of its own: what it sets ends with it."""
        saved = self.state
        self.state = saved.copy()
        try:
            return self.together(action, ("exit", "return", "break", "continue"), "the commands in brackets end early")
        finally:
            self.state = saved

    def ended(self, status: Status) -> Status:
        """Keep a status as ``$?``."""
        code = status.code if status.code is not None or status.holds is None else int(not status.holds)
        told = unknown("the status of a command") if code is None else plain(str(code))
        self.state.status = Value(told.woven, status.assumptions)
        return status


def _common(texts: list[tuple[Woven, ...]]) -> int:
    """Return how many first parts are the same in all."""
    number = 0
    for parts in zip(*texts):
        if any(part is not parts[0] and part.text != parts[0].text for part in parts):
            break
        number += 1
    return number
