"""What becomes of one connection, in short: cause and symptom, the steps kept as data until somebody reads them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.model.trace import Disposition

if TYPE_CHECKING:
    from vmlint.analysis.world import Forward, Server
    from vmlint.basics.text import Span
    from vmlint.model.trace import Symptom
    from vmlint.model.value import Assumption

    Event = tuple[str, str, "Span | None", str, tuple[Any, ...]]
"""At which place, kind of step, where it is said, the text as a pattern and what to put into it."""


class Outcome:
    """Cause, symptom, steps. ``server`` is whom the connection reaches, ``forwards`` those that it passes.

    ``symptom`` None: unknown, see ``reason``.
    """

    __slots__ = ("assumptions", "disposition", "events", "forwards", "reason", "server", "symptom")

    def __init__(
        self,
        disposition: Disposition,
        symptom: Symptom | None,
        events: tuple[Event, ...] = (),
        *,
        reason: str = "",
        server: Server | None = None,
        forwards: tuple[Forward, ...] = (),
        assumptions: tuple[Assumption, ...] = (),
    ) -> None:
        self.disposition = disposition
        self.symptom = symptom
        self.events = events
        self.reason = reason
        self.server = server
        self.forwards = forwards
        self.assumptions = assumptions

    def behind(self, *events: Event) -> Outcome:
        """Return the same outcome with EVENTS before its own."""
        return self.seen_as(self.symptom, events)

    def by_way_of(self, events: tuple[Event, ...]) -> Outcome:
        """Return the same outcome with other steps."""
        found = self.seen_as(self.symptom)
        found.events = events
        return found

    def seen_as(self, symptom: Symptom | None, events: tuple[Event, ...] = (), reason: str = "") -> Outcome:
        """Return the same outcome as a client sees it for whom the symptom is SYMPTOM, with EVENTS before its own."""
        return Outcome(
            self.disposition,
            symptom,
            events + self.events,
            reason=reason or self.reason,
            server=self.server,
            forwards=self.forwards,
            assumptions=self.assumptions,
        )


def unknown(reason: str, *events: Event, at: str = "", span: Span | None = None) -> Outcome:
    """Return that the files do not tell, and why; AT: the place where it is decided."""
    last: tuple[Event, ...] = ((at, "unknown", span, "%s", (reason,)),) if at else ()
    return Outcome(Disposition.INSUFFICIENT_INFO, None, events + last, reason=reason)
