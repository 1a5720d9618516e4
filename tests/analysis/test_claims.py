"""Who gets a port of the host that two claim: by version of VirtualBox, and where Vagrant looks itself."""

from __future__ import annotations

import pytest

TWO_RULES = """
    config.vm.network "forwarded_port", guest: 5000, host: 8080
    config.vm.network "forwarded_port", guest: 5001, host: 8080, host_ip: "127.0.0.1"
"""
APPS = "apps: {web: {bind: 0.0.0.0, port: 5000}, api: {bind: 127.0.0.1, port: 5001}}\n"


@pytest.mark.parametrize(
    ("version", "seen"),
    [("7.0", "reset"), ("6.1", "reset"), ("7.1", "refused"), (None, "unknown")],
)
def test_two_rules_of_one_machine(ask, version, seen):
    # 127.0.0.1tcp8080 comes before tcp8080 by name, and its app cannot be reached: whoever wins can be told apart.
    host = f'host: {{virtualbox: "{version}"}}\n' if version else ""
    assert ask(TWO_RULES, APPS + host).sees("host", "127.0.0.1:8080") == seen


def test_the_machine_that_does_not_start(ask):
    asked = ask(
        TWO_RULES + 'config.vm.network "private_network", ip: "192.168.56.10"\n', APPS + 'host: {virtualbox: "7.1"}\n'
    )
    assert asked.trace("host", "192.168.56.10:5000").disposition.value == "MACHINE_DOES_NOT_START"
    assert asked.sees("host", "192.168.56.10:5000") == "unreachable"
    assert asked.sees("host", "192.168.56.1:5000") == "refused"
    assert asked.row("web", "machine:default").verdict.value == "blocked"


TWO_MACHINES = """
    config.vm.define "a" do |a|
      a.vm.network "forwarded_port", guest: 5000, host: 8080{first}
    end
    config.vm.define "b"{autostart} do |b|
      b.vm.network "forwarded_port", guest: 5001, host: 8080{second}
      b.vm.network "private_network", ip: "192.168.56.10"
    end
"""
TWO_APPS = "apps: {web: {machine: a, bind: 0.0.0.0, port: 5000}, api: {machine: b, bind: 0.0.0.0, port: 5001}}\n"


def two(first="", second="", autostart=""):
    return TWO_MACHINES.format(first=first, second=second, autostart=autostart)


def test_two_machines(ask):
    asked = ask(two(), TWO_APPS)
    assert asked.trace("host", "127.0.0.1:8080").owner == "web"
    assert asked.row("web", "host").verdict.value == "reachable"
    assert asked.row("api", "host").outcome.disposition.value == "PORT_TAKEN"
    assert asked.row("api", "lan").verdict.value == "blocked"
    assert asked.sees("host", "192.168.56.10:5001") == "unreachable"


def test_a_forward_that_moves(ask):
    asked = ask(two(second=", auto_correct: true"), TWO_APPS)
    assert asked.trace("host", "127.0.0.1:8080").owner == "web"
    assert asked.sees("host", "192.168.56.10:5001") == "served"
    assert asked.sees("host", "127.0.0.1:2205") == "unknown"
    assert asked.sees("host", "127.0.0.1:2300") == "refused"


def test_a_machine_that_is_left_alone(ask):
    asked = ask(two(autostart=", autostart: false"), TWO_APPS)
    assert asked.trace("host", "127.0.0.1:8080").owner == "web"
    assert asked.sees("host", "192.168.56.10:5001") == "served"


def test_addresses_that_do_not_meet(ask):
    asked = ask(two(', host_ip: "127.0.0.1"', ', host_ip: "192.168.1.10"'), TWO_APPS + "host: {lan: 192.168.1.10/24}\n")
    assert asked.trace("host", "127.0.0.1:8080").owner == "web"
    assert asked.trace("host", "192.168.1.10:8080").owner == "api"


def test_udp_which_vagrant_does_not_look_at(ask):
    udp = ', protocol: "udp"'
    apps = TWO_APPS.replace("port: 5000", "port: 5000, protocol: udp").replace(
        "port: 5001", "port: 5001, protocol: udp"
    )
    assert ask(two(udp, udp), apps).trace("host", "127.0.0.1:8080/udp").owner == "web"
    asked = ask(two(udp, udp), apps + 'host: {virtualbox: "7.1"}\n')
    assert asked.sees("host", "192.168.56.10:5001/udp") == "timeout"


@pytest.mark.parametrize(
    ("bind", "seen"),
    [("0.0.0.0", "MACHINE_DOES_NOT_START"), ("127.0.0.1", "MACHINE_DOES_NOT_START"), ("192.168.1.10", "ACCEPTED")],
)
def test_an_app_of_the_host_holds_the_port(ask, bind, seen):
    settings = f"""
        apps: {{web: {{machine: default, bind: 0.0.0.0, port: 5000}}, own: {{machine: host, bind: {bind}, port: 8080}}}}
        host: {{lan: 192.168.1.10/24}}
    """
    asked = ask('config.vm.network "forwarded_port", guest: 5000, host: 8080\n', settings)
    assert asked.trace("machine:default", "127.0.0.1:5000").disposition.value == seen
    # What Vagrant does not see (it tries 127.0.0.1) VirtualBox drops: the port stays with the app of the host.
    held = "192.168.1.10:8080" if bind == "192.168.1.10" else "127.0.0.1:8080"
    assert asked.trace("host", held).owner == "own"


def test_every_machine_has_its_own_ssh_forward(ask):
    asked = ask(two(second=", auto_correct: true"), TWO_APPS)
    assert asked.trace("host", "127.0.0.1:2222").owner == "sshd"


def test_a_disabled_forward_carries_nothing(ask):
    asked = ask('config.vm.network "forwarded_port", guest: 5000, host: 8080, disabled: true\n', APPS)
    assert asked.sees("host", "127.0.0.1:8080") == "refused"


@pytest.mark.parametrize(
    ("host", "seen"),
    [
        ("", "served"),
        ("host: {os: windows}", "served"),
        ("host: {os: linux}", "refused"),
        ('host: {os: linux, virtualbox: "7.0"}', "refused"),
        ("host: {os: linux, unprivileged_ports_from: 80}", "served"),
        ("host: {os: macos}", "served"),
    ],
)
def test_privileged_ports(ask, host, seen):
    settings = f"apps: {{web: {{bind: 0.0.0.0, port: 5000}}}}\n{host}\n"
    asked = ask('config.vm.network "forwarded_port", guest: 5000, host: 80\n', settings)
    assert asked.sees("host", "127.0.0.1:80") == seen
    assert bool(asked.trace("host", "127.0.0.1:80").assumptions) == (host == "")
