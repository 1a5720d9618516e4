"""The inside of a machine at one moment: its files, what is installed, what runs.

**Time** is a counter: each effect has its number, so that "written after the last start" can be told.

**Two worlds.** Under a condition that nobody can decide, both branches are followed, each in a copy (``Guest.copy``);
afterwards ``joining`` makes one of them: files have several versions, what one branch alone installed or started is
possible (``certain`` is False). Objects in a state are never changed, only replaced, so that copies are cheap.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from typing import TypeAlias

    from vmlint.basics.text import Span
    from vmlint.basics.woven import Woven
    from vmlint.data.catalogue import Service
    from vmlint.model.found import Evidence, Hang
    from vmlint.model.value import Assumption, Origin, Unknown

    Versions: TypeAlias = "tuple[Woven | None, ...]"

MOST_VERSIONS = 4
MOST_FILES = 5_000
MOST_BYTES = 8 * 1024 * 1024
"""Of text that all files of a machine hold together."""


class File(Record):
    """A file of the guest. ``versions``: what it may hold; one alone where that is sure.

    A version is Woven text (with GAPs for what is unknown); None: there is no such file. ``time``: of the last write, 0
    for what is there from the start. ``certain``: it was surely written so. ``assumptions``: on which that rests.
    ``link``: the path that a symbolic link leads to, else None. ``disk``: the project's file that it is, absolute,
    where it lies in a synced folder, else None.
    """

    __slots__ = ("path", "versions", "time", "certain", "assumptions", "origin", "link", "disk")
    path: str
    versions: tuple[Woven | None, ...]
    time: int
    certain: bool
    assumptions: tuple[Assumption, ...]
    origin: Origin | None
    link: str | None
    disk: str | None

    @property
    def own(self) -> bool:
        """Whether nothing but its package, or the box, wrote it."""
        return self.time == 0 and self.disk is None and self.link is None


class Package(Record):
    """Something installed. ``packager``: deb, rpm, apk, pip, npm, gem, snap, source, …; ``version`` as pinned."""

    __slots__ = ("name", "packager", "version", "time", "certain", "assumptions", "span")
    name: str
    packager: str
    version: str | None
    time: int
    certain: bool
    assumptions: tuple[Assumption, ...]
    span: Span | None


class Unit(Record):
    """A service that an init system knows (systemd, SysV, Upstart), a program of supervisor, of pm2.

    ``enabled``: it comes at boot; None: unknown. ``running``: None: unknown.
    """

    __slots__ = ("name", "enabled", "enabled_span", "running", "certain")
    name: str
    enabled: bool | None
    enabled_span: Span | None
    running: bool | None
    certain: bool


class Start(Record):
    """One start of a program: by a script, its package, an init system. ``words``: its command line, text or Unknown.

    ``by``: script, package, unit, boot, supervisor, container, manual. ``unit``: the unit's name, else empty.
    ``environment``: what it sees; ``cwd``: where it runs. ``reload``: it only reads its files again.
    """

    __slots__ = (
        "service", "words", "by", "unit", "environment", "cwd", "user", "time", "certain", "assumptions", "span",
        "foreground", "reload",
    )  # fmt: skip
    service: str
    words: tuple[Any, ...]
    by: str
    unit: str
    environment: dict[str, Any]
    cwd: Any
    user: str | None
    time: int
    certain: bool
    assumptions: tuple[Assumption, ...]
    span: Span | None
    foreground: bool
    reload: bool


class Listening(Record):
    """A port that a start opens. ``evidence``: of bind and port (roles bind, port, config), the start's apart.

    ``medium``: why it is not sure though nothing is unknown (an assumption of its own), else empty.
    """

    __slots__ = ("service", "binds", "port", "protocol", "evidence", "assumptions", "medium", "web", "open", "code")
    service: str
    binds: tuple[str, ...] | Unknown
    port: int | Unknown
    protocol: str
    evidence: tuple[Evidence, ...]
    assumptions: tuple[Assumption, ...]
    medium: str
    web: bool
    open: bool
    code: bool


class Served(Record):
    """What a start comes to. ``service`` None: it is no server that anybody knows. ``foreground``: it keeps its caller.

    ``fails``: why it ends at once with an error, else empty.
    """

    __slots__ = ("service", "listening", "foreground", "fails")
    service: Service | None
    listening: tuple[Listening, ...]
    foreground: bool
    fails: str


class Opened(Record):
    """A port that is open: what listens there, since which start."""

    __slots__ = ("listening", "start", "certain")
    listening: Listening
    start: Start
    certain: bool


class Guest:
    """The state of one machine while it comes up.

    ``release``: distribution and version from the box's name: ("ubuntu", "18.04"), either may be "". ``files``,
    ``packages`` (by packager and name), ``units`` by name; ``listening``: what is Opened, by service, unit, addresses,
    port and protocol. ``folders``: those that were made, and whether surely. ``blurs``: folders into which a file of an
    unknown name was written: when, and whether deep below, too. ``doubts``: (time, reason, span) of what was not
    followed. ``hang``: what never ends and keeps `up` from ending. ``possible``: how many undecided conditions stand
    around. ``extra``: what other modules keep, by their name (values must be immutable). ``rebooted``: the guest after
    halt and up, once `up` has been followed.
    """

    __slots__ = (
        "blurs", "doubts", "extra", "files", "folders", "hang", "listening", "packages", "possible", "rebooted",
        "release", "time", "units", "used",
    )  # fmt: skip

    def __init__(self, release: tuple[str, str]) -> None:
        self.release = release
        self.files: dict[str, File] = {}
        self.folders: dict[str, bool] = {}
        self.blurs: dict[str, tuple[int, bool]] = {}
        self.packages: dict[tuple[str, str], Package] = {}
        self.units: dict[str, Unit] = {}
        self.listening: dict[Any, Opened] = {}
        self.doubts: tuple[tuple[int, str, Span], ...] = ()
        self.extra: dict[str, Any] = {}
        self.hang: Hang | None = None
        self.possible = 0
        self.rebooted: Guest | None = None
        self.time = 0
        self.used = 0

    def tick(self) -> int:
        """Return the number of the next effect."""
        self.time += 1
        return self.time

    def copy(self) -> Guest:
        """Return a state that may go another way."""
        made = Guest.__new__(Guest)
        for name in self.__slots__:
            value = getattr(self, name)
            setattr(made, name, dict(value) if isinstance(value, dict) else value)
        return made

    def take(self, other: Guest) -> None:
        """Become what OTHER is; it must not be used any more."""
        for name in self.__slots__:
            setattr(self, name, getattr(other, name))
