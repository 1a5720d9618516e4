"""Providers other than VirtualBox: what is known of their forwards, and unknown for the rest."""

from __future__ import annotations

import pytest

BODY = """
    config.vm.network "forwarded_port", guest: 5000, host: 8080{more}
    config.vm.network "private_network", ip: "192.168.121.10"
"""
LOOPBACK, ANY = "apps: {web: {bind: 127.0.0.1, port: 5000}}\n", "apps: {web: {bind: 0.0.0.0, port: 5000}}\n"


@pytest.mark.parametrize(
    ("provider", "more", "apps", "target", "seen"),
    [
        ("libvirt", "", ANY, "127.0.0.1:8080", "served"),
        ("libvirt", "", ANY, "[::1]:8080", "served"),
        ("libvirt", "", LOOPBACK, "127.0.0.1:8080", "reset"),
        ("libvirt", ', guest_ip: "127.0.0.1"', LOOPBACK, "127.0.0.1:8080", "served"),
        ("libvirt", ', protocol: "udp"', ANY, "127.0.0.1:8080/udp", "refused"),
        ("libvirt", "", ANY, "192.168.121.10:5000", "unknown"),
        ("docker", "", ANY, "127.0.0.1:8080", "served"),
        ("docker", "", LOOPBACK, "127.0.0.1:8080", "reset"),
        ("docker", "", LOOPBACK, "HOST:8080", "refused"),
        ("docker", ', host_ip: "127.0.0.1"', ANY, "[::1]:8080", "refused"),
        ("hyperv", "", ANY, "127.0.0.1:8080", "refused"),
        ("vmware_desktop", "", ANY, "127.0.0.1:8080", "unknown"),
    ],
)
def test_forwards(ask, provider, more, apps, target, seen):
    asked = ask(BODY.format(more=more), apps + f"assume: {{provider: {provider}}}\n")
    assert asked.sees("host", target) == seen


def test_the_first_provider_counts_where_virtualbox_is_not_named(ask):
    named = BODY.format(more="") + 'config.vm.provider "libvirt"\n'
    assert ask(named, ANY).network.provider == "libvirt"
    assert ask(named + 'config.vm.provider "virtualbox"\n', ANY).network.provider == "virtualbox"
    assert ask(named, ANY, provider="virtualbox").network.provider == "virtualbox"


@pytest.mark.parametrize("provider", ["libvirt", "docker", "hyperv", "parallels"])
def test_a_loopback_bind_is_blocked_wherever_the_machine_is(ask, provider):
    asked = ask(
        'config.vm.network "private_network", ip: "192.168.121.10"\n', LOOPBACK + f"assume: {{provider: {provider}}}\n"
    )
    assert asked.row("web", "host").verdict.value == "blocked"
    other = ask(
        'config.vm.network "private_network", ip: "192.168.121.10"\n', ANY + f"assume: {{provider: {provider}}}\n"
    )
    assert other.row("web", "host").verdict.value == "unknown"
