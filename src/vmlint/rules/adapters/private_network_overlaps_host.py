"""The rule private-network-overlaps-host."""

from __future__ import annotations

from vmlint.analysis.refusals import begins_like, subnet_of
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.address import Subnet, parse_v4
from vmlint.rules._base import Bad, Good, ProjectRule
from vmlint.rules._conditions import settled_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import NetworkAdapter
    from vmlint.rules._base import Analysed


class PrivateNetworkOverlapsHost(ProjectRule):
    """A private network has addresses of the host's own network.

    ## Why is this bad?
    The host has then two ways to one address. Where both networks begin at the same address, `vagrant up` refuses:
    "The specified host network collides with a non-hostonly network". Where they only overlap, Vagrant says nothing,
    and the host reaches either the machine or its neighbours in the LAN, not both.

    `host: {lan: 192.168.1.10/24}` in vmlint.yaml says where the host is: an overlap is then an error. Where it is not
    stated, a network that routers commonly give out is an information: the file works until somebody opens it at home.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/private_network
    """

    name = "private-network-overlaps-host"
    severity = Severity.ERROR
    needs = ("other-private",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.57.10"
              config.vm.network "private_network", ip: "192.168.#{rand(9)}.10"
              config.vm.network "private_network", ip: "192.168.1.10", virtualbox__intnet: true  # not the host's
              config.vm.network "public_network", ip: "192.168.1.10"  # meant to be in the LAN
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.1.10"
            end
            """,
            files={"vmlint.yaml": "host: {lan: 10.1.2.3/16}"},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.1.50"
            #                                          ^^^^^^^^^^^^^^
            end
            """,
            files={"vmlint.yaml": "host: {lan: 192.168.1.10/24}"},
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.178.20"
            #                                          ^^^^^^^^^^^^^^^^
            end
            """,
            severity="info",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each host-only network that is, or may be, the host's LAN."""
        if not analysed.topology.virtualbox:
            return
        networks: dict[tuple[Subnet, bool], list[NetworkAdapter]] = {}
        for adapter in analysed.topology.adapters:
            subnet = subnet_of(adapter)
            if subnet is not None:
                networks.setdefault((subnet, adapter.origin.certain), []).append(adapter)
        lan = analysed.settings.host.lan
        for (subnet, _), adapters in networks.items():
            finding = self._at_home(subnet, adapters) if lan is None else self._in_lan(subnet, adapters, lan)
            if finding is not None:
                yield finding

    def _in_lan(self, subnet: Subnet, adapters: list[NetworkAdapter], lan: str) -> Diagnostic | None:
        home = Subnet.parse(lan)
        if home is None or not overlap(subnet, home):
            return None
        same = begins_like(subnet, home)
        inside = any((parse_v4(each.address.text or "") or 0) in home for each in adapters)
        severity = Severity.ERROR if same or inside or subnet.prefix >= home.prefix else Severity.WARNING
        message = f"{subnet} overlaps the host's LAN {home}: the host reaches only one of the two there"
        if same:
            message = f"{subnet} begins where the host's LAN {home} does: `vagrant up` refuses a private network there"
        return self._report(f"{message}; use another network, like 192.168.56.0/24", adapters, severity)

    def _at_home(self, subnet: Subnet, adapters: list[NetworkAdapter]) -> Diagnostic | None:
        from vmlint.data.home_networks import HOME_NETWORKS

        for text, whose in HOME_NETWORKS.items():
            home = Subnet.parse(text)
            if home is not None and overlap(subnet, home):
                message = (
                    f"{subnet} overlaps the network that {whose} come with: where the host is in one, this machine is "
                    f"not reachable; take another, or {settled_by('lan: ADDRESS/24')}"
                )
                return self._report(message, adapters, Severity.INFO)
        return None

    def _report(self, message: str, adapters: list[NetworkAdapter], severity: Severity) -> Diagnostic:
        first, *rest = adapters
        span = first.place
        assert span is not None, "an address is written somewhere"
        places = dict.fromkeys(each.address.span for each in rest if each.address.span is not None)
        return self.report(
            message,
            span,
            on=(first.origin,),
            values=(first.address, first.mask),
            related=[Label(place, "in the same network") for place in places],
            machines=[each.machine for each in adapters],
            severity=severity,
        )


def overlap(one: Subnet, other: Subnet) -> bool:
    """Return whether two networks have an address in common."""
    return one.base in other or other.base in one
