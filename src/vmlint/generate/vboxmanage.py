"""The declared network as VBoxManage commands: for a machine that is off, and for one that runs.

The commands are for a POSIX shell. What VBoxManage cannot say (the guest's own address) stands in comments, what is
not known in the list of losses.
"""

from __future__ import annotations

from vmlint.analysis.drift import (
    ATTACHMENT,
    CABLE,
    LOOPBACK,
    NETWORK,
    PROMISCUOUS,
    RULE,
    SUBNET,
    differences,
    rule_text,
)
from vmlint.analysis.hardware import hardware_of
from vmlint.basics.escaping import UnwritableError, comment, shell
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.model.adapters import (
    BRIDGED,
    GENERIC,
    HOST_ONLY,
    HOST_ONLY_NETWORK,
    INTERNAL,
    NAT,
    NAT_NETWORK,
    NO_ATTACHMENT,
    UNATTACHED,
)
from vmlint.model.hardware import NO_NETWORKS
from vmlint.model.ip import Address, Subnet, parse_address, parse_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.analysis.drift import Difference
    from vmlint.basics.text import Span
    from vmlint.model.adapters import ForwardedPort, NetworkAdapter
    from vmlint.model.hardware import Card, Hardware, HostNetworks, NatNetwork
    from vmlint.model.topology import Machine, Topology

_WORDS = {
    NAT: "nat",
    NAT_NETWORK: "natnetwork",
    BRIDGED: "bridged",
    INTERNAL: "intnet",
    HOST_ONLY: "hostonly",
    HOST_ONLY_NETWORK: "hostonlynet",
    GENERIC: "generic",
    NO_ATTACHMENT: "none",
    UNATTACHED: "null",
}
_NAMES = {
    NAT_NETWORK: "natnetwork",
    BRIDGED: "bridgeadapter",
    INTERNAL: "intnet",
    HOST_ONLY: "hostonlyadapter",
    HOST_ONLY_NETWORK: "hostonlynet",
    GENERIC: "nicgenericdrv",
}
_SWITCH = {True: "on", False: "off"}


class Lost(Record):
    """Something declared that no command can be written for, and where it is declared."""

    __slots__ = ("text", "span")
    text: str
    span: Span | None


class Commands(Record):
    """The lines of a script, and what it lacks."""

    __slots__ = ("lines", "losses")
    lines: tuple[str, ...]
    losses: tuple[Lost, ...]

    @property
    def text(self) -> str:
        """The script."""
        return "".join(f"{line}\n" for line in self.lines)


def commands_for(topology: Topology) -> Commands:
    """Return the commands that give VirtualBox's machines the network that TOPOLOGY declares.

    A machine that is observed too gets those alone that change it into what is declared: without a reboot if it runs.
    """
    writer = _Writer(topology)
    writer.networks()
    for machine in topology.machines:
        writer.machine(machine)
    return Commands(tuple(writer.lines), tuple(writer.losses))


