"""Whether something that was followed may give a machine other addresses than Vagrant does."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.model.address import SPECIFIC, parse_bind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.guest.following import Following
    from vmlint.model.found import Found

_GIVES = later(
    r"\bip\s+(?:-\S+\s+)*(?:a|addr|address)\s+(?:a|add|r|replace|change)\b|\bifconfig\s+\S+\s+(?:\d|inet|\$|up\b)|"
    r"\bvirtual_ipaddress\b|\bnmcli\b|\bIPADDR\b|\bnetplan\b|\bip_nonlocal_bind\b|/etc/network/interfaces|"
    r"\bsystemd-networkd\b|\bkeepalived\b|\bpacemaker\b|\bucarp\b"
)


def readdressed(runner: Following, listeners: Iterable[Found]) -> bool:
    """Return whether a machine may have more addresses, where any of its LISTENERS is bound to one of an adapter."""
    if not any(_is_specific(each) for each in listeners):
        return False
    return any(_GIVES.search(text) for text in _texts(runner))


def _is_specific(found: Found) -> bool:
    binds = found.binds if isinstance(found.binds, tuple) else ()
    return any(address is not None and address.kind == SPECIFIC for address in map(parse_bind, binds))


def _texts(runner: Following) -> Iterator[str]:
    """Yield every text that was read or written while the machine came up."""
    for step in runner.upbringing.steps:
        inline = step.value("inline")
        if isinstance(inline, str):
            yield inline
    yield from runner.disk.read()
    for file in runner.guest.files.values():
        yield from (version.text for version in file.versions if version is not None)
