"""From declarations to adapters, addresses and rules: Vagrant's order, VBoxManage's commands, what stays unknown."""

from __future__ import annotations

import pytest

from vmlint.model.ip import parse_address

WEB = "apps: {web: {bind: 0.0.0.0, port: 5000}}\n"


def addresses(asked, name="default"):
    return [(each.slot, each.address and str(each.address)) for each in asked.network.machines[name].interfaces]


def forwards(asked):
    return [f"{each.name}: {each.host_ip.at(each.host_port)} {each.guest_port}" for each in asked.network.forwards]


def test_slots(ask):
    asked = ask(
        """
        config.vm.network "private_network", ip: "192.168.56.10"
        config.vm.network "private_network", ip: "192.168.57.10", adapter: 4
        config.vm.network "private_network", ip: "192.168.58.10"
        """
    )
    assert addresses(asked) == [(2, "192.168.56.10"), (3, "192.168.58.10"), (4, "192.168.57.10")]


def test_machines_with_one_first_address_share_a_network_whatever_the_mask(ask):
    asked = ask(
        """
        config.vm.define("a") { |a| a.vm.network "private_network", ip: "192.168.56.10" }
        config.vm.define("b") { |b| b.vm.network "private_network", ip: "192.168.56.20", netmask: "255.255.255.128" }
        config.vm.define("c") { |c| c.vm.network "private_network", ip: "192.168.56.200", netmask: "255.255.255.128" }
        """,
        "apps: {web: {machine: a, bind: '*', port: 80}}",
    )
    assert [str(each.address) for each in asked.network.host.interfaces[1:]] == ["192.168.56.1", "192.168.56.129"]
    assert asked.sees("machine:b", "192.168.56.10:80") == "served"
    # c is in a network of its own, and its longer prefix does not cover .10; its NAT takes it there as the host.
    assert asked.sees("machine:c", "192.168.56.10:80") == "served"


def test_an_address_that_the_text_gives_to_the_host(ask):
    body = 'config.vm.network "private_network", ip: "192.168.56.201", netmask: "255.255.255.128", adapter_ip: "{}"\n'
    asked = ask(body.format("192.168.56.254"), "apps: {web: {bind: '*', port: 80}}")
    assert asked.sees("host", "192.168.56.201:80") == "served"
    assert asked.sees("host", "192.168.56.129:80") == "unreachable"
    # There the guest's half of the network is not the host's.
    asked = ask(body.format("192.168.56.1"), "apps: {web: {bind: '*', port: 80}}")
    assert asked.sees("host", "192.168.56.201:80") == "timeout"


@pytest.mark.parametrize("spelling", ["--natpf1", "--nat-pf1"])
def test_rules_of_commands(ask, spelling):
    asked = ask(
        f"""
        config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"
        config.vm.provider "virtualbox" do |vb|
          vb.customize ["modifyvm", :id, "{spelling}", "api,tcp,127.0.0.1,8081,,81", "--memory", "512"]
          vb.customize ["modifyvm", :id, "{spelling}=,udp,,8082,,82"]
          vb.customize ["modifyvm", :id, "{spelling}", "delete", "web"]
        end
        """
    )
    assert forwards(asked) == ["ssh: 127.0.0.1:2222 22", "api: 127.0.0.1:8081 81", "udp_8082_82: 0.0.0.0:8082 82"]


@pytest.mark.parametrize("rule", ["web,tcp,,8081,,80", "other,tcp,,8080,,81"])
def test_a_rule_like_one_that_is_there(ask, rule):
    asked = ask(
        f"""
        config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"
        config.vm.provider("virtualbox") {{ |vb| vb.customize ["modifyvm", :id, "--natpf1", "{rule}"] }}
        """,
        "apps: {}",
    )
    assert asked.trace("host", "127.0.0.1:8080").disposition.value == "MACHINE_DOES_NOT_START"


@pytest.mark.parametrize(
    ("command", "target", "seen"),
    [
        ('"--natnet1", "192.168.100/24"', "192.168.100.15:5000", "served"),
        ('"--nat-net1", "192.168.100.0/24"', "192.168.100.15:5000", "served"),
        ('"--nic1", "none"', "10.0.2.15:5000", "unreachable"),
        ('"--nic1", "intnet"', "10.0.2.15:5000", "unknown"),
        ('"--memory", "512"', "10.0.2.15:5000", "served"),
        ('"--memory", `nproc`', "10.0.2.15:5000", "served"),
        ('"--natpf1", `cat rule`', "10.0.2.15:5000", "unknown"),
        ("`cat option`, 1", "10.0.2.15:5000", "unknown"),
    ],
)
def test_the_nat_adapter(ask, command, target, seen):
    body = f'config.vm.provider("virtualbox") {{ |vb| vb.customize ["modifyvm", :id, {command}] }}\n'
    assert ask(body, WEB).sees("machine:default", target) == seen


