"""The rule guest-ip-unreachable."""

from __future__ import annotations

from vmlint.analysis.forwarding import may_have
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.ip import parse_host_ip
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.world import Node, World
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.ip import Address
    from vmlint.rules._base import Analysed


class GuestIpUnreachable(ProjectRule):
    """The `guest_ip` of a forward is an address that the guest does not have, or one of its loopback.

    ## Why is this bad?
    VirtualBox sends what is forwarded to that address on the guest's NAT adapter. The guest takes it only if one of
    its adapters has the address. 127.0.0.1 never is: packets for it that come from outside are dropped, so the client
    is connected and waits for ever. Leave `guest_ip` out, and let the app listen on 0.0.0.0 or 10.0.2.15.

    With libvirt, which forwards by ssh, `guest_ip: "127.0.0.1"` is right.

    ## Fix safety
    The fix takes `guest_ip` out: VirtualBox then leads the forward to the machine's own NAT address, the only one
    that it can have meant.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#natforward
    """

    name = "guest-ip-unreachable"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("forwards", "guest-ip")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "private_network", type: "dhcp", name: `VBoxManage list hostonlyifs`
              config.vm.network "forwarded_port", guest: 80, host: 8080, guest_ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 81, host: 8081, guest_ip: "10.0.2.15"
              config.vm.network "forwarded_port", guest: 82, host: 8082, guest_ip: ""
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "public_network", bridge: "eth0"
              config.vm.network "forwarded_port", guest: 80, host: 8080, guest_ip: "192.168.1.77"  # perhaps by DHCP
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, guest_ip: "127.0.0.1"
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
              config.vm.network "forwarded_port", guest: 80, host: 8080, guest_ip: "127.0.0.1"
            #                                                                      ^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 80, host: 8080, guest_ip: "192.168.56.11"
            #                                                                      ^^^^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            end
            """,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward to an address that the guest does not have."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        for forward in topology.forwards:
            target = parse_host_ip(forward.guest_ip.text or "")
            if not target or forward.disabled is not False or not forward.machine:
                continue
            world = analysed.network()
            nobodys = topology.complete and _is_nobodys(world, world.machines[forward.machine], target)
            if target.is_loopback or nobodys:
                yield self._report(forward, target)

    def _report(self, forward: ForwardedPort, target: Address) -> Diagnostic:
        span = forward.guest_ip.span or forward.origin.span
        assert span is not None, "Vagrant's own forwards have no guest_ip"
        from vmlint.findings.plans import DropOption, target_of

        what = "is loopback: what comes by the NAT adapter never gets there"
        if not target.is_loopback:
            what = f"is no address of `{forward.machine}`"
        return self.report(
            f"guest_ip {forward.guest_ip.text} {what}, so that clients are connected and wait for ever; leave it out",
            span,
            on=(forward.origin,),
            values=(forward.guest_ip,),
            machines=(forward.machine,),
            fix=None
            if forward.rule
            else fix_of("take `guest_ip` out", DropOption(target_of(forward), "guest_ip", forward.guest_ip)),
        )


def _is_nobodys(world: World, node: Node, target: Address) -> bool:
    """Return whether no adapter of a machine has TARGET, or may have it."""
    if (
        node.unsure
        or not node.nats
        or target in node.addresses
        or any(target in nat.subnet for nat in node.nats.values())
    ):
        return False
    return not any(may_have(world, interface, target) for interface in node.interfaces)
