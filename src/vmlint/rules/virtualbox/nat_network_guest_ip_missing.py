"""The rule nat-network-guest-ip-missing."""

from __future__ import annotations

from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good
from vmlint.rules._remarks import RemarkRule


class NatNetworkGuestIpMissing(RemarkRule):
    """A forward of a NAT network does not say to which machine it leads.

    ## Why is this bad?
    On an adapter's own NAT there is one guest, and its address may be left out. A NAT network has many:
    `web:tcp:[]:8080:[]:80` is refused, and with it the whole command.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#network_nat_service
    """

    name = "nat-network-guest-ip-missing"
    severity = Severity.ERROR
    needs = ("remark:nat-network-guest-ip-missing",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 9000, host: 9000 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["natnetwork", "add", "--netname", "lab", "--network", "192.168.15.0/24"]
                vb.customize ["natnetwork", "modify", "--netname", "lab", "--port-forward-4",
                              "ssh:tcp:[]:1022:[192.168.15.5]:22"]
                vb.customize ["natnetwork", "modify", "--netname", "lab", "--port-forward-4",
                              "web:tcp:[]:8080:[#{`cat address`}]:80"]
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
                vb.customize ["natnetwork", "add", "--netname", "lab", "--network", "192.168.15.0/24",
                              "--port-forward-4", "ssh:tcp:[]:1022:[]:22"]
            #                                                      ^^
              end
            end
            """
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage natnetwork add --netname lab --network 192.168.15.0/24 --enable
                VBoxManage natnetwork modify --netname lab --port-forward-4 "ssh:tcp:[]:1022:[]:22"
                #                                                                            ^^
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
    )