def test_without_its_nat_adapter_a_machine_forwards_nothing(ask):
    body = """
        config.vm.network "forwarded_port", guest: 5000, host: 8080
        config.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--nic1", "none"] }
    """
    trace = ask(body, WEB).trace("host", "127.0.0.1:8080")
    assert (trace.symptom.value, trace.disposition.value) == ("refused", "NOT_FORWARDED")


def test_an_adapter_that_a_command_puts_into_an_internal_network(ask):
    body = """
        config.vm.define "a" do |a|
          a.vm.network "private_network", ip: "192.168.56.10"
          a.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--nic2", "intnet", "--intnet2", "x"] }
        end
        config.vm.define("b") { |b| b.vm.network "private_network", ip: "192.168.56.11", virtualbox__intnet: "x" }
    """
    asked = ask(body, "apps: {web: {machine: a, bind: '*', port: 80}}")
    assert asked.sees("machine:b", "192.168.56.10:80") == "served"
    assert asked.sees("host", "192.168.56.10:80") == "unreachable"


@pytest.mark.parametrize(
    ("host", "word", "seen"),
    [
        ("", "on", "served"),
        ("", "off", "HOST_LOOPBACK_DENIED"),
        ("", "", "unknown"),
        ('host: {virtualbox: "6.1"}', "", "served"),
    ],
)
@pytest.mark.parametrize("spelling", ["--nat-localhostreachable1", "--natlocalhostreachable1"])
def test_localhost_reachable(ask, host, word, seen, spelling):
    body = f'config.vm.provider("virtualbox") {{ |vb| vb.customize ["modifyvm", :id, "{spelling}", "{word}"] }}\n'
    asked = ask(body if word else "", "apps: {ide: {machine: host, bind: 127.0.0.1, port: 9003}}\n" + host)
    assert asked.sees("machine:default", "10.0.2.2:9003") == seen
    assert asked.trace("machine:default", "10.0.2.2:9004").verdict.value == "blocked"


def test_dhcp(ask):
    asked = ask(
        """
        config.vm.network "private_network", type: "dhcp"
        config.vm.network "public_network"
        """,
        "apps: {web: {bind: '*', port: 80, reach_from: [host, lan]}, own: {bind: 127.0.0.1, port: 81}}",
    )
    assert addresses(asked) == [(2, None), (3, None)]
    assert asked.sees("host", "192.168.56.77:80") == "unknown"
    assert asked.sees("host", "192.168.99.77:80") == "timeout"
    assert asked.row("web", "host").verdict.value == "unknown"
    assert "DHCP" in asked.row("web", "lan").reason
    assert asked.row("own", "host").verdict.value == "blocked"


@pytest.mark.parametrize(
    ("host", "seen"),
    [
        ("", "served"),
        ('host: {os: linux, virtualbox: "7.1"}', "unreachable"),
        ('host: {os: linux, virtualbox: "6.1.26"}', "served"),
        ('host: {os: windows, virtualbox: "7.1"}', "served"),
        ('host: {os: macos, virtualbox: "7.1"}', "served"),
        ('host: {os: linux, virtualbox: "7.1", networks_conf: ["192.168.0.0/16"]}', "served"),
    ],
)
def test_addresses_that_virtualbox_does_not_allow(ask, host, seen):
    asked = ask('config.vm.network "private_network", ip: "192.168.33.10"\n', f"{WEB}{host}\n")
    assert asked.sees("host", "192.168.33.10:5000") == seen
    assert bool(asked.trace("host", "192.168.33.10:5000").assumptions) == (host == "")


@pytest.mark.parametrize(
    "network",
    ['"private_network", ip: "192.168.56.300"', '"private_network"', '"private_network", ip: "10.1.1.1", netmask: "x"'],
)
def test_what_vagrant_refuses(ask, network):
    asked = ask(f'config.vm.network {network}\nconfig.vm.network "forwarded_port", guest: 5000, host: 8080\n', WEB)
    assert asked.trace("host", "127.0.0.1:8080").disposition.value == "MACHINE_DOES_NOT_START"


