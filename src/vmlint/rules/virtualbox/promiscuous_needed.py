"""The rule promiscuous-needed."""

from __future__ import annotations

import re

from vmlint.analysis.hardware import hardware_of
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.findings.diagnostics import Severity
from vmlint.frontends.vagrantfile.facts import CERTAIN
from vmlint.model.adapters import BRIDGED, HOST_ONLY, INTERNAL
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import MachineFacts, VagrantDocument
    from vmlint.model.topology import Topology
    from vmlint.rules._base import Analysed

_BRIDGES = later(
    r"""\b(?:
        brctl\s+addif\s+\S+\s+\S+
      | ip\s+link\s+set\s+(?:dev\s+)?\S+\s+master\s+\S+
      | ip\s+link\s+add\s+.*\btype\s+(?:macvlan|ipvlan)\b
      | ovs-vsctl\s+(?:--\S+\s+)*add-port\s+\S+\s+(?:eth|enp|ens)\S*
      | docker\s+network\s+create\b.*\b(?:macvlan|ipvlan)\b
      | ip\s+link\s+set\s+(?:dev\s+)?\S+\s+promisc\s+on
    )""",
    re.VERBOSE,
)
_MANY_SENDERS = frozenset((HOST_ONLY, INTERNAL, BRIDGED))


class PromiscuousNeeded(VagrantfileRule):
    """A provisioner bridges an adapter of the guest, and VirtualBox lets it hear its own frames only.

    ## Why is this bad?
    A bridge, a macvlan or a router's virtual address in the guest sends with MAC addresses that VirtualBox did not
    give. By default an adapter gets no frames for those (promiscuous mode `deny`): containers and nested machines
    behind the bridge send, and never hear an answer. To let them:
    `vb.customize ["modifyvm", :id, "--nicpromisc2", "allow-all"]`.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#nichardware
    """

    name = "promiscuous-needed"
    severity = Severity.INFO
    needs = ("adapters", "bridging")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.provision "shell", inline: "brctl addif br0 eth1"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nicpromisc2", "allow-all"]
              end
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 80, host: 8080 + rand(9)
              config.vm.provision "shell", inline: "ip link set eth1 up"
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
              config.vm.provision "shell", inline: "ip link set eth1 master br0"
            #                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "public_network", bridge: "eth0"
              config.vm.provision "shell", inline: "docker network create -d macvlan -o parent=eth1 lan"
            #                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each provisioner that needs what no adapter is allowed."""
        if not analysed.topology.virtualbox:
            return
        for facts in document.machines:
            slot = _closed_adapter(facts, analysed.topology)
            for provisioner in facts.provisioners if slot else ():
                inline = provisioner.settings.get("inline")
                if inline is None or not isinstance(inline.value, str) or provisioner.certainty != CERTAIN:
                    continue
                if not _BRIDGES.search(inline.value):
                    continue
                yield self.report(
                    f"this bridges an adapter of `{facts.name}`, and VirtualBox gives it no frames for other MAC "
                    f'addresses; add `vb.customize ["modifyvm", :id, "--nicpromisc{slot}", "allow-all"]`',
                    inline.span or provisioner.declaration.span,
                    machines=(str(facts.name),),
                )


def _closed_adapter(facts: MachineFacts, topology: Topology) -> int:
    """Return the adapter of a machine that would need it, 0 where there is none or one is allowed it."""
    machine = topology.machine(str(facts.name))
    if machine is None:
        return 0
    hardware = hardware_of(topology, machine)
    cards = [card for card in hardware.cards if card.attachment.value in _MANY_SENDERS]
    open_already = any(card.promiscuous.value not in (None, "deny") for card in cards)
    return 0 if hardware.doubt or open_already or not cards else cards[0].slot
