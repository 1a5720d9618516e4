"""The rule config-without-restart."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.found import LOW
from vmlint.model.value import Unknown
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.found import FoundListener
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.found import Later
    from vmlint.model.trace import Trace
    from vmlint.rules._base import Analysed


class ConfigWithoutRestart(ProjectRule):
    """A file that says where a server listens is written after the server's last start, which did not read it.

    ## Why is this bad?
    A server reads its configuration when it starts. What a provisioner writes afterwards counts from the next start
    on: until somebody restarts the service, or the whole machine, it listens where it did before. So the first day is
    unlike all others. For most services a reload is not enough where address or port change: PostgreSQL, MySQL and
    Redis keep their sockets; nginx and Apache open new ones.

    A warning; an error where it keeps out whom a forward leads there.

    ## References
    - https://www.postgresql.org/docs/current/runtime-config-connection.html
    - https://nginx.org/en/docs/control.html
    """

    name = "config-without-restart"
    severity = Severity.ERROR
    needs = ("found-later",)
    supersedes = ("app-not-reachable",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: rand(9000), host: 8081
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y redis-server
                sed -i 's/^bind .*/bind 0.0.0.0/' /etc/redis/redis.conf
                systemctl restart redis-server
              SHELL
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 6379, host: 6379, host_ip: "127.0.0.1"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y redis-server
                sed -i 's/^bind .*/bind 0.0.0.0/' /etc/redis/redis.conf
            #                           ^^^^^^^
              SHELL
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each listener that would be elsewhere if it were started again."""
        for listener in analysed.found():
            found = listener.found
            later = found.later
            if later is None or found.confidence == LOW or isinstance(found.binds, Unknown):
                continue
            moves = isinstance(later.port, int) and isinstance(found.port, int) and later.port != found.port
            opens = isinstance(later.binds, tuple) and _meant(later.binds) != _meant(found.binds)
            if moves or opens:
                yield from self._report(analysed, listener, later)

    def _report(self, analysed: Analysed, listener: FoundListener, later: Later) -> Iterator[Diagnostic]:
        from vmlint.rules._found import deciding, report

        found = listener.found
        span = later.span or deciding(found)
        if span is None:
            return
        forward, trace = _blocked(analysed, listener) or (None, None)
        now, then = _text(found.binds, found.port), _text(later.binds, later.port)
        message = (
            f"`{found.name}` is not started again after this is written: it goes on listening on {now}, and listens on "
            f"{then} only from its next start on; restart it afterwards"
        )
        if forward is not None:
            message += f" (the forward of port {forward.host_port.number} leads to nobody meanwhile)"
        places = [] if forward is None or forward.origin.span is None else [forward.origin.span]
        yield report(
            self,
            found,
            message,
            span,
            forwards=() if forward is None else (forward,),
            related=[Label(each, "forwarded here") for each in places],
            severity=Severity.WARNING if trace is None else Severity.ERROR,
            trace=trace,
        )


def _meant(binds: tuple[str, ...]) -> set[str]:
    """Return addresses as clients tell them apart: who listens on every one of IPv4 is open, with IPv6 or without."""
    return {"0.0.0.0"} if {"0.0.0.0", "*"}.intersection(binds) else set(binds)


def _blocked(analysed: Analysed, listener: FoundListener) -> tuple[ForwardedPort, Trace] | None:
    """Return the forward that leads to where it will listen, and to nothing as long as it is not started again."""
    from vmlint.analysis.met import awaited, blocked_through, stale_binds
    from vmlint.model.address import LOOPBACK

    topology = analysed.topology
    binds = stale_binds(listener.found)
    if not topology.virtualbox or (binds is not None and all(address.kind == LOOPBACK for address in binds)):
        return None
    port = awaited(listener.found) or listener.port.number
    here = [other for other in analysed.found() if other.machine == listener.machine and other.port.number == port]
    if any(other is not listener and other.found != listener.found for other in here):
        return None
    for forward in topology.forwards_of(listener.machine or ""):
        if forward.written and forward.guest_port.number == port and forward.transport == listener.protocol:
            found = blocked_through(analysed.network(), forward, closed=True)
            if found is not None:
                return forward, found
    return None


def _text(binds: object, port: object) -> str:
    where = " and ".join(map(str, binds)) if isinstance(binds, tuple) else "an address that is not known"
    return f"{where}, port {port}" if isinstance(port, int) else where
