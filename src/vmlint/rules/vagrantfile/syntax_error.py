"""The rule syntax-error."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.rules._base import Bad, Good, VagrantfileRule
from vmlint.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.rules._base import Analysed


class SyntaxErrorRule(VagrantfileRule):
    """Ruby refuses to read the file.

    ## Why is this bad?
    A Vagrantfile is a Ruby program. With a syntax error in it no `vagrant` command works in this folder. What vmlint
    could still make out of the rest is checked all the same, but nothing is concluded from what may be missing.

    ## References
    - https://docs.ruby-lang.org/en/3.1/syntax_rdoc.html
    """

    name = "syntax-error"
    severity = Severity.ERROR
    needs = ("load-problems",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080 + rand(9)
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080)
            #                                                          ^
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each syntax error."""
        for problem in document.problems:
            if problem.kind == "SyntaxError":
                yield self.report(problem.message, problem.span or Span(document.source, 0, 0))
