"""What vmlint.yaml says, checked and typed; every value knows its place, so that a finding can point into it.

Nothing of a project but this file is read here, and no Vagrantfile is known.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Source, Span
    from vmlint.model.topology import Bind, Place
    from vmlint.model.value import Spanned

FILE_NAME = "vmlint.yaml"
MISSPELT_FILE_NAME = "vmlint.yml"
HOST_SYSTEMS = ("linux", "macos", "windows")
VERSION = r"(?i)[0-9]{1,9}(\.[0-9]{1,9}){0,2}([a-z._-][a-z0-9._-]{0,80})?"
"""What a version of VirtualBox or Vagrant looks like, as a regular expression."""


class SettingsProblem(Record):
    """Something wrong in vmlint.yaml that the file alone shows; ``remedy`` is what to write instead, or empty."""

    __slots__ = ("span", "message", "remedy")
    span: Span
    message: str
    remedy: str


class AppSettings(Record):
    """One app: where it runs, where it listens, from where it should be reached.

    ``machine.value`` is None where nothing is said; ``on_host``: a service of the host itself. ``service``: its name in
    the catalogue, which then says what ``bind`` and ``port`` leave out.
    """

    __slots__ = (
        "name", "name_span", "on_host", "machine", "binds", "port", "protocol", "reach_from", "container", "source",
        "service",
    )  # fmt: skip
    name: str
    name_span: Span
    on_host: bool
    machine: Spanned
    binds: tuple[Bind, ...]
    port: Spanned
    protocol: str
    reach_from: tuple[Place, ...]
    container: Spanned
    source: Spanned
    service: Spanned


class SourceSettings(Record):
    """One file of the topology, and which machine each VM name in it means."""

    __slots__ = ("path", "machines")
    path: Spanned
    machines: dict[str, Spanned]


class HostSettings(Record):
    """Facts about the host; None where nothing is stated."""

    __slots__ = ("os", "virtualbox", "vagrant", "lan", "addresses", "networks_conf", "unprivileged_ports_from", "wsl")
    os: str | None
    virtualbox: str | None
    vagrant: str | None
    lan: str | None
    addresses: tuple[str, ...] | None
    networks_conf: tuple[str, ...] | None
    unprivileged_ports_from: int | None
    wsl: bool | None


class Assumptions(Record):
    """The world that the Vagrantfile sees: environment (None: not set), installed plugins, the provider."""

    __slots__ = ("environment", "plugins", "provider")
    environment: dict[str, str | None]
    plugins: tuple[str, ...]
    provider: str | None


class RuleSetting(Record):
    """What is said of one rule: another severity, or ``off``."""

    __slots__ = ("level", "span")
    level: str
    span: Span


class Name(Record):
    """A word of vmlint.yaml, and where it stands."""

    __slots__ = ("text", "span")
    text: str
    span: Span


class PerFile(Record):
    """What is said of rules for the files that a pattern matches; a later one wins."""

    __slots__ = ("pattern", "rules")
    pattern: Name
    rules: dict[str, RuleSetting]


class Settings(Record):
    """A whole vmlint.yaml. ``apps`` is None where the key is absent: then nobody said what listens."""

    __slots__ = (
        "source", "apps", "apps_span", "sources", "host", "assume", "rules", "exclude", "select", "ignore", "per_file",
    )  # fmt: skip
    source: Source | None
    apps: tuple[AppSettings, ...] | None
    apps_span: Span | None
    sources: tuple[SourceSettings, ...] | None
    host: HostSettings
    assume: Assumptions
    rules: dict[str, RuleSetting]
    exclude: tuple[str, ...]
    select: tuple[Name, ...]
    ignore: tuple[Name, ...]
    per_file: tuple[PerFile, ...]


NO_HOST_FACTS = HostSettings(*[None] * 8)
NO_ASSUMPTIONS = Assumptions({}, (), None)
DEFAULTS = Settings(None, None, None, None, NO_HOST_FACTS, NO_ASSUMPTIONS, {}, (), (), (), ())
