"""The rule app-not-reachable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmlint.analysis.ways import ways_to
from vmlint.diagnostics import Label, Severity
from vmlint.model.topology import HOST
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.model.topology import ForwardedPort, Listener, Place
    from vmlint.rules._base import Analysed


class AppNotReachable(ProjectRule):
    """An app is wanted from the host, and nothing on the host leads to it.

    ## Why is this bad?
    A machine with nothing but VirtualBox's NAT cannot be reached from the host at all: its address 10.0.2.15 exists
    inside the NAT engine only. It takes a forwarded port to the app's port, or a private network.

    Concluded only where the files were understood completely.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "app-not-reachable"
    severity = Severity.ERROR
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
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app that is wanted from the host and has no way from there."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        for listener in topology.listeners or ():
            place = next((place for place in listener.wanted if place.name == HOST), None)
            if place is None or listener.in_container or listener.on_host or listener.machine is None:
                continue
            machine = topology.machine(listener.machine)
            ways = ways_to(topology, listener, HOST)
            if machine is None or not ways.conclusive or ways.found or listener.port.value in machine.proxied:
                continue
            others = [each for each in topology.forwards_of(machine.name) if not each.own and each.disabled is not True]
            yield self._report(listener, place, others, certain=machine.origin.certain)

    def _report(self, listener: Listener, place: Place, others: list[ForwardedPort], *, certain: bool) -> Diagnostic:
        port = listener.port.number
        message = (
            f"`{listener.app}` is wanted from the host, and nothing there leads to port {port} of "
            f"`{listener.machine}`: the connection is refused"
        )
        swapped = next((each for each in others if each.host_port.number == port), None)
        wrong = next((each for each in others if each.guest_port.number == port), None)
        if wrong is not None:
            message += f"; its forward is for {wrong.transport}, the app speaks {listener.protocol}"
        elif swapped is not None:
            message += f"; `guest` and `host` look swapped: write `guest: {port}, host: {swapped.guest_port.value}`"
        else:
            message += f'; add `config.vm.network "forwarded_port", guest: {port}, host: {_free(port)}`'
        related = [
            Label(each.guest_port.span or each.origin.span, f"leads to port {each.guest_port.value} instead")
            for each in others
            if each.origin.span is not None
        ]
        return self.report(
            message,
            place.span or listener.app_span,
            related=related,
            machines=(listener.machine,) if listener.machine else (),
            app=listener.app,
            severity=Severity.ERROR if certain else Severity.WARNING,
        )


def _free(port: int | None) -> int:
    """Return a host port to propose: the same number where no privilege is needed for it."""
    return 8080 if port is None else port if port > 1024 else 8000 + port
