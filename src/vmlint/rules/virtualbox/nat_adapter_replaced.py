"""The rule nat-adapter-replaced."""

from __future__ import annotations

from vmlint.analysis.hardware import hardware_of
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import NAT, NO_ATTACHMENT
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.hardware import Card
    from vmlint.model.topology import Machine
    from vmlint.rules._base import Analysed


class NatAdapterReplaced(ProjectRule):
    """Adapter 1 of a machine is no longer on NAT, and Vagrant's way to it is gone.

    ## Why is this bad?
    Vagrant takes for granted that adapter 1 is on NAT: its ssh forward and all others are made there. With a
    `network_adapter 1, :hostonly`, an `adapter: 1` or a `--nic1` that takes it, no forward works, and `vagrant up`
    waits for ssh until it gives up. Put the network on another adapter.

    A machine that says where ssh finds it, by `config.ssh.host`, is left alone.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/providers/virtualbox/boxes
    """

    name = "nat-adapter-replaced"
    severity = Severity.ERROR
    needs = ("slots",)
    supersedes = ("nat-rule-on-non-nat-adapter",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10", adapter: 2
              config.vm.network "forwarded_port", guest: 80, host: 8080 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic1", "nat", "--natnet1", "10.9.0.0/24"]
              end
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.ssh.host = "192.168.56.10"
              config.ssh.port = 22
              config.vm.network "private_network", ip: "192.168.56.10", adapter: 1
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic1", "bridged", "--bridgeadapter1", "eth0"]
            #                                            ^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10", adapter: 1
            #                                                                    ^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.network_adapter 1, :hostonly
            #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              end
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield the place that takes adapter 1 off NAT."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        by_hand = {
            facts.name
            for document in analysed.of("vagrantfile")
            for facts in getattr(document, "machines", ())
            if "ssh.host" in facts.sections or "winrm.host" in facts.sections
        }
        for machine in topology.machines:
            if not machine.vagrant or machine.name.rpartition("#")[2] in by_hand:
                continue
            hardware = hardware_of(topology, machine)
            card = hardware.card(1)
            if card is not None and not hardware.doubt and card.attachment.known and card.attachment.value != NAT:
                yield from self._report(machine, card)

    def _report(self, machine: Machine, card: Card) -> Iterator[Diagnostic]:
        span = card.place
        if span is None:
            return
        kind = "off" if card.attachment.value == NO_ATTACHMENT else card.attachment.value
        names = [rule.name for rule in card.rules]
        lost = "ssh and every other forward" if len(names) > 1 else "ssh"
        yield self.report(
            f"adapter 1 of `{machine.name}` is {kind} here, no longer NAT: Vagrant loses its forward for {lost}, "
            f"and `vagrant up` waits in vain; use another adapter",
            span,
            on=(card.origin,),
            machines=(machine.name,),
        )
