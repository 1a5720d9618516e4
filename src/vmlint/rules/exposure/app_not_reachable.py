"""The rule app-not-reachable."""

from __future__ import annotations

from vmlint.analysis.services import free_port, is_slip, is_swapped, serves_another, taken_ports
from vmlint.analysis.wanted import (
    bound_to_loopback,
    by_gateway,
    excused,
    isolated,
    place_text,
    symptom_text,
    wanted,
    ways_there,
)
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.services import USUAL
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.topology import HOST, LAN
from vmlint.model.trace import Disposition
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.wanted import Wanted
    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Listener, Topology
    from vmlint.rules._base import Analysed

MOST_PLACES = 3


class AppNotReachable(ProjectRule):
    """An app is wanted from a place that does not reach it.

    ## Why is this bad?
    A machine with nothing but VirtualBox's NAT cannot be reached from the host at all: its address 10.0.2.15 exists
    inside the NAT engine only. It takes a forwarded port to the app's port, or a private network. A forward with
    `host_ip: "127.0.0.1"` is for the host alone, not for the LAN; a server that is bound to one address does not hear
    what arrives at another. `vmlint trace` shows the way hop by hop.

    Concluded only where the files were understood completely.

    ## Fix safety
    Where one edit does it: `guest` and `host` exchanged, the idle forward led to the app, or a new forward. A new
    one listens on 127.0.0.1 unless the app is wanted from the LAN, too. A forward that serves something of its own
    (ssh, WinRM, Remote Desktop, a database, what its `id` or host port says) is never taken for another app. Leading
    an idle forward elsewhere is unsafe, unless its guest port is the app's with one slip of the pen; so is an exchange
    where a server in development usually has that guest port, for one that nobody declared may be meant. Where the
    app is bound to an address that does not do, the fix is that of its `source`, and unsafe.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "app-not-reachable"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("apps",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 5000}}"},
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000 + rand(2), host: 8080  # may lead there
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 5000}}"},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {bind: 0.0.0.0, port: 5000}
                # ^^^
                """
            },
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 5000, host_ip: "127.0.0.1"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 8080, host: 5000
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {bind: 0.0.0.0, port: 5000, reach_from: [host]}
                #                                               ^^^^
                """
            },
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {bind: 0.0.0.0, port: 5000, reach_from: [host, lan]}
                #                                                     ^^^
                """
            },
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app with each cause that keeps it from being reached where it is wanted."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        causes: dict[tuple[str, object], list[Wanted]] = {}
        replaced: set[str] | None = None
        for each in wanted(analysed.reachability()):
            if each.blocked and not _is_anothers(analysed, each):
                if each.leads_nowhere and replaced is None:
                    replaced = _replaced(analysed)
                if each.leads_nowhere and each.listener.app in (replaced or ()):
                    continue
                causes.setdefault((each.listener.app, each.leads_nowhere or each.cause), []).append(each)
        for blocked in causes.values():
            yield self._report(analysed, blocked)

    def _report(self, analysed: Analysed, blocked: list[Wanted]) -> Diagnostic:
        topology, first = analysed.topology, blocked[0]
        listener = first.listener
        places = list(dict.fromkeys(place_text(each.result.place) for each in blocked))
        shown = ", ".join(places[:MOST_PLACES]) + (f" and {len(places) - MOST_PLACES} more" if places[3:] else "")
        message = f"`{listener.app}` is wanted from {shown}"
        related = [Label(span, text) for span, text in ways_there(topology, first)]
        if first.leads_nowhere:
            remedy = _remedy(topology, first)
            message += f", and nothing there leads to port {listener.port.value}{_of(listener)}{remedy}"
            related = [
                Label(place, f"leads to port {each.guest_port.value} instead")
                for each in _others(topology, listener)
                if (place := each.guest_place) is not None
            ]
        else:
            message += f" and not reached{_at(first)}: {first.result.reason}"
            trace = first.result.trace()
            if trace is not None and trace.fix:
                message += f"; {trace.fix}"
        return self.report(
            message,
            first.span,
            related=related,
            machines=first.machines,
            app=listener.app,
            trace=first.result.trace(),
            fix=_fix(analysed, blocked),
        )


def _fix(analysed: Analysed, blocked: list[Wanted]) -> Fix | None:
    from vmlint.findings.plans import AddForward, SetOption, SwapPorts, target_of

    topology, first = analysed.topology, blocked[0]
    listener = first.listener
    port = listener.port.number
    if first.cause is Disposition.WRONG_BIND_ADDRESS and not first.leads_nowhere:
        from vmlint.rules._declared import declared_fix

        return declared_fix(analysed, listener)
    if not first.leads_nowhere or listener.on_host or listener.machine is None or port is None:
        return None
    swapped, idle = _swapped(topology, listener), _idle(topology, listener)
    if any(each is not None and each.rule for each in (swapped, idle)):
        return None
    if swapped is not None:
        return fix_of("exchange `guest` and `host`", SwapPorts(swapped), unsafe=swapped.guest_port.number in USUAL)
    if idle is not None:
        step = SetOption(target_of(idle), "guest", idle.guest_port, port)
        return fix_of(f"write `guest: {port}`", step, unsafe=not is_slip(idle, listener))
    if all(each.result.place not in (HOST, LAN) for each in blocked):
        return None
    host_ip = "" if any(place.name == LAN for place in listener.wanted) else "127.0.0.1"
    return fix_of(f"forward a port of the host to port {port}", AddForward(listener, host_ip))


