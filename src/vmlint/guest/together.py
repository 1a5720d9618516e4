"""The machines of one project, one after the other: each comes up, and what people start by hand is looked for."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.found import Inside
    from vmlint.model.provisioning import Upbringing


def insides_of(
    upbringings: Iterable[Upbringing],
    root: str,
    texts: dict[str, str],
    _forwards: tuple[ForwardedPort, ...],
) -> list[Inside]:
    """Return what goes on inside of each machine; ROOT: nothing outside of it is read."""
    try:
        from vmlint.guest.disk import Disk
        from vmlint.guest.steps import inside
    except ImportError:  # being built
        return []
    upbringings = list(upbringings)
    disk = Disk(root, texts)
    return [inside(each, disk) for each in upbringings]
