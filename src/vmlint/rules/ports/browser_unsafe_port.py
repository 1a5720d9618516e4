"""The rule browser-unsafe-port."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class BrowserUnsafePort(ProjectRule):
    """A web server is forwarded to a host port that browsers refuse to open.

    ## Why is this bad?
    Browsers do not connect to the ports of other protocols, so that no page can talk to a mail or print server:
    `http://localhost:6000` gives ERR_UNSAFE_PORT, while `curl` gets its answer. The server is not at fault.

    ## References
    - https://fetch.spec.whatwg.org/#port-blocking
    """

    name = "browser-unsafe-port"
    severity = Severity.WARNING
    needs = ("forwards", "browser-ports")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 6001
              config.vm.network "forwarded_port", guest: 6000, host: 6000  # X11: no browser goes there
              config.vm.network "forwarded_port", guest: 2049, host: 2049
              config.vm.network "forwarded_port", guest: 8080, host: 6600 + rand(99)
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 6000
            #                                                      ^^^^
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward of a web server to such a port."""
        from vmlint.data.browser_ports import REFUSED, WEB

        for forward in analysed.topology.forwards:
            span = forward.place
            if not forward.written or forward.transport != "tcp" or span is None:
                continue
            if forward.host_port.number not in REFUSED or forward.guest_port.number not in WEB:
                continue
            yield self.report(
                f"browsers refuse to open port {forward.host_port.number} (ERR_UNSAFE_PORT), and guest port "
                f"{forward.guest_port.number} looks like a web server's; use another host port",
                span,
                on=(forward.origin,),
                values=(forward.host_port, forward.guest_port),
                machines=(forward.machine,),
            )
