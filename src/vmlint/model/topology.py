"""What exists: machines, their adapters, the ports that are forwarded to them, the servers that listen."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.adapters import ForwardedPort, NetworkAdapter
    from vmlint.model.address import BindAddress
    from vmlint.model.hardware import Hardware, HostNetworks, Remark
    from vmlint.model.value import Assumption, Origin, Spanned

HOST = "host"
LAN = "lan"


class Refusal(Record):
    """Why Vagrant or VirtualBox does not start a machine, and the place of what it refuses."""

    __slots__ = ("reason", "span")
    reason: str
    span: Span | None


class Entrance(Record):
    """A server that Vagrant gets into a machine by: its port there, and the port of the host that Vagrant is told."""

    __slots__ = ("server", "guest", "host")
    server: str
    guest: Spanned
    host: Spanned


class Machine(Record):
    """A virtual machine. ``starts``: ``vagrant up`` without a name starts it; None where that is unknown.

    ``named_address``: its hostname stands for the address of one of its networks, not for a loopback one.
    ``customized``: VBoxManage commands of the file may add ways to it that the forwards and adapters do not tell.
    ``tunnelled``: ssh forwards ports to it besides. ``proxied``: ports that a web server of its own hands on to.
    ``hardware``: its adapters when all commands have run; None where networks and forwards alone tell them.
    ``vagrant``: Vagrant starts it, else it is VirtualBox's alone. ``refusal``: why it does not start at all.
    ``moves``: the first and last port among which Vagrant looks for a free one; None where they are unknown.
    ``communicator``: ssh, winrm; absent for ssh. ``entrances``: sshd, and WinRM where that is the communicator.
    """

    __slots__ = (
        "name", "starts", "hostname", "named_address", "customized", "tunnelled", "proxied", "hardware", "vagrant",
        "refusal", "moves", "communicator", "entrances", "origin",
    )  # fmt: skip
    name: str
    starts: bool | None
    hostname: Spanned
    named_address: bool
    customized: bool
    tunnelled: bool
    proxied: frozenset[int]
    hardware: Hardware | None
    vagrant: bool
    refusal: Refusal | None
    moves: tuple[int, int] | None
    communicator: Spanned
    entrances: tuple[Entrance, ...]
    origin: Origin


class Place(Record):
    """Somewhere an app is wanted from: host, lan, ``machine:NAME``, machines, nobody; and where that is said."""

    __slots__ = ("name", "span")
    name: str
    span: Span | None


class Bind(Record):
    """One address a server is bound to, and the place that says it."""

    __slots__ = ("address", "span")
    address: BindAddress
    span: Span


class Listener(Record):
    """A declared app: the machine it runs in, where it listens, and from where it is wanted.

    ``machine`` is None for an app of the host itself (``on_host``), and where it cannot be told (none named among
    several). ``in_container``: behind a container's own network, of which nothing is concluded yet.
    """

    __slots__ = (
        "app", "app_span", "on_host", "machine", "machine_span", "binds", "port", "protocol", "wanted", "in_container",
    )  # fmt: skip
    app: str
    app_span: Span
    on_host: bool
    machine: str | None
    machine_span: Span | None
    binds: tuple[Bind, ...]
    port: Spanned
    protocol: str
    wanted: tuple[Place, ...]
    in_container: bool

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """On what it rests that it listens; what is declared does."""
        return ()


class _Indexed:
    """What a topology looks up again and again: made when it is first asked for, and no field of it."""

    __slots__ = ("_adapters", "_forwards", "_names", "hardware")
    _names: dict[str, Machine] | None
    _forwards: dict[str, list[ForwardedPort]] | None
    _adapters: dict[str, list[NetworkAdapter]] | None
    hardware: dict[str, Hardware]
    """What Vagrant makes of the machines that no command changes, kept by ``analysis.hardware``."""


class Topology(_Indexed, Record):
    """Everything that the files of one project declare.

    ``complete``: nothing unknown can add, remove or change a machine or a network. ``virtualbox``: what holds for
    VirtualBox alone may be said. ``listeners`` is None where nobody declared what listens. ``networks``: those that
    VirtualBox keeps for all machines, None where no file speaks of any. ``remarks``: what VirtualBox refuses.
    ``observed``: machines as a dump or a settings file shows them, where other files declare them too.
    """

    __slots__ = (
        "machines", "adapters", "forwards", "listeners", "complete", "virtualbox", "networks", "remarks", "observed",
    )  # fmt: skip
    machines: tuple[Machine, ...]
    adapters: tuple[NetworkAdapter, ...]
    forwards: tuple[ForwardedPort, ...]
    listeners: tuple[Listener, ...] | None
    complete: bool
    virtualbox: bool
    networks: HostNetworks | None
    remarks: tuple[Remark, ...]
    observed: tuple[Machine, ...]

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        self._names = self._forwards = self._adapters = None
        self.hardware = {}

    def machine(self, name: str) -> Machine | None:
        """Return the machine NAME."""
        if self._names is None:
            self._names = {machine.name: machine for machine in reversed(self.machines)}
        return self._names.get(name)

    def apps_of(self, machine: str | None) -> list[Listener]:
        """Return the declared apps of a machine."""
        return [listener for listener in self.listeners or () if listener.machine == machine]

    def apps_behind(self, forward: ForwardedPort) -> list[Listener]:
        """Return the declared apps of its machine at the port that a forward leads to, whatever they speak."""
        return [app for app in self.apps_of(forward.machine) if app.port.number == forward.guest_port.number]

    def forwards_of(self, machine: str) -> list[ForwardedPort]:
        """Return the forwards of a machine, in Vagrant's order."""
        if self._forwards is None:
            self._forwards = {}
            for forward in self.forwards:
                self._forwards.setdefault(forward.machine, []).append(forward)
        return self._forwards.get(machine, [])

    def adapters_of(self, machine: str) -> list[NetworkAdapter]:
        """Return the adapters of a machine, the NAT one apart."""
        if self._adapters is None:
            self._adapters = {}
            for adapter in self.adapters:
                self._adapters.setdefault(adapter.machine, []).append(adapter)
        return self._adapters.get(machine, [])
