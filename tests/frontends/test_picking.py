"""Which front end reads what: names first, then contents, in an order that stands."""

from __future__ import annotations

import pytest

from vmlint.frontends import picking

VBOX = '<?xml version="1.0"?>\n<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19"/>'
MACHINE = 'name="dev"\nUUID="c3e8a6f0-1f3a-4d4e-8b7d-1e2f3a4b5c6d"\nnic1="nat"\n'
HUMAN = "Name:   dev\nNIC 1:   MAC: 080027AABBCC, Attachment: NAT\n"


def test_the_order() -> None:
    first, *rest = picking.ORDER
    assert first == "vmlint.frontends.vagrantfile"
    assert [f"vmlint.frontends.{name}" for name in ("vbox_xml", "networks_conf", "vbox_dump", "vboxmanage")] == rest


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("x.vbox", "", "vbox"),
        ("x.vbox-prev", "", "vbox"),
        ("etc/vbox/networks.conf", "", "networks.conf"),
        ("x.sh", "", "vboxmanage"),
        ("x.BAT", MACHINE, "vboxmanage"),
        ("x.cmd", "", "vboxmanage"),
        ("x.ps1", "", "vboxmanage"),
        ("README.md", "", "vboxmanage"),
        ("settings.xml", VBOX, "vbox"),
        ("Vagrantfile.vbox", VBOX, "vbox"),
        ("x.txt", MACHINE, "showvminfo"),
        ("x.log", HUMAN, "showvminfo"),
        ("x.txt", "\ufeff" + MACHINE, "showvminfo"),
        ("x", "* 192.168.56.0/21\n# x\n", "networks.conf"),
        ("x", "#!/usr/bin/env bash\nls\n", "vboxmanage"),
        ("x.txt", "$ VBoxManage modifyvm dev --nic1 nat\n", "vboxmanage"),
        ("x.txt", '"C:\\Program Files\\Oracle\\VirtualBox\\VBoxManage.exe" list vms\n', "vboxmanage"),
        ("x", "sudo vboxmanage startvm x\n", "vboxmanage"),
    ],
)
def test_what_is_recognised(path: str, text: str, name: str) -> None:
    assert name == picking.front_end(path, text).NAME


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x", 'Vagrant.configure("2") do |config|\n  config.vm.box = "x"\nend\n'),
        ("x.rb", "# VBoxManage is called below\nsystem 'VBoxManage list vms'\n"),
        ("x.rb", 'name="x"\nputs name\n'),
        ("x", "# a list\n* an item\n* 3 of 4\n"),
        ("a/Vagrantfile.vbox", "require 'json'\nVagrant.configure(2) {}\n"),
        ("a/Vagrantfile.sh", "Vagrant.configure(2) {}\n"),
    ],
)
def test_the_rest_is_read_as_a_vagrantfile(path: str, text: str) -> None:
    assert picking.front_end(path, text) is None
