"""The rule forward-without-listener."""

from __future__ import annotations

from vmlint.analysis.services import is_swapped, listens_anyway, serves_another
from vmlint.analysis.wanted import wanted
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.address import LOOPBACK
from vmlint.model.ip import ANY, LOCALHOST
from vmlint.model.topology import HOST
from vmlint.model.trace import Flow, Verdict
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.found import FoundListener
    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Listener, Topology
    from vmlint.model.trace import Trace
    from vmlint.rules._base import Analysed


class ForwardWithoutListener(ProjectRule):
    """A forward leads to a port at which no app listens, declared or found.

    ## Why is this bad?
    The client connects (the NAT engine of the host accepts) and is then cut off without a byte: "Empty reply from
    server". Often `guest` and `host` are the wrong way round, or the app has another port than the forward says.

    Without declared apps it speaks of machines in which listeners are found and everything that starts some was
    followed; what somebody starts there by hand counts as a listener.

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
    needs = ("served", "forwards")
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
              config.vm.network "forwarded_port", guest: 8080, host: 80, host_ip: "127.0.0.1"
            #                                            ^^^^
              config.vm.provision "shell", inline: "apt-get install -y nginx"
            end
            """
        ),
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
        if topology.listeners is None:
            yield from self._found(analysed)
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

    def _found(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward that leads to none of the listeners that were found in its machine."""
        from vmlint.analysis.met import awaited
        from vmlint.model.found import HIGH, LOW

        topology, everything = analysed.topology, analysed.found()
        for inside in analysed.insides:
            those = [each for each in everything if each.machine == inside.machine]
            sure = [each for each in those if each.found.confidence != LOW and each.port.number is not None]
            if not sure or inside.unfollowed or inside.hang or inside.strangers or any(map(_may_be_there, those)):
                continue
            ports = {each.port.number for each in those} | {awaited(each.found) for each in those}
            for forward in topology.forwards_of(inside.machine):
                port = forward.guest_port.number
                if not forward.written or port is None or port in ports or listens_anyway(topology, forward):
                    continue
                swapped = next((each for each in sure if is_swapped(topology, forward, each, ports)), None)
                meant = swapped or next((each for each in sure if each.found.confidence == HIGH), sure[0])
                yield self._of_found(forward, sure, meant, is_swap=swapped is not None)

    def _of_found(
        self, forward: ForwardedPort, those: list[FoundListener], meant: FoundListener, *, is_swap: bool
    ) -> Diagnostic:
        from vmlint.rules._found import report

        span = forward.guest_place
        assert span is not None, "Vagrant's own forwards are not looked at"
        port = forward.guest_port.number
        message = f"nothing that the files start in `{forward.machine}` listens on port {port}"
        if is_swap:
            message += f"; `{meant.app}` listens on {meant.port.number}: `guest` and `host` look swapped"
        elif len(those) == 1:
            message += f"; `{meant.app}` listens on {meant.port.number}"
        places = [(each, each.found.place("port", "start", "publish", "enable", "install")) for each in those[:3]]
        made = report(
            self,
            meant.found,
            message,
            span,
            forwards=(forward,),
            related=[Label(place, f"`{each.app}` listens here") for each, place in places if place is not None],
            severity=Severity.WARNING if is_swap else Severity.INFO,
        )
        values = {name: getattr(made, name) for name in type(made)._fields}
        own = {place for _, place in places}
        labels = tuple(each for each in made.related if each.span not in own or each.text.endswith("listens here"))
        return type(made)(**{**values, "app": None, "related": labels})

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


def _may_be_there(listener: FoundListener) -> bool:
    """Return whether a listener may be at the port of a forward, for all that is known: not one on loopback alone."""
    kinds = {bind.address.kind for bind in listener.binds}
    return listener.port.number is None and kinds != {LOOPBACK}


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