class _Writer:
    """Lines and losses, and the host-only adapters that are there so far."""

    def __init__(self, topology: Topology) -> None:
        self.topology = topology
        self.lines: list[str] = []
        self.losses: list[Lost] = []
        self.declared = topology.networks or NO_NETWORKS
        self.interfaces: dict[Address, str] = {}
        self.served: set[Address] = set()
        self.claimed = _fixed_ports(topology)
        self.observed = {machine.name: machine for machine in topology.observed}

    def say(self, *words: str) -> None:
        """Add a command."""
        try:
            self.lines.append(_command(words))
        except UnwritableError as error:
            self.lose(f"`{' '.join(('VBoxManage', *words))}`: {error}", None)

    def remark(self, text: str) -> None:
        """Add a comment, which ends with its line whatever TEXT holds."""
        self.lines.append(f"# {comment(text)}")

    def lose(self, text: str, span: Span | None) -> None:
        """Note what no command can be written for."""
        self.losses.append(Lost(text, span))

    def networks(self) -> None:
        """Write the networks that VirtualBox keeps for all machines."""
        networks = self.declared
        for nat in networks.nat:
            self._nat_network(nat)
        for interface in networks.interfaces:
            name, address, mask = interface.name.text, interface.address.text, interface.mask.text or "255.255.255.0"
            if name is None or address is None:
                continue
            self.say("hostonlyif", "create")
            self.say("hostonlyif", "ipconfig", name, "--ip", address, "--netmask", mask)
            prefix, parsed = parse_prefix(mask, 4), parse_address(address)
            if prefix is not None and parsed is not None and parsed.version == 4:
                self.interfaces[Subnet.around(parsed, prefix).base] = name
        for network in networks.host_only:
            name, lower, upper = network.name.text, network.lower.text, network.upper.text
            if name is None or lower is None or upper is None:
                continue
            mask = network.mask.text or "255.255.255.0"
            ends = ("--lower-ip", lower, "--upper-ip", upper)
            self.say("hostonlynet", "add", "--name", name, "--netmask", mask, *ends, "--enable")
        self._dhcp(networks)

    def _dhcp(self, networks: HostNetworks) -> None:
        for server in networks.dhcp:
            whose = (
                ("--network", server.network.text) if server.network.text else ("--interface", server.interface.text)
            )
            values = [each.text for each in (server.address, server.mask, server.lower, server.upper)]
            if whose[1] is None or any(value is None for value in values):
                continue
            words = [
                word for pair in zip(("--server-ip", "--netmask", "--lower-ip", "--upper-ip"), values) for word in pair
            ]
            enabled = "--disable" if server.enabled.value is False else "--enable"
            self.say("dhcpserver", "add", *map(str, whose), *map(str, words), enabled)

    def _nat_network(self, nat: NatNetwork) -> None:
        name, subnet = nat.name.text, nat.subnet.text
        if name is None or subnet is None:
            self.lose(f"the NAT network {name or '?'}: its network is not known", nat.origin.span)
            return
        words = ["natnetwork", "add", "--netname", name, "--network", subnet]
        words.append("--disable" if nat.enabled.value is False else "--enable")
        if nat.dhcp.value is not None and nat.dhcp.known:
            words += ["--dhcp", _SWITCH[bool(nat.dhcp.value)]]
        self.say(*words)
        for option, rules in (("--port-forward-4", nat.forwards), ("--port-forward-6", nat.forwards_v6)):
            for rule in rules:
                text = rule_text(rule)
                if text is None:
                    self.lose(f"the forward {rule.name} of {name}: a part of it is not known", rule.origin.span)
                    continue
                label, protocol, host_ip, host_port, guest_ip, guest_port = text.rsplit(",", 5)
                forward = f"{label}:{protocol}:[{host_ip}]:{host_port}:[{guest_ip}]:{guest_port}"
                self.say("natnetwork", "modify", "--netname", name, option, forward)
        for mapping in nat.loopbacks:
            self.say("natnetwork", "modify", "--netname", name, "--loopback-4", f"{mapping.host}={mapping.offset}")

    def machine(self, machine: Machine) -> None:
        """Write one machine: all of it, or what changes it into what is declared."""
        hardware = hardware_of(self.topology, machine)
        if hardware.doubt:
            self.lose(f"{machine.name}: {hardware.doubt}", machine.origin.span)
            return
        seen = self.observed.get(machine.name)
        partly = next(
            (each.hardware for each in (machine, seen) if each and each.hardware and each.hardware.lacks), None
        )
        if partly is not None:
            self.lose(f"{machine.name}: {partly.lacks}", machine.origin.span)
            return
        if seen is not None and seen.hardware is not None:
            self._update(machine, hardware, seen.hardware)
            return
        for card in hardware.cards:
            self._card(machine, card)

    def _card(self, machine: Machine, card: Card) -> None:
        if not card.origin.certain:
            self.lose(f"adapter {card.slot} of {machine.name} is there only perhaps", card.origin.span)
            return
        self.say("modifyvm", machine.name, *self._settings(machine, card))
        for rule in card.rules:
            if rule.disabled is True:
                continue
            text = self._placed(machine, rule, rule_text(rule))
            if text is None or not rule.origin.certain:
                self.lose(f"the forward {rule.name} of {machine.name}: not all of it is known", rule.origin.span)
            else:
                self.say("modifyvm", machine.name, f"--natpf{card.slot}", text)
        if card.declared is not None:
            self._guest(machine, card, card.declared)

    def _placed(self, machine: Machine, rule: ForwardedPort, text: str | None) -> str | None:
        """Return a rule with the host port that Vagrant would give it: another one where it may move and has to."""
        port, protocol = rule.host_port.number, str(rule.transport)
        if text is None or port is None:
            return text
        holder = self.claimed.setdefault((protocol, port), (machine.name, rule.name))
        if holder == (machine.name, rule.name) or not (rule.own or rule.auto_correct):
            return text
        first, last = machine.moves or (2200, 2250)
        free = next((each for each in range(first, last + 1) if (protocol, each) not in self.claimed), None)
        if free is None:
            return None
        self.claimed[protocol, free] = (machine.name, rule.name)
        parts = text.rsplit(",", 5)
        parts[3] = str(free)
        return ",".join(parts)

    def _settings(self, machine: Machine, card: Card) -> list[str]:
        slot, kind = card.slot, str(card.attachment.value)
        words = [f"--nic{slot}", _WORDS.get(kind, "none")]
        if kind in _NAMES:
            name = self.network_name(machine, card)
            if name is not None:
                words += [f"--{_NAMES[kind]}{slot}", name]
        if card.cable.value is False:
            words += [f"--cableconnected{slot}", "off"]
        if card.promiscuous.text:
            words += [f"--nicpromisc{slot}", card.promiscuous.text]
        if kind == NAT and card.nat_subnet.text not in (None, "default"):
            words += [f"--natnet{slot}", str(card.nat_subnet.text)]
        if kind == NAT and isinstance(card.loopback.value, bool):
            words += [f"--nat-localhostreachable{slot}", _SWITCH[card.loopback.value]]
        if kind == NAT and card.bind_ip.text:
            words += [f"--natbindip{slot}", card.bind_ip.text]
        return words

    def network_name(self, machine: Machine, card: Card) -> str | None:
        """Return the name of an adapter's network; for a network of a Vagrantfile make the host's end of it."""
        kind, name = card.attachment.value, card.network.text
        if kind == INTERNAL:
            return name or "intnet"
        if kind == HOST_ONLY and name is None and card.declared is not None:
            return self._host_only(machine, card, card.declared)
        if name is None:
            what = "the interface of the host" if kind == BRIDGED else "the network"
            span = card.attachment.span or card.origin.span
            self.lose(f"adapter {card.slot} of {machine.name}: {what} that it uses is not known", span)
        return name

    def _host_only(self, machine: Machine, card: Card, declared: NetworkAdapter) -> str | None:
        """Return the host-only adapter for an address of the guest, made as Vagrant makes it: the host has .1."""
        address = parse_address(declared.address.text or ("192.168.56.1" if declared.by_dhcp else ""))
        mask = str(declared.mask.value) if declared.mask.value is not None else "255.255.255.0"
        prefix = parse_prefix(mask, 4)
        if address is None or address.version != 4 or prefix is None or not declared.mask.known:
            self.lose(f"adapter {card.slot} of {machine.name}: its address is not known", declared.origin.span)
            return None
        subnet = Subnet.around(address, prefix)
        name = self.interfaces.get(subnet.base)
        if name is None:
            name = self.interfaces[subnet.base] = f"vboxnet{len(self.interfaces)}"
            own = declared.host_address.text or str(Address(int(subnet.base) | 1))
            self.say("hostonlyif", "create")
            self.say("hostonlyif", "ipconfig", name, "--ip", own, "--netmask", _mask(prefix))
        if declared.by_dhcp and subnet.base not in self.served:
            self.served.add(subnet.base)
            ends = ("--lower-ip", str(subnet.host(3)), "--upper-ip", str(Address(int(subnet.last) - 1)))
            server = ("--server-ip", str(subnet.host(2)), "--netmask", _mask(prefix))
            self.say("dhcpserver", "add", "--interface", name, *server, *ends, "--enable")
        return name

    def _guest(self, machine: Machine, card: Card, declared: NetworkAdapter) -> None:
        if declared.address.text and not declared.by_dhcp:
            mask = "" if declared.mask.value is None else f", netmask {declared.mask.value}"
            self.remark(f"inside {machine.name}: adapter {card.slot} has the address {declared.address.text}{mask}")

    def _update(self, machine: Machine, hardware: Hardware, seen: Hardware) -> None:
        """Write what changes a machine that is there into what is declared."""
        name = seen.known_as or machine.name
        runs = seen.running is not False
        for each in differences(hardware, seen):
            if each.kind == RULE:
                self._rule(name, each, runs=runs)
            else:
                self._change(machine, name, hardware.card(each.slot), each, runs=runs)

    def _rule(self, name: str, each: Difference, *, runs: bool) -> None:
        command, option = ("controlvm", "") if runs else ("modifyvm", "--")
        option = f"{option}natpf{each.slot}"
        if each.other is not None:
            self.say(command, name, option, "delete", each.other.name)
        if each.declared is not None:
            self.say(command, name, option, each.declared)

    def _change(self, machine: Machine, name: str, card: Card | None, each: Difference, *, runs: bool) -> None:
        """Write one change of an adapter; a running machine takes some, the rest waits until it is off."""
        live = _live(self, machine, card, each) if runs else None
        if live is not None:
            self.say("controlvm", name, *live)
            return
        if card is None:
            words = [f"--nic{each.slot}", "none"]
        else:
            words = _alone(each) or self._settings(machine, card)
        if runs:
            self.remark(f"when {name} is powered off:")
            try:
                self.remark(_command(("modifyvm", name, *words)))
            except UnwritableError as error:
                self.lose(f"{name}: {error}", None)
        else:
            self.say("modifyvm", name, *words)


