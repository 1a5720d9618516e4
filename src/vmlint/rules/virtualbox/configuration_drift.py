"""The rule configuration-drift."""

from __future__ import annotations

from vmlint.analysis.drift import ATTACHMENT, RULE, differences
from vmlint.analysis.hardware import hardware_of
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.drift import Difference
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.topology import Machine
    from vmlint.rules._base import Analysed

_MACHINE = """
<?xml version="1.0"?>
<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux">
  <Machine uuid="{{6a1c2f0e-0000-4000-8000-000000000001}}" name="lab" OSType="Debian_64">
    <Hardware>
      <Network>
        <Adapter slot="0" enabled="true" MACAddress="080027000001" type="82540EM">
          <NAT localhost-reachable="true">
            <Forwarding name="ssh" proto="1" hostip="127.0.0.1" hostport="2222" guestport="22"/>
            <Forwarding name="tcp8080" proto="1" hostport="8080" guestport="{port}"/>
          </NAT>
        </Adapter>
      </Network>
    </Hardware>
  </Machine>
</VirtualBox>
"""
_SETTINGS = """
sources: [Vagrantfile, {path: lab.vbox, machines: {lab: default}}]
"""


class ConfigurationDrift(ProjectRule):
    """A machine that is there has another network than the files declare.

    ## Why is this bad?
    A Vagrantfile that was changed after `vagrant up`, or a rule that somebody added by hand, holds only until the next
    `vagrant reload`, or does not hold yet. Which of the two is meant, only its author knows. `vmlint render --as
    vboxmanage` prints the commands that bring a running machine up to date without a reboot.

    It is said where a `showvminfo` dump or a .vbox file stands among the `sources:` of vmlint.yaml, its name mapped to
    a machine. A host port that Vagrant may have moved (`auto_correct`, its own ssh) is no difference. Of a dump that is
    cut short what it shows is compared, and nothing that it may lack.

    ## References
    - https://www.virtualbox.org/manual/ch08.html#vboxmanage-showvminfo
    """

    name = "configuration-drift"
    severity = Severity.WARNING
    needs = ("observed",)
    good = (
        Good(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "forwarded_port", guest: 80, host: 8080
                  config.vm.network "forwarded_port", guest: 81 + rand(9), host: 8081, disabled: true
                end
                """,
                "vmlint.yaml": _SETTINGS,
                "lab.vbox": _MACHINE.format(port=80),
            }
        ),
    )
    bad = (
        Bad(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "forwarded_port", guest: 80, host: 8080
                # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                end
                """,
                "vmlint.yaml": _SETTINGS,
                "lab.vbox": _MACHINE.format(port=8000),
            }
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each thing of a machine that is not as declared."""
        topology = analysed.topology
        if not topology.virtualbox or not _is_understood(analysed):
            return
        for observed in topology.observed:
            declared = topology.machine(observed.name)
            if declared is None or observed.hardware is None or not declared.origin.certain:
                continue
            for each in differences(hardware_of(topology, declared), observed.hardware):
                yield from self._report(declared, observed, each)

    def _report(self, declared: Machine, observed: Machine, each: Difference) -> Iterator[Diagnostic]:
        span = each.span or each.seen or declared.origin.span or observed.origin.span
        if span is None:
            return
        yield self.report(
            f"{_text(declared, each)}; {_advice(declared)}",
            span,
            on=() if each.rule is None else (each.rule.origin,),
            related=label(None if each.seen == span else each.seen, "it is seen here")
            + label(
                None if each.span is not None or declared.origin.span == span else declared.origin.span, "declared here"
            ),
            machines=(declared.name,),
        )


def _is_understood(analysed: Analysed) -> bool:
    """Return whether the files that declare say all that there is; what a dump leaves open is no matter here."""
    return not analysed.project.missing and all(
        document.complete and document.loads
        for document in analysed.of("vagrantfile")
        if not getattr(document, "observed", False)
    )


def _text(machine: Machine, each: Difference) -> str:
    name = machine.name
    if each.kind == RULE:
        if each.other is None:
            assert each.rule is not None
            return f"`{name}` as it is has no NAT rule `{each.rule.name}`"
        if each.rule is None:
            return f"`{name}` as it is has a NAT rule that is not declared: {each.observed}"
        return f"the NAT rule `{each.rule.name}` of `{name}` is declared as {each.declared}, and is {each.observed}"
    what = f"adapter {each.slot} of `{name}`"
    if each.kind == ATTACHMENT:
        return f"{what} is declared as {each.declared}, and is {each.observed}"
    return f"{what}: its {each.kind} is declared as {each.declared}, and is {each.observed}"


def _advice(machine: Machine) -> str:
    if machine.vagrant:
        return "`vagrant reload` makes it as declared, and deletes what is not"
    return "`vmlint render --as vboxmanage` prints the commands that make it as declared"
