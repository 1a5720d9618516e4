"""The rule provisioner-never-returns."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.found import Hang, Inside
    from vmlint.rules._base import Analysed


class ProvisionerNeverReturns(ProjectRule):
    """A provisioner starts a server, or an endless loop, in the foreground: `vagrant up` never ends.

    ## Why is this bad?
    Vagrant waits for each provisioner to end. A server in the foreground does not: `vagrant up` stands still, what
    comes after it in the script and in the Vagrantfile never happens, and whoever breaks it off with Ctrl-C often ends
    the server, too. Let a unit of systemd run it (`systemctl enable --now`), or put it into the background with its
    output in a file: `nohup flask run > /var/log/flask.log 2>&1 &`.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/provisioning/shell
    """

    name = "provisioner-never-returns"
    severity = Severity.ERROR
    needs = ("found-hang",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "forwarded_port", guest: rand(9000), host: 8081
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                nohup flask run --host=0.0.0.0 > /tmp/flask.log 2>&1 &
              SHELL
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
                flask run --host=0.0.0.0
            #   ^^^^^^^^^^^^^^^^^^^^^^^^
              SHELL
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield the step of each machine that keeps `vagrant up` from ending."""
        for inside in analysed.insides:
            if inside.hang is not None:
                yield self._report(inside, inside.hang)

    def _report(self, inside: Inside, hang: Hang) -> Diagnostic:
        found = next((each for each in inside.listeners if each.blocks is not None), None)
        what = f"`{found.name}` stays in the foreground" if found is not None else f"this never ends ({hang.text})"
        labels = [Label(hang.step, "the provisioner")] if hang.step is not None else []
        message = (
            f"{what}: `vagrant up` waits for it for ever, and what comes after it never happens; start it by a unit of "
            "systemd, or in the background with its output in a file"
        )
        if found is None:
            return self.report(message, hang.span, related=labels, machines=(inside.machine,))
        from vmlint.rules._found import evidence_labels, report

        if found.assumptions:
            # It may not be there at all, as where no step installs it.
            return report(self, found, message, hang.span, related=labels)
        labels += evidence_labels(found, hang.span)
        return self.report(message, hang.span, related=labels, machines=(inside.machine,), app=found.name)
