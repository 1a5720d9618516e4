"""What VirtualBox's own commands make of the network: NAT adapters in any slot, NAT networks, adapters off NAT."""

from __future__ import annotations

import pytest

APPS = """
apps:
  web: {machine: default, bind: 0.0.0.0, port: 80, reach_from: [host]}
"""


def customized(*commands: str, before: str = "") -> str:
    lines = "\n".join(f"  vb.customize {command}" for command in commands)
    return f'{before}\nconfig.vm.provider "virtualbox" do |vb|\n{lines}\nend\n'


def modify(*words: str) -> str:
    return f'["modifyvm", :id, {", ".join(repr(word) for word in words)}]'.replace("'", '"')


def test_a_rule_of_customize_forwards(ask) -> None:
    asked = ask(customized(modify("--natpf1", "web,tcp,127.0.0.1,8080,,80")), APPS)
    assert asked.sees("host", "127.0.0.1:8080") == "served"
    assert asked.sees("lan", "HOST:8080") == "refused"


def test_each_nat_adapter_has_a_network_of_its_own(ask) -> None:
    asked = ask(customized(modify("--nic3", "nat", "--natpf3", "web,tcp,127.0.0.1,8080,,80")), APPS)
    node = asked.network.machines["default"]
    assert {slot: str(nat.subnet) for slot, nat in node.nats.items()} == {1: "10.0.2.0/24", 3: "10.0.4.0/24"}
    assert asked.sees("host", "127.0.0.1:8080") == "served"
    trace = asked.trace("host", "127.0.0.1:8080")
    assert "10.0.4.15:80" in trace.hops[0].steps[-1].text
    # The answer to another address leaves by the default route, and which adapter has that is not known.
    asked = ask(customized(modify("--nic3", "nat", "--natpf3", "web,tcp,,8080,,80")), APPS)
    assert asked.sees("lan", "HOST:8080") == "unknown"


@pytest.mark.parametrize("kind", ["none", "null", "hostonly", "intnet", "bridged", "generic", "natnetwork"])
def test_without_nat_on_adapter_1_nothing_is_forwarded(ask, kind) -> None:
    forward = 'config.vm.network "forwarded_port", guest: 80, host: 8080'
    asked = ask(customized(modify("--nic1", kind), before=forward), APPS)
    assert asked.sees("host", "127.0.0.1:8080") == "refused"
    assert asked.sees("host", "127.0.0.1:2222") == "refused"
    assert "adapter 1 of default is not NAT" in asked.trace("host", "127.0.0.1:8080").hops[-1].steps[-1].text


def test_what_nat_does_with_its_cable_out_is_not_known(ask) -> None:
    forward = 'config.vm.network "forwarded_port", guest: 80, host: 8080'
    asked = ask(customized(modify("--cableconnected1", "off"), before=forward), APPS)
    trace = asked.trace("host", "127.0.0.1:8080")
    assert trace.verdict.value == "unknown"
    assert "cable" in trace.reason


def test_an_adapter_with_its_cable_out_has_nobody(ask) -> None:
    network = 'config.vm.network "private_network", ip: "192.168.56.10"'
    assert ask(network, APPS).sees("host", "192.168.56.10:80") == "served"
    asked = ask(customized(modify("--cable-connected2=off"), before=network), APPS)
    assert asked.sees("host", "192.168.56.10:80") != "served"


def test_two_machines_in_one_internal_network_of_customize(ask) -> None:
    body = """
    config.vm.define "a" do |a|
      a.vm.network "private_network", ip: "10.7.0.2", virtualbox__intnet: "left"
      a.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--intnet2", "right"] }
    end
    config.vm.define "b" do |b|
      b.vm.network "private_network", ip: "10.7.0.3", virtualbox__intnet: "right"
    end
    """
    apps = 'apps: {web: {machine: b, bind: "*", port: 80}}'
    assert ask(body, apps).sees("machine:a", "10.7.0.3:80") == "served"
    assert (
        ask(body.replace('"--intnet2", "right"', '"--intnet2", "left"'), apps).sees("machine:a", "10.7.0.3:80")
        != "served"
    )


