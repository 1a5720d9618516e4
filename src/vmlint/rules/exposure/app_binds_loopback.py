"""The rule app-binds-loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmlint.analysis.ways import ways_to
from vmlint.diagnostics import Label, Severity
from vmlint.model.address import LOOPBACK, NAME
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.ways import Way
    from vmlint.diagnostics import Diagnostic
    from vmlint.model.topology import Listener, Topology
    from vmlint.rules._base import Analysed


class AppBindsLoopback(ProjectRule):
    """An app that should be reached from outside its machine listens on the machine's loopback address.

    ## Why is this bad?
    127.0.0.1 is a different address in every machine. A forwarded port hands the connection to the network card of
    the guest (10.0.2.15), where nobody listens: the client connects, because the NAT engine of the host accepts, and
    is cut off without a byte ("Empty reply from server", "connection reset"). Through a host-only address it is
    refused. From inside the guest everything works, which is why this is hard to see.

    Many development servers do this by default: `flask run`, `rails server`, `vite`, `manage.py runserver`.

    ## Fix safety
    vmlint.yaml only declares the bind address; the app itself has to be changed.

    ## References
    - https://flask.palletsprojects.com/en/stable/quickstart/#externally-visible-server
    """

    name = "app-binds-loopback"
    severity = Severity.ERROR
    needs = ("apps",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080
              config.vm.network "forwarded_port", guest: rand(9000), host: 8081
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {bind: 0.0.0.0, port: 5000}
                  cache: {bind: 127.0.0.1, port: 6379, reach_from: [nobody]}
                """
            },
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080
              config.vm.provision "shell", inline: "echo 'location / { proxy_pass http://127.0.0.1:5000; }' > /etc/x"
            end
            """,
            # A web server of the same machine hands on to it.
            files={"vmlint.yaml": "apps: {web: {bind: 127.0.0.1, port: 5000}}"},
        ),
    )
    bad = (
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
                  web:
                    bind: 127.0.0.1
                #         ^^^^^^^^^
                    port: 5000
                """
            },
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "db.test"
              config.vm.network "private_network", ip: "192.168.56.10"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  db:
                    bind: hostname
                #         ^^^^^^^^
                    port: 5432
                """
            },
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app that is wanted where only its bind address keeps it from being reached."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        for listener in topology.listeners or ():
            if listener.in_container or not _only_loopback(topology, listener):
                continue
            for place in listener.wanted:
                ways = ways_to(topology, listener, place.name)
                if place.name != "nobody" and ways.found:
                    yield self._report(listener, place.name, ways.found)
                    break

    def _report(self, listener: Listener, place: str, ways: tuple[Way, ...]) -> Diagnostic:
        bind = listener.binds[0]
        certain = [way for way in ways if way.origin.certain]
        target = next((way for way in certain if way.forward is not None), (certain or list(ways))[0])
        message = (
            f"`{listener.app}` is bound to {bind.address.text}, the loopback address of its own machine, and wanted "
            f"from {_place(place)}: {_symptom(target, listener.protocol)}; bind 0.0.0.0 instead"
        )
        return self.report(
            message,
            bind.span,
            on=(target.origin,),
            related=[Label(way.origin.span, way.text) for way in ways if way.origin.span is not None],
            machines=() if listener.machine is None else (listener.machine,),
            app=listener.app,
        )


def _only_loopback(topology: Topology, listener: Listener) -> bool:
    machine = None if listener.machine is None else topology.machine(listener.machine)
    if machine is None or machine.tunnelled or listener.port.value in machine.proxied or not listener.binds:
        return False
    # Without a hostname in the file its address is the box's affair; with `hostname: true` it is a real one.
    own_name_loops = machine.hostname.text is not None and not machine.named_address
    return all(
        bind.address.kind == LOOPBACK or (bind.address.kind == NAME and own_name_loops) for bind in listener.binds
    )


def _place(name: str) -> str:
    kind, _, machine = name.partition(":")
    if machine:
        return f"{kind} `{machine}`"
    return {"host": "the host", "lan": "the LAN", "machines": "other machines"}.get(name, name)


def _symptom(way: Way, protocol: str) -> str:
    if way.forward is None:
        address = None if way.adapter is None else way.adapter.address.text
        return f"at {address or 'the address'} of the machine nobody answers (connection refused)"
    if protocol == "udp":
        return "what is forwarded arrives at 10.0.2.15, and no answer ever comes"
    return (
        "the forward leads to 10.0.2.15, so the connection is accepted and then reset "
        "(curl: (52) Empty reply from server)"
    )
