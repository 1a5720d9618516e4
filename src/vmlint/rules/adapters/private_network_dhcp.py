"""The rule private-network-dhcp."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.adapters import HOST_ONLY, INTERNAL
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.reached import Reached
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import NetworkAdapter
    from vmlint.model.topology import Machine, Topology
    from vmlint.rules._base import Analysed

# What a script that sets up a DHCP server mentions.
_SERVERS = ("dnsmasq", "dhcpd", "dhcp-server", "kea-dhcp", "udhcpd")


class PrivateNetworkDhcp(ProjectRule):
    """A private network gets its address by DHCP, so that nothing can name it, or nobody gives one.

    ## Why is this bad?
    The address is known when the machine runs, and it may be another one next time: no link, no configuration of
    another machine and no /etc/hosts can hold it. On some hosts `vagrant up` stops, because a DHCP server that does
    not fit is there already. That is an information; it is a warning where a declared app is wanted and nothing but
    this network leads to it.

    In an internal network (`virtualbox__intnet`) nobody answers: VirtualBox has no DHCP server there, and Vagrant makes
    none. The machine waits for an address that never comes, and has none there. One of the machines may run a server,
    or `VBoxManage dhcpserver add --network=NAME …` make one: where the files show it, or have a machine in the network
    that sets its adapter up itself (a router), nothing is said.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/private_network
    - https://github.com/hashicorp/vagrant/issues/3083
    """

    name = "private-network-dhcp"
    severity = Severity.WARNING
    needs = ("dhcp",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.#{rand(9)}"
              config.vm.network "private_network", type: "dhcp", virtualbox__intnet: "lab", auto_config: false
              config.vm.network "public_network", type: "dhcp"
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "router" do |router|
                router.vm.network "private_network", ip: "10.9.0.1", virtualbox__intnet: "lab"
                router.vm.provision "shell", inline: "apt-get install -y dnsmasq"
              end
              config.vm.define "client" do |client|
                client.vm.network "private_network", type: "dhcp", virtualbox__intnet: "lab"
              end
            end
            """
        ),
    )
    bad = (
        Bad(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "private_network", type: "dhcp"
                # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                end
                """,
                "vmlint.yaml": """
                apps: {web: {bind: 0.0.0.0, port: 80}}
                """,
            }
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", type: "dhcp"
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """,
            severity="info",
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", type: "dhcp", virtualbox__intnet: "lab"
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each private network whose address nobody knows before it is there."""
        for adapter in analysed.topology.adapters:
            if adapter.by_dhcp is not True or adapter.origin.span is None:
                continue
            if adapter.attachment == HOST_ONLY:
                yield self._report(analysed, adapter)
            elif adapter.attachment == INTERNAL and not _may_be_served(analysed, adapter):
                yield self._unanswered(analysed, adapter)

    def _unanswered(self, analysed: Analysed, adapter: NetworkAdapter) -> Diagnostic:
        assert adapter.origin.span is not None, "a network is written somewhere"
        name = adapter.network.text
        beside = any(
            each.machine != adapter.machine and each.attachment == INTERNAL and each.network.value == name
            for each in analysed.topology.adapters
        )
        doubt = ", unless another machine there runs one" if beside else ""
        return self.report(
            f"VirtualBox has no DHCP server in the internal network `{name}`: nobody answers, and `{adapter.machine}` "
            f"gets no address there{doubt}; set `ip:`",
            adapter.origin.span,
            on=(adapter.origin,),
            values=(adapter.network,),
            machines=(adapter.machine,),
        )

    def _report(self, analysed: Analysed, adapter: NetworkAdapter) -> Diagnostic:
        assert adapter.origin.span is not None, "a network is written somewhere"
        missed = _missed(analysed, adapter.machine)
        if missed is None:
            message = "this address is given out at `vagrant up` and may change: nothing can name it; set `ip:`"
            related = []
        else:
            message = (
                f"`{missed.app}` is wanted, and only this network leads to it, whose address is not known before "
                f"`vagrant up`; set `ip:` instead of DHCP, or forward the port"
            )
            related = [
                Label(each.app_span, "wanted") for each in analysed.topology.listeners or () if each.app == missed.app
            ]
        return self.report(
            message,
            adapter.origin.span,
            on=(adapter.origin,),
            related=related,
            machines=(adapter.machine,),
            app=None if missed is None else missed.app,
            severity=Severity.INFO if missed is None else Severity.WARNING,
        )


def _may_be_served(analysed: Analysed, adapter: NetworkAdapter) -> bool:
    """Return whether somebody may give out addresses in an internal network, or Vagrant does not even ask for one."""
    name = adapter.network.text
    if name is None or adapter.configured is not True or not analysed.topology.virtualbox:
        return True
    networks = analysed.topology.networks
    if any(each.network.value == name or not each.network.known for each in (networks.dhcp if networks else ())):
        return True
    if any(_has_its_own_way(machine, adapter, analysed.topology) for machine in analysed.topology.machines):
        return True
    texts = [source.text for document in analysed.of("vagrantfile") for source in document.sources]
    return any(server in text for server in _SERVERS for text in texts)


def _has_its_own_way(machine: Machine, adapter: NetworkAdapter, topology: Topology) -> bool:
    """Return whether another machine is in an adapter's network and sets itself up there, as a router does."""
    if machine.name == adapter.machine:
        return False
    mine = [each for each in topology.adapters_of(machine.name) if each.attachment == INTERNAL]
    if any(each.network.value == adapter.network.value and each.configured is not True for each in mine):
        return True
    return any(
        card.attachment.value == INTERNAL and card.network.value == adapter.network.value and card.declared is None
        for card in (() if machine.hardware is None else machine.hardware.cards)
    )


def _missed(analysed: Analysed, machine: str) -> Reached | None:
    """Return a wanted app of MACHINE for which no address is known, or None."""
    own = {each.app for each in analysed.topology.listeners or () if each.machine == machine and not each.in_container}
    if not own or not analysed.topology.virtualbox:
        return None
    from vmlint.model.trace import Verdict

    for result in analysed.reachability().results:
        if result.app in own and result.wanted and result.verdict is Verdict.UNKNOWN and result.address is None:
            return result
    return None
