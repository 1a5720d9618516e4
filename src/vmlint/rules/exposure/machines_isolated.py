"""The rule machines-isolated."""

from __future__ import annotations

from vmlint.analysis.wanted import excused, isolated, place_text, wanted
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.wanted import Wanted
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class MachinesIsolated(ProjectRule):
    """An app is wanted from another machine, and its machine has no address that the other can reach.

    ## Why is this bad?
    Behind VirtualBox's NAT every machine is 10.0.2.15, each in a network of its own: they cannot see each other
    there. Internal networks of different names are different networks. Put both machines into one `private_network`.

    A machine behind NAT does reach the host-only addresses of others, and their forwards, as the host does: that is
    not reported.

    ## Fix safety
    The fix puts the machines into one `private_network`, with free addresses. It is unsafe: whoever opens the app
    must learn the new address.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/private_network
    """

    name = "machines-isolated"
    severity = Severity.ERROR
    fixable = "unsafe"
    needs = ("apps", "machines")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define("db") { |db| db.vm.network "private_network", ip: "192.168.56.10" }
              config.vm.define("web") { |web| web.vm.network "private_network", ip: "192.168.57.10" }
              config.vm.define("job") { |job| job.vm.network "private_network", ip: "192.168.#{rand(9)}.10" }
            end
            """,
            # By its NAT `web` reaches what the host reaches.
            files={"vmlint.yaml": "apps: {db: {machine: db, bind: 0.0.0.0, port: 5432, reach_from: [machines]}}"},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "db"
              config.vm.define "web"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  db: {machine: db, bind: 0.0.0.0, port: 5432, reach_from: ["machine:web"]}
                #                                                           ^^^^^^^^^^^^^
                """
            },
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "db"
              config.vm.define "web"

              config.vm.define "db" do |db|
                db.vm.network "private_network", ip: "192.168.56.10"
              end

              config.vm.define "web" do |web|
                web.vm.network "private_network", ip: "192.168.56.11"
              end
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              %w[db web].each_with_index do |name, i|
                config.vm.define name do |node|
                  node.vm.network "private_network", ip: "10.9.0.#{10 + i}", virtualbox__intnet: name
                end
              end
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  db: {machine: db, bind: 0.0.0.0, port: 5432, reach_from: [machines]}
                #                                                           ^^^^^^^^
                """
            },
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              %w[db web].each_with_index do |name, i|
                config.vm.define name do |node|
                  node.vm.network "private_network", ip: "10.9.0.#{10 + i}", virtualbox__intnet: name
                end
              end

              config.vm.define "db" do |db|
                db.vm.network "private_network", ip: "192.168.56.10"
              end

              config.vm.define "web" do |web|
                web.vm.network "private_network", ip: "192.168.56.11"
              end
            end
            """,
            unsafe=True,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app with the machines that want it and cannot see its own."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        by_app: dict[str, list[Wanted]] = {}
        for each in wanted(analysed.reachability()):
            if isolated(each) and not excused(topology, each.listener, analysed.insides):
                by_app.setdefault(each.listener.app, []).append(each)
        for cut_off in by_app.values():
            yield self._report(analysed, cut_off)

    def _report(self, analysed: Analysed, cut_off: list[Wanted]) -> Diagnostic:
        from vmlint.findings.plans import JoinNetwork

        first = cut_off[0]
        listener = first.listener
        places = ", ".join(dict.fromkeys(place_text(each.result.place) for each in cut_off))
        message = f"`{listener.app}` is wanted from {places}, which cannot reach `{listener.machine}`"
        if first.leads_nowhere:
            message += ": it has nothing but its NAT, where every machine is 10.0.2.15, and no forward to that port"
        else:
            message += f": {first.result.reason}"
        owners = dict.fromkeys([*first.machines, *(each.result.place.partition(":")[2] for each in cut_off)])
        adapters = [each for each in analysed.topology.adapters if each.machine in owners]
        return self.report(
            f"{message}; put both into one `private_network`",
            first.span,
            related=[
                Label(each.origin.span, f"`{each.machine}` is in this network")
                for each in adapters
                if each.origin.span is not None
            ],
            machines=owners,
            app=listener.app,
            trace=first.result.trace(),
            fix=fix_of("put the machines into one `private_network`", JoinNetwork(tuple(owners)), unsafe=True),
        )
