"""The rule forward-exposed-to-lan."""

from __future__ import annotations

from vmlint.analysis.services import entrance_of
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import NAT
from vmlint.model.topology import HOST, LAN
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of
from vmlint.rules._forwards import owner_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.found import FoundListener
    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Listener, Topology
    from vmlint.rules._base import Analysed

_PRIVILEGED = 1024


class ForwardExposedToLan(ProjectRule):
    """A forward listens on every address of the host, so that the whole network can use it.

    ## Why is this bad?
    Without `host_ip` VirtualBox takes connections from everywhere: from the office, the café, the conference. Boxes
    have well-known passwords, and servers in development ask for none. `host_ip: "127.0.0.1"` leaves the port to this
    computer alone. Where others are meant to open it, say so: `reach_from: [host, lan]` in vmlint.yaml.

    An information; a warning where the port is that of a database, a broker or a console, and where what is found to
    listen behind it asks for no login or runs code for whoever reaches it (web servers and proxies for visitors apart).

    ## Fix safety
    The fix adds `host_ip: "127.0.0.1"`. It is safe where the forward leads to a declared app, and each that it leads
    to is wanted from the host alone. Where no app is declared (none at all, or ssh, which nobody declares) somebody
    may rely on the open port, and below port 1024 macOS lets VirtualBox listen on every address only: there it is
    unsafe.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "forward-exposed-to-lan"
    severity = Severity.WARNING
    fixable = "safe"
    needs = ("forwards", "open-forwards")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
              config.vm.network "forwarded_port", guest: 80, host: 8081, host_ip: "0.0.0.0"  # meant
              config.vm.network "forwarded_port", guest: 80, host: 8082, host_ip: `hostname -I`
              config.vm.network "forwarded_port", guest: 80, host: 8083, id: "a", disabled: true
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 3000, host: 3000
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 3000, reach_from: [host, lan]}}"},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 80, reach_from: [host]}}"},
            severity="info",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """,
            severity="info",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5432, host: 15432
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5432, host: 15432, host_ip: "127.0.0.1"
            end
            """,
            unsafe=True,
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage createvm --name dev --register
                VBoxManage modifyvm dev --nic1 nat --natpf1 "web,tcp,,8080,,80"
                #                                                     ^^^^
                VBoxManage modifyvm dev --nic2 hostonly --hostonlyadapter2 vboxnet0 --natpf2 "db,tcp,,15432,,5432"
                """,
                "vmlint.yaml": """
                sources: [net.sh]
                """,
            },
            severity="info",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward that the LAN can use and nobody meant for it."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        from vmlint.data.admin_ports import ADMIN_PORTS

        served = _served(analysed)
        off_nat = _off_nat(topology)
        found = topology.listeners is None and bool(analysed.insides)
        for forward in topology.forwards:
            if not _is_open(forward) or _is_meant(analysed, forward) or not _is_served(topology, forward, served):
                continue
            if forward.rule and forward in off_nat:
                continue
            span = forward.origin.span
            assert span is not None, "Vagrant's own forwards have an address"
            service = ADMIN_PORTS.get(forward.guest_port.number or 0)
            if forward.transport != "tcp":
                service = None
            what = f" ({service})" if service else ""
            open_one = _open_to_anybody(analysed, forward) if found else None
            if open_one is not None:
                yield self._of_found(analysed, forward, open_one, what)
                continue
            yield self.report(
                f"port {_text(forward.host_port.number)} of the host, which leads to port "
                f"{_text(forward.guest_port.number)}{what} of {owner_text(topology, forward)}, is open to the whole "
                f"network; {_remedy(analysed, forward)}",
                forward.host_port.span or span if forward.rule else span,
                on=(forward.origin,),
                values=(forward.host_ip, forward.guest_port),
                machines=(forward.machine,),
                severity=Severity.WARNING if service else Severity.INFO,
                fix=None if forward.rule else _fix(analysed, forward),
            )

    def _of_found(self, analysed: Analysed, forward: ForwardedPort, listener: FoundListener, what: str) -> Diagnostic:
        """Return the finding about a forward that leads everybody to what was found to ask for no login."""
        from vmlint.rules._found import report

        span = forward.origin.span
        assert span is not None, "Vagrant's own forwards have an address"
        does = "runs code for whoever reaches it" if listener.found.code else "asks for no login"
        made = report(
            self,
            listener.found,
            f"port {_text(forward.host_port.number)} of the host, which leads to port "
            f"{_text(forward.guest_port.number)}{what} of {owner_text(analysed.topology, forward)}, is open to the "
            f"whole network, and `{listener.app}`, which listens there, {does}; {_remedy(analysed, forward)}",
            span,
            forwards=(forward,),
            fix=None if forward.rule else _fix(analysed, forward),
        )
        if what and made.severity is Severity.INFO:
            values = {name: getattr(made, name) for name in type(made)._fields}
            return type(made)(**{**values, "severity": Severity.WARNING})
        return made


