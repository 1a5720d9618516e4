"""The rule nat-rule-on-non-nat-adapter."""

from __future__ import annotations

from vmlint.analysis.hardware import hardware_of
from vmlint.analysis.refusals import without_adapter
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import NAT, NO_ATTACHMENT
from vmlint.rules._base import Bad, Good, ProjectRule, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.hardware import Card
    from vmlint.model.topology import Machine
    from vmlint.rules._base import Analysed


class NatRuleOnNonNatAdapter(ProjectRule):
    """A NAT rule belongs to an adapter that is not on NAT, and forwards nothing.

    ## Why is this bad?
    VirtualBox keeps the rules of every adapter and uses those of adapters on NAT. A rule on adapter 2, which is a
    host-only one, is remembered and does nothing; Vagrant skips a forward whose `adapter:` is not on NAT, and stops
    where there is no such adapter. Adapter 1 is the one on NAT, unless something else is declared.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#natforward
    """

    name = "nat-rule-on-non-nat-adapter"
    severity = Severity.ERROR
    needs = ("slots",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 80, host: 8080, adapter: 1
              config.vm.network "forwarded_port", guest: 81, host: 8081, adapter: 1 + rand(2)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic3", "nat", "--natpf3", "web,tcp,,8082,,80"]
              end
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf2", "web,tcp,,8080,,80"]
            #                                               ^^^^^^^^^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, adapter: 2
            #                                                                     ^
            end
            """
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage createvm --name dev --register
                VBoxManage modifyvm dev --nic1 bridged --bridgeadapter1 eth0
                VBoxManage modifyvm dev --natpf1 "web,tcp,,8080,,80"
                #                                 ^^^^^^^^^^^^^^^^^
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each rule on an adapter that does not use it."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        by_machine: dict[str, list[ForwardedPort]] = {}
        for forward in topology.forwards:
            if not forward.rule:
                by_machine.setdefault(forward.machine, []).append(forward)
        for machine in topology.machines:
            own = by_machine.get(machine.name, [])
            hardware = hardware_of(topology, machine)
            if hardware.doubt:
                continue
            for card in hardware.cards:
                if card.attachment.known and card.attachment.value != NAT:
                    for rule in card.rules:
                        if card.slot == 1 and not rule.rule:
                            continue  # all of Vagrant's forwards are lost: nat-adapter-replaced
                        yield self._report(machine, card, rule)
            for slot, rule in without_adapter(hardware, own):
                yield self._missing(machine, slot, rule)

    def _report(self, machine: Machine, card: Card, rule: ForwardedPort) -> Diagnostic:
        span = rule.adapter.span or _whole(rule) or rule.origin.span
        assert span is not None, "Vagrant's own forwards are on adapter 1"
        kind = "off" if card.attachment.value == NO_ATTACHMENT else f"on {card.attachment.value}, not on NAT"
        return self.report(
            f"adapter {card.slot} of `{machine.name}` is {kind}: the NAT rule `{rule.name}` forwards nothing; "
            f"give it to an adapter on NAT",
            span,
            on=(rule.origin, card.origin),
            values=(rule.adapter,),
            related=label(card.attachment.span, f"adapter {card.slot} is attached here"),
            machines=(machine.name,),
        )

    def _missing(self, machine: Machine, slot: int, rule: ForwardedPort) -> Diagnostic:
        span = rule.adapter.span or rule.origin.span
        assert span is not None, "the adapter is written"
        return self.report(
            f"`{machine.name}` has no adapter {slot}: `vagrant up` stops at this forward; leave `adapter:` out",
            span,
            on=(rule.origin,),
            values=(rule.adapter,),
            machines=(machine.name,),
        )


def _whole(rule: ForwardedPort) -> Span | None:
    """Return the place of a rule that a command has: from its name to its last port."""
    first, last = rule.name_span, rule.guest_port.span
    if first is None or last is None or first.source is not last.source or last.end < first.start:
        return None
    return Span(first.source, first.start, last.end)
