"""VBoxManage commands: what they say is what is declared, for a shell splits them and the fold follows them."""

from __future__ import annotations

import shlex

import pytest

from tests.laboratory.predictions import analysed_in
from vmlint.analysis.drift import differences, rule_text
from vmlint.analysis.hardware import hardware_of
from vmlint.commands.cli import run
from vmlint.generate.vboxmanage import commands_for
from vmlint.languages.virtualbox.fold import apply
from vmlint.languages.virtualbox.state import State
from vmlint.languages.virtualbox.to_model import fragment_of
from vmlint.languages.virtualbox.to_model import hardware_of as as_hardware
from vmlint.model.value import Spanned
from vmlint.project.joining import observe

LAB = """
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.define "web" do |web|
    web.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
    web.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp", id: "it's dns", guest_ip: "10.0.2.15"
    web.vm.network "forwarded_port", guest: 81, host: 8081, disabled: true
    web.vm.network "private_network", ip: "192.168.56.10"
    web.vm.network "private_network", ip: "10.9.0.2", virtualbox__intnet: "back end"
    web.vm.network "public_network", bridge: "en0: Wi-Fi (AirPort)"
  end
  config.vm.define "db" do |db|
    db.vm.network "private_network", ip: "192.168.56.130", netmask: "255.255.255.128"
    db.vm.network "private_network", type: "dhcp"
    db.vm.provider "virtualbox" do |vb|
      vb.customize ["natnetwork", "add", "--netname", "lab", "--network", "192.168.15.0/24", "--dhcp", "off",
                    "--port-forward-4", "ssh:tcp:[]:1022:[192.168.15.5]:22", "--loopback-4", "127.0.0.1=2"]
      vb.customize ["modifyvm", :id, "--nic5", "natnetwork", "--nat-network5", "lab", "--nicpromisc5", "allow-vms"]
      vb.customize ["modifyvm", :id, "--nic6", "nat", "--natnet6", "10.8.0.0/24", "--natpf6", "x,tcp,,99,,9"]
      vb.customize ["modifyvm", :id, "--nat-localhostreachable1", "on", "--cableconnected6", "off"]
    end
  end
end
"""


def declared(tmp_path, text: str):
    (tmp_path / "Vagrantfile").write_text(text)
    return analysed_in(str(tmp_path)).topology


def follow(state: State, lines) -> State:
    """Do what the lines say, as a shell would split them."""
    for line in lines:
        words = shlex.split(line, comments=True)
        if words:
            assert words[0] == "VBoxManage"
            assert not apply(state, [Spanned(word, None, ()) for word in words[1:]]), line
    return state


def new_machines(*names: str) -> State:
    state = State()
    for name in names:
        apply(state, [Spanned(word, None, ()) for word in ("createvm", "--name", name)])
    return state


def test_the_commands_give_what_is_declared(tmp_path) -> None:
    topology = declared(tmp_path, LAB)
    commands = commands_for(topology)
    assert not commands.losses
    state = follow(new_machines("web", "db"), commands.lines)
    for machine in topology.machines:
        made = as_hardware(state.vms[machine.name])
        # Vagrant's own ssh forward of the second machine is moved, as Vagrant moves it; nothing else differs.
        assert [each for each in differences(hardware_of(topology, machine), made) if each.kind != "network"] == []
    assert [rule_text(rule) for rule in as_hardware(state.vms["db"]).cards[0].rules] == ["ssh,tcp,127.0.0.1,2200,,22"]
    assert [(each.slot, each.network.value) for each in as_hardware(state.vms["web"]).cards if each.network.value] == [
        (2, "vboxnet0"),
        (3, "back end"),
        (4, "en0: Wi-Fi (AirPort)"),
    ]
    networks = fragment_of(state).networks
    (lab,) = networks.nat
    assert (lab.subnet.value, lab.dhcp.value, lab.forwards[0].guest_ip.value) == (
        "192.168.15.0/24",
        False,
        "192.168.15.5",
    )
    assert [(each.name.value, each.address.value, each.mask.value) for each in networks.interfaces] == [
        ("vboxnet0", "192.168.56.1", "255.255.255.0"),
        ("vboxnet1", "192.168.56.129", "255.255.255.128"),
    ]
    assert [(each.interface.value, each.lower.value, each.upper.value) for each in networks.dhcp] == [
        ("vboxnet0", "192.168.56.3", "192.168.56.254")
    ]


