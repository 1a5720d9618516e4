"""The rule os-reserved-host-port."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule
from vmlint.rules._conditions import settled_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class OsReservedHostPort(ProjectRule):
    """A forward wants a port of the host that the host's system holds itself.

    ## Why is this bad?
    macOS has its AirPlay Receiver on 5000 and 7000 since version 12, unless it is turned off. Windows listens on 135
    and 445, and Hyper-V, WSL and Docker reserve blocks of the ports above 49152 at every start, which no program can
    then open. `vagrant up` stops because the port is in use; of a reserved one VirtualBox does not even say so.

    Where the host is not stated the ports of macOS are a warning: `host: {os: linux}` settles it. The ports that
    every Windows holds are an error where `host: {os: windows}` is stated.

    ## References
    - https://github.com/docker/docs/issues/14226
    - https://github.com/microsoft/WSL/issues/5514
    - https://github.com/hashicorp/vagrant/issues/10893
    """

    name = "os-reserved-host-port"
    severity = Severity.ERROR
    needs = ("forwards", "os-ports")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080  # the guest may do what it likes
              config.vm.network "forwarded_port", guest: 5000, host: 5000, auto_correct: true
              config.vm.network "forwarded_port", guest: 53, host: 5000, protocol: "udp"
              config.vm.network "forwarded_port", guest: 80, host: 5000 + rand(9)
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 5000
            end
            """,
            host_os="linux",
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 5000
            #                                                        ^^^^
            end
            """,
            severity="warning",
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 445, host: 445
            #                                                       ^^^
            end
            """,
            host_os="windows",
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 50080
            #                                                      ^^^^^
            end
            """,
            host_os="windows",
            severity="warning",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each TCP forward to a port that the system of the host holds."""
        for forward in analysed.topology.forwards:
            port = forward.host_port.number
            if port is None or not forward.written or forward.transport != "tcp":
                continue
            if forward.auto_correct is not False:
                continue  # Vagrant looks whether the port is free, and takes another
            severity, message = _held(port, analysed.host_os)
            span = forward.place
            if message and span is not None:
                yield self.report(
                    message,
                    span,
                    on=(forward.origin,),
                    values=(forward.host_port,),
                    machines=(forward.machine,),
                    severity=severity,
                )


def _held(port: int, host_os: str | None) -> tuple[Severity, str]:
    """Return who holds a port on the host's system, and how sure that is; empty where nobody does."""
    from vmlint.analysis.refusals import system_holds
    from vmlint.data.os_ports import MACOS, WINDOWS_DYNAMIC

    if host_os == "windows":
        holder, certain = system_holds(port, host_os)
        if certain:
            return Severity.ERROR, f"host port {port} is that of {holder} on every Windows; use another port"
        if holder:
            message = (
                f"host port {port} is among those of which Hyper-V and WSL reserve blocks (`netsh interface ipv4 show "
                f"excludedportrange protocol=tcp`); use one below {WINDOWS_DYNAMIC.start}"
            )
            return Severity.WARNING, message
    elif port in MACOS and host_os != "linux":
        message = f"host port {port} is that of {MACOS[port]} on macOS 12 and later, unless it is turned off"
        settled = "" if host_os == "macos" else f": {settled_by('os: linux')}"
        return Severity.WARNING, f"{message}; use another port{settled}"
    return Severity.INFO, ""
