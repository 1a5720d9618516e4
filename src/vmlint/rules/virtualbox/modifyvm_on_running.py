"""The rule modifyvm-on-running."""

from __future__ import annotations

from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good
from vmlint.rules._remarks import RemarkRule


class ModifyvmOnRunning(RemarkRule):
    """A command for a machine that is off comes while it runs, or one for a running machine while it is off.

    ## Why is this bad?
    `modifyvm` needs a machine that is powered off: "The machine is already locked for a session". `controlvm` needs
    one that runs. VirtualBox refuses either at the wrong time, and nothing is changed. What `vb.customize` is given
    runs before the machine starts, unless it says `"post-boot"` or `"post-comm"`.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/providers/virtualbox/configuration
    - https://www.virtualbox.org/manual/ch08.html#vboxmanage-controlvm
    """

    name = "modifyvm-on-running"
    severity = Severity.WARNING
    needs = ("remark:modifyvm-on-running",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 9000, host: 9000 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,,8080,,80"]
                vb.customize "post-boot", ["controlvm", :id, "natpf1", "api,tcp,,8081,,81"]
                vb.customize ENV.fetch("WHEN", `date`), ["controlvm", :id, "nicpromisc1", "deny"]
              end
            end
            """
        ),
        Good(
            files={
                "net.sh": """
                VBoxManage createvm --name dev --register
                VBoxManage startvm dev --type headless
                VBoxManage controlvm dev natpf1 "web,tcp,,8080,,80"
                VBoxManage controlvm dev poweroff
                VBoxManage modifyvm dev --natpf1 delete web
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize "post-boot", ["modifyvm", :id, "--natpf1", "web,tcp,,8080,,80"]
            #                              ^^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["controlvm", :id, "natpf1", "web,tcp,,8080,,80"]
            #                 ^^^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage createvm --name dev --register
                VBoxManage startvm dev --type headless
                VBoxManage modifyvm dev --natpf1 "web,tcp,,8080,,80"
                #          ^^^^^^^^
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
    )
