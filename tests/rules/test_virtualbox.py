"""Rules about networks, asked of files that are no Vagrantfiles."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from tests.laboratory.predictions import analysed_in
from vmlint.analysis.targets import trace_target
from vmlint.commands.cli import run

SCRIPT = """
VBoxManage createvm --name dev --register
VBoxManage modifyvm dev --natpf1 "web,tcp,,80,,80" --natpf1 "db,tcp,localhost,5432,127.0.0.1,5432"
VBoxManage createvm --name two --register
VBoxManage modifyvm two --natpf1 "web,tcp,,80,,80"
VBoxManage startvm dev
VBoxManage startvm two
"""


@pytest.fixture
def check(tmp_path, monkeypatch, capsys):
    """Return the findings in some files: rule, place as text, the whole diagnostic."""

    def lint(**files: str) -> list[tuple[str, dict]]:
        for name, text in files.items():
            (tmp_path / name.replace("_", ".")).write_text(dedent(text).lstrip("\n"))
        monkeypatch.chdir(tmp_path)
        assert run(["check", "--format", "json"]) in (0, 1)
        return [(each["rule"], each) for each in json.loads(capsys.readouterr().out)["diagnostics"]]

    return lint


def test_rules_of_ports_hold_for_scripts_in_their_own_words(check) -> None:
    found = check(net_sh=SCRIPT, vmlint_yaml="sources: [net.sh]")
    assert [rule for rule, _ in found] == [
        "forward-exposed-to-lan",
        "privileged-host-port",
        "host-ip-not-an-address",
        "guest-ip-unreachable",
        "forward-exposed-to-lan",
        "host-port-collision",
        "privileged-host-port",
    ]
    for _, each in found:
        assert each["fix"] is None
        assert "vagrant up" not in each["message"]
        assert "`host_ip: " not in each["message"]


def test_a_rule_on_the_whole_project_still_has_its_fix_in_the_vagrantfile(check) -> None:
    body = 'Vagrant.configure("2") do |config|\n  config.vm.box = "b/b"\n  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "localhost"\nend\n'
    found = dict(check(Vagrantfile=body, net_sh=SCRIPT, vmlint_yaml="sources: [Vagrantfile, net.sh]"))
    assert found["guest-ip-unreachable"]["fix"] is None
    fixed = [
        each
        for rule, each in check(Vagrantfile=body)
        if rule == "host-ip-not-an-address" and each["path"] == "Vagrantfile"
    ]
    assert fixed[0]["fix"] is not None


def test_a_script_beside_a_vagrantfile_changes_its_machine(check) -> None:
    body = 'Vagrant.configure("2") do |config|\n  config.vm.box = "b/b"\n  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"\nend\n'
    script = "VBoxManage modifyvm lab --natpf1 'web,tcp,,8080,,81'\n"
    settings = "sources: [Vagrantfile, {path: net.sh, machines: {lab: default}}]"
    found = check(Vagrantfile=body, net_sh=script, vmlint_yaml=settings)
    assert [(rule, each["path"]) for rule, each in found] == [
        ("forward-exposed-to-lan", "net.sh"),
        ("nat-rule-overlap", "net.sh"),
    ]
    assert found[1][1]["related"][0]["path"] == "Vagrantfile"


def test_what_a_networks_conf_allows_starts(tmp_path) -> None:
    body = 'Vagrant.configure("2") do |config|\n  config.vm.box = "b/b"\n  config.vm.network "private_network", ip: "10.1.2.3"\nend\n'
    settings = 'sources: [Vagrantfile, networks.conf]\nhost: {os: linux, virtualbox: "7.1"}\napps: {web: {bind: 0.0.0.0, port: 80}}\n'
    (tmp_path / "Vagrantfile").write_text(body)
    (tmp_path / "vmlint.yaml").write_text(settings)
    for line, symptom in (
        ("* 10.0.0.0/8", "served"),
        ("*10.0.0.0/8", "unreachable"),
        ("* 10.1.0.0/16", "served"),
        ("* 10.1.2.0/25", "unreachable"),
    ):
        (tmp_path / "networks.conf").write_text(f"{line}\n")
        analysed = analysed_in(str(tmp_path))
        assert trace_target(analysed.network(), "host", "10.1.2.3:80").symptom.value == symptom, line


VBOX = """
<?xml version="1.0"?>
<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux">
  <Machine uuid="{6a1c2f0e-0000-4000-8000-000000000001}" name="lab" OSType="Debian_64">
    <Hardware>
      <Network>
        <Adapter slot="0" enabled="true" MACAddress="080027000001" type="82540EM">
          <NAT localhost-reachable="true">
            <Forwarding name="any" proto="1" hostport="8080" guestport="80"/>
            <Forwarding name="one" proto="1" hostip="127.0.0.1" hostport="8080" guestport="81"/>
          </NAT>
        </Adapter>
        <Adapter slot="1" enabled="true" MACAddress="080027000002" type="82540EM">
          <DisabledModes>
            <NAT><Forwarding name="old" proto="1" hostport="8081" guestport="80"/></NAT>
          </DisabledModes>
          <HostOnlyInterface name="vboxnet7"/>
        </Adapter>
      </Network>
    </Hardware>
  </Machine>
</VirtualBox>
"""
SHOWVMINFO = """
name="lab"
UUID="6a1c2f0e-0000-4000-8000-000000000001"
VMState="running"
natnet1="nat"
macaddress1="080027000001"
cableconnected1="on"
nic1="nat"
nictype1="82540EM"
nicspeed1="0"
Forwarding(0)="any,tcp,,8080,,80"
Forwarding(1)="one,tcp,127.0.0.1,8080,,81"
hostonlyadapter2="vboxnet7"
macaddress2="080027000002"
cableconnected2="on"
nic2="hostonly"
nictype2="82540EM"
nicspeed2="0"
nic3="none"
nic4="none"
nic5="none"
nic6="none"
nic7="none"
nic8="none"
hidpointing="ps2mouse"
GuestMemoryBalloon=0
"""


@pytest.mark.parametrize(("name", "text"), [("lab_vbox", VBOX), ("vm_txt", SHOWVMINFO)])
def test_rules_hold_for_what_dumps_show(check, name, text) -> None:
    """Rules that overlap are said; what is remembered and not used is not, nor an adapter that is there."""
    found = check(**{name: text, "vmlint_yaml": f"sources: [{name.replace('_', '.')}]"})
    assert [rule for rule, each in found if each["severity"] != "info"] == ["nat-rule-overlap"]
    ((_, each),) = [pair for pair in found if pair[0] == "nat-rule-overlap"]
    assert each["path"] == name.replace("_", ".")
    assert each["message"].startswith("the NAT rules `any` and `one` of `lab` both claim port 8080 of the host")
    assert [label["message"] for label in each["related"]] == ["`any` claims it here"]
