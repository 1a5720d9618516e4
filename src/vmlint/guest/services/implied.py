"""What holds where no file says anything, by the version of the service."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.catalogue import releases
from vmlint.guest.services.versions import installed
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.guest.services.reading import Reader


def fitting(reader: Reader, ranges: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...] | Unknown:
    """Return the value for the version of READER's service; Unknown where it matters and is not known."""
    if not ranges:
        return ()
    if len({value for _, value in ranges}) == 1:
        return ranges[0][1]
    version = installed(reader.runner, reader.service).version
    for text, value in ranges:
        if releases.fits(text, version):
            return value
    return Unknown(f"which version of {reader.name} it is is not known")
