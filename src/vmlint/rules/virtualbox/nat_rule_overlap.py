"""The rule nat-rule-overlap."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.adapters import NAT
from vmlint.model.address import host_addresses_overlap
from vmlint.model.host import STRICT, at_least, parse_version
from vmlint.rules._base import Bad, Good
from vmlint.rules._remarks import RemarkRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Machine
    from vmlint.rules._base import Analysed


class NatRuleOverlap(RemarkRule):
    """Two NAT rules of one machine claim the same port of the host.

    ## Why is this bad?
    At one address VirtualBox refuses the second rule when it is made ("A NAT rule for this host port and this host IP
    already exists"), and `vagrant up` stops at that `customize`. At addresses that overlap (none, which is every one,
    and 127.0.0.1) it takes both, and finds out when the machine starts: up to 7.0 the rule whose name comes first
    gets the port and the other is silently not there; from 7.1 on the machine does not start.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#natforward
    """

    name = "nat-rule-overlap"
    severity = Severity.ERROR
    needs = ("hardware",)
    supersedes = ("host-port-collision",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "lan,tcp,192.168.1.10,8080,,80"]
                vb.customize ["modifyvm", :id, "--natpf1", "udp,udp,,8080,,80"]
                vb.customize ["modifyvm", :id, "--natpf1", "other,tcp,,8081,,80"]
              end
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8000 + rand(99)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,,8080,,80"]
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
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,127.0.0.1,8080,,80"]
            #                                                                 ^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,127.0.0.1,8080,,80"]
            #                                                                 ^^^^
              end
            end
            """
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage createvm --name dev --register
                VBoxManage modifyvm dev --natpf1 "any,tcp,,8080,,80"
                VBoxManage modifyvm dev --natpf1 "web,tcp,127.0.0.1,8080,,81"
                #                                                   ^^^^
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each rule that claims what another rule of its machine has."""
        yield from super().check(analysed)
        if not analysed.topology.virtualbox:
            return
        for machine in analysed.topology.machines:
            for earlier, later in _rivals(machine):
                # Two forwards of a Vagrantfile are the affair of host-port-collision.
                if earlier.rule or later.rule:
                    yield self._report(machine, earlier, later, analysed.virtualbox)

    def _report(self, machine: Machine, one: ForwardedPort, other: ForwardedPort, virtualbox: str | None) -> Diagnostic:
        refused = at_least(parse_version(virtualbox or ""), STRICT)
        first, second = sorted((one, other), key=lambda rule: rule.name)
        wins = f"`{first.name}` gets the port, for its name comes first, and `{second.name}` is silently not there"
        refuses = f"`{machine.name}` does not start"
        if refused is None:
            text = f"VirtualBox up to 7.0: {wins}; from 7.1 on {refuses}"
        else:
            text = refuses if refused else wins
        place = one.place
        span = other.place or place
        assert span is not None, "Vagrant's own forwards do not overlap each other"
        related = [Label(place, f"`{one.name}` claims it here")] if place is not None and place != span else []
        return self.report(
            f"the NAT rules `{one.name}` and `{other.name}` of `{machine.name}` both claim port "
            f"{other.host_port.number} of the host: {text}; use another port",
            span,
            on=(one.origin, other.origin),
            values=(one.host_port, one.host_ip, other.host_port, other.host_ip),
            related=related,
            machines=(machine.name,),
        )


def _rivals(machine: Machine) -> Iterator[tuple[ForwardedPort, ForwardedPort]]:
    """Yield each rule of a machine that meets an earlier one, with that one."""
    held: dict[tuple[str | None, int], list[ForwardedPort]] = {}
    for card in () if machine.hardware is None else machine.hardware.cards:
        for rule in card.rules if card.attachment.value == NAT else ():
            port = rule.host_port.number
            if port is None or rule.disabled is not False or rule.host_address is None:
                continue
            others = held.setdefault((rule.transport, port), [])
            for other in others:
                if host_addresses_overlap(other.host_address or "", rule.host_address):
                    yield other, rule
                    break
            others.append(rule)
