"""The rule adapter-slot-conflict."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.languages.virtualbox.vagrant import vagrant_hardware
from vmlint.rules._base import Bad, Good
from vmlint.rules._remarks import RemarkRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class AdapterSlotConflict(RemarkRule):
    """Two networks of a machine are given the same adapter.

    ## Why is this bad?
    The later one takes the adapter, and the earlier network is not there at all: no address, no error. Vagrant numbers
    networks from adapter 2 on and keeps only those numbers free that `network_adapter` names; an `adapter:` that is
    written is not kept free. A `--nic2` of `vb.customize` comes last and changes the adapter of a declared network: a
    warning, for that may be what is meant. So may be a network of one `define` block that takes the `adapter:` which a
    loop gave its machine before: that is not reported.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/providers/virtualbox/networking
    """

    name = "adapter-slot-conflict"
    severity = Severity.ERROR
    needs = ("given-slots",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "private_network", ip: "192.168.57.10", adapter: 4
              config.vm.network "private_network", ip: "192.168.58.10", adapter: 2 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic2", "hostonly", "--nicpromisc2", "allow-all"]
              end
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              %w(a b).each do |name|
                config.vm.define name do |node|
                  node.vm.network "private_network", type: "dhcp", adapter: 2, virtualbox__intnet: "lab"
                end
              end
              config.vm.define "b" do |node|
                node.vm.network "private_network", ip: "172.16.1.254", adapter: 2, virtualbox__intnet: "lab"
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
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "private_network", ip: "192.168.57.10", adapter: 2
            #                                                                    ^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic2", "natnetwork", "--nat-network2", "lab"]
            #                                            ^^^^^^^^^^^^
              end
            end
            """,
            severity="warning",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each network, and each command, that takes an adapter from a declared network."""
        yield from super().check(analysed)
        topology = analysed.topology
        if not topology.virtualbox:
            return
        written = {adapter.machine for adapter in topology.adapters if adapter.slot.value is not None}
        for machine in topology.machines:
            if machine.name not in written or machine.hardware is not None:
                continue
            for remark in vagrant_hardware(machine.name, topology.adapters_of(machine.name), ())[1]:
                related = [Label(span, text) for span, text in remark.related]
                yield self.report(
                    remark.text, remark.span, on=(remark.origin,), related=related, machines=(machine.name,)
                )