def observed_of(topology, machine: str, *commands: str, running: bool | None) -> State:
    """Return a machine as it is: what was declared, and then changed by hand."""
    state = follow(
        new_machines("lab_web_1"), [line.replace(machine, "lab_web_1", 1) for line in commands_for(topology).lines]
    )
    state = follow(state, commands)
    vm = state.vms["lab_web_1"]
    vm.running, vm.seen = running, True
    seen = State({"lab_web_1": machine})
    vm.name = Spanned(machine, None, ())
    seen.vms[machine] = vm
    return seen


WEB = """
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.define "web" do |web|
    web.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"
    web.vm.network "forwarded_port", guest: 443, host: 8443, id: "tls"
    web.vm.network "private_network", ip: "10.9.0.2", virtualbox__intnet: "back"
  end
end
"""
BY_HAND = (
    "VBoxManage modifyvm lab_web_1 --natpf1 delete tls --natpf1 delete web --natpf1 web,tcp,,8080,,8000",
    "VBoxManage modifyvm lab_web_1 --natpf1 extra,tcp,,9999,,99 --intnet2 other --cableconnected1 off",
)


@pytest.mark.parametrize("running", [True, None, False])
def test_a_machine_is_brought_up_to_date(tmp_path, running) -> None:
    topology = declared(tmp_path, WEB)
    state = observed_of(topology, "web", *BY_HAND, running=running)
    commands = commands_for(observe(topology, fragment_of(state)))
    lines = [line for line in commands.lines if not line.startswith("VBoxManage hostonlyif")]
    if running is False:
        assert all(line.startswith("VBoxManage modifyvm lab_web_1 ") for line in lines)
    else:
        assert lines == [
            "VBoxManage controlvm lab_web_1 setlinkstate1 on",
            "VBoxManage controlvm lab_web_1 natpf1 delete web",
            "VBoxManage controlvm lab_web_1 natpf1 'web,tcp,,8080,,80'",
            "VBoxManage controlvm lab_web_1 natpf1 'tls,tcp,,8443,,443'",
            "VBoxManage controlvm lab_web_1 natpf1 delete extra",
            "VBoxManage controlvm lab_web_1 nic2 intnet back",
        ]
    state.vms["lab_web_1"] = state.vms.pop("web")
    state.aliases = {}
    follow(state, lines)
    machine = topology.machine("web")
    assert machine is not None
    assert differences(hardware_of(topology, machine), as_hardware(state.vms["lab_web_1"])) == ()


def test_what_a_running_machine_does_not_take_waits(tmp_path) -> None:
    body = WEB.replace(
        "  end\nend",
        '    web.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--natnet1", "10.5.0.0/24"] }\n  end\nend',
    )
    topology = declared(tmp_path, body)
    state = observed_of(topology, "web", "VBoxManage modifyvm lab_web_1 --natnet1 default", running=True)
    lines = commands_for(observe(topology, fragment_of(state))).lines
    assert lines == (
        "# when lab_web_1 is powered off:",
        "# VBoxManage modifyvm lab_web_1 --natnet1 10.5.0.0/24",
    )


def test_nothing_is_to_be_done_where_all_is_as_declared(tmp_path) -> None:
    topology = declared(tmp_path, WEB)
    assert commands_for(observe(topology, fragment_of(observed_of(topology, "web", running=True)))).lines == ()


def test_what_is_not_known_is_named_and_refused(tmp_path, capsys, monkeypatch) -> None:
    (tmp_path / "Vagrantfile").write_text(
        WEB.replace("host: 8443", "host: rand(9)").replace(', virtualbox__intnet: "back"', "")
    )
    monkeypatch.chdir(tmp_path)
    assert run(["render", "--as", "vboxmanage"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "not carried over: Vagrantfile:6: the forward tls of web: not all of it is known" in captured.err
    assert run(["render", "--as", "vboxmanage", "--allow-loss"]) == 0
    captured = capsys.readouterr()
    assert "VBoxManage modifyvm web --natpf1 'web,tcp,,8080,,80'" in captured.out
    assert "8443" not in captured.out


def test_the_commands_are_written_to_a_file(tmp_path, monkeypatch) -> None:
    (tmp_path / "Vagrantfile").write_text(WEB)
    monkeypatch.chdir(tmp_path)
    assert run(["render", "--as", "vboxmanage", "-o", "net.sh"]) == 0
    assert (tmp_path / "net.sh").read_text().startswith("VBoxManage modifyvm web --nic1 nat\n")
