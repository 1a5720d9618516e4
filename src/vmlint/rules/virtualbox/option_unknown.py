"""The rule option-unknown."""

from __future__ import annotations

from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good
from vmlint.rules._remarks import RemarkRule


class OptionUnknown(RemarkRule):
    """An option or a value is one slip away from one that VBoxManage knows.

    ## Why is this bad?
    VBoxManage stops at the first word that it does not know, and none of the command's options is set: `--nictpe1`,
    `--natpf` without the adapter's number, `--nic2 hostony`. With a stated `virtualbox:` version this is also said of
    an option that a later VirtualBox brought: the dashed names (`--nat-pf1`) are those of 7.0, the old ones
    (`--natpf1`) are known to every version.

    ## References
    - https://www.virtualbox.org/manual/ch08.html#vboxmanage-modifyvm
    """

    name = "option-unknown"
    severity = Severity.WARNING
    needs = ("remark:option-unknown",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 9000, host: 9000 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nat-pf1", "web,tcp,,8080,,80", "--nested-hw-virt", "on"]
                vb.customize ["modifyvm", :id, "--nictype1", "virtio", "--nicpromisc2=allow-all"]
                vb.customize ["modifyvm", :id, "--nic#{rand(4)}", "none"]
              end
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on"]
              end
            end
            """,
            virtualbox="7.0",
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--ncipromisc2", "allow-all", "--nic2", "hostony"]
            #                                  ^^^^^^^^^^^^^^^                         ^^^^^^^^^
                vb.customize ["modifyvm", :id, "--natpf", "web,tcp,,8080,,80"]
            #                                  ^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on"]
            #                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^
              end
            end
            """,
            virtualbox="6.1",
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage modifyvm dev --nicpromsic2 allow-all
                #                       ^^^^^^^^^^^^^
                VBoxManage natnetwork add --netnam lab --network 10.5.0.0/24
                #                         ^^^^^^^^
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
    )
