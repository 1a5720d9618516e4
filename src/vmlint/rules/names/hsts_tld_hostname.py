"""The rule hsts-tld-hostname."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class HstsTldHostname(ProjectRule):
    """A hostname is in a domain that browsers open by HTTPS alone.

    ## Why is this bad?
    `.dev`, `.app`, `.page` and others are real domains of the Internet, and on the list of those that every browser
    opens by HTTPS only. `http://myproject.dev` becomes `https://…` before a packet is sent, and a certificate error
    that cannot be clicked away. `.test` is reserved for this use.

    ## References
    - https://www.rfc-editor.org/rfc/rfc2606
    - https://hstspreload.org/
    """

    name = "hsts-tld-hostname"
    severity = Severity.WARNING
    needs = ("domains",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define("a") { |a| a.vm.hostname = "web.test" }
              config.vm.define("b") { |b| b.vm.hostname = "dev" }  # no domain
              config.vm.define("c") { |c| c.vm.hostname = "dev.example.com" }
              config.vm.define("d") { |d| d.vm.hostname = "web#{rand(9)}.dev" }
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "myproject.dev"
            #                      ^^^^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each hostname in such a domain."""
        from vmlint.data.hsts_tlds import PRELOADED

        for machine in analysed.topology.machines:
            text, span = machine.hostname.text or "", machine.hostname.span
            name, _, domain = text.rstrip(".").rpartition(".")
            if not name or domain.lower() not in PRELOADED or span is None:
                continue
            yield self.report(
                f"browsers open names in `.{domain}` by HTTPS alone, so `http://{text}` will not work; "
                f"use `{name}.test`",
                span,
                on=(machine.origin,),
                values=(machine.hostname,),
                machines=(machine.name,),
            )
