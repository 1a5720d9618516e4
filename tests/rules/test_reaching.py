"""The rules that ask who reaches what: when each speaks, how loud, and when it must be silent."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

from vmlint.engine.checking import check
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Options

if TYPE_CHECKING:
    from vmlint.findings.diagnostics import Diagnostic


@pytest.fixture
def lint(tmp_path, monkeypatch):
    """Return a function: the body of a configure block, vmlint.yaml and options to findings."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(body: str, settings: str | None = None, **options) -> list[Diagnostic]:
        box = 'config.vm.box = "debian/bookworm64"\n'
        text = f'Vagrant.configure("2") do |config|\n{indent(box + dedent(body), "  ")}\nend\n'
        (tmp_path / "Vagrantfile").write_text(text)
        if settings is not None:
            (tmp_path / "vmlint.yaml").write_text(dedent(settings))
        chosen = Options(*(options.get(name, getattr(NO_OPTIONS, name)) for name in Options._fields))
        result = check(Discovery().projects([]), chosen)
        assert not result.misconfigured + result.trouble.failures
        return result.diagnostics

    return run


def names(found: list[Diagnostic], *, infos: bool = False) -> list[str]:
    return [f"{each.rule}:{each.severity.value}" for each in found if infos or each.severity.value != "info"]


def forward(options: str = "", guest: object = 5000, host: object = 8080) -> str:
    return f'config.vm.network "forwarded_port", guest: {guest}, host: {host}{options and ", " + options}\n'


WEB = "apps: {web: {bind: 0.0.0.0, port: 5000}}"
LOOPBACK = "apps: {web: {bind: 127.0.0.1, port: 5000}}"
OFF = 'config.vm.provider("virtualbox") { |v| v.customize ["modifyvm", :id, "--nat-localhostreachable1", "off"] }\n'
ON = OFF.replace('"off"', '"on"')
LIBVIRT = '\nconfig.vm.provider "libvirt"'

