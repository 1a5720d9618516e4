"""Which of what was found is a declared app: by its port, else by its name, its service or its source."""

from __future__ import annotations

from vmlint.analysis.met import inside_of
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.found import LOW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.model.found import Found, Inside
    from vmlint.model.topology import Listener


def counterpart(insides: Iterable[Inside], listener: Listener, service: str | None, source: str | None) -> Found | None:
    """Return what was found of a declared app, None where that is not known.

    SERVICE: the name in the catalogue that is declared; SOURCE: the path of the file in which its address is set.
    """
    inside = inside_of(insides, listener.machine)
    those = [each for each in (inside.listeners if inside is not None else ()) if each.confidence != LOW]
    alike = [each for each in those if _is_it(each, listener.app, service, source)]
    here = [each for each in those if each.port == listener.port.number and each.protocol == listener.protocol]
    declared = {bind.address.text for bind in listener.binds}
    same = [each for each in here if isinstance(each.binds, tuple) and set(each.binds) == declared]
    found = same or [each for each in here if each in alike] or here or alike
    return found[0] if len(found) == 1 else None


def _is_it(found: Found, app: str, service: str | None, source: str | None) -> bool:
    if service is not None:
        return found.service == service
    if source is not None:
        return any(each.span is not None and each.span.path == source for each in found.evidence)
    return app.lower() in (found.service, found.name)
