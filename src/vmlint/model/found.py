"""What was found to listen in a machine, though nobody declared it: each with the evidence, and how sure it is."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.value import Assumption, Unknown

HIGH, MEDIUM, LOW = "high", "medium", "low"
BOOT, ALWAYS, PROVISION, MANUAL, UNKNOWN_START = "boot", "always", "provision", "manual", "unknown"


class Evidence(Record):
    """One link of the chain. ``role``: install, start, enable, config, bind, port, publish.

    ``span`` is None for what no file of the project says; ``text``: the deciding words, or ``default of nginx``.
    """

    __slots__ = ("role", "span", "text")
    role: str
    span: Span | None
    text: str


class Found(Record):
    """A port on which something listens in a machine.

    ``name``: unique in the project. ``service``: its name in the catalogue. ``binds``: addresses as BIND.md writes them
    (``localhost`` stays a name), or Unknown; ``port``: or Unknown. ``start``: boot, always, provision, manual, unknown.
    ``lasting``: it listens after halt and up, too; None where that is unknown. ``later``: the configuration that the
    next start will read, where it differs from what runs now: bind and port, and the place that says so. ``container``:
    in whose network it listens, else None. ``behind``: names of those that hand on to it. ``web``: it speaks HTTP.
    ``open``: whoever reaches it needs no login; ``code``: and can run code. ``blocks``: the step that it keeps from
    ending, being in the foreground.
    """

    __slots__ = (
        "name", "service", "machine", "binds", "port", "protocol", "start", "lasting", "later", "container", "behind",
        "confidence", "assumptions", "evidence", "web", "open", "code", "blocks",
    )  # fmt: skip
    name: str
    service: str
    machine: str
    binds: tuple[str, ...] | Unknown
    port: int | Unknown
    protocol: str
    start: str
    lasting: bool | None
    later: Later | None
    container: str | None
    behind: tuple[str, ...]
    confidence: str
    assumptions: tuple[Assumption, ...]
    evidence: tuple[Evidence, ...]
    web: bool
    open: bool
    code: bool
    blocks: Span | None

    def place(self, *roles: str) -> Span | None:
        """Return the first place of evidence with one of ROLES, tried in their order."""
        for role in roles:
            for each in self.evidence:
                if each.role == role and each.span is not None:
                    return each.span
        return None


class Later(Record):
    """What a service's files say that it would do at its next start, and where; None: not known."""

    __slots__ = ("binds", "port", "span")
    binds: tuple[str, ...] | Unknown
    port: int | Unknown
    span: Span | None


class Unfollowed(Record):
    """What may start or change servers and was not followed."""

    __slots__ = ("span", "reason")
    span: Span
    reason: str


class Hang(Record):
    """A step that never ends: what runs in its foreground, and the step's place."""

    __slots__ = ("span", "step", "text")
    span: Span
    step: Span | None
    text: str


class Inside(Record):
    """What is known of the inside of one machine. ``hang``: what keeps `up` from ending, surely; else None.

    ``proxied``: ports of its own loopback to which something that listens there hands on. ``strangers``: programs run
    there of which nobody knows whether they listen. ``readdressed``: it may have more addresses than Vagrant gives it.
    """

    __slots__ = ("machine", "listeners", "unfollowed", "hang", "proxied", "strangers", "readdressed")
    machine: str
    listeners: tuple[Found, ...]
    unfollowed: tuple[Unfollowed, ...]
    hang: Hang | None
    proxied: frozenset[int]
    strangers: bool
    readdressed: bool

    def __init__(
        self,
        machine: str,
        listeners: tuple[Found, ...],
        unfollowed: tuple[Unfollowed, ...],
        hang: Hang | None,
        proxied: frozenset[int] = frozenset(),
        *,
        strangers: bool = False,
        readdressed: bool = False,
    ) -> None:
        super().__init__(machine, listeners, unfollowed, hang, proxied, strangers, readdressed)

    def places(self) -> list[Span]:
        """Return the places at which something of it may be reported, the first of each file."""
        found = [each.span for listener in self.listeners for each in listener.evidence if each.span is not None]
        found += [each.later.span for each in self.listeners if each.later is not None and each.later.span is not None]
        if self.hang is not None:
            found.append(self.hang.span)
        return list({span.source.path: span for span in reversed(found)}.values())