def test_what_exists_perhaps(ask):
    body = """
        config.vm.network "private_network", ip: "192.168.56.10"
        config.vm.network "forwarded_port", guest: 5000, host: 8080 if `uname`.empty?
        config.vm.define("b") { } if `id`.empty?
    """
    asked = ask(body, "apps: {web: {machine: default, bind: '*', port: 5000}}")
    assert asked.sees("host", "127.0.0.1:8080") == "unknown"
    assert asked.sees("host", "127.0.0.1:9999") == "unknown"


def test_nobody_declared_an_app(ask):
    body = """
        config.vm.network "forwarded_port", guest: 5000, host: 8080
        config.vm.network "forwarded_port", guest: 5000, host: 8081, guest_ip: "127.0.0.1"
        config.vm.network "private_network", ip: "192.168.56.10"
    """
    asked = ask(body)
    assert asked.trace("host", "127.0.0.1:8080").reason == "nothing is known to listen there"
    assert asked.sees("host", "127.0.0.1:8081") == "hang"
    assert asked.sees("host", "192.168.56.10:22") == "served"
    assert asked.sees("host", "192.168.56.10:80") == "unknown"
    rows = [(row.place, row.endpoint, row.verdict.value) for row in asked.reach().results]
    assert ("host", "127.0.0.1:8080", "unknown") in rows
    assert ("host", "127.0.0.1:8081", "blocked") in rows
    assert ("host", "192.168.56.10", "unknown") in rows


@pytest.mark.parametrize(
    ("bind", "target", "seen"),
    [
        ("'*'", "10.0.2.15:80", "served"),
        ("localhost", "127.0.0.1:80", "unknown"),
        ("localhost", "localhost:80", "served"),
        ("localhost", "10.0.2.15:80", "refused"),
        ("hostname", "10.0.2.15:80", "refused"),
        ("hostname", "127.0.0.1:80", "refused"),
        ("hostname", "127.0.1.1:80", "unknown"),
        ("'[::1]'", "[::1]:80", "served"),
        ("[127.0.0.1, 10.0.2.15]", "10.0.2.15:80", "served"),
    ],
)
def test_binds(ask, bind, target, seen):
    asked = ask('config.vm.hostname = "web"\n', f"apps: {{web: {{bind: {bind}, port: 80}}}}\n")
    assert asked.sees("machine:default", target) == seen


def test_a_hostname_that_stands_for_an_address(ask):
    body = """
        config.vm.hostname = "web.test"
        config.vm.network "private_network", ip: "192.168.56.10", hostname: true
    """
    asked = ask(body, "apps: {web: {bind: hostname, port: 80}}")
    assert asked.sees("host", "192.168.56.10:80") == "served"
    assert asked.sees("machine:default", "web.test:80") == "served"
    assert asked.sees("host", "web.test:80") == "unknown"


def test_servers_that_cannot_both_listen(ask):
    asked = ask("", "apps: {a: {bind: '*', port: 80}, b: {bind: 127.0.0.1, port: 80}}")
    assert asked.sees("machine:default", "127.0.0.1:80") == "unknown"


def test_windows_guests(ask):
    asked = ask('config.vm.communicator = "winrm"\n', "apps: {web: {bind: '::', port: 80}}")
    assert asked.sees("machine:default", "10.0.2.15:5985") == "served"
    assert asked.sees("machine:default", "10.0.2.15:22") == "refused"
    assert asked.sees("machine:default", "10.0.2.15:80") == "unknown"


def test_the_lan_that_nobody_stated(ask):
    asked = ask(
        """
        config.vm.network "forwarded_port", guest: 5000, host: 8080
        config.vm.network "public_network", ip: "192.168.1.77"
        """,
        WEB.replace("}}", ", reach_from: [lan]}}"),
    )
    assert asked.sees("lan", "192.168.1.77:5000") == "served"
    # It comes to the machine from the LAN, and the machine answers by its own adapter there.
    assert asked.sees("lan", "HOST:8080") == "hang"
    assert asked.row("web", "lan").endpoint == "192.168.1.77:5000"
    assert asked.network.shown(asked.network.host.interfaces[0].address) == "HOST"
    assert parse_address("192.168.1.77") in asked.network.lan.interfaces[0].subnet
