"""The rule host-ip-not-an-address."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.ip import parse_address, parse_host_ip
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.adapters import ForwardedPort
    from vmlint.rules._base import Analysed

_EVERYWHERE = ("*", "::", "[::]")
_HERE = ("localhost", "::1", "[::1]")


class HostIpNotAnAddress(ProjectRule):
    """The `host_ip` of a forward is no IPv4 address, and VirtualBox then listens on every address.

    ## Why is this bad?
    `host_ip: "localhost"` looks like a restriction to the host. VirtualBox looks up no names: what it cannot read as
    an IPv4 address counts as nothing, and the port is open to the whole network. The same goes for `::1` and for a
    slip like `127.0.0.300`. Write `127.0.0.1`; write `0.0.0.0`, or nothing, for every address.

    ## Fix safety
    The fix writes the address that is meant: 127.0.0.1 for `localhost`, `::1` and what is one slip away from
    127.0.0.1, 0.0.0.0 for `*` and `::`. There is none for other names: only their author knows which address they
    stand for.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "host-ip-not-an-address"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("forwards", "odd-host-ip")
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
            if not forward.machine or "," in (text or ""):
                continue  # what a NAT network makes of it is not known, and with a comma it makes no rule
            if text and text.strip() and parse_host_ip(text.strip()) is None and forward.disabled is False:
                yield self._report(forward, text)

    def _report(self, forward: ForwardedPort, text: str) -> Diagnostic:
        span = forward.host_ip.span or forward.origin.span
        assert span is not None, "Vagrant's own forwards have an address"
        what = "an IPv6 address, which VirtualBox's NAT does not know" if parse_address(text) else "no address"
        meant = "0.0.0.0, or leave it out" if text in _EVERYWHERE else "127.0.0.1, or 0.0.0.0 for every address"
        return self.report(
            f"host_ip `{text}` is {what}: VirtualBox then listens on every address of the host; write {meant}",
            span,
            on=(forward.origin,),
            values=(forward.host_ip,),
            machines=(forward.machine,),
            fix=_fix(forward, text),
        )


def _fix(forward: ForwardedPort, text: str) -> Fix | None:
    from vmlint.basics.spelling import distance
    from vmlint.findings.plans import SetOption, target_of

    if forward.rule:
        return None
    if text in _EVERYWHERE:
        meant = "0.0.0.0"
    elif text.lower() in _HERE or distance(text, "127.0.0.1", 1) == 1:
        meant = "127.0.0.1"
    else:
        return None
    return fix_of(f'write `host_ip: "{meant}"`', SetOption(target_of(forward), "host_ip", forward.host_ip, meant))
