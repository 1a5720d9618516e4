"""The rule private-ip-reserved."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import HOST_ONLY
from vmlint.model.address import Subnet, format_v4, parse_mask, parse_v4
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import NetworkAdapter
    from vmlint.rules._base import Analysed

_USUAL_PREFIX = 24


class PrivateIpReserved(ProjectRule):
    """A machine is given an address that its network needs for something else.

    ## Why is this bad?
    In a host-only network the first address belongs to the host's own adapter (unless `adapter_ip` says otherwise):
    a machine with the same address is cut off from the host. The network's own address and the broadcast address
    can be nobody's.

    An address that ends in .1 without being one of these works, but Vagrant warns of it; so does any of them where
    Vagrant does not give it to the guest (`auto_config: false`).

    ## Fix safety
    The fix takes a free address of the same network, of which nothing in the checkout speaks. It is unsafe where the
    old one is mentioned elsewhere in the checkout: the places that mean the same are changed with it.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/private_network
    """

    name = "private-ip-reserved"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("adapters", "edge-address")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.101"
              config.vm.network "private_network", ip: "192.168.57.#{rand(2)}"
              config.vm.network "private_network", ip: "10.9.0.1", virtualbox__intnet: "lab"  # no host in there
              config.vm.network "private_network", ip: "192.168.58.1", type: "dhcp"
              config.vm.network "public_network", ip: "192.168.1.1"
              config.vm.network "private_network", ip: "192.168.59.0", auto_config: false  # it names the network
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.1"
            #                                          ^^^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.255"
            #                                          ^^^^^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.57.1", netmask: "255.255.248.0"
            #                                          ^^^^^^^^^^^^^^
            end
            """,
            severity="info",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each host-only address that is not free for a machine."""
        if not analysed.topology.virtualbox:
            return
        for adapter in analysed.topology.adapters:
            if adapter.attachment != HOST_ONLY or adapter.by_dhcp is not False or adapter.address.span is None:
                continue
            number, prefix = parse_v4(adapter.address.text or ""), _prefix(adapter)
            if number is None or prefix is None or not adapter.host_address.known:
                continue
            finding = self._verdict(adapter, number, Subnet.around(number, prefix))
            if finding is not None:
                yield finding

    def _verdict(self, adapter: NetworkAdapter, number: int, subnet: Subnet) -> Diagnostic | None:
        assert adapter.address.span is not None
        stated = parse_v4(adapter.host_address.text or "")
        host = subnet.base | 1 if stated is None else stated
        text, severity = adapter.address.text, None
        given = adapter.configured is True
        if number == host and given:
            message = f"{text} is the address of the host's own adapter in {subnet}: a machine needs another one"
        elif number == subnet.base and subnet.prefix < 31 and given:
            message = f"{text} is the address of the network {subnet} itself: no machine can have it"
        elif number == subnet.last and subnet.prefix < 31 and given:
            message = f"{text} is the broadcast address of {subnet}: no machine can have it"
        elif number & 255 == 1:
            why = f"{format_v4(host)} is the host's" if given else "the guest is not given it"
            message = f"{text} ends in .1: it works ({why}), but Vagrant warns of it"
            severity = Severity.INFO
        else:
            return None
        from vmlint.findings.plans import MoveAddress

        return self.report(
            message,
            adapter.address.span,
            on=(adapter.origin,),
            values=(adapter.address, adapter.mask, adapter.host_address),
            machines=(adapter.machine,),
            severity=severity,
            fix=None if severity else fix_of("use a free address of the network", MoveAddress(adapter, True)),
        )


def _prefix(adapter: NetworkAdapter) -> int | None:
    if adapter.mask.value is None:
        return _USUAL_PREFIX
    text = adapter.mask.text
    return None if text is None else parse_mask(text.removeprefix("/"))
