"""The rule auto-correct-hides-port."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.topology import Listener
    from vmlint.rules._base import Analysed


class AutoCorrectHidesPort(ProjectRule):
    """The port by which an app is reached may be another one after `vagrant up`.

    ## Why is this bad?
    With `auto_correct: true` Vagrant takes another port, from 2200 up, if the written one is in use. It says so in
    the midst of its output only, and nothing in the project knows: bookmarks, tests and other apps still open the
    old port, where somebody else answers. `vagrant port` shows what was taken.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports#port-collisions-and-correction
    """

    name = "auto-correct-hides-port"
    severity = Severity.INFO
    needs = ("apps", "app-may-move")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 22, host: 2222, id: "ssh", auto_correct: true
              config.vm.network "forwarded_port", guest: 5000, host: 8080
              config.vm.network "forwarded_port", guest: 5001 + rand(9), host: 8081, auto_correct: true
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
              config.vm.network "forwarded_port", guest: 5000, host: 8080, auto_correct: true
            #                                                        ^^^^
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 5000}}"},
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward to a wanted app that Vagrant may move."""
        topology = analysed.topology
        for forward in topology.forwards:
            if not forward.written or not forward.auto_correct or forward.transport != "tcp":
                continue
            listener = next(filter(_is_opened, topology.apps_behind(forward)), None)
            if listener is not None:
                yield self._report(forward, listener)

    def _report(self, forward: ForwardedPort, listener: Listener) -> Diagnostic:
        span = forward.place
        assert span is not None, "Vagrant's own forwards are not looked at"
        return self.report(
            f"`{listener.app}` is opened at port {forward.host_port.value} of the host, which `auto_correct` may move "
            f"to 2200 or above; `vagrant port` shows where it is",
            span,
            on=(forward.origin,),
            values=(forward.host_port,),
            related=(Label(listener.app_span, f"`{listener.app}` is declared here"),),
            machines=(forward.machine,),
            app=listener.app,
        )


def _is_opened(listener: Listener) -> bool:
    """Return whether somebody opens the app through a forward by TCP."""
    if listener.protocol != "tcp" or listener.in_container:
        return False
    return any(place.name != "nobody" for place in listener.wanted)
