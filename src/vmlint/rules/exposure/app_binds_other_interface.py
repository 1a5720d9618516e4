"""The rule app-binds-other-interface."""

from __future__ import annotations

from vmlint.analysis.found import FoundListener
from vmlint.analysis.met import blocked_through, own_addresses, specific, ways_of
from vmlint.analysis.wanted import wanted
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.trace import Disposition
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Listener
    from vmlint.model.trace import Trace
    from vmlint.rules._base import Analysed


class AppBindsOtherInterface(ProjectRule):
    """A forward leads to an app that is bound to another address of its machine.

    ## Why is this bad?
    A forwarded port hands its connections to the address that the guest has behind VirtualBox's NAT, 10.0.2.15. An app
    that is bound to the machine's address in a private network listens there alone: it answers at that address, and
    whoever opens the forward is cut off without a byte. Bind 0.0.0.0, or take the forward out and open the machine's
    own address.

    A declared app that no place reaches at all is a matter of app-not-reachable.

    ## Fix safety
    The fix binds the app to every address, where that is written: in the file that was found to say it, or in the
    `source` of vmlint.yaml. It is unsafe: the app is then open to all who reach the machine.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "app-binds-other-interface"
    severity = Severity.ERROR
    fixable = "unsafe"
    needs = ("bound-specifically", "forwards")
    supersedes = ("app-not-reachable",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 5000, host: 8080, guest_ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: rand(9000), host: 8081
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 192.168.56.10, port: 5000}}"},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=192.168.56.10 &
            #                    ^^^^^^^^^^^^^
              SHELL
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=0.0.0.0 &
              SHELL
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {bind: 192.168.56.10, port: 5000}
                #             ^^^^^^^^^^^^^
                """
            },
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app that a forward leads to, and that hears of none of its connections."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        declared = topology.listeners is not None
        lost = _blocked_everywhere(analysed) if declared else set()
        for listener in topology.listeners if topology.listeners is not None else analysed.found():
            node = analysed.network().machines.get(listener.machine or "")
            if node is None or node.refusal or listener.in_container or listener.app in lost or not specific(listener):
                continue
            addresses = own_addresses(listener, node)
            if not addresses:
                continue
            dead = list(_dead(analysed, listener))
            if dead:
                yield self._report(listener, addresses, dead, analysed)

    def _report(
        self, listener: Listener, addresses: list[str], dead: list[tuple[ForwardedPort, Trace]], analysed: Analysed
    ) -> Diagnostic:
        forwards, trace = [forward for forward, _ in dead], dead[0][1]
        where = " and ".join(f"{address}:{listener.port.value}" for address in addresses)
        port = forwards[0].host_port.number
        message = (
            f"`{listener.app}` listens on {where} only, and the forward of port {port} leads to another address of "
            f"`{listener.machine}`: who opens it is cut off; bind 0.0.0.0, or open {addresses[0]}:{listener.port.value}"
        )
        labels = [Label(each.origin.span, "forwarded here") for each in forwards if each.origin.span is not None]
        span = next(bind.span for bind in listener.binds if bind.address.text in addresses)
        if isinstance(listener, FoundListener):
            from vmlint.findings.plans import ListenElsewhere
            from vmlint.rules._found import report

            fix = fix_of(
                f"let {listener.app} listen on every address", ListenElsewhere(listener.found, ""), unsafe=True
            )
            return report(self, listener.found, message, span, forwards=forwards, related=labels, trace=trace, fix=fix)
        from vmlint.rules._declared import declared_fix

        return self.report(
            message,
            span,
            on=[forward.origin for forward in forwards],
            values=[forward.guest_port for forward in forwards],
            related=labels,
            machines=(listener.machine,) if listener.machine else (),
            app=listener.app,
            trace=trace,
            fix=declared_fix(analysed, listener),
        )


def _dead(analysed: Analysed, listener: Listener) -> Iterator[tuple[ForwardedPort, Trace]]:
    """Yield the forwards that lead to the port of an app and not to its address, with what becomes of a connection."""
    for forward in ways_of(listener, analysed.topology):
        found = blocked_through(analysed.network(), forward)
        if found is not None and found.disposition is Disposition.WRONG_BIND_ADDRESS:
            yield forward, found


def _blocked_everywhere(analysed: Analysed) -> set[str]:
    """Return the declared apps that no place reaches that wants them."""
    blocked: dict[str, bool] = {}
    for each in wanted(analysed.reachability()):
        blocked[each.listener.app] = blocked.get(each.listener.app, True) and each.blocked
    return {app for app, everywhere in blocked.items() if everywhere}
