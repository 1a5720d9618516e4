"""The rule service-not-persistent."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.found import LOW, MANUAL
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.found import Evidence, Found
    from vmlint.rules._base import Analysed


class ServiceNotPersistent(ProjectRule):
    """A server runs after the first `vagrant up`, and no longer after `vagrant halt` and `vagrant up`.

    ## Why is this bad?
    Provisioners run once, when the machine is made. What they start in the background, or by `service x start` without
    enabling it, is gone when the machine is next started, and nothing starts it again: on the second day the forward
    leads to nobody. Enable a unit (`systemctl enable --now x`), let a container restart (`--restart unless-stopped`),
    or let the provisioner run at each start: `run: "always"`.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/provisioning/basic_usage
    - https://www.freedesktop.org/software/systemd/man/latest/systemctl.html
    """

    name = "service-not-persistent"
    severity = Severity.WARNING
    needs = ("found-passing",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "forwarded_port", guest: rand(9000), host: 8081
              config.vm.provision "shell", run: "always", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=0.0.0.0 &
              SHELL
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provision "shell", inline: "apt-get install -y nginx"
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=0.0.0.0 &
            #   ^^^^^^^^^^^^^^^^^^^^^^^^
              SHELL
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each listener that `up` starts and that is gone after the next start of its machine."""
        if analysed.topology.listeners is not None:
            return
        for inside in analysed.insides:
            starts: dict[tuple[str, Span], list[Found]] = {}
            for found in inside.listeners:
                span = found.place("start", "publish", "enable", "install", "bind", "port")
                gone = found.lasting is False and found.start != MANUAL and found.confidence != LOW
                if span is not None and gone and not found.blocks:
                    starts.setdefault((found.service, span), []).append(found)
            for (_, span), those in starts.items():
                yield self._report(those[0], span)

    def _report(self, found: Found, span: Span) -> Diagnostic:
        """Return the finding about one start, whatever ports it opens."""
        from vmlint.rules._found import report

        if found.container is not None:
            remedy = "let its container restart: `--restart unless-stopped`"
        elif any(each.text.startswith(("systemctl", "service ")) or _is_unit(each) for each in found.evidence):
            remedy = "enable its unit: `systemctl enable`"
        else:
            remedy = 'enable a unit for it, or let this provisioner run each time: `run: "always"`'
        return report(
            self,
            found,
            f"`{found.name}` is started while the machine is made, and not again: after `vagrant halt` and "
            f"`vagrant up` it does not run; {remedy}",
            span,
        )


def _is_unit(evidence: Evidence) -> bool:
    return evidence.span is not None and evidence.span.path.endswith(".service")
