"""The rule hostonly-ip-out-of-range."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.model.address import Subnet, parse_v4
from vmlint.model.topology import HOST_ONLY
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.model.topology import NetworkAdapter
    from vmlint.rules._base import Analysed

_DEFAULT_RANGES = ("192.168.56.0/21",)
_FIRST_WITH_RANGES = (6, 1, 28)
_MACOS_WITHOUT_RANGES = (7,)


class HostonlyIpOutOfRange(ProjectRule):
    """A host-only address lies outside what VirtualBox allows on this host.

    ## Why is this bad?
    Since 6.1.28 VirtualBox on Linux and macOS allows host-only networks in 192.168.56.0/21 only, unless
    /etc/vbox/networks.conf lists others. `vagrant up` stops with "The IP address configured for the host-only network
    is not within the allowed ranges". The example that `vagrant init` writes, 192.168.33.10, is outside.

    Windows has no such limit, nor has macOS with VirtualBox 7. Where the host is not stated this is a warning;
    `host: {os: linux, virtualbox: "7.1"}` in vmlint.yaml makes it an error, `host: {os: windows}` settles it.

    ## Fix safety
    The fix moves the whole network into a free one of the allowed range, the last number of each address kept. It
    is safe where the address is mentioned nowhere else in the project; else all these places are changed with it,
    and it is unsafe.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#network_hostonly
    """

    name = "hostonly-ip-out-of-range"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("adapters", "unusual-range")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.63.10"
              config.vm.network "private_network", ip: "192.168.#{50 + rand(20)}.10"
              config.vm.network "private_network", ip: "10.9.0.10", virtualbox__intnet: true
              config.vm.network "private_network", type: "dhcp"
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.33.10"
            end
            """,
            host_os="windows",
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.33.10"
              config.vm.provider "libvirt"
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "10.1.2.3"
            end
            """,
            files={"vmlint.yaml": "host: {networks_conf: [10.0.0.0/8, 192.168.0.0/16]}"},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.33.10"
            #                                          ^^^^^^^^^^^^^^^
            end
            """,
            severity="warning",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              (1..3).each do |i|
                config.vm.define "node#{i}" do |node|
                  node.vm.network "private_network", ip: "10.0.0.#{10 + i}"
            #                                            ^^^^^^^^^^^^^^^^^^
                end
              end
            end
            """,
            host_os="linux",
            virtualbox="7.1",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              (1..3).each do |i|
                config.vm.define "node#{i}" do |node|
                  node.vm.network "private_network", ip: "192.168.56.#{10 + i}"
                end
              end
            end
            """,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each host-only address that VirtualBox would refuse."""
        if not analysed.topology.virtualbox or not _limited(analysed):
            return
        listed = analysed.allowed_networks()
        ranges = [subnet for subnet in map(Subnet.parse, _DEFAULT_RANGES if listed is None else listed) if subnet]
        stated = analysed.host_os is not None and analysed.virtualbox is not None
        for adapter in analysed.topology.adapters:
            number = parse_v4(adapter.address.text or "")
            if adapter.attachment != HOST_ONLY or number is None or any(number in subnet for subnet in ranges):
                continue
            yield self._report(adapter, ranges, stated=stated)

    def _report(self, adapter: NetworkAdapter, ranges: list[Subnet], *, stated: bool) -> Diagnostic:
        from vmlint.plans import MoveAddress

        span = adapter.address.span or adapter.origin.span
        assert span is not None, "an address is written somewhere"
        allowed = ", ".join(map(str, ranges)) or "none"
        message = f"VirtualBox refuses {adapter.address.text} for a host-only network (allowed: {allowed})"
        free = "an address in 192.168.56.0/21" if ranges == [Subnet.parse(_DEFAULT_RANGES[0])] else "one of these"
        message += f"; use {free}, or list the network in /etc/vbox/networks.conf"
        if not stated:
            message += (
                ", if the host is Linux, or macOS with VirtualBox before 7: settle it by"
                ' `host: {os: windows}` or `host: {os: linux, virtualbox: "7.1"}`'
            )
        return self.report(
            message,
            span,
            on=(adapter.origin,),
            values=(adapter.address,),
            machines=(adapter.machine,),
            severity=Severity.ERROR if stated else Severity.WARNING,
            fix=fix_of("move it to a free network that is allowed", MoveAddress(adapter, False)),
        )


def _limited(analysed: Analysed) -> bool:
    """Return whether VirtualBox may limit the range, after all that is stated of the host."""
    version = None if analysed.virtualbox is None else _numbers(analysed.virtualbox)
    if analysed.host_os == "windows" or (version is not None and version < _FIRST_WITH_RANGES[: len(version)]):
        return False
    return not (analysed.host_os == "macos" and version is not None and version >= _MACOS_WITHOUT_RANGES)


def _numbers(version: str) -> tuple[int, ...]:
    digits = ("".join(char for char in part if char.isdigit()) for part in version.split(".")[:3])
    return tuple(int(part) for part in digits if part)
