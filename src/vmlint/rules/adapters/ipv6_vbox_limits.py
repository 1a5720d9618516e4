"""The rule ipv6-vbox-limits."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import HOST_ONLY
from vmlint.model.host import at_least, limits_ranges, parse_version
from vmlint.model.ip import parse_address
from vmlint.rules._base import Bad, Good, ProjectRule
from vmlint.rules._conditions import settled_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import NetworkAdapter
    from vmlint.model.ip import Address
    from vmlint.rules._base import Analysed

_STATIC_WORKS = (2, 4, 0)
_LINK_LOCAL_ALLOWED = (2, 4, 6)


class Ipv6VboxLimits(ProjectRule):
    """A private network of IPv6 meets a limit of VirtualBox or Vagrant.

    ## Why is this bad?
    VirtualBox allows only fe80::/10 for host-only networks of IPv6 on Linux and macOS hosts, unless
    /etc/vbox/networks.conf lists others, and Vagrant knows even that since 2.4.6 only: before, it refuses every IPv6
    address there. Vagrant before 2.4.0 does not configure the address inside the guest, and no Vagrant can do DHCP for
    IPv6. Forwarded ports are IPv4 alone.

    ## References
    - https://github.com/hashicorp/vagrant/issues/13241
    - https://www.virtualbox.org/manual/ch06.html#network_hostonly
    """

    name = "ipv6-vbox-limits"
    severity = Severity.WARNING
    needs = ("ipv6",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "fd00:56::10"
              config.vm.network "private_network", ip: "192.168.56.#{rand(9)}"
            end
            """,
            host_os="windows",
            vagrant="2.4.9",
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "fd00:56::10", virtualbox__intnet: true, auto_config: false
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "fd00:56::10"
            end
            """,
            files={"vmlint.yaml": 'host: {vagrant: "2.4.9", networks_conf: ["192.168.56.0/21", "fd00::/8"]}'},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "fd00:56::10"
            #                                          ^^^^^^^^^^^^^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "fe80::10"
            #                                          ^^^^^^^^^^
            end
            """,
            vagrant="2.3.7",
            host_os="windows",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each host-only network of IPv6 that is refused or not configured."""
        if not analysed.topology.virtualbox:
            return
        for adapter in analysed.topology.adapters:
            address = parse_address(adapter.address.text or "")
            if adapter.attachment != HOST_ONLY or address is None or address.version != 6:
                continue
            reasons = list(_reasons(analysed, adapter, address))
            span = adapter.place
            if reasons and span is not None:
                yield self.report(
                    f"an IPv6 network of VirtualBox: {'; '.join(reasons)}",
                    span,
                    on=(adapter.origin,),
                    values=(adapter.address,),
                    machines=(adapter.machine,),
                )


def _reasons(analysed: Analysed, adapter: NetworkAdapter, address: Address) -> Iterator[str]:
    vagrant = parse_version(analysed.vagrant or "")
    if adapter.by_dhcp:
        yield "Vagrant has no DHCP for IPv6"
    if _ranged(analysed):
        allowed = address.is_link_local and at_least(vagrant, _LINK_LOCAL_ALLOWED)
        if not allowed:
            until = "" if not address.is_link_local else " by Vagrant before 2.4.6"
            yield (
                f"{adapter.address.text} is refused{until} on Linux, and on macOS with VirtualBox before 7, unless "
                f"/etc/vbox/networks.conf lists it; {settled_by('os: windows', 'networks_conf: […]')}"
            )
    if not at_least(vagrant, _STATIC_WORKS) and adapter.configured is not False:
        yield "Vagrant before 2.4.0 does not configure it in the guest; " + settled_by('vagrant: "2.4.9"')


def _ranged(analysed: Analysed) -> bool:
    """Return whether VirtualBox may limit the range of this host, after all that is stated."""
    host = analysed.settings.host
    if host.networks_conf is not None:
        return not any(":" in text for text in host.networks_conf)
    return limits_ranges(analysed.host_os, parse_version(analysed.virtualbox or "")) is not False
