"""Rules about networks: what is one network, one address, one host, and what only looks like it."""

from __future__ import annotations

import pytest

from vmlint.engine.checking import read_project
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

DUPLICATE = ("duplicate-private-ip",)


def two(kind: str, options: str, other: str | None = None) -> str:
    """Return two machines with a network each."""
    lines = zip("ab", (options, options if other is None else other), strict=True)
    return "\n".join(f'config.vm.define("{name}") {{ |m| m.vm.network "{kind}", {text} }}' for name, text in lines)


@pytest.mark.parametrize(
    ("kind", "options", "other", "expected"),
    [
        ("private_network", 'ip: "0.0.0.0", virtualbox__intnet: "lab", auto_config: false', None, []),
        ("private_network", 'ip: "192.168.56.10", auto_config: false', None, []),
        ("private_network", 'ip: "192.168.56.10", auto_config: false', 'ip: "192.168.56.10"', []),
        ("private_network", 'ip: "192.168.56.10", auto_config: rand(2) == 0', None, []),
        ("private_network", 'ip: "0.0.0.0", virtualbox__intnet: "lab"', None, []),
        ("private_network", 'ip: "10.9.0.5", virtualbox__intnet: "a"', 'ip: "10.9.0.5", virtualbox__intnet: "b"', []),
        ("private_network", 'ip: "10.9.0.5", virtualbox__intnet: true', None, ["error"]),
        ("private_network", 'ip: "192.168.56.10"', None, ["error"]),
        ("private_network", 'ip: "192.168.56.10", name: "vboxnet0"', None, ["error"]),
        ("private_network", 'ip: "192.168.56.10", name: "vboxnet0"', 'ip: "192.168.56.10"', ["warning"]),
        ("private_network", 'ip: "192.168.56.10", name: "vboxnet0"', 'ip: "192.168.56.10", name: "vboxnet1"', []),
        ("private_network", 'ip: "172.16.9.9", netmask: "255.255.0.0"', 'ip: "172.16.9.9"', []),
        ("private_network", 'ip: "172.16.0.9", netmask: "255.255.0.0"', 'ip: "172.16.0.9"', ["error"]),
        ("private_network", 'ip: "172.16.0.9", netmask: `hostname`', 'ip: "172.16.0.9"', []),
        ("public_network", 'ip: "192.168.1.9", bridge: "eth0"', None, ["error"]),
        ("public_network", 'ip: "192.168.1.9", bridge: "eth0"', 'ip: "192.168.1.9"', []),
        ("public_network", 'ip: "192.168.1.9", bridge: "eth0"', 'ip: "192.168.1.9", bridge: "eth1"', []),
        ("public_network", 'ip: "192.168.1.9", bridge: ["eth0", "eth1"]', None, []),
        ("public_network", 'ip: "192.168.1.9"', None, ["warning"]),
        ("public_network", 'ip: "192.168.1.9", auto_config: false', None, []),
    ],
)
def test_two_machines_with_one_address(lint, kind: str, options: str, other: str | None, expected: list[str]) -> None:
    found = lint(two(kind, options, other), select=DUPLICATE)
    assert [each.severity.value for each in found] == expected


@pytest.mark.parametrize(
    ("os", "virtualbox", "expected"),
    [
        ("linux", "6.1", ["warning"]),
        ("macos", "6.1", ["warning"]),
        ("macos", "6", ["warning"]),
        ("linux", "6.1.28", ["error"]),
        ("linux", "6.1.40_Ubuntur148432", ["error"]),
        ("linux", "6.1.26", []),
        ("linux", "6.0", []),
        ("macos", "6.1.50", ["error"]),
        ("macos", "7", []),
        ("windows", "7.1", []),
        (None, "6.1.10", []),
        (None, "7.1", ["warning"]),
    ],
)
def test_a_version_that_leaves_the_range_open(lint, os: str | None, virtualbox: str, expected: list[str]) -> None:
    body = 'config.vm.network "private_network", ip: "10.1.2.3"'
    found = lint(body, host_os=os, virtualbox=virtualbox, select=("hostonly-ip-out-of-range",))
    assert [each.severity.value for each in found] == expected
    assert all("settle it by" in each.message for each in found if each.severity.value == "warning")


LAB = 'type: "dhcp", virtualbox__intnet: "lab"'
SERVER = (
    'config.vm.provider("virtualbox") { |v| v.customize ["dhcpserver", "add", "--network=NAME", "--server-ip=10.9.0.2", '
    '"--netmask=255.255.255.0", "--lower-ip=10.9.0.3", "--upper-ip=10.9.0.9", "--enable"] }'
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f'config.vm.network "private_network", {LAB}', ["warning"]),
        ('config.vm.network "private_network", type: :dhcp, virtualbox__intnet: true', ["warning"]),
        (f'config.vm.network "private_network", {LAB}, ip: "10.9.0.5"', ["warning"]),
        (f'config.vm.network "private_network", {LAB}, auto_config: false', []),
        ('config.vm.network "private_network", type: "dhcp", virtualbox__intnet: `hostname`', []),
        (f'config.vm.network "private_network", {LAB}\n{SERVER.replace("NAME", "lab")}', []),
        (f'config.vm.network "private_network", {LAB}\n{SERVER.replace("NAME", "other")}', ["warning"]),
        (
            f'config.vm.network "private_network", {LAB}\nconfig.vm.provision "shell", inline: "apt install kea-dhcp4"',
            [],
        ),
        (f'config.vm.network "private_network", {LAB}\nconfig.vm.provider "libvirt"', []),
    ],
)
def test_dhcp_on_an_internal_network(lint, body: str, expected: list[str]) -> None:
    assert [each.severity.value for each in lint(body, select=("private-network-dhcp",))] == expected


