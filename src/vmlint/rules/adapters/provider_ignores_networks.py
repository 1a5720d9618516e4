"""The rule provider-ignores-networks."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.providers import IGNORE_NETWORKS
from vmlint.findings.diagnostics import Label, Severity
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.value import Origin
    from vmlint.rules._base import Analysed


class ProviderIgnoresNetworks(ProjectRule):
    """The provider does not make the networks and forwards that the file declares.

    ## Why is this bad?
    Hyper-V and the clouds ignore `config.vm.network`: no port is forwarded, no address is given, and nothing says so
    but a line in the midst of the output. libvirt forwards over ssh, so it ignores forwards of UDP.

    Reported where the provider is stated (`--provider`, `assume: {provider: …}`), or the file names no other.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/providers/hyperv/limitations
    """

    name = "provider-ignores-networks"
    severity = Severity.WARNING
    needs = ("networks", "other-providers")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.network "forwarded_port", guest: rand(99), host: 8081
              config.vm.provider "hyperv"
              config.vm.provider "virtualbox"  # which of them is used, nobody said
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
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
              config.vm.network "forwarded_port", guest: 80, host: 8080
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.provider "hyperv"
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp"
            #                                                                      ^^^^^
            end
            """,
            provider="libvirt",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield what the chosen provider leaves undone."""
        named = {name for document in analysed.of("vagrantfile") for name in document.provider_names}
        provider = analysed.provider or (named.pop() if len(named) == 1 else None)
        if provider in IGNORE_NETWORKS:
            yield from self._everything(analysed, IGNORE_NETWORKS[provider])
        elif provider == "libvirt":
            yield from self._udp(analysed)

    def _everything(self, analysed: Analysed, provider: str) -> Iterator[Diagnostic]:
        declared: list[tuple[str, Origin]] = [
            *((each.machine, each.origin) for each in analysed.topology.forwards if not (each.own or each.rule)),
            *((each.machine, each.origin) for each in analysed.topology.adapters),
        ]
        spans = {origin.span for _, origin in declared if origin.span is not None}
        places = sorted(spans, key=lambda span: span.order())
        if not places:
            return
        yield self.report(
            f"{provider} makes no forwards and gives no addresses: what the file says of networks is ignored; "
            f"open the address that `vagrant ssh-config` shows",
            places[0],
            on=[origin for _, origin in declared if origin.span == places[0]],
            related=[Label(span, "ignored too") for span in places[1:]],
            machines=[machine for machine, _ in declared],
        )

    def _udp(self, analysed: Analysed) -> Iterator[Diagnostic]:
        for forward in analysed.topology.forwards:
            span = forward.protocol.span or forward.origin.span
            if forward.transport == "udp" and forward.disabled is False and span is not None and not forward.rule:
                yield self.report(
                    "libvirt forwards over ssh, which carries TCP alone: this forward is left out; "
                    "open the port at the machine's own address",
                    span,
                    on=(forward.origin,),
                    values=(forward.protocol,),
                    machines=(forward.machine,),
                )
