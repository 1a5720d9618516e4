"""The rule same-subnet-adapters."""

from __future__ import annotations

from vmlint.analysis.wanted import place_text, symptom_text, wanted
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.adapters import BRIDGED
from vmlint.model.address import WILDCARD
from vmlint.model.trace import Disposition
from vmlint.rules._base import Bad, Good, ProjectRule, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.wanted import Wanted
    from vmlint.analysis.world import Interface
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import NetworkAdapter
    from vmlint.model.ip import Subnet
    from vmlint.model.topology import Listener
    from vmlint.rules._base import Analysed


class SameSubnetAdapters(ProjectRule):
    """Two adapters of a machine are in one subnet, or one is in the subnet of a client that comes by another.

    ## Why is this bad?
    The kernel sends everything for a subnet by one adapter, whichever the question came by. With two adapters in one
    subnet, and in two networks, half of the answers take the wrong way. In one network they arrive all the same: only
    a UDP server that is bound to no address answers from the first address there, and who asked the second waits.

    And who comes through a forwarded port keeps his own address: where the guest has an adapter in that address's
    subnet, its answers leave there, past the NAT, and the client is connected and waits for ever. This kind is
    reported only where a place that wants the app has no other way.

    ## References
    - https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html
    """

    name = "same-subnet-adapters"
    severity = Severity.WARNING
    needs = ("adapter-pairs",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "private_network", ip: "192.168.57.10"
              config.vm.network "private_network", ip: "192.168.#{rand(9)}.10"
              config.vm.network "public_network", bridge: "eth0"
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "private_network", ip: "192.168.56.11"  # one network: TCP is served at both
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "10.9.0.10", virtualbox__intnet: "left"
              config.vm.network "private_network", ip: "10.9.0.11", virtualbox__intnet: "right"
            #                                          ^^^^^^^^^^^
            end
            """
        ),
        Bad(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "private_network", ip: "192.168.56.10"
                  config.vm.network "private_network", ip: "192.168.56.11"
                #                                          ^^^^^^^^^^^^^^^
                end
                """,
                "vmlint.yaml": "apps: {dns: {bind: 0.0.0.0, port: 53, protocol: udp}}",
            },
        ),
        Bad(
            files={
                "Vagrantfile": """
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  config.vm.network "public_network", bridge: "eth0", ip: "192.168.1.20"
                #                                                         ^^^^^^^^^^^^^^
                  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "192.168.1.10"
                end
                """,
                "vmlint.yaml": """
                host: {lan: 192.168.1.10/24}
                apps: {web: {bind: 10.0.2.15, port: 80, reach_from: [lan]}}
                """,
            },
            severity="error",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each pair of adapters, and each app whose answers leave by the wrong one."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        if len(topology.adapters) > len({adapter.machine for adapter in topology.adapters}):
            for name, node in analysed.network().machines.items():
                firsts: dict[Subnet, Interface] = {}
                for interface in () if node.unsure else node.interfaces:
                    if interface.subnet is None:
                        continue
                    first = firsts.setdefault(interface.subnet, interface)
                    if first is not interface:
                        yield from self._pair(analysed, name, first, interface)
        done: set[str] = set()
        for each in wanted(analysed.reachability()) if topology.listeners else ():
            if each.blocked and each.cause is Disposition.ANSWER_LEAVES_ELSEWHERE and each.listener.app not in done:
                finding = self._answer(analysed, each)
                if finding is not None:
                    done.add(each.listener.app)
                    yield finding

    def _pair(self, analysed: Analysed, machine: str, first: Interface, second: Interface) -> Iterator[Diagnostic]:
        one, other = _adapter(analysed, machine, first), _adapter(analysed, machine, second)
        span = second.span
        if span is None or one is None or other is None or not one.configured or not other.configured:
            return  # an adapter that the guest is left to configure may get any address, or none
        if not one.network.known or not other.network.known:
            return
        app, related = None, label(first.span, "the first one is here")
        if first.link is not second.link:
            what = (
                f"in {second.subnet}, in two networks: answers leave by the first alone, so that who comes by this one "
                f"waits in vain; give it another subnet"
            )
        elif one.attachment == BRIDGED and one.network.value != other.network.value:
            return  # two bridges: whether they lead into one LAN no file says
        else:
            app = _asked(analysed, machine, second)
            if app is None:
                return
            related += label(app.app_span, f"`{app.app}` is declared here")
            what = (
                f"in {second.subnet}: `{app.app}`, a UDP server that is bound to no address, answers from the first, "
                f"so that who asks {second.address} waits in vain; bind it to that address, or leave this adapter out"
            )
        yield self.report(
            f"two adapters of `{machine}` are {what}",
            span,
            on=(one.origin, other.origin),
            values=(one.address, one.mask, one.network, other.address, other.mask, other.network),
            related=related,
            machines=(machine,),
            app=None if app is None else app.app,
        )

    def _answer(self, analysed: Analysed, each: Wanted) -> Diagnostic | None:
        trace = each.result.trace()
        step = None if trace is None else trace.hops[-1].steps[-1]
        if trace is None or step is None or step.span is None or each.result.outcome is None:
            return None
        forwards = [forward.span for forward in each.result.outcome.forwards if forward.span is not None]
        if not forwards:
            return None
        return self.report(
            f"this adapter takes the answers of `{each.listener.app}` to {place_text(each.result.place)}, which comes "
            f"through a forward: {step.text}; at {each.result.endpoint} {symptom_text(each)}",
            step.span,
            related=[Label(span, "forwarded here") for span in forwards]
            + [Label(each.span, f"`{each.listener.app}` is wanted here")],
            machines=each.machines,
            app=each.listener.app,
            severity=Severity.ERROR,
            trace=trace,
        )


def _asked(analysed: Analysed, machine: str, interface: Interface) -> Listener | None:
    """Return a wanted UDP app of MACHINE that is bound to no address, and answers at INTERFACE by another one."""
    if interface.address is None:
        return None
    kinds = {4: "v4", 6: "v6"}
    for each in analysed.topology.listeners or ():
        if each.machine != machine or each.protocol != "udp" or each.in_container:
            continue
        if all(place.name == "nobody" for place in each.wanted):
            continue
        binds = [bind.address for bind in each.binds]
        own = any(bind.text == str(interface.address) for bind in binds)
        wild = any(bind.kind == WILDCARD and getattr(bind, kinds[interface.address.version]) for bind in binds)
        if wild and not own:
            return each
    return None


def _adapter(analysed: Analysed, machine: str, interface: Interface) -> NetworkAdapter | None:
    """Return the adapter as declared."""
    for adapter in analysed.topology.adapters_of(machine):
        if interface.span in (adapter.address.span, adapter.origin.span):
            return adapter
    return None
