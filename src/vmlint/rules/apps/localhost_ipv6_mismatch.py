"""The rule localhost-ipv6-mismatch."""

from __future__ import annotations

from vmlint.analysis.wanted import is_proxied
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.topology import HOST
from vmlint.rules._base import Bad, Good, ProjectRule, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.topology import Listener, Machine
    from vmlint.rules._base import Analysed


class LocalhostIpv6Mismatch(ProjectRule):
    """A server on `localhost` is wanted on its own machine over IPv4, and may listen on IPv6 alone.

    ## Why is this bad?
    `localhost` is a name with two addresses, 127.0.0.1 and ::1, and a server may take one of them: Node from version
    17 on takes the first, which is ::1 on most systems. A web server or a script of the same machine that opens
    127.0.0.1 is then refused. Write the address that is meant in both places.

    ## References
    - https://nodejs.org/api/dns.html#dnssetdefaultresultorderorder
    """

    name = "localhost-ipv6-mismatch"
    severity = Severity.WARNING
    needs = ("apps", "bound-to-localhost")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.#{rand(99) + 9}"
              config.vm.provision "shell", inline: "echo 'proxy_pass http://127.0.0.1:3000;' > /etc/nginx/x.conf"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {bind: 127.0.0.1, port: 3000, reach_from: ["machine:default"]}
                  both: {bind: [localhost, 127.0.0.1], port: 3001, reach_from: ["machine:default"]}
                  own: {bind: localhost, port: 3002, reach_from: [nobody]}
                """
            },
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
                  web: {bind: localhost, port: 3000, reach_from: ["machine:default"]}
                #             ^^^^^^^^^
                """
            },
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provision "shell", inline: "echo 'proxy_pass http://127.0.0.1:3000;' > /etc/nginx/x.conf"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {bind: localhost, port: 3000, reach_from: [nobody]}
                #             ^^^^^^^^^
                """
            },
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app on `localhost` that its own machine wants by IPv4."""
        topology = analysed.topology
        for listener in topology.listeners or ():
            machine = None if listener.machine is None else topology.machine(listener.machine)
            if listener.in_container or not _on_localhost(listener):
                continue
            place = _own_place(listener)
            proxied = machine is not None and is_proxied(machine, listener, analysed.insides)
            if place or proxied:
                yield self._report(listener, machine, proxied=proxied)

    def _report(self, listener: Listener, machine: Machine | None, *, proxied: bool) -> Diagnostic:
        who = "a web server of its machine opens it" if proxied else "its own machine wants it"
        wanted = next((place.span for place in listener.wanted if place.span is not None), None)
        return self.report(
            f"`{listener.app}` is bound to `localhost`, which may be ::1 alone, and {who}: by 127.0.0.1 it is then "
            f"refused; bind 127.0.0.1",
            listener.binds[0].span,
            on=() if machine is None else (machine.origin,),
            related=label(wanted, "wanted here") if not proxied else (),
            machines=() if machine is None else (machine.name,),
            app=listener.app,
        )


def _on_localhost(listener: Listener) -> bool:
    return bool(listener.binds) and all(bind.address.text.lower() == "localhost" for bind in listener.binds)


def _own_place(listener: Listener) -> bool:
    """Return whether somebody wrote that the app's own machine wants it (that the host does is the default)."""
    own = HOST if listener.on_host else f"machine:{listener.machine}"
    return any(place.name == own and place.span is not None for place in listener.wanted)
