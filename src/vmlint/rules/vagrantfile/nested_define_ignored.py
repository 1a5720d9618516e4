"""The rule nested-define-ignored."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.frontends.vagrantfile.convert import origin_of_declaration
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.rules._base import Analysed


class NestedDefineIgnored(VagrantfileRule):
    """A `define` stands inside the block of another machine or of a provider, where Vagrant drops it.

    ## Why is this bad?
    Vagrant knows its machines when the outer blocks have run; the blocks of machines and providers run later. A
    `define` in there is dropped without a word, whether it is called on the inner object or on the outer `config`,
    and also where a machine of that name exists already: what it says of that machine is lost.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/multi-machine
    """

    name = "nested-define-ignored"
    severity = Severity.WARNING
    needs = ("nested-defines",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                a.vm.hostname = "a#{rand(9)}"
              end
              config.vm.define("b") { |b| b.vm.hostname = "b" }
            end
            Vagrant.configure("2") do |config|
              config.vm.define "a", primary: true  # more about the same machine
            end
            """
        ),
        Good(
            """
            def machine(config, name)
              config.vm.define(name) { |node| node.vm.hostname = name }
            end
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              %w[a b].each { |name| machine(config, name) }
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                a.vm.define "b" do |b|
            #               ^^^
                  b.vm.hostname = "b"
                end
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                config.vm.define "b"
            #                    ^^^
              end
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each define that is dropped."""
        names = {str(machine.name) for machine in document.machines}
        for declaration in document.nested_defines:
            place = declaration.arguments[0] if declaration.arguments else declaration.span
            inside = declaration.scope
            block = f"of machine `{inside.machine}`" if inside.kind in ("define", "outer") else "of a provider"
            named = place.text.strip("\"':")
            lost = f"what it says of `{named}` is lost" if named in names else "there will be no such machine"
            outer = () if inside.span is None else (Label(inside.span, "inside this block"),)
            yield self.report(
                f"Vagrant drops a `define` inside the block {block} without a word: {lost}; move it out of the block",
                place,
                on=(origin_of_declaration(declaration),),
                related=outer,
                machines=() if inside.machine is None else (inside.machine,),
            )
