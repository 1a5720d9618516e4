"""The rule network-without-address."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.frontends.vagrantfile.convert import origin_of, spanned
from vmlint.frontends.vagrantfile.facts import is_known
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import NetworkFacts, VagrantDocument
    from vmlint.rules._base import Analysed


class NetworkWithoutAddress(VagrantfileRule):
    """A private network has neither an address nor `type: "dhcp"`.

    ## Why is this bad?
    With another `type:` than dhcp `vagrant validate` refuses it. Without a `type:` Vagrant's validation passes, and
    `vagrant up` fails at the machine's network adapters, after the import ("Error: address family"). The same for
    `hostname: true` on a network without an address. An internal network of VirtualBox needs no address, nor does
    libvirt.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/private_network
    """

    name = "network-without-address"
    severity = Severity.ERROR
    needs = ("no-address",)
    supersedes = ("vagrant-validation-error",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", type: "dhcp"
              config.vm.network "private_network", ip: ENV["IP"] || "192.168.56.#{rand(9)}"
              config.vm.network "private_network", virtualbox__intnet: "lab", auto_config: false
              config.vm.network "private_network", virtualbox__ip: "192.168.56.11"
              config.vm.network "public_network"
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", libvirt__network_name: "lab"
              config.vm.provider "libvirt"
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network"
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", type: "static"
            #                                            ^^^^^^^^
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each private network that has no address and will not get one."""
        for machine in document.machines:
            for network in machine.networks:
                if network.type != "private_network" or network.declaration is None or "unknown" in network.options:
                    continue
                option, why = _lacks(network, virtualbox=analysed.topology.virtualbox)
                if why:
                    yield self.report(
                        f'this private network has no address: {why}; give it `ip:` or `type: "dhcp"`',
                        network.span(option) or network.declaration.span,
                        on=(origin_of(network, machine),),
                        values=[spanned(network.options.get(name)) for name in ("ip", "type", "hostname")],
                        machines=(str(machine.name),),
                    )


def _lacks(network: NetworkFacts, *, virtualbox: bool) -> tuple[str, str]:
    """Return the option to point to, and who refuses the network; empty where nobody does."""
    said = {name: at.value for name, at in network.options.items()}
    if not is_known([said.get(name) for name in ("ip", "type", "hostname")]) or said.get("ip"):
        return "", ""
    kind = said.get("type")
    if said.get("hostname") not in (None, False):
        return "hostname", "`vagrant validate` refuses `hostname` on it"
    if isinstance(kind, str) and kind != "dhcp":
        return "type", f'`vagrant validate` refuses `type: "{kind}"` without one'
    if not virtualbox or kind is not None or '"virtualbox__ip"' in said:
        return "", ""
    # VirtualBox gets what is scoped to it; an internal network needs no address.
    own = {name: network.value(name) for name in ("ip", "type", "intnet")}
    if not is_known(list(own.values())) or own["ip"] is not None or own["intnet"] not in (None, False):
        return "", ""
    if own["type"] is not None:
        return "", ""
    return "", "Vagrant's validation passes, and `vagrant up` fails when it sets up the adapters"
