"""The rule hostonly-adapter-missing."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import HOST_ONLY
from vmlint.model.hardware import NO_NETWORKS
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import NetworkAdapter
    from vmlint.model.hardware import Card, HostNetworks
    from vmlint.model.topology import Machine
    from vmlint.rules._base import Analysed

_FACTORY = ("vboxnet0",)
_NUMBERED = "vboxnet"


class HostonlyAdapterMissing(ProjectRule):
    """A machine is attached to a host-only adapter of the host that nothing makes.

    ## Why is this bad?
    `--nic2 hostonly` alone does not say which adapter of the host is meant, and a machine that names one which is not
    there does not start: "Nonexistent host networking interface". The first one, `vboxnet0`, is there after an
    installation or with Vagrant's first `private_network`; others are made by `VBoxManage hostonlyif create`. A
    `private_network` of the Vagrantfile finds or makes its adapter by itself, unless its `name:` asks for a certain
    one: then `vagrant up` stops where the host has none of that name.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#network_hostonly
    """

    name = "hostonly-adapter-missing"
    severity = Severity.WARNING
    needs = ("named-host-only",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 80, host: 8080 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nicpromisc2", "allow-all"]
                vb.customize ["modifyvm", :id, "--nic3", "hostonly", "--hostonlyadapter3", "vboxnet0"]
                vb.customize ["hostonlyif", "create"]
                vb.customize ["hostonlyif", "create"]
                vb.customize ["modifyvm", :id, "--nic4", "hostonly", "--hostonlyadapter4", "vboxnet1"]
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
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic2", "hostonly", "--hostonlyadapter2", "vboxnet4"]
            #                                                                              ^^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic2", "hostonly"]
            #                                            ^^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage createvm --name dev --register
                VBoxManage hostonlyif create
                VBoxManage modifyvm dev --nic2 hostonly --hostonlyadapter2 vboxnet3
                #                                                          ^^^^^^^^
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10", name: "vboxnet7"
            #                                                                 ^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each adapter whose host-only adapter is not there as far as files tell."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        networks = topology.networks or NO_NETWORKS
        for adapter in topology.adapters:
            name = adapter.network.text
            if adapter.attachment == HOST_ONLY and name and not _may_be_there(name, networks):
                yield from self._named(adapter, name)
        for machine in topology.machines:
            hardware = machine.hardware
            if hardware is None or hardware.doubt or hardware.seen:
                continue
            for card in hardware.cards:
                if card.attachment.value == HOST_ONLY and card.declared is None and card.network.known:
                    yield from self._report(machine, card, networks)

    def _named(self, adapter: NetworkAdapter, name: str) -> Iterator[Diagnostic]:
        span = adapter.network.span or adapter.origin.span
        if span is not None:
            yield self.report(
                f"nothing here makes the host-only adapter `{name}`: where the host has none of that name, "
                f"`vagrant up` stops; leave `name:` out, and Vagrant takes or makes the one for the address",
                span,
                on=(adapter.origin,),
                values=(adapter.network,),
                machines=(adapter.machine,),
            )

    def _report(self, machine: Machine, card: Card, networks: HostNetworks) -> Iterator[Diagnostic]:
        name = card.network.text
        span = card.network.span or card.place
        if span is None or (name is not None and _may_be_there(name, networks)):
            return
        if name is None:
            text = (
                f"adapter {card.slot} of `{machine.name}` is host-only, and nothing says which adapter of the host it "
                f"uses: the machine does not start; add `--hostonlyadapter{card.slot} vboxnet0`"
            )
        else:
            text = (
                f"nothing here makes the host-only adapter `{name}`: where the host has none of that name, "
                f"`{machine.name}` does not start; make it by `VBoxManage hostonlyif create`, or use `vboxnet0`"
            )
        yield self.report(text, span, on=(card.origin,), values=(card.network,), machines=(machine.name,))


def _may_be_there(name: str, networks: HostNetworks) -> bool:
    """Return whether the host may have an adapter of that name; VBoxNetworkName and Windows' numbered ones it may."""
    if (
        not name.startswith(_NUMBERED)
        or name in _FACTORY
        or any(each.name.value == name for each in networks.interfaces)
    ):
        return True
    if networks.made_interfaces is None:
        return True
    number = name.removeprefix(_NUMBERED)
    # Those that the files make are numbered from 0, or from behind those that are there.
    return networks.made_interfaces > 0 and ((whole_number(number) or 0) < networks.made_interfaces)
