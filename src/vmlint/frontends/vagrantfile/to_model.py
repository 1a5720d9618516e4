"""From the facts of a Vagrantfile to the network model."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.convert import origin, origin_of, spanned
from vmlint.frontends.vagrantfile.customize import speaks_of_adapters
from vmlint.frontends.vagrantfile.facts import CERTAIN, UnknownFact, is_known
from vmlint.model.adapters import BRIDGED, HOST_ONLY, INTERNAL, ForwardedPort, NetworkAdapter
from vmlint.model.address import parse_v4
from vmlint.model.topology import Entrance, Machine, Refusal
from vmlint.model.value import Origin, Spanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.frontends.vagrantfile.facts import (
        MachineFacts,
        NetworkFacts,
        Plain,
        VagrantDocument,
    )
    from vmlint.languages.virtualbox.state import State
    from vmlint.model.hardware import Hardware, Remark

_WAYS = ("natpf", "nat-pf", "natnet", "nat-net", "extradata", "hostonly", "bridge")
_PROXIED = r"(?i)proxy_?pass\b[^\n;]*?https?://(?:127\.0\.0\.1|localhost|\[::1\]):([0-9]{1,5})"


class Converted:
    """Machines of Vagrantfiles as the model has them, with all that belongs to them; more are added one by one.

    ``state``: what VirtualBox commands of the files change, None where there are none. ``virtualbox``: what
    VirtualBox refuses keeps a machine from starting.
    """

    __slots__ = ("adapters", "forwards", "machines", "remarks", "state", "virtualbox")

    def __init__(self, *, virtualbox: bool) -> None:
        self.virtualbox = virtualbox
        self.machines: list[Machine] = []
        self.adapters: list[NetworkAdapter] = []
        self.forwards: list[ForwardedPort] = []
        self.remarks: list[Remark] = []
        self.state: State | None = None

    def add(self, facts: MachineFacts, name: str, document: VagrantDocument) -> None:
        """Add the machine of DOCUMENT, called NAME, with its adapters and forwards."""
        adapters: list[NetworkAdapter] = []
        forwards: list[ForwardedPort] = []
        for order, network in enumerate(facts.networks):
            if network.type == "forwarded_port":
                forwards.append(_forward(facts, name, order, network))
            elif network.type in ("private_network", "public_network"):
                adapters.append(_adapter(facts, name, network))
        hardware, remarks = self._hardware(facts, name, adapters, forwards)
        if any(map(_may_be_malformed, forwards)):
            from vmlint.languages.virtualbox.vagrant import malformed

            remarks += filter(None, map(malformed, forwards))
        self.machines.append(_machine(facts, name, document, hardware, remarks if self.virtualbox else []))
        self.remarks += remarks
        self.adapters += adapters
        self.forwards += forwards

    def _hardware(
        self, facts: MachineFacts, name: str, adapters: list[NetworkAdapter], forwards: list[ForwardedPort]
    ) -> tuple[Hardware | None, list[Remark]]:
        if not speaks_of_adapters(facts):
            return None, []
        from vmlint.frontends.vagrantfile.customize import hardware_of
        from vmlint.languages.virtualbox.state import State

        self.state = self.state or State()
        return hardware_of(facts, name, adapters, forwards, self.state)


def _machine(
    facts: MachineFacts, name: str, document: VagrantDocument, hardware: Hardware | None, remarks: list[Remark]
) -> Machine:
    names_address = any(network.value("hostname") not in (None, False) for network in facts.networks)
    return Machine(
        name,
        _flag(facts.autostart),
        spanned(facts.settings.get("hostname")),
        names_address,
        _customized(facts),
        _tunnelled(facts),
        _proxied(facts),
        hardware,
        True,
        _refusal(facts, document) or _wrong_literal(facts) or _refused_command(name, remarks),
        _moves(facts),
        spanned(facts.settings.get("communicator")),
        tuple(_entrances(facts)),
        _machine_origin(facts),
    )


def _refused_command(name: str, remarks: list[Remark]) -> Refusal | None:
    """Return the command of a machine's provider block with which `vagrant up` stops, if there is one."""
    if not remarks:
        return None
    from vmlint.frontends.vagrantfile.customize import refusal_of

    remark = refusal_of([each for each in remarks if each.machine == name])
    if remark is None:
        return None
    return Refusal(f"VirtualBox refuses what the file says of it: {remark.text}", remark.span)


def _option(network: NetworkFacts, name: str) -> Spanned:
    """Return an option as VirtualBox gets it: ``virtualbox__NAME`` wins; a protocol of nil is the usual one."""
    scoped = network.options.get("virtualbox__" + name)
    if name == "protocol" and scoped is not None and scoped.value is None:
        return spanned(network.options.get(name))
    return spanned(network.options.get("virtualbox__" + name) or network.options.get(name))


def _flag(value: Plain) -> bool | None:
    if isinstance(value, UnknownFact):
        return None
    return value is not None and value is not False


def _machine_origin(facts: MachineFacts) -> Origin:
    last = origin(facts.defined[-1] if facts.defined else None, facts.certainty == CERTAIN)
    return Origin(facts.name_span or last.span, last.certain, last.assumptions, last.steps)