# Known false alarms, and what each rule is to be silent about.
SILENT = {
    "a port that other machines may use, for a machine that is started by hand": (
        forward() + 'config.vm.define "a"\nconfig.vm.define "b", autostart: false',
        None,
    ),
    "Vagrant moves it": (forward("auto_correct: true") + 'config.vm.define "a"\nconfig.vm.define "b"', None),
    "one machine with its own forward of that id": (
        forward('id: "web"')
        + 'config.vm.define "a"\n'
        + 'config.vm.define("b") { |b| b.vm.network "forwarded_port", guest: 5000, host: 8081, id: "web" }',
        None,
    ),
    "libvirt reaches loopback by guest_ip": (forward('guest_ip: "127.0.0.1"') + LIBVIRT, LOOPBACK),
    "a loopback app behind a web server of its machine": (
        forward(guest=80) + 'config.vm.provision "shell", inline: "proxy_pass http://127.0.0.1:5000;"',
        "apps: {web: {bind: 127.0.0.1, port: 5000}, nginx: {bind: 0.0.0.0, port: 80}}",
    ),
    "a loopback app through a tunnel of ssh": ('config.ssh.extra_args = ["-L", "8080:127.0.0.1:5000"]', LOOPBACK),
    "guest_ip of the NAT that was moved": (
        forward('guest_ip: "172.31.9.15"')
        + 'config.vm.provider("virtualbox") { |v| v.customize ["modifyvm", :id, "--natnet1", "172.31.9.0/24"] }',
        None,
    ),
    "guest_ip of an address that is computed": (
        forward('guest_ip: "192.168.56.9"') + 'config.vm.network "private_network", ip: "192.168.56.#{rand(9)}"',
        None,
    ),
    "guest_ip that DHCP may give": (
        forward('guest_ip: "192.168.56.101"') + 'config.vm.network "private_network", type: "dhcp"',
        None,
    ),
    "host_ip with blanks, as inet_aton reads it, every address": (
        forward('host_ip: "127.0.0.1 "') + forward('host_ip: "127.1"', host=8081) + forward('host_ip: ""', host=8082),
        "apps: {}",
    ),
    "disabled forwards": (
        forward('host_ip: "localhost", guest_ip: "127.0.0.1", disabled: true', host=80)
        + forward('id: "ssh", disabled: true', guest=22, host=2222),
        None,
    ),
    "a privileged port on Windows": (forward(host=80), "host: {os: windows}"),
    "a privileged port on macOS, on every address": (forward(host=80), "host: {os: macos}"),
    "a privileged port on macOS, on every address, written out": (
        forward('host_ip: "0.0.0.0"', host=80),
        "host: {os: macos}",
    ),
    "a privileged port that is none here": (
        forward('host_ip: "127.0.0.1"', host=80),
        "host: {unprivileged_ports_from: 0}",
    ),
    "TCP and UDP, both forwarded": (
        forward() + forward('protocol: "udp"'),
        "apps: {dns: {bind: 0.0.0.0, port: 5000, protocol: udp}}",
    ),
    "TCP and UDP, both declared": (
        forward(),
        "apps: {dns: {bind: 0.0.0.0, port: 5000, protocol: udp, reach_from: [nobody]}, web: {bind: 0.0.0.0, port: 5000}}",
    ),
    "NAT reaches a host-only address as the host": (
        'config.vm.define("a") { |a| a.vm.network "private_network", ip: "192.168.56.10" }\nconfig.vm.define "b"',
        'apps: {db: {machine: a, bind: 0.0.0.0, port: 5432, reach_from: ["machine:b"]}}',
    ),
    "NAT reaches a forward at an address of the host": (
        'config.vm.define("a") { |a| a.vm.network "forwarded_port", guest: 5432, host: 5432 }\nconfig.vm.define "b"',
        'apps: {db: {machine: a, bind: 0.0.0.0, port: 5432, reach_from: ["machine:b", lan]}}',
    ),
    "the host's loopback, allowed": (
        ON,
        'apps: {ide: {machine: host, bind: 127.0.0.1, port: 9003, reach_from: ["machine:default"]}}',
    ),
    "the host's loopback, before it could be denied": (
        "",
        (
            'host: {virtualbox: "6.1"}\n'
            'apps: {ide: {machine: host, bind: 127.0.0.1, port: 9003, reach_from: ["machine:default"]}}'
        ),
    ),
    "the host's LAN address": (
        OFF,
        (
            "host: {lan: 192.168.1.10/24}\n"
            'apps: {ide: {machine: host, bind: 192.168.1.10, port: 9003, reach_from: ["machine:default"]}}'
        ),
    ),
    "localhost for the machine itself, not wanted by anybody": (
        "",
        "apps: {web: {bind: localhost, port: 5000, reach_from: [nobody]}}",
    ),
    "localhost on the host, where nothing else is said": (
        "",
        "apps: {dev: {machine: host, bind: localhost, port: 80}}",
    ),
    "the hostname as a name of the network": (
        'config.vm.hostname = "a"\nconfig.vm.network "private_network", ip: "192.168.56.10", hostname: true',
        "apps: {web: {bind: hostname, port: 5000}}",
    ),
    "an adapter that the guest is left to configure": (
        (
            'config.vm.network "private_network", ip: "192.168.56.10"\n'
            'config.vm.network "private_network", ip: "192.168.56.11", auto_config: false'
        ),
        None,
    ),
    "several providers, one of which ignores networks": (
        forward() + 'config.vm.provider "hyperv"\nconfig.vm.provider "virtualbox"',
        None,
    ),
    "a second way that serves, where the first does not": (
        'config.vm.network "public_network", bridge: "eth0", ip: "192.168.1.20"\n' + forward(),
        "host: {lan: 192.168.1.10/24}\napps: {web: {bind: 0.0.0.0, port: 5000, reach_from: [lan]}}",
    ),
    "0.0.0.0 behind NAT alone, wanted by nobody": (
        "",
        "apps: {web: {bind: 0.0.0.0, port: 5000, reach_from: [nobody]}}",
    ),
    "a network that may be there": (
        (
            'config.vm.network "private_network", ip: "192.168.56.10" if rand > 0.5\n'
            'config.vm.network "forwarded_port", guest: 5001, host: 8080 if rand > 0.5'
        ),
        WEB,
    ),
    "a port that is computed": (forward(guest="ENV.keys.size"), WEB),
}


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str, lint) -> None:
    assert names(lint(*SILENT[name])) == []


