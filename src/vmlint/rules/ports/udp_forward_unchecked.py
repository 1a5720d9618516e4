"""The rule udp-forward-unchecked."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule
from vmlint.rules._forwards import loses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class UdpForwardUnchecked(ProjectRule):
    """Vagrant does not look whether the host port of a UDP forward is free.

    ## Why is this bad?
    Vagrant's check connects by TCP, and skips UDP. A port that another program has is noticed by VirtualBox alone:
    up to 7.0 it starts the machine without the forward and says so only in its log, from 7.1 on it does not start it.
    `auto_correct: true` does nothing for UDP. Nothing is wrong as such: it is an information.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "udp-forward-unchecked"
    severity = Severity.INFO
    needs = ("forwards", "udp-forwards")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 53, host: 5353
              config.vm.network "forwarded_port", guest: 53, host: 5354, protocol: "udp", disabled: true
              config.vm.network "forwarded_port", guest: 53, host: 5355, protocol: %w[tcp udp][rand(2)]
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp"
            #                                                      ^^^^
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each UDP forward."""
        if not analysed.topology.virtualbox:
            return
        for forward in analysed.topology.forwards:
            span = forward.place
            if forward.transport != "udp" or not forward.written or span is None:
                continue
            moved = ", and `auto_correct` does nothing for it" if forward.auto_correct else ""
            who = "nobody checks" if forward.rule else "Vagrant does not check"
            lost = loses(analysed, "the machine") if forward.machine else "nothing is forwarded"
            yield self.report(
                f"{who} whether UDP port {forward.host_port.value} of the host is free{moved}: where it is taken, "
                f"{lost}",
                span,
                on=(forward.origin,),
                values=(forward.protocol, forward.host_port),
                machines=(forward.machine,),
            )
