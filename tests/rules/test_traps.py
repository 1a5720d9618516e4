"""What must not be reported: each is a false alarm that other tools gave, or that somebody would meet first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmlint.engine.checking import check
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS

if TYPE_CHECKING:
    from vmlint.findings.diagnostics import Diagnostic

WEB = "apps: {web: {bind: 0.0.0.0, port: 5000}}"
LOOPBACK = "apps: {web: {bind: 127.0.0.1, port: 5000}}"


def names(found: list[Diagnostic]) -> list[str]:
    return [f"{each.rule}:{each.severity.value}" for each in found]


SILENT = {
    "a provider block that calls the outer object, which Vagrant runs at every load": """
        config.vm.define("a") do |a|
          a.vm.provider("virtualbox") { |v| config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web" }
        end
    """,
    "strings, symbols, hashrockets, parentheses, several lines": """
        config.vm.network :forwarded_port, :guest => "80", "host": "8080"
        config.vm.network(
          "forwarded_port",
          guest: 443,
          host: 8443,
        )
    """,
    "scoped keys and keys of plugins": """
        config.vm.network "private_network", ip: "192.168.56.10", virtualbox__intnet: "lab", libvirt__network_name: "x"
        config.vm.network "public_network", dev: "eth0", mode: "bridge", type: "bridge", ovs: true
    """,
    "an override on purpose": """
        config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web"
        config.vm.provider("virtualbox") { |_, o| o.vm.network "forwarded_port", guest: 80, host: 8081, id: "web" }
    """,
    "ssh moved, replaced, dropped": """
        config.vm.network "forwarded_port", guest: 22, host: 2200, id: "ssh", auto_correct: true
        config.vm.define("a") { |a| a.vm.network "forwarded_port", guest: 22, host: 2222, id: "ssh", disabled: true }
    """,
    "a disabled forward carries nothing": """
        config.vm.network "forwarded_port", guest: 80, host: 8080, id: "a"
        config.vm.network "forwarded_port", guest: 81, host: 8080, host_ip: "127.0.0.1", disabled: true
    """,
    "a loop that counts": """
        (1..5).each do |i|
          config.vm.define "n#{i}" do |n|
            n.vm.network "private_network", ip: "192.168.56.#{10 + i}"
            n.vm.network "forwarded_port", guest: 80, host: 8080 + i
          end
        end
    """,
    "conditions that exclude each other": """
        if RUBY_PLATFORM.include?("x86") then port = 8080 else port = 8081 end
        config.vm.network "forwarded_port", guest: 80, host: port
    """,
    "two machines, the second by hand": """
        config.vm.define("a") { |a| a.vm.network "forwarded_port", guest: 80, host: 8080 }
        config.vm.define("b", autostart: false) { |b| b.vm.network "forwarded_port", guest: 80, host: 8080 }
    """,
    "equal addresses in internal networks of different names": """
        %w[a b].each do |n|
          config.vm.define(n) { |m| m.vm.network "private_network", ip: "10.9.0.5", virtualbox__intnet: n }
        end
    """,
    "an address of the second half of a wide network": """
        config.vm.define("a") { |a| a.vm.network "private_network", ip: "192.168.57.0", netmask: "255.255.248.0" }
        config.vm.define("b") { |b| b.vm.network "private_network", ip: "192.168.58.255", netmask: "255.255.248.0" }
    """,
    "by DHCP": """
        config.vm.network "private_network", type: "dhcp", virtualbox__intnet: "lab", auto_config: false
        config.vm.network "public_network"
    """,
    "nothing but another provider": """
        config.vm.provider "libvirt"
        config.vm.network "private_network", ip: "10.1.2.1"
        config.vm.network "private_network", ip: "10.1.2.3"
    """,
    "text that only looks like an address": 'config.vm.provision "shell", inline: "ping 300.1.2.3", args: ["1.2.3"]',
}


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str, lint) -> None:
    assert names(lint(SILENT[name])) == []


POSSIBLE = {
    "string-network-option": 'config.vm.network "forwarded_port", "guest" => 80, "host" => 8080 if rand > 0.5',
    "network-without-address": 'config.vm.network "private_network" if rand > 0.5',
    "outer-config-in-define": """
        config.vm.define("a") { |a| config.vm.network "private_network", ip: "192.168.56.10" if rand > 0.5 }
        config.vm.define "b"
    """,
    "private-network-overlaps-host": 'config.vm.network "private_network", ip: "192.168.56.10" if rand > 0.5',
    "os-reserved-host-port": 'config.vm.network "forwarded_port", guest: 80, host: 445 if rand > 0.5',
}


@pytest.mark.parametrize("rule", POSSIBLE)
def test_what_is_only_possible_is_no_error(rule: str, lint) -> None:
    found = lint(POSSIBLE[rule], "host: {lan: 192.168.56.1/24, os: windows}")
    own = [each for each in found if each.rule == rule]
    assert own, names(found)
    assert all(each.severity.value == "warning" and each.message.startswith("possibly") for each in own)
    assert not [each for each in names(found) if each.endswith("error")]


UNDECIDED = {
    "a hostname": 'config.vm.hostname = rand > 0.5 ? "a_b" : "b_c"',
    "a name": 'config.vm.define(rand > 0.5 ? "a/b" : "b/c")',
    "a machine that may not be there": 'config.vm.define("a/b") if rand > 0.5',
    "a removed method that is not called": 'def later = File.exists?("x")',
    "a removed method that the file is prepared for": """
        found = RUBY_VERSION < "3.2" ? File.exists?("x") : File.exist?("x")
    """,
    "a method of its own of that name": """
        class Box; def self.exists?(name) = true; end
        Box.exists?("x")
    """,
    "an alias that nobody refuses": """
        require "yaml"
        data = YAML.respond_to?(:unsafe_load) ? YAML.unsafe_load("a: &a 1\\nb: *a") : YAML.load("a: &a 1\\nb: *a")
    """,
}


@pytest.mark.parametrize("case", UNDECIDED)
def test_nothing_is_said_of_what_may_be_right(case: str, lint) -> None:
    assert [each for each in names(lint(UNDECIDED[case])) if not each.startswith("box-missing")] == []


def test_odd_ports_count_on_the_host_alone_and_only_where_somebody_listens(lint) -> None:
    for body in (
        'config.vm.network "forwarded_port", guest: 5000, host: 8080',
        'config.vm.network "forwarded_port", guest: 80, host: 5000, disabled: true',
        'config.vm.network "forwarded_port", guest: 80, host: 6000, disabled: true',
        'config.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp", disabled: true',
    ):
        assert lint(body, host_os="macos") == []
    body = 'config.vm.network "forwarded_port", guest: 80, host: 5000'
    assert names(lint(body, host_os="macos")) == ["os-reserved-host-port:warning"]
    assert "settle it" not in lint(body, host_os="macos")[0].message
    assert lint(body)[0].message.endswith("settle it by `host: {os: linux}`")
    assert lint(body, host_os="windows") == []


def test_the_home_network_is_an_error_only_where_it_is_stated(lint) -> None:
    body = 'config.vm.network "private_network", ip: "192.168.57.10", netmask: "{}"'
    for lan, mask, expected in (
        ("192.168.57.2/24", "255.255.255.0", ["error"]),
        ("192.168.58.2/24", "255.255.255.0", []),
        ("192.168.0.2/16", "255.255.255.0", ["error"]),
        ("192.168.57.2/26", "255.255.255.0", ["error"]),
        ("192.168.57.129/25", "255.255.255.0", ["warning"]),
    ):
        found = lint(body.format(mask), f"host: {{lan: {lan}}}")
        severities = [each.severity.value for each in found if each.rule == "private-network-overlaps-host"]
        assert severities == expected, lan


def test_a_version_that_is_stated_only_in_part_is_not_known_to_be_bad(lint) -> None:
    body = 'config.vm.network "forwarded_port", guest: 80, host: 8080'
    for stated in ("7", "7.2", "7.2.8", "7.1.0"):
        assert lint(body, virtualbox=stated) == []
    assert names(lint(body, virtualbox="7.2.0")) == ["known-bad-version:warning"]
    assert lint(body, virtualbox="7.1.4", vagrant="2.4") == []
    assert names(lint(body, virtualbox="7.1.4", vagrant="2.4.1")) == ["known-bad-version:warning"]


def test_the_specific_rule_speaks_for_the_general_one(lint) -> None:
    """One cause is one finding: what RULES.md says of the specific forms of validation and load errors."""
    for body, rule in (
        ('config.vm.network "forwarded_port", "guest" => 80, "host" => 8080', "string-network-option:error"),
        ('config.vm.network "private_network", type: "static"', "network-without-address:error"),
        ('config.vm.network "private_network", "ip" => "192.168.56.10"', "string-network-option:error"),
        ('config.vm.network "private_network", type: "dhcp", hostname: true', "network-without-address:error"),
        ('config.vm.hostname = "a_b"', "hostname-invalid:error"),
        ('config.vm.define "a/b"', "machine-name-invalid:error"),
        ("Proc.new", "removed-ruby-method:error"),
        ('require "yaml"; YAML.load("a: &a 1\\nb: *a")', "yaml-alias-refused:error"),
    ):
        assert [each for each in names(lint(body)) if each.endswith("error")] == [rule], body


def test_the_outer_config_explains_what_follows_from_it(lint) -> None:
    body = """
        (1..3).each do |i|
          config.vm.define("n#{i}") do |n|
            config.vm.network "private_network", ip: "192.168.56.#{10 + i}"
            config.vm.network "forwarded_port", guest: 80, host: 8080 + i
          end
        end
    """
    (finding,) = lint(body)
    assert (finding.rule, finding.machines) == ("outer-config-in-define", ("n1", "n2", "n3"))
    body = """
        config.vm.define("a") { |a| config.vm.network "forwarded_port", guest: 22, host: 7000, id: "ssh" }
        config.vm.define("b") { |b| config.vm.network "forwarded_port", guest: 22, host: 7001, id: "ssh" }
    """
    assert {each.rule for each in lint(body)} == {"outer-config-in-define"}


def test_what_is_known_of_dhcp_and_ipv6_is_said_once(lint) -> None:
    assert names(lint('config.vm.network "private_network", type: "dhcp"')) == ["private-network-dhcp:info"]
    body = 'config.vm.network "private_network", ip: "fd00:56::10"'
    assert names(lint(body)) == ["ipv6-vbox-limits:warning"], "no rule about IPv4 ranges"
    assert lint(body, host_os="windows", vagrant="2.4.9") == []


def test_a_partial_file_without_a_box_is_no_mistake(lint) -> None:
    assert names(lint("config.vm.box = nil")) == ["box-missing:info"]


def test_the_range_depends_on_the_host(lint) -> None:
    body = 'config.vm.network "private_network", ip: "192.168.33.10"'
    assert names(lint(body)) == ["hostonly-ip-out-of-range:warning"]
    assert names(lint(body, host_os="linux")) == ["hostonly-ip-out-of-range:warning"], "the version matters too"
    assert names(lint(body, host_os="linux", virtualbox="7.0")) == ["hostonly-ip-out-of-range:error"]
    assert names(lint(body, host_os="macos", virtualbox="6.1.40")) == ["hostonly-ip-out-of-range:error"]
    for options in (
        {"host_os": "windows"},
        {"host_os": "macos", "virtualbox": "7.0"},
        {"virtualbox": "6.1.26"},
        {"virtualbox": "5.2"},
        {"provider": "libvirt"},
    ):
        assert lint(body, **options) == []
    (finding,) = lint(body)
    assert finding.message.endswith('settle it by `host: {os: windows}` or `host: {os: linux, virtualbox: "7.1"}`')


def test_a_stated_networks_conf_replaces_the_default(lint) -> None:
    body = 'config.vm.network "private_network", ip: "192.168.56.10"'
    assert names(lint(body, "host: {networks_conf: ['10.0.0.0/8']}")) == ["hostonly-ip-out-of-range:warning"]
    assert names(lint(body, "host: {networks_conf: []}")) == ["hostonly-ip-out-of-range:warning"]


def test_possible_is_never_an_error(lint) -> None:
    body = """
        config.vm.network "private_network", ip: "192.168.56.10"
        if rand > 0.5
          config.vm.network "forwarded_port", guest: 80, host: 77474
          config.vm.network "private_network", ip: "192.168.56.300"
        end
    """
    found = lint(body)
    assert set(names(found)) <= {"invalid-ip-literal:warning", "vagrant-validation-error:warning"}
    assert found
    assert all(finding.message.startswith("possibly") for finding in found)


def test_on_an_assumption_it_is_still_an_error_of_medium_confidence(lint) -> None:
    (finding,) = lint('config.vm.network "private_network", ip: ENV.fetch("IP", "192.168.56.300")')
    assert (finding.severity.value, finding.confidence.value) == ("error", "medium")
    assert [assumption.change for assumption in finding.assumptions] == ["--env IP=…"]
    (finding,) = lint('config.vm.network "private_network", ip: "192.168.56.300"')
    assert (finding.confidence.value, finding.assumptions) == ("high", ())


def test_a_guard_that_stops_loading_is_taken_as_passed(lint) -> None:
    body = """
        raise "no" unless Vagrant.has_plugin?("vagrant-x")
        Vagrant.configure("2") { |config| config.vm.box = ENV.fetch("BOX") }
    """
    assert lint(body, whole=True) == []


def test_one_finding_for_one_cause(lint) -> None:
    body = """
        (1..3).each do |i|
          config.vm.define("n#{i}") { |n| n.vm.network "forwarded_port", guest: 80, host: 70000 + i }
        end
    """
    (finding,) = lint(body)
    assert finding.machines == ("n1", "n2", "n3")
    assert [label.text for label in finding.related] == ["i = 1, 2, 3"]
    (finding,) = lint('config.vm.network "forwarded_port", guest: 80')
    assert finding.message.startswith("`vagrant validate` refuses this")
    (finding,) = lint(
        'config.vm.network "forwarded_port", guest: 80, host: 8080, id: "a"\n'
        'config.vm.network "forwarded_port", guest: 81, host: 8080, id: "b"'
    )
    assert finding.rule == "host-port-collision", "the more specific rule"


@pytest.mark.parametrize(
    ("later", "rule"),
    [
        ("guest: 81, host: 8080, auto_correct: true", []),
        ("guest: 81, host: 8080", ["host-port-collision:error"]),
        ('guest: 81, host: 8080, host_ip: "127.0.0.1"', ["host-port-collision:error"]),
        ('guest: 81, host: 8080, protocol: "udp"', ["udp-forward-unchecked:info"]),
        ("guest: 81, host: 8080, disabled: true", []),
        ("guest: 81, host: rand(9999)", []),
    ],
)
def test_collisions_between_machines(later: str, rule: list[str], lint) -> None:
    body = f"""
        config.vm.define("a") {{ |a| a.vm.network "forwarded_port", guest: 80, host: 8080 }}
        config.vm.define("b") {{ |b| b.vm.network "forwarded_port", {later} }}
    """
    assert names(lint(body)) == rule


def test_within_one_machine_auto_correct_does_not_help_nor_for_udp_anywhere(lint) -> None:
    body = """
        config.vm.network "forwarded_port", guest: 80, host: 8080
        config.vm.network "forwarded_port", guest: 81, host: 8080, host_ip: "127.0.0.1", auto_correct: true
    """
    assert names(lint(body)) == ["host-port-collision:error"]
    body = """
        %w[a b].each { |n| config.vm.define(n) { |m|
          m.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp", auto_correct: true } }
    """
    assert names(lint(body)) == ["host-port-collision:error", "udp-forward-unchecked:info"]


def test_merging(lint) -> None:
    body = """
        config.vm.network "forwarded_port", guest: 80, host: 8080
        config.vm.define("a") { |a| a.vm.network "forwarded_port", guest: 8080, host: 8080 }
    """
    assert names(lint(body)) == ["forward-silently-overwritten:error"]
    body = """
        config.vm.network "forwarded_port", guest: 80, host: 8080
        config.vm.define("a") { |a| a.vm.network "forwarded_port", guest: 80, host: 8080 }
    """
    assert names(lint(body)) == ["forward-silently-overwritten:warning"]


# Apps


def test_without_apps_nothing_is_said_of_apps(lint) -> None:
    body = 'config.vm.network "forwarded_port", guest: 80, host: 8080'
    assert lint(body) == []
    assert lint(body, "apps: {}") == []


FORWARD = 'config.vm.network "forwarded_port", guest: 5000, host: 8080'
FINE = {
    "everywhere": (FORWARD, WEB),
    "for itself": (FORWARD, "apps: {web: {bind: 127.0.0.1, port: 5000, reach_from: [nobody]}}"),
    "behind a web server": (
        f'{FORWARD}\nconfig.vm.provision "shell", inline: "proxy_pass http://127.0.0.1:5000;"',
        LOOPBACK,
    ),
    "through a tunnel": (f'{FORWARD}\nconfig.ssh.extra_args = ["-L", "8080:127.0.0.1:5000"]', LOOPBACK),
    "another provider": (f'{FORWARD}, guest_ip: "127.0.0.1"\nconfig.vm.provider "libvirt"', LOOPBACK),
    "a name that only the box knows": (FORWARD, "apps: {web: {bind: hostname, port: 5000}}"),
    "a name with a real address": (
        'config.vm.hostname = "web"\nconfig.vm.network "private_network", ip: "192.168.56.10", hostname: true',
        "apps: {web: {bind: hostname, port: 5000}}",
    ),
    "one address of two": (FORWARD, "apps: {web: {bind: [127.0.0.1, 10.0.2.15], port: 5000}}"),
    "in a container": (FORWARD, "apps: {web: {bind: 127.0.0.1, port: 5000, container: c}}"),
    "on the host": ("config.vm.hostname = 'x'", "apps: {web: {machine: host, bind: 127.0.0.1, port: 5000}}"),
    "by a rule of VBoxManage": (
        'config.vm.provider("virtualbox") { |v| v.customize ["modifyvm", :id, "--natpf1", "w,tcp,,8080,,5000"] }',
        WEB,
    ),
    "a network that may be there": ('config.vm.network "private_network", ip: "192.168.56.10" if rand > 0.5', WEB),
    "a machine that may be there": (
        'config.vm.define("x") if rand > 0.5',
        "apps: {web: {machine: x, bind: 0.0.0.0, port: 1, reach_from: [nobody]}}",
    ),
}


@pytest.mark.parametrize("name", FINE)
def test_apps_that_are_fine(name: str, lint) -> None:
    assert [each for each in names(lint(*FINE[name])) if each.endswith("error")] == []


def test_the_ways_to_be_bound_to_loopback(lint) -> None:
    for bind in ("127.0.0.1", "localhost", '"::1"', "127.0.1.1", "[127.0.0.1, '::1']"):
        found = lint(FORWARD, f"apps: {{web: {{bind: {bind}, port: 5000}}}}")
        assert names(found) == ["app-binds-loopback:error"]
    body = 'config.vm.hostname = "web"\n' + FORWARD
    assert names(lint(body, "apps: {web: {bind: hostname, port: 5000}}")) == ["hostname-on-loopback:error"]


def test_loopback_where_nothing_leads_is_not_reachable(lint) -> None:
    assert names(lint("config.vm.hostname = 'x'", LOOPBACK)) == ["app-not-reachable:error"]


def test_loopback_wanted_from_other_machines_and_the_lan(lint) -> None:
    body = """
        config.vm.define("a") { |a| a.vm.network "private_network", ip: "192.168.56.10" }
        config.vm.define("b") { |b| b.vm.network "private_network", ip: "192.168.56.11" }
    """
    settings = "apps: {{db: {{machine: a, bind: 127.0.0.1, port: 5432, reach_from: [{}]}}}}"
    for place in ("machines", '"machine:b"'):
        assert names(lint(body, settings.format(place))) == ["app-binds-loopback:error"]
    assert names(lint(body, settings.format("lan"))) == ["app-not-reachable:error"], "nothing leads there from the LAN"
    body = 'config.vm.network "forwarded_port", guest: 5432, host: 5432, host_ip: "127.0.0.1"'
    settings = "apps: {db: {bind: 127.0.0.1, port: 5432, reach_from: [lan]}}"
    assert "app-binds-loopback:error" not in names(lint(body, settings))
    assert names(lint('config.vm.network "public_network"', settings)) == ["app-binds-loopback:error"]


def test_the_related_places_of_a_blocked_app(lint) -> None:
    body = FORWARD + '\nconfig.vm.network "private_network", ip: "192.168.56.10"'
    (finding,) = lint(body, LOOPBACK)
    assert [label.span.line for label in finding.related] == [3, 4]
    assert finding.app == "web"
    assert finding.machines == ("default",)


def test_a_swapped_forward_is_part_of_the_blocked_apps_finding(lint) -> None:
    found = lint('config.vm.network "forwarded_port", guest: 8080, host: 5000', WEB, host_os="linux")
    assert names(found) == ["app-not-reachable:error"]
    assert "look swapped" in found[0].message
    assert found[0].related[0].span.text == "8080"


def test_a_forward_of_the_wrong_protocol(lint) -> None:
    (finding,) = lint(FORWARD, "apps: {dns: {bind: 0.0.0.0, port: 5000, protocol: udp}}")
    assert (finding.rule, finding.app) == ("protocol-mismatch", "dns")
    assert finding.trace is not None
    assert finding.trace.disposition.value == "WRONG_TRANSPORT"


def test_references(lint) -> None:
    body = 'config.vm.define "web"\nconfig.vm.define "db"'
    assert names(lint(body, "apps: {w: {bind: 0.0.0.0, port: 1, reach_from: [nobody]}}")) == ["unknown-reference:error"]
    settings = "apps: {w: {machine: wbe, bind: 0.0.0.0, port: 1, reach_from: ['machine:bd', 'machine:web']}}"
    found = lint(body, settings)
    assert names(found) == ["unknown-reference:error"] * 2
    assert "did you mean `web`?" in found[0].message
    assert (
        names(lint(body + "\nconfig.vm.define ENV['X'].to_s + rand.to_s", settings))
        == ["unknown-reference:warning"] * 2
    )
    (finding,) = lint(body, "apps: {}\nsources: [Vagrantfile, other]")
    assert finding.message == "the source `other` does not exist"


def test_settings_of_a_folder_without_a_vagrantfile(lint, tmp_path, monkeypatch) -> None:
    (tmp_path / "vmlint.yaml").write_text(WEB)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "Vagrantfile").write_text('Vagrant.configure("2") { |c| c.vm.box = "x" }\n')
    result = check(Discovery().projects(["sub/Vagrantfile"]), NO_OPTIONS)
    assert result.diagnostics == [], "its apps are those of another project"
    (finding,) = check(Discovery().projects(["vmlint.yaml"]), NO_OPTIONS).diagnostics
    assert finding.rule == "unknown-reference"
    assert "no Vagrantfile beside this file" in finding.message


def test_an_app_of_the_host_holds_its_port(lint) -> None:
    body = 'config.vm.network "forwarded_port", guest: 80, host: 3000'
    settings = "apps: {{dev: {{machine: host, bind: {}, port: 3000}}, w: {{bind: 0.0.0.0, port: 80}}}}"
    for bind in ("127.0.0.1", "0.0.0.0", '"::"'):
        assert names(lint(body, settings.format(bind))) == ["host-port-collision:error"]
    assert lint(body, settings.format('"::1"')) == []
    assert names(lint(body + ", auto_correct: true", settings.format("0.0.0.0"))) == ["auto-correct-hides-port:info"]
    assert lint(body + ', host_ip: "127.0.0.2"', settings.format("127.0.0.1")) == []


def test_data_in_another_file(lint) -> None:
    body = """
        require "yaml"
        data = YAML.load_file("nodes.yml")
        Vagrant.configure("2") do |config|
          config.vm.box = "debian/bookworm64"
          data["nodes"].each do |name, ip|
            config.vm.define(name) { |node| node.vm.network "private_network", ip: ip }
          end
        end
    """
    found = lint(body, whole=True, files={"nodes.yml": "nodes:\n  a: 192.168.56.10\n  b: 192.168.56.10\n"})
    assert names(found) == ["duplicate-private-ip:error"]
    assert found[0].machines == ("a", "b")
    places = [(label.span.path, label.span.line, label.text) for label in found[0].related]
    assert places[:2] == [("nodes.yml", 2, "written here"), ("nodes.yml", 3, "written here")]


def test_v1_in_version_2(lint) -> None:
    (finding,) = lint("config.vm.forward_port 80, 8080")
    assert finding.rule == "v1-syntax"
    assert finding.span.text == "forward_port"


def test_a_syntax_error_leaves_the_rest_possible(lint) -> None:
    body = """
        Vagrant.configure("2") do |config|
          config.vm.box = "debian/bookworm64"
          config.vm.network "private_network", ip: "192.168.56.300"
          config.vm.network "forwarded_port", guest: 80 host: 8080
        end
    """
    assert names(lint(body, whole=True)) == ["invalid-ip-literal:warning", "syntax-error:error"]
