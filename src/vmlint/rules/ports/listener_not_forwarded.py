"""The rule listener-not-forwarded."""

from __future__ import annotations

from vmlint.analysis.met import open_to_all
from vmlint.analysis.services import listens_anyway
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.found import LOW
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.found import FoundListener
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.topology import Topology
    from vmlint.rules._base import Analysed


class ListenerNotForwarded(ProjectRule):
    """A web server listens on every address of a machine that has no way in.

    ## Why is this bad?
    A machine with nothing but VirtualBox's NAT cannot be reached from the host, whatever listens there. Somebody who
    sets up a web server mostly means to look at it: forward a port of the host to it, or give the machine an address
    in a private network.

    ## Fix safety
    The fix adds a forward for this computer alone (`host_ip: "127.0.0.1"`). It is unsafe: perhaps nobody is meant to
    reach the server.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "listener-not-forwarded"
    severity = Severity.INFO
    fixable = "unsafe"
    needs = ("found-web",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
              config.vm.network "forwarded_port", guest: rand(9000), host: 8081
              config.vm.provision "shell", inline: "apt-get install -y nginx"
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provision "shell", inline: "apt-get install -y nginx"
            #                                       ^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
              config.vm.provision "shell", inline: "apt-get install -y nginx"
            end
            """,
            unsafe=True,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each web server that is open to all in a machine that nobody gets into."""
        topology = analysed.topology
        if not topology.virtualbox or not topology.complete:
            return
        for listener in analysed.found():
            found = listener.found
            if not found.web or found.confidence == LOW or found.behind or not open_to_all(listener):
                continue
            if listener.port.number is not None and _is_closed(topology, found.machine):
                yield from self._report(listener)

    def _report(self, listener: FoundListener) -> Iterator[Diagnostic]:
        from vmlint.findings.plans import AddForward
        from vmlint.rules._found import deciding, report

        found, port, span = listener.found, listener.port.number, deciding(listener.found)
        if span is None:
            return
        step = AddForward(listener, "127.0.0.1")
        yield report(
            self,
            found,
            f"`{found.name}` listens on port {port} for everybody, and nothing leads into `{found.machine}`: the host "
            "cannot reach it; add a forward, or a private network",
            span,
            severity=Severity.INFO,
            fix=fix_of(f"forward a port of the host to port {port}", step, unsafe=True),
        )


def _is_closed(topology: Topology, name: str) -> bool:
    """Return whether neither a network nor a forward leads into a machine, but for those that Vagrant itself uses.

    A forward to a port at which nothing is found is one all the same: forward-without-listener speaks of it.
    """
    machine = topology.machine(name)
    if machine is None or machine.customized or machine.tunnelled or not machine.vagrant or topology.adapters_of(name):
        return False
    ways = [each for each in topology.forwards_of(name) if not each.own and each.disabled is not True]
    return all(listens_anyway(topology, each) for each in ways)
