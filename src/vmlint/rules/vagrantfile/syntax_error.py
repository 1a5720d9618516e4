"""The rule syntax-error."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Label, Severity
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class SyntaxErrorRule(ProjectRule):
    """Ruby refuses to read the file; or it is a settings file of VirtualBox that is no well-formed XML.

    ## Why is this bad?
    A Vagrantfile is a Ruby program. With a syntax error in it no `vagrant` command works in this folder. What vmlint
    could still make out of the rest is checked all the same, but nothing is concluded from what may be missing.

    A settings file (.vbox) that is cut off, is no XML, or has entities in it is not read by VirtualBox either.

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

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each syntax error."""
        for document in analysed.of("vagrantfile"):
            for problem in document.problems:
                if problem.kind == "SyntaxError":
                    asked = [Label(each, "this loads the file") for each in problem.through]
                    yield self.report(problem.message, problem.span or Span(document.source, 0, 0), related=asked)
        for fragment in analysed.fragments:
            for wrong in fragment.problems if fragment.language != "vagrantfile" else ():
                yield self.report(wrong.message, wrong.span or Span(fragment.source, 0, 0))
