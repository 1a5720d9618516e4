"""The rule host-ip-not-an-address."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.model.ip import parse_address, parse_host_ip
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.model.topology import ForwardedPort
    from vmlint.rules._base import Analysed


class HostIpNotAnAddress(ProjectRule):
    """The `host_ip` of a forward is no IPv4 address, and VirtualBox then listens on every address.

    ## Why is this bad?
    `host_ip: "localhost"` looks like a restriction to the host. VirtualBox looks up no names: what it cannot read as
    an IPv4 address counts as nothing, and the port is open to the whole network. The same goes for `::1` and for a
    slip like `127.0.0.300`. Write `127.0.0.1`; write `0.0.0.0`, or nothing, for every address.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "host-ip-not-an-address"
    severity = Severity.ERROR
    needs = ("forwards", "host-ip")
    supersedes = ("invalid-ip-literal",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
              config.vm.network "forwarded_port", guest: 81, host: 8081, host_ip: "0.0.0.0"
              config.vm.network "forwarded_port", guest: 82, host: 8082, host_ip: ""
              config.vm.network "forwarded_port", guest: 83, host: 8083, host_ip: `hostname -I`.strip
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "*"  # the default of libvirt
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
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "localhost"
            #                                                                     ^^^^^^^^^^^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.300"
            #                                                                     ^^^^^^^^^^^^^
              config.vm.network "forwarded_port", guest: 81, host: 8081, host_ip: "::1"
            #                                                                     ^^^^^
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward whose host_ip VirtualBox cannot read."""
        if not analysed.topology.virtualbox:
            return
        for forward in analysed.topology.forwards:
            text = forward.host_ip.text
            if text and text.strip() and parse_host_ip(text.strip()) is None and forward.disabled is False:
                yield self._report(forward, text)

    def _report(self, forward: ForwardedPort, text: str) -> Diagnostic:
        span = forward.host_ip.span or forward.origin.span
        assert span is not None, "Vagrant's own forwards have an address"
        what = "an IPv6 address, which VirtualBox's NAT does not know" if parse_address(text) else "no address"
        meant = "0.0.0.0, or leave it out" if text in ("*", "::", "[::]") else "127.0.0.1, or 0.0.0.0 for every address"
        return self.report(
            f"host_ip `{text}` is {what}: VirtualBox then listens on every address of the host; write {meant}",
            span,
            on=(forward.origin,),
            values=(forward.host_ip,),
            machines=(forward.machine,),
        )
