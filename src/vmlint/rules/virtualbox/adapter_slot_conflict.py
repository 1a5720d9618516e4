"""The rule adapter-slot-conflict."""

from __future__ import annotations

from vmlint.diagnostics import Label, Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.rules._base import Bad, Good
from vmlint.rules._remarks import RemarkRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class AdapterSlotConflict(RemarkRule):
    """Two networks of a machine are given the same adapter.

    ## Why is this bad?
    The later one takes the adapter, and the earlier network is not there at all: no address, no error. Vagrant numbers
    networks from adapter 2 on and keeps only those numbers free that `network_adapter` names; an `adapter:` that is
    written is not kept free. A `--nic2` of `vb.customize` comes last and changes the adapter of a declared network.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/providers/virtualbox/networking
    """

    name = "adapter-slot-conflict"
    severity = Severity.ERROR
    needs = ("adapters", "slots")
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
            """
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
            from vmlint.languages.virtualbox.vagrant import vagrant_vm

            for remark in vagrant_vm(machine.name, topology.adapters_of(machine.name), ())[1]:
                related = [Label(span, text) for span, text in remark.related]
                yield self.report(
                    remark.text, remark.span, on=(remark.origin,), related=related, machines=(machine.name,)
                )
