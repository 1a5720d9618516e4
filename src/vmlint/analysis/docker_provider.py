"""The docker provider: its machine is a container of the host; what of its settings no verdict is given for."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.model.provisioning import Upbringing

_ELSEWHERE = ("force_host_vm", "vagrant_vagrantfile", "vagrant_machine", "compose")
_NETWORK = later(r"--net(?:work)?\b|--publish-all\b|-P\b")


def not_modelled(upbringings: Iterable[Upbringing]) -> dict[str, str]:
    """Return the machines of which it is not known what Docker makes of their ways, each with the reason."""
    found = {}
    for upbringing in upbringings:
        settings = upbringing.docker
        if settings is None:
            continue
        for name in _ELSEWHERE:
            if name in settings and settings[name].value not in (None, False):
                found[upbringing.machine] = f"what Docker makes of `{name}` is not modelled"
        said = settings.get("create_args")
        words = said.value if said is not None else None
        if isinstance(words, Unknown) or (
            isinstance(words, list)
            and any(isinstance(word, Unknown) or _NETWORK.match(str(word)) is not None for word in words)
        ):
            found[upbringing.machine] = "what Docker makes of `create_args` is not modelled"
    return found
