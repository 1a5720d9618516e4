"""The rule forward-without-listener."""

from __future__ import annotations

from vmlint.analysis.services import is_swapped, listens_anyway, serves_another
from vmlint.analysis.wanted import wanted
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.ip import ANY, LOCALHOST
from vmlint.model.topology import HOST
from vmlint.model.trace import Flow, Verdict
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Listener, Topology
    from vmlint.model.trace import Trace
    from vmlint.rules._base import Analysed


class ForwardWithoutListener(ProjectRule):
    """A forward leads to a port at which no declared app listens.

    ## Why is this bad?
    The client connects (the NAT engine of the host accepts) and is then cut off without a byte: "Empty reply from
    server". Often `guest` and `host` are the wrong way round, or the app has another port than the forward says.

    ## Fix safety
    The fix exchanges `guest` and `host` where they look swapped, or leads the forward to the only app of the
    machine, unless the forward says that it serves something of its own (by a known port, or by its `id`). It is
    unsafe: an app that nobody declared may listen there.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "forward-without-listener"
    severity = Severity.WARNING
    fixable = "unsafe"
    needs = ("apps", "forwards")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080
              config.vm.network "forwarded_port", guest: 3389, host: 33389
              config.vm.network "forwarded_port", guest: rand(9000), host: 8081
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 5000}}"},
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            end
            """,
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 81, host: 8081
            #                                            ^^
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 80}}"},
            severity="info",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 80, host: 8081
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 15306, host: 3306
            #                                            ^^^^^
            end
            """,
            files={"vmlint.yaml": "apps: {db: {bind: 0.0.0.0, port: 3306}}"},
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 3306, host: 15306
            end
            """,
            unsafe=True,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward of a machine with declared apps that none of them answers."""
        topology = analysed.topology
        unserved: set[str | None] | None = None
        for forward in topology.forwards:
            apps = topology.apps_of(forward.machine)
            if not apps or not _leads_nowhere(topology, forward, apps):
                continue
            if unserved is None:
                unserved = _unserved(analysed)
            if forward.machine in unserved:
                continue
            swapped = next((app for app in apps if is_swapped(topology, forward, app)), None)
            yield self._report(analysed, forward, apps, swapped)

    def _report(
        self, analysed: Analysed, forward: ForwardedPort, apps: list[Listener], swapped: Listener | None
    ) -> Diagnostic:
        span = forward.guest_place
        assert span is not None, "Vagrant's own forwards are not looked at"
        port = forward.guest_port.number
        message = f"no declared app of `{forward.machine}` listens on port {port}: who connects is cut off at once"
        if swapped is not None:
            message += f"; `{swapped.app}` listens on {swapped.port.number}: `guest` and `host` look swapped"
        elif len(apps) == 1:
            message += f"; `{apps[0].app}` listens on {apps[0].port.number}"
        related = [Label(app.port.span or app.app_span, f"`{app.app}` listens here") for app in apps[:3]]
        return self.report(
            message,
            span,
            on=(forward.origin,),
            values=(forward.guest_port,),
            related=related,
            machines=(forward.machine,),
            severity=Severity.INFO if swapped is None else Severity.WARNING,
            trace=_trace(analysed, forward) if analysed.topology.virtualbox else None,
            fix=_fix(analysed, forward, apps, swapped),
        )


def _fix(analysed: Analysed, forward: ForwardedPort, apps: list[Listener], swapped: Listener | None) -> Fix | None:
    from vmlint.findings.plans import SetOption, SwapPorts, target_of

    if forward.rule:
        return None
    if swapped is not None:
        return fix_of("exchange `guest` and `host`", SwapPorts(forward), unsafe=True)
    app = apps[0]
    served = any(each.guest_port.number == app.port.number for each in analysed.topology.forwards_of(forward.machine))
    if len(apps) > 1 or served or app.protocol != forward.transport or app.port.number is None:
        return None
    if serves_another(analysed.topology, forward, app):
        return None
    step = SetOption(target_of(forward), "guest", forward.guest_port, app.port.number)
    return fix_of(f"write `guest: {app.port.number}`, where `{app.app}` listens", step, unsafe=True)


def _leads_nowhere(topology: Topology, forward: ForwardedPort, apps: list[Listener]) -> bool:
    port = forward.guest_port.number
    if not forward.written or port is None or listens_anyway(topology, forward):
        return False
    return all(app.port.number != port and not app.in_container for app in apps)


def _unserved(analysed: Analysed) -> set[str | None]:
    """Return the machines with an app that is wanted and has no way at all: its finding names the other forwards."""
    if not analysed.topology.virtualbox:
        return set()
    return {each.listener.machine for each in wanted(analysed.reachability()) if each.leads_nowhere}


def _trace(analysed: Analysed, forward: ForwardedPort) -> Trace | None:
    """Return what becomes of a connection from the host, None where that is not known."""
    from vmlint.analysis.tracing import trace

    for made in analysed.network().forwards:
        if made.machine == forward.machine and made.span == forward.origin.span and made.own == forward.own:
            address = LOCALHOST if made.host_ip == ANY else made.host_ip
            found = trace(analysed.network(), Flow(HOST, address, made.host_port, made.protocol))
            return found if found.verdict is Verdict.BLOCKED else None
    return None