def _forward(facts: MachineFacts, name: str, order: int, network: NetworkFacts) -> ForwardedPort:
    identity = network.value("id")
    return ForwardedPort(
        name,
        order,
        identity if isinstance(identity, str) else "",
        _option(network, "protocol"),
        _option(network, "host_ip"),
        # Vagrant reads the ports before it applies virtualbox__ options (VAGRANT.md 5.1).
        spanned(network.options.get("host")),
        _option(network, "guest_ip"),
        spanned(network.options.get("guest")),
        _flag(network.value("auto_correct")),
        _flag(network.value("disabled")),
        network.default,
        _option(network, "adapter"),
        origin_of(network, facts),
        network.options["id"].span if network.explicit_id and "id" in network.options else None,
        False,
    )


def _may_be_malformed(forward: ForwardedPort) -> bool:
    """Return whether VirtualBox may refuse the rule that Vagrant makes of a forward; of nearly all it does not."""
    texts = (forward.name, forward.host_ip.text or "", forward.guest_ip.text or "")
    return forward.protocol.value not in ("tcp", "udp") or any("," in text for text in texts)


def _refusal(facts: MachineFacts, document: VagrantDocument) -> Refusal | None:
    """Return what `vagrant validate` says against the machine, if anything.

    A missing box is no refusal: the home's Vagrantfile may name one, and not every provider needs one.
    """
    for problem in document.validation:
        if problem.machine == facts.name and problem.error != "box_missing":
            return Refusal(f"`vagrant validate` refuses it: {' '.join(problem.message.split())}", problem.span)
    return None


def _wrong_literal(facts: MachineFacts) -> Refusal | None:
    """Return the address or netmask of a network with which `vagrant up` fails, if there is one."""
    for network in facts.networks:
        if network.type == "forwarded_port" or not _is_odd(network) or not origin_of(network, facts).certain:
            continue
        from vmlint.frontends.vagrantfile.literals import wrong_addresses, wrong_mask

        for _, value in wrong_addresses(network):
            return Refusal(f"{value.text} is no address, and `vagrant up` fails with it", value.span)
        mask = wrong_mask(network)
        if mask is not None:
            return Refusal(f"{mask.text} is no netmask, and `vagrant up` fails with it", mask.span)
    return None


def _is_odd(network: NetworkFacts) -> bool:
    """Return whether a network says more than one plain address."""
    ip = network.options.get("ip")
    plain = ip is None or (isinstance(ip.value, str) and parse_v4(ip.value) is not None)
    return not plain or any(each in name for name in network.options for each in ("netmask", "_ip", "dhcp_"))


def _moves(facts: MachineFacts) -> tuple[int, int] | None:
    ports = facts.port_range
    if isinstance(ports, (tuple, list)) and len(ports) == 2 and all(type(port) is int for port in ports):
        return ports[0], ports[1]
    return None


def _entrances(facts: MachineFacts) -> Iterator[Entrance]:
    """Yield where sshd listens in the machine, as Vagrant is told, and WinRM where Vagrant uses it."""
    for section, server, usual in (("ssh", "sshd", 22), ("winrm", "WinRM", 5985)):
        if section == "winrm" and str(facts.communicator) != "winrm":
            continue
        guest = spanned(facts.sections.get(f"{section}.guest_port"))
        host = spanned(facts.sections.get(f"{section}.port"))
        yield Entrance(server, Spanned(usual, None, ()) if guest.value is None else guest, host)
        if section == "winrm":
            yield Entrance("WinRM over TLS", Spanned(5986, None, ()), host)


def _adapter(facts: MachineFacts, name: str, network: NetworkFacts) -> NetworkAdapter:
    intnet = network.value("intnet")
    inside = network.type == "private_network" and intnet not in (None, False)
    attachment = INTERNAL if inside else HOST_ONLY if network.type == "private_network" else BRIDGED
    if inside:
        label = _option(network, "intnet")
        label = Spanned("intnet", label.span, label.assumptions) if label.value is True else label
    else:
        label = _option(network, "bridge" if attachment == BRIDGED else "name")
    kind = network.value("type")
    return NetworkAdapter(
        name,
        attachment,
        _option(network, "ip"),
        _option(network, "netmask"),
        label,
        _option(network, "adapter_ip"),
        None if isinstance(kind, UnknownFact) else str(kind).lower().startswith("dhcp"),
        _option(network, "adapter"),
        True if "auto_config" not in network.options else _flag(network.value("auto_config")),
        _flag(network.value("use_dhcp_assigned_default_route")),
        origin_of(network, facts),
    )


def _customized(facts: MachineFacts) -> bool:
    for customization in facts.customizations:
        command = customization.command
        if not is_known(command):
            return True
        if isinstance(command, (list, tuple)) and any(_adds_ways(str(part).lower()) for part in command):
            return True
    return any(adapter.declaration is not None for adapter in facts.network_adapters)


def _adds_ways(word: str) -> bool:
    return any(way in word for way in _WAYS) or (word.startswith("--nic") and "0" <= word[5:6] <= "9")


def _tunnelled(facts: MachineFacts) -> bool:
    extra = facts.sections.get("ssh.extra_args")
    if extra is None:
        return False
    parts = extra.value if isinstance(extra.value, (list, tuple)) else [extra.value]
    return any(isinstance(part, UnknownFact) or str(part).startswith(("-L", "-D", "-w")) for part in parts)


def _proxied(facts: MachineFacts) -> frozenset[int]:
    ports: set[int] = set()
    for provisioner in facts.provisioners:
        inline = provisioner.value("inline")
        if isinstance(inline, str) and "proxy" in inline.lower():
            ports.update(int(found) for found in re.findall(_PROXIED, inline))
    return frozenset(ports)