@pytest.mark.parametrize(
    ("options", "severity"),
    [
        ({}, "warning"),
        ({"host_os": "linux"}, "error"),
        ({"host_os": "macos"}, None),
        ({"host_os": "windows"}, None),
        ({"provider": "libvirt"}, None),
    ],
)
def test_privileged_ports_depend_on_the_host(options: dict[str, str], severity: str | None, lint) -> None:
    found = [each for each in lint(forward(host=443), **options) if each.rule == "privileged-host-port"]
    assert [each.severity.value for each in found] == ([severity] if severity else [])
    if severity == "warning":
        assert found[0].message.endswith("settle it by `host: {os: linux}`")


def test_a_privileged_port_on_one_address_of_macos(lint) -> None:
    assert names(lint(forward('host_ip: "127.0.0.1"', host=80), host_os="macos")) == ["privileged-host-port:error"]


def test_1024_is_an_information(lint) -> None:
    found = [each for each in lint(forward(host=1024), host_os="linux") if each.rule == "privileged-host-port"]
    assert names(found, infos=True) == ["privileged-host-port:info"]
    assert names(lint(forward(host=1025), host_os="linux")) == []


def test_a_privileged_port_takes_the_place_of_the_blocked_app(lint) -> None:
    (finding,) = lint(forward('host_ip: "127.0.0.1"', host=80), WEB, host_os="linux", virtualbox="7.0")
    assert (finding.rule, finding.app, finding.severity.value) == ("privileged-host-port", "web", "error")
    assert finding.trace is not None
    assert finding.trace.disposition.value == "NOT_FORWARDED"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("", "info"),
        ('protocol: "udp"', "info"),
        ('host_ip: "127.0.0.1"', None),
        ('host_ip: "0.0.0.0"', None),
        ("host_ip: nil", "info"),
        ("disabled: true", None),
        ("host_ip: `hostname -I`", None),
    ],
)
def test_open_to_the_lan(options: str, found: str | None, lint) -> None:
    seen = [each.severity.value for each in lint(forward(options, guest=80)) if each.rule == "forward-exposed-to-lan"]
    assert seen == ([found] if found else [])


def test_open_to_the_lan_heeds_what_is_declared(lint) -> None:
    def exposed(settings: str, guest: int = 5432, options: str = "") -> list[str]:
        found = lint(forward(options, guest=guest), settings)
        return [each.severity.value for each in found if each.rule == "forward-exposed-to-lan"]

    assert exposed("{}") == ["warning"], "a database, and nobody said what listens"
    assert exposed("{}", options='protocol: "udp"') == ["info"], "the database speaks TCP"
    assert exposed("apps: {}") == [], "nothing but sshd listens"
    assert exposed("apps: {}", guest=22) == ["info"]
    assert exposed("apps: {db: {bind: 0.0.0.0, port: 5432}}") == ["warning"]
    assert exposed("apps: {db: {bind: 0.0.0.0, port: 5432, reach_from: [lan]}}") == []
    assert exposed("apps: {db: {bind: 127.0.0.1, port: 5432, reach_from: [nobody]}}") == []
    assert exposed("assume: {provider: libvirt}") == []


def test_the_name_of_an_address(lint) -> None:
    for text in ("localhost", "::1", "127.0.0.256", "*", "example.test"):
        found = lint(forward(f'host_ip: "{text}"'))
        assert names(found, infos=True) == ["host-ip-not-an-address:error"], text
        assert found[0].span.text == f'"{text}"'


def test_ssh(lint) -> None:
    for port, host_ip in ((2222, ""), (2222, 'host_ip: "127.0.0.1"')):
        (finding,) = [each for each in lint(forward(host_ip, guest=22, host=port)) if each.severity.value != "info"]
        assert (finding.rule, finding.severity.value) == ("ssh-forward-clash", "error")
        assert 'id: "ssh"' in finding.message
    assert names(lint(forward('host_ip: "192.168.1.10"', guest=80, host=2222))) == [], "another address"
    assert names(lint(forward('protocol: "udp"', guest=80, host=2222))) == []
    body = 'config.vm.define("a")\nconfig.vm.define("b") { |b| b.vm.network "forwarded_port", guest: 80, host: 2222 }'
    assert names(lint(body)) == ["ssh-forward-clash:error"]


