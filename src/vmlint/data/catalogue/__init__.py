"""The catalogue of servers: how each is installed and started, where it listens unless told otherwise, what tells it.

An entry a module of this package (grouped by kind of server), each fact with its source in the module's docstring or a
comment. Nothing here reads a file of a project.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    Versions = str


class Opening(Record):
    """A port of a service. ``label``: what tells it from the others of the service (``management``), else empty.

    ``binds``: addresses by default; empty: it does not listen unless told to.
    """

    __slots__ = ("label", "binds", "port", "protocol", "web")
    label: str
    binds: tuple[str, ...]
    port: int | None
    protocol: str
    web: bool


class Service(Record):
    """One server. Everything is optional but the name.

    ``commands``: command lines that start it, as words (``("flask", "run")``); ``modules``: of ``python -m``.
    ``packages``: by packager ("deb", "rpm", "apk", "pip", "npm", "gem", "snap"), names or patterns. ``units``: of init
    systems; ``images``: of containers. ``started``: packagers with which installing starts it, ``enabled`` likewise.
    ``foreground``: a plain start by hand keeps the terminal; ``daemon``: flags that turn that round.
    ``flags``, ``environment``: what a word sets: {"-b": "bind", "-p": "port", "--bind": "bind:port"}; ``positional``.
    ``reader``: the module in ``guest/services`` that reads its own files, else empty. ``reload``: a reload reads bind
    and port again. ``defaults``: pairs of a range of versions ("", ">=5", "<3.2") and openings; the first that fits.
    ``login``: it asks for one by default; ``code``: who reaches it can run code.
    """

    __slots__ = (
        "name", "commands", "modules", "packages", "units", "images", "started", "enabled", "foreground", "daemon",
        "flags", "environment", "positional", "reader", "reload", "defaults", "login", "code", "source",
    )  # fmt: skip
    name: str
    commands: tuple[tuple[str, ...], ...]
    modules: tuple[str, ...]
    packages: dict[str, tuple[str, ...]]
    units: tuple[str, ...]
    images: tuple[str, ...]
    started: tuple[str, ...]
    enabled: tuple[str, ...]
    foreground: bool
    daemon: tuple[str, ...]
    flags: dict[str, str]
    environment: dict[str, str]
    positional: str
    reader: str
    reload: bool
    defaults: tuple[tuple[str, tuple[Opening, ...]], ...]
    login: bool
    code: bool
    source: str

    def __init__(self, name: str, **said: Any) -> None:
        given = {**_ABSENT, **said}
        super().__init__(name, *(given[field] for field in self._fields[1:]))
        if len(given) > len(_ABSENT):
            raise TypeError(f"{name}: {set(given) - set(_ABSENT)}")


_ABSENT: dict[str, Any] = {
    "commands": (), "modules": (), "packages": {}, "units": (), "images": (), "started": (), "enabled": (),
    "foreground": True, "daemon": (), "flags": {}, "environment": {}, "positional": "", "reader": "", "reload": False,
    "defaults": (), "login": False, "code": False, "source": "",
}  # fmt: skip
