"""The rule guest-to-host-unreachable."""

from __future__ import annotations

from vmlint.analysis.wanted import by_gateway, excused, place_text, wanted, ways_there
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.trace import Disposition
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.wanted import Wanted
    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.rules._base import Analysed

_OPTION = '`vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on"]`'


class GuestToHostUnreachable(ProjectRule):
    """A machine wants an app that only the host's loopback leads to, which it may not reach.

    ## Why is this bad?
    From a machine 10.0.2.2 is the host's own 127.0.0.1: an app of the host on loopback, or a forward of another
    machine with `host_ip: "127.0.0.1"`. Since 7.0 VirtualBox denies that way to machines that are newly made, unless
    localhost-reachable is on; whether it is depends on the box where the file does not say. An app that is bound to
    another address than 127.0.0.1 does not answer at 10.0.2.2 at all.

    Bind the app to an address that the machine reaches, or allow it:
    `vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on"]` (VirtualBox 7.0 and later).

    ## Fix safety
    The fix turns localhost-reachable on for the machine. It is safe where VirtualBox is stated to be 7.0 or later:
    earlier ones do not know the option. Where the bind address is the cause, the fix is that of the app's `source`,
    and unsafe.

    ## References
    - https://www.virtualbox.org/manual/ch09.html#nat-bind-sockets
    """

    name = "guest-to-host-unreachable"
    severity = Severity.WARNING
    fixable = "safe"
    needs = ("apps",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.#{10 + rand(5)}"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on"]
              end
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  proxy: {machine: host, bind: 127.0.0.1, port: 3128, reach_from: ["machine:default"]}
                  mail: {machine: host, bind: 0.0.0.0, port: 25, reach_from: ["machine:default"]}
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
                  cache: {machine: host, bind: 127.0.0.1, port: 6379, reach_from: ["machine:default"]}
                #                                                                  ^^^^^^^^^^^^^^^^^
                """
            },
            virtualbox="7.1",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on"]
              end
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  proxy: {machine: host, bind: 127.0.0.1, port: 3128, reach_from: ["machine:default"]}
                #                                                                  ^^^^^^^^^^^^^^^^^
                """
            },
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on"]
              end
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "off"]
              end
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  proxy: {machine: host, bind: 127.0.0.1, port: 3128, reach_from: ["machine:default"]}
                #                                                                  ^^^^^^^^^^^^^^^^^
                """
            },
            severity="error",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each app that a machine has only the host's loopback for."""
        topology = analysed.topology
        if not topology.virtualbox:
            return
        done: set[tuple[str, Disposition | None]] = set()
        for each in wanted(analysed.reachability()):
            key = (each.listener.app, each.cause)
            if by_gateway(each) and not excused(topology, each.listener, analysed.insides) and key not in done:
                done.add(key)
                yield self._report(analysed, each)

    def _report(self, analysed: Analysed, each: Wanted) -> Diagnostic:
        listener, place = each.listener, place_text(each.result.place)
        start = f"`{listener.app}` is wanted from {place}, which has only 10.0.2.2, the host's own loopback, for it"
        if each.cause is Disposition.HOST_LOOPBACK_DENIED:
            words = f"{start}, and localhost-reachable is off: set it on with {_OPTION}, or bind another address"
        elif each.blocked:
            words = f"`{listener.app}` is wanted from {place} and not reached there: {each.result.reason}"
            words += "; bind 0.0.0.0 instead"
            if any(bind.address.text == "127.0.0.1" for bind in listener.binds):
                words += f", or let the machine open 10.0.2.2: {_OPTION}"
        else:
            words = (
                f"{start}: that is denied where localhost-reachable is off, as it is for machines made by VirtualBox "
                f"7.0 and later; set it on with {_OPTION}, or bind another address"
            )
        return self.report(
            words,
            each.span,
            related=[
                Label(listener.binds[0].span, f"`{listener.app}` listens here"),
                *(Label(span, text) for span, text in ways_there(analysed.topology, each)),
            ],
            machines=(each.result.place.partition(":")[2],),
            app=listener.app,
            severity=Severity.ERROR if each.blocked else Severity.WARNING,
            trace=each.result.trace(),
            fix=_fix(analysed, each),
        )


def _fix(analysed: Analysed, each: Wanted) -> Fix | None:
    from vmlint.findings.plans import BindEverywhere, Customize

    if each.blocked and each.cause is not Disposition.HOST_LOOPBACK_DENIED:
        has_source = any(app.name == each.listener.app and app.source.text for app in analysed.settings.apps or ())
        return fix_of("bind 0.0.0.0", BindEverywhere(each.listener.app), unsafe=True) if has_source else None
    machine = each.result.place.partition(":")[2]
    step = Customize(machine, "--nat-localhostreachable1", "on")
    return fix_of("turn localhost-reachable on", step, unsafe=not (analysed.virtualbox or "").startswith(("7", "8")))
