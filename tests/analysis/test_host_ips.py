"""What is known of the addresses of the host: a forward may name one that nobody stated."""

from __future__ import annotations

import pytest

APPS = "apps: {web: {bind: 0.0.0.0, port: 80, reach_from: [host, lan]}}\n"
FWD = 'config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "%s"\n'
HOST_ONLY = 'config.vm.network "private_network", ip: "192.168.56.10"\n'


@pytest.mark.parametrize(
    ("host_ip", "host", "from_host", "from_lan"),
    [
        ("192.168.7.7", "", "unknown", "unknown"),
        ("192.168.7.7", "host: {lan: 192.168.1.10/24}", "unknown", "unknown"),
        ("192.168.1.10", "host: {lan: 192.168.1.10/24}", "reachable", "reachable"),
        ("192.168.7.7", "host: {lan: 192.168.1.10/24, addresses: []}", "blocked", "blocked"),
        ("192.168.7.7", "host: {addresses: [10.8.0.2/24]}", "blocked", "blocked"),
        ("10.8.0.2", "host: {lan: 192.168.1.10/24, addresses: [10.8.0.2/24]}", "reachable", "blocked"),
        ("10.8.0.2", "host: {lan: 192.168.1.10/24, addresses: [10.8.0.2]}", "reachable", "blocked"),
        ("192.168.1.11", "host: {lan: 192.168.1.10/24, addresses: [192.168.1.11]}", "reachable", "reachable"),
        ("192.168.1.12", "host: {lan: 192.168.1.10/24, addresses: [192.168.1.11]}", "blocked", "blocked"),
        ("127.0.0.2", "host: {lan: 192.168.1.10/24, addresses: []}", "reachable", "blocked"),
        ("127.0.0.2", "host: {os: macos}", "blocked", "blocked"),
        ("127.0.0.2", "host: {os: macos, addresses: [127.0.0.2]}", "reachable", "blocked"),
        ("127.0.0.2", "host: {os: windows}", "reachable", "blocked"),
        ("127.0.0.1", "host: {os: macos}", "reachable", "blocked"),
    ],
)
def test_where_a_forward_can_listen(ask, host_ip, host, from_host, from_lan):
    asked = ask(FWD % host_ip, APPS + host + "\n")
    assert (asked.row("web", "host").verdict.value, asked.row("web", "lan").verdict.value) == (from_host, from_lan)


def test_the_hosts_own_end_of_a_network_of_the_project(ask):
    asked = ask(HOST_ONLY + FWD % "192.168.56.1", APPS + "host: {lan: 192.168.1.10/24, addresses: []}\n")
    assert asked.network.forwards[0].state == "made"
    asked = ask(FWD % "192.168.56.1", APPS + "host: {lan: 192.168.1.10/24, addresses: []}\n")
    assert asked.network.forwards[0].state == "absent"


def test_an_end_whose_address_is_not_known_may_be_it(ask):
    body = 'config.vm.network "private_network", ip: "192.168.#{rand(9)}.10"\n' + FWD % "192.168.7.1"
    asked = ask(body, APPS + "host: {lan: 192.168.1.10/24, addresses: []}\n")
    assert asked.row("web", "host").verdict.value == "unknown"


@pytest.mark.parametrize(("version", "direct"), [("7.0", "served"), ("7.1", "unreachable")])
def test_from_virtualbox_7_1_on_the_machine_does_not_start(ask, version, direct):
    host = f'host: {{lan: 192.168.1.10/24, addresses: [], virtualbox: "{version}"}}\n'
    asked = ask(HOST_ONLY + FWD % "192.168.7.7", APPS + host)
    assert asked.sees("host", "192.168.56.10:80") == direct
    assert asked.sees("host", "192.168.7.7:8080") == "timeout"


def test_what_is_not_stated_is_said(ask):
    row = ask(FWD % "192.168.7.7", APPS).row("web", "host")
    assert row.endpoint == "192.168.7.7:8080"
    assert "192.168.7.7 is not stated" in row.reason
    assert "addresses" in row.reason


def test_a_machine_that_opens_it_through_its_nat(ask):
    body = """
        config.vm.define "a" do |a|
          a.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "192.168.7.7"
        end
        config.vm.define "b"
    """
    apps = "apps: {web: {machine: a, bind: 0.0.0.0, port: 80, reach_from: [machine:b]}}\n"
    assert ask(body, apps).row("web", "machine:b").verdict.value == "unknown"
    stated = apps + "host: {addresses: [192.168.7.7/24]}\n"
    assert ask(body, stated).row("web", "machine:b").verdict.value == "reachable"
    assert ask(body, stated).sees("host", "192.168.7.8:8080") == "unknown"


def test_the_first_word_of_another_provider(ask):
    body = FWD % "192.168.7.7" + 'config.vm.provider "docker"\n'
    asked = ask(body, APPS + "host: {addresses: []}\nassume: {provider: docker}\n")
    assert asked.row("web", "host").verdict.value == "unknown"