def test_a_forward_of_all_machines_is_one_finding(lint) -> None:
    (finding,) = [
        each
        for each in lint(forward() + "3.times { |i| config.vm.define i.to_s }")
        if each.rule != "forward-exposed-to-lan"
    ]
    assert (finding.rule, finding.machines) == ("forward-shared-by-machines", ("0", "1", "2"))
    loop = '%w[a b].each { |n| config.vm.define(n) { |m| m.vm.network "forwarded_port", guest: 80, host: 8080 } }'
    assert names(lint(loop)) == ["host-port-collision:error"], "a line inside is another mistake"


def test_a_dead_guest_ip_carries_the_app(lint) -> None:
    (finding,) = lint(forward('host_ip: "127.0.0.1", guest_ip: "127.0.0.1"'), LOOPBACK)
    assert (finding.rule, finding.app, finding.span.text) == ("guest-ip-unreachable", "web", '"127.0.0.1"')
    assert finding.trace is not None
    assert finding.trace.disposition.value == "GUEST_IP_DEAD"
    assert names(lint(forward('guest_ip: "192.168.99.9"'))) == ["guest-ip-unreachable:error"]


def test_rules_that_are_off_leave_the_block_to_the_general_one(lint) -> None:
    settings = LOOPBACK + "\nrules: {guest-ip-unreachable: off}"
    assert names(lint(forward('guest_ip: "127.0.0.1"'), settings)) == ["app-not-reachable:error"]


def test_machines_apart(lint) -> None:
    apart = """
        %w[a b].each_with_index do |name, i|
          config.vm.define(name) { |m| m.vm.network "private_network", ip: "10.9.0.1#{i}", virtualbox__intnet: NET }
        end
    """
    settings = 'apps: {db: {machine: a, bind: 0.0.0.0, port: 5432, reach_from: ["machine:b"]}}'
    assert names(lint(apart.replace("NET", "name"), settings)) == ["machines-isolated:error"]
    assert names(lint(apart.replace("NET", '"lab"'), settings)) == []
    (finding,) = lint('config.vm.define "a"\nconfig.vm.define "b"', settings)
    assert (finding.rule, finding.machines) == ("machines-isolated", ("a", "b"))
    assert finding.span.text == '"machine:b"'


def test_loopback_on_a_machine_apart_is_apart_first(lint) -> None:
    settings = "apps: {db: {machine: a, bind: 127.0.0.1, port: 5432, reach_from: [machines]}}"
    assert names(lint('config.vm.define "a"\nconfig.vm.define "b"', settings)) == ["machines-isolated:error"]


def test_the_hosts_loopback(lint) -> None:
    settings = 'apps: {ide: {machine: host, bind: BIND, port: 9003, reach_from: ["machine:default"]}}'
    assert names(lint("", settings.replace("BIND", "127.0.0.1"))) == ["guest-to-host-unreachable:warning"]
    assert names(lint(OFF, settings.replace("BIND", "127.0.0.1"))) == ["guest-to-host-unreachable:error"]
    assert names(lint(ON, settings.replace("BIND", '"::1"'))) == ["guest-to-host-unreachable:error"]
    assert names(lint(OFF, settings.replace("BIND", "0.0.0.0"))) == [], "by the host's LAN address"


