"""Why a server ends at once: who must not start it, and whose port it wants."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.catalogue import ALL, quirks, releases
from vmlint.guest.services import lines
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.guest.services.drafts import Sheet
    from vmlint.guest.state import Guest, Listening


def refused(serving: Sheet) -> str:
    """Return why the service does not start for root; empty where it does, or nobody knows."""
    rule = quirks.NOT_AS_ROOT.get(serving.service.name)
    if rule is None or not serving.by_hand or serving.start.user != "root" or serving.line.unclear:
        return ""
    version, flags = rule
    programs = ("mysqld_safe", "zkServer.sh", "pg_ctlcluster")
    if serving.command[:1] and serving.command[0] in programs:
        return ""
    known = releases.fits(version, serving.installed.version or serving.unpacked_version())
    if not known or any(said.flag in flags for said in serving.line.said):
        return ""
    given = [text.partition("=")[0] for text in lines.texts(serving.words) if text is not None]
    return "" if set(given) & set(flags) else f"{serving.service.name} does not run as root"


def taken(serving: Sheet, opened: tuple[Listening, ...]) -> str:
    """Return why the service ends at once: a port of its is surely another server's already."""
    start = serving.start
    if not start.certain:
        return ""
    second = serving.by_hand and not start.unit and not start.reload
    return held(serving.runner.guest, serving.service.name, start.unit, opened, second=second)


def held(guest: Guest, service: str, unit: str, opened: tuple[Listening, ...], *, second: bool = False) -> str:
    """Return whose a port of OPENED surely is already: no other service's unit, or start, can have it, too.

    SECOND: it is started by hand, and is another one than that of its own unit.
    """
    if guest.possible:
        return ""
    for other in guest.listening.values():
        theirs = other.listening
        if not other.certain or other.start.by in ("manual", "container"):
            continue
        by_unit = other.start.certain and other.start.by in ("package", "unit", "boot")
        if theirs.service == service and not (second and by_unit):
            continue
        if unit and other.start.unit == unit:
            # The unit's own, of before: a start ends it first.
            continue
        for mine in opened:
            if (
                isinstance(mine.port, int)
                and (mine.port, mine.protocol) == (theirs.port, theirs.protocol)
                and _clash(mine.binds, theirs.binds)
            ):
                return f"port {mine.port} is taken by {theirs.service}"
    return ""


def _clash(mine: tuple[str, ...] | Unknown, theirs: tuple[str, ...] | Unknown) -> bool:
    """Return whether two sockets cannot both be: facts/BIND.md 4."""
    if isinstance(mine, Unknown) or isinstance(theirs, Unknown):
        return False
    for one in mine:
        for other in theirs:
            named = "localhost" in (one, other)
            same = (":" in one) == (":" in other) and not named
            if one == other or (same and (one in ALL or other in ALL)):
                return True
    # Which of its two addresses the name stands for is the server's own affair.
    every = frozenset(ALL)
    return ("localhost" in mine and every <= set(theirs)) or ("localhost" in theirs and every <= set(mine))
