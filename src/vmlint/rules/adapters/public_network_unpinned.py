"""The rule public-network-unpinned."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import BRIDGED
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class PublicNetworkUnpinned(ProjectRule):
    """A bridged network does not say to which interface of the host.

    ## Why is this bad?
    On a host with more than one interface `vagrant up` stops and asks which one to bridge to; where nobody answers,
    in CI for example, it waits for ever. `bridge: "eth0"`, or a list of names, answers.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/public_network
    """

    name = "public-network-unpinned"
    severity = Severity.INFO
    needs = ("unpinned",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "public_network", bridge: "en0: Wi-Fi"
              config.vm.network "public_network", bridge: ["eth0", "wlan0"]
              config.vm.network "public_network", bridge: `ip route`.split[4]
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "public_network", dev: "eth0"
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
              config.vm.network "public_network", ip: "192.168.1.20"
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each bridged network without an interface."""
        if not analysed.topology.virtualbox:
            return
        for adapter in analysed.topology.adapters:
            if adapter.attachment != BRIDGED or adapter.network.value is not None or adapter.origin.span is None:
                continue
            yield self.report(
                "this network names no interface of the host to bridge to: where there are several, `vagrant up` "
                'stops and asks; add `bridge: "…"`',
                adapter.origin.span,
                on=(adapter.origin,),
                machines=(adapter.machine,),
            )
