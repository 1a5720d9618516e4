"""The rule unknown-network-option."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.spelling import bare, distance
from vmlint.basics.text import Span
from vmlint.data.network_options import OPTIONS as _KNOWN
from vmlint.findings.diagnostics import Edit, Severity
from vmlint.frontends.vagrantfile.convert import origin_of
from vmlint.rules._base import Bad, Good, VagrantfileRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.rules._base import Analysed

# What Vagrant's own code or a widespread plugin reads and the table above has under no name, or another type has.
# Whose options for networks are written with two underscores behind the name.
_PROVIDERS = (
    "virtualbox", "libvirt", "vmware_desktop", "vmware_fusion", "vmware_workstation", "parallels", "hyperv", "qemu",
    "docker_network", "docker_connect",
)  # fmt: skip
_ELSEWHERE = frozenset(
    (
        "auto", "dev", "device", "dhcp_enabled", "dns", "driver", "forward_mode", "gateway", "guest_port", "host_port",
        "hosts", "interface", "ip6", "ips", "ipv6", "macs", "mode", "model_type", "mtu", "netname", "network_name",
        "nictype1", "ovs", "portgroup", "ports", "prefix", "route", "routes", "subnet", "switch",
        "trust_guest_rx_filters", "vlan",
    )
)  # fmt: skip


class UnknownNetworkOption(VagrantfileRule):
    """An option of a network is one slip away from one that exists.

    ## Why is this bad?
    Vagrant accepts every key on `config.vm.network` and ignores those that it does not know, without a word:
    `hostip: "127.0.0.1"` leaves the port open on every address of the host. Keys of providers and plugins
    (`virtualbox__…`, `libvirt__…`) and keys that resemble nothing are left alone.

    ## Fix safety
    The fix writes the option that is one slip away. It is safe: Vagrant ignored what stood there.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/basic_usage
    """

    name = "unknown-network-option"
    severity = Severity.WARNING
    fixable = "safe"
    needs = ("networks", "odd-options")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10", virtualbox__intnet: true, libvirt__dhcp: false
              config.vm.network "public_network", dev: "br0", mode: "bridge"  # keys of libvirt
              config.vm.network "forwarded_port", guest: 80, host: 8080, comment: rand(9)
              config.vm.network "forwarded_port", "host_ip": "127.0.0.1", :guest => 81, "host": ENV["PORT"]
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10", virtualbox_intnet: "lab"
            #                                                           ^^^^^^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10", virtualbox__intnet: "lab"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, hostip: "127.0.0.1"
            #                                                            ^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10", :nictype => "virtio"
            #                                                           ^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10", :nic_type => "virtio"
            end
            """,
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each option whose name is nearly one that Vagrant reads."""
        for machine in document.machines:
            for network in machine.networks:
                known = _KNOWN.get(network.type) if isinstance(network.type, str) else None
                if known is None or network.default:
                    continue
                for key, setting in network.options.items():
                    meant = _meant(key, known)
                    span = setting.key_span or setting.span
                    if meant is None or meant in network.options or span is None:
                        continue
                    if span.text.endswith(":"):
                        span = Span(span.source, span.start, span.end - 1)
                    yield self.report(
                        f"Vagrant does not know the option `{key}` and ignores it; did you mean `{meant}`?",
                        span,
                        on=(origin_of(network, machine),),
                        machines=(str(machine.name),),
                        fix=fix_of(f"write `{meant}`", Edit(span, span.text.replace(key, meant))),
                    )


def _meant(key: str, known: tuple[str, ...]) -> str | None:
    if key in known or "__" in key or '"' in key or key in _ELSEWHERE or any(key in names for names in _KNOWN.values()):
        return None
    provider = next((each for each in _PROVIDERS if key.startswith(each + "_")), None)
    if provider is not None and len(key) > len(provider) + 1:
        return f"{provider}__{key[len(provider) + 1 :]}"
    plain = bare(key)
    for name in known:
        if bare(name) == plain or (len(plain) >= 4 and len(name) >= 4 and distance(plain, bare(name), 1) == 1):
            return name
    return None
