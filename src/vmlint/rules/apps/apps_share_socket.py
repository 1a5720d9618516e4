"""The rule apps-share-socket."""

from __future__ import annotations

from itertools import combinations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.address import sockets_clash
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.topology import Listener
    from vmlint.rules._base import Analysed


class AppsShareSocket(ProjectRule):
    """Two apps of one machine cannot both listen as declared.

    ## Why is this bad?
    The second one to start fails with "address already in use". A server on every address (`0.0.0.0`, `::`) takes the
    port from all others of the machine, also from one on 127.0.0.1.

    ## References
    - https://man7.org/linux/man-pages/man7/ip.7.html
    """

    name = "apps-share-socket"
    severity = Severity.ERROR
    needs = ("apps", "same-app-port")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.#{rand(99) + 9}"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  one: {bind: 127.0.0.1, port: 5000, reach_from: [nobody]}
                  two: {bind: 127.0.1.1, port: 5000, reach_from: [nobody]}
                  names: {bind: 0.0.0.0, port: 53}
                  answers: {bind: 0.0.0.0, port: 53, protocol: udp}
                  six: {bind: "::", v6only: true, port: 80}
                  four: {bind: 0.0.0.0, port: 80}
                  inside: {bind: 0.0.0.0, port: 80, container: api}
                """
            },
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {bind: 0.0.0.0, port: 8000}
                  admin: {bind: 127.0.0.1, port: 8000, reach_from: [nobody]}
                #               ^^^^^^^^^
                """
            },
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app that wants what an earlier one holds."""
        taken: set[str] = set()
        for first, second in combinations(analysed.topology.listeners or (), 2):
            if second.app in taken or not _same_port(first, second):
                continue
            for bind in second.binds:
                if any(sockets_clash(other.address, bind.address) for other in first.binds):
                    taken.add(second.app)
                    yield self.report(
                        f"`{second.app}` cannot listen on {bind.address.text}:{second.port.number}: "
                        f"`{first.app}` of the same machine holds that port; give one of them another",
                        bind.span,
                        related=(Label(first.binds[0].span, f"`{first.app}` listens here"),),
                        machines=(second.machine,) if second.machine else (),
                        app=second.app,
                    )
                    break


def _same_port(first: Listener, second: Listener) -> bool:
    if (
        first.in_container
        or second.in_container
        or (first.port.value, first.protocol) != (second.port.value, second.protocol)
    ):
        return False
    return (
        first.on_host == second.on_host
        and (first.on_host or first.machine is not None)
        and first.machine == second.machine
    )
