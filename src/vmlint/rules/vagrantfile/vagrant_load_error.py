"""The rule vagrant-load-error."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.rules._base import Bad, Good, VagrantfileRule
from vmlint.text import Span

MOST_CHARACTERS = 200

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import LoadProblem, VagrantDocument
    from vmlint.rules._base import Analysed


class VagrantLoadError(VagrantfileRule):
    """Loading the file raises an error, whatever the environment, the plugins and the provider are.

    ## Why is this bad?
    Vagrant runs the whole file before any command, so an exception in it stops `vagrant up`, `vagrant ssh` and
    `vagrant destroy` alike. Reported is only what certainly happens: an undefined name, wrong arguments, a file that
    the project lacks, an alias in a YAML file that `YAML.load_file` refuses. What a missing environment variable or
    plugin causes is an assumption, and no error.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/vagrantfile
    """

    name = "vagrant-load-error"
    severity = Severity.ERROR
    needs = ("load-problems",)
    good = (
        Good(
            """
            unless Vagrant.has_plugin?("vagrant-hostmanager")
              raise "run: vagrant plugin install vagrant-hostmanager"
            end
            Vagrant.configure("2") do |config|
              config.vm.box = ENV.fetch("BOX")
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: adress
            #                                          ^^^^^^
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", { guest: 80, host: 8080 }  # Ruby 2 took this for keywords
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each error that loading raises."""
        for problem in document.problems:
            if problem.kind != "SyntaxError":
                span = problem.span or Span(document.source, 0, 0)
                yield self.report(_words(problem, span, analysed.project.root), span)


def _words(problem: LoadProblem, span: Span, root: str) -> str:
    """Return Ruby's message, without the machine's folders in it, and what it means where Ruby does not say."""
    if problem.kind == "SystemExit":
        return "Vagrant cannot load this file: it ends the program here (`exit`), whatever command is given"
    said = " ".join(problem.message.replace(root.rstrip("/") + "/", "").split())
    said = said if len(said) <= MOST_CHARACTERS else said[:MOST_CHARACTERS] + "…"
    message = f"Vagrant cannot load this file: {problem.kind}: {said}"
    if problem.kind == "ArgumentError" and "given 2, expected 1" in said and "{" in span.text:
        message += "; since Ruby 3 options must not stand in braces"
    return message