@pytest.mark.parametrize(
    "router",
    [
        'm.vm.network "private_network", virtualbox__intnet: "lab", ip: "10.9.0.1", auto_config: false',
        'm.vm.provider("virtualbox") { |v| v.customize ["modifyvm", :id, "--nic2", "intnet", "--intnet2", "lab"] }',
    ],
)
def test_a_router_that_sets_itself_up_may_give_out_addresses(lint, router: str) -> None:
    body = f'config.vm.define("a") {{ |m| {router} }}\n'
    body += f'config.vm.define("b") {{ |m| m.vm.network "private_network", {LAB} }}\n'
    assert lint(body, select=("private-network-dhcp",)) == []
    other = body.replace('"lab"', '"other"', 1)
    assert len(lint(other, select=("private-network-dhcp",))) == 1


def test_another_machine_there_may_run_a_dhcp_server(lint) -> None:
    body = two("private_network", 'ip: "10.9.0.5", virtualbox__intnet: "lab"', LAB)
    (finding,) = lint(body, select=("private-network-dhcp",))
    assert (finding.severity.value, finding.machines) == ("warning", ("b",))
    assert "unless another machine there runs one" in finding.message
    (alone,) = lint(f'config.vm.network "private_network", {LAB}', select=("private-network-dhcp",))
    assert "unless" not in alone.message


BLOCK = 'config.vm.provider("virtualbox") {{ |vb{}| {} }}'
PRIVATE = 'config.vm.network "private_network", ip: "192.168.56.10"'
REPEATED = ("network-in-provider-block",)


@pytest.mark.parametrize(
    ("parameter", "call", "expected"),
    [
        ("", PRIVATE, 1),
        (", o", PRIVATE, 1),
        ("", 'config.vm.network "public_network"', 1),
        ("", '2.times { |i| config.vm.network "private_network", ip: "192.168.5#{6 + i}.10" }', 1),
        ("", PRIVATE + '\nconfig.vm.network "private_network", ip: "192.168.57.10"', 2),
        ("", PRIVATE + ', id: "lan"', 0),
        (", o", PRIVATE.replace("config", "o"), 0),
        ("", 'config.vm.network "forwarded_port", guest: 80, host: 8080', 0),
        ("", "vb.memory = 512", 0),
    ],
)
def test_a_network_in_a_provider_block(lint, parameter: str, call: str, expected: int) -> None:
    assert len(lint(BLOCK.format(parameter, call), select=REPEATED)) == expected


def test_a_network_in_a_provider_block_is_one_finding_for_all_machines(lint) -> None:
    body = BLOCK.format("", PRIVATE) + '\nconfig.vm.define "a"\nconfig.vm.define "b"'
    (finding,) = lint(body, select=REPEATED)
    assert (finding.machines, finding.span.text) == (("a", "b"), PRIVATE)
    settings = "apps: {dns: {machine: a, bind: 0.0.0.0, port: 53, protocol: udp}}"
    found = lint(body, settings, select=(*REPEATED, "same-subnet-adapters"))
    assert [each.rule for each in found] == ["network-in-provider-block"]


@pytest.mark.parametrize(
    ("providers", "options", "expected"),
    [
        ("", {}, 1),
        ("virtualbox", {}, 1),
        ("docker", {}, 0),
        ("docker virtualbox", {}, 0),
        ("virtualbox docker", {}, 1),
        ("libvirt", {}, 0),
        ("hyperv", {}, 1),
        ("", {"provider": "docker"}, 0),
        ("virtualbox", {"provider": "podman"}, 0),
        ("docker", {"provider": "virtualbox"}, 1),
    ],
)
def test_who_needs_a_box(lint, providers: str, options: dict[str, str], expected: int) -> None:
    body = "".join(f'  config.vm.provider("{name}") {{ }}\n' for name in providers.split())
    text = f'Vagrant.configure("2") do |config|\n{body}end\n'
    assert len(lint(text, whole=True, select=("box-missing", "vagrant-validation-error"), **options)) == expected


def test_a_missing_box_is_an_information_and_no_machine_that_does_not_start(lint) -> None:
    text = 'Vagrant.configure("2") { |c| c.vm.network "forwarded_port", guest: 80, host: 8080 }\n'
    found = lint(text, "apps: {web: {bind: 0.0.0.0, port: 80}}", whole=True)
    assert [(each.rule, each.severity.value) for each in found] == [("box-missing", "info")]


@pytest.mark.parametrize(
    ("virtualbox", "verdict"), [("6.1", "reachable"), ("6.1.28", "blocked"), ("6.1.26", "reachable"), ("7", "blocked")]
)
def test_reach_says_the_same_of_a_range_that_is_left_open(tmp_path, monkeypatch, virtualbox: str, verdict: str) -> None:
    body = 'Vagrant.configure("2") { |c| c.vm.box = "b"; c.vm.network "private_network", ip: "10.1.2.3" }\n'
    (tmp_path / "Vagrantfile").write_text(body)
    settings = f'host: {{os: linux, virtualbox: "{virtualbox}"}}\napps: {{web: {{bind: 0.0.0.0, port: 80}}}}\n'
    (tmp_path / "vmlint.yaml").write_text(settings)
    monkeypatch.chdir(tmp_path)
    (project,) = Discovery().projects([])
    analysed = read_project(project, NO_OPTIONS, Trouble())
    assert analysed is not None
    (row,) = [each for each in analysed.reachability().results if each.place == "host"]
    assert row.verdict.value == verdict
    listed = [] if row.outcome is None else [each.what for each in row.outcome.assumptions]
    assert ("VirtualBox on this host allows 10.1.2.3 for a host-only network" in listed) is (virtualbox == "6.1")
