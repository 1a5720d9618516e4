"""The rule legacy-natpf-extradata."""

from __future__ import annotations

from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good
from vmlint.rules._remarks import RemarkRule


class LegacyNatpfExtradata(RemarkRule):
    """A forward is written as extradata, which VirtualBox has not looked at since version 4.

    ## Why is this bad?
    `setextradata VM "VBoxInternal/Devices/e1000/0/LUN#0/Config/ssh/HostPort" 2222` made a forward in VirtualBox 3.
    It is still accepted and does nothing; the rule belongs into `--natpf1`.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#natforward
    """

    name = "legacy-natpf-extradata"
    severity = Severity.WARNING
    needs = ("remark:legacy-natpf-extradata",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 9000, host: 9000 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["setextradata", :id, "VBoxInternal2/SharedFoldersEnableSymlinksCreate/app", "1"]
                vb.customize ["setextradata", :id, "VBoxInternal/Devices/e1000/0/LUN#0/Config/" + `id`, "1"]
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
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["setextradata", :id, "VBoxInternal/Devices/e1000/0/LUN#0/Config/ssh/HostPort", "2222"]
            #                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage setextradata dev "VBoxInternal/Devices/pcnet/0/LUN#0/Config/ssh/GuestPort" 22
                #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
    )
