"""The rule nat-subnet-overlap."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.world import Interface
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.ip import Address, Subnet
    from vmlint.rules._base import Analysed

_FREE_NET = "172.31.9.0/24"


class NatSubnetOverlap(ProjectRule):
    """A network of a machine overlaps the one that VirtualBox's NAT uses inside it.

    ## Why is this bad?
    By default every machine is 10.0.2.15 in 10.0.2.0/24 behind its NAT. A second adapter there takes the packets
    that are meant for the NAT, or the NAT those for the network: forwarded ports, ssh among them, hang. Take another
    subnet, or move the NAT: `vb.customize ["modifyvm", :id, "--natnet1", "172.31.9.0/24"]`.

    A wider network (10.0.0.10 with 255.255.0.0) does not hide the NAT: the longer prefix wins, and the NAT's is longer.
    The machine does not reach the addresses of that network that lie in 10.0.2.0/24; where nobody has one there, it
    is an information.

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
              config.vm.network "private_network", ip: "10.0.2.20", virtualbox__intnet: "lab", auto_config: false
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
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "10.0.0.10", netmask: "255.255.0.0"
            #                                          ^^^^^^^^^^^
            end
            """,
            severity="info",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each adapter in the subnet of its machine's NAT."""
        if not analysed.topology.virtualbox:
            return
        from vmlint.findings.plans import Customize

        adapters = {(each.machine, each.place): each for each in analysed.topology.adapters}
        for name, node in analysed.network().machines.items():
            for interface in node.interfaces:
                adapter = adapters.get((name, interface.span))
                subnet = interface.subnet
                if node.unsure or node.nat is None or adapter is None or subnet is None or interface.span is None:
                    continue
                if adapter.configured is not True or not subnet.overlaps(node.nat.subnet):
                    continue  # what the guest is left to configure may get any address, or none
                message, severity = _verdict(interface, node.nat.subnet, name)
                yield self.report(
                    message,
                    interface.span,
                    on=(adapter.origin,),
                    values=(adapter.address, adapter.mask),
                    machines=(name,),
                    severity=severity,
                    fix=fix_of("move the NAT with `--natnet1`", Customize(name, "--natnet1", _FREE_NET)),
                )


def _verdict(interface: Interface, nat: Subnet, machine: str) -> tuple[str, Severity]:
    """Return what becomes of the packets for the two networks: those for the one with the longer prefix get through."""
    subnet = interface.subnet
    assert subnet is not None, "it overlaps"
    remedy = "use another subnet, or move the NAT with `--natnet1`"
    if subnet.prefix >= nat.prefix:
        text = (
            f"{subnet} overlaps {nat}, the network of the NAT inside `{machine}`: packets for the one take the way of"
        )
        return f"{text} the other; {remedy}", Severity.WARNING
    text = f"{subnet} contains {nat}, the network of the NAT inside `{machine}`"
    lost = sorted(str(each) for each in _addresses(interface) if each in nat)
    if lost:
        return f"{text}: what is for {lost[0]} goes to the NAT; {remedy}", Severity.WARNING
    return f"{text}: both work, but no address of {nat} can be used in it; {remedy}", Severity.INFO


def _addresses(interface: Interface) -> set[Address]:
    """Return the addresses that are known in the network of an adapter, the adapter's own among them."""
    link = interface.link
    return {
        each.address
        for node in link.members
        for each in node.interfaces
        if each.link is link and each.address is not None
    }
