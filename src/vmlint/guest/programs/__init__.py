"""What well-known programs do to a guest: a handler is ``f(runner, call) -> Answer``, found by its name."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = (
    "wrappers", "scripts", "files", "texts", "searching", "editing", "packages", "packages_elsewhere", "units",
    "servers", "docker", "managers", "tools", "sites", "filters", "finding", "names", "archives", "installers",
    "ansible",
)  # fmt: skip
"""Modules of this package, each with ``NAMES``: program names and the names of its functions; the first one counts."""
_known: dict[str, tuple[str, str]] = {}


def _all() -> dict[str, tuple[str, str]]:
    """Return the module and the function of each program that somebody follows."""
    if not _known:
        from importlib import import_module
        from importlib.util import find_spec
        from pkgutil import iter_modules

        for table in dict.fromkeys((*TABLES, *(each.name for each in iter_modules(__path__)))):
            module = f"{__name__}.{table}"
            if find_spec(module) is None:  # being built
                continue
            for name, function in getattr(import_module(module), "NAMES", {}).items():
                _known.setdefault(name, (module, function))
    return _known


def handler(name: str) -> Callable[..., Any] | None:
    """Return what follows the program NAME; None where nobody does."""
    found = _all().get(name)
    if found is None:
        return None
    from importlib import import_module

    function: Callable[..., Any] = getattr(import_module(found[0]), found[1])
    return function
