"""The rule box-missing."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.providers import NEED_NO_BOX
from vmlint.findings.diagnostics import Severity
from vmlint.frontends.vagrantfile.convert import origin_of_declaration, spanned
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import MachineFacts, VagrantDocument
    from vmlint.rules._base import Analysed


class BoxMissing(VagrantfileRule):
    """A machine has no box.

    ## Why is this bad?
    `vagrant up` refuses a machine without `config.vm.box` ("A box must be specified"). That is only an information: a
    file that other files load, or that is packed into a box, needs none, and the user's own Vagrantfile in
    ~/.vagrant.d may name one. Docker needs an image, not a box, and libvirt, QEMU and others can do without.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/vagrantfile/machine_settings#config-vm-box
    - https://github.com/hashicorp/vagrant/issues/12125
    """

    name = "box-missing"
    severity = Severity.INFO
    needs = ("box_missing",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.define("a") { |a| a.vm.box = "debian/#{rand(9)}" }
              config.vm.define("b") { |b| b.vm.clone = "/path/to/another" }
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.provider("docker") { |docker| docker.image = "nginx" }
              config.vm.provider("virtualbox") { |_, override| override.vm.hostname = "web" }
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
            #^^^^^^^^^^^^^^^^^^^^^
              config.vm.hostname = "web"
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.define("a") { |a| a.vm.box = "debian/bookworm64" }
              config.vm.define("b") { |b| b.vm.hostname = "b" }
            #                  ^^^
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each machine without a box."""
        if analysed.provider in NEED_NO_BOX:
            return
        missing = {problem.machine: problem for problem in document.validation if problem.error == "box_missing"}
        for machine in document.machines:
            if machine.name not in missing or _needs_none(machine, analysed):
                continue
            place = machine.name_span or (document.configures[0].span if document.configures else None)
            if place is not None:
                yield self.report(
                    f"machine `{machine.name}` has no box: `vagrant up` refuses it; set `config.vm.box`",
                    place,
                    on=[origin_of_declaration(declaration) for declaration in machine.defined],
                    values=map(spanned, missing[str(machine.name)].settings),
                    machines=(str(machine.name),),
                )


def _needs_none(machine: MachineFacts, analysed: Analysed) -> bool:
    """Return whether a machine is meant for a provider that needs no box: Vagrant takes the first that can be used."""
    return (
        analysed.provider is None
        and machine.providers[:1] != ("virtualbox",)
        and not NEED_NO_BOX.isdisjoint(machine.providers)
    )
