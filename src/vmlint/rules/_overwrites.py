"""Forwards that take the place of earlier ones, and the apps that lose their way by it."""

from __future__ import annotations

from vmlint.analysis.wanted import wanted
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.facts import is_known
from vmlint.model.topology import HOST, LAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.wanted import Wanted
    from vmlint.frontends.vagrantfile.facts import Overwrite, VagrantDocument
    from vmlint.rules._base import Analysed

_REACHED_BY_FORWARD = (HOST, LAN)


def overwrites(document: VagrantDocument) -> Iterator[Overwrite]:
    """Yield each pair of forwards of which the later took the place of the earlier, and nobody meant it to."""
    for overwrite in document.overwrites:
        earlier, later = overwrite.earlier, overwrite.later
        if later.type != "forwarded_port" or earlier.default or earlier.declaration is None:
            continue
        if later.declaration is None or _is_meant(overwrite) or _is_one_call(overwrite):
            continue
        if is_known([network.value(name) for network in (earlier, later) for name in ("guest", "host")]):
            yield overwrite


def lost_app(analysed: Analysed, document: VagrantDocument, overwrite: Overwrite) -> Wanted | None:
    """Return the app that nothing leads to since its forward was replaced, with a place that wants it."""
    if analysed.topology.listeners is None or not analysed.topology.virtualbox:
        return None
    names = (overwrite.machine, f"{document.path}#{overwrite.machine}")
    guest, protocol = overwrite.earlier.value("guest"), str(overwrite.earlier.value("protocol")).lower()
    for each in wanted(analysed.reachability()):
        listener = each.listener
        if not each.leads_nowhere or each.result.place not in _REACHED_BY_FORWARD:
            continue
        if listener.machine in names and listener.port.number == guest and listener.protocol == protocol:
            return each
    return None


def lost_apps(analysed: Analysed) -> set[str]:
    """Return the apps whose forward was replaced by another one: that finding speaks of them."""
    found = set()
    for document in analysed.of("vagrantfile"):
        for overwrite in overwrites(document):
            lost = lost_app(analysed, document, overwrite)
            if lost is not None:
                found.add(lost.listener.app)
    return found


def _is_meant(overwrite: Overwrite) -> bool:
    """Return whether a forward is replaced on purpose: the same explicit id in an inner block or another file."""
    earlier, later = overwrite.earlier.declaration, overwrite.later.declaration
    if not overwrite.explicit_id or earlier is None or later is None:
        return False
    return earlier.scope.kind != later.scope.kind or earlier.span.path != later.span.path


def _is_one_call(overwrite: Overwrite) -> bool:
    """Return whether Vagrant ran one call more than once: it runs provider blocks at every load."""
    earlier, later = overwrite.earlier.declaration, overwrite.later.declaration
    return earlier is not None and later is not None and (earlier.span, earlier.frames) == (later.span, later.frames)
