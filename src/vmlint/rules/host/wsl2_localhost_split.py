"""The rule wsl2-localhost-split."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class Wsl2LocalhostSplit(ProjectRule):
    """Vagrant runs in WSL2 and VirtualBox on Windows: their 127.0.0.1 are two different ones.

    ## Why is this bad?
    VirtualBox opens the forwarded ports on Windows. Inside WSL2 127.0.0.1 is that of another, small virtual machine:
    a client there is refused, and so is Vagrant's own ssh, which tries 127.0.0.1:2222 again and again ("Warning:
    Connection refused. Retrying..."). Browsers and tools on Windows are not concerned. Run `vagrant.exe` from WSL, or
    use the plugin virtualbox_WSL2, which connects to the address that Windows has towards WSL and needs ports that
    are not bound to 127.0.0.1.

    It is reported where vmlint.yaml says `host: {wsl: true}`.

    ## References
    - https://github.com/hashicorp/vagrant/issues/11716
    - https://github.com/Karandash8/virtualbox_WSL2
    """

    name = "wsl2-localhost-split"
    severity = Severity.WARNING
    needs = ("forwards", "wsl")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080 + rand(9)
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.provider "docker"
            end
            """,
            files={"vmlint.yaml": "host: {wsl: true}"},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            #                                                      ^^^^
              config.vm.network "forwarded_port", guest: 443, host: 8443
            end
            """,
            files={"vmlint.yaml": "host: {wsl: true}"},
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield the first forward, the others beside it: it is one cause."""
        if not analysed.topology.virtualbox or not analysed.settings.host.wsl:
            return
        forwards = [each for each in analysed.topology.forwards if each.written]
        places = [(each, each.place) for each in forwards]
        written = [(each, span) for each, span in places if span is not None]
        if not written:
            return
        first, place = written[0]
        yield self.report(
            "VirtualBox opens forwarded ports on Windows: inside WSL2, 127.0.0.1 is another machine, where nothing "
            "listens; run vagrant.exe, or use the plugin virtualbox_WSL2",
            place,
            on=(first.origin,),
            related=[Label(span, "this port as well") for _, span in written[1:]],
            machines=[each.machine for each, _ in written],
        )
