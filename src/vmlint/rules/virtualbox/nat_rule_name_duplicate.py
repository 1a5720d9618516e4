"""The rule nat-rule-name-duplicate."""

from __future__ import annotations

from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good
from vmlint.rules._remarks import RemarkRule


class NatRuleNameDuplicate(RemarkRule):
    """Two NAT rules of one adapter have the same name.

    ## Why is this bad?
    VirtualBox refuses the second one: "A NAT rule of this name already exists". A rule that `vb.customize` makes comes
    after the forwards of the Vagrantfile, whose names are their ids: `ssh` is Vagrant's own, and a forward without an
    `id:` is called `tcp8080`. `vagrant up` then stops before the machine starts.

    A rule that is deleted first may be made again: `--natpf1 delete web`.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#natforward
    """

    name = "nat-rule-name-duplicate"
    severity = Severity.ERROR
    needs = ("remark:nat-rule-name-duplicate",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 9000, host: 9000 + rand(9)
              config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "api,tcp,,8081,,81"]
                vb.customize ["modifyvm", :id, "--natpf1", "delete", "web"]
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,,8082,,82"]
                vb.customize ["modifyvm", :id, "--natpf1", "#{`hostname`.strip},tcp,,8083,,83"]
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
              config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,127.0.0.1,8081,,81"]
            #                                               ^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "ssh,tcp,127.0.0.1,2200,,22"]
            #                                               ^^^
              end
            end
            """
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage createvm --name dev --register
                for port in 8080 8081; do
                    VBoxManage modifyvm dev --natpf1 "web,tcp,,$port,,80"
                #                                    ^^^^^^^^^^^^^^^^^^^^
                done
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
    )
