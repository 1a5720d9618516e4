"""The rule private-network-dhcp."""

from __future__ import annotations

from vmlint.diagnostics import Label, Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.model.topology import HOST_ONLY
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.reach import Reached
    from vmlint.diagnostics import Diagnostic
    from vmlint.model.topology import NetworkAdapter
    from vmlint.rules._base import Analysed


class PrivateNetworkDhcp(ProjectRule):
    """A private network gets its address by DHCP, so that nothing can name it.

    ## Why is this bad?
    The address is known when the machine runs, and it may be another one next time: no link, no configuration of
    another machine and no /etc/hosts can hold it. On some hosts `vagrant up` stops, because a DHCP server that does
    not fit is there already. That is an information; it is a warning where a declared app is wanted and nothing but
    this network leads to it.

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
              config.vm.network "private_network", type: "dhcp", virtualbox__intnet: "lab"
              config.vm.network "public_network", type: "dhcp"
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
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each private network whose address nobody knows before it is there."""
        for adapter in analysed.topology.adapters:
            if adapter.attachment != HOST_ONLY or adapter.by_dhcp is not True or adapter.origin.span is None:
                continue
            yield self._report(analysed, adapter)

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
