"""The rule nat-subnet-overlap."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed

_FREE_NET = "172.31.9.0/24"


class NatSubnetOverlap(ProjectRule):
    """A network of a machine overlaps the one that VirtualBox's NAT uses inside it.

    ## Why is this bad?
    By default every machine is 10.0.2.15 in 10.0.2.0/24 behind its NAT. A second adapter there takes the packets
    that are meant for the NAT, or the NAT those for the network: forwarded ports, ssh among them, hang. Take another
    subnet, or move the NAT: `vb.customize ["modifyvm", :id, "--natnet1", "172.31.9.0/24"]`.

    ## Fix safety
    The fix moves the NAT of the machine: `vb.customize ["modifyvm", :id, "--natnet1", "172.31.9.0/24"]`. No address
    that the project mentions changes.

    ## References
    - https://www.virtualbox.org/manual/ch09.html#changenat
    """

    name = "nat-subnet-overlap"
    severity = Severity.WARNING
    fixable = "safe"
    needs = ("adapters", "ten-net")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "10.0.3.10"
              config.vm.network "private_network", ip: "10.0.#{rand(9)}.10"
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "10.0.2.20"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natnet1", "172.31.9.0/24"]
              end
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "10.0.2.20"
            #                                          ^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "10.0.2.20"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natnet1", "172.31.9.0/24"]
              end
            end
            """,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each adapter in the subnet of its machine's NAT."""
        if not analysed.topology.virtualbox:
            return
        from vmlint.plans import Customize

        adapters = {(each.machine, each.address.span or each.origin.span): each for each in analysed.topology.adapters}
        for name, node in analysed.network().machines.items():
            for interface in node.interfaces:
                adapter = adapters.get((name, interface.span))
                if node.unsure or node.nat is None or adapter is None or interface.subnet is None:
                    continue
                if interface.span is None or not interface.subnet.overlaps(node.nat.subnet):
                    continue
                yield self.report(
                    f"{interface.subnet} overlaps {node.nat.subnet}, the network of the NAT inside `{name}`: packets "
                    f"for the one take the way of the other; use another subnet, or move the NAT with `--natnet1`",
                    interface.span,
                    on=(adapter.origin,),
                    values=(adapter.address, adapter.mask),
                    machines=(name,),
                    fix=fix_of("move the NAT with `--natnet1`", Customize(name, "--natnet1", _FREE_NET)),
                )
