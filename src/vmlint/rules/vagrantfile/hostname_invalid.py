"""The rule hostname-invalid."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.frontends.vagrantfile.to_model import spanned
from vmlint.hints import TYPE_CHECKING
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.rules._base import Analysed

_ALLOWED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")


class HostnameInvalid(VagrantfileRule):
    """A hostname has characters that Vagrant does not allow.

    ## Why is this bad?
    `vagrant up` validates first and then starts nothing: "The hostname set for the VM should only contain letters,
    numbers, hyphens or dots". Underscores are the usual cause, often from a machine's name, where they are allowed.
    A trailing dot or hyphen and more than 63 characters pass.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/vagrantfile/machine_settings#config-vm-hostname
    """

    name = "hostname-invalid"
    severity = Severity.ERROR
    needs = ("hostname_invalid_characters",)
    supersedes = ("vagrant-validation-error",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define("web_1") { |web| web.vm.hostname = "web-1.example.test" }
              config.vm.define("db") { |db| db.vm.hostname = "db_#{rand(9)}" }
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "web_server"
            #                      ^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each hostname that Vagrant refuses."""
        machines = {each.name: each for each in reversed(document.machines)}
        for problem in document.validation:
            if problem.error != "hostname_invalid_characters" or problem.span is None:
                continue
            machine = machines[problem.machine]
            setting = machine.settings["hostname"]
            text = str(setting.value)
            yield self.report(
                f"`{text}` is no hostname: `vagrant validate` refuses {_why(text)}{_instead(text)}",
                problem.span,
                values=(spanned(setting),),
                machines=(problem.machine,),
            )


def _why(text: str) -> str:
    wrong = [char for char in dict.fromkeys(text) if char not in _ALLOWED]
    if wrong:
        return ", ".join(f"`{char}`" for char in wrong) + " in it"
    return f"one that starts with `{text[0]}`" if text else "an empty one"


def _instead(text: str) -> str:
    better = "".join(char if char in _ALLOWED else "-" for char in text).strip("-.")
    return f"; write `{better}`" if better else ""
