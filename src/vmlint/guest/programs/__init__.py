"""What well-known programs do to a guest: a handler is ``f(runner, call) -> Answer``, found by its name.

``_names`` has the place of each, so that only the modules of the programs that run are imported; ``tools/generate.py``
makes it of the modules' tables. Nothing here is known of servers but that the catalogue is asked.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = (
    "wrappers", "detaching", "scripts", "files", "texts", "searching", "editing", "packages", "packages_elsewhere",
    "units", "servers", "docker", "managers", "tools", "sites", "filters", "finding", "names", "archives", "installers",
    "ansible",
)  # fmt: skip
"""Modules of this package, each with ``NAMES``: program names and the names of its functions; the first one counts."""


_SAYING = (
    "wrappers",
    "detaching",
    "files",
    "texts",
    "searching",
    "editing",
    "filters",
    "finding",
    "names",
    "sites",
    "installers",
)
"""Modules whose programs print nothing but what their handlers say."""


def tells(name: str) -> bool:
    """Return whether what follows the program NAME says all that it prints."""
    from vmlint.guest.programs._names import PROGRAMS

    return PROGRAMS.get(name, "").partition(".")[0] in _SAYING


def handler(name: str) -> Callable[..., Any] | None:
    """Return what follows the program NAME; None where nobody does."""
    from vmlint.guest.programs._names import PROGRAMS

    place = PROGRAMS.get(name)
    if place is None:
        return None
    from importlib import import_module

    module, _, function = place.partition(".")
    found: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), function)
    return found
