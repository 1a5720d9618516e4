"""The rule nat-rule-malformed."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.rules._base import Bad, Good
from vmlint.rules._remarks import RemarkRule


class NatRuleMalformed(RemarkRule):
    """A NAT rule is not what VirtualBox reads, or forwards no port.

    ## Why is this bad?
    A rule of an adapter has five commas between its six fields, `web,tcp,127.0.0.1,8080,,80`, and no more: without
    one of them VBoxManage stops with "Missing or invalid argument", and `vagrant up` with it. It does not complain of
    a port that is none: `70000` becomes another one, `http` becomes 0, and the forward is not where it seems to be.

    The forward of a NAT network has colons, and brackets round the addresses: `web:tcp:[]:8080:[10.0.2.4]:80`.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#natforward
    """

    name = "nat-rule-malformed"
    severity = Severity.ERROR
    needs = ("remark:nat-rule-malformed",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 9000, host: 9000 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,127.0.0.1,8080,,80"]
                vb.customize ["modifyvm", :id, "--natpf1", ",udp,,5353,10.0.2.15,5353"]
                vb.customize ["modifyvm", :id, "--natpf1", "delete", "web"]
                vb.customize ["modifyvm", :id, "--natpf1", "api,tcp,,#{8000 + rand(9)},,80"]
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
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,8080,,80"]
            #                                              ^^^^^^^^^^^^^^^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,http,,8080,,80", "--natpf1", "api,tcp,,80800,,80"]
            #                                                   ^^^^                                   ^^^^^
              end
            end
            """
        ),
    )