NETWORK = (
    '["natnetwork", "add", "--netname", "lab", "--network", "192.168.15.0/24", "--enable"]',
    '["natnetwork", "modify", "--netname", "lab", "--port-forward-4", "web:tcp:[]:8080:[192.168.15.5]:80"]',
    '["natnetwork", "modify", "--netname", "lab", "--loopback-4", "127.0.0.1=2"]',
    modify("--nic1", "natnetwork", "--nat-network1", "lab"),
)


def test_a_forward_of_a_nat_network_leads_to_whoever_has_the_address(ask) -> None:
    asked = ask(customized(*NETWORK), APPS)
    trace = asked.trace("host", "127.0.0.1:8080")
    assert trace.verdict.value == "unknown"
    assert trace.reason == "whether default has the address 192.168.15.5 in the NAT network lab is in no file"
    assert next(step.kind for hop in trace.hops for step in hop.steps) == "forward"
    row = asked.row("web", "host")
    assert (row.endpoint, row.verdict.value) == ("127.0.0.1:8080", "unknown")


def test_a_loopback_server_is_blocked_behind_any_forward(ask) -> None:
    asked = ask(customized(*NETWORK), APPS.replace("0.0.0.0", "127.0.0.1"))
    trace = asked.trace("host", "127.0.0.1:8080")
    assert (trace.verdict.value, trace.disposition.value) == ("blocked", "WRONG_BIND_ADDRESS")
    assert asked.row("web", "host").verdict.value == "blocked"


def test_the_host_has_no_way_into_a_nat_network(ask) -> None:
    assert ask(customized(*NETWORK), APPS).sees("host", "192.168.15.5:80") == "timeout"


def test_a_machine_in_a_nat_network_goes_out_as_the_host(ask) -> None:
    apps = (
        APPS
        + "  db: {machine: host, bind: 127.0.0.1, port: 5432}\n  api: {machine: host, bind: 192.168.1.10, port: 81}\n"
    )
    asked = ask(customized(*NETWORK), apps + "host: {lan: 192.168.1.10/24}\n")
    assert asked.sees("machine:default", "192.168.1.10:81") == "served"
    # The loopback mapping: 192.168.15.2 is the host's 127.0.0.1.
    assert asked.sees("machine:default", "192.168.15.2:5432") == "served"
    assert asked.sees("machine:default", "192.168.1.10:5432") == "WRONG_BIND_ADDRESS"
    assert asked.sees("machine:default", "192.168.15.1:5432") == "unknown"
    assert asked.sees("machine:default", "192.168.15.9:80") == "unreachable"


def test_a_nat_network_that_no_file_describes_is_unknown(ask) -> None:
    asked = ask(customized(NETWORK[-1]), APPS)
    assert asked.sees("machine:default", "192.168.1.10:81") == "unknown"


def test_host_only_adapters_by_name(ask) -> None:
    commands = (
        '["hostonlyif", "create"]',
        '["hostonlyif", "ipconfig", "vboxnet0", "--ip", "192.168.60.1", "--netmask", "255.255.255.0"]',
        modify("--nic2", "hostonly", "--hostonlyadapter2", "vboxnet0"),
    )
    asked = ask(customized(*commands), APPS)
    assert asked.sees("host", "192.168.60.9:80") == "unknown"
    assert "adapter 2 is in no file" in asked.trace("host", "192.168.60.9:80").reason
    assert asked.sees("machine:default", "192.168.60.1:22") == "refused"