def test_two_adapters_in_one_subnet_and_one_network(lint) -> None:
    two = 'config.vm.network "private_network", ip: "192.168.56.10"\n'
    two += 'config.vm.network "private_network", ip: "192.168.56.11"\n'
    assert names(lint(two)) == []
    assert names(lint(two, "apps: {web: {bind: 0.0.0.0, port: 80, reach_from: [host]}}")) == []
    dns = "apps: {{dns: {{bind: {}, port: 53, protocol: udp, reach_from: [{}]}}}}"
    (finding,) = lint(two, dns.format("0.0.0.0", "host"))
    assert (finding.rule, finding.severity.value, finding.app) == ("same-subnet-adapters", "warning", "dns")
    assert finding.span.text == '"192.168.56.11"'
    for bind, place in (("192.168.56.11", "host"), ('["0.0.0.0", 192.168.56.11]', "host"), ("0.0.0.0", "nobody")):
        assert "same-subnet-adapters:warning" not in names(lint(two, dns.format(bind, place)))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ('virtualbox__intnet: "a"', 'virtualbox__intnet: "b"', ["same-subnet-adapters:warning"]),
        ('virtualbox__intnet: "a"', 'virtualbox__intnet: "a"', []),
        ('virtualbox__intnet: "a"', "", ["same-subnet-adapters:warning"]),
        ('virtualbox__intnet: "a"', 'virtualbox__intnet: "b", auto_config: false', []),
        ('virtualbox__intnet: "a"', "virtualbox__intnet: `hostname`", []),
        ('virtualbox__intnet: "a"', 'virtualbox__intnet: "b", netmask: "255.255.0.0"', []),
    ],
)
def test_two_adapters_in_one_subnet_and_two_networks(lint, first: str, second: str, expected: list[str]) -> None:
    body = f'config.vm.network "private_network", ip: "192.168.56.10", {first}\n'
    body += f'config.vm.network "private_network", ip: "192.168.56.11", {second}'.rstrip(", ")
    assert [name for name in names(lint(body)) if name.startswith("same")] == expected


def test_of_three_adapters_in_one_subnet_each_is_named_once(lint) -> None:
    body = "".join(
        f'config.vm.network "private_network", ip: "10.9.0.{host}", virtualbox__intnet: "{host}"\n'
        for host in (10, 11, 12)
    )
    assert [each.span.text for each in lint(body)] == ['"10.9.0.11"', '"10.9.0.12"']


def test_two_bridges_may_be_two_lans(lint) -> None:
    body = 'config.vm.network "public_network", ip: "192.168.1.{}", bridge: "{}"\n'
    assert names(lint(body.format(10, "eth0") + body.format(11, "eth1"))) == []


def test_a_wide_network_does_not_hide_the_nat(lint) -> None:
    wide = 'config.vm.network "private_network", ip: "{}", netmask: "255.255.0.0", virtualbox__intnet: "lab"\n'
    (finding,) = lint(
        wide.format("10.0.0.10"), "apps: {web: {bind: 0.0.0.0, port: 80}}", select=("nat-subnet-overlap",)
    )
    assert finding.severity.value == "info"
    for address in ("10.0.2.10", "10.0.3.10"):
        mine = f'config.vm.define("a") {{ |a| a.vm.network "private_network", ip: "{address}", MORE }}\n'
        mine = mine.replace("MORE", 'netmask: "255.255.0.0", virtualbox__intnet: "lab"')
        other = mine.replace('"a"', '"b"').replace(address, "10.0.0.10").replace("|a| a.", "|b| b.")
        severities = [each.severity.value for each in lint(mine + other, select=("nat-subnet-overlap",))]
        assert severities == (["warning"] * 2 if address == "10.0.2.10" else ["info"] * 2)
    narrow = 'config.vm.network "private_network", ip: "10.0.2.20", netmask: "255.255.255.128"'
    assert [each.severity.value for each in lint(narrow, select=("nat-subnet-overlap",))] == ["warning"]


def test_hostname(lint) -> None:
    body = 'config.vm.hostname = "a"\n'
    app = "apps: {{db: {{bind: hostname, port: 5432, reach_from: [{}]}}}}"
    network = 'config.vm.network "private_network", ip: "192.168.56.10"\n'
    (finding,) = lint(body + network, app.format("host"))
    assert (finding.rule, finding.severity.value, finding.app) == ("hostname-on-loopback", "error", "db")
    assert names(lint(body, app.format("host"))) == ["hostname-on-loopback:warning", "app-not-reachable:error"]
    assert names(lint(body + network, app.format("nobody"))) == []


