"""What a laboratory can build, and what vmlint reads of it: one description, written out as two files."""

from __future__ import annotations

from dataclasses import dataclass, field

from .laboratory import HOST_ADDRESS


@dataclass
class Adapter:
    """NETWORK: ``lan``, ``intnet:NAME`` or ``hostonly:HOST'S ADDRESS/PREFIX``; ADDRESS: ``192.168.56.11/24``."""

    network: str
    address: str

    @property
    def bare(self):
        return self.address.partition("/")[0]


@dataclass
class Server:
    """An app: what is declared of it (BIND), and what it really does (ADDRESSES)."""

    app: str
    protocol: str
    bind: str
    addresses: tuple
    port: int
    v6only: bool = False
    declared: bool = True


@dataclass
class Forward:
    """A forwarded port as the Vagrantfile has it; None: the option is not written.

    NATPF: the name of the NAT rule that a command makes of it instead.
    """

    protocol: str
    host_port: int
    guest_port: int
    host_ip: str | None = None
    guest_ip: str | None = None
    natpf: str | None = None

    @property
    def name(self):
        return self.natpf or f"{self.host_ip or ''}{self.protocol}{self.host_port}"

    @property
    def listens_on(self):
        """What VirtualBox makes of host_ip: every address, if it is none."""
        numeric = self.host_ip and all(part.isdigit() for part in self.host_ip.split("."))
        return self.host_ip if numeric else "0.0.0.0"


@dataclass
class Machine:
    """LOOPBACK: whether 10.0.2.2 leads to the host's loopback; None: the Vagrantfile does not say."""

    nat: bool = True
    loopback: bool | None = True
    adapters: list = field(default_factory=list)
    servers: list = field(default_factory=list)
    forwards: list = field(default_factory=list)
    hostname: str | None = None
    firewall: str = ""

    @property
    def listeners(self):
        return [*self.servers, Server("sshd", "tcp", "0.0.0.0", ("0.0.0.0",), 22, declared=False)]


@dataclass(frozen=True)
class Probe:
    place: str
    protocol: str
    address: str
    port: int

    def __str__(self):
        return f"{self.place} -> {self.address} {self.port}/{self.protocol}"


@dataclass
class Scenario:
    machines: dict
    host_listeners: list = field(default_factory=list)
    probes: list = field(default_factory=list)
    virtualbox: str | None = "7.0"
    name: str = ""
    uses: list = field(default_factory=list)


_MASKS = {16: "255.255.0.0", 24: "255.255.255.0", 25: "255.255.255.128"}


def vagrantfile(scenario):
    """Return the Vagrantfile that describes the scenario's machines."""
    lines = ['Vagrant.configure("2") do |config|', '  config.vm.box = "debian/bookworm64"']
    for name, machine in scenario.machines.items():
        lines.append(f'  config.vm.define "{name}" do |node|')
        if machine.hostname:
            lines.append(f'    node.vm.hostname = "{machine.hostname}"')
        lines.append('    node.vm.network "forwarded_port", guest: 22, host: 2222, id: "ssh", disabled: true')
        lines += [f"    node.vm.network {_network(adapter)}" for adapter in machine.adapters]
        lines += [
            f'    node.vm.network "forwarded_port", {_forward(forward)}'
            for forward in machine.forwards
            if forward.natpf is None
        ]
        lines += ['    node.vm.provider "virtualbox" do |vb|']
        if not machine.nat:
            lines.append('      vb.customize ["modifyvm", :id, "--nic1", "none"]')
        elif machine.loopback is not None:
            word = "on" if machine.loopback else "off"
            lines.append(f'      vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "{word}"]')
        lines += [
            f'      vb.customize ["modifyvm", :id, "--natpf1", "{_rule(forward)}"]'
            for forward in machine.forwards
            if forward.natpf is not None
        ]
        lines += ["    end", "  end"]
    return "\n".join([*lines, "end", ""])


def _network(adapter):
    address, _, prefix = adapter.address.partition("/")
    mask = f'"{_MASKS[int(prefix)]}"' if "." in address else prefix
    if adapter.network == "lan":
        return f'"public_network", bridge: "eth0", ip: "{address}", netmask: {mask}'
    inside = ""
    if adapter.network.startswith("intnet:"):
        inside = f', virtualbox__intnet: "{adapter.network.partition(":")[2]}"'
    return f'"private_network", ip: "{address}", netmask: {mask}{inside}'


def _forward(forward):
    parts = [f"guest: {forward.guest_port}", f"host: {forward.host_port}"]
    if forward.protocol != "tcp":
        parts.append(f'protocol: "{forward.protocol}"')
    parts += [
        f'{option}: "{value}"'
        for option, value in (("host_ip", forward.host_ip), ("guest_ip", forward.guest_ip))
        if value is not None
    ]
    return ", ".join(parts)


def _rule(forward):
    host_ip, guest_ip = forward.host_ip or "", forward.guest_ip or ""
    return f"{forward.natpf},{forward.protocol},{host_ip},{forward.host_port},{guest_ip},{forward.guest_port}"


def settings(scenario):
    """Return the vmlint.yaml that describes the host and the apps."""
    lines = [
        "host:",
        "  os: linux",
        f"  lan: {HOST_ADDRESS}/24",
        "  addresses: []",
        '  networks_conf: ["0.0.0.0/0", "::/0"]',
    ]
    if scenario.virtualbox:
        lines.append(f'  virtualbox: "{scenario.virtualbox}"')
    owners = [(name, server) for name, machine in scenario.machines.items() for server in machine.servers]
    owners += [("host", server) for server in scenario.host_listeners]
    lines.append("apps:" if owners else "apps: {}")
    for owner, server in owners:
        lines += [
            f"  {server.app}:",
            f"    machine: {owner}",
            f"    bind: {_bind(server.bind)}",
            f"    port: {server.port}",
        ]
        if server.protocol != "tcp":
            lines.append(f"    protocol: {server.protocol}")
        if server.v6only:
            lines.append("    v6only: true")
    return "\n".join([*lines, ""])


def _bind(bind):
    return "[" + ", ".join(f'"{each}"' for each in bind.split()) + "]" if " " in bind else f'"{bind}"'
