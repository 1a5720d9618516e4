"""One network said in five ways (Vagrantfile, customize, script, showvminfo, .vbox) is one model and one table."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from tests.laboratory.predictions import analysed_in
from vmlint.analysis.hardware import hardware_of
from vmlint.commands.cli import run

VAGRANTFILE = """
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "forwarded_port", guest: 22, host: 2222, host_ip: "127.0.0.1", id: "ssh"
  config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1", id: "web"
  config.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp", guest_ip: "10.0.2.15", id: "dns"
end
"""
CUSTOMIZE = """
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "forwarded_port", guest: 22, host: 2222, id: "ssh", disabled: true
  config.vm.provider "virtualbox" do |vb|
    vb.customize ["modifyvm", :id, "--natpf1", "ssh,tcp,127.0.0.1,2222,,22"]
    vb.customize ["modifyvm", :id, "--nat-pf1=web,tcp,127.0.0.1,8080,,5000", "--natpf1", "dns,udp,,5353,10.0.2.15,53"]
  end
end
"""
SCRIPT = """
#!/bin/sh
set -e
VM=default
VBoxManage createvm --name "$VM" --register
for rule in ssh,tcp,127.0.0.1,2222,,22 'web,tcp,127.0.0.1,8080,,5000'; do
    VBoxManage modifyvm "$VM" --nic1 nat --natpf1 "$rule"
done
VBoxManage modifyvm "$VM" \\
    --natpf1 "dns,udp,,5353,10.0.2.15,53"
"""
SHOWVMINFO = """
name="default"
groups="/"
ostype="Debian (64-bit)"
UUID="6a1c2f0e-0000-4000-8000-000000000001"
CfgFile="/home/user/VirtualBox VMs/default/default.vbox"
VMState="poweroff"
natnet1="nat"
macaddress1="080027000001"
cableconnected1="on"
nic1="nat"
nictype1="82540EM"
nicspeed1="0"
mtu="0"
sockSnd="64"
Forwarding(0)="dns,udp,,5353,10.0.2.15,53"
Forwarding(1)="ssh,tcp,127.0.0.1,2222,,22"
Forwarding(2)="web,tcp,127.0.0.1,8080,,5000"
nic2="none"
nic3="none"
nic4="none"
nic5="none"
nic6="none"
nic7="none"
nic8="none"
hidpointing="ps2mouse"
hidkeyboard="ps2kbd"
uart1="off"
lpt1="off"
audio="none"
clipboard="disabled"
draganddrop="disabled"
vrde="off"
usb="off"
videocap="off"
GuestMemoryBalloon=0
"""
VBOX = """
<?xml version="1.0"?>
<VirtualBox xmlns="http://www.virtualbox.org/" version="1.16-linux">
  <Machine uuid="{6a1c2f0e-0000-4000-8000-000000000001}" name="default" OSType="Debian_64">
    <Hardware>
      <Network>
        <Adapter slot="0" enabled="true" MACAddress="080027000001" cable="true" type="82540EM">
          <DisabledModes>
            <InternalNetwork name="intnet"/>
          </DisabledModes>
          <NAT>
            <Forwarding name="dns" proto="0" hostport="5353" guestip="10.0.2.15" guestport="53"/>
            <Forwarding name="ssh" proto="1" hostip="127.0.0.1" hostport="2222" guestport="22"/>
            <Forwarding name="web" proto="1" hostip="127.0.0.1" hostport="8080" guestport="5000"/>
          </NAT>
        </Adapter>
        <Adapter slot="1" enabled="false"/>
      </Network>
    </Hardware>
  </Machine>
