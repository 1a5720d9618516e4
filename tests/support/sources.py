"""Reads one source by itself, as the front end that it belongs to does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vmlint.frontends.picking import picked
from vmlint.model.fragment import Surroundings

if TYPE_CHECKING:
    from vmlint.basics.text import Source


def load(source: Source, environment: dict[str, str], virtualbox: str | None) -> Any:
    """Return the document of SOURCE in its own language."""
    world = Surroundings(environment, (), None, None, virtualbox, None, "/nowhere", "/nowhere", {})
    return picked(source.path, source.text).load(source, world).document
