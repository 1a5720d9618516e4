"""The rule host-ip-not-known."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.ip import parse_host_ip
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.world import World
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.ip import Address
    from vmlint.rules._base import Analysed


class HostIpNotKnown(ProjectRule):
    """The `host_ip` of a forward is an address that the host is not said to have.

    ## Why is this bad?
    A program can listen at an address of its own computer alone. With any other `host_ip` VirtualBox up to 7.0 starts
    the machine without the forward, and says so in a log file only; from 7.1 on it does not start the machine. Such an
    address is often a colleague's, or that of yesterday's network.

    Where `host: {lan: …}` of vmlint.yaml is all that is stated of the host, it may have further addresses: a warning.
    `addresses: [192.168.1.11, 10.8.0.2/24]` beside it states the others; any `host_ip` that is neither there, nor
    loopback, nor the host's end of a host-only network of the project is then an error. Where neither is stated, no
    address is known to be wrong.

    macOS has 127.0.0.1 alone: with `host: {os: macos}`, 127.0.0.2 is an error.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "host-ip-not-known"
    severity = Severity.WARNING
    needs = ("own-host-ip",)
    good = (
        Good(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "private_network", ip: "192.168.56.10"
                  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "192.168.1.10"
                  config.vm.network "forwarded_port", guest: 81, host: 8081, host_ip: "192.168.1.11"
                  config.vm.network "forwarded_port", guest: 82, host: 8082, host_ip: "192.168.56.1"
                  config.vm.network "forwarded_port", guest: 83, host: 8083, host_ip: "127.0.0.2"
                  config.vm.network "forwarded_port", guest: 84, host: 8084, host_ip: "10.8.0.#{rand(9)}"
                end
                """,
                "vmlint.yaml": "host: {lan: 192.168.1.10/24, addresses: [192.168.1.11]}",
            }
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "192.168.7.7"
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
                  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "192.168.7.7"
                #                                                                     ^^^^^^^^^^^^^
                end
                """,
                "vmlint.yaml": "host: {lan: 192.168.1.10/24}",
            }
        ),
        Bad(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "192.168.7.7"
                #                                                                     ^^^^^^^^^^^^^
                end
                """,
                "vmlint.yaml": "host: {lan: 192.168.1.10/24, addresses: [10.8.0.2/24]}",
            },
            severity="error",
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.2"
            #                                                                     ^^^^^^^^^^^
            end
            """,
            host_os="macos",
            severity="error",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward whose host_ip is none of the host's addresses, as far as they are stated."""
        if not analysed.topology.virtualbox:
            return
        from vmlint.analysis.hardware import carries

        topology, world = analysed.topology, analysed.network()
        for forward in topology.forwards:
            address = parse_host_ip((forward.host_ip.text or "").strip())
            if address is not None and forward.disabled is False and carries(topology, forward):
                yield from self._judged(forward, address, world)

    def _judged(self, forward: ForwardedPort, address: Address, world: World) -> Iterator[Diagnostic]:
        from vmlint.analysis.host_ips import FOREIGN, HAS, standing

        found = standing(world, address)
        if found == HAS or (found != FOREIGN and (world.listed or not world.lan_is_stated)):
            return
        span = forward.host_ip.span or forward.origin.span
        if span is None:
            return
        yield self.report(
            _words(world, address, certain=found == FOREIGN),
            span,
            on=(forward.origin,),
            values=(forward.host_ip,),
            machines=(forward.machine,),
            severity=Severity.ERROR if found == FOREIGN else None,
        )


def _words(world: World, address: Address, *, certain: bool) -> str:
    version = world.virtualbox
    after = "starts the machine without this forward" if version is not None else "up to 7.0 leaves this forward out"
    if version is None:
        after += ", from 7.1 on it does not start the machine"
    elif version >= (7, 1):
        after = "does not start the machine"
    if address.is_loopback:
        return f'macOS has no loopback address but 127.0.0.1, so VirtualBox {after}; write `host_ip: "127.0.0.1"`'
    what = "is none of the host's addresses" if certain else "is not the host's address in the LAN"
    if certain:
        return f"host_ip {address} {what}: VirtualBox {after}; use one of them, or add it to `host: {{addresses: …}}`"
    return (
        f"host_ip {address} {what}: unless the host has it besides, VirtualBox {after}; "
        f"`host: {{addresses: [{address}]}}` in vmlint.yaml says that it has"
    )
