"""The rule privileged-host-port."""

from __future__ import annotations

from vmlint.analysis.hardware import carries
from vmlint.analysis.refusals import FIRST_FREE, needs_root
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of
from vmlint.rules._conditions import unless_stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.rules._base import Analysed


class PrivilegedHostPort(ProjectRule):
    """A forward listens on a port of the host that only root may open.

    ## Why is this bad?
    On Linux ports below 1024 belong to root, and VirtualBox runs as the user. Up to 7.0 it then starts the machine
    without that forward, from 7.1 on it does not start it at all. macOS allows such ports on every address, not on a
    single one (`host_ip`). Windows has no such limit.

    Where the host is not stated this is a warning: `host: {os: linux}` in vmlint.yaml makes it an error, `host: {os:
    windows}` settles it, as does `host: {unprivileged_ports_from: 80}` where net.ipv4.ip_unprivileged_port_start says
    so. Of 1024 itself Vagrant warns, though any user may open it: that is an information.

    ## Fix safety
    The fix adds 8000 to the port, or takes the next that is free. It is unsafe: who knows the old address does not
    know the new one.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "privileged-host-port"
    severity = Severity.ERROR
    fixable = "unsafe"
    needs = ("forwards", "low-ports")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.network "forwarded_port", guest: 80, host: 80, id: "a", disabled: true
              config.vm.network "forwarded_port", guest: 81, host: rand(1000)
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 80, host_ip: "127.0.0.1"
            end
            """,
            host_os="windows",
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 80
            end
            """,
            host_os="macos",
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 80
            end
            """,
            files={"vmlint.yaml": "host: {os: linux, unprivileged_ports_from: 80}"},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 80
            #                                                      ^^
            end
            """,
            severity="warning",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 443, host: 443, host_ip: "127.0.0.1"
            #                                                       ^^^
            end
            """,
            host_os="linux",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 443, host: 8443, host_ip: "127.0.0.1"
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 1024
            #                                                      ^^^^
            end
            """,
            severity="info",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 9024
            end
            """,
            unsafe=True,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward to a port that needs root."""
        if not analysed.topology.virtualbox or analysed.host_os == "windows":
            return
        first = analysed.settings.host.unprivileged_ports_from
        for forward in analysed.topology.forwards:
            port = forward.host_port.number
            if port is None or port < 1 or not forward.written:
                continue
            if not carries(analysed.topology, forward):
                continue
            everywhere = not _is_one_address(forward)
            needs = needs_root(port, analysed.host_os, first, everywhere=everywhere)
            if needs is not False:
                # Of the service behind a NAT network it is not known whether it keeps the privileges it begins with.
                sure = needs and forward.machine != ""
                yield self._report(forward, _message(port, bool(needs)), Severity.ERROR if sure else Severity.WARNING)
            elif port == FIRST_FREE and first is None and not forward.rule and not _is_free(analysed, everywhere):
                yield self._report(forward, _OF_1024, Severity.INFO)

    def _report(self, forward: ForwardedPort, message: str, severity: Severity) -> Diagnostic:
        from vmlint.findings.plans import MovePort

        span = forward.place
        assert span is not None, "Vagrant's own forwards are not looked at"
        return self.report(
            message,
            span,
            on=(forward.origin,),
            values=(forward.host_port, forward.host_ip),
            machines=(forward.machine,),
            severity=severity,
            fix=None if forward.rule else fix_of("use a port above 1024", MovePort(forward), unsafe=True),
        )


def _is_one_address(forward: ForwardedPort) -> bool:
    """Return whether a forward certainly listens on one address alone."""
    from vmlint.model.ip import parse_host_ip

    return bool(parse_host_ip(forward.host_address or ""))


def _is_free(analysed: Analysed, everywhere: bool) -> bool:
    """Return whether the host lets anybody open every port in that way."""
    return analysed.host_os == "macos" and everywhere


_OF_1024 = "Vagrant warns that host port 1024 is privileged; it is not, any user may open it"


def _message(port: int, stated: bool) -> str:
    message = (
        f"host port {port} is privileged: VirtualBox, which does not run as root, cannot listen there; "
        f"use one above 1024, like {8000 + port}"
    )
    if stated:
        return message
    return message + unless_stated("the host is Linux, or macOS with a `host_ip`", "os: linux")
