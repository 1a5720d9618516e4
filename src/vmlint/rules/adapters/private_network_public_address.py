"""The rule private-network-public-address."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import HOST_ONLY
from vmlint.model.address import Subnet, parse_v4
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class PrivateNetworkPublicAddress(ProjectRule):
    """A private network has addresses that belong to somebody on the Internet.

    ## Why is this bad?
    33.33.33.10, which old guides used, is an address of somebody else. Host and machine send what is meant for that
    network into the private one: sites there become unreachable for as long as the machine runs, and nobody suspects
    the Vagrantfile.

    ## References
    - https://www.rfc-editor.org/rfc/rfc1918
    - https://github.com/hashicorp/vagrant/issues/8802
    """

    name = "private-network-public-address"
    severity = Severity.WARNING
    needs = ("odd-address",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "172.31.0.10"
              config.vm.network "private_network", ip: "192.0.2.10"  # for documentation: nobody's
              config.vm.network "private_network", ip: "100.64.0.10"
              config.vm.network "private_network", ip: "#{rand(200)}.1.2.3"
              config.vm.network "private_network", ip: "8.8.8.8", virtualbox__intnet: "pretended-internet"
              config.vm.network "public_network", ip: "8.8.8.9"
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "33.33.33.10"
            #                                          ^^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each host-only address outside all ranges that are nobody's."""
        from vmlint.data.public_ranges import NOT_PUBLIC

        free = [subnet for subnet in map(Subnet.parse, NOT_PUBLIC) if subnet is not None]
        for adapter in analysed.topology.adapters:
            number = parse_v4(adapter.address.text or "")
            if adapter.attachment != HOST_ONLY or number is None or any(number in subnet for subnet in free):
                continue
            span = adapter.place
            if span is None:
                continue
            yield self.report(
                f"{adapter.address.text} is a public address, which belongs to somebody on the Internet: what is "
                f"really there becomes unreachable; use one of 192.168.56.0/24",
                span,
                on=(adapter.origin,),
                values=(adapter.address,),
                machines=(adapter.machine,),
            )
