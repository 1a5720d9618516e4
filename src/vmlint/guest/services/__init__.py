"""From a start to what listens: which service a command, package or unit is, and where its own settings put it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Served, Start


def served(runner: Runner, start: Start) -> Served:
    """Return what a start of a command line, a unit or a package's own service opens, with the guest as it is now."""
    from vmlint.guest.services.serving import serve

    return serve(runner, start)


def of_command(words: Sequence[Any]) -> Service | None:
    """Return the service that a command line starts (``flask run``, ``python -m flask run``, ``nginx -g …``).

    Words that are no text are unknown. Who wants to know more (which words are arguments) asks the catalogue's look-up.
    """
    from vmlint.data.catalogue import lookup

    started = lookup.of_command(words)
    return None if started is None else started.service


def of_package(name: str, packager: str, release: tuple[str, str] = ("", "")) -> Service | None:
    """Return the service that a package holds; PACKAGER: deb or apt, rpm or yum, apk, pip, npm, gem, snap."""
    from vmlint.data.catalogue import lookup

    return lookup.of_package(name, packager, release)


def of_unit(name: str) -> Service | None:
    """Return the service that a unit of a package starts."""
    from vmlint.data.catalogue import lookup

    return lookup.of_unit(name)


def of_image(name: str) -> Service | None:
    """Return the service that a container of an image runs."""
    from vmlint.data.catalogue import lookup

    return lookup.of_image(name)
