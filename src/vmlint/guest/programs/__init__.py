"""What well-known programs do to a guest: a handler is ``f(runner, call) -> Answer``, found by its name."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = (
    "scripts", "files", "texts", "searching", "editing", "packages", "packages_elsewhere", "units", "wrappers",
    "servers", "docker", "managers", "tools", "sites",
)  # fmt: skip
"""Modules of this package, each with ``NAMES``: program names and the names of its functions."""


def handler(name: str) -> Callable[..., Any] | None:
    """Return what follows the program NAME; None where nobody does."""
    raise NotImplementedError
