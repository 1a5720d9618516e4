"""The rule vagrant-validation-error."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Severity
from vmlint.frontends.vagrantfile.convert import origin_of, spanned
from vmlint.frontends.vagrantfile.facts import UNKNOWN_SETTING
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import VagrantDocument, ValidationProblem
    from vmlint.rules._base import Analysed

# A file without a box may be meant to be loaded by another one; box-missing tells.
_OTHER_RULES = frozenset({"box_missing"})
_METHODS = ("network", "define", "provider", "provision", "synced_folder", "memory", "cpus", "customize")


class VagrantValidationError(VagrantfileRule):
    """`vagrant validate` refuses the configuration.

    ## Why is this bad?
    `vagrant up` validates first and then starts nothing at all: a port out of range, a forward without its host port,
    a setting that does not exist, a private network without an address. Vagrant's own message names neither file nor
    line.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/cli/validate
    """

    name = "vagrant-validation-error"
    severity = Severity.ERROR
    needs = ("validation",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: "80", host: "8080"  # text is read as a number
              config.vm.network "forwarded_port", guest: 443, host: ENV["HTTPS_PORT"].to_i + Time.now.to_i
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 77474
            #                                                      ^^^^^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_networks", ip: "192.168.56.10"
            #                   ^^^^^^^^^^^^^^^^^^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostnam = "web"
            #           ^^^^^^^
              config.ssh.forward_agnt = true
            #            ^^^^^^^^^^^^
              config.vm.provider("virtualbox") { |vb| vb.memry = 1024 }
            #                                            ^^^^^
              config.landrush.enabld = true  # of a plugin
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each problem of validation; a forward without its ports has one, not two."""
        lacking = {
            id(problem.network) for problem in document.validation if problem.error == "network_fp_requires_ports"
        }
        for problem in document.validation:
            if problem.error in _OTHER_RULES:
                continue
            if problem.error == "network_fp_invalid_port" and problem.network and id(problem.network) in lacking:
                continue
            span = _place(problem) or Span(document.source, 0, 0)
            on = () if problem.network is None else (origin_of(problem.network),)
            message = "`vagrant validate` refuses this: " + " ".join(problem.message.split())
            if problem.error == UNKNOWN_SETTING:
                message += _meant(problem)
            values = map(spanned, problem.settings)
            yield self.report(message, span, on=on, values=values, machines=(problem.machine,))


def _meant(problem: ValidationProblem) -> str:
    """Return which setting may be meant by one that does not exist."""
    from vmlint.basics.spelling import did_you_mean
    from vmlint.frontends.vagrantfile.attributes import SECTIONS, VIRTUALBOX, VM

    names = {*VM, *VIRTUALBOX, *_METHODS, *(name for section in SECTIONS.values() for name in section)}
    return did_you_mean(problem.message.rpartition(" ")[2], sorted(names))


def _place(problem: ValidationProblem) -> Span | None:
    """Return the smallest place that is wrong: the type of a network, else what the front end says."""
    declaration = None if problem.network is None else problem.network.declaration
    if problem.error == "network_type_invalid" and declaration is not None and declaration.arguments:
        return declaration.arguments[0]
    return problem.span
