"""The rule hostname-on-loopback."""

from __future__ import annotations

from vmlint.analysis.wanted import excused, name_is_loopback, place_text, symptom_text, wanted, ways_there
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.address import LOOPBACK, NAME
from vmlint.model.trace import Disposition
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.wanted import Wanted
    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.topology import Listener, Machine
    from vmlint.rules._base import Analysed


class HostnameOnLoopback(ProjectRule):
    """An app is bound to the hostname, which Vagrant maps to a loopback address.

    ## Why is this bad?
    For `config.vm.hostname = "db"` Vagrant writes `127.0.1.1 db` (or 127.0.2.1, …) into the guest's /etc/hosts.
    Servers that listen on the address of their own name, as Hadoop, Kafka, RabbitMQ and Cassandra do, then listen on
    loopback, and nobody else reaches them. With `hostname: true` a network's address is written there instead:
    `config.vm.network "private_network", ip: "192.168.56.10", hostname: true`.

    A warning; an error where the app is for that reason not reached from a place that wants it.

    ## Fix safety
    The fix adds `hostname: true` to the machine's private network, so that Vagrant maps the name to its address.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/vagrantfile/machine_settings#config-vm-hostname
    """

    name = "hostname-on-loopback"
    severity = Severity.WARNING
    fixable = "safe"
    needs = ("apps", "bound-to-name")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "db.test"
              config.vm.network "private_network", ip: "192.168.56.10", hostname: true
              config.vm.network "private_network", ip: "192.168.57.#{rand(99) + 9}"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  db: {bind: hostname, port: 5432}
                  own: {bind: hostname, port: 4369, reach_from: [nobody]}
                """
            },
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "db.test"
              config.vm.network "private_network", ip: "192.168.56.10"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  db: {bind: hostname, port: 5432}
                #            ^^^^^^^^
                """
            },
            severity="error",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "db.test"
              config.vm.network "private_network", ip: "192.168.56.10", hostname: true
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "db.test"
              config.vm.network "private_network", ip: "192.168.56.10"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  db: {bind: [hostname, 192.168.56.10], port: 5432}
                #             ^^^^^^^^
                """
            },
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "db.test"
              config.vm.network "private_network", ip: "192.168.56.10", hostname: true
            end
            """,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app that is bound to a name that stands for loopback."""
        topology = analysed.topology
        for listener in topology.listeners or ():
            machine = None if listener.machine is None else topology.machine(listener.machine)
            bind = next((bind for bind in listener.binds if bind.address.kind == NAME), None)
            meant = all(place.name in ("nobody", f"machine:{listener.machine}") for place in listener.wanted)
            if bind is None or meant or listener.in_container or machine is None or not name_is_loopback(machine):
                continue
            yield self._report(analysed, listener, machine)

    def _report(self, analysed: Analysed, listener: Listener, machine: Machine) -> Diagnostic:
        bind = next(bind for bind in listener.binds if bind.address.kind == NAME)
        blocked = _first_blocked(analysed, listener)
        message = f"`{listener.app}` is bound to the hostname, which Vagrant maps to 127.0.1.1 in /etc/hosts"
        related = [*label(machine.hostname.span, "the hostname")]
        if blocked is not None:
            related += [Label(span, text) for span, text in ways_there(analysed.topology, blocked)]
            seen = symptom_text(blocked)
            message += f", so it is not reached from {place_text(blocked.result.place)}" + (f": {seen}" if seen else "")
        return self.report(
            f"{message}; add `hostname: true` to a private network with an `ip`",
            bind.span,
            on=(machine.origin,),
            values=(machine.hostname,),
            related=related,
            machines=(machine.name,),
            app=listener.app,
            severity=Severity.WARNING if blocked is None else Severity.ERROR,
            trace=None if blocked is None else blocked.result.trace(),
            fix=_fix(analysed, machine),
        )


def _fix(analysed: Analysed, machine: Machine) -> Fix | None:
    from vmlint.findings.plans import SetOption, target_of
    from vmlint.model.adapters import BRIDGED
    from vmlint.model.value import ABSENT

    networks = [each for each in analysed.topology.adapters_of(machine.name) if each.attachment != BRIDGED]
    fitting = [each for each in networks if each.address.text is not None and each.by_dhcp is False]
    if not fitting:
        return None
    return fix_of("add `hostname: true`", SetOption(target_of(fitting[0]), "hostname", ABSENT, True))


def _first_blocked(analysed: Analysed, listener: Listener) -> Wanted | None:
    """Return the first place that does not reach the app because of its bind."""
    if not analysed.topology.virtualbox or excused(analysed.topology, listener, analysed.insides):
        return None
    if any(bind.address.kind not in (LOOPBACK, NAME) for bind in listener.binds):
        return None
    for each in wanted(analysed.reachability()):
        if each.listener is listener and each.blocked and each.cause is Disposition.WRONG_BIND_ADDRESS:
            return each
    return None
