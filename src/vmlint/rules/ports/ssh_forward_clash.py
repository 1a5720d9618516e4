"""The rule ssh-forward-clash."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.address import host_addresses_overlap
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Entrance, Topology
    from vmlint.rules._base import Analysed

_SSH = 22


class SshForwardClash(ProjectRule):
    """A forward gets in the way of the one that Vagrant makes for ssh.

    ## Why is this bad?
    Vagrant forwards port 2222 of the host to ssh in every machine, under the id `ssh`. A forward of guest port 22
    without that id does not move Vagrant's own: both are made. And nothing else of the same machine can have port
    2222: Vagrant checks ports of other machines only, VirtualBox up to 7.0 then drops one of the two without a word,
    from 7.1 on it does not start the machine.

    A forward of guest port 22 to another port of the host works, beside Vagrant's own: that is a warning, for the
    one was most likely meant in place of the other.

    ## Fix safety
    The fix gives a forward of port 22 the id `ssh`, so that it takes the place of Vagrant's own; another forward
    gets a free port, which is unsafe where the old one is mentioned elsewhere in the project.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "ssh-forward-clash"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("forwards", "ssh-forwards")
    supersedes = ("host-port-collision",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 22, host: 2200, id: "ssh"
              config.vm.network "forwarded_port", guest: rand(99), host: 2022
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 22, host: 2222, id: "ssh", disabled: true
              config.vm.network "forwarded_port", guest: 2022, host: 2222  # nobody else has it now
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 22, host: 2222
            #                                                      ^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 22, host: 2222, id: "ssh"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 2222, auto_correct: true
            #                                                      ^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 2251, auto_correct: true
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 22, host: 2200
            #                                            ^^
            end
            """,
            severity="warning",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 22, host: 2200, id: "ssh"
            end
            """,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward that clashes with Vagrant's own for ssh, or doubles it."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        own = {each.machine: each for each in topology.forwards if each.own and each.guest_port.number == _SSH}
        for forward in topology.forwards:
            theirs = own.get(forward.machine)
            if theirs is None or not forward.written or forward.transport != "tcp":
                continue
            if forward.rule:
                continue  # of two rules in VirtualBox's own words nat-rule-overlap speaks
            sshd = _sshd(topology, forward)
            to_sshd = sshd is not None and forward.guest_port.number == sshd.guest.number
            if _clash(forward, theirs):
                yield self._clash(forward, to_sshd=to_sshd)
            elif to_sshd and forward.guest_port.number == _SSH and forward.host_port.value != theirs.host_port.value:
                yield self._double(forward, sshd)

    def _clash(self, forward: ForwardedPort, *, to_sshd: bool) -> Diagnostic:
        span = forward.place
        assert span is not None, "somebody wrote it"
        remedy = 'add `id: "ssh"`' if to_sshd else "use another port"
        return self.report(
            f"host port {forward.host_port.number} is that of Vagrant's own forward for ssh in this machine: "
            f"one of the two will not work, and VirtualBox 7.1 refuses to start the machine; {remedy}",
            span,
            on=(forward.origin,),
            values=(forward.host_port, forward.host_ip),
            machines=(forward.machine,),
            fix=_take_place(forward) if to_sshd else _move(forward),
        )

    def _double(self, forward: ForwardedPort, sshd: Entrance | None) -> Diagnostic:
        span = forward.guest_place
        assert span is not None, "somebody wrote it"
        return self.report(
            "this is a second forward to ssh: Vagrant's own on host port 2222 stays; "
            'add `id: "ssh"` to have this one in its place',
            span,
            on=(forward.origin,),
            values=(forward.guest_port,),
            machines=(forward.machine,),
            severity=Severity.WARNING,
            # Where `config.ssh.port` says another port, Vagrant would look for the machine there, and in vain.
            fix=_take_place(forward) if sshd is None or sshd.host.value in (None, forward.host_port.value) else None,
        )


def _sshd(topology: Topology, forward: ForwardedPort) -> Entrance | None:
    machine = topology.machine(forward.machine)
    return next((each for each in machine.entrances if each.server == "sshd"), None) if machine is not None else None


def _take_place(forward: ForwardedPort) -> Fix:
    from vmlint.findings.plans import SetOption, target_of
    from vmlint.model.value import ABSENT

    return fix_of('add `id: "ssh"`', SetOption(target_of(forward), "id", ABSENT, "ssh"))


def _move(forward: ForwardedPort) -> Fix:
    from vmlint.findings.plans import MovePort

    return fix_of("use a free host port", MovePort(forward))


def _clash(forward: ForwardedPort, own: ForwardedPort) -> bool:
    if forward.host_port.number is None or forward.host_port.number != own.host_port.number:
        return False
    address = forward.host_address
    return address is not None and host_addresses_overlap(address, own.host_address or "")
