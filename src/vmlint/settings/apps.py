"""From the apps of vmlint.yaml to the listeners of the model."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.topology import Listener

if TYPE_CHECKING:
    from vmlint.model.topology import Machine
    from vmlint.settings import AppSettings


def listeners_of(apps: tuple[AppSettings, ...], machines: list[Machine]) -> tuple[Listener, ...]:
    """Return the declared apps; one that names no machine runs in the only one."""
    only = machines[0].name if len(machines) == 1 else None
    return tuple(
        Listener(
            app.name,
            app.name_span,
            app.on_host,
            None if app.on_host else app.machine.text or only,
            app.machine.span,
            app.binds,
            app.port,
            app.protocol,
            app.reach_from,
            app.container.value is not None,
        )
        for app in apps
    )
