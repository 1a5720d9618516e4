"""The rule same-subnet-adapters."""

from __future__ import annotations

from itertools import combinations

from vmlint.analysis.wanted import place_text, symptom_text, wanted
from vmlint.diagnostics import Label, Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.model.trace import Disposition
from vmlint.rules._base import Bad, Good, ProjectRule, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.wanted import Wanted
    from vmlint.analysis.world import Interface
    from vmlint.diagnostics import Diagnostic
    from vmlint.model.topology import NetworkAdapter
    from vmlint.rules._base import Analysed


class SameSubnetAdapters(ProjectRule):
    """Two adapters of a machine are in one subnet, or one is in the subnet of a client that comes by another.

    ## Why is this bad?
    The kernel sends everything for a subnet by one adapter, whichever the question came by. With two adapters in one
    subnet half of the answers take the wrong way. And who comes through a forwarded port keeps his own address: where
    the guest has an adapter in that address's subnet, its answers leave there, past the NAT, and the client is
    connected and waits for ever. The second kind is reported only where a place that wants the app has no other way.

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
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "private_network", ip: "192.168.56.11"
            #                                          ^^^^^^^^^^^^^^^
            end
            """
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
                for first, second in () if node.unsure else combinations(node.interfaces, 2):
                    if first.subnet is not None and first.subnet == second.subnet:
                        yield from self._pair(analysed, name, first, second)
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
        yield self.report(
            f"two adapters of `{machine}` are in {second.subnet}: answers leave by the first alone, so that who comes "
            f"by this one waits in vain; give it another subnet",
            span,
            on=(one.origin, other.origin),
            values=(one.address, one.mask, other.address, other.mask),
            related=label(first.span, "the first one is here"),
            machines=(machine,),
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


def _adapter(analysed: Analysed, machine: str, interface: Interface) -> NetworkAdapter | None:
    """Return the adapter as declared."""
    for adapter in analysed.topology.adapters_of(machine):
        if interface.span in (adapter.address.span, adapter.origin.span):
            return adapter
    return None
