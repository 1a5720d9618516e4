"""Network cards and the ports that are forwarded through them: what a topology and a machine's hardware are made of."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.value import Origin, Spanned

NAT = "nat"
HOST_ONLY = "host-only"
INTERNAL = "internal"
BRIDGED = "bridged"
NAT_NETWORK = "nat-network"
HOST_ONLY_NETWORK = "host-only-network"
GENERIC = "generic"
CLOUD = "cloud"
NO_ATTACHMENT = "none"
"""The adapter is not there."""
UNATTACHED = "unattached"
"""The adapter is there, and is connected to nothing."""


class ForwardedPort(Record):
    """A port of the host that the NAT engine hands on to a machine.

    ``order``: its rank in the machine, as Vagrant sets the forwards up. ``own``: Vagrant made it (ssh, winrm).
    ``auto_correct``: Vagrant may move the host port; None where that is unknown; so is ``disabled``.
    ``adapter``: the slot of the adapter that carries it, absent for the first. ``name_span``: where its name is
    written, None where nobody wrote one. ``machine`` is empty for a forward of a NAT network. ``rule``: a command, a
    dump or a settings file has it as a rule of VirtualBox's; Vagrant neither checks it nor knows an option for it.
    """

    __slots__ = (
        "machine", "order", "name", "protocol", "host_ip", "host_port", "guest_ip", "guest_port",
        "auto_correct", "disabled", "own", "adapter", "origin", "name_span", "rule",
    )  # fmt: skip
    machine: str
    order: int
    name: str
    protocol: Spanned
    host_ip: Spanned
    host_port: Spanned
    guest_ip: Spanned
    guest_port: Spanned
    auto_correct: bool | None
    disabled: bool | None
    own: bool
    adapter: Spanned
    origin: Origin
    name_span: Span | None
    rule: bool

    @property
    def transport(self) -> str | None:
        """``tcp`` or ``udp`` in small letters; None where it is unknown."""
        text = self.protocol.text
        return None if text is None else text.lower()

    @property
    def written(self) -> bool:
        """Whether somebody wrote it, and it is certainly not switched off."""
        return not self.own and self.disabled is False

    @property
    def place(self) -> Span | None:
        """Where its port of the host is written, or else the whole of it."""
        return self.host_port.span or self.origin.span

    @property
    def guest_place(self) -> Span | None:
        """Where its port of the guest is written, or else the whole of it."""
        return self.guest_port.span or self.origin.span

    @property
    def host_address(self) -> str | None:
        """The host's address as VirtualBox gets it, empty for every one; None where it is unknown."""
        return "" if self.host_ip.value is None else self.host_ip.text


class NetworkAdapter(Record):
    """A network card of a machine, the NAT one apart: the network it is in and its address there.

    ``network``: the network's name, if one is written. ``by_dhcp``: None where that is unknown.
    ``host_address``: an address that the text gives to the host's end of a host-only network.
    ``slot``: as written, absent for the next free one. ``configured``: Vagrant gives the guest that address.
    ``takes_default_route``: what the guest learns by DHCP there replaces its NAT's default route.
    """

    __slots__ = (
        "machine", "attachment", "address", "mask", "network", "host_address", "by_dhcp", "slot", "configured",
        "takes_default_route", "origin",
    )  # fmt: skip
    machine: str
    attachment: str
    address: Spanned
    mask: Spanned
    network: Spanned
    host_address: Spanned
    by_dhcp: bool | None
    slot: Spanned
    configured: bool | None
    takes_default_route: bool | None
    origin: Origin

    @property
    def place(self) -> Span | None:
        """Where its address is written, or else the whole of it."""
        return self.address.span or self.origin.span
