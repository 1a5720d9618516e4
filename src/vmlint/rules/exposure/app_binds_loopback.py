"""The rule app-binds-loopback."""

from __future__ import annotations

from vmlint.analysis.wanted import (
    bound_to_loopback,
    by_gateway,
    excused,
    place_text,
    symptom_text,
    wanted,
    ways_there,
)
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.trace import Disposition
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.wanted import Wanted
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class AppBindsLoopback(ProjectRule):
    """An app that should be reached from outside its machine listens on the machine's loopback address.

    The apps are those that vmlint.yaml declares, or else what is found in the files: a command of a provisioner, a
    setting in a file that a server reads. What somebody starts by hand is an information.

    ## Why is this bad?
    127.0.0.1 is a different address in every machine. A forwarded port hands the connection to the network card of
    the guest (10.0.2.15), where nobody listens: the client connects, because the NAT engine of the host accepts, and
    is cut off without a byte ("Empty reply from server", "connection reset"). Through a host-only address it is
    refused. From inside the guest everything works, which is why this is hard to see.

    `localhost` is a name, not an address: a server that is bound to it may listen on 127.0.0.1, on ::1 (Node from 17
    on), or on both. None of them is reached from outside.

    Many development servers do this by default: `flask run`, `rails server`, `vite`, `manage.py runserver`.

    A server behind another one of its machine, or behind a tunnel of ssh, is right on loopback, unless a forward leads
    to its own port.

    ## Fix safety
    vmlint.yaml only says where the app listens; the app itself has to be changed. So there is a fix where the address
    is found for sure: in the app's `source`, or where what is found says it; a declared app is changed in vmlint.yaml,
    too. It is unsafe: the app is then open to all who reach the machine.

    ## References
    - https://flask.palletsprojects.com/en/stable/quickstart/#externally-visible-server
    """

    name = "app-binds-loopback"
    severity = Severity.ERROR
    fixable = "unsafe"
    needs = ("bound-locally",)
    supersedes = ("app-not-reachable",)
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
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=0.0.0.0
              SHELL
            end
            """,
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y nginx
                echo 'server { location / { proxy_pass http://127.0.0.1:5000; } }' > /etc/nginx/conf.d/x.conf
                systemctl restart nginx
              SHELL
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
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run &
            #   ^^^^^^^^^
              SHELL
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=0.0.0.0 &
              SHELL
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 5000, host: 5000, host_ip: "127.0.0.1"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {bind: 127.0.0.1, port: 5000, reach_from: [host], source: app.py}
                #             ^^^^^^^^^
                """,
                "app.py": """
                from flask import Flask

                app = Flask(__name__)

                if __name__ == "__main__":
                    app.run(host="127.0.0.1", port=5000)
                """,
            },
            fixed={
                "app.py": """
                from flask import Flask

                app = Flask(__name__)

                if __name__ == "__main__":
                    app.run(host="0.0.0.0", port=5000)
                """,
                "vmlint.yaml": """
                apps:
                  web: {bind: 0.0.0.0, port: 5000, reach_from: [host], source: app.py}
                """,
            },
            unsafe=True,
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
              config.vm.network "private_network", ip: "192.168.56.10"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  db:
                    bind: localhost
                #         ^^^^^^^^^
                    port: 5432
                """
            },
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app that is wanted where only its bind address keeps it from being reached."""
        topology = analysed.topology
        if topology.listeners is None:
            from vmlint.rules._found import loopback

            yield from loopback(self, analysed, packaged=False)
            return
        if not topology.virtualbox:
            return
        done: set[str] = set()
        for each in wanted(analysed.reachability()):
            app = each.listener.app
            if app not in done and _deaf(each) and bound_to_loopback(topology, each.listener):
                if excused(topology, each.listener, analysed.insides) or by_gateway(each):
                    continue
                done.add(app)
                yield self._report(analysed, each)

    def _report(self, analysed: Analysed, each: Wanted) -> Diagnostic:
        from vmlint.rules._declared import declared_fix

        listener, bind = each.listener, each.listener.binds[0]
        text = bind.address.text
        what = "a name for the loopback address" if text.lower() == "localhost" else "the loopback address"
        owner = "of the host" if listener.on_host else "of its own machine"
        message = (
            f"`{listener.app}` is bound to {text}, {what} {owner}, and wanted from {place_text(each.result.place)}"
        )
        seen = symptom_text(each)
        if each.result.outcome is not None and each.result.outcome.forwards:
            seen = "the forward leads to 10.0.2.15" + (f", and {seen}" if seen else "")
        elif seen and each.result.endpoint:
            seen = f"at {each.result.endpoint} {seen}"
        if seen:
            message += f": {seen}"
        return self.report(
            f"{message}; bind 0.0.0.0 instead",
            bind.span,
            related=[Label(span, text) for span, text in ways_there(analysed.topology, each)],
            machines=each.machines,
            app=listener.app,
            trace=each.result.trace(),
            fix=declared_fix(analysed, listener),
        )


def _deaf(each: Wanted) -> bool:
    """Return whether it is the bind address that decides: at an address that is tried, or at one that is not known."""
    if not each.blocked or each.leads_nowhere:
        return False
    return each.cause in (None, Disposition.WRONG_BIND_ADDRESS)