def _swapped(topology: Topology, listener: Listener) -> ForwardedPort | None:
    """Return a forward that has the app's port at the wrong end."""
    return next((other for other in _others(topology, listener) if is_swapped(topology, other, listener)), None)


def _idle(topology: Topology, listener: Listener) -> ForwardedPort | None:
    """Return the one forward of the machine that leads to no app and to nothing of its own, if it fits this one."""
    used = {app.port.number for app in topology.apps_of(listener.machine)}
    idle = [
        other
        for other in _others(topology, listener)
        if other.guest_port.number not in used and not serves_another(topology, other, listener)
    ]
    fits = len(idle) == 1 and idle[0].guest_port.known and idle[0].transport == listener.protocol
    return idle[0] if fits else None


def _replaced(analysed: Analysed) -> set[str]:
    """Return the apps whose forward another one took the place of: forward-silently-overwritten speaks of them."""
    if not any(document.overwrites for document in analysed.of("vagrantfile")):
        return set()
    from vmlint.rules._overwrites import lost_apps

    return lost_apps(analysed)


def _is_anothers(analysed: Analysed, each: Wanted) -> bool:
    """Return whether the block is what another rule is about, or none at all in truth."""
    if excused(analysed.topology, each.listener, analysed.insides) or isolated(each) or by_gateway(each):
        return True
    by_bind = each.cause in (None, Disposition.WRONG_BIND_ADDRESS) and not each.leads_nowhere
    return by_bind and bound_to_loopback(analysed.topology, each.listener)


def _others(topology: Topology, listener: Listener) -> list[ForwardedPort]:
    forwards = [] if listener.machine is None else topology.forwards_of(listener.machine)
    return [each for each in forwards if not each.own and each.disabled is not True]


def _of(listener: Listener) -> str:
    return " of the host" if listener.machine is None else f" of `{listener.machine}`"


def _at(each: Wanted) -> str:
    seen = symptom_text(each)
    return f" at {each.result.endpoint}" + (f", where {seen}" if seen else "") if each.result.endpoint else ""


def _remedy(topology: Topology, each: Wanted) -> str:
    port = each.listener.port.number
    seen = ": the connection is refused" if each.result.place == HOST and each.listener.protocol == "tcp" else ""
    if each.listener.on_host:
        return seen
    machine = None if each.listener.machine is None else topology.machine(each.listener.machine)
    if machine is not None and not machine.vagrant:
        return seen + _virtualbox_remedy(topology, each.listener)
    swapped = _swapped(topology, each.listener)
    if swapped is not None and swapped.rule:
        return f"{seen}; the ports of its rule `{swapped.name}` look swapped: exchange them"
    if swapped is not None:
        return f"{seen}; `guest` and `host` look swapped: write `guest: {port}, host: {swapped.guest_port.value}`"
    idle = _idle(topology, each.listener)
    if idle is not None and idle.rule:
        return seen + _of_rule(idle, port)
    if idle is not None:
        return f"{seen}; its forward leads to port {idle.guest_port.value}, where no app is: write `guest: {port}`"
    options = ', protocol: "udp"' if each.listener.protocol == "udp" else ""
    if all(place.name != LAN for place in each.listener.wanted):
        options += ', host_ip: "127.0.0.1"'
    return f'{seen}; add `config.vm.network "forwarded_port", guest: {port}, host: {_free(topology, port)}{options}`'


def _virtualbox_remedy(topology: Topology, listener: Listener) -> str:
    """Return the VBoxManage words that bring the app of a machine out that Vagrant does not know."""
    port, protocol = listener.port.number, listener.protocol
    idle = _idle(topology, listener)
    if idle is not None:
        return _of_rule(idle, port)
    host_ip = "" if any(place.name == LAN for place in listener.wanted) else "127.0.0.1"
    rule = f'--natpf1 "{listener.app},{protocol},{host_ip},{_free(topology, port)},,{port}"'
    return f"; add `VBoxManage modifyvm {listener.machine} {rule}`"


def _free(topology: Topology, port: int | None) -> int:
    """Return a host port to propose: the same number where it is free and no privilege is needed for it."""
    like = 80 if port is None else port
    return free_port(taken_ports(topology), like) or like


def _of_rule(rule: ForwardedPort, port: int | None) -> str:
    return f"; its rule `{rule.name}` leads to port {rule.guest_port.value}, where no app is: write {port} there"
