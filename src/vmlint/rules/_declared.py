"""What rules offer to mend where a declared app is bound to the wrong address."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.rules._base import fix_of

if TYPE_CHECKING:
    from vmlint.findings.diagnostics import Fix
    from vmlint.model.topology import Listener
    from vmlint.rules._base import Analysed


def declared_fix(analysed: Analysed, listener: Listener) -> Fix | None:
    """Return the fix that binds a declared app to every address, where a file is known that says its address."""
    from vmlint.findings.plans import BindEverywhere

    has_source = any(app.name == listener.app and app.source.text for app in analysed.settings.apps or ())
    if not has_source and not _is_found(analysed, listener):
        return None
    return fix_of("bind 0.0.0.0 instead", BindEverywhere(listener.app), unsafe=True)


def _is_found(analysed: Analysed, listener: Listener) -> bool:
    """Return whether a declared app was found, just as it is declared."""
    if listener.on_host or not any("provisioners" in fragment.features for fragment in analysed.fragments):
        return False
    from vmlint.analysis.met import same_as_declared

    return same_as_declared(analysed.insides, listener) is not None
