"""The rule vbox7-macos-hostonly."""

from __future__ import annotations

from vmlint.analysis.refusals import lacks_host_only, on_missing_kind
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.host import parse_version
from vmlint.rules._base import Bad, Good, ProjectRule
from vmlint.rules._conditions import unless_stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class Vbox7MacosHostonly(ProjectRule):
    """A machine is attached to a host-only adapter, which VirtualBox 7 does not have on macOS.

    ## Why is this bad?
    On macOS VirtualBox 7 has host-only networks (`VBoxManage hostonlynet`) in the place of host-only adapters
    (`hostonlyif`, `vboxnet0`): `--nic2 hostonly` does not start there. Write
    `--nic2 hostonlynet --host-only-net2 NAME`.
    Vagrant's own `private_network` uses what the host has.

    Said of a stated `host: {os: macos}` alone; an error where `virtualbox:` is stated too.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#network_hostonly
    """

    name = "vbox7-macos-hostonly"
    severity = Severity.ERROR
    needs = ("hardware", "host:macos")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: 80, host: 8080 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic3", "hostonlynet", "--host-only-net3", "lab"]
              end
            end
            """,
            host_os="macos",
            virtualbox="7.1",
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic2", "hostonly", "--hostonlyadapter2", "vboxnet0"]
              end
            end
            """,
            host_os="macos",
            virtualbox="6.1",
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic2", "hostonly", "--hostonlyadapter2", "vboxnet0"]
            #                                            ^^^^^^^^^^
              end
            end
            """,
            host_os="macos",
            virtualbox="7.1",
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nic2", "hostonly", "--hostonlyadapter2", "vboxnet0"]
            #                                            ^^^^^^^^^^
              end
            end
            """,
            host_os="macos",
            severity="warning",
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each adapter on a host-only adapter of a Mac."""
        topology = analysed.topology
        version = parse_version(analysed.virtualbox or "")
        seven = lacks_host_only(version)
        if not topology.virtualbox:
            return
        for machine in topology.machines:
            for card in on_missing_kind(analysed.host_os, version, machine):
                span = card.place
                if span is None:
                    continue
                text = (
                    f"VirtualBox 7 on macOS has no host-only adapters, so `{machine.name}` does not start: write "
                    f"`--nic{card.slot} hostonlynet --host-only-net{card.slot} NAME`"
                )
                if seven is None:
                    text += unless_stated("VirtualBox is 7 or later", 'virtualbox: "7.1"')
                yield self.report(
                    text,
                    span,
                    on=(card.origin,),
                    machines=(machine.name,),
                    severity=Severity.ERROR if seven else Severity.WARNING,
                )