@pytest.mark.parametrize(
    ("virtualbox", "first", "second"),
    [("7.0", "served", "served"), ("7.1", "refused", "refused"), (None, "unknown", "unknown")],
)
def test_overlapping_rules_by_the_order_of_their_names(ask, virtualbox, first, second) -> None:
    commands = modify("--natpf1", "b,tcp,127.0.0.1,8080,,80"), modify("--natpf1", "a,tcp,,8080,,81")
    apps = APPS + "  api: {machine: default, bind: '*', port: 81}\n"
    asked = ask(customized(*commands), apps, virtualbox=virtualbox)
    assert asked.sees("host", "127.0.0.1:8080") == first
    if virtualbox == "7.0":
        # `a` comes first, so it has the port at every address; `b`, the narrower one, is not there.
        assert asked.trace("host", "127.0.0.1:8080").owner == "api"
        assert asked.sees("lan", "HOST:8080") == second
    names = {forward.name: forward.state for forward in asked.network.forwards if not forward.own}
    assert names == {"7.0": {"a": "made", "b": "absent"}, "7.1": {"a": "absent", "b": "absent"}}.get(
        virtualbox, {"a": "unsure", "b": "unsure"}
    )


def test_a_rule_that_virtualbox_refuses_keeps_the_machine_from_starting(ask) -> None:
    forward = 'config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"'
    asked = ask(customized(modify("--natpf1", "web,tcp,,8081,,80"), before=forward), APPS)
    trace = asked.trace("host", "127.0.0.1:8080")
    assert trace.disposition.value == "MACHINE_DOES_NOT_START"
    assert "web" in trace.hops[-1].steps[-1].text


def test_rules_of_a_command_that_runs_only_perhaps(ask) -> None:
    body = 'config.vm.provider "virtualbox" do |vb|\n  if `id` == "x"\n    vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,,8080,,80"]\n  end\nend\n'
    assert ask(body, APPS).sees("host", "127.0.0.1:8080") == "unknown"


def test_the_host_has_the_lower_address_of_a_host_only_network(ask) -> None:
    commands = (
        '["hostonlynet", "add", "--name", "hn", "--netmask", "255.255.255.0", "--lower-ip", "192.168.70.1", "--upper-ip", "192.168.70.99", "--enable"]',
        modify("--nic2", "hostonlynet", "--host-only-net2", "hn"),
    )
    apps = APPS + "  api: {machine: host, bind: 0.0.0.0, port: 81}\n"
    asked = ask(customized(*commands), apps)
    assert asked.sees("machine:default", "192.168.70.1:81") == "served"
    trace = asked.trace("host", "192.168.70.5:80")
    assert trace.verdict.value == "unknown"
    assert "adapter 2 is in no file" in trace.reason


def test_a_generic_driver_leaves_the_default_route_open(ask) -> None:
    commands = modify("--nic1", "none"), modify("--nic2", "generic", "--nicgenericdrv2", "UDPTunnel")
    assert ask(customized(*commands), APPS).sees("machine:default", "203.0.113.5:80") == "unknown"


def test_extradata_of_old_forwards_nothing(ask) -> None:
    keys = "HostPort", "8080"
    command = f'["setextradata", :id, "VBoxInternal/Devices/e1000/0/LUN#0/Config/web/{keys[0]}", "{keys[1]}"]'
    assert ask(customized(command), APPS).sees("host", "127.0.0.1:8080") == "refused"


def test_machines_of_scripts_and_vagrantfiles_meet_in_one_internal_network(tmp_path) -> None:
    from tests.laboratory.predictions import analysed_in
    from vmlint.analysis.targets import trace_target

    (tmp_path / "Vagrantfile").write_text(
        'Vagrant.configure("2") do |config|\n  config.vm.box = "b/b"\n'
        '  config.vm.network "private_network", ip: "10.7.0.2", virtualbox__intnet: "lab"\nend\n'
    )
    (tmp_path / "net.sh").write_text(
        "VBoxManage createvm --name probe --register\nVBoxManage modifyvm probe --nic1 none --nic2 intnet --intnet2 lab\n"
    )
    (tmp_path / "vmlint.yaml").write_text(
        'sources: [Vagrantfile, net.sh]\napps: {web: {machine: default, bind: "*", port: 80}}\n'
    )
    network = analysed_in(str(tmp_path)).network()
    # The probe's own address there is in no file, so it is not known whether it has a way.
    assert trace_target(network, "machine:probe", "10.7.0.2:80").verdict.value == "unknown"
    assert trace_target(network, "host", "10.7.0.2:80").symptom.value == "timeout"
