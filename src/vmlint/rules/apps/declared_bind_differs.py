"""The rule declared-bind-differs."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.address import parse_bind
from vmlint.model.topology import Bind
from vmlint.model.trace import Verdict
from vmlint.model.value import Unknown
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.found import Found
    from vmlint.model.topology import Listener
    from vmlint.rules._base import Analysed


class DeclaredBindDiffers(ProjectRule):
    """vmlint.yaml says that an app listens elsewhere than the files of the project let it.

    ## Why is this bad?
    Where `apps` is present, vmlint believes it: all verdicts rest on the addresses and ports that are declared. If a
    script or a configuration file has another one, what vmlint says of the app is about a project that is not there.
    Correct vmlint.yaml, or the file.

    It says nothing where the difference changes nothing for anybody: `*` and `0.0.0.0`.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/basic_usage
    """

    name = "declared-bind-differs"
    severity = Severity.WARNING
    needs = ("apps", "found")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
              config.vm.network "forwarded_port", guest: rand(9000), host: 8081
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=0.0.0.0 &
              SHELL
            end
            """,
            files={"vmlint.yaml": 'apps: {web: {bind: "*", port: 5000}}'},
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
                flask run --host=127.0.0.1 &
            #                    ^^^^^^^^^
              SHELL
            end
            """,
            files={"vmlint.yaml": "apps: {web: {bind: 0.0.0.0, port: 5000}}"},
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each declared app that was found with another address or port."""
        from vmlint.analysis.counterpart import counterpart
        from vmlint.project.project import shown

        stated = {app.name: app for app in analysed.settings.apps or ()}
        for listener in analysed.topology.listeners or ():
            app = stated.get(listener.app)
            if app is None or listener.on_host or listener.in_container or listener.port.number is None:
                continue
            path = os.path.normpath(os.path.join(analysed.project.loaded.folder, app.source.text or "."))
            source = shown(path) if app.source.text else None
            found = counterpart(analysed.insides, listener, app.service.text, source)
            if found is None or isinstance(found.binds, Unknown) or isinstance(found.port, Unknown):
                continue
            if found.port != listener.port.number:
                yield from self._report(listener, found, by_port=True)
            elif _is_other(analysed, listener, found.binds):
                yield from self._report(listener, found, by_port=False)

    def _report(self, listener: Listener, found: Found, *, by_port: bool) -> Iterator[Diagnostic]:
        from vmlint.rules._found import by_whom, deciding, report

        span = found.place("port", "publish", "config", "start") if by_port else deciding(found)
        if span is None:
            return
        place = listener.port.span if by_port else listener.binds[0].span if listener.binds else None
        said = " and ".join(bind.address.text for bind in listener.binds)
        has = " and ".join(found.binds) if isinstance(found.binds, tuple) else "an address that is not known"
        if by_port:
            said, has = f"port {listener.port.value}", f"port {found.port}"
        made = report(
            self,
            found,
            f"vmlint.yaml says that `{listener.app}` listens on {said}, and here it"
            f"{by_whom(found)} listens on {has}; correct the one that is wrong",
            span,
            related=[Label(place or listener.app_span, "declared here")],
        )
        values = {name: getattr(made, name) for name in type(made)._fields}
        yield type(made)(**{**values, "app": listener.app})


def _is_other(analysed: Analysed, listener: Listener, binds: tuple[str, ...]) -> bool:
    """Return whether some place reaches an app with other BINDS that does not with those declared, or the reverse."""
    addresses = [address for address in map(parse_bind, binds) if address is not None]
    if set(binds) == {bind.address.text for bind in listener.binds} or len(addresses) < len(binds):
        return False
    places = [bind.span for bind in listener.binds] or [listener.app_span]
    values = {name: getattr(listener, name) for name in listener._fields}
    changed = type(listener)(**{**values, "binds": tuple(Bind(address, places[0]) for address in addresses)})
    now, then = _verdicts(analysed, listener), _verdicts(analysed, changed, instead_of=listener)
    return any(
        now[place] is not verdict and Verdict.UNKNOWN not in (now[place], verdict) for place, verdict in then.items()
    )


def _verdicts(analysed: Analysed, listener: Listener, instead_of: Listener | None = None) -> dict[str, Verdict]:
    """Return by place whether an app is reached."""
    if instead_of is not None:
        topology = analysed.topology
        values = {name: getattr(topology, name) for name in topology._fields}
        values["listeners"] = tuple(listener if each is instead_of else each for each in topology.listeners or ())
        analysed = analysed.with_topology(type(topology)(**values))
    return {each.place: each.verdict for each in analysed.reachability().results if each.app == listener.app}