</VirtualBox>
"""
NETWORK_CUSTOMIZE = """
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "forwarded_port", guest: 22, host: 2222, id: "ssh", disabled: true
  config.vm.provider "virtualbox" do |vb|
    vb.customize ["natnetwork", "add", "--netname", "lab", "--network", "192.168.15.0/24", "--enable", "--dhcp", "on"]
    vb.customize ["natnetwork", "modify", "--netname", "lab", "--port-forward-4", "ssh:tcp:[]:1022:[192.168.15.5]:22"]
    vb.customize ["natnetwork", "modify", "--netname", "lab", "--port-forward-4",
                  "web:tcp:[127.0.0.1]:8080:[192.168.15.5]:5000", "--loopback-4", "127.0.0.1=2"]
    vb.customize ["modifyvm", :id, "--nic1", "natnetwork", "--nat-network1", "lab"]
  end
end
"""
NETWORK_SCRIPT = """
VBoxManage natnetwork add --netname lab --network 192.168.15.0/24 --enable --dhcp on \\
    --port-forward-4 "ssh:tcp:[]:1022:[192.168.15.5]:22"
VBoxManage natnetwork modify --netname lab --port-forward-4 'web:tcp:[127.0.0.1]:8080:[192.168.15.5]:5000'
VBoxManage natnetwork modify --netname lab --loopback-4 "127.0.0.1=2"
VBoxManage createvm --name default --register
VBoxManage modifyvm default --nic1 natnetwork --nat-network1 lab
"""
NETWORK_LIST = """
Name:         lab
Network:      192.168.15.0/24
Gateway:      192.168.15.1
DHCP Server:  Yes
IPv6:         No
IPv6 Prefix:
IPv6 Default: No
Enabled:      Yes
Port-forwarding (ipv4)
        ssh:tcp:[]:1022:[192.168.15.5]:22
        web:tcp:[127.0.0.1]:8080:[192.168.15.5]:5000
loopback mappings (ipv4)
        127.0.0.1=2

"""
ADAPTER = {
    "Vagrantfile": {"Vagrantfile": VAGRANTFILE},
    "customize": {"Vagrantfile": CUSTOMIZE},
    "script": {"net.sh": SCRIPT},
    "showvminfo": {"vm.txt": SHOWVMINFO},
    "vbox": {"default.vbox": VBOX},
}
IN_LAB = (
    SHOWVMINFO[: SHOWVMINFO.index("natnet1")]
    + 'nat-network1="lab"\nmacaddress1="080027000001"\ncableconnected1="on"\nnic1="natnetwork"\nnictype1="82540EM"\nnicspeed1="0"\n'
    + SHOWVMINFO[SHOWVMINFO.index('nic2="none"') :]
)
VBOX_IN_LAB = (
    VBOX[: VBOX.index("          <NAT>")]
    + '          <NATNetwork name="lab"/>\n'
    + VBOX[VBOX.index("        </Adapter>") :]
)
NETWORK = {
    "customize": {"Vagrantfile": NETWORK_CUSTOMIZE},
    "script": {"net.sh": NETWORK_SCRIPT},
    "showvminfo": {"vm.txt": IN_LAB, "networks.txt": NETWORK_LIST},
    "vbox": {"default.vbox": VBOX_IN_LAB, "networks.txt": NETWORK_LIST},
}
APPS = """
  web: {machine: default, bind: 0.0.0.0, port: 5000, reach_from: [host, lan]}
  inner: {machine: default, bind: 127.0.0.1, port: 22, reach_from: [host]}
  dns: {machine: default, bind: 0.0.0.0, port: 53, protocol: udp, reach_from: [host]}