def _open_to_anybody(analysed: Analysed, forward: ForwardedPort) -> FoundListener | None:
    """Return what was found behind a forward, listening there for the LAN, that asks for no login or runs code."""
    from vmlint.analysis.met import is_for_visitors
    from vmlint.model.address import WILDCARD
    from vmlint.model.found import LOW

    for listener in analysed.found():
        found = listener.found
        if found.confidence == LOW or not _is_behind(listener, forward) or listener.protocol != forward.transport:
            continue
        if (found.code or (found.open and not is_for_visitors(found))) and any(
            bind.address.kind == WILDCARD for bind in listener.binds
        ):
            return listener
    return None


def _remedy(analysed: Analysed, forward: ForwardedPort) -> str:
    low = analysed.host_os == "macos" and (forward.host_port.number or 0) < _PRIVILEGED
    # Below 1024 macOS lets VirtualBox listen on every address only.
    port = " with a host port above 1024" if low else ""
    return f"write 127.0.0.1 for its host IP{port}" if forward.rule else f'add `host_ip: "127.0.0.1"`{port}'


def _off_nat(topology: Topology) -> set[ForwardedPort]:
    """Return the rules on adapters that do not use them: of these nat-rule-on-non-nat-adapter speaks."""
    cards = [card for machine in topology.machines if machine.hardware is not None for card in machine.hardware.cards]
    unused = [card for card in cards if card.attachment.known and card.attachment.value != NAT]
    return {rule for card in unused for rule in card.rules}


def _fix(analysed: Analysed, forward: ForwardedPort) -> Fix | None:
    from vmlint.findings.plans import SetOption, target_of

    low = (forward.host_port.number or 0) < _PRIVILEGED
    if low and analysed.host_os == "macos":
        return None
    sure = not low and _is_for_host_alone(analysed, forward)
    step = SetOption(target_of(forward), "host_ip", forward.host_ip, "127.0.0.1")
    return fix_of('add `host_ip: "127.0.0.1"`', step, unsafe=not sure)


def _is_for_host_alone(analysed: Analysed, forward: ForwardedPort) -> bool:
    """Return whether apps are declared behind the forward, all of them wanted from the host and their machine alone."""
    behind = [
        listener
        for listener in analysed.topology.listeners or ()
        if listener.machine == forward.machine and listener.port.value == forward.guest_port.value
    ]
    return bool(behind) and all(
        place.name in (HOST, "nobody", f"machine:{listener.machine}")
        for listener in behind
        for place in listener.wanted
    )


def _text(port: int | None) -> str:
    return "…" if port is None else str(port)


def _is_open(forward: ForwardedPort) -> bool:
    return forward.written and forward.host_ip.value is None


def _is_meant(analysed: Analysed, forward: ForwardedPort) -> bool:
    """Return whether an app behind the forward is wanted from the LAN."""
    return any(
        any(place.name == LAN for place in listener.wanted)
        for listener in analysed.topology.listeners or ()
        if _is_behind(listener, forward)
    )


def _is_behind(listener: Listener, forward: ForwardedPort) -> bool:
    """Return whether a forward leads, or may lead, to an app: of a NAT network any of its machines may be meant."""
    owner = forward.machine or listener.machine
    return listener.machine == owner and bool(listener.port.value == forward.guest_port.value)


def _served(analysed: Analysed) -> set[tuple[str | None, int | None]] | None:
    """Return machine and port of what may be reached from the LAN; None where that may be anything."""
    listeners = analysed.topology.listeners
    if listeners is None or any(listener.in_container for listener in listeners):
        return None
    if not listeners:
        return set()
    from vmlint.model.trace import Verdict

    closed = {
        result.app
        for result in analysed.reachability().results
        if result.place == LAN and result.verdict is Verdict.BLOCKED
    }
    return {(listener.machine, listener.port.number) for listener in listeners if listener.app not in closed}


def _is_served(topology: Topology, forward: ForwardedPort, served: set[tuple[str | None, int | None]] | None) -> bool:
    """Return whether something may listen behind the forward; where apps are declared, only they and sshd do."""
    port = forward.guest_port.number
    if served is None or port is None:
        return True
    if not forward.machine:
        return any(each == port for _, each in served)
    return (forward.machine, port) in served or entrance_of(topology, forward) is not None
