"""The rule forward-shared-by-machines."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of
from vmlint.rules._forwards import checked_by_vagrant, loses

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.rules._base import Analysed


class ForwardSharedByMachines(ProjectRule):
    """A forward outside all `define` blocks goes to every machine, and only one of them can have the host port.

    ## Why is this bad?
    What is said of `config.vm` holds for every machine. The first one that starts takes the port of the host, and
    `vagrant up` refuses the second. It does not look at UDP, nor at rules of `vb.customize`: there VirtualBox up to 7.0
    starts the second machine without its forward, and from 7.1 on does not start it. Move the line into the `define`
    block of the machine that is meant, by that block's own variable.

    ## Fix safety
    The fix adds `auto_correct: true` to a TCP forward, so that Vagrant moves the ports of the later machines. It is
    unsafe: the forward may be meant for one machine alone, and belongs into its block then.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/multi-machine
    """

    name = "forward-shared-by-machines"
    severity = Severity.ERROR
    fixable = "unsafe"
    needs = ("forwards", "machines", "same-port")
    supersedes = ("host-port-collision",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, auto_correct: true
              config.vm.network "forwarded_port", guest: 81, host: 8081, disabled: true
              config.vm.define "a" do |a|
                a.vm.network "forwarded_port", guest: 82, host: 8082
                a.vm.network "forwarded_port", guest: 83, host: rand(9000)
              end
              config.vm.define "b"
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.define "a"
              config.vm.define "b", autostart: false  # started by hand, later
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
            #                                                      ^^^^
              config.vm.define "a"
              config.vm.define "b"
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, auto_correct: true
              config.vm.define "a"
              config.vm.define "b"
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp", auto_correct: true
            #                                                      ^^^^
              (1..3).each { |i| config.vm.define "node#{i}" }
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward that one line gives to several machines."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        starting = {machine.name for machine in topology.machines if machine.starts is True}
        lines: dict[Hashable, list[ForwardedPort]] = {}
        for forward in topology.forwards:
            if _stays(forward) and forward.machine in starting:
                # One command may have several rules.
                key = (forward.origin.span, forward.origin.steps, forward.name if forward.rule else "")
                lines.setdefault(key, []).append(forward)
        for shared in lines.values():
            ports = {(forward.host_port.number, forward.host_address) for forward in shared}
            if len({forward.machine for forward in shared}) > 1 and len(ports) == 1:
                yield self._report(analysed, shared)

    def _report(self, analysed: Analysed, shared: list[ForwardedPort]) -> Diagnostic:
        from vmlint.findings.plans import SetOption, target_of
        from vmlint.model.value import ABSENT

        first = shared[0]
        steps = [SetOption(target_of(forward), "auto_correct", ABSENT, True) for forward in shared]
        span = first.place
        assert span is not None, "Vagrant's own forwards move out of the way"
        checked = checked_by_vagrant(first)
        moved = " or add `auto_correct: true`" if checked else ""
        refused = (
            "`vagrant up` refuses the second" if checked else f"nobody checks, and {loses(analysed, 'the second')}"
        )
        return self.report(
            f"every machine gets this forward, and only one can have port {first.host_port.number} of the host: "
            f"{refused}; move it into the `define` block of the machine that is meant{moved}",
            span,
            on=[forward.origin for forward in shared],
            values=(first.host_port, first.host_ip),
            machines=[forward.machine for forward in shared],
            fix=fix_of("add `auto_correct: true`", *steps, unsafe=True) if checked else None,
        )


def _stays(forward: ForwardedPort) -> bool:
    """Return whether a forward certainly claims the port that is written."""
    if not forward.written or forward.origin.span is None or forward.host_address is None:
        return False
    if forward.host_port.number is None or forward.transport is None:
        return False
    return forward.transport != "tcp" or forward.auto_correct is False
