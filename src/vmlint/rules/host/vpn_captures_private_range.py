"""The rule vpn-captures-private-range."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import HOST_ONLY
from vmlint.model.address import Subnet, parse_v4
from vmlint.rules._base import Bad, Good, ProjectRule, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


_CAPTURED = ("10.0.0.0/8", "172.16.0.0/12")


class VpnCapturesPrivateRange(ProjectRule):
    """An app is reached only by an address that a VPN on the host may take over.

    ## Why is this bad?
    Company networks are mostly numbered from 10.0.0.0/8 and 172.16.0.0/12, and their VPNs send these ranges into the
    tunnel, with what a host-only network has of them: while the VPN is up, the machine cannot be reached by its
    address. A forwarded port on 127.0.0.1 works all the same. It is an information, for apps that vmlint.yaml
    declares. (A VPN without split tunnelling takes 192.168.0.0/16 too; that is not said of every file.)

    ## References
    - https://github.com/hashicorp/vagrant/issues/4060
    """

    name = "vpn-captures-private-range"
    severity = Severity.INFO
    needs = ("apps", "other-private")
    good = (
        Good(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "private_network", ip: "10.20.30.10"
                  config.vm.network "forwarded_port", guest: 80, host: 8080
                  config.vm.network "forwarded_port", guest: 81, host: rand(9)
                end
                """,
                "vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 80}}",
            }
        ),
        Good(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "private_network", ip: "10.20.30.10"
                end
                """,
                "vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 80, reach_from: [nobody]}}",
            }
        ),
    )
    bad = (
        Bad(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "private_network", ip: "10.20.30.10"
                #                                          ^^^^^^^^^^^^^
                end
                """,
                "vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 80}}",
            }
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app that the host wants and reaches by a host-only address alone."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        from vmlint.model.trace import Verdict

        captured = [subnet for subnet in map(Subnet.parse, _CAPTURED) if subnet is not None]
        own = {
            (each.machine, each.address.text): each
            for each in topology.adapters
            if each.attachment == HOST_ONLY and any((parse_v4(each.address.text or "") or 0) in at for at in captured)
        }
        listeners = {each.app: each for each in topology.listeners or ()}
        for result in analysed.reachability().results:
            if result.place != "host" or not result.wanted or result.verdict is not Verdict.REACHABLE:
                continue
            listener = listeners.get(result.app)
            if listener is None:
                continue  # found, not declared
            adapter = own.get((listener.machine or "", str(result.address)))
            span = None if adapter is None else adapter.address.span
            if (
                adapter is None
                or span is None
                or any(
                    each.machine == listener.machine and each.guest_port.number == listener.port.number
                    for each in topology.forwards
                )
            ):
                continue
            yield self.report(
                f"`{listener.app}` is reached by {result.endpoint} alone, which the VPN of a company may take over; "
                f"a forwarded port on 127.0.0.1 works all the same",
                span,
                on=(adapter.origin,),
                values=(adapter.address,),
                related=label(listener.app_span, "declared here"),
                machines=(adapter.machine,),
                app=listener.app,
            )
