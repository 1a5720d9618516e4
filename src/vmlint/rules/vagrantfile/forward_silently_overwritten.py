"""The rule forward-silently-overwritten."""

from __future__ import annotations

from vmlint.analysis.wanted import place_text
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.frontends.vagrantfile.convert import origin_of
from vmlint.rules._base import Bad, Good, VagrantfileRule, fix_of
from vmlint.rules._overwrites import lost_app, overwrites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.wanted import Wanted
    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.frontends.vagrantfile.facts import Overwrite, VagrantDocument
    from vmlint.rules._base import Analysed


class ForwardSilentlyOverwritten(VagrantfileRule):
    """Two forwards have the same id, and the later takes the place of the earlier without a word.

    ## Why is this bad?
    Vagrant gives a forward without `id` the id host address + protocol + *host* port. A second one with the same id
    is merged over the first: two guest ports behind one host port leave only the second, nothing is reported, and
    "port 80 does not work". The same happens to two forwards with the same explicit `id`.
    Replacing a forward on purpose, by the same explicit `id` in another file, in a `define` block or in an
    `override` block, is not reported.

    ## Fix safety
    The fix takes one of two equal forwards out, gives a forward to another port of the guest a free host port, or
    takes the doubled `id` out. It is unsafe: one of the two may have been left by mistake.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports
    """

    name = "forward-silently-overwritten"
    severity = Severity.ERROR
    fixable = "unsafe"
    needs = ("overwrites",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"
              config.vm.network "forwarded_port", guest: 80, host: ENV["PORT"].to_i + rand(9)
              config.vm.network "forwarded_port", guest: 22, host: 2200, id: "ssh"  # replaces Vagrant's own
              config.vm.provider "virtualbox" do |vb, override|
                override.vm.network "forwarded_port", guest: 81, host: 8080, id: "web"
              end
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.network "forwarded_port", guest: 443, host: 8080
            #                                                       ^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.network "forwarded_port", guest: 443, host: 8081
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"
              config.vm.network "forwarded_port", guest: 443, host: 8443, id: "web"
            #                                                                 ^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"
              config.vm.network "forwarded_port", guest: 443, host: 8443
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.network "forwarded_port", guest: 80, host: 8080
            #                                                      ^^^^
            end
            """,
            severity="warning",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            end
            """,
            unsafe=True,
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each forward that took the place of another one."""
        for overwrite in overwrites(document):
            yield self._report(overwrite, lost_app(analysed, document, overwrite))

    def _report(self, overwrite: Overwrite, lost: Wanted | None) -> Diagnostic:
        earlier, later = overwrite.earlier, overwrite.later
        span = later.span("id" if overwrite.explicit_id else "host")
        assert span is not None, "a declared forward has a place"
        same = not any(name in overwrite.lost for name in ("guest", "host", "guest_ip", "host_ip", "protocol"))
        port = later.value("host")
        identity = later.value("id")
        app = "" if lost is None else f" (`{lost.listener.app}`, which is wanted from {place_text(lost.result.place)})"
        if same:
            message = f"this forward of host port {port} is declared twice; one of the two does nothing"
        elif overwrite.explicit_id:
            message = (
                f"this forward replaces an earlier one of the same id `{identity}`: "
                f"host port {earlier.value('host')}{app} will lead nowhere; give it another id"
            )
        else:
            message = (
                f"this forward of host port {port} replaces an earlier one: guest port {earlier.value('guest')}{app} "
                f"will not be reachable there, and Vagrant does not say so; use another host port"
            )
        first = earlier.span("host") or (earlier.declaration.span if earlier.declaration else None)
        related = [] if first is None else [Label(first, "replaced: declared first here")]
        if lost is not None:
            related.append(Label(lost.span, f"`{lost.listener.app}` is wanted here"))
        return self.report(
            message,
            span,
            on=(origin_of(earlier), origin_of(later)),
            related=related,
            machines=(overwrite.machine,),
            severity=Severity.WARNING if same else None,
            app=None if lost is None else lost.listener.app,
            trace=None if lost is None else lost.result.trace(),
            fix=_fix(overwrite, same=same),
        )


def _fix(overwrite: Overwrite, *, same: bool) -> Fix | None:
    from vmlint.findings.plans import DeleteCall, SplitForward, Target
    from vmlint.frontends.vagrantfile.convert import spanned

    later = overwrite.later
    if later.declaration is None or any(frame.values for frame in later.declaration.frames):
        return None
    if same:
        return fix_of("take the second one out", DeleteCall(later.declaration.span), unsafe=True)
    target = Target(overwrite.machine, origin_of(later))
    if overwrite.explicit_id:
        step = SplitForward(target, spanned(later.options.get("host")), spanned(later.options.get("id")))
        return fix_of("take the doubled `id` out", step, unsafe=True)
    step = SplitForward(target, spanned(later.options.get("host")), None)
    return fix_of("use a free host port for the second one", step, unsafe=True)