"""
SETTINGS = 'host: {lan: 192.168.1.10/24, virtualbox: "6.1"}\napps:' + APPS


def lay_out(folder, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(dedent(text).lstrip("\n"))
    (folder / "vmlint.yaml").write_text(f"sources: [{', '.join(files)}]\n{SETTINGS}")


def without_places(value: object) -> object:
    if isinstance(value, dict):
        return {name: without_places(each) for name, each in value.items() if name not in ("path", "range")}
    return [without_places(each) for each in value] if isinstance(value, list) else value


def model(folder) -> object:
    """Return machines, adapters, rules and NAT networks without their places, rules by name."""
    topology = analysed_in(str(folder)).topology
    machines = []
    for machine in topology.machines:
        cards = []
        for card in hardware_of(topology, machine).cards:
            if card.attachment.value == "none":
                continue
            subnet, cable = card.nat_subnet.value or "default", card.cable.value is not False
            cards.append((card.slot, card.attachment.value, card.network.value, subnet, cable, rules(card.rules)))
        machines.append((machine.name, cards))
    networks = topology.networks.nat if topology.networks is not None else ()
    return machines, [
        (
            each.name.value,
            each.subnet.value,
            each.enabled.value,
            each.dhcp.value,
            rules(each.forwards),
            [(mapping.host, mapping.offset) for mapping in each.loopbacks],
        )
        for each in networks
    ]


def rules(forwards) -> list[tuple[object, ...]]:
    return sorted(
        (
            each.name,
            each.transport,
            each.host_address,
            each.host_port.value,
            each.guest_ip.text or "",
            each.guest_port.value,
        )
        for each in forwards
        if not each.disabled
    )


def table(folder, monkeypatch, capsys) -> object:
    monkeypatch.chdir(folder)
    status = run(["reach", "--format", "json"])
    output = capsys.readouterr()
    assert status in (0, 1), output.err
    found = json.loads(output.out)
    found["forwards"] = sorted(found["forwards"], key=lambda each: each["host"])
    return without_places(found)


@pytest.mark.parametrize("way", list(ADAPTER)[1:])
def test_a_nat_adapter(way, tmp_path, monkeypatch, capsys) -> None:
    for name in ("Vagrantfile", way):
        (tmp_path / name).mkdir()
        lay_out(tmp_path / name, ADAPTER[name])
    expected, found = tmp_path / "Vagrantfile", tmp_path / way
    assert model(found) == model(expected)
    assert table(found, monkeypatch, capsys) == table(expected, monkeypatch, capsys)


def test_what_the_table_of_a_nat_adapter_says(tmp_path, monkeypatch, capsys) -> None:
    lay_out(tmp_path, ADAPTER["script"])
    found = table(tmp_path, monkeypatch, capsys)
    assert {(each["app"], each["from"]): (each["verdict"], each["symptom"], each["endpoint"]) for each in found["results"] if each["from"] in ("host", "lan")} == {
        ("web", "host"): ("reachable", "served", "127.0.0.1:8080"),
        ("web", "lan"): ("blocked", "refused", "192.168.1.10:8080"),
        ("inner", "host"): ("blocked", "reset", "127.0.0.1:2222"),
        ("inner", "lan"): ("blocked", "refused", "192.168.1.10:2222"),
        ("dns", "host"): ("reachable", "served", "127.0.0.1:5353"),
        ("dns", "lan"): ("reachable", "served", "192.168.1.10:5353"),
    }  # fmt: skip


@pytest.mark.parametrize("way", list(NETWORK)[1:])
def test_a_nat_network(way, tmp_path, monkeypatch, capsys) -> None:
    for name in ("customize", way):
        (tmp_path / name).mkdir()
        lay_out(tmp_path / name, NETWORK[name])
    expected, found = tmp_path / "customize", tmp_path / way
    assert model(found) == model(expected)
    assert table(found, monkeypatch, capsys) == table(expected, monkeypatch, capsys)


def test_a_difference_is_seen(tmp_path, monkeypatch, capsys) -> None:
    for name, files in (("one", ADAPTER["script"]), ("other", {"net.sh": SCRIPT.replace("8080", "8081")})):
        (tmp_path / name).mkdir()
        lay_out(tmp_path / name, files)
    assert model(tmp_path / "one") != model(tmp_path / "other")
    tables = [table(tmp_path / name, monkeypatch, capsys) for name in ("one", "other")]
    assert tables[0] != tables[1]
