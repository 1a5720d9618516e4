"""The rule duplicate-hostname."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.topology import Machine
    from vmlint.rules._base import Analysed


class DuplicateHostname(ProjectRule):
    """Two machines that run together have the same hostname.

    ## Why is this bad?
    Each takes the name for itself: it is in its own /etc/hosts, so that the other cannot be reached by it. Clusters
    that register their nodes by hostname see one node, which changes its address all the time.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/vagrantfile/machine_settings#config-vm-hostname
    """

    name = "duplicate-hostname"
    severity = Severity.WARNING
    needs = ("equal-hostnames",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              %w[a b].each { |name| config.vm.define(name) { |m| m.vm.hostname = "node-#{name}" } }
              config.vm.define("c") { |c| c.vm.hostname = "node-#{rand(9)}" }
              config.vm.define("d", autostart: false) { |d| d.vm.hostname = "node-a" }  # instead of a
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define("a") { |a| a.vm.hostname = "web" }
              config.vm.define("b") { |b| b.vm.hostname = "Web" }
            #                                             ^^^^^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "web"
            #                      ^^^^^
              config.vm.define "a"
              config.vm.define "b"
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each machine that has the name of an earlier one."""
        first: dict[str, Machine] = {}
        for machine in analysed.topology.machines:
            text, span = (machine.hostname.text or "").lower(), machine.hostname.span
            if not text or span is None or machine.starts is not True:
                continue
            earlier = first.setdefault(text, machine)
            if earlier is not machine:
                yield self.report(
                    f"more than one machine has the hostname `{machine.hostname.text}`: give each its own",
                    span,
                    on=(earlier.origin, machine.origin),
                    values=(earlier.hostname, machine.hostname),
                    related=label(earlier.hostname.span, f"machine `{earlier.name}` has it"),
                    machines=(earlier.name, machine.name),
                )
