"""The rule machine-name-invalid."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.rules._base import Analysed

_REFUSED = "[]{}/"


class MachineNameInvalid(VagrantfileRule):
    """The name of a machine has a bracket, a brace or a slash in it.

    ## Why is this bad?
    Vagrant reads `/…/` on its command line as a pattern and keeps each machine in a folder of its name, so its
    validation refuses such a name, for every machine of the file: none of them starts.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/multi-machine
    """

    name = "machine-name-invalid"
    severity = Severity.ERROR
    needs = ("name_invalid",)
    supersedes = ("vagrant-validation-error",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "web_1.test"
              config.vm.define "a b (c)"
              config.vm.define "x/#{rand(9)}"
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "team/web"
            #                  ^^^^^^^^^^
              config.vm.define "db"
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              (1..2).each { |i| config.vm.define "node[#{i}]" }
            #                                    ^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each name that Vagrant refuses; it says so for every machine."""
        spans = {problem.span for problem in document.validation if problem.error == "name_invalid"}
        refused = {problem.machine for problem in document.validation if problem.error == "name_invalid"}
        for machine in document.machines:
            if machine.name_span is None or machine.name_span not in spans:
                continue
            wrong = [char for char in _REFUSED if char in str(machine.name)]
            if not wrong:
                continue
            listed = ", ".join(f"`{char}`" for char in wrong)
            yield self.report(
                f"`{machine.name}` is no name for a machine: `vagrant validate` refuses {listed} in it; use a hyphen",
                machine.name_span,
                machines=(str(machine.name), *sorted(refused)),
            )
