"""The rule protocol-mismatch."""

from __future__ import annotations

from vmlint.analysis.wanted import wanted
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.trace import Disposition
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Listener, Topology
    from vmlint.model.trace import Trace
    from vmlint.rules._base import Analysed


class ProtocolMismatch(ProjectRule):
    """A forward carries TCP to an app that speaks UDP, or UDP to one that speaks TCP.

    ## Why is this bad?
    A forward carries one protocol, TCP unless `protocol: "udp"` is said. Through one of the other kind nothing comes:
    a UDP client hears that the port is closed, a TCP client is refused.

    ## Fix safety
    The fix writes the protocol that the app speaks. It is safe: nothing at that port speaks the other.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports#forwarded-port-protocols
    """

    name = "protocol-mismatch"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("apps", "forwards", "several-protocols")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 53, host: 5353
              config.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp"
              config.vm.network "forwarded_port", guest: 80, host: 8080, protocol: "TCP"
              config.vm.network "forwarded_port", guest: 80, host: rand(9999)
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  dns: {bind: 0.0.0.0, port: 53, protocol: udp}
                  web: {bind: 0.0.0.0, port: 80}
                """
            },
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 53, host: 5353
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """,
            files={"vmlint.yaml": "apps: {dns: {bind: 0.0.0.0, port: 53, protocol: udp}}"},
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, protocol: "udp"
            #                                                                      ^^^^^
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 80}}"},
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, protocol: "tcp"
            end
            """,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward of the other protocol to an app that has none of its own."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        for listener in topology.listeners or ():
            if listener.machine is None or listener.in_container or _nobody(listener):
                continue
            forwards = [each for each in topology.forwards_of(listener.machine) if _leads(each, listener)]
            if forwards and all(each.transport not in (None, listener.protocol) for each in forwards):
                for forward in forwards:
                    if not _served(topology, forward):
                        yield self._report(forward, listener, _trace(analysed, listener))

    def _report(self, forward: ForwardedPort, listener: Listener, trace: Trace | None) -> Diagnostic:
        from vmlint.findings.plans import SetOption, target_of

        span = forward.protocol.span or forward.origin.span
        assert span is not None, "somebody wrote it"
        word = f"`{listener.protocol}` there" if forward.rule else f'`protocol: "{listener.protocol}"`'
        return self.report(
            f"this forward carries {(forward.transport or '').upper()}, and `{listener.app}` on port "
            f"{listener.port.value} speaks {listener.protocol.upper()}; write {word}",
            span,
            on=(forward.origin,),
            values=(forward.protocol, forward.guest_port),
            related=(Label(listener.port.span or listener.app_span, f"`{listener.app}` listens here"),),
            machines=(forward.machine,),
            app=listener.app,
            trace=trace,
            fix=None
            if forward.rule
            else fix_of(
                f"write {word}", SetOption(target_of(forward), "protocol", forward.protocol, listener.protocol)
            ),
        )


def _nobody(listener: Listener) -> bool:
    return all(place.name == "nobody" for place in listener.wanted)


def _leads(forward: ForwardedPort, listener: Listener) -> bool:
    # Of another protocol VirtualBox makes no forward at all: nat-rule-malformed.
    known = forward.transport in (None, "tcp", "udp")
    return known and forward.written and _has_port(forward, listener)


def _has_port(forward: ForwardedPort, listener: Listener) -> bool:
    return forward.guest_port.number == listener.port.number


def _served(topology: Topology, forward: ForwardedPort) -> bool:
    """Return whether another app at that port speaks the forward's protocol."""
    return any(app.protocol == forward.transport for app in topology.apps_behind(forward))


def _trace(analysed: Analysed, listener: Listener) -> Trace | None:
    for each in wanted(analysed.reachability()):
        if each.listener is listener and each.blocked and each.cause is Disposition.WRONG_TRANSPORT:
            return each.result.trace()
    return None
