"""The rule host-port-collision."""

from __future__ import annotations

from vmlint.analysis.hardware import carries
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.adapters import NAT_NETWORK
from vmlint.model.address import WILDCARD, host_addresses_overlap, parse_v4
from vmlint.model.hardware import NO_NETWORKS
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of, label
from vmlint.rules._forwards import checked_by_vagrant, loses, owner_text

_MOST_CLAIMS = 64
"""As many claims of one port are compared with each that comes; those who claim it after them meet one of these."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Listener, Topology
    from vmlint.rules._base import Analysed


class HostPortCollision(ProjectRule):
    """Two forwards claim the same port of the host.

    ## Why is this bad?
    Only one of them can listen there. Vagrant refuses to start the second machine ("the forwarded port is already in
    use"). Two forwards within one machine pass all of Vagrant's checks: VirtualBox up to 7.0 then starts the machine
    without the second one, from 7.1 on it does not start the machine at all. So it does where Vagrant does not look:
    it checks no UDP port, and no rule that `vb.customize` adds.

    With `auto_correct: true` Vagrant moves a TCP forward out of the way of another machine, but never out of the way
    of a forward of the same machine, and never a UDP one.

    ## Fix safety
    The fix gives the later claimant a free port. It is unsafe where the old number stands elsewhere in the project,
    where one line makes forwards for several machines (`8080` becomes `8079 + i`), and where nothing but
    `auto_correct: true` helps.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "host-port-collision"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("forwards", "same-port")
    supersedes = ("vagrant-validation-error",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                a.vm.network "forwarded_port", guest: 80, host: 8080
                a.vm.network "forwarded_port", guest: 53, host: 8080, protocol: "udp"
                a.vm.network "forwarded_port", guest: 81, host: 8081, host_ip: "127.0.0.1"
                a.vm.network "forwarded_port", guest: 82, host: 8081, host_ip: "127.0.0.2"
              end
              config.vm.define "b" do |b|
                b.vm.network "forwarded_port", guest: 80, host: 8080, auto_correct: true
                b.vm.network "forwarded_port", guest: 83, host: Time.now.to_i % 9000
              end
              config.vm.define "c", autostart: false do |c|
                c.vm.network "forwarded_port", guest: 80, host: 8080  # started by hand, later
              end
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              (1..3).each do |i|
                config.vm.define "node#{i}" do |node|
                  node.vm.network "forwarded_port", guest: 80, host: 8080 + i
                  node.vm.network "forwarded_port", guest: 22, host: 2222, id: "ssh", disabled: true
                end
              end
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
              config.vm.network "forwarded_port", guest: 443, host: 8080, host_ip: "127.0.0.1"
            #                                                       ^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.network "forwarded_port", guest: 443, host: 8081, host_ip: "127.0.0.1"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              (1..3).each do |i|
                config.vm.define "node#{i}" do |node|
                  node.vm.network "forwarded_port", guest: 80, host: 8080
            #                                                        ^^^^
                end
              end
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              (1..3).each do |i|
                config.vm.define "node#{i}" do |node|
                  node.vm.network "forwarded_port", guest: 80, host: 8079 + i
                end
              end
            end
            """,
            unsafe=True,
        ),
        Bad(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "forwarded_port", guest: 80, host: 3000
                #                                                      ^^^^
                end
                """,
                "vmlint.yaml": """
                apps:
                  frontend: {machine: host, bind: 127.0.0.1, port: 3000}
                  web: {bind: 0.0.0.0, port: 80}
                """,
            },
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 3001
            end
            """,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward that claims what an earlier one, or an app of the host, holds."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        taken = _Claims()
        for later in topology.forwards:
            if not _claims(later):
                continue
            earlier = taken.rival(later, topology)
            listener = next((each for each in topology.listeners or () if _meets(later, each)), None)
            if earlier is not None and (earlier.origin.certain or listener is None):
                yield self._forwards(analysed, *((later, earlier) if later.own else (earlier, later)))
                continue
            if listener is not None:
                yield self._app(analysed, later, listener)

    def _forwards(self, analysed: Analysed, earlier: ForwardedPort, later: ForwardedPort) -> Diagnostic:
        from vmlint.findings.plans import MovePort

        span = later.place
        assert span is not None, "one of two colliding forwards was written by somebody"
        place = earlier.place
        owner = owner_text(analysed.topology, earlier)
        return self.report(
            _message(analysed, earlier, later),
            span,
            on=(earlier.origin, later.origin),
            values=(earlier.host_port, earlier.host_ip, later.host_port, later.host_ip),
            related=label(place, f"claimed here first, by {'machine ' if earlier.machine else ''}{owner}"),
            machines=(earlier.machine, later.machine),
            app=_app_behind(analysed.topology, later, earlier) if earlier.machine == later.machine else None,
            fix=None if later.rule else fix_of("use a free host port", MovePort(later)),
        )

    def _app(self, analysed: Analysed, forward: ForwardedPort, listener: Listener) -> Diagnostic:
        from vmlint.findings.plans import MovePort

        span = forward.place
        assert span is not None, "Vagrant's own forwards move out of the way"
        if _vagrant_sees(forward, listener):
            what = "`vagrant up` will find it in use"
        else:
            what = f"nobody checks, and {loses(analysed, 'the machine')}"
        return self.report(
            f"host port {forward.host_port.number} is where the app `{listener.app}` of the host listens: "
            f"{what}; use another port",
            span,
            on=(forward.origin,),
            values=(forward.host_port, forward.host_ip),
            related=(Label(listener.port.span or listener.app_span, f"`{listener.app}` listens here"),),
            machines=(forward.machine,),
            app=listener.app,
            fix=None if forward.rule else fix_of("use a free host port", MovePort(forward)),
        )


class _Claims:
    """Who claims which port of the host: those of one port, and among them those of one machine."""

    def __init__(self) -> None:
        self._taken: dict[tuple[object, ...], list[ForwardedPort]] = {}

    def rival(self, later: ForwardedPort, topology: Topology) -> ForwardedPort | None:
        """Return the claim that one more meets, which then is a claim itself.

        Of several one that is certain counts: on a possible one nothing is an error.
        """
        port = (later.host_port.number, later.transport)
        # What moves out of the way meets those of its own machine alone.
        key = (*port, later.machine) if _gives_way(later) and later.machine else port
        found: ForwardedPort | None = None
        for each in self._taken.get(key, ()):
            if _collide(each, later, topology):
                found = found or each
                if each.origin.certain:
                    found = each
                    break
        for key in (port, (*port, later.machine)):
            claims = self._taken.setdefault(key, [])
            if len(claims) < _MOST_CLAIMS:
                claims.append(later)
        return found


def _gives_way(forward: ForwardedPort) -> bool:
    """Return whether Vagrant moves a forward where another machine has its port."""
    return forward.own or (forward.transport == "tcp" and forward.auto_correct is not False)


def _app_behind(topology: Topology, *forwards: ForwardedPort) -> str | None:
    """Return the declared app that one of two forwards of a machine leads to."""
    return next((app.app for forward in forwards for app in topology.apps_behind(forward)), None)


def _message(analysed: Analysed, earlier: ForwardedPort, later: ForwardedPort) -> str:
    """Return what becomes of two forwards that claim one port: who checks that depends on protocol and origin."""
    port, protocol = later.host_port.number, (later.transport or "").upper()
    if earlier.own and earlier.machine != later.machine:
        return (
            f"host port {port} is that of Vagrant's own forward `{earlier.name}` of machine `{earlier.machine}`, which "
            f"starts before: `vagrant up` will refuse to start `{later.machine}`; use another port or "
            f"`auto_correct: true`"
        )
    if earlier.own:
        return (
            f"host port {port} is that of Vagrant's own forward `{earlier.name}` of this machine: "
            f"one of the two will not work; use another port"
        )
    if earlier.machine == later.machine and later.machine:
        return (
            f"host port {port} ({protocol}) is claimed by another forward of this machine: "
            f"only one of the two can work, and VirtualBox 7.1 refuses to start the machine; use another port"
        )
    machine = analysed.topology.machine(later.machine)
    text = f"host port {port} ({protocol}) is claimed by more than one machine"
    if not earlier.machine or not later.machine:
        text = f"host port {port} ({protocol}) is claimed by a NAT network, too"
    if machine is None or not machine.vagrant:
        return (
            f"{text}: the one that starts first has it, and VirtualBox 7.1 refuses to start the other; use another port"
        )
    if checked_by_vagrant(later):
        return f"{text}: `vagrant up` will refuse to start the later one; use another port or `auto_correct: true`"
    why = "rules of `customize`" if later.rule else "UDP"
    return f"{text}: Vagrant does not check {why}, and {loses(analysed, 'the later one')}; use another port"


def _claims(forward: ForwardedPort) -> bool:
    known = forward.host_port.number is not None and forward.transport is not None and forward.host_address is not None
    return known and forward.disabled is False and 0 < (forward.host_port.number or 0) < 65536


def _collide(earlier: ForwardedPort, later: ForwardedPort, topology: Topology) -> bool:
    """Return whether two forwards of one port and protocol meet."""
    if earlier.own and later.own:
        return False
    if not host_addresses_overlap(earlier.host_address or "", later.host_address or ""):
        return False
    if earlier.machine and earlier.machine == later.machine:
        # Of rules in VirtualBox's own words nat-rule-overlap speaks.
        both = carries(topology, earlier) and carries(topology, later)
        return both and not (earlier.rule or later.rule)
    if _gives_way(later) or not carries(topology, earlier):
        return False
    return all(_runs(topology, each) for each in (earlier, later))


def _runs(topology: Topology, forward: ForwardedPort) -> bool:
    """Return whether the machine of a forward certainly starts; a NAT network runs while one of its machines does."""
    if forward.machine:
        return getattr(topology.machine(forward.machine), "starts", False) is True
    owner = next(
        (each for each in (topology.networks or NO_NETWORKS).nat if any(rule is forward for rule in each.forwards)),
        None,
    )
    return owner is not None and any(
        card.attachment.value == NAT_NETWORK and card.network.value == owner.name.value and machine.starts is True
        for machine in topology.machines
        if machine.hardware is not None
        for card in machine.hardware.cards
    )


def _meets(forward: ForwardedPort, listener: Listener) -> bool:
    if not listener.on_host or listener.in_container or listener.port.number != forward.host_port.number:
        return False
    if listener.protocol != forward.transport or forward.own:
        return False
    if forward.transport == "tcp" and forward.auto_correct is not False:
        return False
    wanted = forward.host_address or ""
    everywhere = parse_v4(wanted) in (None, 0)
    for bind in listener.binds:
        address = bind.address
        if address.v4 and (everywhere or address.kind == WILDCARD or address.text == wanted):
            return address.text.lower() != "localhost"
    return False


def _vagrant_sees(forward: ForwardedPort, listener: Listener) -> bool:
    """Return whether Vagrant finds the app: it connects to the forward's address, to 127.0.0.1 where there is none."""
    if not checked_by_vagrant(forward):
        return False
    wanted = parse_v4(forward.host_address or "") or parse_v4("127.0.0.1")
    return any(
        bind.address.kind == WILDCARD or parse_v4(bind.address.text) == wanted
        for bind in listener.binds
        if bind.address.v4
    )
