"""The rule unknown-reference."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.spelling import closest, did_you_mean
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Edit, Severity
from vmlint.model.value import Origin
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.rules._base import Analysed
    from vmlint.settings import AppSettings


class UnknownReference(ProjectRule):
    """vmlint.yaml names a machine or a file that does not exist.

    ## Why is this bad?
    What is said of that app or file is checked against nothing. With several machines in the project each app has to
    say in which one it runs.

    Where the files could not be understood completely, this is a warning: the machine may exist after all.

    ## Fix safety
    The fix writes the name that is nearly this one, where there is just one such machine.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/multi-machine
    """

    name = "unknown-reference"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("references",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.#{rand(99) + 9}"
              config.vm.define "web"
              config.vm.define "db"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {machine: web, bind: 0.0.0.0, port: 80, reach_from: [host, "machine:db", machines]}
                  proxy: {machine: host, bind: 127.0.0.1, port: 3128, reach_from: [nobody]}
                """
            },
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "web"
              config.vm.define "db"
            end
            """,
            files={
                "vmlint.yaml": """
                apps:
                  web: {machine: wbe, bind: 0.0.0.0, port: 80, reach_from: [nobody]}
                #                ^^^
                """
            },
            fixed={
                "vmlint.yaml": """
                apps:
                  web: {machine: web, bind: 0.0.0.0, port: 80, reach_from: [nobody]}
                """,
            },
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
            end
            """,
            files={
                "vmlint.yaml": """
                sources: [Vagrantfile, more/Vagrantfile]
                #                      ^^^^^^^^^^^^^^^^
                """
            },
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each name that stands for nothing."""
        for missing in analysed.project.missing:
            if missing.path.span is not None:
                yield self.report(f"the source `{missing.path.value}` {missing.reason}", missing.path.span)
        if not analysed.project.whole or not analysed.project.files:
            yield from self._without_files(analysed)
            return
        for app in analysed.settings.apps or ():
            yield from self._machine(analysed, app)
            for place in app.reach_from:
                kind, _, name = place.name.partition(":")
                if kind == "machine" and place.span is not None:
                    yield from self._name(analysed, name, place.span, app.name)
        for source in analysed.settings.sources or ():
            for machine in source.machines.values():
                if machine.span is not None:
                    yield from self._name(analysed, str(machine.value), machine.span, None)

    def _without_files(self, analysed: Analysed) -> Iterator[Diagnostic]:
        settings = analysed.settings
        if settings.apps and settings.apps_span is not None and analysed.project.whole and not analysed.project.missing:
            yield self.report(
                "there is no Vagrantfile beside this file: say where it is with `sources`", settings.apps_span
            )

    def _machine(self, analysed: Analysed, app: AppSettings) -> Iterator[Diagnostic]:
        machines = analysed.topology.machines
        if app.on_host:
            return
        if app.machine.text is not None and app.machine.span is not None:
            yield from self._name(analysed, app.machine.text, app.machine.span, app.name)
        elif len(machines) > 1:
            names = ", ".join(f"`{machine.name}`" for machine in machines[:6])
            yield self.report(
                f"app `{app.name}` does not say in which machine it runs: one of {names}",
                app.name_span,
                on=(Origin(None, analysed.topology.complete, (), ()),),
                app=app.name,
            )

    def _name(self, analysed: Analysed, name: str, span: Span, app: str | None) -> Iterator[Diagnostic]:
        names = [machine.name for machine in analysed.topology.machines]
        if name in names:
            return
        hint = did_you_mean(name, names) or (
            f"; there is {', '.join(f'`{each}`' for each in names[:6])}" if names else ""
        )
        yield self.report(
            f"there is no machine `{name}`{hint}",
            span,
            on=(Origin(None, analysed.topology.complete, (), ()),),
            app=app,
            fix=_fix(name, names, span),
        )


def _fix(name: str, names: list[str], span: Span) -> Fix | None:
    meant, at = closest(name, names), span.text.rfind(name)
    if meant is None or at < 0 or closest(name, [each for each in names if each != meant]) is not None:
        return None
    return fix_of(f"write `{meant}`", Edit(Span(span.source, span.start + at, span.start + at + len(name)), meant))
