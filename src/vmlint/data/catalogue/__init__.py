"""The catalogue of servers: how each is installed and started, where it listens unless told otherwise, what tells it.

An entry a module of this package (grouped by kind of server), each with its source. Nothing here reads a file of a
project. ``lookup`` finds an entry by command line, package, unit, image or name; ``releases`` knows which version of a
server a distribution's release has; ``bringing`` what packages bring with them.

**Addresses.** ``ALL`` is every address of both families, whether the server opens one socket for that (``::``) or two;
``ALL4`` those of IPv4 alone. ``NAME`` is the name ``localhost``, of which the server takes one address or both.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

ALL = ("0.0.0.0", "::")
ALL4 = ("0.0.0.0",)
LOOP = ("127.0.0.1",)
LOOPS = ("127.0.0.1", "::1")
NAME = ("localhost",)
NONE: tuple[str, ...] = ()
BARE = frozenset(
    (
        "", "daemon", "stays", "ends", "off", "all", "ipv6", "loopback", "consul dev", "vault dev", "nomad dev", "mongo shard",
        "mongo config", "traefik api",
    )
)  # fmt: skip
"""Roles of flags without a value."""


class Opening(Record):
    """A port of a service. ``label``: what tells it from the others of the service (``management``), else empty.

    ``binds``: addresses by default; empty: it does not listen unless told to. ``port`` None: no default.
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
    systems; ``images``: of containers. ``started``: packagers with which installing starts it, ``enabled`` likewise;
    each is ``deb``, ``deb:PATTERN`` (that package alone), either with ``@upstart`` (only where Upstart runs).
    ``foreground``: a plain start by hand keeps the terminal; ``daemon``: flags that turn that round.
    ``style``: how flags are written: ``gnu`` (``-xv``, ``--x=v``), ``go`` (``-x v``, ``-x=v``, ``--x v``), ``set``
    (``-Dx=v``, ``--x=v`` and nothing else), ``none`` (every word is a value).
    ``flags``: what a flag sets: {"-b": "host:port", "-p": "port", "--log": "value", "--debug": ""}; the roles are told in
    ``guest/services/lines.py``.
    ``environment``: {"FLASK_RUN_HOST": "host"}; ``positional``: what a word that is no flag is: "host:port" (a bare
    number is a port), "port", "port, host", else nothing.
    ``reader``: the module in ``guest/services`` that reads its own files, else empty; ``files``: patterns of paths that
    it reads (in its working directory where they do not begin with ``/``), by packager or "" for each.
    ``reload``: a reload reads bind and port again. ``defaults``: pairs of a range of versions ("", ">=5", "<3.2") and
    openings; the first that fits. ``packaged``: openings by packager (or ``deb:PATTERN``) as the package's own files
    have them, where they differ from the defaults of the program. ``login``: it asks for one by default; ``code``: who
    reaches it can run code.
    """

    __slots__ = (
        "name", "commands", "modules", "packages", "units", "images", "started", "enabled", "foreground", "daemon",
        "style", "flag_text", "environment", "positional", "reader", "files", "reload", "defaults", "packaged", "login",
        "code", "source",
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
    style: str
    flag_text: str
    environment: dict[str, str]
    positional: str
    reader: str
    files: dict[str, tuple[str, ...]]
    reload: bool
    defaults: tuple[tuple[str, tuple[Opening, ...]], ...]
    packaged: dict[str, tuple[tuple[str, tuple[Opening, ...]], ...]]
    login: bool
    code: bool
    source: str

    def __init__(self, name: str, **said: Any) -> None:
        said["flag_text"] = said.pop("flags", "")
        if not said.keys() <= _ABSENT.keys():
            raise TypeError(f"{name}: {set(said) - set(_ABSENT)}")
        self.name = name  # type: ignore[misc]
        for field, value in _ABSENT.items():
            setattr(self, field, said.get(field, value))

    @property
    def flags(self) -> dict[str, str]:
        """The roles of its flags."""
        return flags_of(self.flag_text)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash(self.name)


_ABSENT: dict[str, Any] = {
    "commands": (), "modules": (), "packages": {}, "units": (), "images": (), "started": (), "enabled": (),
    "foreground": True, "daemon": (), "style": "gnu", "flag_text": "", "environment": {}, "positional": "", "reader": "",
    "files": {}, "reload": False, "defaults": (), "packaged": {}, "login": False, "code": False, "source": "",
}  # fmt: skip


def tcp(port: int | None, binds: tuple[str, ...], label: str = "", *, web: bool = False) -> Opening:
    """Return a port of TCP."""
    return Opening(label, binds, port, "tcp", web)


def http(port: int | None, binds: tuple[str, ...], label: str = "") -> Opening:
    """Return a port on which HTTP is spoken."""
    return Opening(label, binds, port, "tcp", web=True)


def udp(port: int | None, binds: tuple[str, ...], label: str = "") -> Opening:
    """Return a port of UDP."""
    return Opening(label, binds, port, "udp", web=False)


def always(*openings: Opening) -> tuple[tuple[str, tuple[Opening, ...]], ...]:
    """Return openings that no version changed."""
    return (("", openings),)


def words(text: str) -> tuple[tuple[str, ...], ...]:
    """Return command lines, written one after the other with ``|`` between them."""
    return tuple(tuple(line.split()) for line in text.split("|"))


_read: dict[str, dict[str, str]] = {}


def flags_of(text: str) -> dict[str, str]:
    """Return what flags set, of a text as ``-h,--host=host -p,--port=port -w=value --reload``: each with its role.

    A flag without ``=`` takes no value. A text is read when it is first asked for: of all servers a project has a few.
    """
    if text in _read:
        return _read[text]
    found: dict[str, str] = {}
    names: list[str] = []
    for word in text.split():
        if word.startswith("-"):
            said, _, role = word.partition("=")
            names = said.split(",")
            found.update(dict.fromkeys(names, role))
        else:
            # A role of two words: `-client=consul client`.
            found.update({name: f"{found[name]} {word}" for name in names})
    _read[text] = found
    return found