def _alone(each: Difference) -> list[str] | None:
    """Return the words of ``modifyvm`` that change one thing of an adapter and nothing else."""
    slot = each.slot
    if each.kind == CABLE:
        return [f"--cableconnected{slot}", "on" if each.declared == "True" else "off"]
    if each.kind == PROMISCUOUS:
        return [f"--nicpromisc{slot}", str(each.declared)]
    if each.kind == SUBNET:
        return [f"--natnet{slot}", str(each.declared)]
    if each.kind == LOOPBACK:
        return [f"--nat-localhostreachable{slot}", "on" if each.declared == "True" else "off"]
    return None


def _live(writer: _Writer, machine: Machine, card: Card | None, each: Difference) -> list[str] | None:
    """Return the words of ``controlvm`` for a change, None where a running machine does not take it."""
    slot = each.slot
    if each.kind == CABLE:
        return [f"setlinkstate{slot}", "on" if each.declared == "True" else "off"]
    if each.kind == PROMISCUOUS:
        return [f"nicpromisc{slot}", str(each.declared)]
    if each.kind in (SUBNET, LOOPBACK) or card is None:
        return None
    if each.kind in (ATTACHMENT, NETWORK) and NO_ATTACHMENT not in (each.declared, each.observed):
        kind = str(card.attachment.value)
        name = writer.network_name(machine, card) if kind in _NAMES else None
        return [f"nic{slot}", _WORDS.get(kind, "null"), *([] if name is None else [name])]
    return None


def _fixed_ports(topology: Topology) -> dict[tuple[str, int], tuple[str, str]]:
    """Return which forward holds which port of the host, of those that Vagrant does not move."""
    held: dict[tuple[str, int], tuple[str, str]] = {}
    for forward in topology.forwards:
        port = forward.host_port.number
        if port is not None and not forward.own and not forward.auto_correct and not forward.disabled:
            held.setdefault((str(forward.transport), port), (forward.machine, forward.name))
    return held


def _mask(prefix: int) -> str:
    return str(Address(0xFFFFFFFF << 32 - prefix & 0xFFFFFFFF))


def _command(words: Iterable[str]) -> str:
    return " ".join(["VBoxManage", *map(_quoted, words)])


def _quoted(word: str) -> str:
    """Return a word for a POSIX shell; a rule always in quotes, for its commas mean something to other shells."""
    quoted = shell(word)
    return f"'{word}'" if quoted == word and ("," in word or "[" in word) else quoted
