"""Machines and host networks while commands change them; ``to_model`` makes the model's values of it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.adapters import NAT, NO_ATTACHMENT
from vmlint.model.value import ABSENT, EVERYWHERE, Spanned

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.adapters import ForwardedPort, NetworkAdapter
    from vmlint.model.hardware import LoopbackMapping, Remark
    from vmlint.model.value import Origin


class Rules:
    """NAT rules by name, in the order in which they were made; and who has which socket of the host."""

    __slots__ = ("by_name", "by_socket")

    def __init__(self) -> None:
        self.by_name: dict[str, ForwardedPort] = {}
        self.by_socket: dict[tuple[str | None, int | None, str | None], ForwardedPort] = {}

    def add(self, rule: ForwardedPort) -> None:
        """Add a rule that is allowed beside the others."""
        self.by_name[rule.name] = rule
        self.by_socket[socket_of(rule)] = rule

    def remove(self, name: str) -> ForwardedPort | None:
        """Take the rule NAME away and return it, None where there is none."""
        rule = self.by_name.pop(name, None)
        if rule is not None and self.by_socket.get(socket_of(rule)) is rule:
            del self.by_socket[socket_of(rule)]
        return rule

    def clear(self) -> None:
        """Take all rules away."""
        self.by_name.clear()
        self.by_socket.clear()


def socket_of(rule: ForwardedPort) -> tuple[str | None, int | None, str | None]:
    """Return what VirtualBox compares when a rule is made: protocol, port, and the address as text."""
    return rule.transport, rule.host_port.number, rule.host_address


class Adapter:
    """One adapter. ``networks``: a name for each attachment, kept while another one holds."""

    __slots__ = (
        "attachment", "bind_ip", "cable", "declared", "loopback", "mac", "nat_subnet", "networks", "origin",
        "promiscuous", "rules", "slot",
    )  # fmt: skip

    def __init__(self, slot: int, attachment: Spanned, origin: Origin = EVERYWHERE) -> None:
        self.slot = slot
        self.attachment = attachment
        self.networks: dict[str, Spanned] = {}
        self.cable = ABSENT
        self.promiscuous = ABSENT
        self.mac = ABSENT
        self.nat_subnet = ABSENT
        self.loopback = ABSENT
        self.bind_ip = ABSENT
        self.rules = Rules()
        self.declared: NetworkAdapter | None = None
        self.origin = origin

    def copy(self) -> Adapter:
        """Return an adapter like this one, which changes apart from it."""
        made = Adapter(self.slot, self.attachment, self.origin)
        for name in ("cable", "promiscuous", "mac", "nat_subnet", "loopback", "bind_ip", "declared"):
            setattr(made, name, getattr(self, name))
        made.networks = dict(self.networks)
        made.rules.by_name.update(self.rules.by_name)
        made.rules.by_socket.update(self.rules.by_socket)
        return made


class Vm:
    """One machine. ``running``: None where nothing says so; ``running_span``: what started or stopped it.

    ``whole``: it is made here (or seen as it is), so nothing but what is here can be there. ``made``: a command
    makes it. ``doubt``: why what is here may not be so, else empty. ``seen``: it is read from a machine that exists.
    ``lacks``: why more may be there than a dump or a settings file shows, else empty.
    ``known_as``: its name in VirtualBox, where vmlint.yaml maps that to a machine's, or where it is the same.
    """

    __slots__ = (
        "adapters", "doubt", "known_as", "lacks", "made", "name", "origin", "running", "running_span", "seen", "whole",
    )  # fmt: skip

    def __init__(self, name: Spanned, origin: Origin, *, whole: bool = False) -> None:
        self.name = name
        self.origin = origin
        self.whole = whole
        self.made = whole
        self.seen = False
        self.known_as = ""
        self.adapters: dict[int, Adapter] = {1: Adapter(1, Spanned(NAT, None, ()))}
        self.running: bool | None = False if whole else None
        self.running_span: Span | None = None
        self.doubt = ""
        self.lacks = ""

    def adapter(self, slot: int) -> Adapter:
        """Return the adapter in SLOT, which is off unless somebody turned it on."""
        found = self.adapters.get(slot)
        if found is None:
            found = self.adapters[slot] = Adapter(slot, Spanned(NO_ATTACHMENT, None, ()))
        return found

    def copy(self) -> Vm:
        """Return a machine like this one, which changes apart from it."""
        made = Vm(self.name, self.origin)
        for name in ("whole", "made", "seen", "running", "running_span", "doubt", "known_as", "lacks"):
            setattr(made, name, getattr(self, name))
        made.adapters = {slot: adapter.copy() for slot, adapter in self.adapters.items()}
        return made

    def doubted(self, reason: str) -> None:
        """Note the first reason why not all is as it is here."""
        self.doubt = self.doubt or reason

    def cut(self, reason: str) -> None:
        """Note the first reason why there may be more than is here."""
        self.whole = False
        self.lacks = self.lacks or reason


class NatNet:
    """One NAT network."""

    __slots__ = ("dhcp", "enabled", "forwards", "forwards_v6", "ipv6", "loopbacks", "name", "origin", "subnet")

    def __init__(self, name: Spanned, origin: Origin) -> None:
        self.name = name
        self.origin = origin
        self.subnet = ABSENT
        self.enabled = ABSENT
        self.dhcp = ABSENT
        self.ipv6 = ABSENT
        self.forwards = Rules()
        self.forwards_v6 = Rules()
        self.loopbacks: dict[str, LoopbackMapping] = {}


class Settings:
    """A host-only adapter, a host-only network or a DHCP server: values by name."""

    __slots__ = ("made", "name", "origin", "values")

    def __init__(self, name: Spanned, origin: Origin) -> None:
        self.name = name
        self.origin = origin
        self.made = False
        self.values: dict[str, Spanned] = {}

    def get(self, name: str) -> Spanned:
        """Return a value, ABSENT where nobody set it."""
        return self.values.get(name, ABSENT)


class State:
    """Everything that commands, dumps and settings files describe, while it changes.

    ``aliases``: names of virtual machines that vmlint.yaml maps to machines. ``made_interfaces``: how many host-only
    adapters were made; None where that cannot be known. ``doubt``: why commands may be missing, else empty.
    """

    __slots__ = (
        "aliases", "dhcp_servers", "doubt", "host_only_networks", "interfaces", "made_interfaces", "nat_networks",
        "remarks", "vms",
    )  # fmt: skip

    def __init__(self, aliases: dict[str, str] | None = None) -> None:
        self.aliases = aliases or {}
        self.vms: dict[str, Vm] = {}
        self.nat_networks: dict[str, NatNet] = {}
        self.interfaces: dict[str, Settings] = {}
        self.host_only_networks: dict[tuple[str, str], Settings] = {}
        self.dhcp_servers: dict[tuple[str, str], Settings] = {}
        self.made_interfaces: int | None = 0
        self.remarks: list[Remark] = []
        self.doubt = ""

    def vm(self, name: Spanned, origin: Origin) -> Vm | None:
        """Return the machine that a command names, None where the name is not known; one that nobody made is new."""
        text = name.text
        if text is None:
            return None
        text = self.aliases.get(text, text)
        found = self.vms.get(text)
        if found is None:
            found = self.vms[text] = Vm(Spanned(text, name.span, name.assumptions, name.origins), origin)
        found.known_as = found.known_as or str(name.value)
        return found

    def add(self, name: Spanned, origin: Origin, *, whole: bool = True) -> Vm:
        """Return a new machine, as VirtualBox makes it; it takes the place of one of that name."""
        text = self.aliases.get(str(name.value), str(name.value))
        made = self.vms[text] = Vm(Spanned(text, name.span, name.assumptions, name.origins), origin, whole=whole)
        made.made = True
        made.known_as = str(name.value)
        return made
