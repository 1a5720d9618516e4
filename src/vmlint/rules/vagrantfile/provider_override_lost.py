"""The rule provider-override-lost."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.frontends.vagrantfile.convert import origin_of_declaration
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import LostCall, VagrantDocument
    from vmlint.rules._base import Analysed


class ProviderOverrideLost(VagrantfileRule):
    """What a provider block says for its provider is lost, or holds for every provider.

    ## Why is this bad?
    Vagrant says nothing in any of these cases:
    A block is an override only if it takes exactly two parameters, `do |vb, override|`; with a third, a default value
    or a `*` the calls on the second one go to a dummy.
    `config.vm.…` inside the block is the configuration of all providers: a box that is meant for libvirt is then
    that of VirtualBox too.
    Of several blocks of one provider the last one decides about `network_adapter`, even if it says nothing of it:
    the adapters of earlier blocks are dropped.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/providers/configuration
    """

    name = "provider-override-lost"
    severity = Severity.WARNING
    needs = ("lost-calls",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.#{rand(9)}"
              config.vm.provider "libvirt" do |libvirt, override|
                override.vm.box = "generic/debian12"
              end
              config.vm.provider "virtualbox" do |vb|
                vb.network_adapter 2, :hostonly
                vb.memory = 1024
              end
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                config.vm.network "forwarded_port", guest: 80, host: 8080  # there is no other provider
              end
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider("virtualbox") { |vb| vb.network_adapter 2, :hostonly }
              config.vm.define("a") { |a| a.vm.provider("virtualbox") { |vb| vb.network_adapter 2, :intnet } }
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox"
              config.vm.provider "libvirt" do |libvirt|
                config.vm.box = "generic/debian12"
            #   ^^^^^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb, override = nil|
                override.vm.box = "debian/bullseye64"
            #   ^^^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider("virtualbox") do |vb|
                vb.network_adapter 2, :hostonly
            #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              end
              config.vm.provider("virtualbox") { |vb| vb.memory = 1024 }
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each call whose effect is lost, or reaches further than its block."""
        blocks: dict[tuple[str, Span | None], list[LostCall]] = {}
        for call in document.lost_calls:
            blocks.setdefault((call.kind, call.declaration.scope.span), []).append(call)
        for (kind, block), calls in blocks.items():
            first, *rest = calls
            others = [name for name in document.provider_names if name != first.provider]
            if kind == "everywhere" and not others:
                continue
            related = () if block is None else (Label(block, "in this block"),)
            yield self.report(
                _message(kind, first.provider, others),
                first.declaration.span,
                on=(origin_of_declaration(first.declaration),),
                related=(*related, *(Label(call.declaration.span, "this as well") for call in rest)),
            )


def _message(kind: str, provider: str, others: list[str]) -> str:
    if kind == "parameter":
        return (
            "Vagrant takes a provider block for an override only if it has exactly two parameters: what is called "
            "on this one is lost; write `do |provider, override|`"
        )
    if kind == "adapter":
        return (
            "a later block of this provider drops this `network_adapter`, even without one of its own: "
            "put it into the last block"
        )
    return (
        f"this is not confined to {provider}: it holds for {', '.join(others)} as well; "
        f"let the block take a second parameter, `do |provider, override|`, and say it of that"
    )
