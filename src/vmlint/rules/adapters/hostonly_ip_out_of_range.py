"""The rule hostonly-ip-out-of-range."""

from __future__ import annotations

from vmlint.analysis.refusals import ADDRESS, allows, out_of_range, prefix_of, ranges
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.address import format_v4, parse_mask, parse_v4
from vmlint.model.host import limits_ranges, parse_version
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of
from vmlint.rules._conditions import unless_stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.adapters import NetworkAdapter
    from vmlint.model.address import Subnet
    from vmlint.model.hardware import HostOnlyInterface
    from vmlint.rules._base import Analysed


class HostonlyIpOutOfRange(ProjectRule):
    """A host-only address lies outside what VirtualBox allows on this host.

    ## Why is this bad?
    Since 6.1.28 VirtualBox on Linux and macOS allows host-only networks in 192.168.56.0/21 only, unless
    /etc/vbox/networks.conf lists others. `vagrant up` stops with "The IP address configured for the host-only network
    is not within the allowed ranges". The example that `vagrant init` writes, 192.168.33.10, is outside.

    VirtualBox compares the netmask too: 192.168.56.1 with 255.255.0.0 is wider than what is allowed. Vagrant looks at
    the guest's address alone, and takes a line `*10.0.0.0/8` of networks.conf, which VirtualBox passes over: it wants
    a blank behind the `*`; a networks.conf among the `sources:` of vmlint.yaml is read as each of them reads it.

    Windows has no such limit, nor has macOS with VirtualBox 7. Where the host is not stated this is a warning;
    `host: {os: linux, virtualbox: "7.1"}` in vmlint.yaml makes it an error, `host: {os: windows}` settles it.

    ## Fix safety
    The fix moves the whole network into a free one of the allowed range, the last number of each address kept: every
    machine in it, and what networks and VBoxManage commands of the Vagrantfile say of it (gateways, the host's own
    address, DHCP ranges); where a part cannot move, nothing does. It is safe where no address of the network is
    mentioned anywhere else in the checkout; else all places that mean the same are changed with it, and it is unsafe.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#network_hostonly
    """

    name = "hostonly-ip-out-of-range"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("unusual-range",)
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
              config.vm.network "private_network", ip: "10.1.2.3"
            #                                          ^^^^^^^^^^
            end
            """,
            host_os="macos",
            virtualbox="6.1",
            severity="warning",
        ),
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
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10", netmask: "255.255.0.0"
            #                                                                    ^^^^^^^^^^^^^
            end
            """,
            severity="warning",
        ),
        Bad(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "private_network", ip: "10.1.2.3"
                #                                          ^^^^^^^^^^
                end
                """,
                "networks.conf": "*10.0.0.0/8\n",
                "vmlint.yaml": "sources: [Vagrantfile, networks.conf]",
            },
            severity="warning",
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage hostonlyif create
                VBoxManage hostonlyif ipconfig vboxnet0 --ip 192.168.33.1 --netmask 255.255.255.0
                #                                            ^^^^^^^^^^^^
                """,
                "vmlint.yaml": 'sources: [net.sh]\nhost: {os: linux, virtualbox: "7.1"}',
            }
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each host-only address that VirtualBox, or Vagrant for it, would refuse."""
        stated = limits_ranges(analysed.host_os, parse_version(analysed.virtualbox or ""))
        if not analysed.topology.virtualbox or stated is False:
            return
        condition = "" if stated else _condition(analysed)
        ours, theirs = _ranges(analysed)
        listed = any(fragment.ranges is not None for fragment in analysed.fragments)
        for adapter in analysed.topology.adapters:
            wrong = out_of_range(adapter, ours, theirs)
            if wrong == ADDRESS:
                yield self._report(adapter, theirs, condition=condition, listed=listed)
            elif wrong:
                yield self._too_wide(adapter, prefix_of(adapter) or 0, ours, condition=condition)
        networks = analysed.topology.networks
        for interface in () if networks is None else networks.interfaces:
            number = parse_v4(interface.address.text or "")
            mask = 24 if interface.mask.value is None else parse_mask(str(interface.mask.value))
            if number is not None and mask is not None and not any(allows(each, number, mask) for each in ours):
                yield self._interface(interface, number, mask, ours, condition=condition)

    def _report(self, adapter: NetworkAdapter, allowed: list[Subnet], *, condition: str, listed: bool) -> Diagnostic:
        from vmlint.findings.plans import MoveAddress

        span = adapter.place
        assert span is not None, "an address is written somewhere"
        text = f"VirtualBox refuses {adapter.address.text} for a host-only network (allowed: {_listed(allowed)})"
        # Which address is free is asked of vmlint.yaml's ranges: with a networks.conf of one's own it may be none.
        fix = None if listed else fix_of("move it to a free network that is allowed", MoveAddress(adapter, False))
        return self._refused(adapter, f"{text}; {_instead(allowed)}", span, condition=condition, fix=fix)

    def _too_wide(self, adapter: NetworkAdapter, prefix: int, allowed: list[Subnet], *, condition: str) -> Diagnostic:
        span = adapter.mask.span or adapter.place
        assert span is not None, "an address is written somewhere"
        text = (
            f"VirtualBox refuses a host-only network of {adapter.address.text}/{prefix}: Vagrant takes the address, "
            f"and VirtualBox wants the whole network in what is allowed ({_listed(allowed)})"
        )
        return self._refused(adapter, f"{text}; use a longer netmask", span, condition=condition)

    def _refused(
        self, adapter: NetworkAdapter, text: str, span: Span, *, condition: str, fix: Fix | None = None
    ) -> Diagnostic:
        return self.report(
            text + condition,
            span,
            on=(adapter.origin,),
            values=(adapter.address,),
            machines=(adapter.machine,),
            severity=Severity.WARNING if condition else Severity.ERROR,
            fix=fix,
        )

    def _interface(
        self, interface: HostOnlyInterface, number: int, prefix: int, allowed: list[Subnet], *, condition: str
    ) -> Diagnostic:
        span = interface.address.span or interface.origin.span
        assert span is not None, "an address is written somewhere"
        text = (
            f"VirtualBox refuses {format_v4(number)}/{prefix} for the host-only adapter {interface.name.value} "
            f"(allowed: {_listed(allowed)}); {_instead(allowed)}"
        )
        return self.report(
            text + condition,
            span,
            on=(interface.origin,),
            values=(interface.address,),
            severity=Severity.WARNING if condition else Severity.ERROR,
        )


def _condition(analysed: Analysed) -> str:
    """Return under which condition an address is refused: what of the host is not stated, or not exactly enough."""
    if analysed.host_os == "linux":
        return unless_stated("VirtualBox is 6.1.28 or later", 'virtualbox: "7.1"')
    if analysed.host_os == "macos":
        return unless_stated("VirtualBox is 6.1.28 or later, and before 7", 'virtualbox: "7.1"')
    return unless_stated(
        "the host is Linux, or macOS with VirtualBox before 7", "os: windows", 'os: linux, virtualbox: "7.1"'
    )


def _listed(allowed: list[Subnet]) -> str:
    return ", ".join(map(str, allowed)) or "none"


def _instead(allowed: list[Subnet]) -> str:
    free = "an address in 192.168.56.0/21" if allowed == ranges(None) else "one of these"
    return f"use {free}, or list the network in /etc/vbox/networks.conf"


def _ranges(analysed: Analysed) -> tuple[list[Subnet], list[Subnet]]:
    """Return what VirtualBox allows, and what Vagrant takes for allowed: they read networks.conf not quite alike."""
    listed = analysed.settings.host.networks_conf
    read = [each for fragment in analysed.fragments for each in fragment.ranges or ()]
    if listed is None and any(fragment.ranges is not None for fragment in analysed.fragments):
        ours = [each.text for each in read if each.virtualbox]
        theirs = [each.text for each in read if each.vagrant]
        return ranges(ours), ranges(theirs)
    return ranges(listed), ranges(listed)
