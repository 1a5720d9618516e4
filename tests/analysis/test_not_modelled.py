"""What is not modelled yet has a row, unknown, with the reason: firewalls of guests, containers."""

from __future__ import annotations

import pytest

from vmlint.rules._firewalls import turned_on

FWD = 'config.vm.network "forwarded_port", guest: 80, host: 8080\nconfig.vm.network "private_network", ip: "192.168.56.10"\n'
APPS = 'apps: {web: {bind: 0.0.0.0, port: 80, reach_from: [host, "container:x"]}}\n'


@pytest.mark.parametrize(
    "script",
    [
        "ufw enable", "sudo ufw --force enable", "yes | ufw enable", "apt-get install ufw\nufw allow 22\nufw enable",
        "systemctl start firewalld", "systemctl enable --now firewalld", "sudo systemctl -q restart nginx firewalld",
        "service firewalld start", "firewall-cmd --permanent --add-port=80/tcp", "iptables -P INPUT DROP",
        "/sbin/iptables -t filter --policy INPUT DROP", "iptables -A INPUT -p tcp --dport 80 -j DROP",
        "iptables -I INPUT 1 -j REJECT", "iptables-restore < /vagrant/rules", "nft -f /etc/nftables.conf",
        "systemctl enable nftables", "netsh advfirewall set allprofiles state on",
        "Set-NetFirewallProfile -Profile Public -Enabled True",
        "New-NetFirewallRule -DisplayName x -LocalPort 80 -Action Block",
    ],
)  # fmt: skip
def test_words_that_turn_a_firewall_on(script):
    assert turned_on(f"#!/bin/sh\nset -e\n{script}\n")


@pytest.mark.parametrize(
    "script",
    [
        "ufw disable", "# ufw enable", "apt-get install -y ufw", "ufw allow 80", "systemctl stop firewalld",
        "systemctl disable --now firewalld", "service firewalld stop", "firewall-cmd --state", "iptables -F",
        "iptables -P INPUT ACCEPT", "iptables -P FORWARD DROP", "iptables -t nat -A PREROUTING -p tcp -j DNAT",
        "iptables -A INPUT -p tcp --dport 80 -j ACCEPT", "netsh advfirewall set allprofiles state off",
        "systemctl start nginx\nsystemctl stop firewalld", "nft list ruleset", "echo draft > notes",
    ],
)  # fmt: skip
def test_words_that_do_not(script):
    assert not turned_on(script)


def test_a_firewall_leaves_open_what_gets_in(ask):
    asked = ask(FWD + 'config.vm.provision "shell", inline: "ufw --force enable"\n', APPS)
    row = asked.row("web", "host")
    assert (row.verdict.value, row.symptom) == ("unknown", None)
    assert "`ufw --force enable`" in row.reason
    assert asked.sees("host", "192.168.56.10:80") == "unknown"
    assert asked.sees("machine:default", "127.0.0.1:80") == "served"


def test_a_loopback_bind_is_blocked_all_the_same(ask):
    apps = APPS.replace("0.0.0.0", "127.0.0.1")
    asked = ask(FWD + 'config.vm.provision "shell", inline: "ufw --force enable"\n', apps)
    assert asked.row("web", "host").verdict.value == "blocked"


def test_a_script_of_the_project(ask, tmp_path):
    (tmp_path / "fw.sh").write_text("systemctl start firewalld\n")
    assert ask(FWD + 'config.vm.provision "shell", path: "fw.sh"\n', APPS).row("web", "host").verdict.value == "unknown"
    never = FWD + 'config.vm.provision "shell", path: "fw.sh", run: "never"\n'
    assert ask(never, APPS).row("web", "host").verdict.value == "reachable"
    assert (
        ask(FWD + 'config.vm.provision "shell", path: "../x.sh"\n', APPS).row("web", "host").verdict.value
        == "reachable"
    )


def test_only_the_machine_with_the_firewall_is_unknown(ask):
    body = """
        %w[a b].each_with_index do |name, i|
          config.vm.define name do |node|
            node.vm.network "private_network", ip: "192.168.56.#{10 + i}"
            node.vm.provision "shell", inline: "ufw --force enable" if name == "a"
          end
        end
    """
    apps = "apps: {one: {machine: a, bind: 0.0.0.0, port: 80}, two: {machine: b, bind: 0.0.0.0, port: 80}}\n"
    asked = ask(body, apps)
    assert [asked.row(app, "host").verdict.value for app in ("one", "two")] == ["unknown", "reachable"]


def test_a_container_has_a_row(ask):
    row = ask(FWD, APPS).row("web", "container:x")
    assert (row.verdict.value, row.wanted, row.endpoint, row.trace()) == ("unknown", True, None, None)
    assert "not modelled" in row.reason
