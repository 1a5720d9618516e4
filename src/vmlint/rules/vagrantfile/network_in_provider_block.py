"""The rule network-in-provider-block."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.frontends.vagrantfile.convert import origin_of
from vmlint.rules._base import Bad, Good, VagrantfileRule, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import MachineFacts, NetworkFacts, VagrantDocument
    from vmlint.rules._base import Analysed


class NetworkInProviderBlock(VagrantfileRule):
    """A network is declared inside a provider block, and the machine gets it several times.

    ## Why is this bad?
    Vagrant runs a provider block each time that it loads a machine, which it does more than once. A `config.vm.network`
    in there is a call on the outer configuration: each run adds another network, for a private or a public network has
    no name of its own by which Vagrant would know it again. The machine then has two or more adapters with one
    address, how many depends on the command. Move the call out of the block, or give the block a second parameter
    (`|vb, override|`) and say it of that one, where it holds for this provider alone.

    Forwards, and networks with an `id:`, take the place of themselves, and are there once.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/providers/configuration#overriding-configuration
    """

    name = "network-in-provider-block"
    severity = Severity.WARNING
    needs = ("repeated-networks",)
    supersedes = ("same-subnet-adapters",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.#{rand(9)}"
              config.vm.provider "virtualbox" do |vb, override|
                config.vm.network "forwarded_port", guest: 80, host: 8080
                config.vm.network "private_network", ip: "192.168.57.10", id: "lan"
                override.vm.network "private_network", ip: "192.168.58.10"
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
                vb.memory = 1024
                config.vm.network "private_network", ip: "192.168.56.10"
            #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              end
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each call that gives a machine the same network more than once."""
        calls: dict[Span, list[tuple[MachineFacts, list[NetworkFacts]]]] = {}
        for machine in document.machines:
            for span, networks in _repeated(machine).items():
                calls.setdefault(span, []).append((machine, networks))
        for span, machines in calls.items():
            if any(len(networks) > 1 for _, networks in machines):
                yield self._report(span, machines)

    def _report(self, span: Span, machines: list[tuple[MachineFacts, list[NetworkFacts]]]) -> Diagnostic:
        first = machines[0][1][0]
        declaration = first.declaration
        block = None if declaration is None else declaration.scope.span
        return self.report(
            "this network is there several times: Vagrant runs a provider block each time that it loads a machine, and "
            "adds the network again; move it out of the block",
            span,
            on=(origin_of(first, machines[0][0]),),
            related=label(block, "the block"),
            machines=[str(machine.name) for machine, _ in machines],
        )


def _repeated(machine: MachineFacts) -> dict[Span, list[NetworkFacts]]:
    """Return the networks of a machine that each load adds again, by their call."""
    found: dict[Span, list[NetworkFacts]] = {}
    for network in machine.networks:
        if network.repeats and network.declaration is not None:
            found.setdefault(network.declaration.span, []).append(network)
    return found
