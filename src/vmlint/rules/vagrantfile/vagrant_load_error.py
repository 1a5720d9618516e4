"""The rule vagrant-load-error."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Edit, Label, Severity
from vmlint.rules._base import Bad, Good, VagrantfileRule, fix_of

MOST_CHARACTERS = 200
_BRACES = "since Ruby 3 options must not stand in braces"

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.frontends.vagrantfile.facts import LoadProblem, VagrantDocument
    from vmlint.rules._base import Analysed


class VagrantLoadError(VagrantfileRule):
    """Loading the file raises an error, whatever the environment, the plugins and the provider are.

    ## Why is this bad?
    Vagrant runs the whole file before any command, so an exception in it stops `vagrant up`, `vagrant ssh` and
    `vagrant destroy` alike. Reported is only what certainly happens: an undefined name, wrong arguments, a file that
    the project lacks, an alias in a YAML file that `YAML.load_file` refuses. What a missing environment variable or
    plugin causes is an assumption, and no error.

    Options in braces, which Ruby 2 took for keywords, are named at every call, for Ruby 3 ends at the first.

    ## Fix safety
    The fix takes the braces away (or puts `**` before a variable), at all such calls, and is offered only where the
    file loads afterwards.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/vagrantfile
    """

    name = "vagrant-load-error"
    severity = Severity.ERROR
    fixable = "safe"
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
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080  # Ruby 2 took this for keywords
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              lan = {ip: "192.168.56.10"}
              config.vm.network("private_network", lan)
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              config.vm.provision "shell", {inline: "true"}
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              lan = {ip: "192.168.56.10"}
              config.vm.network("private_network", **lan)
              config.vm.provision "shell", inline: "true"
            end
            """,
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each error that loading raises."""
        calls = dict(document.braced)
        fix = _without_braces(list(calls.values()))
        for problem in document.problems:
            if problem.kind != "SyntaxError":
                span = problem.span or Span(document.source, 0, 0)
                here = fix if calls.pop(span, None) is not None else None
                asked = [Label(each, "this loads the file") for each in problem.through]
                yield self.report(_words(problem, span, analysed.project.root), span, related=asked, fix=here)
        for call in calls:
            yield self.report("Vagrant cannot load this file, for this call too: " + _BRACES, call, fix=fix)


def _without_braces(hashes: list[Span]) -> Fix | None:
    """Return the fix that makes keywords of HASHES, all at once: the file loads only then."""
    edits = []
    for span in hashes:
        text = span.text
        inside = text[1:-1].strip().rstrip(",") if text[:1] == "{" and text[-1:] == "}" else f"**{text}"
        edits.append(Edit(span, inside))
    return fix_of("take the braces away", *edits) if edits else None


def _words(problem: LoadProblem, span: Span, root: str) -> str:
    """Return Ruby's message, without the machine's folders in it, and what it means where Ruby does not say."""
    if problem.kind == "SystemExit":
        said = " ".join(problem.message.split())[:MOST_CHARACTERS]
        how = "(`exit`)" if said in ("", "exit") else f"and says: {said}"
        return f"Vagrant cannot load this file: it ends the program here {how}, whatever command is given"
    said = " ".join(problem.message.replace(root.rstrip("/") + "/", "").split())
    said = said if len(said) <= MOST_CHARACTERS else said[:MOST_CHARACTERS] + "…"
    message = f"Vagrant cannot load this file: {problem.kind}: {said}"
    if problem.kind == "ArgumentError" and "given 2, expected 1" in said and "{" in span.text:
        message += "; " + _BRACES
    return message
