"""The rule v1-syntax."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.frontends.vagrantfile.convert import origin_of_declaration
from vmlint.rules._base import Bad, Good, VagrantfileRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import ConfigureCall, V1Call, VagrantDocument
    from vmlint.rules._base import Analysed

_V1_SETTINGS = {
    "forward_port": 'config.vm.network "forwarded_port", guest: …, host: …',
    "share_folder": 'config.vm.synced_folder "HOST", "GUEST"',
    "customize": "customize inside config.vm.provider",
    "auto_port_range": "config.vm.usable_port_range",
}
_NETWORK_CALLS = ("network", "forward_port")


class V1Syntax(VagrantfileRule):
    """The file speaks Vagrant's first configuration language, which was replaced in 2013.

    ## Why is this bad?
    Vagrant still translates version 1, but since its packages hold Ruby 3 (2.3.5, and Debian's) the translation of
    every `network` and `forward_port` dies with an ArgumentError: no command works. In a version 2 block a call such
    as `config.vm.forward_port` is an unknown setting, and `vagrant up` refuses it.

    ## Fix safety
    The fix rewrites all of version 1 in the file: `configure("2")`, `forward_port`, `network :hostonly` and
    `:bridged`, `share_folder`, `customize`. It is offered only where each call has a version 2 form, and where the
    file loads and validates afterwards.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/vagrantfile/version
    """

    name = "v1-syntax"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("v1",)
    supersedes = ("vagrant-load-error", "vagrant-validation-error")
    good = (
        Good(
            """
            Vagrant.configure(2) do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.host_name = "web"  # still an alias of hostname
              config.vm.network :forwarded_port, guest: 80, host: Time.now.to_i
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant::Config.run do |config|
            #^^^^^^^^^^^^^^^^^^
              config.vm.box = "lucid32"
              config.vm.forward_port 80, 8080
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "lucid32"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("1") do |config|
            #                 ^^^
              config.vm.box = "lucid32"
            end
            """,
            severity="warning",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "lucid32"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("1") do |config|
            #                 ^^^
              config.vm.box = "lucid32"
              config.vm.network "10.0.0.5"  # of a Vagrant before 1.0
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """,
            severity="warning",
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.forward_port 80, 8080
            #           ^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            end
            """,
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each version 1 block, and each version 1 call in a version 2 block."""
        from vmlint.findings.plans import Modernize

        for configure in document.configures:
            if configure.version == "1":
                yield self._block(configure, document)
        for call in document.dropped:
            yield self._dropped(call)
        for machine in document.machines:
            for section, setting, declaration in machine.unknown_settings:
                if section == "vm" and setting in _V1_SETTINGS:
                    yield self.report(
                        f"`{setting}` is of Vagrant's version 1, which a version 2 block does not know: "
                        f"`vagrant up` refuses it; write `{_V1_SETTINGS[setting]}`",
                        declaration.name_span,
                        on=(origin_of_declaration(declaration),),
                        related=(Label(declaration.span, "this call"),),
                        machines=(str(machine.name),),
                        fix=fix_of("write it in version 2", Modernize(declaration.span)),
                    )

    def _dropped(self, call: V1Call) -> Diagnostic:
        declaration = call.declaration
        return self.report(
            "version 1 has no network of this type, and Vagrant leaves it out without an error; write "
            '`config.vm.network "private_network", ip: "…"` or `"forwarded_port", guest: …, host: …` in version 2',
            declaration.span,
            on=(origin_of_declaration(declaration),),
            severity=Severity.WARNING,
        )

    def _block(self, configure: ConfigureCall, document: VagrantDocument) -> Diagnostic:
        from vmlint.findings.plans import Modernize

        inside = [call for call in document.v1_calls if call.name in _NETWORK_CALLS]
        fatal = document.loads is False and bool(document.problems)
        message = "version 1 of Vagrant's configuration"
        if fatal:
            message += ": with Ruby 3 (Vagrant 2.3.5 and later) its networks make every command fail"
        else:
            message += " is only translated; networks in it make every command fail since Vagrant 2.3.5"
        labels = [Label(call.declaration.span, "this call fails") for call in inside] if fatal else []
        labels += [
            Label(problem.span, "this fails")
            for problem in document.problems
            if problem.span is not None and not inside
        ]
        return self.report(
            message + '; write `Vagrant.configure("2")` and version 2 inside',
            configure.version_span or configure.span,
            related=labels,
            severity=Severity.ERROR if fatal else Severity.WARNING,
            fix=fix_of("write it in version 2", Modernize(configure.span)),
        )