def test_another_provider(lint) -> None:
    body = forward('host_ip: "127.0.0.1"') + 'config.vm.network "private_network", ip: "192.168.56.10"\n'
    assert names(lint(body + 'config.vm.provider "hyperv"')) == ["provider-ignores-networks:warning"]
    assert names(lint(body, provider="hyperv")) == ["provider-ignores-networks:warning"]
    (finding,) = lint(body, provider="hyperv")
    assert [label.text for label in finding.related] == ["ignored too"]
    assert names(lint(body, provider="parallels")) == []


def test_everything_on_a_possible_fact_is_no_error(lint) -> None:
    body = """
        if rand > 0.5
          config.vm.network "forwarded_port", guest: 22, host: 2222
          config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "localhost", guest_ip: "127.0.0.1"
          config.vm.network "forwarded_port", guest: 81, host: 81, host_ip: "127.0.0.1"
          config.vm.network "private_network", ip: "10.0.2.20"
        end
    """
    found = lint(body, host_os="linux", virtualbox="6.1.20")
    assert {each.rule for each in found} >= {
        "ssh-forward-clash", "host-ip-not-an-address", "guest-ip-unreachable", "privileged-host-port",
    }  # fmt: skip
    assert not [each for each in found if each.severity.value == "error"]


def test_one_finding_an_app_and_cause(lint) -> None:
    body = """
        config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
        config.vm.define "a", primary: true
    """
    settings = "apps: {web: {bind: 127.0.0.1, port: 5000, reach_from: [host, lan]}}"
    found = lint(body, settings)
    assert names(found) == ["app-binds-loopback:error", "app-not-reachable:error"]
    assert found[1].span.text == "lan", "the forward is for the host alone: another cause"
    assert all(each.trace is not None for each in found)


def test_a_machine_that_may_not_be_there_is_not_concluded_from(lint) -> None:
    body = 'config.vm.define("a") if rand > 0.5\nconfig.vm.define "b"'
    settings = "apps: {db: {machine: b, bind: 0.0.0.0, port: 5432, reach_from: [host, machines]}}"
    assert names(lint(body, settings)) == []


def test_apps_of_several_machines_are_told_apart(lint) -> None:
    body = """
        %w[a b].each_with_index do |name, i|
          config.vm.define(name) { |m| m.vm.network "forwarded_port", guest: 80, host: 8080 + i, host_ip: "127.0.0.1" }
        end
    """
    settings = "apps: {one: {machine: a, bind: 127.0.0.1, port: 80}, two: {machine: b, bind: 0.0.0.0, port: 80}}"
    (finding,) = lint(body, settings)
    assert (finding.app, finding.machines) == ("one", ("a",))


def test_an_address_that_nobody_stated_is_never_shown(lint) -> None:
    body = 'config.vm.network "public_network", bridge: "eth0", ip: "192.168.1.20"\n' + forward()
    for bridged in (body, body.replace(', ip: "192.168.1.20"', "")):
        found = lint(bridged, "apps: {web: {bind: 10.0.2.15, port: 5000, reach_from: [lan]}}")
        assert found
        assert not [each for each in found if "198.18" in each.message]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (forward(host=77474) + forward(host=8081), "vagrant-validation-error"),
        (forward() + 'config.vm.network "private_network", ip: "192.168.56.300"', "invalid-ip-literal"),
        (forward() + 'config.vm.network "private_network", ip: "192.168.33.10"', "hostonly-ip-out-of-range"),
        (forward('host_ip: "127.0.0.1"', host=2222), "ssh-forward-clash"),
    ],
)
def test_what_keeps_a_machine_from_starting_explains_its_blocked_app(body: str, rule: str, lint) -> None:
    settings = 'host: {os: linux, virtualbox: "7.1"}\n' + WEB
    errors = [each for each in lint(body, settings) if each.severity.value == "error"]
    assert [(each.rule, each.app) for each in errors] == [(rule, "web")]
    assert errors[0].trace is not None
    assert errors[0].trace.disposition.value in ("MACHINE_DOES_NOT_START", "PORT_TAKEN")


def test_a_level_of_the_settings_wins_over_a_blocked_app(lint) -> None:
    settings = LOOPBACK + "\nrules: {guest-ip-unreachable: warning}"
    assert names(lint(forward('guest_ip: "127.0.0.1"'), settings)) == ["guest-ip-unreachable:warning"]
